"""The lines of a skeleton: fields, notes above them, and fields that are not in use.

What is not in use has a `#` right before its name, so that it stands where it belongs once the `#` is
gone; a note has a space behind its `#`.
"""

from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap
from typing import NamedTuple

WIDTH = 100
STEP = 2


class Line(NamedTuple):
    """A field or a note; an empty text is an empty line.

    `hang` is how far a long note stands in from its second line on.
    """

    text: str
    indent: int = 0
    is_note: bool = False
    hang: int = 0
    is_in_use: bool = True


def field(name: str, value: str = "") -> Line:
    """A field, blank unless there is a value."""
    return Line(f"{name}: {value}".rstrip())


def note(text: str, *, hang: int = 0) -> Line:
    """Something said to whoever fills the skeleton in."""
    return Line(text, is_note=True, hang=hang)


def deeper(lines: Iterable[Line]) -> Iterator[Line]:
    """Yields the lines as what belongs to the field above them."""
    return (line._replace(indent=line.indent + STEP) for line in lines)


def not_in_use(lines: Iterable[Line]) -> Iterator[Line]:
    """Yields the lines so that nothing of them counts."""
    return (line._replace(is_in_use=False) for line in lines)


def as_item(lines: Sequence[Line]) -> Iterator[Line]:
    """Yields the lines of a group as one item of a list: with a dash before its first field."""
    first = next(number for number, line in enumerate(lines) if not line.is_note)
    yield from lines[:first]
    yield lines[first]._replace(text=f"- {lines[first].text}")
    yield from deeper(lines[first + 1 :])


def set_apart(groups: Iterable[Iterable[Line]]) -> Iterator[Line]:
    """Yields the lines of all groups, with an empty line between two groups."""
    for number, lines in enumerate(groups):
        if number:
            yield Line("")
        yield from lines


def written_out(lines: Iterable[Line]) -> str:
    """The lines as the text of a file."""
    return "".join(f"{text}\n" for line in lines for text in _texts(line))


def _texts(line: Line) -> list[str]:
    start = " " * line.indent
    if not line.text:
        return [""]
    if not line.is_note:
        return [f"{start}{line.text}" if line.is_in_use else f"{start}#{line.text}"]
    return wrap(
        line.text,
        WIDTH,
        initial_indent=f"{start}# ",
        subsequent_indent=f"{start}# {' ' * line.hang}",
        break_long_words=False,
        break_on_hyphens=False,
    )
