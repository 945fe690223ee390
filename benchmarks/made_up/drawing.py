"""What the made-up documents are drawn from: one seed, weighted words, days, names and numbers."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import count
from random import Random
from typing import TypeVar

T = TypeVar("T")

AS_OF = date(2026, 11, 21)
_FIRST_NAMES = (
    *("Ada", "Ben", "Cora", "Dev", "Ella", "Femi", "Grace", "Hugo", "Iris", "Jonah", "Kit", "Leila"),
    *("Moss", "Nadia", "Owen", "Priya", "Quinn", "Rosa", "Sami", "Tess", "Una", "Viktor", "Wren", "Yusuf"),
)
_FAMILY_NAMES = ("Ashdown", "Birkett", "Calloway", "Dunmore", "Eastley", "Farrow", "Greenhalgh", "Holt")


class Draw:
    """Draws from one seed; what is drawn does not depend on what is drawn for anybody else.

    Names and numbers come once each, so that nobody in a plan is taken for somebody else.
    """

    def __init__(self, *seed: object) -> None:
        self._random = Random(":".join(map(str, seed)))  # noqa: S311 - made-up people, no secrets
        self._first_names = self.some(_FIRST_NAMES, len(_FIRST_NAMES))
        self._first_number = self.number(0, 999)
        self._numbers = count()

    def chance(self, percent: int) -> bool:
        """True so many times in a hundred."""
        return self._random.random() * 100 < percent

    def number(self, least: int, most: int) -> int:
        """A whole number between two, these among them."""
        return self._random.randint(least, most)

    def one(self, words: Sequence[T]) -> T:
        """One of several, all as likely."""
        return self._random.choice(words)

    def weighed(self, words: Mapping[str, int]) -> str:
        """One of several words by their weights."""
        return self._random.choices(list(words), list(words.values()))[0]

    def some(self, words: Sequence[T], number: int) -> list[T]:
        """So many of several, in any order, none twice."""
        return self._random.sample(words, min(number, len(words)))

    def day(self, first: date, last: date) -> date:
        """A day between two, these among them."""
        return first + timedelta(self.number(0, max(0, (last - first).days)))

    def name(self) -> str:
        """A name that nobody drawn before has."""
        return f"{self._first_names.pop()} {self.one(_FAMILY_NAMES)}"

    def phone(self) -> str:
        """A telephone number that nobody drawn before has, out of those set aside for made-up people."""
        number = (self._first_number + 7 * next(self._numbers)) % 1000
        return f"01632 960{number:03}" if self.chance(50) else f"07700 900{number:03}"


def later(day: date, days: int) -> date:
    """So many days later."""
    return day + timedelta(days)


def in_months(day: date, months: int) -> str:
    """The month that comes so many months later."""
    ahead = day.month - 1 + months
    return f"{day.year + ahead // 12}-{ahead % 12 + 1:02}"
