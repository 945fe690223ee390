"""What falls due when, from the marks of the schemas, and the problem that its passing is."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from lpcheck.catalogue import Catalogue
from lpcheck.dates import Period, day_after, duration_parts, plus, spoken_period
from lpcheck.examining import Examination
from lpcheck.fingerprints import of_deadline
from lpcheck.marks import DeadlineMark, Passed
from lpcheck.model import Problem, Requirement
from lpcheck.places import Pointer
from lpcheck.pointers import is_at_or_below
from lpcheck.privacy import shown_pointer
from lpcheck.records import Deadline
from lpcheck.view import Entry, entry_at
from lpcheck.words import counted, listed


class Due(NamedTuple):
    """The day of a deadline, the mark that makes it one, and the ISO 8601 duration that it counts."""

    day: date
    mark: DeadlineMark
    requirement: Requirement
    entry: Entry
    period: Period
    after: str

    @property
    def is_owed(self) -> bool:
        """Whether somebody has to act by then: otherwise something only ends."""
        return self.mark.passed is not Passed.ENDS


def due_in(examination: Examination, catalogue: Catalogue, settings: Mapping[str, object]) -> Iterator[Due]:
    """Yields every deadline of a document; where only the newest of several counts, that one.

    A form may speak of policies that are not in force where the document stands: those ask for nothing.
    Whose document it is, `placed` adds.
    """
    newest: dict[tuple[int, str], Due] = {}
    for due in _marked(examination, catalogue, settings):
        if not due.mark.latest:
            yield due
            continue
        family = (len(due.entry.pointer), due.mark.what)
        if family not in newest or due.day > newest[family].day:
            newest[family] = due
    yield from newest.values()


def _marked(
    examination: Examination, catalogue: Catalogue, settings: Mapping[str, object]
) -> Iterator[Due]:
    examined = examination.examined
    marks = examined.marked.dated
    in_force = {policy.id for policy in examination.policies}
    for pointer in sorted(marks, key=_order):
        if is_at_or_below(pointer, examined.unreliable):
            continue
        mark = marks[pointer]
        entry = entry_at(examined, pointer)
        requirement = catalogue.requirements[mark.requirement]
        if entry.period is not None and requirement.policy in in_force:
            after = f"P{settings[mark.months]}M" if mark.months else mark.after
            yield Due(plus(entry.period.last, after), mark, requirement, entry, entry.period, after)


def placed(due: Due, site: str | None, child: str | None) -> Deadline:
    """The deadline as part of its site or child, and as it may be shown."""
    examined, pointer, _ = due.entry
    return Deadline(
        due.day,
        due.mark.what,
        due.requirement,
        due.entry.location._replace(pointer=shown_pointer(examined, pointer)),
        is_owed=due.is_owed,
        site=site,
        child=child,
        identity=of_deadline(due.mark, pointer, examined, site),
    )


def _order(pointer: Pointer) -> tuple[tuple[int, str], ...]:
    return tuple((step, "") if isinstance(step, int) else (-1, step) for step in pointer)


def _spoken(duration: str) -> str:
    """A duration as a sentence says it: 1 year, 30 days."""
    parts = zip(duration_parts(duration), ("year", "month", "week", "day"), strict=True)
    return listed([counted(number, unit) for number, unit in parts if number])


def passed(due: Due) -> Problem | None:
    """The problem that the deadline has passed, from the day after; None where the mark makes none."""
    if due.mark.passed is not Passed.FINDING:
        return None
    sentence = f"the {due.entry.title}, {spoken_period(due.period)}, has passed"
    if due.day != due.period.last:
        sentence = f"the {due.mark.what} was due {_spoken(due.after)} after {spoken_period(due.period)}"
    return due.entry.problem(sentence)._replace(first=day_after(due.day))
