"""What has fallen due, falls due on the day, or is about to: the deadlines of a Result seen from a day.

What could not be read, and where no date can be read, belongs to it: of either nobody knows when it is due.
"""

from collections.abc import Iterator
from datetime import date
from enum import Enum
from typing import NamedTuple, TypeAlias

from lpcheck.catalogue import WITHOUT_SITE
from lpcheck.fingerprints import told_apart
from lpcheck.lifetimes import is_in_force
from lpcheck.model import By, Finding
from lpcheck.records import Deadline, Result, Undated

Position: TypeAlias = tuple[object, ...]


class When(Enum):
    """How a deadline stands to the day that is asked about."""

    OVERDUE = "overdue"
    DUE = "due"
    UPCOMING = "upcoming"


class Item(NamedTuple):
    """A deadline seen from a day: `days` until it is due, less than none where it has passed."""

    deadline: Deadline
    days: int
    when: When


class Agenda(NamedTuple):
    """The items of a day, the most urgent first, and what nobody knows the day of.

    `until` is the last day that was asked about; `not_read` is what the reader could not take in, each
    with its sentence for what falls due there.
    """

    as_of: date
    until: date
    documents: int
    children: int
    items: tuple[Item, ...]
    not_read: tuple[Undated, ...]
    undated: tuple[Undated, ...]

    @property
    def within_days(self) -> int:
        """How many days it looks ahead."""
        return (self.until - self.as_of).days

    @property
    def is_settled(self) -> bool:
        """Whether nothing is overdue, everything was read, and every date could be read."""
        is_overdue = any(item.when is When.OVERDUE for item in self.items)
        return not (is_overdue or self.not_read or self.undated)


def agenda_of(result: Result, until: date) -> Agenda:
    """The agenda of a Result's day, looking ahead to `until`."""
    deadlines, undated = _told_apart(result)
    return Agenda(
        as_of=result.as_of,
        until=until,
        documents=result.documents,
        children=result.children,
        items=tuple(_items(deadlines, result.as_of, until)),
        not_read=tuple(map(_unread, filter(_is_of_reading, result.findings))),
        undated=undated,
    )


def _told_apart(result: Result) -> tuple[tuple[Deadline, ...], tuple[Undated, ...]]:
    """What is dated and what is not, each with an identity that depends on where it stands, not on when."""
    everything: tuple[Deadline | Undated, ...] = (*result.deadlines, *result.undated)
    in_place = sorted(range(len(everything)), key=lambda number: _position(everything[number]))
    identities = told_apart(everything[number].identity for number in in_place)
    own = [identity for _, identity in sorted(zip(in_place, identities, strict=True))]
    dated = len(result.deadlines)
    return (
        tuple(one._replace(identity=mine) for one, mine in zip(result.deadlines, own[:dated], strict=True)),
        tuple(one._replace(identity=mine) for one, mine in zip(result.undated, own[dated:], strict=True)),
    )


def _position(dated: Deadline | Undated) -> Position:
    place = dated.location
    return place.path, place.span, tuple(map(str, place.pointer)), dated.what


def _items(deadlines: tuple[Deadline, ...], as_of: date, until: date) -> Iterator[Item]:
    """Yields what belongs to the agenda; what only ends is left out once it has ended."""
    for deadline in deadlines:
        days = (deadline.due - as_of).days
        is_over = days < 0 and not deadline.is_owed
        asked = max(deadline.due, as_of)
        if deadline.due <= until and not is_over and is_in_force(deadline.requirement, asked):
            yield Item(deadline, days, _when(days))


def _when(days: int) -> When:
    if days == 0:
        return When.DUE
    return When.OVERDUE if days < 0 else When.UPCOMING


def _is_of_reading(finding: Finding) -> bool:
    """Whether the reader could not take something in: a document, or a part of one."""
    return finding.check.by is By.READER and finding.check.name != WITHOUT_SITE


def _unread(finding: Finding) -> Undated:
    problem, requirement = finding.problem, finding.requirement
    of = (
        requirement.id,
        requirement.duty,
        problem.location,
        finding.fingerprint,
        finding.site,
        finding.child,
    )
    return Undated(problem.message, *of)
