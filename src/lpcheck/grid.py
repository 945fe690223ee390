"""Children by requirement: how each group of requirements stands for each child, a cell each."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from lpcheck.actions import open_findings
from lpcheck.clauses import label_of, place_of
from lpcheck.coverage import least
from lpcheck.model import Finding, Requirement, Severity, State
from lpcheck.records import Result, Taken


class Group(NamedTuple):
    """Requirements that a policy asks for in one section, "" for those in none; `titles` are theirs."""

    policy: str
    section: str
    titles: tuple[str, ...]


class Cell(NamedTuple):
    """How a group stands for one child: the gravest finding and how many there are, else a state.

    `level` is `error`, `warning`, `advice`, or the name of a state such as `recorded`.
    """

    level: str
    number: int


class Row(NamedTuple):
    """One child by key, and a cell for each group."""

    child: str
    cells: tuple[Cell, ...]


class Head(NamedTuple):
    """A policy above so many groups that stand side by side."""

    policy: str
    span: int


class Grid(NamedTuple):
    """The groups that are about children, and a row for each child that was looked at."""

    heads: tuple[Head, ...]
    groups: tuple[Group, ...]
    rows: tuple[Row, ...]


def grid_of(result: Result) -> Grid:
    """The grid of all children that a report has taken something of, by their keys."""
    children = [one for one in result.taken if one.child is not None]
    requirements = {one.id: one for policy in result.policies for one in policy.requirements}
    spoken_of = dict.fromkeys(name for one in children for name in one.states if name in requirements)
    members: dict[str, list[Requirement]] = {}
    for name in sorted(spoken_of, key=list(requirements).index):
        members.setdefault(label_of(requirements[name]), []).append(requirements[name])
    found: dict[tuple[str | None, str], list[Finding]] = {}
    for finding in open_findings(result.findings):
        found.setdefault((finding.child, label_of(finding.requirement)), []).append(finding)
    groups = tuple(_group(group) for group in members.values())
    return Grid(
        heads=tuple(Head(policy, len(list(side))) for policy, side in groupby(groups, lambda g: g.policy)),
        groups=groups,
        rows=tuple(
            Row(one.child or "", tuple(_cells(one, members, found)))
            for one in sorted(children, key=lambda one: one.child or "")
        ),
    )


def _group(members: Sequence[Requirement]) -> Group:
    return Group(*place_of(members[0]), tuple(one.title for one in members))


def _cells(
    one: Taken,
    members: Mapping[str, Iterable[Requirement]],
    found: Mapping[tuple[str | None, str], list[Finding]],
) -> Iterator[Cell]:
    for label, group in members.items():
        findings = found.get((one.child, label), [])
        if findings:
            yield Cell(gravest(findings).value, len(findings))
        else:
            yield Cell(_state(one.states, group).value, 0)


def gravest(findings: Iterable[Finding]) -> Severity:
    """The weight of the gravest of some findings."""
    return min((finding.check.severity for finding in findings), key=lambda severity: severity.rank)


def _state(states: Mapping[str, State], group: Iterable[Requirement]) -> State:
    worst: State | None = None
    for requirement in group:
        state = states.get(requirement.id)
        worst = worst if state is None else least(state, worst)
    return worst or State.NOT_APPLICABLE
