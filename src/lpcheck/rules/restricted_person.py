"""Nobody is written down for what a restriction in force forbids them.

What it checks: each person whom the plan writes down for a thing against every restriction that is not
confirmed to have ended: under the word of the restriction, or under any other word that has the same name,
or, where nobody can make out who is meant, against every restriction on that thing. An exception counts
where the plan says the same way of doing it. What cannot be read forbids everything.

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

Parameters: `restrictions`, the list; `people`, everybody by their word; `persons`, contact by person, and
`for_everyone`, contact with everyone else; `supervises`, who supervises it or passes it on; `collects` and
`receives`, who does each; `rung`, the rows of who is rung; `routine`, those of the school's own
communication, with `calls` and `at_school`, the methods that mean being rung and coming to the school;
`not_arranged`, words by which nothing is arranged; `finds`, whom this check is about: person, same-name or
unread.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from lpcheck.model import Looked, Problem
from lpcheck.restrictions import Restriction, people_in, restrictions_in
from lpcheck.rules import Route, Routes, Texts, Verdict
from lpcheck.view import View, raw_entries
from lpcheck.words import listed
from lpcheck.written_down import (
    SPOKEN,
    Places,
    Written,
    forbidden_things,
    is_about,
    is_about_another_word,
    written_in,
)

_SAME_NAME, _UNREAD = "same-name", "unread"


class Parameters(NamedTuple):
    """Where the restrictions stand, and every place at which somebody is written down for something."""

    restrictions: Route
    people: Route
    persons: Route
    for_everyone: Route
    supervises: Routes
    collects: Routes
    receives: Routes
    rung: Route
    routine: Route
    calls: Texts
    at_school: Texts
    not_arranged: Texts
    finds: str


def verdicts(view: View, given: Parameters) -> Iterator[Verdict]:
    """Yields a problem for each place at which somebody is written down for what is forbidden them."""
    restrictions = restrictions_in(view, given.restrictions)
    is_said = any(True for _ in raw_entries(view.examined, given.restrictions))
    if not is_said or any(not one.person for one in restrictions):
        yield Looked.COULD_NOT
    if is_said:
        yield Looked.AT_IT
    if not restrictions:
        return
    places = Places._make(getattr(given, name) for name in Places._fields)
    people = people_in(view.examined, given.people)
    for written in written_in(view, places):
        against = [
            one
            for one in restrictions
            if _is_meant(one, written, people, given.finds) and forbidden_things(one, written)
        ]
        if against:
            yield _problem(written, against, given.finds)


def _is_meant(
    restriction: Restriction, written: Written, people: Mapping[str, Mapping[str, object]], finds: str
) -> bool:
    if finds == _UNREAD:
        return not written.person
    if finds == _SAME_NAME:
        return is_about_another_word(restriction, written, people)
    return is_about(restriction, written)


def _problem(written: Written, against: list[Restriction], finds: str) -> Problem:
    things = sorted(
        {thing for one in against for thing in forbidden_things(one, written)}, key=list(SPOKEN).index
    )
    what = listed([SPOKEN[thing] for thing in things], last="or")
    sentence = f"{written.role} somebody to whom a restriction forbids {what}"
    if finds == _SAME_NAME:
        sentence = sentence.replace("somebody", "somebody, under another word for the same name,", 1)
    if finds == _UNREAD:
        sentence = (
            f"{written.role} somebody whom nobody can make out, and a restriction forbids {what}: "
            "write a word that stands under `people`"
        )
    ends = [one.last for one in against]
    return written.entry.problem(
        sentence, *(one.entry.related("forbidden here") for one in against)
    )._replace(last=None if None in ends else max(end for end in ends if end is not None))
