"""The sections of the policies in one school: for whom something is open, and what was not looked at."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from lpcheck.actions import is_dangerous, open_findings
from lpcheck.clauses import label_of, place_of, question_in
from lpcheck.comparison import Earlier
from lpcheck.model import Finding, Policy, Requirement, Section, Severity, State
from lpcheck.records import Result


class InSection(NamedTuple):
    """A section with what of it must or should be put right, and what was not looked at.

    `children` and `unseen` are keys of children; `of_children` are the findings about them, and `of_papers`
    those about what is kept once. `before` are the children of an earlier run, None where nobody can say.
    `questions` are what only a person can judge of it.
    """

    label: str
    section: Section
    children: frozenset[str]
    unseen: frozenset[str]
    of_children: tuple[Finding, ...]
    of_papers: tuple[Finding, ...]
    is_unseen_in_papers: bool
    before: frozenset[str] | None
    questions: tuple[str, ...]


def sections_in(result: Result, site: str, earlier: Earlier | None) -> tuple[InSection, ...]:
    """The sections that ask anything of a school, of which a result is, in the order of the policies."""
    spoken_of = {cell.requirement for cell in result.coverage}
    groups: dict[str, tuple[Policy, list[Requirement]]] = {}
    for policy in result.policies:
        for requirement in policy.requirements:
            if requirement.id in spoken_of:
                groups.setdefault(label_of(requirement), (policy, []))[1].append(requirement)
    found: dict[str, list[Finding]] = {}
    for finding in open_findings(result.findings):
        if finding.check.severity is not Severity.ADVICE:
            found.setdefault(finding.requirement.id, []).append(finding)
    before = _before(site, earlier)
    return tuple(
        _in_section(label, policy, group, found, result)._replace(
            before=None
            if earlier is None
            else frozenset().union(*(before.get(one.id, ()) for one in group))
        )
        for label, (policy, group) in groups.items()
    )


def _before(site: str, earlier: Earlier | None) -> Mapping[str, set[str]]:
    """The children of a school for whom something had to or should be put right, by requirement."""
    children: dict[str, set[str]] = {}
    for one in earlier.findings.values() if earlier is not None else ():
        if one.site == site and one.child is not None and one.severity != Severity.ADVICE.value:
            children.setdefault(one.requirement, set()).add(one.child)
    return children


def _in_section(
    label: str,
    policy: Policy,
    group: Sequence[Requirement],
    found: Mapping[str, Sequence[Finding]],
    result: Result,
) -> InSection:
    here = [finding for one in group for finding in found.get(one.id, ())]
    unseen = frozenset(_unseen(group, result))
    return InSection(
        label=label,
        section=_section(policy, group[0]),
        children=frozenset(finding.child for finding in here if finding.child is not None),
        unseen=frozenset(child for child in unseen if child is not None),
        of_children=tuple(finding for finding in here if finding.child is not None),
        of_papers=tuple(finding for finding in here if finding.child is None),
        is_unseen_in_papers=None in unseen,
        before=None,
        questions=tuple(filter(None, map(question_in, group))),
    )


def _unseen(group: Sequence[Requirement], result: Result) -> Iterator[str | None]:
    """Yields each child of whom something was not looked at; None where that is so of what is kept once."""
    names = {one.id for one in group}
    seen_by: set[str] = set()
    for one in result.taken:
        missed = {name for name in names if one.states.get(name) is State.NOT_LOOKED_AT}
        seen_by |= missed
        if missed:
            yield one.child
    nowhere = {cell.requirement for cell in result.coverage if cell.counts.get(State.NOT_LOOKED_AT)}
    if (nowhere & names) - seen_by:
        yield None


def _section(policy: Policy, requirement: Requirement) -> Section:
    """The section in plain words, or what can be said where its policy has none."""
    place, number = place_of(requirement)
    known = policy.sections.get(number.removeprefix("§") or place)
    ask = f"What did we do this year for what {label_of(requirement)}, {policy.title}, asks of us?"
    return known or Section(policy.title, ask)


def gravity(findings: Sequence[Finding]) -> int | None:
    """How grave the gravest of some findings is, less than 0 for what is dangerous; None for none."""
    return min(map(_gravity, findings), default=None)


def _gravity(finding: Finding) -> int:
    """What is dangerous itself weighs more than what keeps it from being looked at."""
    danger = 2 if finding.requirement.never_hidden else int(is_dangerous(finding))
    return -danger or finding.check.severity.rank
