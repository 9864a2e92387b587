"""Ganglia's gmond, as shipped and with everything collected every second."""

import glob
import re
import subprocess

from datagrams import ganglia_values

from .peer import Count, Peer, size

SHIPPED = "/etc/ganglia/gmond.conf"


class Gmond(Peer):
    program = "gmond"

    def version(self):
        return self.first_number("--version")

    def default(self):
        """The configuration that the program itself prints as its default, told where its modules lie.

        Debian's looks for them in a folder that is named `${prefix}`.
        """
        text = subprocess.run([self.path(), "-t"], capture_output=True, text=True, check=True).stdout
        folders = glob.glob("/usr/lib*/ganglia/") + glob.glob("/usr/lib/*/ganglia/")
        folder = f'  module_dir = "{folders[0]}"\n' if folders else ""
        return re.sub(r"^globals *\{.*\n", rf"\g<0>{folder}", text, count=1, flags=re.MULTILINE)

    def configuration(self):
        raise NotImplementedError

    def command(self):
        path = self.write("gmond.conf", self.configuration())
        return [self.path(), "-f", "-c", path, "-p", f"{self.folder}/gmond.pid"]

    def count(self, payloads, seconds):
        values = sum(map(ganglia_values, payloads))
        return Count(self.collections(seconds), values or None, bytes=size(payloads), carried=values)

    def collections(self, seconds):
        raise NotImplementedError


class AsShipped(Gmond):
    key = "gmond"
    name = "gmond, as shipped"
    setup = (
        f"`{SHIPPED}`, or without it the default that `gmond -t` prints: it also hears its own multicast and keeps the"
        " cluster's state. Groups of metrics are collected every 20 to 1800 s, and sent when they have changed or are"
        " old enough."
    )
    pace = "20 to 1800 s"
    settling = 25

    def configuration(self):
        try:
            with open(SHIPPED) as file:
                return file.read()
        except FileNotFoundError:
            return self.default()

    def collections(self, seconds):
        return None


class EverySecond(Gmond):
    key = "gmond-1s"
    name = "gmond, every group at 1 s"
    setup = (
        "`gmond -t` with `deaf = yes`, and `collect_every` and `time_threshold` of every group that repeats set to 1,"
        " its facts about the host among them; what is collected once stays so."
    )
    settling = 10

    def configuration(self):
        text = self.default().replace("deaf = no", "deaf = yes")
        return re.sub(r"(collect_every\s*=\s*)\d+(\s*time_threshold\s*=\s*)\d+", r"\g<1>1\g<2>1", text)

    def collections(self, seconds):
        return seconds
