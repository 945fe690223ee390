"""Somebody in a list of contacts can be reached, where children live at the school also out of hours.

What it checks: each number given is a telephone number that can be rung in the United Kingdom; at least
one contact has a number or an e-mail address; and where the site says that children live there, at least
one has a number that is answered out of hours.

Why it matters: the list is looked at when something has happened, and then it is too late to find out
that a digit is missing.

Example (broken)::

    contact_details:
      - {who: Site manager, phone: 01632 9600}

Use instead::

    contact_details:
      - {who: Site manager, phone: 01632 960123, when: any-time}

Parameters: `rows`, the contacts; `phones`, `emails` and `times`, what stands in each; `residential`, where
the site says whether children live there.
"""

from collections.abc import Iterator
from typing import NamedTuple

from lpcheck.model import Looked
from lpcheck.places import Pointer
from lpcheck.rules import Place, Verdict
from lpcheck.telephone import telephone_number
from lpcheck.view import Entry, View


class Parameters(NamedTuple):
    """Where the contacts stand, what is in each, and whether children live there."""

    rows: Place
    phones: Place
    emails: Place
    times: Place
    residential: Place


def verdicts(view: View, given: Parameters) -> Iterator[Verdict]:
    """Yields a problem for each number that cannot be rung, else one where nobody is reached."""
    table = view.first(given.rows)
    phones = list(view.at(given.phones))
    if table is None or not table.value:
        return
    yield Looked.AT_IT
    for phone in phones:
        if telephone_number(phone.text) is None:
            yield phone.problem("this telephone number cannot be rung: digits are missing or too many")
    late = {time.pointer[:-1] for time in view.at(given.times) if time.value != "office-hours"}
    lives_here = view.first(given.residential)
    if not phones and not list(view.at(given.emails)):
        yield table.problem("nobody in this list can be reached: there is no number and no address")
    elif lives_here is not None and lives_here.value is True and not _any_in(late, phones):
        yield table.problem(
            "no number in this list is answered out of hours, and children live at this school",
            lives_here.related("children live here"),
        )


def _any_in(rows: set[Pointer], phones: list[Entry]) -> bool:
    return any(phone.pointer[:-1] in rows for phone in phones)
