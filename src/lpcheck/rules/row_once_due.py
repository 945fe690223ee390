"""Once a date has passed, a table must have a row.

What it checks: the table at `rows` has at least one row as soon as the date at `due` has passed; before
that an empty table is right.

Why it matters: a review date that has passed with an empty history means that either nobody reviewed,
or nobody can show it.

Example (broken)::

    review_date: 2024-01
    review_history: []

Use instead::

    review_date: 2025-01
    review_history:
      - {date: 2024-01-10, reviewer: Head, summary: Section 4 rewritten}

Parameters: `rows`, the table; `due`, the date.
"""

from collections.abc import Iterator
from typing import NamedTuple

from lpcheck.dates import day_after, spoken_period
from lpcheck.model import Looked
from lpcheck.rules import Route, Verdict
from lpcheck.view import View


class Parameters(NamedTuple):
    """The table, and the date that makes a row owed."""

    rows: Route
    due: Route


def verdicts(view: View, given: Parameters) -> Iterator[Verdict]:
    """Yields a problem that holds from the day after the date, where the table is empty."""
    table, due = view.first(given.rows), view.first(given.due)
    if table is None or due is None or due.period is None:
        return
    yield Looked.AT_IT
    if table.value == []:
        problem = table.problem(
            f"the {table.title} has no row although the {due.title}, "
            f"{spoken_period(due.period)}, has passed",
            due.related("due then"),
        )
        yield problem._replace(first=day_after(due.period.last))
