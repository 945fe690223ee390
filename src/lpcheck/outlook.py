"""What will fall due and what will be found until a day, if nobody does anything."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from lpcheck.agenda import Agenda, When
from lpcheck.model import Requirement, Severity
from lpcheck.places import Location
from lpcheck.records import Coming, Result, Undated

_ONE_DAY = timedelta(days=1)


class Ahead(NamedTuple):
    """One thing ahead: the day, what falls due then or is found from then on, and where.

    `severity` is that of the finding, None where a date falls due.
    """

    day: date
    what: str
    requirement: Requirement
    location: Location
    site: str | None
    child: str | None
    severity: Severity | None = None


class Outlook(NamedTuple):
    """Everything ahead in the order of its days, and what nobody knows the day of."""

    as_of: date
    until: date
    documents: int
    children: int
    ahead: tuple[Ahead, ...]
    not_read: tuple[Undated, ...]
    undated: tuple[Undated, ...]


def outlook_of(result: Result, agenda: Agenda) -> Outlook:
    """The outlook of a run that was asked about the days until the end of its agenda.

    A date that passes and is a finding from the next day on is told once, on the day on which it is due.
    """
    due = [
        Ahead(one.due, one.what, one.requirement, one.location, one.site, one.child)
        for one, _, when in agenda.items
        if when is not When.OVERDUE
    ]
    passing = {(one.day + _ONE_DAY, one.requirement.id, one.location) for one in due}
    found = list(_found(result.coming, passing))
    return Outlook(
        as_of=agenda.as_of,
        until=agenda.until,
        documents=agenda.documents,
        children=agenda.children,
        ahead=tuple(sorted([*due, *found], key=_order)),
        not_read=agenda.not_read,
        undated=agenda.undated,
    )


def _found(coming: tuple[Coming, ...], passing: set[tuple[date, str, Location]]) -> Iterator[Ahead]:
    for day, finding in coming:
        problem = finding.problem
        if (day, finding.requirement.id, problem.location) not in passing:
            yield Ahead(
                day,
                problem.message,
                finding.requirement,
                problem.location,
                finding.site,
                finding.child,
                finding.check.severity,
            )


def _order(one: Ahead) -> tuple[object, ...]:
    return one.day, one.location.path, one.location.span, one.requirement.id, one.what
