"""The whole aggregator, from datagrams on loopback to files."""

import json
import os
import signal
import socket
import time
import urllib.error
import urllib.request

from bench import Failure, cpu_seconds, memory_bytes

# A value of the class brief takes 20 kB, and there are 5 of the class detail about each host's datagrams.
BYTES_PER_HOST = 1_400_000
LINK_COLUMNS = 5
FLUSH_MINUTES = 15


class Aggregator:
    def __init__(self, hosts):
        self.key, self.most = f"aggregator-{hosts}", hosts
        self.name = f"aggregator, {hosts} hosts"

    def planned(self, options):
        return 60 * options.minutes + 60

    def run(self, bench):
        self.hosts = max(1, int(self.most * bench.options.scale))
        minutes, interval = bench.options.minutes, bench.options.interval
        bench.volume.renew(self.hosts * BYTES_PER_HOST + (4 << 30))
        self.folder = f"{bench.volume.mount_point}/data"
        self.ports = [free_port(socket.SOCK_DGRAM), free_port(socket.SOCK_STREAM)]
        process = self.start(bench)
        self.await_page(process, "/api/v1/status", bench)
        feeder = bench.start(
            "feed", "--to", f"127.0.0.1:{self.ports[0]}", "--hosts", self.hosts, "--columns", "10,40", "--retention",
            "brief", "--interval", interval, "--seconds", 60 * minutes)
        bench.await_ready(feeder)
        bench.begin(feeder)
        # Files are made in the first third, or the first flush interval.
        first = 60 * min(FLUSH_MINUTES, minutes / 3)
        created = self.watch(bench, process, first, "makes files")
        before = bench.volume.written()
        steady = self.watch(bench, process, 60 * minutes - first, "is measured")
        written = bench.volume.written() - before
        fed = bench.figures(feeder, "is fed")
        status = json.loads(self.ask("/api/v1/status"))
        hosts = len(json.loads(self.ask("/api/v1/hosts"))["hosts"])
        peak = memory_bytes(process.pid, "VmHWM")
        journal = sum(file.stat().st_size for file in os.scandir(f"{self.folder}/journal"))
        restart = self.restart(bench, process)
        values = (50 + LINK_COLUMNS) * self.hosts * steady["seconds"] / interval
        return [{
            "table": "aggregator", "key": f"aggregator-{self.hosts}", "name": f"{self.hosts} hosts × 50 values",
            "hosts": hosts, "interval": interval, "minutes": minutes,
            "values_per_second": fed["values"] / (60 * minutes), "first_cores": created["cores"],
            "cores": steady["cores"], "most_cores": steady["most_cores"],
            "rss_bytes": steady["rss_bytes"], "peak_bytes": peak, "bytes_per_value": written / values,
            "datagrams": status["listeners"][0]["datagrams"], "sent": fed["datagrams"],
            "lost": status["listeners"][0]["lost_by_kernel"], "buffer_bytes": status["listeners"][0]["buffer_bytes"],
            "feeder_late_ms": fed["latest"], "journal_bytes": journal, "archive": status["archive"], **restart,
        }]

    def start(self, bench):
        with open(f"{bench.volume.mount_point}/log", "a") as log:
            return bench.spawn(
                bench.plexus, "aggregator", "--data", self.folder, "--listen", f"127.0.0.1:{self.ports[0]}",
                "--http", f"127.0.0.1:{self.ports[1]}", "--interval", str(bench.options.interval), stderr=log)

    def ask(self, path):
        with urllib.request.urlopen(f"http://127.0.0.1:{self.ports[1]}{path}", timeout=60) as answer:
            return answer.read()

    def await_page(self, process, path, bench):
        """The seconds until a page answers."""
        start = time.monotonic()
        while True:
            try:
                self.ask(path)
                return time.monotonic() - start
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                if process.poll() is not None:
                    with open(f"{bench.volume.mount_point}/log", errors="replace") as file:
                        raise Failure(f"the aggregator ended ({process.returncode}): {file.read()[-300:]}")
                time.sleep(0.02)

    def watch(self, bench, process, seconds, phase):
        """Lets seconds pass; cores that were busy, in the mean and in the busiest minute, and the memory at the end."""
        start, before = time.monotonic(), cpu_seconds(process.pid)
        seen = [(start, before)]

        def look():
            if process.poll() is not None:
                raise Failure(f"the aggregator ended by itself ({process.returncode})")
            seen.append((time.monotonic(), cpu_seconds(process.pid)))

        bench.wait(seconds, phase, look)
        end, after = seen[-1]
        minute = min(60, len(seen) - 1)
        most = max((b[1] - a[1]) / (b[0] - a[0]) for a, b in zip(seen, seen[minute:]))
        return {"seconds": end - start, "cores": (after - before) / (end - start), "most_cores": most,
                "rss_bytes": memory_bytes(process.pid, "VmRSS")}

    def restart(self, bench, process):
        """Kills it, and sees how long another takes until its pages answer."""
        process.send_signal(signal.SIGKILL)
        bench.kill(process)
        start = time.monotonic()
        process = self.start(bench)
        self.await_page(process, "/api/v1/status", bench)
        answers = time.monotonic() - start
        self.await_page(process, "/", bench)
        seconds = time.monotonic() - start
        found = {"restart_answers_seconds": answers, "restart_seconds": seconds, "restart_cpu_seconds": cpu_seconds(process.pid),
                 "restart_peak_bytes": memory_bytes(process.pid, "VmHWM")}
        bench.kill(process)
        return found


def free_port(kind):
    with socket.socket(socket.AF_INET, kind) as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]
