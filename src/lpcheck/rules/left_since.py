"""The folder of a child who has left belongs in the archive.

What it checks: for each child who has a folder here, whether the newest row of the roll gives a last day.
From the day after it, there is something to do.

Why it matters: what is kept among the plans of today is read as if it were true today, and is seen by more
people than need it. What is thrown away can never be asked for again.

Example (broken)::

    roll:
      - {child: P-009, from: 2019-09-03, until: 2026-07-21}      # and children/P-009 is still here

Use instead::

    roll:
      - {child: P-009, from: 2019-09-03, until: 2026-07-21}      # and the folder is in the archive

Parameters: `rows`, the rows of the roll; `child`, `since` and `until`, their fields for the key, the first
and the last day; `says`, the sentence, before the date.
"""

from collections.abc import Iterator
from typing import NamedTuple

from lpcheck.dates import day_after, period_of, spoken
from lpcheck.model import Looked
from lpcheck.rules import Route, Verdict
from lpcheck.view import Entry, View

NEEDS_ALL_OF = ("rows",)


class Parameters(NamedTuple):
    """The roll, the fields of a row, and the sentence about a child who has left."""

    rows: Route
    child: str
    since: str
    until: str
    says: str


def verdicts(view: View, given: Parameters) -> Iterator[Verdict]:
    """Yields a problem for each child who has left and has a folder, from the day after the last."""
    newest: dict[object, Entry] = {}
    for row in sorted(view.at(given.rows), key=lambda row: str(row.fields.get(given.since))):
        newest[row.fields.get(given.child)] = row
    for child, row in newest.items():
        if child not in view.children:
            continue
        yield Looked.AT_IT
        left = period_of(row.fields.get(given.until))
        if left is not None:
            problem = row.problem(f"{given.says} {spoken(left.last)}")
            yield problem._replace(first=day_after(left.last), child=str(child))
