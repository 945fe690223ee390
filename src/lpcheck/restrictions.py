"""What a plan forbids whom, and what it writes down for whom, as far as a document says either.

Nothing here stands down: a restriction that can be read only in part forbids all the more. What cannot
be read as a list of things forbids everything; an exception that cannot be read is none; what has no
readable end, confirmed by somebody who can say so, is in force.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from lpcheck.dates import Period, period_of
from lpcheck.pointers import is_at_or_below
from lpcheck.view import Entry, Examined, View, raw_entries
from lpcheck.words import texts_of

EVERYONE = "everyone"
_PEOPLE = "/people"
_NOTHING = "nothing"
_ROLES = frozenset(
    ["head-teacher", "site-manager", "designated-safeguarding-lead", "placing-authority", "police", "court"]
)
_STAFF_CODE = re.compile(r"s-[0-9]{1,4}")
_NO = frozenset(["no", "none", "nothing", "never", "not", "n/a"])
_ASIDE = re.compile(r"\([^()]*\)")
_TITLES = frozenset(
    [
        *("mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor"),
        *("rev", "revd", "reverend", "sir", "dame"),
        *("kc", "qc", "obe", "mbe", "cbe", "esq", "jr", "snr", "father", "mother", "dad", "mum"),
    ]
)
# Letters that no folding takes apart, and signs that people write for an apostrophe.
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"}
)
_APOSTROPHES = frozenset("'’‘`´\u02bc\u02bb\u2032\u0301\u0300")


class Allowance(NamedTuple):
    """Something allowed all the same, and the way in which, where the plan can say the same."""

    what: str
    through: str
    supervised_by: str


class Restriction(NamedTuple):
    """One person and what is forbidden them; `things` is None where it is everything.

    `person` is "" where it cannot be read; `first` the day of the earliest order whose day can be read,
    None where there is none; `last` the last day on which it is in force, None while nobody has confirmed
    an end.
    """

    entry: Entry
    person: str
    things: frozenset[str] | None
    exceptions: tuple[Allowance, ...]
    may_be_read: frozenset[str]
    bases: frozenset[str]
    first: date | None
    last: date | None

    def forbids(self, thing: str) -> bool:
        """Whether it forbids a thing, exceptions aside."""
        return self.things is None or thing in self.things

    def concerns(self, person: str) -> bool:
        """Whether it is about a person who goes by that word."""
        return self.person in (person, EVERYONE)

    def was_in_force(self, period: Period | None) -> bool:
        """Whether it was in force on one of some days; on days that cannot be read it counts."""
        if period is None:
            return True
        has_begun = self.first is None or self.first <= period.last
        return has_begun and (self.last is None or period.first <= self.last)


def restrictions_in(view: View, place: str) -> tuple[Restriction, ...]:
    """Every restriction in the list at a place, worked out for the first rule that asks."""
    return view.once_here(
        f"restrictions in {place}",
        lambda: tuple(_restriction(entry) for entry in raw_entries(view.examined, f"{place}/*")),
    )


def _restriction(entry: Entry) -> Restriction:
    fields = entry.fields
    person = plain_word(_text(fields.get("person")))
    return Restriction(
        entry=entry,
        person=person,
        things=_things(entry, fields.get("forbids")),
        exceptions=tuple(_exceptions(entry, person)),
        may_be_read=frozenset(texts_of(fields.get("may_be_read"))),
        bases=frozenset(_text(row.get("basis")) for row in _rows(fields.get("rests_on"))),
        first=_first(entry),
        last=_end(entry, person),
    )


def _first(entry: Entry) -> date | None:
    """The day of the earliest order; None where one of them cannot be read, which may have been earlier."""
    made = _made(entry)
    known = [one.first for one in made if one is not None]
    return min(known) if known and len(known) == len(made) else None


@lru_cache(maxsize=1024)  # the same few words stand in every document
def plain_word(text: str) -> str:
    """A word as it compares, whatever its case and the space around it."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def is_doubtful(entry: Entry, *steps: str | int) -> bool:
    """Whether the reader or the schema has anything against what stands there, around it or below it."""
    here = (*entry.pointer, *steps)
    bad = entry.examined.unreliable
    return is_at_or_below(here, bad) or any(one[: len(here)] == here for one in bad)


def people_in(examined: Examined, place: str = _PEOPLE) -> Mapping[str, Mapping[str, object]]:
    """Everybody under `people` by their word, each with what is a group of fields."""
    rows = raw_entries(examined, f"{place}/*")
    return {plain_word(str(entry.pointer[-1])): entry.fields for entry in rows}


def _things(entry: Entry, forbids: object) -> frozenset[str] | None:
    if is_doubtful(entry, "forbids"):
        return None
    if forbids == _NOTHING:
        return frozenset()
    return frozenset(map(str, forbids)) if isinstance(forbids, list) else None


def _exceptions(entry: Entry, person: str) -> Iterator[Allowance]:
    """Yields what is allowed all the same; what can be read only in part, or leads back to them, is not."""
    rows = entry.fields.get("except")
    for number, row in enumerate(rows if isinstance(rows, list) else ()):
        if isinstance(row, Mapping) and not is_doubtful(entry, "except", number):
            allowance = Allowance(*(_text(row.get(name)) for name in ("what", "through", "supervised_by")))
            if not any(_is_same(entry, person, by) for by in (allowance.through, allowance.supervised_by)):
                yield allowance
    told = entry.fields.get("school_may_tell")
    way = plain_word(_text(told.get("emergencies"))) if isinstance(told, Mapping) else ""
    if way and way.split()[0].strip(".,;:") not in _NO:
        yield Allowance("being-rung", "", "")


def _end(entry: Entry, person: str) -> date | None:
    """The last day of a restriction whose end somebody who can say so has confirmed, else None.

    Nobody confirms it for themselves, and nothing ends before it was made.
    """
    ended = entry.fields.get("ended")
    if not isinstance(ended, Mapping) or is_doubtful(entry, "ended"):
        return None
    by, period = _text(ended.get("confirmed_by")), period_of(ended.get("date"))
    known = by in _ROLES or _STAFF_CODE.fullmatch(by) or by in people_in(entry.examined)
    if period is None or not known or _is_same(entry, person, by):
        return None
    is_possible = all(one is None or one.first <= period.last for one in _made(entry))
    return period.last if is_possible else None


def _made(entry: Entry) -> list[Period | None]:
    """When each order or decision that it rests on was made; None for what cannot be read."""
    return [period_of(row.get("made")) for row in _rows(entry.fields.get("rests_on"))]


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _rows(value: object) -> list[Mapping[str, object]]:
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []


def _is_same(entry: Entry, person: str, other: str) -> bool:
    """Whether another word is that person, or somebody of the same name."""
    people = people_in(entry.examined)
    names = [str(people.get(word, {}).get("name", "")) for word in (person, plain_word(other))]
    return plain_word(other) == person or same_name(*names)


def same_name(one: str, other: str) -> bool:
    """Whether two names are one, case, accents, titles, signs and the order of the names set aside."""
    folded = _name(one)
    return bool(folded) and folded == _name(other)


@lru_cache(maxsize=1024)
def _name(text: str) -> list[str]:
    seen = "".join(c for c in _ASIDE.sub(" ", text) if unicodedata.category(c) != "Cf")
    plain = unicodedata.normalize("NFKD", seen).casefold().translate(_LETTERS)
    letters = "".join(
        c if c.isalnum() else " " for c in plain if not unicodedata.combining(c) and c not in _APOSTROPHES
    )
    return sorted(word for word in letters.split() if word not in _TITLES)
