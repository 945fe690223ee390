"""The text of a CSV table as rows of cells, each with where it begins and ends (RFC 4180).

Cells are divided by commas, or by semicolons where the first line has those and no comma: some machines
write them so. Positions are offsets into the text, so that a cell over several lines has exact ones too.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

_QUOTED = re.compile(r'[ \t]*+"([^"]*+(?:""[^"]*+)*+)"')
_OPENING = re.compile(r'[ \t]*+"')
_PLAIN = {separator: re.compile(rf"[^{separator}\r\n]*+") for separator in ",;"}
_LINE_END = re.compile(r"\r\n|\r|\n")


class Cell(NamedTuple):
    """A cell without the space around it: where all of it stands, and where what is written in it does.

    The two differ by the quotes. `after` is where text begins that follows a closing quote, or None.
    """

    start: int
    end: int
    inner_start: int
    inner: str
    after: int | None = None

    @property
    def text(self) -> str:
        """What the cell says: quotes taken away, doubled ones made one."""
        return self.inner.replace('""', '"').strip() if self.is_quoted else self.inner

    @property
    def is_quoted(self) -> bool:
        """Whether the cell stands in quotes."""
        return self.inner_start != self.start


class OpenQuoteError(Exception):
    """A quote that is never closed; `at` is where it stands."""

    def __init__(self, at: int) -> None:
        super().__init__()
        self.at = at


def separator_of(text: str) -> str:
    """What divides the cells of a table, by its first line that is not blank."""
    head = next((line for line in _LINE_END.split(text) if line.strip()), "")
    return ";" if ";" in head and "," not in head else ","


def rows_in(text: str, separator: str) -> Iterator[list[Cell]]:
    """Yields the cells of each row that is not blank; raises `OpenQuoteError` where a quote stays open."""
    at, row = 0, list[Cell]()
    while at < len(text) or row:
        cell, at = _cell_at(text, at, separator)
        row.append(cell)
        if text[at : at + 1] == separator:
            at += 1
            continue
        ending = _LINE_END.match(text, at)
        at = ending.end() if ending else at
        if any(one.text for one in row):
            yield row
        row = []


def _cell_at(text: str, at: int, separator: str) -> tuple[Cell, int]:
    quoted = _QUOTED.match(text, at)
    if quoted is None:
        if opening := _OPENING.match(text, at):
            raise OpenQuoteError(opening.end() - 1)
        return _plain_cell(text, at, separator)
    rest, end = _plain_cell(text, quoted.end(), separator)
    start = quoted.start(1) - 1
    if rest.inner:
        whole = text[quoted.start(1) : rest.end]
        return Cell(start, rest.end, quoted.start(1), whole, rest.start), end
    return Cell(start, quoted.end(), quoted.start(1), quoted[1]), end


def _plain_cell(text: str, at: int, separator: str) -> tuple[Cell, int]:
    """What stands up to the next separator or line end, without the space around it, and where that is."""
    found = _PLAIN[separator].match(text, at)
    assert found is not None  # the pattern matches nothing at all too
    inner = found[0].strip()
    start = at + found[0].index(inner)
    return Cell(start, start + len(inner), start, inner), found.end()
