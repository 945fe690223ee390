"""For staff: a sheet a child, with what must not happen, whom to ring, who may collect and whom to ask."""

from collections.abc import Iterator

from lpcheck.need_to_know import known_of
from lpcheck.records import Result
from lpcheck.reports import Asked, Page, of_school
from lpcheck.sheets import handout_of
from lpcheck.view import View
from lpcheck.whom_to_ask import desk_of

IS_PERSONAL = True


def taken_from(view: View) -> object:
    """What staff must know of a child, or whom they ask at the school."""
    return known_of(view) if view.child else of_school(view, desk_of(view))


def pages(result: Result, asked: Asked) -> Iterator[Page]:
    """Yields one page with the sheets of every child that was looked at."""
    yield Page("", "Sheets for staff", handout_of(result, asked.names))
