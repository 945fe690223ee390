"""Each rule of the house is explained in a guide that is not older than the rule.

What it checks: where there are guides, each rule's short name stands under what one of them explains, and
one of those is dated on or after the day since which the rule holds. Where one of the two is known by its
month only, and the other lies in that month, nobody can tell.

Why it matters: a rule that a child learns of only by being told off is not fair. The guide is where
children can look it up.

Example (broken)::

    local_rules:
      - {id: no-messages-after-lights-out, since: 2026-09-01}
    childrens_guides:
      - {title: Boarders' guide, date: 2025-09-02, explains: [no-messages-after-lights-out]}

Use instead::

    local_rules:
      - {id: no-messages-after-lights-out, since: 2026-09-01}
    childrens_guides:
      - {title: Boarders' guide, date: 2026-09-02, explains: [no-messages-after-lights-out]}

Parameters: `ids` and `since`, the short names and the days of the rules; `guides`, the list of guides;
`explains` and `dates`, what each explains and its day; `says`, the sentence where none explains a rule.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lpcheck.dates import Period, spoken_period
from lpcheck.model import Looked
from lpcheck.rules import Route, Verdict
from lpcheck.view import Entry, View

NEEDS_ALL_OF = ("explains",)


class Parameters(NamedTuple):
    """Where rules and guides stand, and the sentence about a rule that no guide explains."""

    ids: Route
    since: Route
    guides: Route
    explains: Route
    dates: Route
    says: str


def verdicts(view: View, given: Parameters) -> Iterator[Verdict]:
    """Yields one problem for each rule."""
    ids = view.at(given.ids)
    if not ids or view.first(given.guides) is None:
        return
    since = {one.pointer[:-1]: one for one in view.at(given.since)}
    explains = view.at(given.explains)
    for entry in ids:
        yield Looked.AT_IT
        guides = {one.pointer[:-2] for one in explains if one.text == entry.text}
        rule = since.get(entry.pointer[:-1])
        if not guides:
            yield entry.problem(given.says)
        elif rule is not None and rule.period is not None:
            dates = [one for one in view.at(given.dates) if one.pointer[:-1] in guides]
            yield from _of_older_guides(rule, rule.period, dates, len(guides))


def _of_older_guides(rule: Entry, since: Period, dates: Iterable[Entry], number: int) -> Iterator[Verdict]:
    """Yields a problem where so many guides explain a rule, and every one is older than the rule."""
    older = [(one.period, one) for one in dates if one.period is not None and one.period.last < since.first]
    if len(older) == number:
        newest, guide = max(older, key=lambda pair: pair[0])
        yield rule.problem(
            f"this rule holds since {spoken_period(since)}, and the guide that explains it is older: "
            f"{spoken_period(newest)}",
            guide.related("the guide"),
        )
