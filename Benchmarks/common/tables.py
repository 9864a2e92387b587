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
