"""The aggregator, hearing the simulated hosts."""

import http.client
import json
import os


from asking import Page
from meters import cpu_ticks, family

HOUR = 3600
DAY = 24 * HOUR
YEAR = 365 * DAY


class Plexus:
    key = "plexus"
    name = "plexus"
    address = ("127.0.0.1", 8650)
    setup = (
        "`plexus aggregator` as it is started by default, with one simulated host's frames every 15 s for each host; one "
        "process. All of it is counted: HTTP, gzip, reading the files, drawing.")

    def __init__(self, bench):
        self.bench = bench
        self.idle = 0

    def start(self):
        data = f"{self.bench.folder}/data"
        self.process = self.bench.spawn(
            "aggregator", self.bench.plexus, "aggregator", "--data", data, "--listen", "127.0.0.1:8649", "--http",
            "%s:%d" % self.address)
        player = self.bench.spawn(
            "play", self.bench.simulation, "play", "--data", data, "--like", self.bench.options.like)
        self.bench.until("all hosts have spoken", self.is_whole, self.process)
        if player.poll() is not None:
            raise RuntimeError("pages-bench play ended by itself")

    def is_whole(self):
        with self.bench.namespace.entered():
            connection = http.client.HTTPConnection(*self.address, timeout=10)
            connection.connect()
        connection.request("GET", "/api/v1/hosts")
        hosts = json.load(connection.getresponse())["hosts"]
        connection.close()
        # One is down.
        return sum(host["state"] == "up" for host in hosts) >= self.bench.options.hosts - 1

    def cpu_seconds(self):
        return cpu_ticks(family(self.process.pid)) / os.sysconf("SC_CLK_TCK")

    def version(self):
        return ""

    def pages(self):
        def graph(file, owner="host/demo/web07", length=DAY, more=""):
            return lambda end: f"/graph/{owner}/{file}?from={end - length}&to={end}{more}"

        def page(path, length=DAY, more=""):
            return lambda end: f"{path}?from={end - length}&to={end}{more}"

        half = self.bench.options.hosts // 2
        return [
            Page("host-svg", "a host's load, SVG, a day", graph("load.svg"), 300),
            Page("host-cpu-svg", "a host's CPU (nine areas), SVG, a day", graph("cpu.svg"), 200),
            Page("host-png", "a host's load, PNG, a day", graph("load.png"), 60),
            Page("host-cpu-png", "a host's CPU (nine areas), PNG, a day", graph("cpu.png"), 60),
            Page("host", "a host's page, every graph drawn, a day", page("/host/demo/web07", more="&open=all"), 15,
                 example="/host/demo/web07?open=all"),
            Page("host-first", "a host's page as it opens, a day", page("/host/demo/web07"), 15),
            Page("group", f"the page of a group of {half} hosts, a day", page("/group/batch"), 10),
            Page("cluster", "the page of the cluster of all hosts, a day", page("/group/demo"), 10),
            Page("wall", "a wall of all hosts, a day", page("/group/demo/wall"), 20),
            Page("year", f"a graph over {half} hosts, SVG, a year", graph("load.svg", "group/batch", YEAR), 40),
            Page("year-png", f"a graph over {half} hosts, PNG, a year", graph("load.png", "group/batch", YEAR), 20),
            Page("overview", "the overview of all hosts", lambda end: f"/?from={end - HOUR}&to={end}", 60),
        ]

    def views(self):
        return [("overview", "/"), ("a host's page", "/host/demo/web07"), ("a group's page", "/group/batch")]

