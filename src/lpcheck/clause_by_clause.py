"""Each clause of each policy: its own words, how it stands in a school, and where that is written down."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from lpcheck.actions import open_findings, spot_of
from lpcheck.evidence import Days, Source, summed
from lpcheck.model import Finding, Requirement, State
from lpcheck.records import Coverage, Result

WORDS: Mapping[State, str] = {
    State.NOT_RECORDED: "not recorded",
    State.NOT_LOOKED_AT: "not looked at",
    State.WAIVED: "accepted for a time",
    State.RECORDED: "recorded",
    State.FOR_A_PERSON: "for a person",
    State.NOT_APPLICABLE: "does not apply",
}
_MOST = 5
Placed = tuple[str | None, Source]


class Standing(NamedTuple):
    """A state in words, and in how many documents it holds."""

    state: str
    number: int


class Evidence(NamedTuple):
    """A field that a clause asks for: in which document, and of which children, the first ones by key.

    `number` is in how many places it stands, and `more` how many children are not listed; `is_of_all` says
    that all children are meant and none is listed. `kept_in` are the systems that hold the source, and
    `is_kept_elsewhere` says that a place is named which the school does not list.
    """

    document: str
    field: str
    title: str
    number: int
    days: tuple[Days, ...]
    kept_in: tuple[str, ...]
    is_kept_elsewhere: bool
    children: tuple[str, ...]
    more: int
    is_of_all: bool


class Clause(NamedTuple):
    """A clause in its own words, how it stands, where something is open, and where what is recorded stands.

    `accepted_until` is the first day on which an exception ends; `looks` says how it is looked at.
    """

    requirement: str
    clause: str
    title: str
    quote: str
    duty: str
    standings: tuple[Standing, ...]
    accepted_until: date | None
    open_at: tuple[str, ...]
    more_open: int
    looks: tuple[str, ...]
    evidence: tuple[Evidence, ...]


class PolicyPart(NamedTuple):
    """A policy with its clauses."""

    id: str
    title: str
    version: str
    clauses: tuple[Clause, ...]


def parts_of(result: Result, sources: Iterable[Placed]) -> tuple[PolicyPart, ...]:
    """The policies that ask anything of what was looked at, with the evidence among the sources.

    Each source has the key of the child whose it is, None where it is kept once.
    """
    evidence: dict[str, list[Placed]] = {}
    for placed in sources:
        evidence.setdefault(placed[1].requirement, []).append(placed)
    findings: dict[str, list[Finding]] = {}
    for finding in result.findings:
        findings.setdefault(finding.requirement.id, []).append(finding)
    cells = {cell.requirement: cell for cell in result.coverage}
    parts = (
        PolicyPart(
            policy.id,
            policy.title,
            policy.version,
            tuple(
                _clause(
                    one, cells[one.id], findings.get(one.id, []), evidence.get(one.id, []), result.children
                )
                for one in policy.requirements
                if one.id in cells
            ),
        )
        for policy in result.policies
    )
    return tuple(part for part in parts if part.clauses)


def _clause(
    requirement: Requirement,
    cell: Coverage,
    findings: Sequence[Finding],
    placed: Sequence[Placed],
    total: int,
) -> Clause:
    open_at = tuple(dict.fromkeys(spot_of(finding).label for finding in open_findings(findings)))
    accepted = (finding.waived for finding in findings if finding.waived is not None)
    return Clause(
        requirement=requirement.id,
        clause=requirement.clause or "",
        title=requirement.title,
        quote=requirement.quote or "",
        duty=requirement.duty,
        standings=tuple(
            Standing(word, number) for state, word in WORDS.items() if (number := cell.counts.get(state, 0))
        ),
        accepted_until=min(accepted, default=None),
        open_at=open_at[:_MOST],
        more_open=max(0, len(open_at) - _MOST),
        looks=tuple(check.looks_at for check in requirement.checks),
        evidence=tuple(_merged(placed, total)),
    )


def _merged(placed: Iterable[Placed], total: int) -> Iterator[Evidence]:
    """Yields the sources, those in the same field of the documents of several children as one."""
    groups: dict[tuple[bool, str, str], list[Placed]] = {}
    for child, source in placed:
        groups.setdefault((child is not None, source.document, source.field), []).append((child, source))
    for (_, document, field), group in groups.items():
        sources = [source for _, source in group]
        children = sorted({child for child, _ in group if child is not None})
        is_of_all = len(children) == total > _MOST
        yield Evidence(
            document=document,
            field=field,
            title=sources[0].title,
            number=sum(source.number for source in sources),
            days=summed(days for source in sources for days in source.days),
            kept_in=tuple(sorted({system for source in sources for system in source.kept_in})),
            is_kept_elsewhere=any(source.is_kept_elsewhere for source in sources),
            children=() if is_of_all else tuple(children[:_MOST]),
            more=0 if is_of_all else max(0, len(children) - _MOST),
            is_of_all=is_of_all,
        )
