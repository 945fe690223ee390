"""What a plan forbids whom, and what it writes down for whom, as far as a document says either.

Nothing here stands down: a restriction that can be read only in part forbids all the more. What cannot
be read as a list of things forbids everything; what has no readable, confirmed end is in force.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from lpcheck.dates import period_of
from lpcheck.pointers import matches_in, steps_of
from lpcheck.view import Entry, Examined, View

EVERYONE = "everyone"
LIAISON = "liaison"
_NOTHING = "nothing"
_TITLES = frozenset(
    ["mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "rev", "revd", "reverend", "sir", "dame"]
)


class Allowance(NamedTuple):
    """Something allowed all the same, and the way in which, where the plan can say the same."""

    what: str
    through: str
    supervised_by: str


class Restriction(NamedTuple):
    """One person and what is forbidden them; `things` is None where it is everything.

    `person` is "" where it cannot be read; `last` the last day on which it is in force, None while
    nobody has confirmed an end.
    """

    entry: Entry
    person: str
    things: frozenset[str] | None
    exceptions: tuple[Allowance, ...]
    may_be_read: frozenset[str]
    bases: frozenset[str]
    last: date | None

    def forbids(self, thing: str) -> bool:
        """Whether it forbids a thing, exceptions aside."""
        return self.things is None or thing in self.things

    def concerns(self, person: str) -> bool:
        """Whether it is about a person who goes by that word."""
        return self.person in (person, EVERYONE)


def restrictions_in(view: View, place: str) -> tuple[Restriction, ...]:
    """Every restriction in the list at a place, worked out for the first rule that asks."""
    return view.once_here(
        f"restrictions in {place}",
        lambda: tuple(_restriction(entry) for entry in raw_entries(view.examined, f"{place}/*")),
    )


def _restriction(entry: Entry) -> Restriction:
    fields = entry.fields
    return Restriction(
        entry=entry,
        person=_text(fields.get("person")),
        things=_things(entry, fields.get("forbids")),
        exceptions=tuple(_exceptions(fields)),
        may_be_read=frozenset(_texts(fields.get("may_be_read"))),
        bases=frozenset(_text(row.get("basis")) for row in _rows(fields.get("rests_on"))),
        last=_end(fields.get("ended")),
    )


def raw_entries(examined: Examined, place: str) -> Iterator[Entry]:
    """Yields what stands at a place, whatever the schema has against it."""
    for pointer, value in matches_in(examined.document.data, steps_of(place)):
        yield Entry(examined, pointer, value)


def _things(entry: Entry, forbids: object) -> frozenset[str] | None:
    here = (*entry.pointer, "forbids")
    is_doubtful = any(bad[: len(here)] == here for bad in entry.examined.unreliable)
    if forbids == _NOTHING:
        return frozenset()
    if is_doubtful or not isinstance(forbids, list):
        return None
    return frozenset(map(str, forbids))


def _exceptions(fields: Mapping[str, object]) -> Iterator[Allowance]:
    for row in _rows(fields.get("except")):
        yield Allowance(_text(row.get("what")), _text(row.get("through")), _text(row.get("supervised_by")))
    told = fields.get("school_may_tell")
    if isinstance(told, Mapping) and told:
        yield Allowance(LIAISON, "", "")
    if isinstance(told, Mapping) and "emergencies" in told:
        yield Allowance("being-rung", "", "")


def _end(ended: object) -> date | None:
    """The last day of a restriction whose end somebody has confirmed, else None."""
    if not isinstance(ended, Mapping) or not _text(ended.get("confirmed_by")).strip():
        return None
    period = period_of(ended.get("date"))
    return period.last if period is not None else None


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _texts(value: object) -> list[str]:
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


def _rows(value: object) -> list[Mapping[str, object]]:
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []


def same_name(one: str, other: str) -> bool:
    """Whether two names are one, case, accents, titles, signs and the order of the names set aside."""
    folded = _name(one)
    return bool(folded) and folded == _name(other)


def _name(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text).casefold()
    letters = "".join(
        c if c.isalnum() else " " for c in plain if not unicodedata.combining(c) and c not in "'’"
    )
    return sorted(word for word in letters.split() if word not in _TITLES)
