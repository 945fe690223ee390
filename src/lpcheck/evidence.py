"""Where something stands that a requirement asks for: document, field, days, and where the source is kept.

Only days and the names of the school's own systems are taken: no text, no name, no key that somebody chose.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from lpcheck.children import shown_inside
from lpcheck.dates import Period, day_in
from lpcheck.marks import Node
from lpcheck.places import Pointer
from lpcheck.pointers import is_at_or_below
from lpcheck.privacy import shown_path
from lpcheck.shorthand import Shape
from lpcheck.view import Entry, Examined, View, entry_at

_KEPT = frozenset({"kept_in", "recorded_in"})
_SYSTEMS = "site:/systems/*"


class Days(NamedTuple):
    """How often a day stands under a title, from the earliest to the latest."""

    what: str
    number: int
    first: Period
    last: Period


class Source(NamedTuple):
    """One field of a document that a requirement asks for, and in how many places it stands there.

    `path` leads to the document inside its unit, and is for no page. `kept_in` are the school's systems
    that hold the source; `is_kept_elsewhere` says that a place is named which the school does not list.
    """

    path: str
    requirement: str
    document: str
    field: str
    title: str
    number: int
    days: tuple[Days, ...]
    kept_in: tuple[str, ...]
    is_kept_elsewhere: bool


def evidence_in(view: View) -> tuple[Source, ...]:
    """What the documents of a unit hold that requirements ask for, as far as it can be relied upon."""
    systems = view.texts_at(_SYSTEMS)
    return tuple(
        source
        for examined in view.unit
        for source in _evidence(examined, document_name(view, examined), systems)
    )


def document_name(view: View, examined: Examined) -> str:
    """The name of a document without its folder, as it may be shown."""
    inside = shown_inside(examined.document.path, view.children, is_childs=bool(view.child))
    return shown_path(inside).rpartition("/")[2]


def field_of(examined: Examined, pointer: Pointer) -> str:
    """The fields of the form that lead to a place, without numbers and without keys that somebody chose."""
    return ".".join(
        str(step)
        for position, step in enumerate(pointer)
        if any(step in node.properties for node in examined.nodes(pointer[:position]))
    )


def system_at(view: View, entry: Entry) -> str:
    """The system of the school that a group says its source is kept in, where the entry stands in one."""
    examined, pointer, _ = entry
    kept_in = entry_at(examined, pointer[:-1]).fields.get("kept_in") if pointer else None
    return kept_in if isinstance(kept_in, str) and kept_in in view.texts_at(_SYSTEMS) else ""


def summed(days: Iterable[Days]) -> tuple[Days, ...]:
    """The same with all days of one title as one, in the order of the earliest."""
    together: dict[str, Days] = {}
    for one in days:
        known = together.get(one.what, one._replace(number=0))
        first, last = min(known.first, one.first), max(known.last, one.last)
        together[one.what] = Days(one.what, known.number + one.number, first, last)
    return tuple(sorted(together.values(), key=lambda one: (one.first, one.what)))


class _Held(NamedTuple):
    """What one place holds: a day, or the system that keeps the source, "" where the school lists none."""

    pointer: Pointer
    day: Days | None
    system: str | None


def _evidence(examined: Examined, document: str, systems: frozenset[str]) -> Iterator[Source]:
    """Yields a source for each requirement and field, in however many rows the field stands."""
    asked = dict(_asked(examined))
    outermost = {pointer: tuple(_outermost(pointer, asked)) for pointer in asked}
    places: dict[tuple[str, str], list[Pointer]] = {}
    for pointer, names in outermost.items():
        for name in names:
            places.setdefault((name, field_of(examined, pointer)), []).append(pointer)
    found: dict[tuple[str, str], list[_Held]] = {}
    for held in _held(examined, asked, systems):
        for length in range(len(held.pointer) + 1):
            above = held.pointer[:length]
            for name in outermost[above]:
                found.setdefault((name, field_of(examined, above)), []).append(held)
    for (name, field), pointers in places.items():
        below = found.get((name, field), ())
        yield Source(
            path=examined.document.path,
            requirement=name,
            document=document,
            field=field,
            title=examined.title(pointers[0]),
            number=len(pointers),
            days=summed(held.day for held in below if held.day is not None),
            kept_in=tuple(sorted({held.system for held in below if held.system})),
            is_kept_elsewhere=any(held.system == "" for held in below),
        )


def _asked(examined: Examined) -> Iterator[tuple[Pointer, tuple[str, ...]]]:
    """Yields every place that can be relied upon, with the requirements that ask for it."""
    for pointer, nodes in examined.walk.items():
        if not is_at_or_below(pointer, examined.unreliable):
            yield pointer, tuple(dict.fromkeys(name for node in nodes for name in node.marks))


def _outermost(pointer: Pointer, asked: Mapping[Pointer, tuple[str, ...]]) -> Iterator[str]:
    """Yields the requirements that ask for a place and for nothing around it, which would say it all."""
    for name in asked[pointer]:
        if not any(name in asked[pointer[:length]] for length in range(len(pointer))):
            yield name


def _held(examined: Examined, places: Iterable[Pointer], systems: frozenset[str]) -> Iterator[_Held]:
    """Yields the places that hold a day, or say where the source of something is kept."""
    for pointer in places:
        value = entry_at(examined, pointer).value
        if not isinstance(value, str):
            continue
        if _KEPT.intersection(map(str, pointer)):
            yield _Held(pointer, None, value if value in systems else "")
        elif (period := _day_of(examined.nodes(pointer), value)) is not None:
            yield _Held(pointer, Days(examined.title(pointer), 1, period, period), None)


def _day_of(nodes: Iterable[Node], value: str) -> Period | None:
    has_day = any(node.shape is not None and node.shape is not Shape.TIME for node in nodes)
    return day_in(value) if has_day else None
