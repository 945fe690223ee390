"""The days on which a requirement holds."""

from datetime import date

import pytest

from lpcheck.lifetimes import clipped, days_spoken
from lpcheck.model import Problem, Requirement
from lpcheck.places import Location, Span

PLACE = Location("a.yaml", Span(1, 1, 1, 1), ())
EARLY, SINCE, MIDDLE, UNTIL, LATE = (date(2026, month, 1) for month in (1, 3, 5, 7, 9))


def requirement(since: date | None = None, until: date | None = None) -> Requirement:
    return Requirement("TP1-1", "Farm", "why", "author", "TP", (), "TP 1", since=since, until=until)


@pytest.mark.parametrize(
    ("days", "limits", "expected"),
    [
        ((None, None), (None, None), (None, None)),
        ((None, None), (SINCE, None), (SINCE, None)),
        ((None, None), (None, UNTIL), (None, UNTIL)),
        ((EARLY, LATE), (SINCE, UNTIL), (SINCE, UNTIL)),
        ((MIDDLE, MIDDLE), (SINCE, UNTIL), (MIDDLE, MIDDLE)),
        ((MIDDLE, None), (SINCE, None), (MIDDLE, None)),
        ((None, SINCE), (SINCE, UNTIL), (SINCE, SINCE)),
        ((LATE, None), (SINCE, UNTIL), None),
        ((None, EARLY), (SINCE, UNTIL), None),
    ],
)
def test_a_problem_holds_only_while_its_requirement_does(
    days: tuple[date | None, date | None],
    limits: tuple[date | None, date | None],
    expected: tuple[date | None, date | None] | None,
) -> None:
    found = clipped(Problem(PLACE, "x", first=days[0], last=days[1]), requirement(*limits))
    assert (found and (found.first, found.last)) == expected


@pytest.mark.parametrize(
    ("since", "until", "spoken"),
    [
        (None, None, ""),
        (SINCE, None, "from 1 March 2026"),
        (None, UNTIL, "until 1 July 2026"),
        (SINCE, UNTIL, "from 1 March 2026 until 1 July 2026"),
    ],
)
def test_the_days_are_spoken_as_far_as_there_is_a_limit(
    since: date | None, until: date | None, spoken: str
) -> None:
    assert days_spoken(requirement(since, until)) == spoken
