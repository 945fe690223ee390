"""A date of something done must not lie in the future.

What it checks: every date at the place, or the day of a moment, has begun by the day the check is made
for; a month has begun on its first day.

Why it matters: a date that has not come yet cannot be when something was written, reviewed or
approved; most often the year is mistyped.

Example (broken)::

    date: 2062-06

Use instead::

    date: 2026-06

Parameters: `at`, the place of the dates.
"""

from collections.abc import Iterator
from typing import NamedTuple

from lpcheck.dates import day_before, day_in, spoken_period
from lpcheck.model import Looked
from lpcheck.rules import Route, Verdict
from lpcheck.view import View


class Parameters(NamedTuple):
    """Where the dates stand."""

    at: Route


def verdicts(view: View, given: Parameters) -> Iterator[Verdict]:
    """Yields a problem for each date, holding until the day before it comes."""
    dated = [(entry, period) for entry in view.at(given.at) if (period := day_in(entry.text)) is not None]
    if dated:
        yield Looked.AT_IT
    for entry, period in dated:
        last = day_before(period.first)
        if view.is_asked_about(last=last):
            message = f"the {entry.title} lies in the future: {spoken_period(period)}"
            yield entry.problem(message)._replace(last=last)
