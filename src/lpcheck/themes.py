"""Of how many children the days say something that governors ask about, and of how many papers.

No count is a part of another that stands beside it and could be taken away from it.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from lpcheck.actions import open_findings
from lpcheck.agenda import When, agenda_of
from lpcheck.contact_facts import TOLD, ContactFacts
from lpcheck.dates import plus_months
from lpcheck.records import Result

CONFIRMED_WITHIN = 6
_TOLD_CHILD = (*TOLD, "child")


class OfChild(NamedTuple):
    """Whether a child's plan is asked about contact at all, and what it says of that."""

    is_asked: bool
    facts: ContactFacts | None


class Themes(NamedTuple):
    """What is counted, by what it is called on the page: children, and papers that a school keeps once."""

    children: Mapping[str, int]
    papers: Mapping[str, int]


def themes_of(result: Result) -> Themes:
    """The themes of a school, each with its number."""
    items = agenda_of(result, result.as_of).items
    overdue = [item.deadline.child for item in items if item.when is When.OVERDUE]
    return Themes(_of_children(result, overdue), _of_papers(result, overdue))


def _of_children(result: Result, overdue: Sequence[str | None]) -> Mapping[str, int]:
    late = {*overdue} - {None}
    themes = {"Children for whom a day has passed by which somebody was to act": len(late)}
    told = [one.of for one in result.taken if isinstance(one.of, OfChild)]
    if any(one.is_asked for one in told):
        since = plus_months(result.as_of, -CONFIRMED_WITHIN)
        themes |= {
            "Children with a restriction on contact in force": sum(
                one.facts is not None and one.facts.in_force(result.as_of) > 0 for one in told
            ),
            "Children of whom nobody confirmed within six months what is restricted, if anything": sum(
                not _is_confirmed(one.facts, since) for one in told
            ),
            "Children not recorded as told what is agreed about their contact": len(_untold(result)),
        }
    return themes


def _is_confirmed(facts: ContactFacts | None, since: date) -> bool:
    return facts is not None and facts.checked is not None and facts.checked.last >= since


def _untold(result: Result) -> set[str | None]:
    """The children of whom nothing says that they were told, or of whose being told something is open."""
    silent = {
        one.child
        for one in result.taken
        if isinstance(one.of, OfChild) and (one.of.facts is None or one.of.facts.child_told is None)
    }
    found = {
        finding.child
        for finding in open_findings(result.findings)
        if finding.problem.location.pointer[: len(_TOLD_CHILD)] == _TOLD_CHILD
    }
    return silent | found - {None}


def _of_papers(result: Result, overdue: Sequence[str | None]) -> Mapping[str, int]:
    return {
        "Days that have passed by which somebody was to act for the whole school": overdue.count(None),
        "Exceptions that somebody has accepted for a time": sum(
            finding.waived is not None for finding in result.findings
        ),
    }
