"""What a peer has to say about itself."""

import dataclasses
import os
import re
import shutil
import subprocess


@dataclasses.dataclass
class Count:
    """What was collected in the measured period."""

    # None if there is no such thing as one collection, since different values have different paces.
    collections: int | None
    # Values in all collections together; None if that can't be said.
    values: float | None
    # Bytes sent, scraped or stored, and how many values they carry; None if there are none.
    bytes: int | None = None
    carried: float | None = None
    way: str = "sent"
    note: str = ""


class Peer:
    """A program to be measured. Subclasses say how it is run, and how its values are counted."""

    # What chooses it on the command line.
    key = ""
    # What the table calls it.
    name = ""
    # A sentence about how it was set up.
    setup = ""
    # The seconds between two collections, as words.
    pace = "1 s"
    program = ""
    # Seconds it takes after the start until it behaves as it always will.
    settling = 0
    # The measured period is a multiple of this many seconds.
    step = 1

    def __init__(self, bench):
        self.bench = bench
        self.folder = os.path.join(bench.folder, self.key)
        os.makedirs(self.folder, exist_ok=True)

    def path(self):
        """The program's path, or None if it isn't installed."""
        return shutil.which(self.program, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin:/usr/lib/sysstat")

    def unavailable(self):
        """Why it can't be measured; None if it can."""
        return None if self.path() else f"{self.program} is not installed"

    def version(self):
        return ""

    def command(self):
        """The command line; it must stay in the foreground."""
        raise NotImplementedError

    def started(self):
        """Called when the measured period begins."""

    def second(self):
        """Called once a second from the start to the end."""

    def finished(self):
        """Called when the measured period ends."""

    def count(self, payloads, seconds):
        """What was collected. `payloads` are the UDP datagrams of the period; the process has ended."""
        raise NotImplementedError

    def first_number(self, *arguments):
        """The version in what the program prints when it is asked so."""
        done = subprocess.run([self.path(), *arguments], capture_output=True, text=True)
        match = re.search(r"\d+\.\d[\w.]*", done.stdout + done.stderr)
        return match[0] if match else "unknown version"

    def write(self, name, text):
        """Writes a file into the peer's folder and returns its path."""
        path = os.path.join(self.folder, name)
        with open(path, "w") as file:
            file.write(text)
        return path


def size(payloads):
    """Bytes of all payloads."""
    return sum(map(len, payloads))
