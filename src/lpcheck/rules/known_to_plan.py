"""People and ways of contact in the log are known to the plan.

What it checks: everybody in an entry stands under the plan's people; and where the child took part and it
took place, the plan has that way of contact for the person, or allows it for everyone else. A document has
one finding that lists the places. While the plan cannot be read, it cannot be known.

Why it matters: somebody who is in the log and not in the plan may be new in the child's life.

Example (broken)::

    people: {mother: {name: Jane Field}}
    entries: [{date: 2026-09-14, channel: telephone, with: [uncle]}]

Use instead::

    people: {mother: {name: Jane Field}, uncle: {name: Sam Field}}
    entries: [{date: 2026-09-14, channel: telephone, with: [uncle]}]

Parameters: `entries`, the rows of the log; `plan`, the kind of document that is the plan; in it `people`,
`arranged` by person and `for_everyone`; `ways`, for each word of the log, a colon, and the plan's word;
`not_used`, words of the plan by which a way is not used; `words`, for somebody who cannot be in the plan;
`only_ways`, that people whom the plan does not know are left to another check; `noun` and `nouns`, what is
counted, and `says`, the rest of the sentence.
"""

from collections.abc import Callable, Container, Iterator
from functools import partial
from typing import NamedTuple

from lpcheck.logged import alike_in
from lpcheck.model import Looked
from lpcheck.pointers import is_at_or_below, matches_in, steps_of
from lpcheck.rules import Route, Texts, Verdict
from lpcheck.view import Entry, Examined, View, entries_in
from lpcheck.words import counted


class Parameters(NamedTuple):
    """Where the log and the plan say who and in which way."""

    entries: Route
    plan: str
    people: str
    arranged: str
    for_everyone: str
    ways: Texts
    not_used: Texts
    words: Texts
    only_ways: bool = False
    noun: str = "entry"
    nouns: str = "entries"
    says: str = "with a person or a way of contact that the plan does not have"


def verdicts(view: View, given: Parameters) -> Iterator[Verdict]:
    """Yields one problem for the log."""
    wrong = view.examined.unreliable
    alike = [
        group for group in alike_in(view, given.entries) if not is_at_or_below(group[0].pointer, wrong)
    ]
    plan = next(view.of_kind(given.plan), None)
    if not alike:
        return
    if plan is None or not view._replace(examined=plan).sees_all(f"{given.people}/*"):
        yield Looked.COULD_NOT
        return
    yield Looked.AT_IT
    people = {person.pointer[-1] for person in entries_in(plan, f"{given.people}/*")}
    ways = dict(pair.split(":", 1) for pair in given.ways)
    is_agreed = partial(_is_agreed, plan, given)
    unknown = {
        entry.pointer
        for entries in alike
        if not _is_known(
            entries[0], people, ways.get(_channel_with_child(entries[0]), ""), is_agreed, given
        )
        for entry in entries
    }
    odd = [entry for entry in view.at(given.entries) if entry.pointer in unknown] if unknown else []
    if odd:
        first, *more = odd
        yield first.problem(
            f"{counted(len(odd), given.noun, given.nouns)} {given.says}",
            *(entry.related("and here") for entry in more),
        )


def _is_known(
    entry: Entry,
    people: Container[object],
    way: str,
    is_agreed: Callable[[str, str], bool],
    given: Parameters,
) -> bool:
    for pointer, person in matches_in(entry.value, ("with", "*")):
        if is_at_or_below((*entry.pointer, *pointer), entry.examined.unreliable):
            continue
        is_there = person in people or person in given.words
        if not is_there and not given.only_ways:
            return False
        is_asked = is_there and (person not in given.words or given.only_ways)
        if is_asked and way and not is_agreed(str(person), way):
            return False
    return True


def _channel_with_child(entry: Entry) -> str:
    """The log's word for the way in which the child was in contact, "" where that is not known."""
    row, length = entry.fields, len(entry.pointer)
    is_doubtful = any(bad[:length] == entry.pointer for bad in entry.examined.unreliable)
    with_child = row.get("routine") is not True and row.get("child_took_part") is not False
    if is_doubtful or not with_child or row.get("outcome") != "took-place":
        return ""
    return str(row.get("channel", ""))


def _is_agreed(plan: Examined, given: Parameters, person: str, way: str) -> bool:
    """Whether the plan has that way for the person, or else for everyone, or is in doubt about it."""
    places = (f"{given.arranged}/{person}/{way}", f"{given.for_everyone}/{way}")
    if any(is_at_or_below(steps_of(place), plan.unreliable) for place in places):
        return True
    said = [entry.value for place in places for entry in entries_in(plan, place)]
    return bool(said) and said[0] not in given.not_used
