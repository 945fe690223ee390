"""What has fallen due and what will within a year, as pages list and draw it."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from lpcheck.actions import Spot, where_of
from lpcheck.agenda import Agenda, Item, agenda_of
from lpcheck.charts import Chart, by_month
from lpcheck.dates import plus_months
from lpcheck.records import Result, Undated

MONTHS = 12


class DueItem(NamedTuple):
    """Something that has fallen due or will: `days` from the day of the page, less than none where past.

    `where` are children by key, or documents, for which the same falls due that day, `number` times in all.
    """

    due: date
    days: int
    what: str
    duty: str
    where: tuple[str, ...]
    number: int
    requirement: str


class FallingDue(NamedTuple):
    """What is overdue, what comes within a year, how much in which month, and what has no readable date."""

    overdue: tuple[DueItem, ...]
    coming: tuple[DueItem, ...]
    chart: Chart
    undated: tuple[Spot, ...]


def falling_due(result: Result) -> FallingDue:
    """What falls due in the year after the day of a Result, and what had before."""
    agenda = agenda_of(result, plus_months(result.as_of, MONTHS))
    items = tuple(_items(agenda))
    coming = tuple(item for item in items if item.days >= 0)
    return FallingDue(
        overdue=tuple(item for item in items if item.days < 0),
        coming=coming,
        chart=by_month((item.due for item in coming for _ in range(item.number)), agenda.as_of, MONTHS + 1),
        undated=tuple(map(_spot, agenda.undated)),
    )


def _items(agenda: Agenda) -> Iterator[DueItem]:
    """Yields what falls due, the same thing on the same day once, with all places where it does."""
    alike: dict[tuple[date, str, str], list[Item]] = {}
    for item in agenda.items:
        owed = item.deadline
        alike.setdefault((owed.due, owed.what, owed.requirement.id), []).append(item)
    for (due, what, name), items in alike.items():
        duty = items[0].deadline.requirement.duty
        yield DueItem(due, items[0].days, what, duty, _where(items), len(items), name)


def _where(items: Iterable[Item]) -> tuple[str, ...]:
    """The children by key, or the documents, each once."""
    places = (where_of(item.deadline.child, item.deadline.location.path) for item in items)
    return tuple(dict.fromkeys(places))


def _spot(undated: Undated) -> Spot:
    place = undated.location
    return Spot(where_of(undated.child, place.path), place.path, place.span.line, undated.what)
