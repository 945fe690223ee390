"""Who is there to be told what to do for a child, and who was told when: one by one, or at a briefing."""

from bisect import bisect_right
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from lpcheck.dates import Period, day_after, day_before, period_of
from lpcheck.view import Entry, View
from lpcheck.words import texts_of

CHANGING = frozenset({"agency", "bank"})
Stretches = tuple[tuple[date, date], ...]
_ALWAYS: Stretches = ((date.min, date.max),)


class Staff(NamedTuple):
    """A site's staff by code, each with the stretches of days on which they are there, and its teams.

    Of a code that is not on the site's list nobody knows when it is not there.
    """

    stretches: Mapping[str, Stretches]
    teams: Mapping[str, frozenset[str]]

    def is_there(self, code: str, day: date) -> bool:
        """Whether somebody is there on a day: has begun, has not left, and is not away for long."""
        return any(first <= day <= last for first, last in self.stretches.get(code, _ALWAYS))

    def is_there_after(self, code: str, day: date) -> bool:
        """Whether somebody is there on that day or on any later one."""
        return any(day <= last for _, last in self.stretches.get(code, _ALWAYS))

    def knows(self, name: str) -> bool:
        """Whether a name is a code or a team that the site has, or stands for people who change."""
        return name in self.stretches or name in self.teams or name in CHANGING


class Crew(NamedTuple):
    """Some of the staff: the days on which somebody comes or goes, in order, and how many are there then.

    `there` begins with how many are there before the first of these days.
    """

    codes: frozenset[str]
    days: tuple[date, ...]
    there: tuple[int, ...]

    def days_after(self, day: date) -> tuple[date, ...]:
        """The days after another on which somebody comes or goes."""
        return self.days[bisect_right(self.days, day) :]

    def number_on(self, day: date) -> int:
        """How many of them are there on a day."""
        return self.there[bisect_right(self.days, day)]


class Telling(NamedTuple):
    """One day on which staff were told: who is named, whom that means, and where it is written."""

    names: frozenset[str]
    codes: frozenset[str]
    period: Period
    entry: Entry


def staff_in(view: View, rows: str, teams: str) -> Staff:
    """The staff of the site, from the rows of its list and from its teams."""
    return view.once_a_site(f"staff in {rows} and {teams}", lambda: _staff(view, rows, teams))


def _staff(view: View, rows: str, teams: str) -> Staff:
    listed = [row.fields for row in view.at(rows) if "code" in row.fields]
    return Staff(
        {str(row["code"]): _stretches(row) for row in listed},
        {str(team.pointer[-1]): frozenset(texts_of(team.value)) for team in view.at(teams)},
    )


def _stretches(row: Mapping[str, object]) -> Stretches:
    begins, until = period_of(row.get("from")), period_of(row.get("until"))
    away, back = period_of(row.get("away_from")), period_of(row.get("away_until"))
    first = begins.first if begins is not None else date.min
    last = until.last if until is not None else date.max
    if away is None:
        return ((first, last),)
    stretches = [(first, min(last, day_before(away.first)))]
    if back is not None:
        stretches.append((max(first, day_after(back.last)), last))
    return tuple(pair for pair in stretches if pair[0] <= pair[1])


def crew_in(view: View, names: frozenset[str] | None, staff: Staff) -> Crew:
    """The staff in the teams of those names, None for everybody, without who stands in for others."""
    return view.once_a_site(("crew", names, id(staff)), lambda: _crew(names, staff))


def _crew(names: frozenset[str] | None, staff: Staff) -> Crew:
    codes = frozenset(staff.stretches)
    if names is not None:
        codes = frozenset(code for name in names for code in staff.teams.get(name, ())) - CHANGING
    stretches = [one for code in codes for one in staff.stretches.get(code, _ALWAYS)]
    days = sorted({day for first, last in stretches for day in (first, day_after(last))})
    there = (sum(staff.is_there(code, day) for code in codes) for day in days)
    return Crew(codes, tuple(days), (0, *there))


def tellings_in(view: View, told: str, briefings: str, child: str, staff: Staff) -> tuple[Telling, ...]:
    """What the plan says was told one by one, and the site's briefings that cover the child."""
    by_child = view.once_a_site((briefings, id(staff)), lambda: _briefings(view, briefings, staff))
    own = (
        Telling(
            frozenset({str(entry.pointer[-1])}), frozenset({str(entry.pointer[-1])}), entry.period, entry
        )
        for entry in view.at(told)
        if entry.period is not None
    )
    return (*own, *by_child.get(child, ()))


def _briefings(view: View, place: str, staff: Staff) -> Mapping[str, list[Telling]]:
    """The briefings of the site for each child that they covered."""
    by_child: dict[str, list[Telling]] = {}
    for entry in view.at(place):
        period = period_of(entry.fields.get("date"))
        if period is not None:
            names = frozenset(texts_of(entry.fields.get("present")))
            telling = Telling(names, _codes_there(names, staff, period.first), period, entry)
            for child in texts_of(entry.fields.get("covers")):
                by_child.setdefault(child, []).append(telling)
    return by_child


def _codes_there(names: frozenset[str], staff: Staff, day: date) -> frozenset[str]:
    """Who is named themselves, and of a team that is named whoever was there on the day."""
    of_teams = {code for name in names for code in staff.teams.get(name, ()) if staff.is_there(code, day)}
    return names.difference(staff.teams) | of_teams
