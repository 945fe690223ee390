"""Contact of a kind that a restriction forbids has not taken place.

What it checks: each entry that says it took place against the restrictions in force on that day: who took
part, passed it on or supervised it, under the word of a restriction or another word for the same name, and
what kind of contact it was. Where staff spoke with somebody without the child, it is no contact of the
child: it is being rung, or coming on site. An exception counts where the entry says the same way. What was
refused, missed or not answered shows that a restriction was upheld. What cannot be read in an entry may
have been anything; whether it took place, and with whom, is not guessed.

Why it matters: when forbidden contact has taken place, the child may need help now, and the way in which
it happened must be closed.

Example (broken)::

    restrictions: [{person: father, forbids: [telephone]}]
    entries: [{date: 2026-10-02, channel: telephone, with: [father], outcome: took-place}]

Use instead::

    restrictions: [{person: father, forbids: [telephone]}]
    entries: [{date: 2026-10-02, channel: telephone, with: [father], outcome: refused}]

Parameters: `entries`, the rows of the log; `plan`, the kind of document that is the plan; in it
`restrictions`, `people` and `arranged`, contact by person; `took_place`, the outcome that counts; `ways`,
for each word of the log, a colon, and what it comes to, `with_child`, what it comes to besides where the
entry says that the child took part, and `liaison`, what it comes to without the child; `words`,
for somebody who cannot stand under `people`.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from lpcheck.dates import Period, period_of, spoken_when
from lpcheck.logged import alike_in
from lpcheck.model import Looked, Problem
from lpcheck.restrictions import Restriction, is_doubtful, people_in, plain_word, restrictions_in
from lpcheck.rules import Route, Texts, Verdict
from lpcheck.view import Entry, Examined, View, raw_entries
from lpcheck.written_down import (
    Written,
    forbidden_things,
    is_about,
    is_about_another_word,
    named_below,
    resolved,
)

_VISITS, _ON_SITE = "visits", "coming-on-site"


class Parameters(NamedTuple):
    """Where the log and the plan say it, and what each way of contact comes to."""

    entries: Route
    plan: str
    restrictions: str
    people: str
    arranged: str
    took_place: str
    ways: Texts
    with_child: Texts
    liaison: Texts
    words: Texts = Texts(())


def verdicts(view: View, given: Parameters) -> Iterator[Verdict]:
    """Yields a problem for each entry of a contact that was forbidden."""
    alike = alike_in(view, given.entries)
    if not alike:
        return
    plan = next(view.of_kind(given.plan), None)
    said = [] if plan is None else list(raw_entries(plan, given.restrictions))
    if plan is None or not said:
        yield Looked.COULD_NOT
        return
    yield Looked.AT_IT
    restrictions = restrictions_in(view._replace(examined=plan, found=None), given.restrictions)
    around = (*said, *raw_entries(plan, given.people))
    if any(map(is_doubtful, around)) or any(not one.person for one in restrictions):
        yield Looked.COULD_NOT
    people = people_in(plan, given.people)
    for entries in alike if restrictions else ():
        yield from _verdicts_on(entries, restrictions, people, plan, given)


def _verdicts_on(
    entries: tuple[Entry, ...],
    restrictions: tuple[Restriction, ...],
    people: Mapping[str, Mapping[str, object]],
    plan: Examined,
    given: Parameters,
) -> Iterator[Verdict]:
    took_place = _took_place(entries[0], given.took_place)
    if took_place is None:
        yield Looked.COULD_NOT
    if not took_place:
        return
    those_there = list(_those_there(entries[0], people, plan, given))
    if not all(written.person in people or written.person in given.words for written in those_there):
        yield Looked.COULD_NOT
    clashing = [one for one in restrictions if any(_clash(one, written, people) for written in those_there)]
    for entry in entries if clashing else ():
        period = period_of(entry.fields.get("date"))
        against = [one for one in clashing if one.was_in_force(period)]
        if against:
            yield _problem(entry, period, against)


def _took_place(entry: Entry, word: str) -> bool | None:
    """Whether it took place; None where that cannot be read."""
    if plain_word(str(entry.fields.get("outcome", ""))).replace(" ", "-") == word:
        return True
    return None if is_doubtful(entry, "outcome") else False


def _clash(restriction: Restriction, written: Written, people: Mapping[str, Mapping[str, object]]) -> bool:
    if not written.person:  # something stands there, and nobody can make out whom it means
        is_said = bool(written.entry.text.strip()) and not written.is_of_another
        return is_said and bool(forbidden_things(restriction, written))
    is_meant = is_about(restriction, written) or is_about_another_word(restriction, written, people)
    return is_meant and bool(forbidden_things(restriction, written))


def _those_there(
    entry: Entry, people: Mapping[str, Mapping[str, object]], plan: Examined, given: Parameters
) -> Iterator[Written]:
    """Yields everybody who had a part in it, for each kind of contact that it may have been."""
    with_whom, through, supervisor = (
        Entry(entry.examined, (*entry.pointer, name), entry.fields.get(name))
        for name in ("with", "through", "supervised_by")
    )
    ways = [resolved(one, people) if one.text else "" for one in (through, supervisor)]
    for things in _may_have_been(entry, given):
        for written in named_below(with_whom, people, "", things):
            there = written._replace(things=_where(things, written.person, plan, given))
            yield there._replace(through=ways[0], supervised_by=ways[1])
        for one in (through, supervisor):
            for written in named_below(one, people, "", things[:1]):
                yield written._replace(is_of_another=True)


def _may_have_been(entry: Entry, given: Parameters) -> Iterator[tuple[str, ...]]:
    """Yields what it comes to, the main thing first; each thing there is, if that cannot be read."""
    channel = plain_word(str(entry.fields.get("channel", "")))
    for ways in _readings(entry, given):
        pairs = _pairs(ways)
        things = tuple(dict.fromkeys(thing for word, thing in pairs if word == channel))
        if things:
            yield things
        elif is_doubtful(entry, "channel"):
            yield from ((thing,) for _, thing in pairs)


@cache  # of what a policy says, and that is there once
def _pairs(ways: Texts) -> tuple[tuple[str, str], ...]:
    """What each word comes to, as often as it is said."""
    return tuple((word, thing) for word, _, thing in (way.partition(":") for way in ways))


def _readings(entry: Entry, given: Parameters) -> Iterator[Texts]:
    """Yields the ways in which to read the channel: as contact of the child, as liaison, or as both."""
    took_part = entry.fields.get("child_took_part")
    is_liaison = took_part is False or (entry.fields.get("routine") is True and took_part is not True)
    is_open = is_doubtful(entry, "routine") or is_doubtful(entry, "child_took_part")
    if is_liaison or is_open:
        yield given.liaison
    if not is_liaison or is_open:
        yield Texts((*(given.with_child if took_part is True or is_open else ()), *given.ways))


def _where(things: tuple[str, ...], person: str, plan: Examined, given: Parameters) -> tuple[str, ...]:
    """The things without coming on site, where the plan has the visits of that person somewhere else."""
    places = raw_entries(plan, f"{given.arranged}/{person}/{_VISITS}/place")
    is_elsewhere = any(not is_doubtful(place) and place.text not in ("", "school") for place in places)
    if things[0] == _VISITS and is_elsewhere:
        return tuple(thing for thing in things if thing != _ON_SITE)
    return things


def _problem(entry: Entry, period: Period | None, against: list[Restriction]) -> Problem:
    when = f" {spoken_when(period)}" if period else ", on a day that cannot be read"
    return entry.problem(
        f"contact of a kind that a restriction forbids is recorded as having taken place{when}",
        *(one.entry.related("forbidden here") for one in against),
    )
