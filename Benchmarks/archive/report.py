"""The tables, for people at a terminal and as Markdown, with what their columns mean."""

from tables import chosen, figure, markdown_table, megabytes, report_text


def millions(number):
    return None if number is None else number / 1e6


def count(number):
    return f"{number:,}"


def beside_gmetad(row, rows):
    """How many times the CPU time and the bytes of this row's values gmetad's way takes; dashes where it was not measured."""
    base = next((other for other in rows if other["key"] == "gmetad"), None)
    if not base:
        return ["–", "–"]
    return [f"{figure(row['per_cpu_second'] / base['per_cpu_second'])} ×",
            f"{figure(base['bytes_per_value'] / row['bytes_per_value'])} ×"]


def writers(rows):
    yield ["", "files", "columns × rows", "M values/CPU s", "first time", "bytes/value", "peak MB",
           "CPU time of gmetad's way", "its bytes"]
    for row in rows:
        yield [
            row["name"], count(row["files"]), f"{row['columns']} × {row['rows']}", figure(millions(row["per_cpu_second"])),
            figure(millions(row["first_per_cpu_second"])), figure(row["bytes_per_value"]), figure(megabytes(row["peak_bytes"])),
            *beside_gmetad(row, rows),
        ]


def whole(rows):
    yield ["", "hosts", "files", "values a step", "M values/CPU s", "bytes/value", "peak MB", "rows that failed"]
    for row in rows:
        yield [
            row["name"], count(row["hosts"]), count(row["files"]), count(row["hosts"] * row["columns"]),
            figure(millions(row["per_cpu_second"])), figure(row["bytes_per_value"]),
            figure(megabytes(row["peak_bytes"])), count(row["rows_failed"]),
        ]


def aggregator(rows):
    yield ["", "values/s", "cores", "busiest minute", "while files are made", "RSS MB", "peak MB", "bytes/value",
           "datagrams lost", "journal MB", "back after kill -9", "CPU s of that", "peak MB of that", "status after"]
    for row in rows:
        yield [
            f"{row['name']} per {row['interval']} s, {row['minutes']} min", figure(row["values_per_second"]),
            figure(row["cores"]), figure(row["most_cores"]), figure(row["first_cores"]), figure(megabytes(row["rss_bytes"])),
            figure(megabytes(row["peak_bytes"])), figure(row["bytes_per_value"]),
            f"{count(row['lost'])} of {count(row['sent'])}", figure(megabytes(row["journal_bytes"])),
            f"{figure(row['restart_seconds'])} s", figure(row["restart_cpu_seconds"]),
            figure(megabytes(row["restart_peak_bytes"])), f"{figure(row['restart_answers_seconds'])} s",
        ]


def restart(rows):
    yield ["", "M values", "journal bytes/value", "s", "CPU s", "peak MB"]
    for row in rows:
        yield [row["name"], figure(millions(row["values"])), figure(row["journal_bytes_per_value"]), figure(row["seconds"]),
               figure(row["cpu_seconds"]), figure(megabytes(row["peak_bytes"]))]


def fetch(rows):
    yield ["µs of CPU time", "files alone, p50", "p99", "rows waiting, p50", "p99"]
    for row in rows:
        yield [row["name"], *(figure(row[kind][part]) for kind in ("alone", "waiting") for part in ("p50", "p99"))]


def creation(rows):
    yield ["", "CPU ms a file", "MB written a file"]
    # Files of one kind are made for several writers; the last ones count.
    for row in {row["name"]: row for row in rows}.values():
        yield [row["name"], figure(row["ms_per_file"]), figure(row["megabytes_per_file"])]


TABLES = [
    ("writers", "Writing files", writers, """\
* **M values/CPU s**: values written, by the CPU time that it took: user and system time of the process, all threads. What the
  kernel's own threads take to bring pages to the disk is in nobody's. Making up the numbers is not counted.
* **first time**: the first flush of each file, of which nothing is in memory then; the other column is of the flushes after it.
* **bytes/value**: what the device wrote meanwhile (`/proc/diskstats`, after a sync), by the values. The journal of ext4 is in
  it. There are no pauses in these runs, and the kernel writes a changed page when it is 30 s old: so the file system is
  synced for every 30 s that the rows stand for.
* **peak MB**: VmHWM of the process; a file that is mapped counts with what of it is in memory.
* **CPU time of gmetad's way** and **its bytes**: how many times as much gmetad's way takes for a value.
* Every line writes the same number of values a step, into files with room for as much: our class *planning* takes 660 kB a
  value, gmetad's three archives 631 kB. Files are made, synced and evicted (unmounted) before, which is not in these figures."""),
    ("whole", "The whole archive", whole, """\
* Rows go through `Archive.store` to the journal, to memory, and sixty steps later to their file. Measured is one flush interval
  (60 steps of 15 s) in which each file is written once, as many in each step, those of a host in two, as the archive spreads
  them; the two intervals before it are run too. Rows come spread over 15 parts of a step, and the journal is synced after each
  of them, as in true time once a second; the file system after every second step, and what is written is dropped from the
  journal after every twentieth.
* **values/CPU s** and **bytes/value** are of everything: journal, copies of headers, files, and what ext4 writes about them
  itself. All values change at each step."""),
    ("aggregator", "The whole aggregator", aggregator, """\
* `plexus aggregator` hears the frames of so many agents on loopback, each with a series of 10 columns and one of 40, spread over
  the interval as agents do. Their description says class *brief*: 15 s for 2 h, 5 min for 2 days, 1 h for 30 days, 20 kB a
  value (the full classes would take hundreds of gigabytes). What the aggregator adds itself is written too: 5 columns about each
  host's datagrams, in files that are still young, and the cluster's sums; these 5 are counted as values in **bytes/value**.
* **cores**: CPU time by true time, `/proc/PID/stat`, after the first third of the minutes, in which the files are made: of 45
  minutes, the first flush interval.
* **datagrams lost** is the kernel's count for the socket, as `/api/v1/status` tells it.
* **back after kill -9**: until `/` answers, with the journal as it was then and the files in the page cache; **status after**:
  until `/api/v1/status` does."""),
    ("restart", "A restart with a full journal", restart, """\
* An archive is opened whose process died with 59 rows of each series waiting, one step before they would have been written:
  nothing of the journal is in memory. **s** is until rows and questions are taken again."""),
    ("fetch", "An hour of one column", fetch, """\
* 2,000 questions in turn for the last hour of 20 files of class *planning*, in the page cache. **rows waiting**: half of a flush
  interval is not yet in the files."""),
    ("creation", "Making files", creation, """\
* By `rrd_create_r2`, every row unknown. Not part of the figures above."""),
]

# What is asked: what, of which row, at least or at most, in which unit.
TARGETS = [
    *((f"{whose} writer, 50 columns × 20 rows, class {kept}", f"{key}-20{ending}",
       lambda row: row["per_cpu_second"] / 1e6, "≥", least, "M values/CPU s")
      for whose, key, least in (("librrd's", "library", 2.5), ("our", "plain", 10))
      for kept, ending in (("planning", ""), ("detail", "-detail"))),
    ("bytes per value at the default agent's shape, journal included", "archive-agent",
     lambda row: row["bytes_per_value"], "≤", 80, "bytes"),
    ("aggregator with 10,000 hosts", "aggregator-10000", lambda row: row["cores"], "≤", 0.5, "cores"),
    ("its memory", "aggregator-10000", lambda row: row["peak_bytes"] / 1e6, "≤", 600, "MB"),
    ("its restart", "aggregator-10000", lambda row: row["restart_seconds"], "≤", 10, "s"),
    ("opening with a full journal", "restart", lambda row: row["seconds"], "≤", 10, "s"),
    ("an hour of one column of 10", "fetch-10", lambda row: row["alone"]["p50"] / 1000, "≤", 0.1, "ms"),
    ("an hour of one column of 50", "fetch-50", lambda row: row["alone"]["p50"] / 1000, "≤", 0.3, "ms"),
]


def verdicts(rows):
    """Each target with what was measured, as texts: what, the bound, measured, whether it is met."""
    yield ["", "target", "measured", ""]
    by_key = {row["key"]: row for row in rows if "key" in row}
    for what, key, of, relation, bound, unit in TARGETS:
        measured = of(by_key[key]) if key in by_key else None
        if measured is None:
            verdict = "not measured"
        else:
            verdict = "met" if (measured >= bound if relation == "≥" else measured <= bound) else "missed"
        yield [what, f"{relation} {bound} {unit}", figure(measured), verdict]


def text(rows):
    """What is printed to a terminal."""
    return report_text(TABLES, rows, list(verdicts(rows)), left=1)


def markdown(rows, facts, unmeasured):
    """The page of results."""
    page = ["# The archive beside its peers", "", "Written by `scripts/bench archive`; run it again to renew it.", ""]
    page += [f"* {name}: {fact}" for name, fact in facts.items()]
    page += ["", "## Targets", "", *markdown_table(list(verdicts(rows)))]
    for title, table, legend in chosen(TABLES, rows):
        page += ["", f"## {title}", "", *markdown_table(table, left=1), "", legend]
    page += ["", "## How each was run", ""]
    for row in rows:
        if row.get("setup"):
            version = f" ({row['version']})" if row.get("version") else ""
            page.append(f"* **{row['name']}**{version}: {row['setup']}")
    page += ["", "## Not measured", "", *[f"* {text}" for text in unmeasured]]
    page += [f"* **{row['name']}**: {row['reason']}" for row in rows if row["table"] == "missing"]
    return "\n".join(page) + "\n"
