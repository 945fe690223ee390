"""Everybody who has to act was told since the last change.

What it checks: each member of the child's teams, or of all the staff where no teams are given, is
recorded as told on or after the day at `since`: one by one, or at a briefing of the site that covers the
child and at which they or their team were present. Who has left, has not begun or is away on a day is
not counted on that day. A child has one finding, with the number. While somebody was told whom the site
does not know, it cannot be known.

Why it matters: a member of staff who has not heard of a restriction cannot uphold it.

Example (broken)::

    teams: [class-3]              # s-010 and s-011
    contact:
      changed_on: 2026-10-06
      told: {staff: {s-010: 2026-10-06}}

Use instead::

    teams: [class-3]              # s-010 and s-011
    contact:
      changed_on: 2026-10-06
      told: {staff: {s-010: 2026-10-06, s-011: 2026-10-07}}

Parameters: `since`, the day; `told`, who was told one by one; `child`, the child's key; `teams`, the
names of the child's teams, none for everybody; of the site `site_teams`, `staff` and `briefings`;
`where` and `where_words`, when it applies; `what`, what they were to be told of.
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from lpcheck.conditions import applies
from lpcheck.dates import Period, day_before, spoken_period
from lpcheck.model import Looked, Problem
from lpcheck.rules import Route, Texts, Verdict
from lpcheck.telling import Crew, Staff, crew_in, staff_in, tellings_in
from lpcheck.view import Entry, View
from lpcheck.words import listed

NEEDS_ALL_OF = ("told", "site_teams", "staff", "briefings")
_MOST_NAMED = 6


class Parameters(NamedTuple):
    """Since when who has to be told, where it stands who was, and when that applies."""

    since: Route
    told: Route
    child: Route
    site_teams: Route
    staff: Route
    briefings: Route
    what: str
    teams: Route = Route("")
    where: Route = Route("")
    where_words: Texts = Texts(())


def verdicts(view: View, given: Parameters) -> Iterator[Verdict]:
    """Yields a problem for each stretch of days with the same people missing."""
    since, child = view.first(given.since), view.first(given.child)
    if since is None or child is None or since.period is None:
        return
    if not applies(view, given.where, given.where_words):
        return
    staff = staff_in(view, given.staff, given.site_teams)
    crew = crew_in(view, view.texts_at(given.teams) if given.teams else None, staff)
    is_of_another = bool(view.child) and child.text != view.child
    if not crew.codes or is_of_another:
        yield Looked.COULD_NOT
        return
    tellings = tellings_in(view, given.told, given.briefings, child.text, staff)
    recent = [one for one in tellings if one.period.last >= since.period.first]
    untold = crew.codes.difference(*(one.codes for one in recent))
    untold = frozenset(code for code in untold if staff.is_there_after(code, since.period.first))
    if untold and not all(staff.knows(name) or name in crew.codes for one in recent for name in one.names):
        yield Looked.COULD_NOT  # somebody was told of whom nobody can say who it was
        return
    yield Looked.AT_IT
    if untold:
        sentences = _sentences(crew, sorted(untold), staff, since.period, given.what)
        yield from _stretches(view, since, list(sentences))


def _sentences(
    crew: Crew, untold: list[str], staff: Staff, since: Period, what: str
) -> Iterator[tuple[date, str]]:
    """Yields each day from which on others are there, with what is to be said then; "" for nothing."""
    for day in (since.first, *crew.days_after(since.first)):
        missing = [code for code in untold if staff.is_there(code, day)]
        yield day, _sentence(missing, crew.number_on(day), since, what) if missing else ""


def _stretches(view: View, since: Entry, sentences: list[tuple[date, str]]) -> Iterator[Problem]:
    """Yields a problem for each stretch of days on which the same is to be said."""
    changes = [one for n, one in enumerate(sentences) if n == 0 or one[1] != sentences[n - 1][1]]
    ends = [*(day_before(day) for day, _ in changes[1:]), None]
    for (first, sentence), last in zip(changes, ends, strict=True):
        if sentence and view.is_asked_about(first=first, last=last or date.max):
            yield since.problem(sentence)._replace(first=first, last=last)


def _sentence(missing: list[str], there: int, since: Period, what: str) -> str:
    named = missing[:_MOST_NAMED]
    if len(missing) > len(named):
        named = [*named, f"{len(missing) - len(named)} more"]
    be = "is" if len(missing) == 1 else "are"
    return (
        f"{len(missing)} of {there} staff {be} not recorded as told of {what} "
        f"{spoken_period(since)}: {listed(named)}"
    )
