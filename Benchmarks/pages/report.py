"""The tables, for people at a terminal and as Markdown, with what their columns mean."""

from tables import chosen, figure, markdown_table, report_text

SITES = {"plexus": "plexus", "ganglia": "ganglia-web"}


def kilobytes(size):
    return figure(size / 1000)


def pages(rows):
    yield ["", "page", "CPU ms", "least – most", "true ms", "kB", "kB gzipped", "images", "requests"]
    for row in rows:
        yield [
            SITES[row["site"]], row["name"], figure(row["cpu_ms"]),
            f"{figure(row['cpu_least'])} – {figure(row['cpu_most'])}", figure(row["wall_ms"]), kilobytes(row["bytes"]),
            kilobytes(row["gzipped"]), str(row["parts"] or "–"), str(row["requests"]),
        ]


def views(rows):
    yield ["", "page", "first paint ms", "least – most", "loaded ms", "visits"]
    for row in rows:
        yield [SITES[row["site"]], row["name"], figure(row["paint_ms"]),
               f"{figure(row['paint_least'])} – {figure(row['paint_most'])}", figure(row["load_ms"]), str(row["visits"])]


TABLES = [
    ("pages", "Asking", pages, """\
* **CPU ms**: user and system time of the server for a request, `/proc/PID/stat`, children included, the median over rounds of
  many requests; HTTP, gzip and reading the files are in it. What the server takes when nobody asks is subtracted.
* **true ms** is the time until the last byte is here, on the same machine, one request after the other.
* No two requests ask for the same time, no `If-None-Match` is sent: no answer that was kept is used.
* **images**: those that the page shows and the server draws; their CPU time and bytes are in the page's. Our pages hold their
  graphs. Of ganglia-web's pages, styles and scripts are not counted, nor are ours.
* **kB gzipped** is what travels to a client that says `Accept-Encoding: gzip`; pictures in PNG are sent as they are."""),
    ("views", "In a browser", views, """\
* Chromium, headless, on the same machine, over loopback, each time in a new profile: nothing is in its cache. **first paint** is the
  first contentful paint, **loaded** the end of the load event, with all images; medians."""),
]

# What is asked: what, of which row, which figure, at most, in which unit.
TARGETS = [
    ("an SVG of a host's load", "host-svg", "cpu_ms", 1, 1, "ms"),
    ("an SVG of a host's CPU, nine areas", "host-cpu-svg", "cpu_ms", 1, 1, "ms"),
    ("a PNG of a host's load", "host-png", "cpu_ms", 1, 5, "ms"),
    ("a PNG of a host's CPU, nine areas", "host-cpu-png", "cpu_ms", 1, 5, "ms"),
    ("a host's page, every graph drawn", "host", "cpu_ms", 1, 60, "ms"),
    ("its bytes", "host", "bytes", 1000, 400, "kB"),
    ("a host's page as it opens", "host-first", "bytes", 1000, 400, "kB"),
    ("the wall of 200 hosts", "wall", "cpu_ms", 1, 100, "ms"),
    ("a year's graph over 100 hosts, SVG", "year", "cpu_ms", 1, 60, "ms"),
]
PAINT_TARGET = 300


def verdicts(rows):
    """Each target with what was measured, as texts: what, the bound, measured, whether it is met."""
    yield ["", "target", "measured", ""]
    by_key = {row["key"]: row for row in rows if row["table"] == "pages" and row["site"] == "plexus"}
    for what, key, column, divisor, bound, unit in TARGETS:
        measured = by_key[key][column] / divisor if key in by_key else None
        yield [what, f"≤ {bound} {unit}", figure(measured), verdict(measured, bound)]
    for row in rows:
        if row["table"] == "views" and row["site"] == "plexus":
            yield [f"first paint of {row['name']}", f"≤ {PAINT_TARGET} ms", figure(row["paint_ms"]),
                   verdict(row["paint_ms"], PAINT_TARGET)]


def verdict(measured, bound):
    if measured is None:
        return "not measured"
    return "met" if measured <= bound else "missed"


def text(rows):
    """What is printed to a terminal."""
    return report_text(TABLES, rows, list(verdicts(rows)))


def markdown(rows, facts, setups):
    """The page of results."""
    page = ["# Pages beside ganglia-web's", "", "Written by `scripts/bench pages`; run it again to renew it.", ""]
    page += [f"* {name}: {fact}" for name, fact in facts.items()]
    page += ["", "## Targets", "", *markdown_table(list(verdicts(rows)))]
    for title, table, legend in chosen(TABLES, rows):
        page += ["", f"## {title}", "", *markdown_table(table), "", legend]
    page += ["", "## How each was run", ""]
    page += [f"* **{name}**{f' ({version})' if version else ''}: {setup}" for name, version, setup in setups]
    page += ["", "What was asked for, each time with another end:", ""]
    page += [f"* {SITES[row['site']]}, {row['name']}: `{row['example']}`" for row in rows if "example" in row]
    if missing := [row for row in rows if row["table"] == "missing"]:
        page += ["", "## Not measured", "", *[f"* **{row['name']}**: {row['reason']}" for row in missing]]
    return "\n".join(page) + "\n"
