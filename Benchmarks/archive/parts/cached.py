"""rrdcached, fed with BATCH."""

import os
import shutil
import socket
import subprocess
import time

from bench import Failure, memory_bytes
from meters import cpu_between, thread_times
from parts.writers import Writer

STEP = 15
START = 1_700_006_400
# Rows between two flushes: fifteen minutes of 15 s.
ROWS = 60
SETTINGS = ["-w", "900", "-z", "900", "-f", "3600"]


class Cached(Writer):
    def __init__(self, key, name, columns, kept):
        setup = (f"`rrdcached -g -B -j JOURNAL {' '.join(SETTINGS)}`, four threads; each step's UPDATEs of all files in "
                 f"BATCHes, FLUSHALL after {ROWS} rows.")
        super().__init__(key, name, setup, None, columns, ROWS, kept, rounds=3)

    def run(self, bench):
        if not shutil.which("rrdcached"):
            raise Failure("rrdcached is not installed")
        created = self.create(bench)
        folder = bench.volume.mount_point
        address = f"{folder}/rrdcached.sock"
        os.mkdir(f"{folder}/journal")
        daemon = bench.spawn(
            "rrdcached", "-g", "-B", "-b", folder, "-j", f"{folder}/journal", "-p", f"{folder}/pid",
            "-l", f"unix:{address}", *SETTINGS)
        before = bench.volume.written()
        with connect(address, daemon) as client:
            costs = []
            for number in range(self.rounds):
                start = thread_times([daemon.pid])
                self.feed(bench, client, number)
                spent, lost = cpu_between(start, thread_times([daemon.pid]))
                if lost:
                    raise Failure(f"{lost} threads of rrdcached ended, whose time is missing")
                costs.append(spent / 1e9)
            peak = memory_bytes(daemon.pid, "VmHWM")
        written = bench.volume.written() - before
        bench.kill(daemon)
        values = self.files(bench.options) * self.columns * ROWS
        return [created, {
            "table": "writers", "key": self.key, "name": self.name, "setup": self.setup,
            "version": version(), "files": self.files(bench.options), "columns": self.columns, "rows": ROWS,
            "values": values * self.rounds,
            "per_cpu_second": values * (self.rounds - 1) / sum(costs[1:]),
            "first_per_cpu_second": values / costs[0],
            "bytes_per_value": written / (values * self.rounds), "cpu_seconds": sum(costs), "peak_bytes": peak,
        }]

    def feed(self, bench, client, number):
        """Sends sixty steps, and returns when they are in the files."""
        files = self.files(bench.options)
        for row in range(1, ROWS + 1):
            time = START + (number * ROWS + row) * STEP
            for first in range(0, files, 500):
                client.batch([
                    f"UPDATE h{file // 50}/f{file}.rrd {time}" + "".join(
                        f":{(file * 7919 + row * 104_729 + column * 31) % 16_777_216 / 100}"
                        for column in range(self.columns))
                    for file in range(first, min(files, first + 500))
                ])
            # What the kernel would have written by now.
            if row % 2 == 0:
                bench.volume.sync()
            bench.progress.show("is fed")
        client.command("FLUSHALL")
        while client.statistics()["DataSetsWritten"] < files * ROWS * (number + 1):
            bench.wait(1, "flushes")


class Client:
    """A connection to rrdcached, as rrdcached(1) describes its protocol."""

    def __init__(self, connection):
        self.connection = connection
        self.answers = connection.makefile("rb")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.answers.close()
        self.connection.close()

    def command(self, text):
        """The lines of an answer."""
        self.connection.sendall(f"{text}\n".encode())
        count, _, words = self.answers.readline().decode().strip().partition(" ")
        if int(count or -1) < 0:
            raise Failure(f"rrdcached: {text}: {words}")
        return [self.answers.readline().decode().strip() for _ in range(int(count))]

    def batch(self, commands):
        self.command("BATCH")
        if errors := self.command("\n".join([*commands, "."])):
            raise Failure(f"rrdcached: {errors[0]}")

    def statistics(self):
        return {name: int(value) for name, value in (line.split(": ") for line in self.command("STATS"))}


def connect(address, daemon):
    """Waits until rrdcached listens."""
    for _ in range(100):
        connection = socket.socket(socket.AF_UNIX)
        try:
            connection.connect(address)
            return Client(connection)
        except OSError:
            connection.close()
            if daemon.poll() is not None:
                break
            time.sleep(0.1)
    raise Failure("rrdcached does not listen")


def version():
    words = subprocess.run(["rrdcached", "-h"], capture_output=True, text=True).stdout.split()
    return words[1] if len(words) > 1 else ""


CACHED = [
    Cached("rrdcached", "rrdcached, a file a metric", 1, "gmetad"),
    Cached("rrdcached-50", "rrdcached, files of 50", 50, "planning"),
]
