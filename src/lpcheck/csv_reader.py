"""CSV tables as plain values, each with its place: the same reading as of a YAML text.

Every value is the text in its cell, but for the columns that `TABLES` names; an empty cell is no value.
"""

import re
from bisect import bisect_right
from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple, NoReturn

from lpcheck import csv_sentences as sentences
from lpcheck.csv_cells import Cell, OpenQuoteError, rows_in, separator_of
from lpcheck.places import Place, Pointer, Span
from lpcheck.reading import Reading, Trouble
from lpcheck.yaml_sentences import CONTROL, TOO_MANY_TROUBLES
from lpcheck.yaml_text import refusal

MOST_TROUBLES = 50
BETWEEN_ITEMS = ";"


class Table(NamedTuple):
    """How the table of one kind of document is read.

    `field` holds its rows. Columns of `lists` hold several values with `;` between them, those of
    `truths` true or false; every other column holds a text. `named_in` is the field of site.yaml that
    names the file, "" where the file has a name of its own.
    """

    field: str
    lists: frozenset[str] = frozenset()
    truths: frozenset[str] = frozenset()
    named_in: str = ""


TABLES: Mapping[str, Table] = {
    "log": Table(
        "entries", frozenset({"with", "topics", "advice_from"}), frozenset({"routine", "child_took_part"})
    ),
    "staff": Table("staff", named_in="staff_file"),
    "roll": Table("roll", named_in="roll_file"),
}

_NOTHING: Mapping[Any, Any] = MappingProxyType({})
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
# A date, a time, a child's key or a staff code: what stands in every row, and in no name of a column.
_VALUE = re.compile(r"[A-Za-z]{0,2}-?[0-9]")
_TRUTHS = {"true": True, "false": False}


def read_csv(raw: bytes, kind: str, around: Mapping[str, object]) -> Reading:
    """Read the table of a kind; `around` are the values beside its rows, which stand in no cell.

    Whatever is wrong with it is a trouble, never an error. After a fault that ends the reading, `data` and
    `place` are None: nothing half-read is judged.
    """
    if trouble := refusal(raw):
        return Reading(None, None, ("",), (trouble,))
    raw = raw.removeprefix(BOM_UTF8)
    troubles: list[Trouble] = []
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        text = raw.decode(errors="replace")
        at = len(raw[: error.start].decode())
        troubles.append(Trouble("unreadable", _Lines(text).span(at, at + 1), sentences.NOT_UTF_8))
    builder = _Builder(text, TABLES[kind], troubles)
    try:
        rows, place = builder.rows()
    except _StoppedError:
        return Reading(None, None, builder.lines.texts, tuple(troubles))
    data = {"kind": kind, **around, TABLES[kind].field: rows}
    return Reading(data, lambda: place, builder.lines.texts, tuple(troubles))


class _StoppedError(Exception):
    """The reading cannot go on; the trouble that says why is already noted."""


class _Lines:
    """The lines of a text, and the line and column of an offset into it."""

    def __init__(self, text: str) -> None:
        ends = [(found.start(), found.end()) for found in re.finditer(r"\r\n|\r|\n", text)]
        self._starts = [0, *(end for _, end in ends)]
        stops = [*(start for start, _ in ends), len(text)]
        self.texts = tuple(text[a:b] for a, b in zip(self._starts, stops, strict=True))

    def span(self, start: int, end: int) -> Span:
        """The stretch between two offsets."""
        line, last = bisect_right(self._starts, start), bisect_right(self._starts, end)
        return Span(line, start - self._starts[line - 1] + 1, last, end - self._starts[last - 1] + 1)


class _Builder:
    """One pass over the rows of a table: values and places grow, troubles are noted by the way."""

    def __init__(self, text: str, table: Table, troubles: list[Trouble]) -> None:
        self.lines = _Lines(text)
        self._text = text
        self._table = table
        self._troubles = troubles
        self._separator = separator_of(text)
        self._names: list[str] = []
        self._keys: dict[str, Span] = {}

    def rows(self) -> tuple[list[dict[str, object]], Place]:
        """The rows below the first line, and the place of everything in them."""
        if control := _CONTROL.search(self._text):
            self._stop(self.lines.span(*control.span()), CONTROL)
        try:
            found = list(rows_in(self._text, self._separator))
        except OpenQuoteError as error:
            self._stop(self.lines.span(error.at, error.at + 1), sentences.OPEN_QUOTE)
        if not found:
            self._stop(Span(1, 1, 1, 1), sentences.EMPTY)
        head, *others = found
        above = self.lines.span(head[0].start, head[-1].end)
        self._read_head(head)
        data: list[dict[str, object]] = []
        places: dict[str | int, Place] = {}
        for number, cells in enumerate(others):
            row, places[number] = self._row(cells, (self._table.field, number))
            data.append(row)
        return data, Place(above, _NOTHING, {self._table.field: Place(above, _NOTHING, places)})

    def _read_head(self, head: Sequence[Cell]) -> None:
        """Takes the names of the columns; one that cannot count has the empty name."""
        if any(_VALUE.match(cell.text) for cell in head):
            self._stop(self.lines.span(head[0].start, head[-1].end), sentences.NO_HEAD)
        last = max(number for number, cell in enumerate(head) if cell.text)
        for cell in head[: last + 1]:
            span = self.lines.span(cell.start, max(cell.end, cell.start + 1))
            if not cell.text:
                self._report(span, sentences.NO_NAME)
            elif cell.text in self._keys:
                first = (self._keys[cell.text], "first written here")
                self._report(span, sentences.TWICE, (self._table.field,), "key-twice", first)
            self._names.append(cell.text if cell.text not in self._keys else "")
            if cell.text:
                self._keys.setdefault(cell.text, span)

    def _row(self, cells: Sequence[Cell], at: Pointer) -> tuple[dict[str, object], Place]:
        row: dict[str, object] = {}
        places: dict[str | int, Place] = {}
        for name, cell in zip(self._names, cells, strict=False):
            if cell.after is not None:
                there = (*at, name) if name else at
                self._report(self.lines.span(cell.after, cell.end), sentences.AFTER_QUOTE, there)
            if name and cell.text:
                self._keep(name, cell, row, places)
        filled = [cell for cell in cells if cell.text]
        more = [cell for cell in cells[len(self._names) :] if cell.text]
        if more:
            span = self.lines.span(more[0].start, more[-1].end)
            self._report(span, sentences.too_long(self._separator), at)
        span = self.lines.span(filled[0].start, filled[-1].end)
        return row, Place(span, self._keys, places)

    def _keep(self, name: str, cell: Cell, row: dict[str, object], places: dict[str | int, Place]) -> None:
        """Puts the value of a cell, and its place, where they belong."""
        span = self.lines.span(cell.start, cell.end)
        if name in self._table.lists:
            items = list(self._items(cell))
            if items:
                row[name] = [text for text, _ in items]
                places[name] = Place(span, _NOTHING, {n: place for n, (_, place) in enumerate(items)})
            return
        truth = _TRUTHS.get(cell.text.lower()) if name in self._table.truths else None
        row[name] = cell.text if truth is None else truth
        places[name] = Place(span, _NOTHING, _NOTHING)

    def _items(self, cell: Cell) -> Iterator[tuple[str, Place]]:
        """Yields each value of a cell that holds several, and its place."""
        at = cell.inner_start
        for part in cell.inner.split(BETWEEN_ITEMS):
            if text := part.strip():
                start = at + part.index(text)
                place = Place(self.lines.span(start, start + len(text)), _NOTHING, _NOTHING)
                yield text.replace('""', '"'), place
            at += len(part) + len(BETWEEN_ITEMS)

    def _report(
        self,
        span: Span,
        message: str,
        pointer: Pointer = (),
        name: str = "unreadable",
        *related: tuple[Span, str],
    ) -> None:
        if len(self._troubles) == MOST_TROUBLES:
            self._stop(span, TOO_MANY_TROUBLES)
        self._troubles.append(Trouble(name, span, message, pointer, related))

    def _stop(self, span: Span, message: str) -> NoReturn:
        self._troubles.append(Trouble("unreadable", span, message))
        raise _StoppedError
