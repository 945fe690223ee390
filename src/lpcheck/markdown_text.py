"""Texts and tables in Markdown, in which nothing that was put in means anything but itself."""

import re
from collections.abc import Iterable, Iterator

_SIGNS = re.compile(r"([\\`*_\[\]<>|~&])")


def escaped(text: str) -> str:
    """A text that no reader of Markdown takes for anything but itself, on one line."""
    return escaped_run(" ".join(text.split()))


def escaped_run(text: str) -> str:
    """The same for a part of a line, with the spaces at its ends."""
    return _SIGNS.sub(r"\\\1", text)


def code_and_text(text: str) -> str:
    """A text on one line in which only what stands between backticks means anything: it is code."""
    parts = " ".join(text.split()).split("`")
    if len(parts) % 2 == 0:
        return escaped(text)
    return "".join(
        f"`{part.replace('|', chr(92) + '|')}`" if number % 2 else _SIGNS.sub(r"\\\1", part)
        for number, part in enumerate(parts)
    )


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """Yields the lines of a table; the cells are escaped, the head is taken as it is."""
    names = tuple(head)
    yield _row(names)
    yield _row("---" for _ in names)
    for row in rows:
        yield _row(escaped(cell) for cell in row)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
