"""What falls due when, from the marks of the schemas, and the problem that its passing is."""

from collections.abc import Iterator
from typing import NamedTuple

from lpcheck.catalogue import Catalogue
from lpcheck.dates import Period, day_after, plus, spoken_period
from lpcheck.examining import Examination
from lpcheck.marks import DeadlineMark
from lpcheck.model import Deadline, Problem
from lpcheck.places import Pointer
from lpcheck.pointers import is_at_or_below
from lpcheck.view import Entry, entry_at


class Due(NamedTuple):
    """A deadline with the mark that makes it one."""

    deadline: Deadline
    mark: DeadlineMark
    entry: Entry
    period: Period


def due_in(examination: Examination, catalogue: Catalogue) -> Iterator[Due]:
    """Yields every deadline of a document; where only the newest of several counts, that one.

    Whose document it is, the checker adds.
    """
    newest: dict[tuple[int, str], Due] = {}
    for due in _marked(examination, catalogue):
        if not due.mark.latest:
            yield due
            continue
        family = (len(due.entry.pointer), due.mark.what)
        if family not in newest or due.deadline.due > newest[family].deadline.due:
            newest[family] = due
    yield from newest.values()


def _marked(examination: Examination, catalogue: Catalogue) -> Iterator[Due]:
    examined = examination.examined
    marks = {
        pointer: node.deadline
        for pointer, nodes in examined.walk.items()
        for node in reversed(nodes)
        if node.deadline is not None
    }
    for pointer in sorted(marks, key=_order):
        if is_at_or_below(pointer, examined.unreliable):
            continue
        mark = marks[pointer]
        entry = entry_at(examined, pointer)
        if entry.period is not None:
            due = plus(entry.period.last, mark.after)
            requirement = catalogue.requirements[mark.requirement]
            deadline = Deadline(due, mark.what, requirement, entry.location)
            yield Due(deadline, mark, entry, entry.period)


def _order(pointer: Pointer) -> tuple[tuple[int, str], ...]:
    return tuple((step, "") if isinstance(step, int) else (-1, step) for step in pointer)


def passed(due: Due) -> Problem | None:
    """The problem that the deadline has passed, from the day after; None where the mark makes none."""
    if not due.mark.finding:
        return None
    sentence = f"the {due.entry.title}, {spoken_period(due.period)}, has passed"
    if due.deadline.due != due.period.last:
        sentence = f"the {due.mark.what} was due {due.mark.after_spoken} {spoken_period(due.period)}"
    return due.entry.problem(sentence)._replace(first=day_after(due.deadline.due))
