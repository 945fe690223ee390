"""Everybody whom one list names must be in another.

What it checks: each text at `each` is a key of the group at `among`, or stands at `field` of a row of the
list there. A group that says `none`, or that is not there, is not asked.

Why it matters: who is named and then left out hears nothing, and thinks that somebody else does.

Example (broken)::

    named_persons: {home: [mother, grandmother]}
    routine: [{with: mother, method: telephone, how_often: weekly}]

Use instead::

    named_persons: {home: [mother, grandmother]}
    routine:
      - {with: mother, method: telephone, how_often: weekly}
      - {with: grandmother, method: email, how_often: monthly}

Parameters: `each`, who is named; `among`, the other lists or groups; `field`, what names somebody in a row;
`unless` and `unless_words`, when nobody is asked; `says`, the sentence.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from lpcheck.conditions import applies
from lpcheck.model import Looked
from lpcheck.rules import Route, Routes, Texts, Verdict
from lpcheck.view import Entry, View

NEEDS_ALL_OF = ("among",)


class Parameters(NamedTuple):
    """Who is named, where they must be, and the sentence about somebody who is not."""

    each: Route
    among: Routes
    says: str
    field: str = ""
    unless: Route = Route("")
    unless_words: Texts = Texts(())


def verdicts(view: View, given: Parameters) -> Iterator[Verdict]:
    """Yields one problem for each group in which somebody is missing."""
    named = list(view.at(given.each))
    if given.unless and applies(view, given.unless, given.unless_words):
        return
    for place in given.among:
        for group in view.at(place):
            there = _named_in(group, given.field)
            if there is None or not named:
                continue
            yield Looked.AT_IT
            missing = [entry for entry in named if entry.text not in there]
            if missing:
                yield group.problem(given.says, *(entry.related("named here") for entry in missing))


def _named_in(group: Entry, field: str) -> set[object] | None:
    if isinstance(group.value, list):
        return {row.get(field) for row in group.value if isinstance(row, Mapping)}
    if field or not isinstance(group.value, Mapping):
        return None
    return set(group.value)
