"""What follows a local procedure was looked at since that procedure changed.

What it checks: the newest readable date at `at` is not before the day on which the newest of the site's
local procedures changed: the newest of the date at `written` and of those rows of its reviews that changed
something. Where one of these is known by its month only, and the other lies in that month, nobody can tell.

Why it matters: what was agreed under the old procedure may still tell staff the old way.

Example (broken)::

    # the procedure: date: 2026-10-06
    date: 2026-09-04

Use instead::

    date: 2026-09-04
    review_history:
      - {date: 2026-11-03, reviewer: s-003, summary: Checked against the procedure of October}

Parameters: `at`, the dates here; of a procedure `written`, the date, `rows`, the dates of the reviews, and
`notes`, what they say; `unless`, how the note of a row begins that changed nothing; `says`, the sentence.
"""

from collections.abc import Iterator
from typing import NamedTuple

from lpcheck.conditions import that_changed_something
from lpcheck.dates import Period
from lpcheck.model import Looked
from lpcheck.rules import Routes, Texts, Verdict
from lpcheck.view import Entry, Examined, View, entries_in


class Parameters(NamedTuple):
    """Where the dates stand, here and in a procedure, and the sentence."""

    at: Routes
    written: str
    rows: str
    notes: str
    says: str
    unless: Texts = Texts(())


def verdicts(view: View, given: Parameters) -> Iterator[Verdict]:
    """Yields one problem where a procedure has changed since, from the day of that change."""
    own = _dated(entry for place in given.at for entry in view.at(place))
    theirs = view.once_a_site(
        given, lambda: _dated(entry for one in view.procedures for entry in _changes(one, given))
    )
    if not own or not theirs:
        return
    yield Looked.AT_IT
    (looked_at, entry), (changed, there) = max(own, key=_day), max(theirs, key=_day)
    if looked_at.last < changed.first:
        problem = entry.problem(given.says, there.related("the procedure changed"))
        yield problem._replace(first=changed.first)


def _changes(procedure: Examined, given: Parameters) -> Iterator[Entry]:
    """Yields the dates on which a procedure changed; of a review without a note nobody can tell."""
    yield from entries_in(procedure, given.written)
    notes = list(entries_in(procedure, given.notes))
    noted = {note.pointer[:-1] for note in notes}
    dates = (entry for entry in entries_in(procedure, given.rows) if entry.pointer[:-1] in noted)
    yield from that_changed_something(dates, notes, given.unless)


def _dated(entries: Iterator[Entry]) -> list[tuple[Period, Entry]]:
    return [(entry.period, entry) for entry in entries if entry.period is not None]


def _day(pair: tuple[Period, Entry]) -> int:
    return pair[0].last.toordinal()
