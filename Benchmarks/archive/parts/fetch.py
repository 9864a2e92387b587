"""An hour of one column."""


class Fetch:
    def __init__(self, columns):
        self.key, self.columns = f"fetch-{columns}", columns
        self.name = f"fetch from files of {columns}"

    def planned(self, options):
        return 15

    def run(self, bench):
        bench.volume.renew(2 << 30)
        figures = bench.run(
            "fetch", "--directory", bench.volume.mount_point, "--hosts", 20, "--columns", self.columns, "--retention",
            "planning", phase="is measured")
        return [{"table": "fetch", "key": self.key, "name": f"{self.columns} columns", **figures}]
