"""What is to be done, and by whom: findings that ask for the same as one action, the most urgent first."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from lpcheck.model import By, Finding

MOST_PLACES = 12


class Spot(NamedTuple):
    """Where something was found: a child by key, else the document, with its line and what was found."""

    label: str
    path: str
    line: int
    sentence: str


class Action(NamedTuple):
    """One thing to do, for a requirement, with the first places where it is to be done.

    `sentence` is what was found, where it is the same everywhere, else the requirement's title. `since` is
    the first day on which any of it held, None where it holds on every day; `more` counts the places that
    are not listed. `is_dangerous` says that no filter ever hides it, and `is_in_the_way` that it is so only
    because it keeps something dangerous from being looked at.
    """

    requirement: str
    title: str
    severity: str
    is_dangerous: bool
    is_in_the_way: bool
    sentence: str
    do: str
    asked_by: str
    duty: str
    since: date | None
    spots: tuple[Spot, ...]
    more: int

    @property
    def number(self) -> int:
        """How many findings it would put right."""
        return len(self.spots) + self.more


class Duty(NamedTuple):
    """Whoever a duty falls to, by role, with what they have to do."""

    duty: str
    actions: tuple[Action, ...]


def open_findings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings that nobody has accepted or counted apart."""
    return tuple(finding for finding in findings if finding.is_open)


def actions_for(findings: Iterable[Finding], most: int = MOST_PLACES) -> tuple[Action, ...]:
    """The actions that open findings ask for, the most urgent first, each with so many places at `most`."""
    alike: dict[tuple[str, str, str], list[Finding]] = {}
    for finding in open_findings(findings):
        key = finding.requirement.id, finding.check.remedy, finding.check.severity.value
        alike.setdefault(key, []).append(finding)
    return tuple(_action(group, most) for group in sorted(alike.values(), key=_urgency))


def by_duty(actions: Iterable[Action]) -> tuple[Duty, ...]:
    """The same by whose duty they are, whoever has the most urgent one first."""
    groups: dict[str, list[Action]] = {}
    for action in actions:
        groups.setdefault(action.duty, []).append(action)
    return tuple(Duty(duty, tuple(group)) for duty, group in groups.items())


def is_dangerous(finding: Finding) -> bool:
    """Whether it is about what may never be hidden, or kept that from being looked at, as an error."""
    return finding.requirement.never_hidden or (finding.is_kept and finding.check.severity.rank == 0)


def _urgency(group: Sequence[Finding]) -> tuple[object, ...]:
    """What never may be hidden comes first, then by weight, unread before read, children before papers."""
    first = group[0]
    days = [finding.problem.first or date.max for finding in group]
    is_about_children = any(finding.child for finding in group)
    return (
        not first.requirement.never_hidden,
        not any(map(is_dangerous, group)),
        first.check.severity.rank,
        first.check.by is not By.READER,
        not is_about_children,
        min(days),
        first.requirement.id,
    )


def _action(group: Sequence[Finding], most: int) -> Action:
    first, requirement = group[0], group[0].requirement
    sentences = {finding.problem.message for finding in group}
    days = [finding.problem.first for finding in group if finding.problem.first]
    return Action(
        requirement=requirement.id,
        title=requirement.title,
        severity=first.check.severity.value,
        is_dangerous=any(map(is_dangerous, group)),
        is_in_the_way=any(map(is_dangerous, group)) and not requirement.never_hidden,
        sentence=sentences.pop() if len(sentences) == 1 else requirement.title,
        do=first.check.remedy,
        asked_by=requirement.asked_by,
        duty=requirement.duty,
        since=min(days, default=None),
        spots=tuple(map(spot_of, group[:most])),
        more=max(0, len(group) - most),
    )


def spot_of(finding: Finding) -> Spot:
    """Where a finding is, as a page names it."""
    place = finding.problem.location
    label = where_of(finding.child, place.path)
    return Spot(label, place.path, place.span.line, finding.problem.message)


def where_of(child: str | None, path: str) -> str:
    """What a page calls the place of something: the child by key, else the document without its folders."""
    return child or path.rpartition("/")[2]
