"""All Records to the Result of a run: what holds on the as-of date, in order, counted, filtered.

Requirements that are `never_hidden` pass every filter and stand first in every format.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from lpcheck.catalogue import Catalogue
from lpcheck.fingerprints import told_apart
from lpcheck.model import Cell, Coverage, Deadline, Finding, Problem, Record, Result, State
from lpcheck.places import Location, Pointer, Related
from lpcheck.privacy import shown_path


class Checked(NamedTuple):
    """A unit's Record with what only the run knows: how its folder is shown and what was asked for.

    `asked_for` are the paths, relative to the unit, that the user asked about; None for all of it.
    """

    record: Record
    site: str | None
    folder: str
    asked_for: frozenset[str] | None

    def shown(self, path: str) -> str:
        """A path of the unit as a person at the current folder would type it."""
        return shown_path(f"{self.folder}/{path}" if self.folder else path)

    def is_asked_for(self, path: str) -> bool:
        """Whether the user asked about a document, or about all of the unit."""
        return self.asked_for is None or path in self.asked_for


class Selection(NamedTuple):
    """Which requirements a run reports: prefixes of ids that end at `-` or `.`, none meaning all."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def takes(self, finding: Finding) -> bool:
        """Whether a finding is reported: for its requirement, or for another that its mistake touches."""
        name = finding.requirement.id
        asked = [is_prefix(prefix, one) for prefix in self.select for one in (name, *finding.also)]
        wanted = not self.select or any(asked)
        return wanted and not any(is_prefix(prefix, name) for prefix in self.ignore)


def is_prefix(prefix: str, requirement: str) -> bool:
    """Whether an id, or a beginning of ids that ends at `-` or `.`, means a requirement."""
    return requirement == prefix or requirement.startswith((f"{prefix}-", f"{prefix}."))


class Question(NamedTuple):
    """What a run is to answer: for which day, about what, and which requirements."""

    as_of: date
    scope: tuple[str, ...]
    selection: Selection


def result_of(
    checked: Sequence[Checked], catalogue: Catalogue, question: Question, inputs_digest: str
) -> Result:
    """The Result of a run."""
    as_of = question.as_of
    findings = sorted(_findings(checked, as_of, question.selection), key=_order)
    identities = told_apart(finding.fingerprint for finding in findings)
    documents = [unit.shown(p) for unit in checked for p in unit.record.paths if unit.is_asked_for(p)]
    in_force = {policy for unit in checked for policy in unit.record.policies}
    return Result(
        as_of=as_of,
        scope=question.scope,
        documents=len(documents),
        children=0,
        findings=tuple(f._replace(fingerprint=own) for f, own in zip(findings, identities, strict=True)),
        deadlines=tuple(
            sorted(_deadlines(checked), key=lambda d: (d.due, d.location.path, d.location.span))
        ),
        coverage=tuple(_coverage(checked, as_of)),
        policies=tuple(policy for policy in catalogue.policies if policy.id in in_force),
        law_checked_on=catalogue.register.checked_on.isoformat(),
        settings=_settings(checked),
        inputs_digest=inputs_digest,
    )


def _settings(checked: Sequence[Checked]) -> dict[str, object]:
    """The settings that decided something, with the site's name where sites differ."""
    values: dict[str, dict[str, object]] = {}
    for unit in checked:
        for name, value in unit.record.settings.items():
            values.setdefault(name, {})[unit.site or unit.folder] = value
    shown: dict[str, object] = {}
    for name, by_site in sorted(values.items()):
        if len({*map(str, by_site.values())}) == 1:
            shown[name] = next(iter(by_site.values()))
        else:
            shown.update({f"{name} ({shown_path(site)})": value for site, value in by_site.items()})
    return shown


def holds(problem: Problem, day: date) -> bool:
    """Whether a problem holds on a day."""
    return (problem.first is None or problem.first <= day) and (problem.last is None or day <= problem.last)


def _holding(unit: Checked, as_of: date, selection: Selection) -> Iterator[Finding]:
    """Yields the unit's findings of that day; one that is outranked stands in the other's `also`.

    Only what is reported outranks: what is asked for never goes missing behind what is not.
    """
    holding = [
        finding
        for finding in unit.record.findings
        if holds(finding.problem, as_of) and (finding.requirement.never_hidden or selection.takes(finding))
    ]
    at_place: dict[tuple[str, Pointer], set[str]] = {}
    for finding in holding:
        at_place.setdefault(_place(finding), set()).add(finding.requirement.id)
    outranked = {(_place(finding), other) for finding in holding for other in finding.requirement.outranks}
    for finding in holding:
        if (_place(finding), finding.requirement.id) not in outranked:
            there = at_place[_place(finding)]
            taken_over = (other for other in finding.requirement.outranks if other in there)
            yield finding._replace(also=(*finding.also, *taken_over))


def _place(finding: Finding) -> tuple[str, Pointer]:
    location = finding.problem.location
    return location.path, location.pointer


def _findings(checked: Iterable[Checked], as_of: date, selection: Selection) -> Iterator[Finding]:
    for unit in checked:
        for finding in _holding(unit, as_of, selection):
            if unit.is_asked_for(finding.problem.location.path):
                yield _as_shown(finding, unit.shown)


def _as_shown(finding: Finding, shown: Callable[[str], str]) -> Finding:
    def place(location: Location) -> Location:
        return location._replace(path=shown(location.path))

    problem = finding.problem
    related = tuple(Related(place(other.location), other.note) for other in problem.related)
    return finding._replace(
        problem=problem._replace(location=place(problem.location), related=related),
        frame=tuple(line._replace(path=shown(line.path)) for line in finding.frame),
        site=finding.site and shown_path(finding.site),
    )


def _order(finding: Finding) -> tuple[bool, str, int, int, str, str]:
    place = finding.problem.location
    return (
        not finding.requirement.never_hidden,
        place.path,
        place.span.line,
        place.span.column,
        finding.requirement.id,
        finding.problem.message,
    )


def _deadlines(checked: Iterable[Checked]) -> Iterator[Deadline]:
    for unit in checked:
        for deadline in unit.record.deadlines:
            if unit.is_asked_for(deadline.location.path):
                shown = deadline.location._replace(path=unit.shown(deadline.location.path))
                yield deadline._replace(location=shown, site=unit.site and shown_path(unit.site))


def _coverage(checked: Iterable[Checked], as_of: date) -> Iterator[Coverage]:
    for unit in checked:
        failing = {
            (requirement, finding.problem.location.path)
            for finding in _holding(unit, as_of, Selection())
            for requirement in (finding.requirement.id, *finding.also)
        }
        counts: dict[str, Counter[State]] = {}
        for cell in unit.record.cells:
            if not cell.subject or unit.is_asked_for(cell.subject):
                counts.setdefault(cell.requirement, Counter())[_state(cell, failing)] += 1
        for requirement in sorted(counts):
            yield Coverage(unit.site and shown_path(unit.site), requirement, counts[requirement])


def _state(cell: Cell, failing: set[tuple[str, str]]) -> State:
    if (cell.requirement, cell.subject) in failing:
        return State.NOT_RECORDED
    return cell.state
