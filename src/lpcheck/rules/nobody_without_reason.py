"""A group with nobody in it needs a reason.

What it checks: the group at `at` has at least one field, or a reason stands at `reason`.

Why it matters: an empty group may mean that there is nobody, or that nobody asked.

Example (broken)::

    with: {}

Use instead::

    with: {}
    nobody_because: She was asked twice and named nobody yet

Parameters: `at`, the group; `reason`, the place of the reason; `says`, the sentence where there is none.
"""

from collections.abc import Iterator
from typing import NamedTuple

from lpcheck.model import Looked
from lpcheck.rules import Route, Verdict
from lpcheck.view import View, raw_entries


class Parameters(NamedTuple):
    """The group, the reason, and the sentence where there is neither."""

    at: Route
    reason: Route
    says: str


def verdicts(view: View, given: Parameters) -> Iterator[Verdict]:
    """Yields a problem for an empty group without a reason."""
    for entry in view.at(given.at):
        yield Looked.AT_IT
        if not entry.value and next(raw_entries(view.examined, given.reason), None) is None:
            yield entry.problem(given.says)
