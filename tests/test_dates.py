"""Dates: what a written day or month means, what a misspelt one was meant as, and how time is counted."""

import json
import re
from calendar import monthrange
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lpcheck.dates import (
    Period,
    day_after,
    day_before,
    months_between,
    period_of,
    plus,
    plus_months,
    spoken,
    spoken_period,
    spoken_when,
    suggestion,
)
from lpcheck.resources import shipped
from lpcheck.shorthand import expanded


def period(text: str) -> Period:
    found = period_of(text)
    assert found is not None
    return found


def exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def pattern_of(name: str) -> str:
    common = json.loads((shipped("schemas") / "kinds" / "common.schema.json").read_bytes())
    pattern = expanded(common["$defs"][name])["pattern"]
    assert isinstance(pattern, str)
    return pattern


def test_a_day_means_itself() -> None:
    day = date(2024, 1, 10)
    assert period("2024-01-10") == Period(day, day)
    assert not period("2024-01-10").is_month


def test_a_month_means_all_its_days() -> None:
    assert period("2024-02") == Period(date(2024, 2, 1), date(2024, 2, 29))
    assert period("9999-12").last == date.max
    assert period("2024-02").is_month


@pytest.mark.parametrize(
    "value",
    [
        *("2024", "2024-1", "2024-01-1", "2024-13", "2024-00", "2024-02-30", "2023-02-29", "0000-01"),
        *("2024-01-10 ", "2024-01-10\n", "24-01-10", "10/01/2024", "", None, 2024, True, ["2024-01"]),
    ],
)
def test_anything_else_is_no_date(value: object) -> None:
    assert period_of(value) is None


def test_dates_are_spoken_as_in_britain() -> None:
    assert spoken(date(2024, 1, 10)) == "10 January 2024"
    assert spoken_period(period("2024-01-01")) == "1 January 2024"
    assert spoken_period(period("2024-12")) == "December 2024"
    assert spoken_when(period("2024-01-01")) == "on 1 January 2024"
    assert spoken_when(period("2024-12")) == "in December 2024"


@pytest.mark.parametrize(
    ("written", "better"),
    [
        ("10/01/2024", "2024-01-10"),
        ("1.2.2024", "2024-02-01"),
        ("1-2-24", "2024-02-01"),
        ("10/01/24", "2024-01-10"),
        ("  10/01/2024\n", "2024-01-10"),
        ("2024/1/2", "2024-01-02"),
        ("2024.01.02", "2024-01-02"),
        ("2026-9-4", "2026-09-04"),
        ("2026-09-4", "2026-09-04"),
        ("2026.9.4", "2026-09-04"),
        ("10 January 2024", "2024-01-10"),
        ("10th Jan. 2024", "2024-01-10"),
        ("1st February, 2024", "2024-02-01"),
        ("22nd sept 2024", "2024-09-22"),
        ("3rd MAY 2024", "2024-05-03"),
        ("January 2024", "2024-01"),
        ("Sept 2024", "2024-09"),
        ("Spring 2024", "2024-01"),
        ("summer 2024", "2024-04"),
        ("autumn, 2024", "2024-09"),
        ("29 February 2024", "2024-02-29"),
        ("29 February 2023", None),
        ("31/04/2024", None),
        ("01/13/2024", None),
        ("2024/02/30", None),
        ("2026-13-4", None),
        ("2026-2-30", None),
        ("2026-0-4", None),
        ("1850-1-4", None),
        ("0 May 2024", None),
        ("10 summer 2024", None),
        ("winter 2024", None),
        ("Janet 2024", None),
        ("Ma 2024", None),
        ("10/01", None),
        ("10 January", None),
        ("soon", None),
        ("", None),
    ],
)
def test_a_date_written_another_way_is_suggested_only_where_it_can_be_told(
    written: str, better: str | None
) -> None:
    assert suggestion(written) == better


@given(st.integers(0, 99), st.integers(0, 99), st.integers(0, 9999), st.sampled_from("/.-"))
def test_a_suggestion_never_guesses_an_impossible_date(day: int, month: int, year: int, mark: str) -> None:
    is_ours = exists(year, month, day) and 1900 <= year <= 2099
    expected = f"{year:04}-{month:02}-{day:02}" if is_ours else None
    assert suggestion(f"{day}{mark}{month}{mark}{year:04}") == expected
    assert suggestion(f"{year:04}{mark}{month}{mark}{day}") == expected


@given(st.from_regex(r"\A[0-9a-zA-Z ./,-]{0,20}\Z") | st.text(max_size=20))
def test_every_suggestion_is_a_period_and_spells_itself(text: str) -> None:
    better = suggestion(text)
    assert better is None or period_of(better) is not None


@given(
    st.integers(0, 40),
    st.sampled_from(["", "st", "nd", "rd", "th"]),
    st.sampled_from(["jan", "feb", "Mar", "april", "JUNE", "sept", "spring", "summer", "mayor"]),
    st.integers(0, 9999),
)
def test_every_suggestion_for_words_is_a_period(day: int, ending: str, name: str, year: int) -> None:
    for text in (f"{day}{ending} {name} {year:04}", f"{name} {year:04}"):
        better = suggestion(text)
        assert better is None or period_of(better) is not None


def test_the_form_takes_exactly_the_days_and_months_there_are_from_1900_to_2099() -> None:
    pattern = re.compile(pattern_of("date"))
    for year in (1, 199, 1800, 1899, *range(1900, 2100), 2100, 2900, 9999):
        in_range = 1900 <= year <= 2099
        for month in range(14):
            taken = pattern.search(f"{year:04}-{month:02}") is not None
            assert taken == (in_range and 1 <= month <= 12), (year, month)
            for day in range(33):
                text = f"{year:04}-{month:02}-{day:02}"
                assert (pattern.search(text) is not None) == (in_range and exists(year, month, day)), text


@pytest.mark.parametrize(
    "text",
    [
        *("", "2024", "2024-", "2024-1", "2024-1-10", "2024-01-1", "2024-01-010", "2024-001-10"),
        *("x2024-01-10", "2024-01-10x", " 2024-01-10", "2024-01-10 ", "2024-01-10T00:00", "2024-01-1O"),
        *("2024/01/10", "20240110", "2024-01-10-10", "24-01-10", "-2024-01-10", "٢٠٢٤-01-10", "2024–01–10"),
    ],
)
def test_the_form_takes_no_near_miss(text: str) -> None:
    assert re.search(pattern_of("date"), text) is None


def test_what_the_form_takes_is_a_period_on_every_day() -> None:
    day = date(1900, 1, 1)
    while day.year < 2100:
        assert period_of(day.isoformat()) == (day, day)
        day += timedelta(days=1)


def test_a_date_that_may_be_blank_is_spelt_like_any_other() -> None:
    assert pattern_of("date") == pattern_of("date_or_blank")


def test_the_days_before_and_after_stop_at_the_ends_of_the_calendar() -> None:
    assert day_after(date(2023, 12, 31)) == date(2024, 1, 1)
    assert day_before(date(2024, 3, 1)) == date(2024, 2, 29)
    assert day_after(date.max) == date.max
    assert day_before(date.min) == date.min


@pytest.mark.parametrize(
    ("start", "duration", "end"),
    [
        (date(2024, 1, 10), "P0D", date(2024, 1, 10)),
        (date(2024, 2, 29), "P1Y", date(2025, 2, 28)),
        (date(2024, 8, 31), "P6M", date(2025, 2, 28)),
        (date(2024, 12, 31), "P2W", date(2025, 1, 14)),
        (date(2024, 1, 1), "P30D", date(2024, 1, 31)),
        (date(2024, 1, 31), "P1Y1M1W1D", date(2025, 3, 8)),
    ],
)
def test_a_duration_moves_a_day_on(start: date, duration: str, end: date) -> None:
    assert plus(start, duration) == end


def test_what_is_no_duration_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="not a duration: 1 year"):
        plus(date(2024, 1, 1), "1 year")


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.integers(0, 600))
def test_months_on_is_the_same_day_or_the_last_of_its_month(day: date, months: int) -> None:
    later = plus_months(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day == min(day.day, monthrange(later.year, later.month)[1])


@pytest.mark.parametrize(
    ("earlier", "later", "months"),
    [
        ("2021-06", "2024-01", 31),
        ("2024-01-10", "2025-01-10", 12),
        ("2024-01-10", "2025-01-09", 11),
        ("2024-01", "2024-01", 0),
        ("2024-01-31", "2024-02", 0),
        ("2024-01-29", "2024-02", 1),
    ],
)
def test_months_are_counted_whole_as_the_form_counts_them(earlier: str, later: str, months: int) -> None:
    assert months_between(period(earlier), period(later)) == months


@given(st.dates(date(1900, 1, 1), date(2090, 1, 1)), st.integers(0, 100))
def test_as_many_months_lie_between_as_were_added_to_a_day_that_every_month_has(
    day: date, months: int
) -> None:
    day = day.replace(day=min(day.day, 28))
    later = plus_months(day, months)
    assert months_between(Period(day, day), Period(later, later)) == months


def test_every_spelling_of_a_real_day_leads_to_the_same_suggestion() -> None:
    for year, month, day in product((2023, 2024), range(1, 13), (1, 15, 28)):
        there = date(year, month, day)
        spellings = (f"{day}/{month}/{year}", f"{year}/{month}/{day}", spoken(there))
        assert {suggestion(text) for text in spellings} == {there.isoformat()}
