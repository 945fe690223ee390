"""A day that has passed, where it is a finding of its own what to do then.

What it checks: from the day after each date at the place on, there is a finding.

Why it matters: what was allowed for a time is not allowed after it.

Example (broken)::

    waivers:
      - {requirement: ECS36-5.11, ends: 2026-09-30}

Use instead::

    waivers: []

Parameters: `at`, the place of the dates; `says`, the sentence, after the date.
"""

from collections.abc import Iterator
from typing import NamedTuple

from lpcheck.dates import day_after, spoken_period
from lpcheck.model import Looked
from lpcheck.rules import Route, Verdict
from lpcheck.view import View


class Parameters(NamedTuple):
    """Where the dates stand, and what is said once one has passed."""

    at: Route
    says: str


def verdicts(view: View, given: Parameters) -> Iterator[Verdict]:
    """Yields a problem for each date, holding from the day after it."""
    entries = view.at(given.at)
    for entry, period in [(e, period) for e in entries if (period := e.period) is not None]:
        yield Looked.AT_IT
        first = day_after(period.last)
        if view.is_asked_about(first=first):
            problem = entry.problem(f"{spoken_period(period)} has passed: {given.says}")
            yield problem._replace(first=first)
