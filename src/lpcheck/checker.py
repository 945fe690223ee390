"""One unit of work to its Record: everything that can be said of its documents, on whatever day.

`check_unit` is a pure function of the unit's documents, what its site says, the policies and the settings
around it. It knows no clock: each problem carries the days on which it holds, so a Record is true for every
date. A child's documents are judged among themselves; of the site they see what its context holds.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from lpcheck.coverage import states_of
from lpcheck.dates import day_after
from lpcheck.deadlines import due_in, placed
from lpcheck.documents import Document
from lpcheck.examining import Examination
from lpcheck.frames import Pages
from lpcheck.judging import judgements_on
from lpcheck.model import Finding, Policy, State
from lpcheck.raising import Raised, findings_from, lasting, raised_in, weighed
from lpcheck.records import Deadline, Record, Undated, Waiver
from lpcheck.surroundings import Around, SiteContext, examined_here
from lpcheck.undated_places import undated_in
from lpcheck.view import View
from lpcheck.waivers import waivers_in
from lpcheck.words import counted


def check_unit(documents: Sequence[Document], site: SiteContext, around: Around, child: str = "") -> Record:
    """The Record of a site's own documents, of one child's, or of a document that is in no site.

    `child` is the name of the child's folder, "" where the documents are no child's; there is at least one
    document.
    """
    examinations = [examined_here(document, site, around, child) for document in documents]
    view = _view_of(examinations, site, around, child)
    said = [_said_of(examination, view, site, around) for examination in examinations]
    raised = [one for of_document in said for one in of_document.raised]
    findings = _findings(raised, examinations, site, around, child or None) if raised else ()
    decided = {name for of_document in said for name in of_document.settings}
    return Record(
        paths=tuple(document.path for document in documents),
        findings=findings,
        deadlines=tuple(deadline for of_document in said for deadline in of_document.deadlines),
        states={e.examined.document.path: one.states for e, one in zip(examinations, said, strict=True)},
        policies=tuple(policy.id for policy in _in_force(examinations, site, around, child)),
        settings={name: _shown(site.settings[name]) for name in sorted(decided)},
        waivers=tuple(waiver for of_document in said for waiver in of_document.waivers),
        undated=tuple(undated for of_document in said for undated in of_document.undated),
        taken=around.takes(view) if around.takes else None,
    )


def _findings(
    raised: Iterable[Raised],
    examinations: Sequence[Examination],
    site: SiteContext,
    around: Around,
    child: str | None,
) -> tuple[Finding, ...]:
    """What is raised, as it may be shown; of the site's documents each line is masked once."""
    pages = _pages_of(examinations, site, around)
    findings = tuple(findings_from(raised, pages, site.folder, child))
    _keep_lines(pages, site)
    return findings


class _Said(NamedTuple):
    """What there is to say of one document, and the settings that decided it."""

    raised: tuple[Raised, ...]
    states: Mapping[str, State]
    deadlines: tuple[Deadline, ...]
    undated: tuple[Undated, ...]
    waivers: tuple[Waiver, ...]
    settings: frozenset[str]


def _said_of(examination: Examination, of_unit: View, site: SiteContext, around: Around) -> _Said:
    catalogue, child = around.catalogue, of_unit.child or None
    view = of_unit._replace(examined=examination.examined, is_sound=_is_sound(examination, site), found={})
    judgements = list(judgements_on(examination, view)) if examination.is_read else []
    dues = list(due_in(examination, catalogue, site.settings))
    passing = [due for due in dues if view.is_asked_about(first=day_after(due.day))]
    listed = [due for due in dues if around.lists(due.day, is_owed=due.is_owed)]
    raised = raised_in(examination, site.folder, passing, judgements, catalogue)
    decided = {name for judgement in judgements if judgement.looked for name in judgement.check.settings}
    return _Said(
        raised=tuple(weighed(lasting(raised, around.since, around.until), around.severities)),
        states=states_of(examination, judgements, catalogue),
        deadlines=tuple(placed(due, site.folder, child) for due in listed),
        undated=tuple(undated_in(examination, catalogue, site.folder, child)),
        waivers=tuple(waivers_in(examination, judgements)),
        settings=frozenset(decided.union(due.mark.months for due in dues if due.mark.months)),
    )


def _view_of(examinations: Sequence[Examination], site: SiteContext, around: Around, child: str) -> View:
    is_part_unread = not all(examination.is_read for examination in examinations)
    return View(
        examined=examinations[0].examined,
        site=site.examined,
        unit=tuple(e.examined for e in examinations if e.is_read),
        folder=site.folder or "",
        is_part_unread=is_part_unread or (bool(child) and site.is_part_unread),
        settings=site.settings,
        register=around.catalogue.register,
        policies=tuple(policy.id for policy in around.catalogue.policies),
        requirements=around.catalogue.requirements,
        procedures=site.procedures,
        child=child,
        children=site.children,
        since=around.since,
        until=around.until,
        found_in_unit={},
        found_at_site=site.found,
    )


def _is_sound(examination: Examination, site: SiteContext) -> bool:
    """Whether everything that a rule may look at can be relied upon."""
    looked_at = (examination.examined, *site.examined)
    return bool(site.examined) and not any(examined.unreliable for examined in looked_at)


def _pages_of(examinations: Sequence[Examination], site: SiteContext, around: Around) -> Pages:
    """The unit's documents and those of the site that a problem may point to."""
    documents = {e.examined.document.path: e.examined for e in site.examinations}
    documents |= {e.examined.document.path: e.examined for e in examinations}
    return Pages(documents, around.masked, dict(site.lines))


def _keep_lines(pages: Pages, site: SiteContext) -> None:
    """Keeps the lines of the site's own documents, so that no other child has to have them masked again."""
    of_site = site.paths
    site.lines.update((place, line) for place, line in pages.lines.items() if place[0] in of_site)


def _shown(value: object) -> object:
    """A setting as it may be shown: a number as it is, of a list only how long it is."""
    return (
        value
        if isinstance(value, bool | int | float)
        else counted(len(value), "item")
        if isinstance(value, list)
        else "•••"
    )


def _in_force(
    examinations: Sequence[Examination], site: SiteContext, around: Around, child: str
) -> tuple[Policy, ...]:
    """The policies in force at the site; without one, those that the documents put into practice."""
    if child:
        return around.catalogue.policies_named(site.in_force)
    chosen = examinations if site.of_site is None else [site.of_site]
    ids = {policy.id for examination in chosen for policy in examination.policies}
    return tuple(policy for policy in around.catalogue.policies if policy.id in ids)
