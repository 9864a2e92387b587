"""Opening an archive whose journal is as full as it can be."""

import os

HOSTS = 10_000


class Restart:
    key, name = "restart", "an archive is opened again"

    def planned(self, options):
        return 60

    def run(self, bench):
        hosts = max(1, int(HOSTS * bench.options.scale))
        bench.volume.renew(6 << 30)
        folder = bench.volume.mount_point
        filled = bench.run("fill", "--directory", folder, "--hosts", hosts, "--columns", "10,40", phase="fills the journal")
        journal = sum(file.stat().st_size for file in os.scandir(f"{folder}/journal"))
        bench.volume.evict()
        process = bench.start("open", "--directory", folder)
        bench.await_ready(process)
        bench.begin(process)
        opened = bench.figures(process, "is measured")
        bench.kill(process)
        return [{
            "table": "restart", "key": bench.key(self.key, hosts, of=HOSTS), "name": f"{hosts} hosts × 50 values × 59 rows",
            "hosts": hosts,
            "values": filled["values"], "journal_bytes_per_value": journal / filled["values"],
            "journal_per_cpu_second": filled["values"] / filled["cpu_seconds"], "seconds": opened["seconds"],
            "cpu_seconds": opened["cpu_seconds"], "peak_bytes": opened["peak_bytes"],
        }]
