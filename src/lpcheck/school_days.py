"""Which days are school days at a site, as far as its terms say."""

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from lpcheck.dates import period_of
from lpcheck.view import View

_FRIDAY = 4
_LONGEST_LOOK = 400  # days: further ahead nobody plans terms


class Calendar(NamedTuple):
    """The terms of a site, each from its first day to its last, in order; none where it gives none.

    `in_term` are the days in them, weekends included, as ordinals in order.
    """

    terms: tuple[tuple[date, date], ...]
    in_term: tuple[int, ...] = ()

    def knows(self, day: date) -> bool:
        """Whether the terms tell of a day: it lies in one, or between the first and the last of them."""
        return bool(self.terms) and self.terms[0][0] <= day <= max(last for _, last in self.terms)

    def is_holiday(self, day: date) -> bool:
        """Whether a day is known to lie between two terms."""
        return self.knows(day) and not any(first <= day <= last for first, last in self.terms)

    def is_school_day(self, day: date) -> bool:
        """Whether school is on that day: Monday to Friday, unless it is known to be holiday."""
        return day.weekday() <= _FRIDAY and not self.is_holiday(day)

    def school_days_after(self, day: date, number: int) -> date:
        """The last of so many school days after a day, which is not counted itself."""
        for _ in range(_LONGEST_LOOK + 7 * number):
            if number <= 0:
                break
            day += timedelta(days=1)
            number -= self.is_school_day(day)
        return day

    def term_days_after(self, day: date, number: int) -> date | None:
        """The last of so many days in term, weekends included, after a day; None where no term tells."""
        if number <= 0:
            return day
        if not self.knows(day + timedelta(days=1)):
            return None
        last = bisect_right(self.in_term, day.toordinal()) + number - 1
        return date.fromordinal(self.in_term[last]) if last < len(self.in_term) else None


def calendar_in(view: View, terms: str) -> Calendar:
    """The calendar of the site, from the rows of its terms that can be read."""
    return view.once_a_site(("calendar", terms), lambda: _calendar(view, terms))


def _calendar(view: View, terms: str) -> Calendar:
    rows = [
        (period_of(entry.fields.get("from")), period_of(entry.fields.get("to"))) for entry in view.at(terms)
    ]
    known = [(first.first, last.last) for first, last in rows if first is not None and last is not None]
    return calendar_of(pair for pair in known if pair[0] <= pair[1])


def calendar_of(terms: Iterable[tuple[date, date]]) -> Calendar:
    """The calendar of those terms, each from its first day to its last."""
    known = tuple(sorted(terms))
    days: list[int] = []
    for first, last in known:  # of terms that overlap no day is counted twice
        begin = max(first.toordinal(), days[-1] + 1 if days else 0)
        days.extend(range(begin, last.toordinal() + 1))
    return Calendar(known, tuple(days))
