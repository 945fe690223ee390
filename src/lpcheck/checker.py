"""One unit of work to its Record: everything that can be said of its documents, on whatever day.

`check_unit` is a pure function of the unit's documents, the policies and the settings around it. It
knows no clock: each problem carries the days on which it holds, so a Record is true for every date.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from lpcheck.catalogue import WITHOUT_SITE, Catalogue
from lpcheck.coverage import cells_of, cells_of_site
from lpcheck.deadlines import Due, due_in, passed
from lpcheck.documents import SITE_FILE, Document
from lpcheck.examining import Examination, examine, settings_in
from lpcheck.fingerprints import fingerprint
from lpcheck.frames import Pages, frame_of
from lpcheck.judging import Judgement, judgements_on
from lpcheck.model import By, Cell, Check, Deadline, Finding, Policy, Problem, Record, Requirement
from lpcheck.places import Location, Related
from lpcheck.privacy import shown_pointer
from lpcheck.schema_check import Fault
from lpcheck.view import View
from lpcheck.words import counted


class Around(NamedTuple):
    """What surrounds a unit: the policies, the settings that hold by default, and how to look.

    `masked` is False only for somebody who asked to see personal values on their own screen.
    """

    catalogue: Catalogue
    settings: Mapping[str, object]
    engine: str = "jsonschema-rs"
    masked: bool = True


class Raised(NamedTuple):
    """A problem with the requirement and the check that raise it."""

    requirement: Requirement
    check: Check
    problem: Problem


def check_unit(documents: Sequence[Document], site: str | None, around: Around) -> Record:
    """The Record of a site's own documents, or of a document that is in no site (`site` is None)."""
    examinations = _examine_all(documents, around)
    of_site = next((e for e in examinations if _is_site(e)), None)
    own = settings_in(of_site.examined, ("settings",)) if of_site is not None else {}
    settings = {**around.settings, **own}
    raised: list[Raised] = []
    cells: list[Cell] = []
    decided: set[str] = set()
    deadlines: list[Deadline] = []
    common = View(
        examined=examinations[0].examined,
        site=of_site.examined if of_site is not None else None,
        unit=tuple(e.examined for e in examinations if e.is_read),
        folder=site or "",
        is_part_unread=not all(e.is_read for e in examinations),
        settings=settings,
        register=around.catalogue.register,
        policies=tuple(policy.id for policy in around.catalogue.policies),
    )
    for examination in examinations:
        view = common._replace(examined=examination.examined)
        judgements = list(judgements_on(examination, view)) if examination.is_read else []
        dues = list(due_in(examination, around.catalogue, site))
        deadlines += (due.deadline for due in dues)
        raised += _raised_in(examination, site, dues, judgements, around.catalogue)
        cells += cells_of(examination, judgements, around.catalogue)
        decided.update(name for judgement in judgements if judgement.looked for name in judgement.settings)
    policies = _in_force(examinations, of_site, around.catalogue)
    pages = Pages({e.examined.document.path: e.examined for e in examinations}, around.masked, {})
    return Record(
        paths=tuple(document.path for document in documents),
        findings=tuple(_findings(raised, pages, site)),
        deadlines=tuple(deadlines),
        cells=(*cells, *cells_of_site(policies, cells)),
        policies=tuple(policy.id for policy in policies),
        settings={name: _shown(settings[name]) for name in sorted(decided)},
    )


def _examine_all(documents: Sequence[Document], around: Around) -> list[Examination]:
    """Every document against its form; which policies are in force is read from the site's own."""
    in_force = next((_policies_named(d) for d in documents if d.path == SITE_FILE), None)
    if in_force is None:
        in_force = tuple(policy.id for policy in around.catalogue.policies)
    return [examine(document, around.catalogue, in_force, around.engine) for document in documents]


def _policies_named(document: Document) -> tuple[str, ...]:
    named = document.data.get("policies")
    return tuple(name for name in named if isinstance(name, str)) if isinstance(named, list) else ()


def _is_site(examination: Examination) -> bool:
    return examination.examined.document.path == SITE_FILE and examination.is_read


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
    examinations: Iterable[Examination], of_site: Examination | None, catalogue: Catalogue
) -> tuple[Policy, ...]:
    """The policies in force at the site; without one, those that its documents put into practice."""
    chosen = examinations if of_site is None else [of_site]
    ids = {policy.id for examination in chosen for policy in examination.policies}
    return tuple(policy for policy in catalogue.policies if policy.id in ids)


def _raised_in(
    examination: Examination,
    site: str | None,
    dues: Iterable[Due],
    judgements: Iterable[Judgement],
    catalogue: Catalogue,
) -> Iterator[Raised]:
    document = examination.examined.document
    for trouble in document.troubles:
        related = tuple(Related(Location(document.path, span, ()), note) for span, note in trouble.related)
        problem = Problem(Location(document.path, trouble.span, trouble.pointer), trouble.message, related)
        yield Raised(*catalogue.built_in[trouble.name], problem)
    if site is None and document.is_read and "x-file" not in catalogue.kinds[document.kind]:
        sentence = (
            "there is no site.yaml beside or above this document: "
            "what depends on the school was not looked at"
        )
        yield Raised(*catalogue.built_in[WITHOUT_SITE], Problem(document.locate(("kind",)), sentence))
    for fault in examination.faults:
        yield _from_schema(fault, catalogue)
    for due in dues:
        problem_then = passed(due)
        check = due.deadline.requirement.check_by(By.SCHEMA)
        if problem_then is not None and check is not None:
            yield Raised(due.deadline.requirement, check, problem_then)
    for judgement in judgements:
        for problem in judgement.problems:
            yield Raised(judgement.requirement, judgement.check, problem)


def _from_schema(fault: Fault, catalogue: Catalogue) -> Raised:
    requirement = catalogue.requirements.get(fault.requirement or "")
    check = requirement.check_by(By.SCHEMA) if requirement is not None else None
    if requirement is None or check is None:
        requirement, check = catalogue.built_in[fault.built_in]
    says = check.says if fault.is_absent and fault.is_own else ""
    return Raised(requirement, check, fault.problem._replace(message=says or fault.problem.message))


def _findings(raised: Iterable[Raised], pages: Pages, site: str | None) -> Iterator[Finding]:
    """Joins each problem with what is to be shown of it; nothing unmasked goes further."""
    for one in raised:
        examined = pages.documents[one.problem.location.path]
        yield Finding(
            one.requirement,
            one.check,
            _without_keys(one.problem, pages),
            frame_of(one.problem, pages),
            fingerprint(one.requirement, one.problem, site, examined),
            site=site,
            also=one.problem.also,
        )


def _without_keys(problem: Problem, pages: Pages) -> Problem:
    """The problem with its pointers as they may be shown."""

    def shown(place: Location) -> Location:
        return place._replace(pointer=shown_pointer(pages.documents[place.path], place.pointer))

    related = tuple(Related(shown(other.location), other.note) for other in problem.related)
    return problem._replace(location=shown(problem.location), related=related)
