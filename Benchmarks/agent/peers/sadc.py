"""sysstat's collector, which writes a file instead of sending."""

import json
import os
import shutil
import subprocess

from .peer import Count, Peer


class Sadc(Peer):
    key = "sadc"
    name = "sadc -S XALL 1"
    setup = "Every activity it knows, into a file."
    program = "sadc"
    settling = 5

    def version(self):
        return self.first_number("-V")

    @property
    def file(self):
        return os.path.join(self.folder, "data")

    def command(self):
        return [self.path(), "-F", "-S", "XALL", "1", self.file]

    def started(self):
        self.size = os.path.getsize(self.file)

    def finished(self):
        self.size = os.path.getsize(self.file) - self.size

    def count(self, payloads, seconds):
        values = self.values()
        total = values * seconds if values else None
        return Count(seconds, total, bytes=self.size, carried=total, way="stored")

    def values(self):
        """Numbers that sadf makes of one record; None if there is no sadf."""
        sadf = shutil.which("sadf")
        if sadf is None:
            return None
        done = subprocess.run([sadf, "-j", self.file, "--", "-A"], capture_output=True, text=True)
        record = json.loads(done.stdout)["sysstat"]["hosts"][0]["statistics"][-1]
        record.pop("timestamp", None)
        return numbers(record)


def numbers(json_value):
    """How many numbers there are in a JSON value, at any depth."""
    if isinstance(json_value, dict):
        return sum(map(numbers, json_value.values()))
    if isinstance(json_value, list):
        return sum(map(numbers, json_value))
    return int(isinstance(json_value, (int, float)))
