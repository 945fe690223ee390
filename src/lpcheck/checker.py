"""One unit of work to its Record: everything that can be said of its documents, on whatever day.

`check_unit` is a pure function of the unit's documents, what its site says, the policies and the settings
around it. It knows no clock: each problem carries the days on which it holds, so a Record is true for every
date. A child's documents are judged among themselves; of the site they see what its context holds.
"""

from collections.abc import Mapping, Sequence

from lpcheck.coverage import states_of
from lpcheck.deadlines import due_in, placed
from lpcheck.documents import Document
from lpcheck.examining import Examination
from lpcheck.frames import Pages
from lpcheck.judging import judgements_on
from lpcheck.model import Policy, State
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
    raised: list[Raised] = []
    states: dict[str, Mapping[str, State]] = {}
    decided: set[str] = set()
    deadlines: list[Deadline] = []
    undated: list[Undated] = []
    waivers: list[Waiver] = []
    for examination in examinations:
        here = view._replace(examined=examination.examined, is_sound=_is_sound(examination, site), found={})
        judgements = list(judgements_on(examination, here)) if examination.is_read else []
        dues = list(due_in(examination, around.catalogue, site.settings))
        deadlines += (placed(due, site.folder, child or None) for due in dues)
        undated += undated_in(examination, around.catalogue, site.folder, child or None)
        found = raised_in(examination, site.folder, dues, judgements, around.catalogue)
        waivers += waivers_in(examination, judgements)
        raised += weighed(lasting(found, around.since, around.until), around.severities)
        path = examination.examined.document.path
        states[path] = states_of(examination, judgements, around.catalogue)
        decided.update(name for j in judgements if j.looked for name in j.check.settings)
        decided.update(due.mark.months for due in dues if due.mark.months)
    pages = _pages_of(examinations, site, around)
    findings = tuple(findings_from(raised, pages, site.folder, child or None))
    _keep_lines(pages, site)
    return Record(
        paths=tuple(document.path for document in documents),
        findings=findings,
        deadlines=tuple(deadlines),
        states=states,
        policies=tuple(policy.id for policy in _in_force(examinations, site, around, child)),
        settings={name: _shown(site.settings[name]) for name in sorted(decided)},
        waivers=tuple(waivers),
        undated=tuple(undated),
        taken=around.takes(view) if around.takes else None,
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
