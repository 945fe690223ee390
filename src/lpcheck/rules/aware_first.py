"""The site manager knows of a restriction before staff are told.

What it checks: each date at `at` is not after the first day since the last change on which anybody was
told, one by one or at a briefing.

Why it matters: the site manager decides what staff are to do. If staff hear of it first, nobody has.

Example (broken)::

    restrictions: [{person: father, manager_aware: 2026-09-07}]
    told: {staff: {s-010: 2026-09-04}}

Use instead::

    restrictions: [{person: father, manager_aware: 2026-09-04}]
    told: {staff: {s-010: 2026-09-04}}

Parameters: `at`, since when the site manager knows; `since`, the last change; `told`, who was told one by
one; `briefings`, those of the site; `child`, the child's key; `staff` and `site_teams`, those of the site.
"""

from collections.abc import Iterator
from typing import NamedTuple

from lpcheck.dates import spoken_when
from lpcheck.model import Looked
from lpcheck.rules import Route, Verdict
from lpcheck.telling import staff_in, tellings_in
from lpcheck.view import View


class Parameters(NamedTuple):
    """Since when the site manager knows, and where it stands who was told."""

    at: Route
    since: Route
    told: Route
    briefings: Route
    child: Route
    staff: Route
    site_teams: Route


def verdicts(view: View, given: Parameters) -> Iterator[Verdict]:
    """Yields a problem for each restriction that staff heard of first."""
    since, child = view.first(given.since), view.first(given.child)
    if since is None or child is None or since.period is None:
        return
    staff = staff_in(view, given.staff, given.site_teams)
    tellings = [
        one
        for one in tellings_in(view, given.told, given.briefings, child.text, staff)
        if one.period.last >= since.period.first
    ]
    if not tellings:
        return
    earliest = min(tellings, key=lambda one: (one.period.last, one.period.first))
    for entry, period in [(e, e.period) for e in view.at(given.at) if e.period is not None]:
        yield Looked.AT_IT
        if period.first > earliest.period.last:
            yield entry.problem(
                f"the site manager knew of it {spoken_when(period)}, after staff were told "
                f"{spoken_when(earliest.period)}",
                earliest.entry.related("staff told"),
            )
