"""What a plan says that staff must know of one child: what must not happen, whom to ring, who may collect.

Nothing here knows a day: what a restriction forbids carries the last day on which it does. Why it does, and
what it rests on, is not here at all.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from lpcheck.contact_facts import RESTRICTIONS
from lpcheck.dates import Period, period_of
from lpcheck.doubts import (
    IF_SOMEBODY_ELSE_COMES,
    LEARNER_SAYS,
    PLACES,
    People,
    Until,
    concerns,
    dangers_in,
    doubts_in,
)
from lpcheck.places import Pointer
from lpcheck.restrictions import Allowance, Restriction, people_in, restrictions_in
from lpcheck.telephone import number_anywhere
from lpcheck.view import Entry, View, raw_entries
from lpcheck.whom_to_ask import WHEN
from lpcheck.words import texts_of, trimmed
from lpcheck.written_down import SPOKEN, Written, resolved, written_in

_NEEDS = {"interpreter": "an interpreter", "sign-language": "an interpreter for sign language"}
_ON_A_CONDITION = "on a condition that the safeguarding lead knows"


class Person(NamedTuple):
    """Somebody by the word that says who they are to the child, with their name, "" where none is kept."""

    word: str
    name: str


class Collector(NamedTuple):
    """Somebody who may collect, or receives; `conditions` as in `Ring`."""

    person: Person
    conditions: tuple[Until, ...]


class Ring(NamedTuple):
    """Somebody who is rung in an emergency, with the numbers that can be read.

    `needs` is what they need to understand who rings. `conditions` are the last days of restrictions from
    which this is only an exception, and one on a condition.
    """

    person: Person
    phones: tuple[str, ...]
    when: str
    needs: tuple[str, ...]
    conditions: tuple[Until, ...]


class Forbidden(NamedTuple):
    """What a restriction forbids somebody until a day, in words for staff; no `things` where it is nothing.

    `but` is what it allows all the same, `post` what staff may read or hold back, and `do` what they do.
    """

    who: Person
    things: tuple[str, ...]
    is_everything: bool
    but: tuple[str, ...]
    post: tuple[str, ...]
    do: str
    last: Until


class Facts(NamedTuple):
    """What staff must know of a child; `says` are the words of a learner who decides."""

    forbidden: tuple[Forbidden, ...]
    ring: tuple[Ring, ...]
    may_collect: tuple[Collector, ...]
    received_by: tuple[Collector, ...]
    if_somebody_else_comes: str
    travels_alone: Period | None
    stays_all_year: bool
    says: str
    review: Period | None
    checked: Period | None


class Known(NamedTuple):
    """What is known of a child's folder with so many documents that could be read.

    `doubts` are sentences, each a reason to tell nothing, and `dangers` the last days of what the plan
    arranges although a restriction forbids it. `facts` is None where there is no single plan.
    """

    documents: int
    doubts: tuple[str, ...]
    dangers: tuple[Until, ...]
    facts: Facts | None


Conditions: TypeAlias = Mapping[Pointer, tuple[Until, ...]]


def known_of(view: View) -> Known:
    """What is known of the child whose folder a view shows."""
    plans = tuple(view.of_kind("child-plan"))
    if len(plans) != 1:
        return Known(len(view.unit), ("there is no single plan that can be read",), (), None)
    here = view._replace(examined=plans[0], found={})
    return Known(len(view.unit), tuple(doubts_in(here)), tuple(dangers_in(here)), _facts(here))


def _facts(view: View) -> Facts:
    people = people_in(view.examined, PLACES.people)
    restrictions = restrictions_in(view, RESTRICTIONS)
    conditions = {
        written.entry.pointer: tuple(_conditions(restrictions, written, people))
        for written in written_in(view, PLACES)
    }
    collects, receives = (
        tuple(_collectors(view, f"{place}{below}", people, conditions))
        for place, below in ((PLACES.collects[0], "/*"), (PLACES.receives[0], ""))
    )
    return Facts(
        forbidden=tuple(_forbidden(one, people) for one in restrictions),
        ring=tuple(_ring(entry, people, conditions) for entry in raw_entries(view.examined, PLACES.rung)),
        may_collect=collects,
        received_by=receives,
        if_somebody_else_comes=_text_at(view, IF_SOMEBODY_ELSE_COMES),
        travels_alone=period_of(_text_at(view, "/contact/collection/travels_alone")),
        stays_all_year=_is_true(view, "/contact/collection/stays_all_year"),
        says=_text_at(view, LEARNER_SAYS) if _is_true(view, "/learner_decides/able_to") else "",
        review=period_of(_text_at(view, "/review_date")),
        checked=period_of(_text_at(view, f"{RESTRICTIONS}_checked/date")),
    )


def _is_true(view: View, place: str) -> bool:
    return any(entry.value is True for entry in raw_entries(view.examined, place))


def _text_at(view: View, place: str) -> str:
    return "".join(entry.text for entry in raw_entries(view.examined, place)).strip()


def _conditions(restrictions: Sequence[Restriction], written: Written, people: People) -> Iterator[Until]:
    """Yields the last day of each restriction to which this is an exception that asks for something."""
    for restriction in restrictions:
        forbidden = {thing for thing in written.things if restriction.forbids(thing)}
        freely = _allowed_freely(restriction)
        is_free = written.things[0] in freely or forbidden <= freely
        if forbidden and not is_free and concerns(restriction, written, people):
            yield restriction.last


def _allowed_freely(restriction: Restriction) -> frozenset[str]:
    """What is allowed all the same, and nothing more is said about it."""
    bare = [row["what"] for row in _exceptions(restriction) if set(row) == {"what"}]
    return frozenset(one.what for one in restriction.exceptions if one.what in bare)


def _exceptions(restriction: Restriction) -> list[Mapping[str, object]]:
    rows = restriction.entry.fields.get("except")
    return [row for row in rows if isinstance(row, Mapping)] if isinstance(rows, list) else []


def _person(word: str, people: People) -> Person:
    return Person(word.replace("-", " "), trimmed(people.get(word, {}).get("name")))


def _ring(entry: Entry, people: People, conditions: Conditions) -> Ring:
    ring = Entry(entry.examined, (*entry.pointer, "ring"), entry.fields.get("ring"))
    word = resolved(ring, people)
    fields = people.get(word, {})
    return Ring(
        person=_person(word, people),
        phones=tuple(text.strip() for text in texts_of(fields.get("phones")) if number_anywhere(text)),
        when=WHEN.get(str(entry.fields.get("when")), ""),
        needs=tuple(_needs(fields)),
        conditions=conditions.get(ring.pointer, ()),
    )


def _needs(fields: Mapping[str, object]) -> Iterator[str]:
    language = fields.get("language")
    if isinstance(language, str):
        yield f"speaks {language.strip()}"
    yield from (f"needs {_NEEDS[need]}" for need in texts_of(fields.get("needs")) if need in _NEEDS)


def _collectors(view: View, place: str, people: People, conditions: Conditions) -> Iterator[Collector]:
    for entry in raw_entries(view.examined, place):
        yield Collector(_person(resolved(entry, people), people), conditions.get(entry.pointer, ()))


def _forbidden(restriction: Restriction, people: People) -> Forbidden:
    freely = _allowed_freely(restriction)
    asking = [row.get("what") for row in _exceptions(restriction) if "only" in row]
    return Forbidden(
        who=_person(restriction.person, people),
        things=tuple(spoken for thing, spoken in SPOKEN.items() if restriction.forbids(thing)),
        is_everything=restriction.things is None,
        but=tuple(_but(one, freely, asking) for one in restriction.exceptions if one.what in SPOKEN),
        post=tuple(SPOKEN[thing] for thing in SPOKEN if thing in restriction.may_be_read),
        do=trimmed(restriction.entry.fields.get("do")),
        last=restriction.last,
    )


def _but(allowance: Allowance, freely: frozenset[str], asking: Sequence[object]) -> str:
    """What is allowed all the same, and through or with whom; a condition in words is not said."""
    through, by = (_who(one) for one in (allowance.through, allowance.supervised_by))
    ways = [f"{verb} {who}" for verb, who in (("through", through), ("supervised by", by)) if who]
    if allowance.what in asking or not (ways or allowance.what in freely):
        ways.append(_ON_A_CONDITION)
    return ", ".join((SPOKEN[allowance.what], *ways))


def _who(word: str) -> str:
    """Whoever a word means, as a sentence says it; a staff code stands for itself."""
    return word if not word or any(map(str.isdigit, word)) else f"the {word.replace('-', ' ')}"
