"""Nobody is written down for what a restriction in force forbids them.

What it checks: each person whom the plan writes down for a thing, by their word under `people` and under
any other word that has the same name, against every restriction that is not confirmed to have ended. An
exception counts where the plan says the same way of doing it. What cannot be read forbids everything.

Why it matters: staff follow the part of the plan they read. If one part forbids and another arranges, the
child may be handed to somebody from whom an order protects them.

Example (broken)::

    restrictions:
      - {person: father, forbids: [collection]}
    collection: {may_collect: [father]}

Use instead::

    restrictions:
      - {person: father, forbids: [collection]}
    collection: {may_collect: [grandmother]}

Parameters: `restrictions`, the list; `people`, everybody by their word; `channels`, the places below
each person at which a way of contact is arranged; `supervises`, who supervises it, or passes it on;
`collects`, `receives` and `rung`, who does each; `routine`, the rows of the school's own communication,
with `calls` and `at_school`, the methods of it that mean being rung and coming to the school;
`not_arranged`, words by which nothing is arranged; `same_name`, true for persons who have the same name
under another word, false for the word itself.
"""

from collections.abc import Iterator
from typing import NamedTuple

from lpcheck.model import Looked, Problem
from lpcheck.restrictions import (
    EVERYONE,
    LIAISON,
    Allowance,
    Restriction,
    raw_entries,
    restrictions_in,
    same_name,
)
from lpcheck.rules import Route, Routes, Texts, Verdict
from lpcheck.view import Entry, View
from lpcheck.words import listed

_SPOKEN = {
    "visits": "visits",
    "telephone": "telephone calls",
    "letters": "letters",
    "messages": "messages",
    "social_media": "social media",
    "video_calls": "video calls",
    "collection": "collecting the child",
    "coming-on-site": "coming on site",
    "being-rung": "being rung",
    "knowing-where-the-child-is": "knowing where the child is",
}
_COLLECTS = ("collection", "coming-on-site", "knowing-where-the-child-is")
_RECEIVES = ("collection", "knowing-where-the-child-is")
_RUNG = ("being-rung", "knowing-where-the-child-is")
_COMES = ("coming-on-site",)


class Parameters(NamedTuple):
    """Where the restrictions stand, and every place at which somebody is written down for something."""

    restrictions: Route
    people: Route
    channels: Route
    supervises: Routes
    collects: Routes
    receives: Routes
    rung: Routes
    routine: Route
    calls: Texts
    at_school: Texts
    not_arranged: Texts
    same_name: bool = False


class Written(NamedTuple):
    """Somebody written down for something: as what, for what, and what that means besides."""

    entry: Entry
    person: str
    role: str
    things: tuple[str, ...]
    through: str = ""
    supervised_by: str = ""
    says_the_way: bool = False
    is_of_another: bool = False


def verdicts(view: View, given: Parameters) -> Iterator[Verdict]:
    """Yields a problem for each place at which somebody is written down for what is forbidden them."""
    listed_here = list(raw_entries(view.examined, given.restrictions))
    restrictions = restrictions_in(view, given.restrictions)
    if not listed_here or any(not one.person for one in restrictions):
        yield Looked.COULD_NOT
    if listed_here:
        yield Looked.AT_IT
    if not restrictions:
        return
    for written in view.once_here("written down", lambda: tuple(_written(view, given))):
        against = [
            restriction
            for restriction in restrictions
            if _is_meant(restriction, written, view, given) and _clash(restriction, written)
        ]
        if against:
            yield _problem(written, against, given)


def _is_meant(restriction: Restriction, written: Written, view: View, given: Parameters) -> bool:
    if not given.same_name:
        return restriction.concerns(written.person) and not (
            written.is_of_another and restriction.person == EVERYONE
        )
    if not restriction.person or restriction.concerns(written.person):
        return False
    names = [_name(view, given.people, word) for word in (restriction.person, written.person)]
    return same_name(*names)


def _name(view: View, people: str, word: str) -> str:
    entry = next(raw_entries(view.examined, f"{people}/{word}/name"), None)
    return entry.text if entry is not None else ""


def _clash(restriction: Restriction, written: Written) -> set[str]:
    """The things that are written down and forbidden, without those that an exception allows that way."""
    allowed = {one.what for one in restriction.exceptions if _is_that_way(one, written)}
    if written.things[0] in allowed:
        return set()
    return {thing for thing in written.things if thing in _SPOKEN and restriction.forbids(thing)} - allowed


def _is_that_way(exception: Allowance, written: Written) -> bool:
    if not written.says_the_way:
        return True
    through = not exception.through or exception.through == written.through
    return through and (not exception.supervised_by or exception.supervised_by == written.supervised_by)


def _problem(written: Written, against: list[Restriction], given: Parameters) -> Problem:
    things = sorted({thing for one in against for thing in _clash(one, written)}, key=list(_SPOKEN).index)
    ends = [one.last for one in against]
    what = listed([_SPOKEN[thing] for thing in things], last="or")
    other = ", under another word for the same name," if given.same_name else ""
    return written.entry.problem(
        f"{written.role} somebody{other} to whom a restriction forbids {what}",
        *(one.entry.related("forbidden here") for one in against),
    )._replace(last=None if None in ends else max(end for end in ends if end is not None))


def _written(view: View, given: Parameters) -> Iterator[Written]:
    yield from _channels(view, given)
    for places, role, things in (
        (given.collects, "on the list of who may collect is", _COLLECTS),
        (given.receives, "the child is received by", _RECEIVES),
        (given.rung, "rung in an emergency is", _RUNG),
    ):
        for place in places:
            for entry in raw_entries(view.examined, place):
                yield Written(entry, entry.text, role, things)
    for place in given.supervises:
        for entry in raw_entries(view.examined, place):
            channel = str(entry.pointer[-2])
            role = f"the {_SPOKEN.get(channel, channel)} of another go through"
            yield Written(entry, entry.text, role, (channel,), is_of_another=True)
    for entry in raw_entries(view.examined, given.routine):
        method, person = entry.fields.get("method"), str(entry.fields.get("with", ""))
        if method in given.calls:
            yield Written(entry, person, "telephoned in the routine is", (LIAISON, _RUNG[0]))
        elif method in given.at_school:
            yield Written(entry, person, "met at school in the routine is", (LIAISON, *_COMES))


def _channels(view: View, given: Parameters) -> Iterator[Written]:
    for entry in raw_entries(view.examined, given.channels):
        channel, person = str(entry.pointer[-1]), str(entry.pointer[-2])
        fields = entry.fields or {"status": entry.value}
        if channel not in _SPOKEN or fields.get("status") in given.not_arranged:
            continue
        at_school = channel == "visits" and fields.get("place") == "school"
        things = (channel, *(_COMES if at_school else ()))
        through, supervised_by = (str(fields.get(name, "")) for name in ("through", "supervised_by"))
        role = f"{_SPOKEN[channel]} arranged with"
        yield Written(entry, person, role, things, through, supervised_by, says_the_way=True)
