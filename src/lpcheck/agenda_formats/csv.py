"""For a spreadsheet: a row for each date, and for what could not be read.

It opens in Excel with a double click: UTF-8 with a byte order mark, commas, CRLF. Days are written as
2024-01-31, which Excel takes for a date whatever country it is set to; 31/01/2024 would be a text in
America, and 05/01/2024 there another day. No cell begins with a sign: how late something is stands in one
column, how long there still is in another, and a text that begins like a formula gets an apostrophe.
"""

import csv
import io
from collections.abc import Iterator

from lpcheck.agenda import Agenda, Item
from lpcheck.look import Look
from lpcheck.places import Location

_HEAD = (
    *("due", "state", "days overdue", "days left", "what", "duty", "school", "child"),
    *("file", "line", "column", "requirement"),
)
# A spreadsheet takes a text that begins so for a formula, the wide forms in some countries.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_BYTE_ORDER_MARK = "\ufeff"


def render(agenda: Agenda, look: Look) -> str:
    """The table, its head in the first row; `look` changes nothing."""
    del look
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\r\n")
    table.writerow(_HEAD)
    table.writerows([_harmless(cell) for cell in row] for row in _rows(agenda))
    return _BYTE_ORDER_MARK + text.getvalue()


def _harmless(cell: object) -> str:
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _rows(agenda: Agenda) -> Iterator[tuple[object, ...]]:
    for item in agenda.items:
        owed = item.deadline
        whose = (owed.requirement.duty, owed.site, owed.child)
        yield (*_when(item), owed.what, *whose, *_place(owed.location), owed.requirement.id)
    for state, places in (("no date", agenda.undated), ("not read", agenda.not_read)):
        for one in places:
            whose = (one.duty, one.site, one.child)
            yield ("", state, "", "", one.what, *whose, *_place(one.location), one.requirement)


def _when(item: Item) -> tuple[object, ...]:
    late, left = (-item.days, None) if item.days < 0 else (None, item.days)
    return item.deadline.due.isoformat(), item.when.value, late, left


def _place(location: Location) -> tuple[object, ...]:
    return location.path, location.span.line, location.span.column
