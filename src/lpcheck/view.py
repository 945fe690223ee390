"""What a rule may see: values that the schema has nothing against, with their places and titles."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from lpcheck.dates import Period, period_of
from lpcheck.documents import Document
from lpcheck.law import Register
from lpcheck.marks import Node, Walk, fields_named
from lpcheck.model import Problem
from lpcheck.places import Location, Pointer, Related
from lpcheck.pointers import asks_for, could_match, is_at_or_below, matches_in, steps_of

SITE = "site:"


class Examined(NamedTuple):
    """A document after its schema: which nodes apply where, and which places cannot be relied upon.

    Where nothing stands at such a place, because it is missing or empty, it is among `absent` as well.
    """

    document: Document
    walk: Walk
    unreliable: frozenset[Pointer]
    absent: frozenset[Pointer] = frozenset()

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
    """One document for one rule, with the site around it.

    `unit` are all documents of the site that could be read, `folder` the name of its folder, and
    `is_part_unread` says whether any could not be read. Nothing is yielded at or below a place that
    the reader or the schema complained about: one mistake, one finding. `policies` are the ids of
    every policy there is.
    """

    examined: Examined
    site: Examined | None
    unit: tuple[Examined, ...]
    folder: str
    is_part_unread: bool
    settings: Mapping[str, object]
    register: Register
    policies: tuple[str, ...]

    def at(self, place: str) -> Iterator[Entry]:
        """Yields what stands at a place such as `/review_history/*/date` or `site:/name`."""
        examined = self._examined(place)
        if examined is not None:
            yield from entries_in(examined, place.removeprefix(SITE))

    def first(self, place: str) -> Entry | None:
        """What stands first at a place, or None."""
        return next(self.at(place), None)

    def of_kind(self, kind: str) -> Iterator[Examined]:
        """Yields the site's documents of a kind, this one among them if it is."""
        return (examined for examined in self.unit if examined.document.kind == kind)

    def number(self, setting: str) -> int:
        """The value of a setting that is a whole number; its schema sees to that."""
        value = self.settings[setting]
        assert isinstance(value, int)
        return value

    def stands_down(self, place: str) -> bool:
        """Whether something at that place cannot be relied upon, or is in a site that is not there."""
        examined = self._examined(place)
        steps = steps_of(place.removeprefix(SITE))
        if examined is None:
            return True
        bad = examined.unreliable - examined.absent
        return any(could_match(steps, pointer) for pointer in bad) or any(
            asks_for(steps, pointer) for pointer in examined.absent
        )

    def sees_all(self, place: str) -> bool:
        """Whether nothing at that place, or around it, is wrong, missing or empty that should not be."""
        examined = self._examined(place)
        steps = steps_of(place.removeprefix(SITE))
        return examined is not None and not any(could_match(steps, bad) for bad in examined.unreliable)

    def _examined(self, place: str) -> Examined | None:
        return self.site if place.startswith(SITE) else self.examined


def entry_at(examined: Examined, pointer: Pointer) -> Entry:
    """What stands at a pointer that the document has."""
    value: object = examined.document.data
    for step in pointer:
        value = value[step]  # type: ignore[index]  # the pointer comes from a walk of this very data
    return Entry(examined, pointer, value)


def entries_in(examined: Examined, place: str) -> Iterator[Entry]:
    """Yields what stands at a place of one document and can be relied upon."""
    for pointer, value in matches_in(examined.document.data, steps_of(place)):
        if not is_at_or_below(pointer, examined.unreliable):
            yield Entry(examined, pointer, value)
