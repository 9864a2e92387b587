"""Tables of texts, for people at a terminal and as Markdown."""

import unicodedata


def megabytes(size):
    return None if size is None else size / 1e6


def figure(number):
    """Three significant digits, or a dash for what isn't known."""
    if number is None:
        return "–"
    digits = 3 if number < 1 else 2 if number < 10 else 1 if number < 100 else 0
    return f"{number:.{digits}f}"


def width(text):
    return sum(1 for character in text if not unicodedata.combining(character))


def aligned(lines, left=2):
    """Lists of texts as lines with aligned columns: the first ones to the left, figures to the right."""
    widths = [max(width(line[column]) for line in lines) for column in range(len(lines[0]))]
    for line in lines:
        padded = []
        for column, text in enumerate(line):
            gap = " " * (widths[column] - width(text))
            padded.append(text + gap if column < left else gap + text)
        yield "  ".join(padded).rstrip()


def markdown_table(lines, left=2):
    header, *body = lines
    rule = ["---" if column < left else "---:" for column in range(len(header))]
    return ["| " + " | ".join(line) + " |" for line in [header, rule, *body]]


def chosen(tables, rows):
    """Of tables (key, title, function of rows, legend), those that have rows: title, lines, legend."""
    for key, title, table, legend in tables:
        if some := [row for row in rows if row["table"] == key]:
            yield title, list(table(some)), legend


def report_text(tables, rows, verdicts, left=2):
    """Tables, the targets with their verdicts, and what was not measured, for a terminal."""
    lines = []
    for title, table, _ in chosen(tables, rows):
        lines += [title, *aligned(table, left), ""]
    lines += ["Targets", *aligned(verdicts), ""]
    lines += [f"{row['name']}: not measured: {row['reason']}" for row in rows if row["table"] == "missing"]
    return "\n".join(lines) + "\n"
