"""The whole archive: journal, copies of headers, files."""


class Whole:
    """A flush interval of an archive at a given shape."""

    def __init__(self, key, name, setup, shape, hosts, bytes_per_host):
        self.key, self.name, self.setup = key, name, setup
        self.shape, self.hosts, self.bytes_per_host = shape, hosts, bytes_per_host

    def planned(self, options):
        return 150

    def run(self, bench):
        hosts = max(1, int(self.hosts * bench.options.scale))
        bench.volume.renew(int(hosts * self.bytes_per_host * 1.2) + (2 << 30))
        arguments = ["--directory", bench.volume.mount_point, "--hosts", hosts, *self.shape]
        bench.run("store", *arguments, "--prepare", phase="creates files")
        bench.volume.evict()
        process = bench.start("store", *arguments)
        # What the steps before have left is written when it says that it is ready.
        bench.await_ready(process)
        before = bench.volume.written()
        bench.begin(process)
        figures = bench.figures(process, "is measured")
        written = bench.volume.written() - before
        bench.kill(process)
        return [{
            "table": "whole", "key": bench.key(self.key, hosts, of=self.hosts), "name": self.name, "setup": self.setup,
            "hosts": hosts,
            "files": figures["files"], "columns": figures["columns"], "values": figures["values"],
            "rows_written": figures["rows_written"], "rows_failed": figures["rows_failed"],
            "per_cpu_second": figures["values"] / figures["cpu_seconds"],
            "bytes_per_value": written / figures["values"], "cpu_seconds": figures["cpu_seconds"],
            "peak_bytes": figures["peak_bytes"],
        }]


def whole(fixture):
    return [
        Whole("archive-50", "one series of 50 columns", "Class planning.", ["--columns", "50", "--retention", "planning"],
              100, 34_000_000),
        Whole("archive-agent", "the default agent's series", "The subjects and columns of the agent on the fixture host "
              "idle-vm, in their classes.", ["--host", fixture], 100, 60_000_000),
    ]
