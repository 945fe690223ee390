"""For an inspection: how each clause stands, where that is written, and what was when for a child.

The words are the policy's own; of the documents only days, numbers and places are shown, and no name.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from lpcheck.chronology import Event, OfChild, OfSite, in_order, recorded_at_site, recorded_for
from lpcheck.clause_by_clause import WORDS, PolicyPart, parts_of
from lpcheck.evidence import Source, evidence_in
from lpcheck.footing import Footing, footing_of
from lpcheck.model import State
from lpcheck.records import Result, Taken
from lpcheck.reports import Asked, Page, by_school, of_school
from lpcheck.shares import OfSchool, Share, shares_in
from lpcheck.view import View

IS_PERSONAL = False
MOST_CHILDREN = 5


class InUnit(NamedTuple):
    """What is taken of a unit: the evidence in its documents, and what was when."""

    evidence: tuple[Source, ...]
    recorded: OfChild | OfSite


class Chronology(NamedTuple):
    """What was when for one child; `unread` is how much has no day that can be read."""

    child: str
    events: tuple[Event, ...]
    unread: int
    is_plan_read: bool


class ClauseByClause(NamedTuple):
    """The page of one school, or of what was asked for of it; `is_whole` says which."""

    kind: str
    school: str
    as_of: date
    is_whole: bool
    children: tuple[str, ...]
    more_children: int
    policies: tuple[PolicyPart, ...]
    chronologies: tuple[Chronology, ...]
    footing: Footing


class SchoolByState(NamedTuple):
    """One school among several: its page, and how often each state holds there."""

    school: str
    page: str
    numbers: tuple[int, ...]


class SchoolsByClause(NamedTuple):
    """The first page of several schools; `states` are the heads of the numbers in every line."""

    kind: str
    as_of: date
    states: tuple[str, ...]
    schools: tuple[SchoolByState, ...]
    footing: Footing


def taken_from(view: View) -> object:
    """The evidence in a unit's documents, and what they say was when."""
    if view.child:
        return InUnit(evidence_in(view), recorded_for(view))
    return of_school(view, InUnit(evidence_in(view), recorded_at_site(view)))


def pages(result: Result, asked: Asked) -> Iterator[Page]:  # noqa: ARG001 - an inspection compares nothing
    """The page of the one school, or where there are several an overview and a page for each."""
    shares = shares_in(result)
    return by_school(shares, lambda: _overview(result, shares), _school)


def _overview(result: Result, shares: Iterable[Share]) -> SchoolsByClause:
    lines = (
        SchoolByState(share.name, share.page, tuple(_total(share.result, state) for state in WORDS))
        for share in shares
    )
    return SchoolsByClause(
        "overview", result.as_of, tuple(WORDS.values()), tuple(lines), footing_of(result)
    )


def _total(result: Result, state: State) -> int:
    """For how many requirements a state holds somewhere."""
    return sum(cell.counts.get(state, 0) > 0 for cell in result.coverage)


def _school(share: Share) -> ClauseByClause:
    result = share.result
    children = sorted(one.child for one in result.taken if one.child is not None)
    is_few = len(children) <= MOST_CHILDREN
    return ClauseByClause(
        kind="school",
        school=share.name,
        as_of=result.as_of,
        is_whole=share.folder in result.whole_sites,
        children=tuple(children[:MOST_CHILDREN]),
        more_children=max(0, len(children) - MOST_CHILDREN),
        policies=parts_of(result, _sources(result.taken)),
        chronologies=tuple(_chronologies(result)) if is_few else (),
        footing=footing_of(result),
    )


def _sources(taken: Iterable[Taken]) -> Iterator[tuple[str | None, Source]]:
    """Yields what stands in the documents that were asked for, each with the child whose it is."""
    for one in taken:
        unit = _unit(one)
        for source in unit.evidence if unit is not None else ():
            if one.asked_for is None or source.path in one.asked_for:
                yield one.child, source


def _unit(one: Taken) -> InUnit | None:
    held = one.of.more if isinstance(one.of, OfSchool) else one.of
    return held if isinstance(held, InUnit) else None


def _chronologies(result: Result) -> Iterator[Chronology]:
    """Yields what was when for each child, with what the site records for everybody."""
    recorded = [(one.child, unit.recorded) for one in result.taken if (unit := _unit(one)) is not None]
    of_site = next((held for _, held in recorded if isinstance(held, OfSite)), OfSite((), ()))
    for child, held in recorded:
        if child is not None and isinstance(held, OfChild):
            events = in_order((*held.events, *of_site.for_child(child)))
            yield Chronology(child, events, held.unread, held.is_plan_read)
