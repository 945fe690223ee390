"""For test reports and their trends: a test case for each requirement of a school, and for each document.

The suite of a school has a test case for every requirement that it was asked, whatever came out, so that
the number of cases stays. A document has a suite where something was found in it that counts, with a case
for each requirement: what is recorded is counted for a school, not for each of its documents.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple
from xml.etree import ElementTree as ET

from lpcheck.apart import reasons_apart
from lpcheck.look import Look, inert
from lpcheck.model import Finding, State
from lpcheck.records import Result

# What decides about a case first, and in which words.
_WORDS = {
    State.NOT_RECORDED: "not recorded",
    State.WAIVED: "waived",
    State.NOT_LOOKED_AT: "not looked at",
    State.FOR_A_PERSON: "for a person",
    State.RECORDED: "recorded",
    State.NOT_APPLICABLE: "not applicable",
}
_NOWHERE = "outside a school"


class Case(NamedTuple):
    """A test case: what fails it, or why it was skipped; with neither it has passed."""

    name: str
    failures: tuple[Finding, ...] = ()
    skipped: str = ""


def render(result: Result, look: Look) -> str:
    """A suite for each school and for each document with a finding; `look` changes nothing."""
    del look
    titles = {one.id: one.title for policy in result.policies for one in policy.requirements}
    titles |= {finding.requirement.id: finding.requirement.title for finding in result.findings}
    suites = [*_sites(result, titles), *_documents(result.findings, titles)]
    root = ET.Element("testsuites", {"name": "lpcheck"})
    for name, cases in suites:
        root.append(_suite(name, cases))
    _number(root, [case for _, cases in suites for case in cases])
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _sites(result: Result, titles: Mapping[str, str]) -> Iterator[tuple[str, list[Case]]]:
    """Yields each school with a case for every requirement, in their order."""
    counts: dict[str | None, dict[str, Counter[State]]] = {}
    for cell in result.coverage:
        of_site = counts.setdefault(cell.site, {})
        of_site.setdefault(cell.requirement, Counter()).update(cell.counts)
    found = _by_requirement(result.findings)
    for site, of_site in counts.items():
        yield (
            site or _NOWHERE,
            [
                _case(_name(requirement, titles), states, found.get((site, requirement), ()))
                for requirement, states in of_site.items()
            ],
        )


def _by_requirement(findings: Iterable[Finding]) -> Mapping[tuple[str | None, str], list[Finding]]:
    """The findings of each site about each requirement, those too whose mistake touches it as well."""
    found: dict[tuple[str | None, str], list[Finding]] = {}
    for finding in findings:
        for requirement in (finding.requirement.id, *finding.also):
            found.setdefault((finding.site, requirement), []).append(finding)
    return found


def _case(name: str, states: Mapping[State, int], found: Sequence[Finding]) -> Case:
    counting = tuple(finding for finding in found if not reasons_apart(finding))
    if counting:
        return Case(name, counting)
    there = [state for state in _WORDS if states.get(state)]
    if there[:1] == [State.RECORDED]:
        return Case(name)
    reasons = dict.fromkeys(reason for finding in found for reason in reasons_apart(finding))
    counts = (f"{_WORDS[state]}: {states[state]}" for state in there)
    return Case(name, skipped="; ".join((*counts, *reasons)) or "not looked at")


def _documents(findings: Iterable[Finding], titles: Mapping[str, str]) -> Iterator[tuple[str, list[Case]]]:
    """Yields each document in which something counts, with a case for each requirement."""
    found: dict[str, dict[str, list[Finding]]] = {}
    for finding in findings:
        if not reasons_apart(finding):
            of_document = found.setdefault(finding.problem.location.path, {})
            of_document.setdefault(finding.requirement.id, []).append(finding)
    for path, of_document in found.items():
        yield path, [Case(_name(name, titles), tuple(those)) for name, those in of_document.items()]


def _name(requirement: str, titles: Mapping[str, str]) -> str:
    return f"{requirement} {titles.get(requirement, '')}".rstrip()


def _suite(name: str, cases: Sequence[Case]) -> ET.Element:
    suite = ET.Element("testsuite", {"name": inert(name)})
    _number(suite, cases)
    for case in cases:
        one = ET.SubElement(suite, "testcase", {"classname": inert(name), "name": inert(case.name)})
        if case.failures:
            _failure(one, case.failures)
        elif case.skipped:
            ET.SubElement(one, "skipped", {"message": inert(case.skipped)})
    return suite


def _failure(case: ET.Element, findings: Sequence[Finding]) -> None:
    gravest = min(findings, key=lambda finding: finding.check.severity.rank)
    attributes = {"type": gravest.check.severity.value, "message": inert(gravest.problem.message)}
    failure = ET.SubElement(case, "failure", attributes)
    failure.text = "\n".join(inert(line) for finding in findings for line in _lines(finding))


def _lines(finding: Finding) -> Iterator[str]:
    place, requirement = finding.problem.location, finding.requirement
    yield f"{place.path}:{place.span.line}:{place.span.column}: {finding.problem.message}"
    yield f"severity: {finding.check.severity.value}"
    yield f"asked by: {requirement.asked_by}"
    yield f"duty: {requirement.duty}"
    yield f"to do: {finding.check.remedy}"


def _number(element: ET.Element, cases: Sequence[Case]) -> None:
    element.set("tests", str(len(cases)))
    element.set("failures", str(sum(bool(case.failures) for case in cases)))
    element.set("errors", "0")
    element.set("skipped", str(sum(bool(case.skipped) for case in cases)))
