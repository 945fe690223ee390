"""Where things stand in a text.

Lines and columns count from 1, columns in characters; the end of a span is the column after its last
character. A pointer is a tuple of keys and list positions from the top of a document.
"""

from collections.abc import Callable, Mapping
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


Places: TypeAlias = Callable[[], Place]


def nowhere() -> Place:
    """The place of what stands nowhere: the start."""
    return Place(Span(1, 1, 1, 1), {}, {})


class Location(NamedTuple):
    """A place in a document: `path` is relative to the folder of its unit of work, with `/`."""

    path: str
    span: Span
    pointer: Pointer


class Related(NamedTuple):
    """Another place that a problem is about, with a word on what stands there."""

    location: Location
    note: str


class Underline(NamedTuple):
    """A stretch of one shown line, columns from 1, with a word below it; `main` where the problem is."""

    start: int
    end: int
    note: str
    main: bool


class FrameLine(NamedTuple):
    """A line of a document as it may be shown, personal values already taken out."""

    path: str
    number: int
    text: str
    underlines: tuple[Underline, ...]
