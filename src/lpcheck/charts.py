"""How much falls due in which month, and the bars that a page draws of it."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from lpcheck.dates import MONTHS

WIDTH, HEIGHT, GAP = 640, 160, 8


class Bar(NamedTuple):
    """A bar with its name and number, and where it stands in the drawing of its chart."""

    label: str
    number: int
    x: float
    y: float
    width: float
    height: float


class Chart(NamedTuple):
    """Bars from left to right, measured in the units of an SVG drawing, and the sum of their numbers."""

    bars: tuple[Bar, ...]
    width: int
    height: int
    total: int


def by_month(days: Iterable[date], first: date, months: int) -> Chart:
    """So many months from the one that a day is in, each with how many of the days fall into it."""
    starts = [_month(first, number) for number in range(months)]
    numbers = dict.fromkeys(starts, 0)
    for day in days:
        if day.replace(day=1) in numbers:
            numbers[day.replace(day=1)] += 1
    return _chart([(f"{MONTHS[start.month - 1][:3]} {start.year}", numbers[start]) for start in starts])


def _month(day: date, later: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + later, 12)
    return date(year, month + 1, 1)


def _chart(numbers: list[tuple[str, int]]) -> Chart:
    most = max((number for _, number in numbers), default=0) or 1
    step = WIDTH / max(1, len(numbers))
    bars = []
    for place, (label, number) in enumerate(numbers):
        height = round(HEIGHT * number / most, 1)
        bars.append(
            Bar(
                label,
                number,
                round(place * step + GAP / 2, 1),
                round(HEIGHT - height, 1),
                round(step - GAP, 1),
                height,
            )
        )
    return Chart(tuple(bars), WIDTH, HEIGHT, sum(number for _, number in numbers))
