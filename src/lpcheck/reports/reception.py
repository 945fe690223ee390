"""For the front desk: one list of who may and who may not collect each child, and what to do."""

from collections.abc import Iterator

from lpcheck.need_to_know import known_of
from lpcheck.records import Result
from lpcheck.reports import Asked, Page, of_school
from lpcheck.sheets import Handout, SchoolSheets, Sheet, handout_of
from lpcheck.view import View
from lpcheck.whom_to_ask import desk_of

IS_PERSONAL = True


def taken_from(view: View) -> object:
    """What the desk must know of a child, or whom it asks at the school."""
    return known_of(view) if view.child else of_school(view, desk_of(view))


def pages(result: Result, asked: Asked) -> Iterator[Page]:
    """Yields one page with the list of every school."""
    yield Page("", "Who may collect", _for_the_desk(handout_of(result, asked.names)))


def _for_the_desk(handout: Handout) -> Handout:
    """The same without what the desk need not know: whom to ring, who receives, a learner's own words."""
    return handout._replace(schools=tuple(map(_of_school, handout.schools)))


def _of_school(school: SchoolSheets) -> SchoolSheets:
    return school._replace(sheets=tuple(map(_row, school.sheets)))


def _row(sheet: Sheet) -> Sheet:
    told = sheet.told and sheet.told._replace(ring=(), received_by=(), received_by_on_condition=(), says="")
    return sheet._replace(told=told)
