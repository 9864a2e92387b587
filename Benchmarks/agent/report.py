"""The table, for people at a terminal and as Markdown, with what its columns mean."""

from tables import aligned, figure, markdown_table, megabytes, width

COLUMNS = ["", "collects every", "CPU ms", "CPU ms/s", "values", "µs/value", "RSS MB", "PSS MB", "bytes/value"]
TARGET_ROW = ["target of the agent", "1 s", "≤ 0.25", "", "", "≤ 0.35", "≤ 4", "", "≤ 6"]
# What is asked of the agent: what, of which row, at most, in which unit.
TARGETS = [
    ("CPU of a tick, at one a second", "plexus", lambda row: row.cpu_ms_per_collection, 0.25, "ms"),
    ("CPU of a tick, back to back", "plexus-hot", lambda row: row.cpu_ms_per_collection, 0.25, "ms"),
    ("CPU of a value, at one tick a second", "plexus", lambda row: row.us_per_value, 0.35, "µs"),
    ("CPU of a value, back to back", "plexus-hot", lambda row: row.us_per_value, 0.35, "µs"),
    ("resident memory at one report a second", "plexus", lambda row: megabytes(row.rss_bytes), 4, "MB"),
    ("bytes on the wire per value", "plexus", lambda row: row.bytes_per_value, 6, "bytes"),
]

LEGEND = """\
* **CPU ms**: CPU time of one collection. The first field of `/proc/PID/task/*/schedstat`, in nanoseconds, summed over all
  threads and child processes, at the end of the period less at its beginning, divided by the collections in it. A process
  that wakes once a second finds cold caches: this is what it costs a host. **back to back** is the CPU time that a program
  says it took for many ticks without a pause, and so with warm caches.
* **CPU ms/s**: the same CPU time divided by the seconds of the period, for comparing those that collect at other paces.
* **values**: values of one collection. plexus-agent: values in the frames of a report, those about itself included; back to
  back, what it counts, without these. gmond: metrics in the datagrams that it sent; as shipped, a second's. node_exporter:
  samples of the last scrape, those about itself included. sadc: numbers in the last record as `sadf -j -- -A` prints it.
  collectd: values in the datagrams that it sent. floor: numbers in the files.
* **µs/value**: CPU time of the period divided by all values collected in it (gmond as shipped: sent, for it collects more
  often than it sends).
* **RSS, PSS**: `/proc/PID/smaps_rollup` at a third, at two thirds and at the end of the period, the largest; MB are
  1,000,000 bytes. In PSS, pages that processes share count by their share.
* **bytes/value**: what the UDP datagrams that left by the namespace's interface in the period carried, divided by the values
  in them; headers aren't counted; descriptions and announcements are, if they fell into the period. node_exporter: bodies of the scrapes, compressed with
  gzip. sadc: growth of its file, which is stored and not sent.
* Datagrams are counted by a packet socket that keeps them until the end of the period, so that a sender wakes nobody."""


def cells(row):
    """A row of the table as texts."""
    values = figure(row.values_per_collection)
    if row.values_per_collection is None and row.values_per_second is not None:
        values = f"{figure(row.values_per_second)}/s"
    size = figure(row.bytes_per_value)
    return [
        row.name, row.pace, figure(row.cpu_ms_per_collection), figure(row.cpu_ms_per_second), values,
        figure(row.us_per_value), figure(megabytes(row.rss_bytes)), figure(megabytes(row.pss_bytes)),
        size if row.way in ("", "sent") else f"{size} {row.way}",
    ]


def lines_of_table(rows):
    """The header, the agent's targets and the rows that have figures, as lists of texts."""
    return [COLUMNS, TARGET_ROW] + [cells(row) for row in rows if not row.missing]


def verdicts(rows):
    """Each target with what was measured, as texts: what, at most, measured, whether it is met."""
    by_key = {row.key: row for row in rows if not row.missing}
    for what, key, of, most, unit in TARGETS:
        measured = of(by_key[key]) if key in by_key else None
        verdict = "not measured" if measured is None else "met" if measured <= most else "missed"
        yield what, f"≤ {most} {unit}", figure(measured), verdict


def text(rows):
    """What is printed to a terminal."""
    parts = list(aligned(lines_of_table(rows)))
    parts.insert(1, "-" * max(map(width, parts)))
    parts.append("")
    parts += aligned([list(verdict) for verdict in verdicts(rows)])
    missing = [f"{row.name}: not measured: {row.missing}" for row in rows if row.missing]
    return "\n".join(parts + ([""] + missing if missing else [])) + "\n"


def markdown(rows, facts):
    """The page of results."""
    parts = ["# The agent beside its peers", "", "Written by `scripts/bench agent`; run it again to renew it.", ""]
    parts += [f"* {name}: {fact}" for name, fact in facts.items()] + [""]
    parts += markdown_table(lines_of_table(rows))
    parts += ["", "## Targets", ""]
    parts += markdown_table([["", "at most", "measured", ""], *map(list, verdicts(rows))])
    parts += ["", "## How each column was measured", "", LEGEND, "", "## How each peer was run", ""]
    for row in rows:
        words = [row.setup, row.note and f"{row.note[0].upper()}{row.note[1:]}."]
        words.append(row.missing and f"Not measured: {row.missing}.")
        version = f" ({row.version})" if row.version else ""
        parts.append(f"* **{row.name}**{version}: " + " ".join(filter(None, words)))
    return "\n".join(parts) + "\n"
