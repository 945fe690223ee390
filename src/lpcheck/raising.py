"""What is wrong with a document, joined with the requirement and the check that say so."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from lpcheck.catalogue import WITHOUT_SITE, Catalogue
from lpcheck.deadlines import Due, passed
from lpcheck.documents import SETTINGS_FILE, SITE_FILE
from lpcheck.examining import Examination
from lpcheck.fingerprints import fingerprint
from lpcheck.frames import Pages, frame_of
from lpcheck.judging import Judgement
from lpcheck.keys import is_child_key
from lpcheck.lifetimes import clipped
from lpcheck.model import By, Check, Finding, Problem, Requirement, Severity
from lpcheck.places import Location, Pointer, Related
from lpcheck.pointers import could_match, steps_of
from lpcheck.privacy import shown_pointer
from lpcheck.schema_check import UNKNOWN_FIELD, Fault
from lpcheck.view import Examined, entry_at


class Raised(NamedTuple):
    """A problem with the requirement and the check that raise it."""

    requirement: Requirement
    check: Check
    problem: Problem
    is_kept: bool = False


def raised_in(
    examination: Examination,
    site: str | None,
    dues: Iterable[Due],
    judgements: Iterable[Judgement],
    catalogue: Catalogue,
) -> Iterator[Raised]:
    """Yields what the reader, the form, the calendar and the rules have against a document.

    What touches other requirements that are looked at together with this one says so.
    """
    complaints = list(_complaints(examination, site, catalogue))
    guarded = list(_guarded(examination, catalogue)) if complaints else []
    kept = [
        one._replace(is_kept=_is_in_the_way(one, examination, guarded, catalogue.kinds))
        for one in complaints
    ]
    for one in (*kept, *_passed(dues), *_judged(judgements)):
        others = catalogue.looked_at_with(one.requirement.id, examination.policies)
        also = (*one.problem.also, *others)
        is_kept = one.is_kept or one.requirement.never_hidden
        yield one._replace(problem=one.problem._replace(also=also), is_kept=is_kept)


def _guarded(examination: Examination, catalogue: Catalogue) -> Iterator[Check]:
    """Yields the checks of requirements that are never hidden which look at such a document."""
    for policy in catalogue.policies:
        for requirement, check in policy.by_rule(examination.examined.document.kind):
            if requirement.never_hidden:
                yield check


def _is_in_the_way(
    raised: Raised, examination: Examination, guarded: Sequence[Check], kinds: Container[str]
) -> bool:
    """Whether it keeps a requirement that is never hidden from being looked at."""
    document = examination.examined.document
    if not document.is_read:
        is_plan = document.path.rpartition("/")[2].startswith("plan.")
        return bool(guarded) or is_plan or document.kind not in kinds
    pointer = raised.problem.location.pointer
    routes = [steps_of(route) for check in guarded for route in check.routes]
    if any(could_match(steps, pointer) for steps in routes):
        return True
    is_unknown = raised.check.name == UNKNOWN_FIELD
    return is_unknown and any(_may_stand_for(pointer, steps, examination.examined) for steps in routes)


def _may_stand_for(pointer: Pointer, steps: Sequence[str], examined: Examined) -> bool:
    """Whether a field that the form does not have may be what a route names and the document lacks."""
    around, depth = pointer[:-1], len(pointer)
    leads_there = len(steps) >= depth and could_match(steps[: depth - 1], around)
    return leads_there and steps[depth - 1] not in entry_at(examined, around).fields


def lasting(raised: Iterable[Raised], since: date | None, until: date | None) -> Iterator[Raised]:
    """Yields what holds on a day on which its requirement does, and within `since` and `until`."""
    for one in raised:
        problem = clipped(one.problem, one.requirement, since, until)
        if problem is not None:
            yield one._replace(problem=problem)


def weighed(raised: Iterable[Raised], severities: Mapping[str, Severity]) -> Iterator[Raised]:
    """Yields the same with each check as grave as its requirement is at least here."""
    for one in raised:
        least = severities.get(one.requirement.id, one.check.severity)
        yield one._replace(check=one.check._replace(severity=min(least, one.check.severity, key=_rank)))


def _rank(severity: Severity) -> int:
    return severity.rank


def _complaints(examination: Examination, site: str | None, catalogue: Catalogue) -> Iterator[Raised]:
    """Yields what the reader and the form have against a document."""
    document = examination.examined.document
    for trouble in document.troubles:
        related = tuple(Related(Location(document.path, span, ()), note) for span, note in trouble.related)
        problem = Problem(Location(document.path, trouble.span, trouble.pointer), trouble.message, related)
        yield Raised(*catalogue.built_in[trouble.name], problem)
    if site is None and document.is_read and document.path not in (SITE_FILE, SETTINGS_FILE):
        sentence = (
            "there is no site.yaml beside or above this document: "
            "what depends on the school was not looked at"
        )
        yield Raised(*catalogue.built_in[WITHOUT_SITE], Problem(document.locate(("kind",)), sentence))
    for fault in examination.faults:
        yield _from_schema(fault, catalogue)


def _passed(dues: Iterable[Due]) -> Iterator[Raised]:
    for due in dues:
        problem_then = passed(due)
        check = due.requirement.check_by(By.SCHEMA)
        if problem_then is not None and check is not None:
            remedy = check.when_passed or check.remedy
            yield Raised(due.requirement, check._replace(remedy=remedy), problem_then)


def _judged(judgements: Iterable[Judgement]) -> Iterator[Raised]:
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


def findings_from(
    raised: Iterable[Raised], pages: Pages, site: str | None, child: str | None
) -> Iterator[Finding]:
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
            child=child,
            also=one.problem.also,
            is_kept=one.is_kept,
        )


def _without_keys(problem: Problem, pages: Pages) -> Problem:
    """The problem with its pointers, and the child it is about, as they may be shown."""

    def shown(place: Location) -> Location:
        return place._replace(pointer=shown_pointer(pages.documents[place.path], place.pointer))

    related = tuple(Related(shown(other.location), other.note) for other in problem.related)
    about = problem.child if is_child_key(problem.child) else ""
    return problem._replace(location=shown(problem.location), related=related, child=about)
