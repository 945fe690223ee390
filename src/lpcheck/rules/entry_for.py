"""A list has an entry for what somebody has to look at.

What it checks: where the site has children's folders, a row of the list has one of the words in its field,
and counts from its day on: until then it is no entry yet.

Why it matters: a list can be long and say nothing of what it is asked for.

Example (broken)::

    monitoring:
      - {date: 2026-10-14, policy: ECS 36, by: s-001, sample: ten plans}

Use instead::

    monitoring:
      - {date: 2026-10-14, policy: ECS 36, by: s-001, sample: ten plans}
      - {date: 2026-10-21, policy: ECS 38, by: s-002, sample: six plans}

Parameters: `at` and `words`, the places that say what a row is for, and what it has to say; `dates`, the
days of the rows; `where`, the list; `says`, the sentence where there is none.
"""

from collections.abc import Iterator
from typing import NamedTuple

from lpcheck.dates import day_before, spoken_period
from lpcheck.model import Looked
from lpcheck.rules import Route, Texts, Verdict
from lpcheck.view import Entry, View

NEEDS_ALL_OF = ("at",)


class Parameters(NamedTuple):
    """Which rows count, where their days stand, and the sentence where there is none."""

    at: Route
    words: Texts
    dates: Route
    where: Route
    says: str


def verdicts(view: View, given: Parameters) -> Iterator[Verdict]:
    """Yields one problem at the list, or at the top where there is none; or one at each day to come."""
    if not view.children:
        yield Looked.COULD_NOT
        return
    yield Looked.AT_IT
    rows = {entry.pointer[:-1] for entry in view.at(given.at) if entry.text in given.words}
    if not rows:
        top = Entry(view.examined, (), view.examined.document.data)
        yield (view.first(given.where) or top).problem(given.says)
    for entry in view.at(given.dates):
        if entry.pointer[:-1] in rows and entry.period is not None:
            message = f"the {entry.title} lies in the future: {spoken_period(entry.period)}"
            yield entry.problem(message)._replace(last=day_before(entry.period.first))
