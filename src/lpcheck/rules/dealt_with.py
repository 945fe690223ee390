"""What happened was dealt with, in all its parts, within some school days.

What it checks: each row has every part of what is asked for, one of its alternatives at least, from so many
school days after its date on; the days between are given to whoever has to do it. What is done late is
found only on the days before. Nothing of it is dated before what happened.

Why it matters: an incident that nobody thinks through can happen to the next child in the same way.

Example (broken)::

    social_media_incidents:
      - {reference: CPOMS 1190, date: 2026-10-09}

Use instead::

    social_media_incidents:
      - {reference: CPOMS 1190, date: 2026-10-09, analysed: 2026-10-12, shared: 2026-10-14}

Parameters: `rows`, the rows; `since`, the field of their date; `parts`, the fields that each needs, with
`|` between those of which one is enough; `within`, the setting with the number of school days; `terms`, the
terms of the site.
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from lpcheck.dates import Period, day_after, day_before, period_of, spoken, spoken_period
from lpcheck.model import Looked, Problem
from lpcheck.rules import NumberSetting, Route, Texts, Verdict
from lpcheck.school_days import calendar_in
from lpcheck.view import Entry, View, entries_below
from lpcheck.words import listed

NEEDS_ALL_OF = ("terms",)


class Parameters(NamedTuple):
    """The rows, what each needs, and within how many school days."""

    rows: Route
    since: str
    parts: Texts
    within: NumberSetting
    terms: Route


def verdicts(view: View, given: Parameters) -> Iterator[Verdict]:
    """Yields a problem for each row that was not dealt with in time, until it was."""
    calendar = calendar_in(view, given.terms)
    for row in view.at(given.rows):
        said = {str(entry.pointer[-1]): entry for entry in entries_below(row, "/*")}
        happened = said[given.since].period if given.since in said else None
        if happened is None or len(said) < len(row.fields):
            yield Looked.COULD_NOT
            continue
        yield Looked.AT_IT
        due = calendar.school_days_after(happened.last, view.number(given.within))
        yield from _problems(row, said, happened.last, due, given.parts)
        yield from _too_early(row, said, happened, given.parts)


def _problems(
    row: Entry, said: dict[str, Entry], happened: date, due: date, parts: Texts
) -> Iterator[Problem]:
    """Yields a problem for each stretch of days on which the same parts are missing."""
    done = {part: _done(said, part, happened) for part in parts}
    first = day_after(due)
    for day in sorted({day for day in done.values() if day > due}):
        missing = [part for part in parts if done[part] >= day]
        yield _problem(row, happened, due, missing)._replace(
            first=first, last=None if day == date.max else day_before(day)
        )
        first = day


def _too_early(row: Entry, said: dict[str, Entry], happened: Period, parts: Texts) -> Iterator[Problem]:
    """Yields a problem for each part that is dated before what happened."""
    for name in "|".join(parts).split("|"):
        period = said[name].period if name in said else None
        if period is not None and period.last < happened.first:
            yield said[name].problem(
                f"the {said[name].title}, {spoken_period(period)}, lies before the {row.title} itself, "
                f"{spoken_period(happened)}"
            )


def _done(said: dict[str, Entry], part: str, happened: date) -> date:
    """The day on which a part was done: at once, if it has no day of its own; never, if it is missing."""
    days = [
        period.last if (period := period_of(said[name].value)) else happened
        for name in part.split("|")
        if name in said
    ]
    return min(days, default=date.max)


def _problem(row: Entry, happened: date, due: date, missing: list[str]) -> Problem:
    lacking = listed([" or ".join(f"`{name}`" for name in part.split("|")) for part in missing])
    return row.problem(
        f"the {row.title} of {spoken(happened)} was to be dealt with by {spoken(due)}, and still lacks "
        f"{lacking}"
    )
