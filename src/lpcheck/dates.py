"""Dates as these documents write them: a day or a month, spoken the British way."""

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
FIRST_YEAR, LAST_YEAR = 1900, 2099
TERMS = {"spring": 1, "summer": 4, "autumn": 9}

_MONTH_NUMBERS = {name[:3].lower(): number for number, name in enumerate(MONTHS, 1)}
_ISO = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?", re.ASCII)
_SLASHED = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d\d)", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})", re.ASCII)
_WORDED = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th)?\s+)?([A-Za-z]+)\.?,?\s+(\d{4})", re.ASCII)
_DURATION = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?", re.ASCII)


class Period(NamedTuple):
    """The days that a written date may mean: one day, or all of a month."""

    first: date
    last: date

    @property
    def is_month(self) -> bool:
        """Whether only the month is known."""
        return self.first != self.last


def period_of(text: object) -> Period | None:
    """The days meant by `2024-01-10` or `2024-01`; None for anything else, or an impossible date."""
    return _period_of(text) if isinstance(text, str) and len(text) <= len("2024-01-10") else None


@lru_cache(maxsize=10_000)  # the same few dates stand in many documents
def _period_of(text: str) -> Period | None:
    found = _ISO.fullmatch(text)
    if found is None:
        return None
    year, month, day = found.groups()
    return _month(int(year), int(month)) if day is None else _day(int(year), int(month), int(day))


def _day(year: int, month: int, day: int) -> Period | None:
    try:
        there = date(year, month, day)
    except ValueError:
        return None
    return Period(there, there)


def _month(year: int, month: int) -> Period | None:
    first = _day(year, month, 1)
    return first and Period(first.first, date(year, month, monthrange(year, month)[1]))


def day_in(text: str) -> Period | None:
    """The days that a date means, or the day of a moment such as 2026-10-02T15:05."""
    return period_of(text[: len("2026-10-02")])


def spoken(day: date) -> str:
    """A day as it is said in Britain: 10 January 2024."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def spoken_period(period: Period) -> str:
    """A day or a month as it is said in Britain: 10 January 2024, or January 2024."""
    month = f"{MONTHS[period.first.month - 1]} {period.first.year}"
    return month if period.is_month else f"{period.first.day} {month}"


def spoken_when(period: Period) -> str:
    """When something was, as it is said in a sentence: on 10 January 2024, or in January 2024."""
    return f"{'in' if period.is_month else 'on'} {spoken_period(period)}"


def suggestion(text: str) -> str | None:
    """The ISO spelling of a date written another way, day first; None where it cannot be told.

    A term counts as its first month. An impossible date is never guessed at.
    """
    text = text.strip()
    if found := _SLASHED.fullmatch(text):
        day, month, year = found.groups()
        return _iso(_day(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day)))
    if found := _YEAR_FIRST.fullmatch(text):
        return _iso(_day(*(int(part) for part in found.groups())))
    if found := _WORDED.fullmatch(text):
        return _worded(*found.groups())
    return None


def _worded(day: str | None, name: str, year: str) -> str | None:
    month = _MONTH_NUMBERS.get(name[:3].lower())
    if month is not None and MONTHS[month - 1].lower().startswith(name.lower()):
        return _iso(_month(int(year), month) if day is None else _day(int(year), month, int(day)))
    term = TERMS.get(name.lower())
    return _iso(_month(int(year), term)) if term and day is None else None


def _iso(period: Period | None) -> str | None:
    if period is None or not FIRST_YEAR <= period.first.year <= LAST_YEAR:
        return None
    return period.first.isoformat()[: 7 if period.is_month else 10]


def day_after(day: date) -> date:
    """The next day; the last day there is stays where it is."""
    return day if day == date.max else day + timedelta(days=1)


def day_before(day: date) -> date:
    """The previous day; the first day there is stays where it is."""
    return day if day == date.min else day - timedelta(days=1)


def plus(day: date, duration: str) -> date:
    """A day moved on by an ISO 8601 duration such as P1Y, P6M, P2W or P30D; a short month ends it early."""
    years, months, weeks, days = duration_parts(duration)
    return plus_months(day, 12 * years + months) + timedelta(weeks=weeks, days=days)


def duration_parts(duration: str) -> tuple[int, int, int, int]:
    """The years, months, weeks and days of an ISO 8601 duration."""
    found = _DURATION.fullmatch(duration)
    if found is None:
        message = f"not a duration: {duration}"
        raise ValueError(message)
    years, months, weeks, days = (int(part or 0) for part in found.groups())
    return years, months, weeks, days


def plus_months(day: date, months: int) -> date:
    """The same day some months on, or the last of that month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def months_between(earlier: Period, later: Period) -> int:
    """Whole months from one date to another as the form counts them: June 2021 to January 2024 is 31."""
    months = (later.last.year - earlier.first.year) * 12 + later.last.month - earlier.first.month
    return months - (later.last.day < earlier.first.day)
