"""A restriction past its planned end, of which nobody has recorded whether it ended.

What it checks: for each restriction without a confirmed end, the day on which to look again, and the latest
planned end of the orders it rests on where each of them has one. From the day after the first of the two,
somebody has to ask.

Why it matters: an order that seems to have run out may have been extended. Until somebody has confirmed
that it ended it counts, and the longer nobody asks the less anybody believes it.

Example (broken)::

    restrictions:
      - person: father
        rests_on:
          - {basis: non-molestation-order, made: 2025-06-01, until: 2026-06-01, kept_in: CPOMS}
        ended: null

Use instead::

    restrictions:
      - person: father
        rests_on:
          - {basis: non-molestation-order, made: 2025-06-01, until: 2026-06-01, kept_in: CPOMS}
        ended: {date: 2026-06-01, confirmed_by: social-worker}

Parameters: `restrictions`, the list.
"""

from collections.abc import Iterator
from typing import NamedTuple

from lpcheck.dates import day_after, spoken_period
from lpcheck.model import Looked
from lpcheck.restrictions import restrictions_in
from lpcheck.rules import Route, Verdict
from lpcheck.view import Entry, View, entries_below


class Parameters(NamedTuple):
    """Where the restrictions stand."""

    restrictions: Route


def verdicts(view: View, given: Parameters) -> Iterator[Verdict]:
    """Yields a problem for each restriction, from the day after somebody should have asked."""
    for restriction in restrictions_in(view, given.restrictions):
        ends = list(entries_below(restriction.entry, "/rests_on/*/until"))
        dated = [(end.period.last, end) for end in ends if end.period is not None]
        again = [e for e in entries_below(restriction.entry, "/look_again_on") if e.period is not None]
        due: list[Entry] = [*again]
        if dated and len(dated) == len(ends):
            due.append(max(dated, key=lambda pair: pair[0])[1])
        if restriction.last is not None or not due:
            continue
        yield Looked.AT_IT
        end = min(due, key=_last_day)
        period = end.period
        assert period is not None
        first = day_after(period.last)
        if not view.is_asked_about(first=first):
            continue
        problem = end.problem(
            f"{spoken_period(period)} has passed, and nobody has recorded whether this restriction ended: "
            "it still counts",
            restriction.entry.related("this restriction"),
        )
        yield problem._replace(first=first)


def _last_day(entry: Entry) -> int:
    assert entry.period is not None
    return entry.period.last.toordinal()
