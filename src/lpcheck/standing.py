"""The findings of one unit on one day: which hold, which a waiver covers, which stand behind another."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from lpcheck.dates import day_after
from lpcheck.model import Finding, Problem
from lpcheck.places import Pointer
from lpcheck.records import Waiver
from lpcheck.waivers import covers, is_about_nothing


class Standing(NamedTuple):
    """What holds on a day: what nothing covers, what a waiver covers, and which waivers those are.

    `claims` say of each waiver of the unit that it covers nothing, which is yet to be seen.
    """

    open: tuple[Finding, ...]
    waived: tuple[Finding, ...]
    used: frozenset[Waiver]
    claims: tuple[Finding, ...]


def standing_on(findings: Iterable[Finding], day: date, waivers: Sequence[Waiver]) -> Standing:
    """What of the findings of a unit holds on a day, where its site has accepted those waivers."""
    holding = [finding for finding in findings if holds(finding.problem, day)]
    claims = tuple(finding for finding in holding if is_about_nothing(finding))
    current = [waiver for waiver in waivers if waiver.first <= day <= waiver.last]
    still_open: list[Finding] = []
    waived: list[Finding] = []
    used: set[Waiver] = set()
    for finding in holding:
        by = [waiver for waiver in current if covers(waiver, finding)]
        used.update(by)
        if by:
            waived.append(finding._replace(waived=max(waiver.last for waiver in by)))
        elif finding not in claims:
            still_open.append(finding)
    return Standing(tuple(still_open), tuple(waived), frozenset(used), claims)


def coming_in(
    findings: Sequence[Finding], as_of: date, until: date, waivers: Sequence[Waiver]
) -> Iterator[tuple[date, tuple[Finding, ...]]]:
    """Yields each later day on which something begins to be found, with what that is.

    It begins on the first day on which it holds, or on the day after the last waiver that covers it.
    """
    beginning: dict[date, list[Finding]] = {}
    for finding in findings:
        day = None if is_about_nothing(finding) else _first_open(finding, as_of, waivers)
        if day is not None and as_of < day <= until:
            beginning.setdefault(day, []).append(finding)
    for day in sorted(beginning):
        there = standing_on(findings, day, waivers).open
        behind = {(_place(finding), other) for finding in there for other in finding.requirement.outranks}
        new = (f for f in beginning[day] if (_place(f), f.requirement.id) not in behind)
        yield day, tuple(new)


def _first_open(finding: Finding, as_of: date, waivers: Sequence[Waiver]) -> date | None:
    """The first day from `as_of` on which it holds and nothing covers it, None where there is none."""
    day = max(finding.problem.first or as_of, as_of)
    by = sorted((waiver for waiver in waivers if covers(waiver, finding)), key=lambda waiver: waiver.last)
    for waiver in by:
        if waiver.first <= day <= waiver.last:
            day = day_after(waiver.last)
    return day if holds(finding.problem, day) else None


def holds(problem: Problem, day: date) -> bool:
    """Whether a problem holds on a day."""
    return (problem.first is None or problem.first <= day) and (problem.last is None or day <= problem.last)


def ranked(findings: Sequence[Finding]) -> Iterator[Finding]:
    """Yields the findings without those that are outranked, which stand in the other's `also`."""
    at_place: dict[tuple[str, Pointer], set[str]] = {}
    for finding in findings:
        at_place.setdefault(_place(finding), set()).add(finding.requirement.id)
    outranked = {(_place(finding), other) for finding in findings for other in finding.requirement.outranks}
    for finding in findings:
        if (_place(finding), finding.requirement.id) not in outranked:
            there = at_place[_place(finding)]
            taken_over = (other for other in finding.requirement.outranks if other in there)
            yield finding._replace(also=(*finding.also, *taken_over))


def _place(finding: Finding) -> tuple[str, Pointer]:
    location = finding.problem.location
    return location.path, location.pointer
