"""What a rule may see: values that the schema has nothing against, with their places and titles."""

from collections.abc import Callable, Hashable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

from lpcheck.dates import Period, period_of
from lpcheck.documents import Document
from lpcheck.law import Register
from lpcheck.marked import NOTHING_MARKED, Marked
from lpcheck.marks import Node, fields_named
from lpcheck.model import Problem, Requirement
from lpcheck.places import Location, Pointer, Related
from lpcheck.pointers import asks_for, could_match, in_each, is_at_or_below, matches_in, steps_of
from lpcheck.walks import Walk

SITE = "site:"
T = TypeVar("T")
_new = tuple.__new__  # half the time of calling Entry, of which rules ask for hundreds a document


class Examined(NamedTuple):
    """A document after its schema: which nodes apply where, and which places cannot be relied upon.

    Where nothing stands at such a place, because it is missing or empty, it is among `absent` as well.
    `marked` is what the marks of the form find in the document.
    """

    document: Document
    walk: Walk
    unreliable: frozenset[Pointer]
    absent: frozenset[Pointer] = frozenset()
    marked: Marked = NOTHING_MARKED

    def title(self, pointer: Pointer) -> str:
        """The title that the schema gives to a place, present or missing; "" where it knows none."""
        nodes = self.walk.get(pointer) or fields_named(
            self.walk.get(pointer[:-1], ()), str(pointer[-1]) if pointer else ""
        )
        return next((node.title for node in nodes if node.title), "")

    def nodes(self, pointer: Pointer) -> tuple[Node, ...]:
        """The nodes of the schema that speak of a place."""
        return self.walk.get(pointer, ())


class Entry(NamedTuple):
    """A value that a rule looks at, knowing where it stands."""

    examined: Examined
    pointer: Pointer
    value: object

    @property
    def text(self) -> str:
        """The value as text; "" where it is none."""
        return self.value if isinstance(self.value, str) else ""

    @property
    def fields(self) -> Mapping[str, object]:
        """The value as a group of fields; none where it is no group."""
        return self.value if isinstance(self.value, dict) else {}

    @property
    def period(self) -> Period | None:
        """The days it means, where it is a date."""
        return period_of(self.value)

    @property
    def title(self) -> str:
        """What the form calls this place."""
        return self.examined.title(self.pointer)

    @property
    def location(self) -> Location:
        """Where it stands."""
        return self.examined.document.locate(self.pointer)

    def related(self, note: str) -> Related:
        """The same place as one more that a problem is about."""
        return Related(self.location, note)

    def problem(self, message: str, *related: Related) -> Problem:
        """A problem at this place that holds on every day."""
        return Problem(self.location, message, related)


class View(NamedTuple):
    """One document for one rule, with its unit and the site around it.

    `site` is site.yaml, then the lists that it names, of which a place such as `site:/staff/*/code` means
    all. `unit` are the documents of this unit that could be read: the site's own, or one child's. `folder`
    is the name of the site's folder, and `is_part_unread` says whether anything here could not be read.
    `child` is the name of the child's folder, "" where it is no child's document, and `children` are the
    names of all of them. `procedures` are the local procedures of the site, `requirements` those of all
    policies by their ids. `since` and `until` are the first and the last day that anybody asks about, None
    where every day counts. Nothing is yielded at or below a place that the reader or the schema complained
    about: one mistake, one finding. `policies` are the ids of every policy there is. `found`,
    `found_in_unit` and `found_at_site` remember what was found, for the next rule, document and child; None
    is no memory.
    """

    examined: Examined
    site: tuple[Examined, ...]
    unit: tuple[Examined, ...]
    folder: str
    is_part_unread: bool
    settings: Mapping[str, object]
    register: Register
    policies: tuple[str, ...]
    child: str = ""
    children: tuple[str, ...] = ()
    requirements: Mapping[str, Requirement] = MappingProxyType({})
    procedures: tuple[Examined, ...] = ()
    is_sound: bool = False
    since: date | None = None
    until: date | None = None
    found: dict[Hashable, Any] | None = None
    found_in_unit: dict[Hashable, Any] | None = None
    found_at_site: dict[Hashable, Any] | None = None

    def at(self, place: str) -> tuple[Entry, ...]:
        """What stands at a place such as `/review_history/*/date` or `site:/name`, in order.

        It is found from what stands one step above, which other rules have asked for or will.
        """
        found = self.found_at_site if place.startswith(SITE) else self.found
        if found is None:
            return self._at(place)
        known: tuple[Entry, ...] | None = found.get(place)
        if known is None:
            known = found[place] = self._at(place)
        return known

    def _at(self, place: str) -> tuple[Entry, ...]:
        above, slash, step = place.rpartition("/")
        if not slash:
            there = (entry_at(examined, ()) for examined in self._examined(place))
            return tuple(entry for entry in there if () not in entry.examined.unreliable)
        found = [
            _new(Entry, one)
            for one in in_each(self.at(above), step)
            if not one[0].unreliable or not is_at_or_below(one[1], one[0].unreliable)
        ]
        return tuple(found)

    def first(self, place: str) -> Entry | None:
        """What stands first at a place, or None."""
        entries = self.at(place)
        return entries[0] if entries else None

    def texts_at(self, place: str) -> frozenset[str]:
        """The texts at a place, for the question whether one of them is there."""
        found = self._found_for(place)
        return _kept(found, ("texts", place), lambda: frozenset(entry.text for entry in self.at(place)))

    def keys_at(self, place: str) -> frozenset[str]:
        """The keys at a place, which ends at a field whose key counts."""
        found = self._found_for(place)
        return _kept(found, ("keys", place), lambda: frozenset(str(e.pointer[-1]) for e in self.at(place)))

    def once_here(self, name: Hashable, work_out: Callable[[], T]) -> T:
        """What follows from this document alone, worked out for the first rule and kept for the rest."""
        return _kept(self.found, name, work_out)

    def once_a_child(self, name: Hashable, work_out: Callable[[], T]) -> T:
        """What follows from the documents of this unit, worked out for the first and kept."""
        return _kept(self.found_in_unit, name, work_out)

    def once_a_site(self, name: Hashable, work_out: Callable[[], T]) -> T:
        """What follows from the site alone, worked out for the first child and kept for the rest."""
        return _kept(self.found_at_site, name, work_out)

    def _found_for(self, place: str) -> dict[Hashable, Any] | None:
        return self.found_at_site if place.startswith(SITE) else self.found

    def of_kind(self, kind: str) -> Iterator[Examined]:
        """Yields the unit's documents of a kind, this one among them if it is."""
        return (examined for examined in self.unit if examined.document.kind == kind)

    def number(self, setting: str) -> int:
        """The value of a setting that is a whole number; its schema sees to that."""
        value = self.settings[setting]
        assert isinstance(value, int)
        return value

    def is_asked_about(self, *, first: date = date.min, last: date = date.max) -> bool:
        """Whether anybody asks about one of those days; what holds only on others need not be said."""
        has_begun = self.until is None or first <= self.until
        return has_begun and (self.since is None or self.since <= last)

    def stands_down(self, place: str) -> bool:
        """Whether something at that place cannot be relied upon, or is in a site that is not there."""
        there = self._examined(place)
        steps = steps_of(place.removeprefix(SITE))
        return not there or any(_is_in_doubt(examined, steps) for examined in there)

    def sees_all(self, place: str) -> bool:
        """Whether nothing at that place, or around it, is wrong, missing or empty that should not be."""
        there = self._examined(place)
        steps = steps_of(place.removeprefix(SITE))
        wrong = (bad for examined in there for bad in examined.unreliable)
        return bool(there) and not any(could_match(steps, bad) for bad in wrong)

    def _examined(self, place: str) -> tuple[Examined, ...]:
        return self.site if place.startswith(SITE) else (self.examined,)


def _kept(remembered: dict[Hashable, Any] | None, name: Hashable, work_out: Callable[[], T]) -> T:
    if remembered is None:
        return work_out()
    if name not in remembered:
        remembered[name] = work_out()
    kept: T = remembered[name]
    return kept


def _is_in_doubt(examined: Examined, steps: tuple[str, ...]) -> bool:
    bad = examined.unreliable - examined.absent
    return any(could_match(steps, pointer) for pointer in bad) or any(
        asks_for(steps, pointer) for pointer in examined.absent
    )


def entry_at(examined: Examined, pointer: Pointer) -> Entry:
    """What stands at a pointer that the document has."""
    value: object = examined.document.data
    for step in pointer:
        value = value[step]  # type: ignore[index]  # the pointer comes from a walk of this very data
    return Entry(examined, pointer, value)


def entries_in(examined: Examined, place: str) -> Iterator[Entry]:
    """Yields what stands at a place of one document and can be relied upon."""
    yield from entries_below(Entry(examined, (), examined.document.data), place)


def entries_below(entry: Entry, place: str) -> Iterator[Entry]:
    """Yields what stands at a place below another and can be relied upon."""
    for pointer, value in matches_in(entry.value, steps_of(place), entry.pointer):
        if not entry.examined.unreliable or not is_at_or_below(pointer, entry.examined.unreliable):
            yield Entry(entry.examined, pointer, value)


def raw_entries(examined: Examined, place: str) -> Iterator[Entry]:
    """Yields what stands at a place, whatever the schema has against it."""
    for pointer, value in matches_in(examined.document.data, steps_of(place)):
        yield _new(Entry, (examined, pointer, value))
