"""A Record as a text that can be kept or sent to another process, and back.

The text is JSON and holds plain values only: to read one, nothing is ever run. A requirement is named, a
check is numbered in it, and both are those of the catalogue again when the text is read. No path stands in
it, for a folder may be called by a name: a path is its number among those that whoever reads has as well.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple, TypeAlias

from lpcheck.catalogue import Catalogue
from lpcheck.model import Check, Finding, Problem, Requirement, Severity, State
from lpcheck.places import FrameLine, Location, Related, Span, Underline
from lpcheck.records import Deadline, Record, Undated, Waiver

_Plain: TypeAlias = list[Any]
_LETTERS = dict(zip(State, "rnwaLp", strict=True))
_STATES = {letter: state for state, letter in _LETTERS.items()}
_NONE = "."
_write = json.JSONEncoder(separators=(",", ":")).encode


class Asked(NamedTuple):
    """The days that are asked about: what holds only before or after them is left out of a Record.

    None for `until` is every day from `since` on. `lists_dates` is as for `Around`.
    """

    since: date
    until: date | None = None
    lists_dates: bool = True

    def takes(self, first: int, last: int) -> bool:
        """Whether it asks about one of the days from the first to the last, each 0 for no limit."""
        is_over = bool(last) and last < self.since.toordinal()
        return not is_over and (self.until is None or first <= self.until.toordinal())

    def lists(self, day: int, *, is_owed: bool) -> bool:
        """Whether it asks for a deadline of a day, by which somebody has to act or something ends."""
        has_passed = self.until is None or day < self.until.toordinal()
        return self.lists_dates or (is_owed and has_passed)


class Kept(NamedTuple):
    """A Record, with the paths of documents that are a child's by their kind."""

    record: Record
    of_children: frozenset[str]


class Hand:
    """Writes and reads such texts, for the units of one catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._order = tuple(catalogue.requirements)
        self._states: dict[str, Mapping[str, State]] = {}

    def written(self, kept: Kept, paths: Sequence[str]) -> str:
        """The text; raises `ValueError` where there are other paths in it.

        What a report has taken is not written: it may be personal, and is for this run alone.
        """
        record = kept.record
        number = {path: n for n, path in reversed(list(enumerate(paths)))}
        try:
            return _write(
                [
                    [number[path] for path in record.paths],
                    sorted(number[path] for path in kept.of_children),
                    [[number[path], self._letters(states)] for path, states in record.states.items()],
                    record.policies,
                    record.settings,
                    [_undated(one, number) for one in record.undated],
                    [_finding(one, number) for one in record.findings],
                    [_deadline(one, number) for one in record.deadlines],
                    [_waiver(one, number) for one in record.waivers],
                ]
            )
        except KeyError as error:
            raise ValueError("a path is not among those given") from error

    def _letters(self, states: Mapping[str, State]) -> str:
        return "".join(_LETTERS[states[name]] if name in states else _NONE for name in self._order)

    def read(
        self, text: str, paths: Sequence[str], site: str | None, child: str | None, asked: Asked
    ) -> Kept:
        """What of a text is asked for; raises `ValueError` where it is none of these texts."""
        try:
            return self._read(json.loads(text), paths, site, child, asked)
        except (TypeError, LookupError, OverflowError, RecursionError, AttributeError) as error:
            raise ValueError("this was not written here") from error

    def _read(
        self, plain: _Plain, paths: Sequence[str], site: str | None, child: str | None, asked: Asked
    ) -> Kept:
        own, of_children, states, policies, settings, undated, findings, deadlines, waivers = plain
        reader = _Reader(self._catalogue, paths, site, child)
        record = Record(
            paths=tuple(paths[number] for number in own),
            findings=tuple(reader.finding(one) for one in findings if asked.takes(one[0], one[1])),
            deadlines=tuple(
                reader.deadline(one) for one in deadlines if asked.lists(one[0], is_owed=one[4])
            ),
            states={paths[number]: self._states_in(letters) for number, letters in states},
            policies=tuple(policies),
            settings=settings,
            waivers=tuple(reader.waiver(one) for one in waivers),
            undated=tuple(reader.undated(one) for one in undated),
        )
        return Kept(record, frozenset(paths[number] for number in of_children))

    def _states_in(self, letters: str) -> Mapping[str, State]:
        """What the letters say of each requirement; most documents of a kind say the same."""
        if letters not in self._states:
            pairs = zip(self._order, letters, strict=True)
            self._states[letters] = {name: _STATES[letter] for name, letter in pairs if letter != _NONE}
        return self._states[letters]


def _day(day: date | None) -> int:
    return 0 if day is None else day.toordinal()


def _place(location: Location, number: Mapping[str, int]) -> _Plain:
    return [number[location.path], *location.span, location.pointer]


def _undated(undated: Undated, number: Mapping[str, int]) -> _Plain:
    return [undated.what, undated.requirement, _place(undated.location, number), undated.identity]


def _deadline(deadline: Deadline, number: Mapping[str, int]) -> _Plain:
    place = _place(deadline.location, number)
    named = deadline.requirement.id
    return [_day(deadline.due), deadline.what, named, place, deadline.is_owed, deadline.identity]


def _waiver(waiver: Waiver, number: Mapping[str, int]) -> _Plain:
    requirement, child, document, first, last, path, pointer = waiver
    return [requirement, child, document, _day(first), _day(last), number[path], pointer]


def _finding(finding: Finding, number: Mapping[str, int]) -> _Plain:
    problem, check = finding.problem, finding.check
    known = _number_of(check, finding.requirement)
    return [
        _day(problem.first),
        _day(problem.last),
        finding.requirement.id,
        known,
        check.severity.value,
        "" if check.remedy == finding.requirement.checks[known].remedy else check.remedy,
        _place(problem.location, number),
        problem.message,
        [[_place(other.location, number), other.note] for other in problem.related],
        problem.note,
        problem.also,
        problem.child,
        [[number[line.path], line.number, line.text, line.underlines] for line in finding.frame],
        finding.fingerprint,
        finding.also,
        finding.is_kept,
    ]


def _number_of(check: Check, requirement: Requirement) -> int:
    """Which check of a requirement it is, whatever its weight and whether or not its rule is bound."""
    of_check = (check.by, check.name, check.looks_at, check.once_a_site)
    alike = ((one.by, one.name, one.looks_at, one.once_a_site) for one in requirement.checks)
    return next(n for n, one in enumerate(alike) if one == of_check)


class _Reader(NamedTuple):
    """Reads the parts of a text that is about one unit."""

    catalogue: Catalogue
    paths: Sequence[str]
    site: str | None
    child: str | None

    def _place(self, plain: _Plain) -> Location:
        number, line, column, end_line, end_column, pointer = plain
        return Location(self.paths[number], Span(line, column, end_line, end_column), tuple(pointer))

    def undated(self, plain: _Plain) -> Undated:
        what, name, place, identity = plain
        duty = self.catalogue.requirements[name].duty
        return Undated(what, name, duty, self._place(place), identity, self.site, self.child)

    def deadline(self, plain: _Plain) -> Deadline:
        due, what, name, place, is_owed, identity = plain
        requirement = self.catalogue.requirements[name]
        location = self._place(place)
        due_on = date.fromordinal(due)
        return Deadline(due_on, what, requirement, location, is_owed, self.site, self.child, identity)

    def waiver(self, plain: _Plain) -> Waiver:
        requirement, child, document, first, last, number, pointer = plain
        days = date.fromordinal(first), date.fromordinal(last)
        return Waiver(requirement, child, document, *days, self.paths[number], tuple(pointer))

    def finding(self, plain: _Plain) -> Finding:
        first, last, name, number, severity, remedy, place, message, related, *rest = plain
        note, problem_also, about, frame, fingerprint, also, is_kept = rest
        requirement = self.catalogue.requirements[name]
        check = requirement.checks[number]
        problem = Problem(
            location=self._place(place),
            message=message,
            related=tuple(Related(self._place(where), word) for where, word in related),
            first=date.fromordinal(first) if first else None,
            last=date.fromordinal(last) if last else None,
            note=note,
            also=tuple(problem_also),
            child=about,
        )
        return Finding(
            requirement,
            check._replace(severity=Severity(severity), remedy=remedy or check.remedy),
            problem,
            tuple(self._lines(frame)),
            fingerprint,
            site=self.site,
            child=self.child,
            also=tuple(also),
            is_kept=is_kept,
        )

    def _lines(self, frame: Iterable[_Plain]) -> Iterator[FrameLine]:
        for number, line, text, underlines in frame:
            yield FrameLine(self.paths[number], line, text, tuple(Underline(*one) for one in underlines))
