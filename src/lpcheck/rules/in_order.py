"""Dated rows must stand in the order of their dates.

What it checks: the dates at the place never step back, read downwards; or never step forward, for a
table that is kept with the newest row on top. Months that overlap a day count as in order.

Why it matters: a row out of order is usually a mistyped year, and the newest review is then not the
one that everybody takes for it.

Example (broken)::

    review_history:
      - {date: 2023-05-02, reviewer: Head, summary: Section 4 rewritten}
      - {date: 2021-05-04, reviewer: Head, summary: New number in Appendix B}
      - {date: 2024-05-01, reviewer: Head, summary: Section 7 shortened}

Use instead::

    review_history:
      - {date: 2022-05-04, reviewer: Head, summary: New number in Appendix B}
      - {date: 2023-05-02, reviewer: Head, summary: Section 4 rewritten}
      - {date: 2024-05-01, reviewer: Head, summary: Section 7 shortened}

Parameters: `at`, the place of the dates.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from lpcheck.dates import Period, spoken_period
from lpcheck.model import Looked
from lpcheck.rules import Route, Verdict
from lpcheck.view import Entry, View


class Parameters(NamedTuple):
    """Where the dates stand."""

    at: Route


def verdicts(view: View, given: Parameters) -> Iterator[Verdict]:
    """Yields a problem at the first row that steps back."""
    dated = [(entry, entry.period) for entry in view.at(given.at) if entry.period is not None]
    if len(dated) < 2:
        return
    yield Looked.AT_IT
    back = _steps_back(dated)
    if back and _steps_back(dated[::-1]):
        (above, before), (entry, period) = back[0]
        yield entry.problem(
            f"the rows are not in the order of their dates: {spoken_period(period)} stands below "
            f"{spoken_period(before)}",
            above.related("the row above"),
        )


def _steps_back(
    dated: Sequence[tuple[Entry, Period]],
) -> list[tuple[tuple[Entry, Period], tuple[Entry, Period]]]:
    return [(one, other) for one, other in pairwise(dated) if other[1].last < one[1].first]
