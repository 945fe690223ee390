"""A list of people to ring that leads to one number only.

What it checks: the numbers of everybody named at `at`, taken together, are more than one; two spellings of
one number are one.

Why it matters: when that number is not answered, the list is at its end.

Example (broken)::

    people: {mother: {phones: [07700 900201]}}
    emergency: [{ring: mother, when: any-time}]

Use instead::

    people: {mother: {phones: [07700 900201, 01632 960201]}}
    emergency: [{ring: mother, when: any-time}]

Parameters: `rows`, the list; `at`, who is rung; `people`, everybody by their word; `phones`, the field of
each that holds the numbers; `says`, the sentence.
"""

from collections.abc import Iterator
from typing import NamedTuple

from lpcheck.model import Looked
from lpcheck.rules import Route, Verdict
from lpcheck.telephone import number_anywhere
from lpcheck.view import View, entries_in

NEEDS_ALL_OF = ("at", "people")


class Parameters(NamedTuple):
    """The list, who is rung, where the numbers stand, and the sentence."""

    rows: Route
    at: Route
    people: Route
    phones: str
    says: str


def verdicts(view: View, given: Parameters) -> Iterator[Verdict]:
    """Yields one problem at the list."""
    table = view.first(given.rows)
    people = [f"{given.people}/{entry.text}/{given.phones}/*" for entry in view.at(given.at)]
    numbers = {
        number_anywhere(phone.text) for place in people for phone in entries_in(view.examined, place)
    }
    if table is None or not numbers - {None}:
        return
    yield Looked.AT_IT
    if len(numbers) == 1:
        yield table.problem(given.says)
