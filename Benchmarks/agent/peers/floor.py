"""The least that reading can cost: a C program that reads what the agent reads."""

import json
import os
import subprocess

from . import plexus
from .peer import Count, Peer

SOURCE = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "floor.c")


class Floor(Peer):
    options = []
    program = "gcc"
    settling = 3

    def unavailable(self):
        if reason := super().unavailable():
            return reason
        if not self.bench.floor_files:
            self.bench.floor_files = plexus.files_of_a_tick(self.bench)
        return None if self.bench.floor_files else "which files the agent reads every second is not known: that takes strace and an agent"

    def version(self):
        return f"gcc {self.first_number('-dumpfullversion')} -O2"

    def binary(self):
        path = os.path.join(self.bench.folder, "plexus-floor")
        if not os.path.exists(path):
            subprocess.run(["gcc", "-std=gnu11", "-O2", "-Wall", "-Wextra", "-o", path, SOURCE], check=True)
        return path

    def command(self):
        return [self.binary(), *self.options, *self.bench.floor_files]

    def count(self, payloads, seconds):
        said = json.loads(self.bench.output(self))
        values = said["values"] * seconds or None
        return Count(seconds, values, note=f"{said['calls']} calls of pread, {said['bytes']} bytes of text")


class Reading(Floor):
    key = "floor"
    name = "floor: reading alone"
    setup = (
        "`floor.c` keeps the files open that the agent reads every second and reads each again once a second;"
        " nothing is parsed or sent."
    )


class Parsing(Floor):
    key = "floor-parse"
    name = "floor: reading and parsing"
    setup = "The same, and every number in the text is parsed. Its values are these numbers."
    options = ["--parse"]


def back_to_back(floor, ticks):
    """What the program says of many ticks without a pause: the fields of its JSON line, or a reason."""
    if reason := floor.unavailable():
        return reason
    command = [floor.binary(), *floor.options, "--ticks", str(ticks), *floor.bench.floor_files]
    done = subprocess.run(floor.bench.namespace.command(command), capture_output=True, text=True, timeout=120)
    return json.loads(done.stdout) if done.returncode == 0 else done.stderr.strip()
