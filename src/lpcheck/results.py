"""All Records to the Result of a run: what holds on the as-of date, in order, counted, filtered.

Requirements that are `never_hidden` pass every filter and stand first in every format.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from lpcheck.catalogue import Catalogue
from lpcheck.coverage import least
from lpcheck.fingerprints import told_apart
from lpcheck.gathering import gathered
from lpcheck.model import Finding, State
from lpcheck.privacy import shown_path
from lpcheck.records import Coming, Coverage, Deadline, Result, Taken, Undated, Waiver
from lpcheck.showing import Checked, Selection, as_shown, asked_for
from lpcheck.standing import Standing, coming_in, ranked, standing_on
from lpcheck.tally import SiteTally, settled


class Question(NamedTuple):
    """What a run is to answer: for which day, about what, and which requirements.

    `until` is the last day for which it is to say what will be found if nothing changes, None for no such.
    """

    as_of: date
    scope: tuple[str, ...]
    selection: Selection
    until: date | None = None


def result_of(
    checked: Iterable[Checked], catalogue: Catalogue, question: Question, inputs_digest: str
) -> Result:
    """The Result of a run; what is checked is looked at once, and only what is reported of it is kept."""
    as_of = question.as_of
    total = _Total(question, catalogue)
    for unit in checked:
        total.add(unit)
    total.end_site()
    findings = sorted(gathered(total.findings), key=_order)
    identities = told_apart(finding.fingerprint for finding in findings)
    return Result(
        as_of=as_of,
        scope=question.scope,
        documents=total.documents,
        children=total.children,
        findings=tuple(f._replace(fingerprint=own) for f, own in zip(findings, identities, strict=True)),
        deadlines=tuple(sorted(total.deadlines, key=lambda d: (d.due, d.location.path, d.location.span))),
        coverage=tuple(total.coverage),
        policies=tuple(policy for policy in catalogue.policies if policy.id in total.policies),
        law_checked_on=catalogue.register.checked_on.isoformat(),
        settings=_settings(total.settings),
        inputs_digest=inputs_digest,
        undated=tuple(sorted(total.undated, key=lambda one: (one.location.path, one.location.span))),
        taken=tuple(total.taken),
        whole_sites=frozenset(total.whole_sites),
        coming=tuple(sorted(_once_a_site(total.coming), key=lambda one: (one.day, _order(one.finding)))),
    )


def _once_a_site(coming: Iterable[Coming]) -> Iterator[Coming]:
    """Yields the same, those of a check that speaks once a site as one for each day."""
    by_day: dict[date, list[Finding]] = {}
    for day, finding in coming:
        by_day.setdefault(day, []).append(finding)
    for day, findings in by_day.items():
        yield from (Coming(day, finding) for finding in gathered(findings))


class _Total:
    """What all units come to: it grows with what is found and due, not with what was looked at.

    Those of a site come one after the other, and when another begins, little is kept of it.
    """

    def __init__(self, question: Question, catalogue: Catalogue) -> None:
        self._question = question
        self._catalogue = catalogue
        self.documents = 0
        self.children = 0
        self.findings: list[Finding] = []
        self.coming: list[Coming] = []
        self.deadlines: list[Deadline] = []
        self.undated: list[Undated] = []
        self.policies: set[str] = set()
        self.settings: dict[str, dict[str, object]] = {}
        self.coverage: list[Coverage] = []
        self.whole_sites: set[str] = set()
        self.taken: list[Taken] = []
        self._site: SiteTotal | None = None
        self._place: tuple[str, str] | None = None
        self._counts: dict[tuple[tuple[State, int], ...], Mapping[State, int]] = {}

    def add(self, unit: Checked) -> None:
        """Takes in one unit; of what was not asked for only what it says about the site."""
        self.documents += sum(map(unit.is_asked_for, unit.record.paths))
        self.children += unit.child is not None
        self.deadlines += asked_for(unit, unit.record.deadlines)
        self.undated += asked_for(unit, unit.record.undated)
        self.policies.update(unit.record.policies)
        for name, value in unit.record.settings.items():
            self.settings.setdefault(name, {})[unit.site or unit.folder] = value
        site = self._site_of(unit)
        standing = site.add(unit, self._question.as_of)
        for findings in (standing.open, standing.waived):
            self.findings += _reported(unit, findings, self._question.selection) if findings else ()
        if unit.record.taken is not None:
            self.taken.append(_taken(unit, standing))
        if self._question.until is not None:
            self.coming += self._coming(unit, site.waivers, self._question.until)

    def _coming(self, unit: Checked, waivers: Sequence[Waiver], until: date) -> Iterator[Coming]:
        for day, findings in coming_in(unit.record.findings, self._question.as_of, until, waivers):
            for finding in _reported(unit, findings, self._question.selection):
                yield Coming(day, finding)

    def _site_of(self, unit: Checked) -> "SiteTotal":
        """What the site of a unit comes to; documents in no site have nothing to do with each other."""
        place = None if unit.site is None else (unit.folder, unit.site)
        if self._site is None or place is None or place != self._place:
            self.end_site()
            self._site, self._place = SiteTotal(unit.site and shown_path(unit.site)), place
        return self._site

    def end_site(self) -> None:
        """Takes in what of a site can only be told when everything in it was seen."""
        if self._site is None:
            return
        for unit, claims in self._site.unused():
            self.findings += _reported(unit, claims, self._question.selection)
        for line in self._site.tally.coverage(self._catalogue):
            # Many requirements of many sites have the same counts, which are kept once.
            same = self._counts.setdefault(tuple(line.counts.items()), line.counts)
            self.coverage.append(line._replace(counts=same))
        if self._site.name and self._site.is_whole:
            self.whole_sites.add(self._site.name)
        self._site = None


class SiteTotal:
    """What the units of one site come to: the counts of each requirement, and the waivers not used yet."""

    def __init__(self, site: str | None) -> None:
        self.name = site
        self.is_whole = False
        self.tally = SiteTally(site)
        self.waivers: list[Waiver] = []
        self._used: set[Waiver] = set()
        self._claims: list[tuple[Checked, Finding]] = []

    def add(self, unit: Checked, as_of: date) -> Standing:
        """Takes in one unit, the site's own first, and says which of its findings stand."""
        self.is_whole |= unit.child is None and unit.asked_for is None
        self.waivers += unit.record.waivers
        standing = standing_on(unit.record.findings, as_of, self.waivers)
        self._used |= standing.used
        self._claims += [(unit, claim) for claim in standing.claims]
        self.tally.add(unit.record, _about(standing.open), _about(standing.waived), unit.is_asked_for)
        return standing

    def unused(self) -> Iterator[tuple[Checked, tuple[Finding, ...]]]:
        """Yields the claims of waivers that cover nothing, where all of the site was looked at."""
        unused = {(waiver.path, waiver.pointer) for waiver in self.waivers if waiver not in self._used}
        for unit, claim in self._claims:
            place = claim.problem.location
            if unit.asked_for is None and (place.path, place.pointer) in unused:
                self.tally.turn(claim.requirement.id)
                yield unit, (claim,)


def _taken(unit: Checked, standing: Standing) -> Taken:
    """What a report has taken from a unit, with the least reassuring state of each requirement in it."""
    states: dict[str, State] = {}
    for path, of_document in settled(unit.record, _about(standing.open), _about(standing.waived)):
        for requirement, state in of_document.items() if unit.is_asked_for(path) else ():
            states[requirement] = least(state, states.get(requirement))
    documents = sum(map(unit.is_asked_for, unit.record.paths))
    site = unit.site and shown_path(unit.site)
    return Taken(site, unit.shown_child, documents, unit.record.taken, states, unit.asked_for)


def _settings(values: Mapping[str, Mapping[str, object]]) -> dict[str, object]:
    """The settings that decided something, with the site's name where sites differ."""
    shown: dict[str, object] = {}
    for name, by_site in sorted(values.items()):
        if len({*map(str, by_site.values())}) == 1:
            shown[name] = next(iter(by_site.values()))
        else:
            shown.update({f"{name} ({shown_path(site)})": value for site, value in by_site.items()})
    return shown


def _reported(unit: Checked, findings: Sequence[Finding], selection: Selection) -> Iterator[Finding]:
    """Yields what is reported of the findings of that day, as it may be shown.

    Only what is reported outranks: what is asked for never goes missing behind what is not.
    """
    selected = [finding for finding in findings if finding.is_kept or selection.takes(finding)]
    for finding in ranked(selected):
        if unit.reports(finding):
            yield as_shown(finding, unit)


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


def _about(findings: Sequence[Finding]) -> frozenset[tuple[str, str]]:
    """Each requirement that findings are about, with the document they are in."""
    return frozenset(
        (requirement, finding.problem.location.path)
        for finding in findings
        for requirement in (finding.requirement.id, *finding.also)
    )
