"""A file's bytes as a document: its kind, its values and the place of each."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from lpcheck.csv_reader import read_csv
from lpcheck.files import File
from lpcheck.places import Location, Place, Places, Pointer, Span, nowhere
from lpcheck.reading import Trouble
from lpcheck.yaml_reader import read_yaml

SITE_FILE = "site.yaml"
SETTINGS_FILE = "lpcheck.yaml"
CHILDREN = "children"
_KIND_LINE = re.compile(rb"^kind:[ \t]*([a-z-]{1,40})\s*(?:#.*)?$", re.MULTILINE)


class Document(NamedTuple):
    """One file as read. `kind` is "" where it cannot be told; `data` is empty where nothing could be read.

    `path` is relative to the folder of the unit, with `/`; `troubles` are what the reader met. A document
    `is_table` where its fields are named once, in its first line, and its rows stand below.
    """

    path: str
    kind: str
    data: Mapping[str, object]
    places: Places
    lines: tuple[str, ...]
    troubles: tuple[Trouble, ...]
    is_read: bool
    is_table: bool = False

    @property
    def place(self) -> Place:
        """Where everything in it stands, worked out when something is asked for."""
        return self.places()

    def locate(self, pointer: Pointer) -> Location:
        """Where a value stands, or the nearest that is there around it.

        A mapping or list is shown by the key that opens it, and so is a value left empty: that is
        where an author looks. A list item that is a mapping is shown by its first key; a row of a
        table, whose keys stand in another line, by all of it.
        """
        place, key = self.place, _first_key(self.place)
        for step in pointer:
            if step not in place.children:
                break
            opener = None if self.is_table else place.keys.get(str(step))
            place = place.children[step]
            key = opener or (place.span if self.is_table else _first_key(place))
        here = key if place.children or _is_empty(place.span) or not pointer else place.span
        return Location(self.path, here, pointer)

    def locate_within(self, pointer: Pointer, words: str) -> Location:
        """Where words of a text stand that fit on one line of the file; all of the text otherwise."""
        inside = list(self.locate_lines(pointer))
        alone = (place for place, text in inside if text and text == words)
        return next(alone, self._first_with(words, inside) or self.locate(pointer))

    def locate_lines(self, pointer: Pointer) -> Iterator[tuple[Location, str]]:
        """Yields each line of a value as the file has it, without the space around it, and its place."""
        span = self.locate(pointer).span
        for number in range(span.line, min(span.end_line, len(self.lines)) + 1):
            start = span.column - 1 if number == span.line else 0
            end = span.end_column - 1 if number == span.end_line else None
            text = self.lines[number - 1][start:end]
            column = start + len(text) - len(text.lstrip()) + 1
            text = text.strip()
            yield Location(self.path, Span(number, column, number, column + len(text)), pointer), text

    @staticmethod
    def _first_with(words: str, lines: Iterable[tuple[Location, str]]) -> Location | None:
        for place, text in lines:
            if words and words in text:
                number, column = place.span.line, place.span.column + text.index(words)
                return place._replace(span=Span(number, column, number, column + len(words)))
        return None

    def locate_key(self, pointer: Pointer) -> Location:
        """Where the key of a field stands, for a field that should not be there."""
        place = self.place
        for step in pointer[:-1]:
            place = place.children[step]
        return Location(self.path, place.keys[str(pointer[-1])], pointer)


def _first_key(place: Place) -> Span:
    return next((place.keys[key] for key in place.keys), place.span)  # which places no other key


def _is_empty(span: Span) -> bool:
    return (span.line, span.column) == (span.end_line, span.end_column)


def document_of(file: File) -> Document:
    """The document in a file; one whose bytes could not be had says why."""
    if file.failure:
        return unread_document(file.path, file.failure)
    return read_document(file.path, file.raw)


def read_document(path: str, raw: bytes) -> Document:
    """The document in a file's bytes; whatever is wrong with the text is among its troubles."""
    reading = read_yaml(raw)
    troubles = tuple(t._replace(pointer=_held(reading.data, t.pointer)) for t in reading.troubles)
    document = Document(path, "", {}, nowhere, reading.lines, troubles, is_read=False)
    if reading.places is None:
        return document._replace(kind=kind_guessed(raw))
    if not isinstance(reading.data, dict):
        return _untold(
            document, "this is not a list of fields: a document starts with `kind:` and its kind"
        )
    kind = reading.data.get("kind")
    document = document._replace(data=reading.data, places=reading.places)
    if any(trouble.pointer == ("kind",) for trouble in troubles):
        return document
    if not isinstance(kind, str):
        return _untold(document, "the document does not say what it is: start it with `kind:` and its kind")
    return document._replace(kind=kind, is_read=True)


def read_table(path: str, raw: bytes, kind: str, around: Mapping[str, object]) -> Document:
    """The document in the bytes of a CSV table of a kind; `around` is what it says beside its rows."""
    reading = read_csv(raw, kind, around)
    document = Document(
        path, kind, {}, nowhere, reading.lines, reading.troubles, is_read=False, is_table=True
    )
    if reading.places is None or not isinstance(reading.data, dict):
        return document
    return document._replace(data=reading.data, places=reading.places, is_read=True)


def _held(data: object, pointer: Pointer) -> Pointer:
    """As much of a pointer as the data has: what was read before a fault may not be kept after it."""
    for length, step in enumerate(pointer):
        steps: Mapping[str | int, object] = {}
        if isinstance(data, list | dict):
            steps = dict(enumerate(data)) if isinstance(data, list) else data
        if step not in steps:
            return pointer[:length]
        data = steps[step]
    return pointer


def unread_document(path: str, reason: str, kind: str = "") -> Document:
    """The document of a file whose bytes cannot be had, with the reason as its trouble."""
    trouble = Trouble("unreadable", nowhere().span, reason)
    return Document(path, kind, {}, nowhere, ("",), (trouble,), is_read=False)


def with_trouble(document: Document, pointer: Pointer, message: str) -> Document:
    """The document with one more trouble, at a value that it has."""
    trouble = Trouble("unreadable", document.locate(pointer).span, message, pointer)
    return document._replace(troubles=(*document.troubles, trouble))


def kind_guessed(raw: bytes) -> str:
    """The kind that a text claims on a line of its own, for a text that cannot be read; "" if none."""
    found = _KIND_LINE.search(raw)
    return found[1].decode() if found else ""


def _untold(document: Document, message: str) -> Document:
    return with_trouble(document, (), message)
