"""What was found out about one peer: a line of the table."""

import dataclasses


@dataclasses.dataclass
class Row:
    key: str
    name: str
    pace: str = ""
    version: str = ""
    setup: str = ""
    # Why there are no figures; empty if there are.
    missing: str = ""
    note: str = ""
    seconds: int | None = None
    collections: int | None = None
    cpu_ms_per_collection: float | None = None
    cpu_ms_per_second: float | None = None
    values_per_collection: float | None = None
    values_per_second: float | None = None
    us_per_value: float | None = None
    rss_bytes: int | None = None
    pss_bytes: int | None = None
    bytes_per_value: float | None = None
    # Whether these bytes are sent, scraped or stored.
    way: str = ""
    # How busy the cores were with other things meanwhile, in percent.
    disturbed_percent: float | None = None

    def charge(self, nanoseconds, seconds, count):
        """Takes in the CPU time of a period of seconds and what was collected in it; seconds is None if it ran
        without a pause."""
        self.seconds = seconds
        self.collections = count.collections
        self.note = count.note
        if seconds:
            self.cpu_ms_per_second = nanoseconds / 1e6 / seconds
        if count.collections:
            self.cpu_ms_per_collection = nanoseconds / 1e6 / count.collections
        if count.values:
            self.us_per_value = nanoseconds / 1e3 / count.values
            if count.collections:
                self.values_per_collection = count.values / count.collections
            if seconds:
                self.values_per_second = count.values / seconds
        if count.bytes and count.carried:
            self.bytes_per_value = count.bytes / count.carried
            self.way = count.way
