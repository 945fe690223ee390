"""Where children live at the school, a number in the list of contacts is answered out of hours.

What it checks: where the site says that children live there, at least one contact with a number says that
it is answered at any time or out of hours. While the site does not say whether children live there, it
cannot be known.

Why it matters: something happens at night, and every number in the list is an office.

Example (broken)::

    contact_details:
      - {who: Reception, phone: 01632 960100, when: office-hours}

Use instead::

    contact_details:
      - {who: Reception, phone: 01632 960100, when: office-hours}
      - {who: Manager on call, phone: 07700 900100, when: out-of-hours}

Parameters: `rows`, the contacts; `phones` and `times`, what stands in each; `residential`, where the site
says whether children live there.
"""

from collections.abc import Iterator
from typing import NamedTuple

from lpcheck.model import Looked
from lpcheck.rules import Route, Verdict
from lpcheck.view import View

NEEDS_ALL_OF = ("rows", "residential")


class Parameters(NamedTuple):
    """Where the contacts stand, what is in each, and whether children live there."""

    rows: Route
    phones: Route
    times: Route
    residential: Route


def verdicts(view: View, given: Parameters) -> Iterator[Verdict]:
    """Yields one problem where nobody answers out of hours."""
    table, lives_here = view.first(given.rows), view.first(given.residential)
    phones = {entry.pointer[:-1] for entry in view.at(given.phones)}
    if table is None or not phones:
        return
    if lives_here is None:
        yield Looked.COULD_NOT
        return
    yield Looked.AT_IT
    late = {time.pointer[:-1] for time in view.at(given.times) if time.value != "office-hours"}
    if lives_here.value is True and not late & phones:
        yield table.problem(
            "no number in this list is answered out of hours, and children live at this school",
            lives_here.related("children live here"),
        )
