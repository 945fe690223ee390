"""School days and days in term, against a count of one day after the other."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lpcheck.school_days import calendar_of

AUTUMN = (date(2026, 9, 2), date(2026, 10, 23))
WINTER = (date(2026, 11, 2), date(2026, 12, 18))
TERMS = calendar_of([WINTER, AUTUMN])
DAYS = st.dates(date(2026, 8, 20), date(2027, 1, 10))


def test_a_school_day_is_a_weekday_that_is_not_known_to_be_holiday() -> None:
    assert TERMS.is_school_day(date(2026, 10, 23))
    assert not TERMS.is_school_day(date(2026, 10, 24))
    assert not TERMS.is_school_day(date(2026, 10, 26))
    assert TERMS.is_school_day(date(2026, 12, 21)), "after the last term nobody knows of a holiday"


@pytest.mark.parametrize(
    ("day", "number", "expected"),
    [
        (date(2026, 10, 22), 1, date(2026, 10, 23)),
        (date(2026, 10, 23), 1, date(2026, 11, 2)),
        (date(2026, 10, 23), 6, date(2026, 11, 9)),
        (date(2026, 10, 23), 0, date(2026, 10, 23)),
    ],
)
def test_school_days_after_leave_out_weekends_and_holidays(day: date, number: int, expected: date) -> None:
    assert TERMS.school_days_after(day, number) == expected


def test_without_terms_every_weekday_is_a_school_day_and_no_day_is_in_term() -> None:
    none = calendar_of([])
    assert none.school_days_after(date(2026, 10, 23), 1) == date(2026, 10, 26)
    assert none.term_days_after(date(2026, 10, 23), 1) is None


@given(day=DAYS, number=st.integers(0, 60))
@settings(max_examples=500, deadline=None)
def test_days_in_term_are_counted_one_by_one(day: date, number: int) -> None:
    expected: date | None = day
    left = number
    while left and expected is not None:
        expected += timedelta(days=1)
        left -= any(first <= expected <= last for first, last in (AUTUMN, WINTER))
        expected = expected if AUTUMN[0] <= expected <= WINTER[1] else None
    assert TERMS.term_days_after(day, number) == expected


def test_days_of_terms_that_overlap_are_counted_once() -> None:
    twice = calendar_of([AUTUMN, AUTUMN, (date(2026, 10, 1), date(2026, 10, 10)), WINTER])
    assert twice.in_term == TERMS.in_term


def test_a_holiday_of_many_years_is_not_counted_to_its_end() -> None:
    far = calendar_of([AUTUMN, (date(2040, 9, 3), date(2040, 10, 19))])
    assert far.school_days_after(date(2026, 10, 23), 1) < date(2028, 1, 1)
