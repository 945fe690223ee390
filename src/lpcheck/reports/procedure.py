"""The local procedures of a school, each laid out as its form.

It counts as not personal: a procedure is the school's own paper, which everybody who works there reads.
Names and numbers on it are those that the school put on the form itself, and no child is on it.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from lpcheck import __version__
from lpcheck.errors import LpcheckError
from lpcheck.procedure_form import FormLine, FormSection, FormTable, Procedure, procedure_in
from lpcheck.records import Result, Taken
from lpcheck.reports import Asked, Page, of_school
from lpcheck.shares import OfSchool
from lpcheck.view import View

IS_PERSONAL = False
KIND = "local-procedure"
_NOT_FOR_A_FILE = re.compile(r"[^A-Za-z0-9._-]+")


class ProcedurePage(NamedTuple):
    """The page of one procedure.

    `overdue` is the day by which it had to be reviewed, where that has passed; `is_undated` says that no
    such day can be read.
    """

    school: str
    title: str
    as_of: date
    overdue: date | None
    is_undated: bool
    front: tuple[FormLine, ...]
    sections: tuple[FormSection, ...]
    checklist: FormTable
    history: FormTable
    first_aiders: FormTable
    contacts: FormTable
    document: str
    lpcheck: str


def taken_from(view: View) -> object:
    """The procedures among a school's own documents, as far as they can be read."""
    return None if view.child else of_school(view, tuple(map(procedure_in, view.of_kind(KIND))))


def pages(result: Result, asked: Asked) -> Iterator[Page]:
    """Yields a page for each procedure that was asked for; it has a name where there are several."""
    del asked
    found = [(one.site, procedure) for one in result.taken for procedure in _procedures(one)]
    if not found:
        raise LpcheckError(
            "there is no local procedure that can be read in what was asked for",
            "name a school's folder or a procedure in it; `lpcheck validate` says what cannot be read",
        )
    several_sites = len({site for site, _ in found}) > 1
    names = list(_told_apart(_name(site if several_sites else None, one) for site, one in found))
    for name, (_, procedure) in zip(names, found, strict=True):
        yield Page(name if len(found) > 1 else "", procedure.title, _laid(procedure, result.as_of))


def _procedures(taken: Taken) -> Iterator[Procedure]:
    """Yields those that the user asked for."""
    assert isinstance(taken.of, OfSchool)
    assert isinstance(taken.of.more, tuple)
    for procedure in taken.of.more:
        if taken.asked_for is None or procedure.document in taken.asked_for:
            yield procedure


def _name(site: str | None, procedure: Procedure) -> str:
    """What its page is called by: the school, where there are several, and the file it stands in."""
    stem = procedure.document.rpartition(".")[0]
    return _NOT_FOR_A_FILE.sub("-", "-".join(filter(None, (site, stem)))).strip("-") or "procedure"


def _told_apart(names: Iterable[str]) -> Iterator[str]:
    """Yields the names, with a number added to one that another has already."""
    seen: set[str] = set()
    for name in names:
        unique, number = name, 2
        while unique.lower() in seen:
            unique, number = f"{name}-{number}", number + 1
        seen.add(unique.lower())
        yield unique


def _laid(procedure: Procedure, day: date) -> ProcedurePage:
    review = procedure.review
    return ProcedurePage(
        school=procedure.school,
        title=procedure.title,
        as_of=day,
        overdue=review.last if review is not None and review.last < day else None,
        is_undated=review is None,
        front=procedure.front,
        sections=procedure.sections,
        checklist=procedure.checklist,
        history=procedure.history,
        first_aiders=procedure.first_aiders,
        contacts=procedure.contacts,
        document=procedure.document,
        lpcheck=__version__,
    )
