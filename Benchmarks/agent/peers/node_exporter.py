"""Prometheus' node_exporter, scraped once a second."""

import gzip
import http.client
import re

from .peer import Count, Peer

PORT = 9100


class NodeExporter(Peer):
    key = "node_exporter"
    name = "node_exporter"
    setup = (
        "Its default collectors, scraped over loopback once a second, gzip-compressed, by one connection that stays"
        " open. What the scraper itself takes isn't counted."
    )
    program = "prometheus-node-exporter"
    settling = 10

    def __init__(self, bench):
        super().__init__(bench)
        self.connection = None
        self.forget()

    def forget(self):
        self.scrapes = self.bytes = 0
        self.last = b""

    def version(self):
        return self.first_number("--version")

    def command(self):
        # It hears on loopback only, by which nothing leaves the namespace.
        return [self.path(), f"--web.listen-address=127.0.0.1:{PORT}"]

    def started(self):
        self.forget()

    def second(self):
        try:
            if self.connection is None:
                self.connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=5)
                with self.bench.namespace.entered():
                    self.connection.connect()
            self.connection.request("GET", "/metrics", headers={"Accept-Encoding": "gzip"})
            self.last = self.connection.getresponse().read()
        except (OSError, http.client.HTTPException):
            # Not up yet, or gone: the next second tries again, and a scrape that failed isn't counted.
            self.finished()
            return
        self.scrapes += 1
        self.bytes += len(self.last)

    def finished(self):
        if self.connection is not None:
            self.connection.close()
            self.connection = None

    def count(self, payloads, seconds):
        if self.scrapes == 0:
            return Count(None, None)
        lines = [line for line in gzip.decompress(self.last).decode().splitlines() if not line.startswith("#")]
        own = sum(1 for line in lines if re.match(r"(go|process|promhttp)_", line))
        values = len(lines) * self.scrapes
        return Count(
            self.scrapes, values, bytes=self.bytes, carried=values, way="scraped",
            note=f"{own} of the values are about the exporter itself",
        )
