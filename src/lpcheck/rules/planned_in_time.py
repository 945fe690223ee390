"""Each child on the roll has a plan within a few school days of joining.

What it checks: for each row of the roll there is a child's folder of that key, from so many school days
after the first day on the roll; a child who had left before then owes none. Whether a plan stands in the
folder is looked at elsewhere.

Why it matters: a child without a plan has no agreed way for school and home to reach each other, and
nobody notices until it is needed.

Example (broken)::

    roll:
      - {child: P-017, from: 2026-09-03}      # and no folder children/P-017

Use instead::

    roll:
      - {child: P-017, from: 2026-09-03}      # and the plan in children/P-017/plan.yaml

Parameters: `rows`, the rows of the roll; `child`, `since` and `until`, their fields for the key, the first
and the last day; `within`, the setting with the number of school days; `terms`, the terms of the site.
"""

from collections.abc import Iterator
from typing import NamedTuple

from lpcheck.dates import day_after, period_of, spoken
from lpcheck.model import Looked
from lpcheck.rules import NumberSetting, Route, Verdict
from lpcheck.school_days import calendar_in
from lpcheck.view import Entry, View, entries_below


class Parameters(NamedTuple):
    """The roll, the fields of a row, and how many school days a plan may take."""

    rows: Route
    child: str
    since: str
    until: str
    within: NumberSetting
    terms: Route


def verdicts(view: View, given: Parameters) -> Iterator[Verdict]:
    """Yields a problem for each child without a folder, from the day after the plan was due."""
    for row in view.at(given.rows):
        child = next((entry.text for entry in entries_below(row, f"/{given.child}")), None)
        if child is None:
            yield Looked.COULD_NOT
        elif child in view.children:
            yield Looked.AT_IT
        else:
            yield from _of_child_without(row, view, given)


def _of_child_without(row: Entry, view: View, given: Parameters) -> Iterator[Verdict]:
    joined = period_of(row.fields.get(given.since))
    left = period_of(row.fields.get(given.until))
    if joined is None or (left is None and given.until in row.fields):
        yield Looked.COULD_NOT
        return
    yield Looked.AT_IT
    due = calendar_in(view, given.terms).school_days_after(joined.last, view.number(given.within))
    last = None if left is None else left.last
    if last is None or due < last:
        problem = row.problem(
            f"this child has no folder below children/, and the plan was due by {spoken(due)}"
        )
        yield problem._replace(first=day_after(due), last=last, child=str(row.fields[given.child]))
