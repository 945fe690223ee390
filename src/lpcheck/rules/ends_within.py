"""Something that ends does so within a limit.

What it checks: in each row the day at `ends` lies no more than the months of a setting after the day at
`since`, and not before it.

Why it matters: an exception that lasts becomes the rule, and nobody looks at it again.

Example (broken)::

    waivers:
      - {approved_on: 2026-10-01, ends: 2027-09-30}

Use instead::

    waivers:
      - {approved_on: 2026-10-01, ends: 2027-03-31}

Parameters: `at`, the rows; `since` and `ends`, the fields; `months`, the setting.
"""

from collections.abc import Iterator
from typing import NamedTuple

from lpcheck.dates import plus_months, spoken
from lpcheck.model import Looked
from lpcheck.rules import NumberSetting, Route, Verdict
from lpcheck.view import View, entries_below


class Parameters(NamedTuple):
    """Where the rows stand, what their days are called, and how many months are allowed."""

    at: Route
    since: str
    ends: str
    months: NumberSetting


def verdicts(view: View, given: Parameters) -> Iterator[Verdict]:
    """Yields a problem for each row that ends too late, or before it began."""
    for row in view.at(given.at):
        begun = next(entries_below(row, f"/{given.since}"), None)
        ended = next(entries_below(row, f"/{given.ends}"), None)
        if begun is None or ended is None or begun.period is None or ended.period is None:
            continue
        yield Looked.AT_IT
        latest = plus_months(begun.period.last, view.number(given.months))
        if ended.period.first > latest:
            yield ended.problem(
                f"the {ended.title} is too far off: {spoken(latest)} at the latest",
                begun.related(f"the {begun.title}"),
            )
        elif ended.period.last < begun.period.first:
            yield ended.problem(
                f"the {ended.title} lies before the {begun.title}", begun.related(f"the {begun.title}")
            )
