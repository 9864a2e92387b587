"""What a page takes: CPU time of the server for many different requests, and bytes."""

import dataclasses
import gzip
import http.client
import statistics
import time
from typing import Callable, Optional


@dataclasses.dataclass
class Page:
    """One kind of request."""
    key: str
    name: str
    # The address for a moment in seconds since 1970, at which what is shown ends.
    path: Callable[[int], str]
    # How many requests a round has.
    requests: int
    # The addresses of what a page shows and does not hold itself, found in its text.
    parts: Optional[Callable[[str], list]] = None
    # What the address is, for people.
    example: str = ""


class Asking:
    def __init__(self, bench, site, page):
        self.bench = bench
        self.site = site
        self.page = page
        with bench.namespace.entered():
            self.connection = http.client.HTTPConnection(*site.address, timeout=120)
            self.connection.connect()
        self.moment = int(time.time()) - 60

    def row(self):
        """CPU milliseconds of a request, median and spread over rounds, and bytes before and after gzip."""
        body, packed, parts = self.whole(self.next_path())
        self.whole(self.next_path())
        rounds = []
        requests = max(1, self.page.requests // (4 if self.bench.options.quick else 1))
        for _ in range(3 if self.bench.options.quick else 9):
            start, before = time.monotonic(), self.site.cpu_seconds()
            for _ in range(requests):
                self.whole(self.next_path())
            seconds = time.monotonic() - start
            # What the server does anyway is not the pages'.
            spent = self.site.cpu_seconds() - before - seconds * self.site.idle
            rounds.append((1000 * spent / requests, 1000 * seconds / requests))
            for _ in range(round(seconds)):
                self.bench.progress.second("is asked for")
        self.connection.close()
        cpu = [round[0] for round in rounds]
        return {
            "key": self.page.key, "name": self.page.name, "cpu_ms": statistics.median(cpu), "cpu_least": min(cpu),
            "cpu_most": max(cpu), "wall_ms": statistics.median(round[1] for round in rounds),
            "requests": requests * len(rounds), "parts": parts, "bytes": body, "gzipped": packed,
            "example": self.page.example or self.page.path(self.moment),
        }

    def next_path(self):
        """An address that was not asked for: no answer that was kept will do."""
        self.moment -= 7
        return self.page.path(self.moment)

    def whole(self, path):
        """Bytes of a page with what it shows, as it is and as it travels, and how many parts that are."""
        text, travelled = self.get(path)
        sizes, packed, count = len(text), travelled, 0
        if self.page.parts:
            for part in self.page.parts(text.decode(errors="replace")):
                body, travelled = self.get(part)
                sizes, packed, count = sizes + len(body), packed + travelled, count + 1
        return sizes, packed, count

    def get(self, path):
        """A body, and how many bytes of it travelled."""
        self.connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
        answer = self.connection.getresponse()
        body = answer.read()
        travelled = len(body)
        if answer.headers.get("Content-Encoding") == "gzip":
            body = gzip.decompress(body)
        if answer.status != 200:
            said = " ".join(body[:400].decode(errors="replace").split())[:160]
            raise RuntimeError(f"{path}: answered with {answer.status}: {said}")
        return body, travelled
