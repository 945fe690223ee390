"""What of a document may be shown: only what is known to be harmless.

A value is shown if it was parsed, stands where the schema knows it, has nothing against it there, and is
a date, a boolean, a number or one of the form's own words. Every other text, comments and lines that do
not parse become `•••`, whatever their length.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from lpcheck.identifiers import identifiers_in
from lpcheck.places import Place, Pointer, Span
from lpcheck.pointers import is_at_or_below
from lpcheck.view import Examined, entry_at
from lpcheck.yaml_reader import plain_value

MASK = "•••"
_PUNCTUATION = re.compile(r"[\s\-:{}\[\],\"'|>?]*")
_NOTHING_WRITTEN = re.compile(r"(?:null|\[ *\]|\{ *\})?")


class Piece(NamedTuple):
    """A stretch of a line, columns from 1: where it stood, where it stands masked, and its text there."""

    start: int
    end: int
    shown_start: int
    text: str


class MaskedLine(NamedTuple):
    """A line with its personal parts taken out, and where its columns have gone."""

    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The line as it may be shown."""
        return "".join(piece.text for piece in self.pieces).rstrip()

    @property
    def original_end(self) -> int:
        """The column after the last of the line as it was written."""
        return self.pieces[-1].end if self.pieces else 1

    def shown(self, start: int, end: int) -> tuple[int, int]:
        """The columns that a stretch of the original line covers now; at least one column."""
        after = len(self.text) + 1
        first = min(self._moved(start, at_end=False), after)
        return first, max(first + 1, min(self._moved(end - 1, at_end=True), after))

    def _moved(self, column: int, *, at_end: bool) -> int:
        for piece in self.pieces:
            if piece.start <= column < piece.end:
                inside = column - piece.start + at_end
                if len(piece.text) == piece.end - piece.start:
                    return piece.shown_start + inside
                return piece.shown_start + (len(piece.text) if at_end else 0)
        return len(self.text) + 1


def shown_stretches(examined: Examined, number: int) -> list[tuple[int, int, bool]]:
    """The stretches of one line that are keys or values, and whether each may be shown."""
    line = examined.document.lines[number - 1]
    stretches: list[tuple[int, int, bool]] = []
    for span, may_be_shown in _tokens(examined, examined.document.place, (), number):
        start = span.column if number == span.line else len(line) - len(line.lstrip()) + 1
        end = span.end_column if number == span.end_line else len(line) + 1
        if start < end:
            stretches.append((start, end, may_be_shown))
    return stretches


def _tokens(examined: Examined, place: Place, at: Pointer, number: int) -> Iterator[tuple[Span, bool]]:
    """Yields the keys and values that a line has a part of; the first of a table has those of every row."""
    for key, span in place.keys.items():
        if span.line <= number <= span.end_line:
            is_plain = _unquoted(_written(examined, span)) == key
            yield span, is_plain and _is_of_the_form(examined, at, key)
    for step, child in place.children.items():
        if child.span.line <= number <= child.span.end_line or number == 1:
            yield from _tokens(examined, child, (*at, step), number)
    if not place.children and place.span.line <= number <= place.span.end_line:
        yield place.span, _may_be_shown(examined, at, _written(examined, place.span))


def _written(examined: Examined, span: Span) -> str:
    """The text of a stretch, "*" where it goes on over a line's end: a comment may stand in there."""
    if span.line != span.end_line:
        return "*"
    return examined.document.lines[span.line - 1][span.column - 1 : span.end_column - 1]


def _unquoted(text: str) -> str:
    is_quoted = len(text) > 1 and text[0] == text[-1] and text[0] in "\"'"
    return text[1:-1] if is_quoted else text


def _is_of_the_form(examined: Examined, at: Pointer, key: str) -> bool:
    """Whether a key is one of the form's own, or one that fits where the form lets keys be chosen.

    A document that could not be read has no form; the keys that it has all the same stand in its walk.
    """
    return any(node.has_key(key) for node in examined.nodes(at)) or examined.walk.get((*at, key)) == ()


def _may_be_shown(examined: Examined, at: Pointer, written: str) -> bool:
    """Whether a value is harmless, and all that is written there: no label, type or comment beside it."""
    nodes = examined.nodes(at)
    if nodes and _NOTHING_WRITTEN.fullmatch(written):
        return True
    if is_at_or_below(at, examined.unreliable):
        return False
    value = entry_at(examined, at).value
    return any(node.shows(value) for node in nodes) and value in (_unquoted(written), plain_value(written))


def masked_line(line: str, stretches: list[tuple[int, int, bool]]) -> MaskedLine:
    """A line with every stretch masked that may not be shown, and everything between that is not a mark."""
    pieces: list[Piece] = []
    column = shown_column = 1

    def add(end: int, text: str) -> None:
        nonlocal column, shown_column
        pieces.append(Piece(column, end, shown_column, text))
        column, shown_column = end, shown_column + len(text)

    for start, end, may_be_shown in sorted(stretches):
        if start < column:
            continue
        for stop, text in _between(line, column, start):
            add(stop, text)
        add(end, line[start - 1 : end - 1] if may_be_shown else MASK)
    for stop, text in _between(line, column, len(line) + 1):
        add(stop, text)
    return MaskedLine(tuple(pieces))


def _between(line: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """Yields the marks between two values as they are, and anything else, such as a comment, masked."""
    text = line[start - 1 : end - 1]
    marks = _PUNCTUATION.match(text)
    harmless = marks.end() if marks else 0
    if harmless:
        yield start + harmless, _printable(text[:harmless])
    if harmless < len(text):
        yield end, MASK


def unmasked_line(line: str) -> MaskedLine:
    """A line as it is, for somebody who asked to see it; what could steer a terminal becomes a blank."""
    return MaskedLine((Piece(1, len(line) + 1, 1, _printable(line)),))


def _printable(text: str) -> str:
    return "".join(letter if letter.isprintable() else " " for letter in text)


def shown_pointer(examined: Examined, pointer: Pointer) -> Pointer:
    """A pointer with every key masked that is not the form's own, but for its number among its siblings."""
    shown: list[str | int] = []
    value: object = examined.document.data
    for position, step in enumerate(pointer):
        if isinstance(step, int):
            shown.append(step)
            value = value[step] if isinstance(value, list) else None
            continue
        keys = list(value) if isinstance(value, Mapping) else []
        known = _is_of_the_form(examined, pointer[:position], step)
        # A document that is no list of fields has no data to count in.
        number = keys.index(step) + 1 if step in keys else ""
        shown.append(step if known else f"{MASK}{number}")
        value = value.get(step) if isinstance(value, Mapping) else None
    return tuple(shown)


@cache
def shown_path(path: str) -> str:
    """A path with every part masked that holds a child's number, an address or a date of birth.

    A character that could steer a terminal becomes a question mark.
    """
    parts = (MASK if any(identifiers_in(part)) else part for part in path.split("/"))
    return "".join(letter if letter.isprintable() else "?" for letter in "/".join(parts))
