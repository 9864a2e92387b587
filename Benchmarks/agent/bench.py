"""Runs peers one after another in a namespace and measures each."""

import os
import shutil
import signal
import subprocess
import tempfile
import time

from capture import Capture
from meters import Memory, cpu_between, family, machine_times, thread_times
from namespace import INTERFACE, Namespace
from peers import floor, plexus
from peers.peer import Count
from row import Row

# When in a second the harness wakes.
PHASE = 0.7
# Ticks of the runs without a pause.
TICKS = 2000


class Failure(Exception):
    """Why a peer could not be measured."""


class Bench:
    def __init__(self, agent, seconds, warmup, progress):
        self.agent = agent
        self.seconds = seconds
        self.warmup = warmup
        self.progress = progress
        self.namespace = Namespace()
        # Found out when they are needed first.
        self.floor_files = []

    def __enter__(self):
        self.folder = tempfile.mkdtemp(prefix="plexus-bench-")
        self.processes = []
        self.namespace.__enter__()
        return self

    def __exit__(self, *_):
        for process in list(self.processes):
            self.end(process)
        self.namespace.__exit__()
        shutil.rmtree(self.folder, ignore_errors=True)

    # Time

    def period(self, peer):
        """The seconds for which a peer is measured: as asked, but whole steps of the peer's."""
        return -(-self.seconds // peer.step) * peer.step

    def settling(self, peer):
        """The seconds from a peer's start to its measurement."""
        return max(self.warmup, peer.settling)

    def planned(self, peers):
        """The seconds that measuring all of them takes."""
        return sum(self.settling(peer) + self.period(peer) for peer in peers)

    @staticmethod
    def align():
        """Waits until the harness may wake: after what wakes at the beginning of a second."""
        time.sleep((PHASE - time.time()) % 1)

    @staticmethod
    def sleep(seconds, each=lambda second: None):
        """Waits for a number of seconds from now, and calls `each` after every one."""
        start = time.monotonic()
        for second in range(1, seconds + 1):
            time.sleep(max(0, start + second - time.monotonic()))
            each(second)

    # Processes

    def spawn(self, peer, command):
        """Starts a command in the namespace; what it prints goes to files in the peer's folder."""
        with open(f"{peer.folder}/stdout", "w") as output, open(f"{peer.folder}/stderr", "w") as errors:
            process = subprocess.Popen(
                self.namespace.command(command), stdin=subprocess.DEVNULL, stdout=output, stderr=errors,
                env=os.environ | {"LC_ALL": "C"}, start_new_session=True,
            )
        self.processes.append(process)
        return process

    def end(self, process):
        """Asks a process to end, and after ten seconds makes it."""
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        if process in self.processes:
            self.processes.remove(process)

    @staticmethod
    def output(peer):
        with open(f"{peer.folder}/stdout") as file:
            return file.read()

    @staticmethod
    def complaint(peer):
        """The last line that a peer wrote to its standard error, or to its output."""
        for name in ("stderr", "stdout"):
            with open(f"{peer.folder}/{name}", errors="replace") as file:
                if lines := file.read().strip().splitlines():
                    return lines[-1]
        return "without a word"

    # Measuring

    def measure(self, peer):
        """A row about the peer; one with a reason instead of figures if it can't be measured."""
        row = Row(peer.key, peer.name, pace=peer.pace, setup=peer.setup)
        passed = self.progress.passed
        try:
            if reason := peer.unavailable():
                raise Failure(reason)
            row.version = peer.version()
            self.run(peer, row)
        except Exception as error:  # Whatever it is, the others shall be measured.
            row.missing = str(error) if isinstance(error, Failure) else f"{type(error).__name__}: {error}"
            planned = self.settling(peer) + self.period(peer)
            self.progress.skip(planned - (self.progress.passed - passed))
        return row

    def run(self, peer, row):
        """Starts a peer, lets it settle, measures it for its period and ends it."""
        process = self.spawn(peer, peer.command())

        def beat(phase):
            if process.poll() is not None:
                raise Failure(f"it ended by itself ({process.returncode}): {self.complaint(peer)}")
            peer.second()
            self.progress.second(phase)

        try:
            self.sleep(self.settling(peer), lambda second: beat("settles"))
            seconds = self.period(peer)
            memory = Memory()
            readings = {seconds // 3, 2 * seconds // 3, seconds}

            def measured(second):
                beat("is measured")
                if second in readings:
                    memory.read(family(process.pid))

            self.align()
            with self.namespace.entered():
                capture = Capture(INTERFACE)
            peer.started()
            start, machine, before = time.monotonic(), machine_times(), thread_times(family(process.pid))
            self.sleep(seconds, measured)
            nanoseconds, lost = cpu_between(before, thread_times(family(process.pid)))
            row.disturbed_percent = disturbance(machine, machine_times(), nanoseconds, time.monotonic() - start)
            payloads = capture.payloads()
            peer.finished()
        finally:
            self.end(process)
        row.charge(nanoseconds, seconds, peer.count(payloads, seconds))
        row.rss_bytes, row.pss_bytes = memory.rss, memory.pss
        if lost:
            row.note = "; ".join(filter(None, [row.note, f"{lost} threads ended, whose time is missing"]))

    def back_to_back(self):
        """Rows of the agent and of the floors without a pause between ticks."""
        pace = "no pause"
        row = Row("plexus-hot", "plexus-agent, back to back", pace=pace,
                  setup=f"`plexus-agent --bench-ticks {TICKS}`: each tick with a report and its frame, not sent.")
        yield filled(row, plexus.back_to_back, self)
        for kind in (floor.Reading, floor.Parsing):
            peer = kind(self)
            row = Row(f"{peer.key}-hot", f"{peer.name}, back to back", pace=pace, setup=f"`floor.c --ticks {TICKS}`.")
            yield filled(row, floor.back_to_back, peer)


def filled(row, run, subject):
    """A row with what a program says about its run without a pause: fields, or a reason why there are none."""
    try:
        said = run(subject, TICKS)
    except Exception as error:  # Whatever it is, the others shall be measured.
        said = f"{type(error).__name__}: {error}"
    if isinstance(said, str):
        row.missing = said
        return row
    ticks = int(said["ticks"])
    count = Count(ticks, said["values"] * ticks or None, carried=said["values"])
    row.charge(said["cpu_us"] * 1000, None, count)
    return row


def disturbance(before, after, nanoseconds, seconds):
    """The percentage of the cores' time that others took: the harness among them."""
    return max(0, 100 * (after - before - nanoseconds / 1e9) / (seconds * os.cpu_count()))
