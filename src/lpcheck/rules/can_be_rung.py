"""Whoever is to be rung has a number that reaches them.

What it checks: each person named at `at` has at least one number at `phones` below `people`, and each of
their numbers reaches somebody in particular: in the United Kingdom, or abroad with its +.

Why it matters: the number is looked for when something has happened, and then it is too late to find out
that a digit is missing.

Example (broken)::

    people: {mother: {name: Jane Field}}
    emergency: [{ring: mother, when: any-time}]

Use instead::

    people: {mother: {name: Jane Field, phones: [07700 900201]}}
    emergency: [{ring: mother, when: any-time}]

Parameters: `at`, who is to be rung; `people`, everybody by their word; `phones`, the field of each that
holds the numbers.
"""

from collections.abc import Iterator
from typing import NamedTuple

from lpcheck.model import Looked
from lpcheck.rules import Route, Routes, Verdict
from lpcheck.telephone import is_emergency_service, number_anywhere
from lpcheck.view import Entry, View, entries_in


class Parameters(NamedTuple):
    """Who is to be rung, and where their numbers stand."""

    at: Routes
    people: Route
    phones: str


def verdicts(view: View, given: Parameters) -> Iterator[Verdict]:
    """Yields a problem for each person without a number, and for each number that reaches nobody."""
    asked: dict[str, Entry] = {}
    for place in given.at:
        for entry in view.at(place):
            asked.setdefault(entry.text, entry)
    for word, entry in asked.items():
        for person in entries_in(view.examined, f"{given.people}/{word}"):
            yield Looked.AT_IT
            numbers = list(entries_in(view.examined, f"{given.people}/{word}/{given.phones}/*"))
            here = (*person.pointer, given.phones)
            if not numbers and not any(bad[: len(here)] == here for bad in view.examined.unreliable):
                yield person.problem(
                    "there is no telephone number for this person", entry.related("rung here")
                )
            for number in numbers:
                yield from _usable(number)


def _usable(number: Entry) -> Iterator[Verdict]:
    if is_emergency_service(number.text):
        yield number.problem("anybody can ring this number: write the one that reaches this person")
    elif number_anywhere(number.text) is None:
        yield number.problem(
            "this number cannot be rung: count the digits; one abroad begins with + and its country"
        )
