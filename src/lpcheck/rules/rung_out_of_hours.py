"""For a child who sleeps at school, somebody is rung who answers out of hours.

What it checks: where the condition holds, at least one row says that it is answered at any time or out of
hours.

Why it matters: something happens at night, and every number in the list is an office.

Example (broken)::

    attends: weekly-boarder
    emergency: [{ring: social-worker, when: office-hours}]

Use instead::

    attends: weekly-boarder
    emergency:
      - {ring: social-worker, when: office-hours}
      - {ring: duty-team, when: out-of-hours}

Parameters: `rows`, the list; `times`, when each row is answered; `by_day`, the word for an office; `where`
and `where_words`, for whom it applies; `says`, the sentence.
"""

from collections.abc import Iterator
from typing import NamedTuple

from lpcheck.conditions import applies
from lpcheck.model import Looked
from lpcheck.rules import Route, Texts, Verdict
from lpcheck.view import View

NEEDS_ALL_OF = ("times",)


class Parameters(NamedTuple):
    """The list, when each row is answered, for whom it applies, and the sentence."""

    rows: Route
    times: Route
    by_day: str
    where: Route
    where_words: Texts
    says: str


def verdicts(view: View, given: Parameters) -> Iterator[Verdict]:
    """Yields one problem where nobody answers out of hours."""
    table = view.first(given.rows)
    if table is None or not applies(view, given.where, given.where_words):
        return
    yield Looked.AT_IT
    if all(time.value == given.by_day for time in view.at(given.times)):
        yield table.problem(given.says)
