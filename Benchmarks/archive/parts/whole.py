"""The whole archive: journal, copies of headers, files."""

import os


class Whole:
    """A flush interval of an archive at a given shape."""

    def __init__(self, key, name, setup, shape, hosts, bytes_per_host):
        self.key, self.name, self.setup = key, name, setup
        self.shape, self.hosts, self.bytes_per_host = shape, hosts, bytes_per_host

    def planned(self, options):
        return 120

    def run(self, bench):
        hosts = max(1, int(self.hosts * bench.options.scale))
        bench.volume.renew(int(hosts * self.bytes_per_host * 1.2) + (2 << 30))
        arguments = ["--directory", bench.volume.mount_point, "--hosts", hosts, *self.shape]
        bench.run("store", *arguments, "--prepare", phase="creates files")
        bench.volume.evict()
        process = bench.start("store", *arguments)
        # What the steps before have left is written when it says that it is ready.
        bench.await_ready(process)
        before, kept = bench.volume.written(), self.journal(bench)
        bench.begin(process)
        figures = bench.figures(process, "is measured")
        written = bench.volume.written() - before
        kept = {kind: size - kept.get(kind, 0) for kind, size in self.journal(bench).items()}
        bench.kill(process)
        return [{
            "table": "whole", "key": bench.key(self.key, hosts, of=self.hosts), "name": self.name, "setup": self.setup,
            "hosts": hosts,
            "files": figures["files"], "columns": figures["columns"], "values": figures["values"],
            "rows_written": figures["rows_written"], "rows_failed": figures["rows_failed"],
            "per_cpu_second": figures["values"] / figures["cpu_seconds"],
            "bytes_per_value": written / figures["values"], "cpu_seconds": figures["cpu_seconds"],
            "journal_per_value": kept.get("journal", 0) / figures["values"],
            "headers_per_value": kept.get("headers", 0) / figures["values"],
            "peak_bytes": figures["peak_bytes"],
        }]

    @staticmethod
    def journal(bench):
        """Bytes of the journal's rows and of its copies of headers."""
        sizes = {}
        for file in os.scandir(f"{bench.volume.mount_point}/journal"):
            kind = file.name.rpartition(".")[2]
            sizes[kind] = sizes.get(kind, 0) + file.stat().st_size
        return sizes


def whole(fixture):
    return [
        Whole("archive-50", "one series of 50 columns", "Class planning.", ["--columns", "50", "--retention", "planning"],
              100, 34_000_000),
        Whole("archive-agent", "the default agent's series", "The subjects and columns of the agent on the fixture host "
              "idle-vm, in their classes.", ["--host", fixture], 100, 60_000_000),
    ]
