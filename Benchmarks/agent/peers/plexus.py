"""The agent, at one report a second and at its default of one every 15 s."""

import json
import os
import re
import shutil
import subprocess

from datagrams import plexus_values

from .peer import Count, Peer, size


class PlexusAgent(Peer):
    interval = 1

    @property
    def program(self):
        return self.bench.agent

    def path(self):
        return self.bench.agent if self.bench.agent and os.access(self.bench.agent, os.X_OK) else None

    def unavailable(self):
        return None if self.path() else "it was not built"

    def version(self):
        return self.first_number("--version")

    def command(self):
        return [self.path(), "--interval", str(self.interval), "--state", self.folder]

    def count(self, payloads, seconds):
        frames = [frame for frame in map(plexus_values, payloads) if frame and frame[1]]
        if not frames:
            return Count(seconds, None, note="none of its frames could be read")
        sent = sum(values for _, values in frames)
        reports = len({tick for tick, _ in frames})
        return Count(seconds, sent / reports * seconds, bytes=size(payloads), carried=sent)


class EverySecond(PlexusAgent):
    key = "plexus"
    name = "plexus-agent --interval 1"
    setup = "Samples every second and sends every second."
    # It hands pages back after its second report.
    settling = 5


class ByDefault(PlexusAgent):
    key = "plexus-15"
    name = "plexus-agent (--interval 15)"
    setup = "The default: samples every second and sends every 15 s. A collection is a sample, its values those of a report."
    pace = "1 s, sent every 15 s"
    interval = 15
    step = 15
    settling = 33


def back_to_back(bench, ticks):
    """What `plexus-agent --bench-ticks` prints: the fields of its JSON line, or a reason why there are none.

    Fields: ticks; values in one tick; cpu_us, the CPU time of all ticks in microseconds. An agent without such an
    option refuses it.
    """
    agent = PlexusAgent(bench)
    if reason := agent.unavailable():
        return reason
    command = bench.namespace.command([agent.path(), "--bench-ticks", str(ticks), "--state", agent.folder])
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    except subprocess.TimeoutExpired:
        return "--bench-ticks took longer than two minutes"
    if done.returncode != 0:
        return f"this agent has no --bench-ticks: {done.stderr.strip()}"
    try:
        fields = json.loads(done.stdout)
        return {name: float(fields[name]) for name in ("ticks", "values", "cpu_us")} | {
            "bytes": fields.get("bytes_per_tick")
        }
    except (ValueError, KeyError) as error:
        return f"--bench-ticks said something else than was expected: {type(error).__name__} {error}"


def files_of_a_tick(bench, seconds=6):
    """The files under /proc and /sys that the agent reads every second, as strace sees them; none if it can't be run.

    Paths of its own process become /proc/self.
    """
    agent = EverySecond(bench)
    if agent.unavailable() or not shutil.which("strace"):
        return []
    trace = os.path.join(agent.folder, "trace")
    command = ["strace", "-f", "-qq", "-ttt", "-y", "-e", "trace=read,pread64,readv,preadv", "-o", trace]
    process = bench.spawn(agent, command + agent.command())
    try:
        bench.sleep(seconds)
    finally:
        bench.end(process)
    with open(trace) as file:
        found = re.findall(r"^\d+ +(\d+)\.\d+ p?readv?(?:64)?\(\d+<(/(?:proc|sys)/[^>]+)>", file.read(), re.MULTILINE)
    ticks = {}
    for second, path in found:
        ticks.setdefault(re.sub(r"^/proc/\d+/(?:task/\d+/)?", "/proc/self/", path), set()).add(second)
    # The first and the last second may be cut, and a tick that is traced may reach into the next second.
    return sorted(path for path, seen in ticks.items() if len(seen) >= seconds - 2)
