"""One date must be later than another.

What it checks: the date at `at` lies after the date at `than`. Where one of them is only a month and
the days it may mean overlap the other, it cannot be told and nothing is said.

Why it matters: a review due before the procedure was written will never be looked at as due.

Example (broken)::

    date: 2024-06
    review_date: 2024-01

Use instead::

    date: 2024-06
    review_date: 2025-06

Parameters: `at`, the date that must be later; `than`, the one it is compared with; `same_day`, true
where the same day will do.
"""

from collections.abc import Iterator
from typing import NamedTuple

from lpcheck.dates import spoken_period
from lpcheck.model import Looked
from lpcheck.rules import Route, Verdict
from lpcheck.view import View


class Parameters(NamedTuple):
    """The two dates, and whether the same day will do."""

    at: Route
    than: Route
    same_day: bool = False


def verdicts(view: View, given: Parameters) -> Iterator[Verdict]:
    """Yields a problem for each date at `at` that is not later."""
    earlier = view.first(given.than)
    if earlier is None or earlier.period is None:
        return
    for entry in view.at(given.at):
        if entry.period is None:
            continue
        yield Looked.AT_IT
        same_day = entry.period == earlier.period and not entry.period.is_month
        if entry.period.last < earlier.period.first or (same_day and not given.same_day):
            relation = "before" if given.same_day else "not after"
            yield entry.problem(
                f"the {entry.title}, {spoken_period(entry.period)}, is {relation} "
                f"the {earlier.title}, {spoken_period(earlier.period)}",
                earlier.related(f"the {earlier.title}"),
            )
