"""Where the values of a YAML text stand: from the marks of libyaml, when somebody asks.

Of most documents nobody asks, for nothing is wrong with them, and of others about few values. So a reader
keeps the marks as they came, and only what is asked about becomes places.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import Any, Generic, NamedTuple, TypeAlias, TypeVar

from lpcheck.places import Place, Span

Event: TypeAlias = Any  # the stubs allow events without marks; one that was read always has them
Mark: TypeAlias = Any  # libyaml's own, or PyYAML's, and they share no type
Marks: TypeAlias = tuple[Mark, Mark]  # where something starts, and where it ends

_NOTHING: Mapping[Any, Any] = MappingProxyType({})
_Given = TypeVar("_Given")
_Key = TypeVar("_Key")
_Made = TypeVar("_Made")


class Group(NamedTuple):
    """A mapping or a list: where it starts, what ends it, and where everything kept in it stands, in order.

    `last` is its closing bracket, or else the scalar that stands last in it. `keys` are the two marks of
    each key; `inside` are those of each scalar, and other groups.
    """

    start: Mark
    last: Marks
    keys: Sequence[Mark]
    inside: "Sequence[Mark | Group]"


Spot: TypeAlias = Marks | tuple[Group]


def end_of(opening: Event, closing: Event, last: Spot | None) -> Marks:
    """What ends a group in which that value stands last, kept or not; None where none does."""
    end = closing.end_mark
    if last is None or (opening.flow_style and end.index > closing.start_mark.index):
        return end, end
    return last[0].last if len(last) == 1 else last


def place_of(lines: tuple[str, ...], there: tuple[object, Spot]) -> Place:
    """Where a value stands, given with its spot, and everything in it."""
    value, spot = there
    if len(spot) != 1:
        return Place(span_between(*spot, lines), _NOTHING, _NOTHING)
    start, last, keys, inside = spot[0]
    fields = value if isinstance(value, dict) else dict(enumerate(value if isinstance(value, list) else ()))
    *_, end_line, end_column = span_between(*last, lines)
    of_keys = dict(zip(fields, _spots(keys), strict=False))
    of_values = zip(fields, zip(fields.values(), _spots(inside), strict=True), strict=True)
    return Place(
        Span(start.line + 1, start.column + 1, end_line, end_column),
        _WhenAsked(of_keys, partial(_span_at, lines)),
        _WhenAsked(dict(of_values), partial(place_of, lines)),
    )


class _WhenAsked(Mapping[_Key, _Made], Generic[_Key, _Given, _Made]):
    """A mapping each value of which is made of what is given for it when it is first asked for."""

    def __init__(self, given: Mapping[_Key, _Given], make: Callable[[_Given], _Made]) -> None:
        self._given = given
        self._make = make
        self._made: dict[_Key, _Made] = {}

    def __getitem__(self, key: _Key) -> _Made:
        if key not in self._made:
            self._made[key] = self._make(self._given[key])
        return self._made[key]

    def __contains__(self, key: object) -> bool:
        return key in self._given

    def __iter__(self) -> Iterator[_Key]:
        return iter(self._given)

    def __len__(self) -> int:
        return len(self._given)


def _span_at(lines: tuple[str, ...], spot: Spot) -> Span:
    return place_of(lines, (None, spot)).span


def _spots(inside: Sequence[Mark | Group]) -> Iterator[Spot]:
    marks = iter(inside)
    for first in marks:
        yield (first,) if isinstance(first, Group) else (first, next(marks))


def span_of(event: Event, lines: tuple[str, ...]) -> Span:
    """Where an event stands."""
    return span_between(event.start_mark, event.end_mark, lines)


def span_between(start: Mark, end: Mark, lines: tuple[str, ...]) -> Span:
    """The stretch between two marks, without the empty lines that libyaml counts to a block's end."""
    line, column = spot_of(start, lines)
    end_line, end_column = spot_of(end, lines)
    while end_line > line and not lines[end_line][:end_column].strip():
        end_line -= 1
        end_column = len(lines[end_line])
    return Span(line + 1, column + 1, end_line + 1, end_column + 1)


def spot_of(mark: Mark, lines: tuple[str, ...]) -> tuple[int, int]:
    """Return line and column from 0; libyaml has one more line than a file without a last line end."""
    if mark.line < len(lines):
        return mark.line, mark.column
    return len(lines) - 1, len(lines[-1])
