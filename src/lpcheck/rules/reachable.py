"""Somebody in a list of contacts can be reached.

What it checks: each number given is a telephone number in the United Kingdom that reaches somebody in
particular; and at least one contact has a number or an e-mail address.

Why it matters: the list is looked at when something has happened, and then it is too late to find out
that a digit is missing.

Example (broken)::

    contact_details:
      - {who: Site manager, phone: 01632 9600}

Use instead::

    contact_details:
      - {who: Site manager, phone: 01632 960123}

Parameters: `rows`, the contacts; `phones` and `emails`, what stands in each.
"""

from collections.abc import Iterator
from typing import NamedTuple

from lpcheck.model import Looked
from lpcheck.rules import Route, Verdict
from lpcheck.telephone import is_emergency_service, telephone_number
from lpcheck.view import View


class Parameters(NamedTuple):
    """Where the contacts stand, and what is in each."""

    rows: Route
    phones: Route
    emails: Route


def verdicts(view: View, given: Parameters) -> Iterator[Verdict]:
    """Yields a problem for each number that reaches nobody, else one where nobody can be reached."""
    table = view.first(given.rows)
    if table is None or not table.value:
        return
    yield Looked.AT_IT
    phones = list(view.at(given.phones))
    for phone in phones:
        if is_emergency_service(phone.text):
            yield phone.problem("anybody can ring this number: write the one that reaches this person")
        elif telephone_number(phone.text) is None:
            yield phone.problem(
                "this is not a number that reaches somebody in the United Kingdom: count the digits"
            )
    in_doubt = view.stands_down(given.phones) or view.stands_down(given.emails)
    if not phones and not in_doubt and view.first(given.emails) is None:
        yield table.problem("nobody in this list can be reached: there is no number and no address")
