"""After a review, the next review date must have been moved on.

What it checks: the date at `at` lies later than the newest date at `rows`. A date that is only a month
has not been moved on while it is the month of that review.

Why it matters: a review that leaves the old date standing looks done, and nobody is told when the next
one is due.

Example (broken)::

    review_date: 2024-01
    review_history:
      - {date: 2024-01-10, reviewer: Head, summary: Section 4 rewritten}

Use instead::

    review_date: 2025-01
    review_history:
      - {date: 2024-01-10, reviewer: Head, summary: Section 4 rewritten}

Parameters: `at`, the date that says when the next review is due; `rows`, the dates of the reviews.
"""

from collections.abc import Iterator
from typing import NamedTuple

from lpcheck.dates import spoken_period
from lpcheck.model import Looked
from lpcheck.rules import Route, Verdict
from lpcheck.view import View


class Parameters(NamedTuple):
    """The next date, and the dates behind it."""

    at: Route
    rows: Route


def verdicts(view: View, given: Parameters) -> Iterator[Verdict]:
    """Yields a problem that holds from the day of the newest review."""
    due = view.first(given.at)
    done = [(entry.period, entry) for entry in view.at(given.rows) if entry.period is not None]
    if due is None or due.period is None or not done:
        return
    yield Looked.AT_IT
    newest, row = max(done, key=lambda pair: (pair[0].last, pair[0].first))
    same_month = due.period.is_month and due.period.first <= newest.first <= due.period.last
    if due.period.last <= newest.last or same_month:
        problem = due.problem(
            f"the review of {spoken_period(newest)} did not move the review date on",
            row.related("reviewed here"),
        )
        yield problem._replace(first=newest.first, note="still the date that was due then")
