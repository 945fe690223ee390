"""Not too many hours lie between two moments of a row.

What it checks: for each row with both moments, the hours between them are not more than the setting `over`;
and, where `up_to` is given, are not so many that the check for that setting speaks instead. The check
without `up_to` finds as well where the later moment lies before the earlier.

Why it matters: what has to be passed on at once helps a child only while there is time to act.

Example (broken)::

    concerns:
      - {noticed_at: 2026-10-02T15:05, reported_at: 2026-10-05T09:00}

Use instead::

    concerns:
      - {noticed_at: 2026-10-02T15:05, reported_at: 2026-10-02T15:20}

Parameters: `rows`, the rows; `earlier` and `later`, the fields of the moments; `over`, the setting that
holds the hours allowed; `up_to`, the setting from which on a graver check takes over; `says`, what the
sentence says of the text; `backwards`, the sentence where the later moment is the earlier one.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from lpcheck.dates import spoken
from lpcheck.model import Looked
from lpcheck.rules import NumberSetting, Route, Verdict
from lpcheck.view import Entry, View, entries_below
from lpcheck.words import counted


class Parameters(NamedTuple):
    """The rows and their moments, the hours allowed, and the sentences."""

    rows: Route
    earlier: str
    later: str
    over: NumberSetting
    says: str
    backwards: str
    up_to: NumberSetting = NumberSetting("")


def verdicts(view: View, given: Parameters) -> Iterator[Verdict]:
    """Yields a problem at the later moment of each row where too many hours lie between."""
    allowed = view.number(given.over)
    most = timedelta(hours=view.number(given.up_to)) if given.up_to else timedelta.max
    for row in view.at(given.rows):
        earlier, later = _moment(row, given.earlier), _moment(row, given.later)
        if earlier is None or later is None:
            continue
        yield Looked.AT_IT
        since, until = map(_read, (earlier, later))
        if until < since and not given.up_to:
            yield later.problem(f"{given.backwards}: {_spoken(until)} lies before {_spoken(since)}")
        elif timedelta(hours=allowed) < until - since <= most:
            yield later.problem(
                f"more than {counted(allowed, 'hour')} lie between {_spoken(since)} and {_spoken(until)}: "
                f"{given.says}"
            )


def _moment(row: Entry, field: str) -> Entry | None:
    return next((entry for entry in entries_below(row, f"/{field}") if entry.text), None)


def _read(entry: Entry) -> datetime:
    return datetime.fromisoformat(entry.text)  # the form lets nothing else pass


def _spoken(moment: datetime) -> str:
    return f"{moment:%H:%M} on {spoken(moment.date())}"
