"""Something takes place often enough, as far as its dates say.

What it checks: where the site has children's folders and the group is filled in, on every day at least so
many of the dates lie within so many months before it. In a list dates to come may stand; each counts from
its day on. A month counts from its first day, and until as many months after its last.

Why it matters: a list of dates shows what a school once did. Whether it still does so only the newest of
them tell.

Example (broken)::

    family_engagement:
      open_events: [2024-10-08]

Use instead::

    family_engagement:
      open_events: [2024-10-08, 2025-10-09, 2026-10-08]

Parameters: `at`, the dates; `inside`, the group without which nobody is asked; `what`, the things, in the
plural; `months`, the setting that says within how many; `number`, the one that says how many, one without.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from lpcheck.dates import Period, day_after, day_before, plus_months, spoken_period
from lpcheck.model import Looked
from lpcheck.rules import NumberSetting, Route, Verdict
from lpcheck.view import Entry, View

NEEDS_ALL_OF = ("at",)


class Parameters(NamedTuple):
    """Where the dates stand, what they are those of, and how many of them within which time."""

    at: Route
    inside: Route
    what: str
    months: NumberSetting
    number: NumberSetting = NumberSetting("")


class _Dated(NamedTuple):
    period: Period
    entry: Entry


def verdicts(view: View, given: Parameters) -> Iterator[Verdict]:
    """Yields a problem for each time in which too few of the dates count."""
    group = view.first(given.inside)
    if not view.children or group is None:
        yield Looked.COULD_NOT
        return
    yield Looked.AT_IT
    number = view.number(given.number) if given.number else 1
    dated = sorted(
        {e.period: _Dated(e.period, e) for e in view.at(given.at) if e.period is not None}.values(),
        key=lambda one: one.period,
    )
    place = view.first(given.at.rpartition("/")[0]) or group
    if len(dated) < number:
        yield place.problem(f"{given.what}: {_few(len(dated))} recorded")
        return
    start = dated[number - 1].period
    if isinstance(place.value, list):
        sentence = (
            f"{given.what}: {_few(number - 1)} recorded so far; the next stands for {spoken_period(start)}"
        )
        yield place.problem(sentence)._replace(last=day_before(start.first))
    for oldest, first, last in _gaps(dated, number, view.number(given.months)):
        after = f"after {spoken_period(oldest.period)}, in more than {view.number(given.months)} months"
        sentence = f"{given.what}: {_few(number - 1)} recorded {after}"
        yield oldest.entry.problem(sentence)._replace(first=first, last=last)


def _few(number: int) -> str:
    if number == 0:
        return "none is"
    return f"only {number} {'is' if number == 1 else 'are'}"


def _gaps(dated: Sequence[_Dated], number: int, months: int) -> Iterator[tuple[_Dated, date, date | None]]:
    """Yields the oldest date of so many, and the days on which it counts no more and none has followed."""
    for position, newest in enumerate(dated[number - 1 :]):
        oldest = dated[position]
        first = max(newest.period.first, day_after(plus_months(oldest.period.last, months)))
        followers = dated[position + number : position + number + 1]
        last = day_before(followers[0].period.first) if followers else None
        if last is None or first <= last:
            yield oldest, first, last
