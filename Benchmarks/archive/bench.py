"""What the parts of the benchmark share: a volume, programs with figures to tell, and the seconds that pass."""

import json
import os
import select
import signal
import subprocess
import time

from meters import machine_times
from volume import Volume

IDLE_SECONDS = 10
TICKS = os.sysconf("SC_CLK_TCK")


class Failure(Exception):
    """Why something could not be measured."""


class Bench:
    def __init__(self, plexus, program, options, progress):
        self.plexus = plexus
        self.program = program
        self.options = options
        self.progress = progress
        self.volume = Volume(options.folder)

    def __enter__(self):
        self.processes = []
        self.volume.__enter__()
        return self

    def __exit__(self, *_):
        for process in list(self.processes):
            self.kill(process)
        self.volume.__exit__()

    def key(self, key, hosts, of):
        """The key of what was measured at so many hosts: another one where that is not what was meant."""
        return key if hosts == of else f"{key}-of-{hosts}"

    def measure(self, part):
        """What a part tells, or why it could not be measured, as its rows."""
        passed = self.progress.passed
        self.progress.begin(part.name)
        try:
            return part.run(self)
        except Exception as error:  # Whatever it is, the others shall be measured.
            reason = str(error) if isinstance(error, (Failure, RuntimeError)) else f"{type(error).__name__}: {error}"
            return [{"table": "missing", "name": part.name, "reason": reason}]
        finally:
            for process in list(self.processes):
                self.kill(process)
            self.progress.skip(part.planned(self.options) - (self.progress.passed - passed))
            self.progress.end()

    def idle(self):
        """What happens in ten seconds in which this does nothing: bytes that the file system writes, and how busy the cores
        are in percent."""
        self.progress.begin("an idle file system")
        self.volume.renew(1 << 30)
        written, busy = self.volume.written(), machine_times()
        self.wait(IDLE_SECONDS, "is watched")
        busy = 100 * (machine_times() - busy) / (IDLE_SECONDS * os.cpu_count())
        self.progress.end()
        return self.volume.written() - written, busy

    # Processes

    def spawn(self, *command, **options):
        """Starts a program whose input and output are ours; ends with the bench."""
        environment = {name: value for name, value in os.environ.items() if name != "RRDCACHED_ADDRESS"}
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment | {"LC_ALL": "C"},
            start_new_session=True, **options)
        self.processes.append(process)
        return process

    def kill(self, process):
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
        process.wait()
        if process in self.processes:
            self.processes.remove(process)

    def start(self, *arguments):
        """Starts archive-bench."""
        return self.spawn(self.program, *map(str, arguments))

    def line(self, process, phase):
        """The next line that a program prints; seconds pass meanwhile."""
        while not select.select([process.stdout], [], [], 1)[0]:
            self.progress.second(phase)
        line = process.stdout.readline().decode().strip()
        if not line:
            raise Failure(f"{' '.join(process.args[:3])} ended without a word ({process.wait()})")
        return line

    def await_ready(self, process):
        """Waits until archive-bench is prepared; whoever wants to can look at the disk then."""
        if (line := self.line(process, "prepares")) != "ready":
            raise Failure(f"archive-bench: expected that it is ready, found {line}")

    def begin(self, process):
        """Lets archive-bench begin."""
        process.stdin.write(b"\n")
        process.stdin.flush()

    def figures(self, process, phase):
        """What archive-bench tells when it is done."""
        return json.loads(self.line(process, phase))

    def run(self, *arguments, phase):
        """Has archive-bench do something that needs no measuring from outside; returns its figures, if it has any."""
        process = self.start(*arguments)
        output = b""
        while chunk := self.chunk(process, phase):
            output += chunk
        if process.wait() != 0:
            raise Failure(f"archive-bench {arguments[0]} failed ({process.returncode})")
        self.kill(process)
        return json.loads(output) if output.strip() else {}

    def chunk(self, process, phase):
        while not select.select([process.stdout], [], [], 1)[0]:
            self.progress.second(phase)
        return os.read(process.stdout.fileno(), 65536)

    def wait(self, seconds, phase, each=lambda: None):
        """Lets seconds pass, and calls something after each."""
        start = time.monotonic()
        for second in range(1, int(seconds) + 1):
            time.sleep(max(0, start + second - time.monotonic()))
            self.progress.second(phase)
            each()


def cpu_seconds(pid):
    """User and system time of all threads of a process, those that ended included."""
    with open(f"/proc/{pid}/stat") as file:
        fields = file.read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def memory_bytes(pid, name):
    """A line of /proc/PID/status, as VmRSS or VmHWM, in bytes."""
    with open(f"/proc/{pid}/status") as file:
        return next(1024 * int(line.split()[1]) for line in file if line.startswith(f"{name}:"))
