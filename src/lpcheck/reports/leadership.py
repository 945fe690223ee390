"""For the senior leadership team: what is dangerous, who does what next, what changed, what falls due."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from lpcheck.actions import Action, Duty, actions_for, by_duty, open_findings, spot_of
from lpcheck.comparison import Comparison, compared
from lpcheck.contact_facts import TOLD, ContactFacts, contact_facts
from lpcheck.dates import Period
from lpcheck.falling_due import FallingDue, falling_due
from lpcheck.footing import Footing, Question, footing_of, questions_in
from lpcheck.grid import Grid, grid_of
from lpcheck.model import Finding
from lpcheck.overview import overview_of
from lpcheck.records import Result
from lpcheck.reports import Asked, Page, by_school, of_school
from lpcheck.shares import Share, shares_in
from lpcheck.summary import Summary, summary_of
from lpcheck.view import View

IS_PERSONAL = False
_MOST_URGENT = 3


class Restricted(NamedTuple):
    """A child with restrictions in force: how many, when that was last confirmed, when to ask again."""

    child: str
    number: int
    checked: Period | None
    look_again: Period | None


class Restrictions(NamedTuple):
    """Children with restrictions, how many have none by their plan, and whose plan says neither."""

    children: tuple[Restricted, ...]
    none: int
    not_said: tuple[str, ...]


class NotTold(NamedTuple):
    """A child of whose contact somebody was not told, and until when telling the child waits."""

    child: str
    sentences: tuple[str, ...]
    child_waits: Period | None


class Accepted(NamedTuple):
    """A finding that somebody has accepted until a day, which still counts."""

    requirement: str
    title: str
    where: str
    ends: date


class School(NamedTuple):
    """The page of one school."""

    kind: str
    school: str
    as_of: date
    summary: Summary
    urgent: tuple[Action, ...]
    dangerous: tuple[Action, ...]
    duties: tuple[Duty, ...]
    restrictions: Restrictions
    not_told: tuple[NotTold, ...]
    comparison: Comparison | None
    falling_due: FallingDue
    grid: Grid
    accepted: tuple[Accepted, ...]
    questions: tuple[Question, ...]
    footing: Footing


def taken_from(view: View) -> object:
    """The name of a school, or what a child's plan says of restrictions and of who was told."""
    return contact_facts(view) if view.child else of_school(view)


def pages(result: Result, asked: Asked) -> Iterator[Page]:
    """The page of the one school, or where there are several an overview and a page for each."""
    shares = shares_in(result)
    return by_school(
        shares,
        lambda: overview_of(result, shares, asked.earlier),
        lambda share: _school(share, asked),
    )


def _school(share: Share, asked: Asked) -> School:
    result = share.result
    actions = actions_for(result.findings)
    facts = {one.child: one.of for one in result.taken if one.child and isinstance(one.of, ContactFacts)}
    return School(
        kind="school",
        school=share.name,
        as_of=result.as_of,
        summary=summary_of(result),
        urgent=actions[:_MOST_URGENT],
        dangerous=tuple(action for action in actions if action.is_dangerous),
        duties=by_duty(actions),
        restrictions=_restrictions(facts, result.as_of),
        not_told=tuple(_not_told(result.findings, facts)),
        comparison=compared(result, asked.earlier) if asked.earlier else None,
        falling_due=falling_due(result),
        grid=grid_of(result),
        accepted=tuple(_accepted(result.findings)),
        questions=questions_in(result),
        footing=footing_of(result),
    )


def _restrictions(facts: Mapping[str, ContactFacts], day: date) -> Restrictions:
    restricted = tuple(
        Restricted(child, number, one.checked, one.look_again)
        for child, one in sorted(facts.items())
        if (number := one.in_force(day))
    )
    others = [(child, one) for child, one in sorted(facts.items()) if not one.in_force(day)]
    return Restrictions(
        children=restricted,
        none=sum(one.is_said for _, one in others),
        not_said=tuple(child for child, one in others if not one.is_said),
    )


def _not_told(findings: Iterable[Finding], facts: Mapping[str, ContactFacts]) -> Iterator[NotTold]:
    """Yields each child for whom something was found about telling, or whom somebody will tell later."""
    sentences: dict[str, list[str]] = {}
    for finding in open_findings(findings):
        if finding.child and finding.problem.location.pointer[: len(TOLD)] == TOLD:
            sentences.setdefault(finding.child, []).append(finding.problem.message)
    for child in sorted(sentences.keys() | {child for child, one in facts.items() if one.child_waits}):
        waits = facts[child].child_waits if child in facts else None
        yield NotTold(child, tuple(sentences.get(child, ())), waits)


def _accepted(findings: Iterable[Finding]) -> Iterator[Accepted]:
    for finding in findings:
        if finding.waived is not None:
            requirement = finding.requirement
            yield Accepted(requirement.id, requirement.title, spot_of(finding).label, finding.waived)
