"""Where things stand in a text, and what the reader of a text gives.

Lines and columns count from 1, columns in characters; the end of a span is the column after its last
character. A pointer is a tuple of keys and list positions from the top of a document.
"""

from collections.abc import Mapping
from typing import NamedTuple, TypeAlias

Pointer: TypeAlias = tuple[str | int, ...]


class Span(NamedTuple):
    """A stretch of text from its first character to the one after its last."""

    line: int
    column: int
    end_line: int
    end_column: int


class Place(NamedTuple):
    """Where a value stands, with the places of everything in it.

    `keys` holds the span of each key of a mapping; `children` the places of its values by key, or
    of a list's items by position. Both are empty for a scalar.
    """

    span: Span
    keys: Mapping[str, Span]
    children: Mapping[str | int, "Place"]


class Location(NamedTuple):
    """A place in a document: `path` is relative to the folder of its unit of work, with `/`."""

    path: str
    span: Span
    pointer: Pointer


class Related(NamedTuple):
    """Another place that a problem is about, with a word on what stands there."""

    location: Location
    note: str


class Trouble(NamedTuple):
    """A fault that the reader met in the text itself: `name` is the built-in check it fails.

    `pointer` is the value that cannot be relied upon because of it; `related` are other places,
    each with a word on what is there.
    """

    name: str
    span: Span
    message: str
    pointer: Pointer = ()
    related: tuple[tuple[Span, str], ...] = ()


class Reading(NamedTuple):
    """A text as plain values with their places, and what was wrong with it.

    `place` is None where nothing could be read. `lines` are the lines of the text without their ends.
    """

    data: object
    place: Place | None
    lines: tuple[str, ...]
    troubles: tuple[Trouble, ...]
