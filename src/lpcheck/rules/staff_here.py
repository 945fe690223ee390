"""Staff who are named must be on the site's list and still be here.

What it checks: each staff code at `at` stands in the list at `staff`; and the day until which that
member of staff works here has not passed, nor is the first day still to come.

Why it matters: a family that asks for somebody who left in July has nobody.

Example (broken)::

    staff: [{code: s-010, from: 2021-09, until: 2026-07-31}]
    named_persons: {school: [s-010]}

Use instead::

    staff: [{code: s-010, from: 2021-09, until: 2026-07-31}, {code: s-012, from: 2024-09}]
    named_persons: {school: [s-012]}

Parameters: `at`, the places of the codes; `staff`, the rows of the site's list.
"""

from collections.abc import Iterator
from typing import NamedTuple

from lpcheck.dates import day_after, day_before, period_of, spoken_when
from lpcheck.model import Looked, Problem
from lpcheck.rules import Route, Routes, Verdict
from lpcheck.view import Entry, View

NEEDS_ALL_OF = ("staff",)


class Parameters(NamedTuple):
    """Where staff are named, and where the list stands."""

    at: Routes
    staff: Route


def verdicts(view: View, given: Parameters) -> Iterator[Verdict]:
    """Yields a problem for each who is not listed, has left, or has not begun."""
    rows = view.once_a_site(
        ("rows by code", given.staff),
        lambda: {row.fields.get("code"): row for row in view.at(given.staff)},
    )
    for place in given.at:
        for entry in view.at(place):
            if not rows:
                yield Looked.COULD_NOT
                return
            yield Looked.AT_IT
            if entry.text in rows:
                yield from _in_time(view, entry, rows[entry.text])
            else:
                yield entry.problem("this code is not on the site's list of staff")


def _in_time(view: View, entry: Entry, row: Entry) -> Iterator[Problem]:
    until = period_of(row.fields.get("until"))
    if until is not None:
        left = entry.problem(f"this member of staff left {spoken_when(until)}", row.related("left"))
        yield left._replace(first=day_after(until.last))
    begins = period_of(row.fields.get("from"))
    if begins is not None and view.is_asked_about(last=day_before(begins.first)):
        sentence = f"this member of staff begins {spoken_when(begins)}"
        yield entry.problem(sentence, row.related("begins"))._replace(last=day_before(begins.first))
