"""The writers alone: rows into files that lie on the disk and not in memory."""


class Writer:
    """One of our writers with files of one kind."""

    rounds = 6

    def __init__(self, key, name, setup, writer, columns, rows, kept="planning", rounds=6):
        self.key, self.name, self.setup = key, name, setup
        self.writer, self.columns, self.rows, self.kept, self.rounds = writer, columns, rows, kept, rounds

    def planned(self, options):
        return 60

    def files(self, options):
        """So many that all have as many columns together."""
        return options.files * 50 // self.columns

    def set(self, bench):
        return ["--directory", bench.volume.mount_point, "--files", self.files(bench.options), "--columns", self.columns,
                "--retention", self.kept]

    def create(self, bench):
        """Makes the files on a volume of their own, and has them forgotten; returns a row about that."""
        # A value takes 660 kB.
        bench.volume.renew(int(bench.options.files * 50 * 700_000 * 1.1) + (1 << 30))
        before = bench.volume.written()
        made = bench.run("create", *self.set(bench), phase="creates files")
        size = bench.volume.written() - before
        bench.volume.evict()
        return {
            "table": "creation", "name": f"{made['files']} files of {self.columns}, {self.kept}",
            "ms_per_file": 1000 * made["cpu_seconds"] / made["files"],
            "megabytes_per_file": size / made["files"] / 1e6,
        }

    def run(self, bench):
        created = self.create(bench)
        before = bench.volume.written()
        process = bench.start("write", self.writer, *self.set(bench), "--rows", self.rows, "--rounds", self.rounds)
        bench.await_ready(process)
        bench.begin(process)
        figures = bench.figures(process, "is measured")
        bench.kill(process)
        written = bench.volume.written() - before
        values = figures["values"] - figures["first_values"]
        return [created, {
            "table": "writers", "key": self.key, "name": self.name, "setup": self.setup,
            "files": self.files(bench.options), "columns": self.columns, "rows": self.rows,
            "values": figures["values"],
            "per_cpu_second": values / figures["cpu_seconds"],
            "first_per_cpu_second": figures["first_values"] / figures["first_cpu_seconds"],
            "bytes_per_value": written / figures["values"],
            "cpu_seconds": figures["cpu_seconds"] + figures["first_cpu_seconds"],
            "peak_bytes": figures["peak_bytes"],
        }]


WRITERS = [
    Writer("plain-20", "our writer, 20 rows", "`PlainRowWriter`.", "plain", 50, 20, rounds=12),
    Writer("library-20", "librrd, 20 rows", "`LibraryRowWriter`: one `rrd_updatex_r` a file and flush.", "library", 50, 20,
           rounds=12),
    Writer("plain-20-detail", "our writer, 20 rows, class detail", "The same, with two thirds of the archives.", "plain", 50,
           20, "detail", rounds=12),
    Writer("library-20-detail", "librrd, 20 rows, class detail", "The same.", "library", 50, 20, "detail", rounds=12),
    Writer("plain-60", "our writer, 60 rows", "The same, with as many rows as a flush has.", "plain", 50, 60, rounds=4),
    Writer("library-60", "librrd, 60 rows", "The same.", "library", 50, 60, rounds=4),
    Writer("gmetad", "librrd, one value a call", "gmetad's way: a file a metric with gmetad's three archives, one "
           "`rrd_updatex_r` a value, the file system synced for every second row.", "library", 1, 1, "gmetad", rounds=240),
]
