"""A date must be as new as the newest row that changed something.

What it checks: the date at `at` is not before the newest date at `rows`; a row whose text at `notes`
begins with one of the phrases in `unless` changed nothing and does not count.

Why it matters: what was changed after it was approved has been approved by nobody.

Example (broken)::

    ratification: {approved_by: SLT, name: Jo Bright, date: 2025-09-01}
    review_history:
      - {date: 2026-02-03, reviewer: Head, summary: Section 4 rewritten}

Use instead::

    ratification: {approved_by: SLT, name: Jo Bright, date: 2026-02-10}
    review_history:
      - {date: 2026-02-03, reviewer: Head, summary: Section 4 rewritten}

Parameters: `at`, the date; `rows`, the dates of the rows; `notes`, what each row says; `unless`, the
beginnings of a note by which nothing was changed.
"""

from collections.abc import Iterator
from typing import NamedTuple

from lpcheck.conditions import that_changed_something
from lpcheck.dates import spoken_period
from lpcheck.model import Looked
from lpcheck.rules import Route, Texts, Verdict
from lpcheck.view import View

NEEDS_ALL_OF = ("notes",)


class Parameters(NamedTuple):
    """The date, the rows behind it, and which of them changed nothing."""

    at: Route
    rows: Route
    notes: Route
    unless: Texts = Texts(())


def verdicts(view: View, given: Parameters) -> Iterator[Verdict]:
    """Yields a problem where a later row changed something."""
    entry = view.first(given.at)
    period = entry.period if entry is not None else None
    rows = that_changed_something(view.at(given.rows), view.at(given.notes), given.unless)
    changes = [(row.period, row) for row in rows if row.period is not None]
    if entry is None or period is None or not changes:
        return
    yield Looked.AT_IT
    newest, row = max(changes, key=lambda pair: pair[0].first)
    if period.last < newest.first:
        yield entry.problem(
            f"the {entry.title}, {spoken_period(period)}, is before the newest change, "
            f"{spoken_period(newest)}",
            row.related("changed here"),
        )
