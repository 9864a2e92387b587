"""A line on the terminal that says what runs and how long it will take; without a terminal, a line a peer."""

import sys


class Progress:
    """Shows how much of a number of seconds has passed."""

    def __init__(self, seconds, peers):
        self.total = seconds
        self.passed = 0
        self.peers = peers
        self.number = 0
        self.name = ""
        self.is_live = sys.stderr.isatty()

    def begin(self, name):
        self.number += 1
        self.name = name
        if not self.is_live:
            sys.stderr.write(f"bench: [{self.number}/{self.peers}] {name}, {clock(self.total - self.passed)} left\n")
        self.show("")

    def show(self, phase):
        if not self.is_live:
            return
        width = 24
        full = min(width, int(width * self.passed / max(1, self.total)))
        bar = "#" * full + "." * (width - full)
        left = clock(max(0, self.total - self.passed))
        sys.stderr.write(f"\r\033[Kbench: [{bar}] {left} left  {self.number}/{self.peers} {self.name} {phase}")
        sys.stderr.flush()

    def second(self, phase):
        """A second has passed."""
        self.passed += 1
        self.show(phase)

    def skip(self, seconds):
        """Seconds that were planned won't be needed."""
        self.total -= seconds

    def end(self):
        if self.is_live:
            sys.stderr.write("\r\033[K")


def clock(seconds):
    """Minutes and seconds: 3:07."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"
