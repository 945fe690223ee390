"""What is used must have been looked at first.

What it checks: where a place at `used` says anything but that it is not used, something stands at `needs`.

Why it matters: what was never assessed is allowed or forbidden by habit.

Example (broken)::

    everyone_else: {social_media: free}

Use instead::

    everyone_else: {social_media: free}
    social_media_risk: {assessed: 2026-09-10, by: s-003, level: low, measure: free}

Parameters: `used`, the places; `not_used`, words by which it is not used; `needs`, what has to be there;
`says`, the sentence where it is not.
"""

from collections.abc import Iterator
from typing import NamedTuple

from lpcheck.model import Looked
from lpcheck.rules import Route, Routes, Texts, Verdict
from lpcheck.view import View, raw_entries


class Parameters(NamedTuple):
    """Where it is used, what has to be there, and the sentence where it is not."""

    used: Routes
    not_used: Texts
    needs: Route
    says: str


def verdicts(view: View, given: Parameters) -> Iterator[Verdict]:
    """Yields one problem, at the first place that uses it."""
    entries = [entry for place in given.used for entry in view.at(place)]
    used = [entry for entry in entries if entry.value not in given.not_used]
    if not used:
        return
    is_there = next(raw_entries(view.examined, given.needs), None) is not None
    if not is_there and not view.sees_all(given.needs):
        yield Looked.COULD_NOT
        return
    yield Looked.AT_IT
    if not is_there:
        first, *more = used
        yield first.problem(given.says, *(entry.related("and here") for entry in more))
