"""All Records to the Result of a run: what holds on the as-of date, in order, counted, filtered.

Requirements that are `never_hidden` pass every filter and stand first in every format.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from lpcheck.catalogue import Catalogue
from lpcheck.children import shown_child, shown_elsewhere, shown_inside
from lpcheck.fingerprints import told_apart
from lpcheck.model import Deadline, Finding, Problem, Record, Result
from lpcheck.places import Location, Pointer, Related
from lpcheck.privacy import shown_path
from lpcheck.tally import SiteTally


class Checked(NamedTuple):
    """A unit's Record with what only the run knows: how its folder is shown and what was asked for.

    `asked_for` are the paths, relative to the folder of the unit, that the user asked about; None for all
    of it. `child` is the name of the child's folder, and `children` are those of the site. `of_children`
    are the paths of documents that are a child's by their kind; outside a site, `below` is how many folders
    lie between such a document and the place asked for, None where nobody knows.
    """

    record: Record
    site: str | None
    folder: str
    asked_for: frozenset[str] | None
    child: str | None = None
    children: tuple[str, ...] = ()
    of_children: frozenset[str] = frozenset()
    below: int | None = None

    def shown(self, path: str) -> str:
        """A path of the unit as a person at the current folder would type it."""
        is_childs = path in self.of_children
        inside = path if self.site is None else shown_inside(path, self.children, is_childs=is_childs)
        whole = f"{self.folder}/{inside}" if self.folder else inside
        if self.site is None:
            whole = shown_elsewhere(whole, is_childs=is_childs, below=self.below)
        return shown_path(whole)

    @property
    def shown_child(self) -> str | None:
        """The child's folder as it may be shown, None where this is no child's unit."""
        return None if self.child is None else shown_child(self.child, self.children)

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
    checked: Iterable[Checked], catalogue: Catalogue, question: Question, inputs_digest: str
) -> Result:
    """The Result of a run; what is checked is looked at once, and only what is reported of it is kept."""
    as_of = question.as_of
    total = _Total(question)
    for unit in checked:
        total.add(unit)
    findings = sorted(total.findings, key=_order)
    identities = told_apart(finding.fingerprint for finding in findings)
    return Result(
        as_of=as_of,
        scope=question.scope,
        documents=total.documents,
        children=total.children,
        findings=tuple(f._replace(fingerprint=own) for f, own in zip(findings, identities, strict=True)),
        deadlines=tuple(sorted(total.deadlines, key=lambda d: (d.due, d.location.path, d.location.span))),
        coverage=tuple(line for site in total.sites.values() for line in site.coverage(catalogue)),
        policies=tuple(policy for policy in catalogue.policies if policy.id in total.policies),
        law_checked_on=catalogue.register.checked_on.isoformat(),
        settings=_settings(total.settings),
        inputs_digest=inputs_digest,
    )


class _Total:
    """What all units come to: it grows with what is found and due, not with what was looked at."""

    def __init__(self, question: Question) -> None:
        self._question = question
        self.documents = 0
        self.children = 0
        self.findings: list[Finding] = []
        self.deadlines: list[Deadline] = []
        self.policies: set[str] = set()
        self.settings: dict[str, dict[str, object]] = {}
        self.sites: dict[object, SiteTally] = {}

    def add(self, unit: Checked) -> None:
        """Takes in one unit; of what was not asked for only what it says about the site."""
        as_of, selection = self._question.as_of, self._question.selection
        self.documents += sum(map(unit.is_asked_for, unit.record.paths))
        self.children += unit.child is not None
        holding = [f for f in unit.record.findings if holds(f.problem, as_of)]
        self.findings += _findings(unit, holding, selection) if holding else ()
        self.deadlines += _deadlines(unit)
        self.policies.update(unit.record.policies)
        for name, value in unit.record.settings.items():
            self.settings.setdefault(name, {})[unit.site or unit.folder] = value
        # Documents in no site have nothing to do with each other.
        key = (unit.folder, unit.site) if unit.site is not None else len(self.sites)
        if key not in self.sites:
            self.sites[key] = SiteTally(unit.site and shown_path(unit.site))
        self.sites[key].add(unit.record, _failing(holding), unit.is_asked_for)


def _settings(values: Mapping[str, Mapping[str, object]]) -> dict[str, object]:
    """The settings that decided something, with the site's name where sites differ."""
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


def _ranked(holding: Sequence[Finding]) -> Iterator[Finding]:
    """Yields the findings without those that are outranked, which stand in the other's `also`."""
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


def _findings(unit: Checked, holding: Sequence[Finding], selection: Selection) -> Iterator[Finding]:
    """Yields what is reported of the findings of that day.

    Only what is reported outranks: what is asked for never goes missing behind what is not.
    """
    reported = [finding for finding in holding if finding.is_kept or selection.takes(finding)]
    for finding in _ranked(reported):
        if unit.is_asked_for(finding.problem.location.path):
            yield _as_shown(finding, unit)


def _as_shown(finding: Finding, unit: Checked) -> Finding:
    def place(location: Location) -> Location:
        return location._replace(path=unit.shown(location.path))

    problem = finding.problem
    related = tuple(Related(place(other.location), other.note) for other in problem.related)
    return finding._replace(
        problem=problem._replace(location=place(problem.location), related=related),
        frame=tuple(line._replace(path=unit.shown(line.path)) for line in finding.frame),
        site=finding.site and shown_path(finding.site),
        child=unit.shown_child,
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


def _deadlines(unit: Checked) -> Iterator[Deadline]:
    for deadline in unit.record.deadlines:
        if unit.is_asked_for(deadline.location.path):
            shown = deadline.location._replace(path=unit.shown(deadline.location.path))
            site = unit.site and shown_path(unit.site)
            yield deadline._replace(location=shown, site=site, child=unit.shown_child)


def _failing(holding: Sequence[Finding]) -> frozenset[tuple[str, str]]:
    """Each requirement that findings of that day are about, with the document they are in."""
    return frozenset(
        (requirement, finding.problem.location.path)
        for finding in holding
        for requirement in (finding.requirement.id, *finding.also)
    )
