"""A list with one item, where somebody has to stand in.

What it checks: the list at `at` has two items or more.

Why it matters: when the only person is ill, nobody is there.

Example (broken)::

    named_persons: {school: [s-010]}

Use instead::

    named_persons: {school: [s-010, s-003]}

Parameters: `at`, the list; `says`, the sentence about one with a single item.
"""

from collections.abc import Iterator
from typing import NamedTuple

from lpcheck.model import Looked
from lpcheck.rules import Route, Verdict
from lpcheck.view import View

NEEDS_ALL_OF = ("at",)


class Parameters(NamedTuple):
    """The list, and the sentence about one with a single item."""

    at: Route
    says: str


def verdicts(view: View, given: Parameters) -> Iterator[Verdict]:
    """Yields a problem for a list with a single item."""
    for entry in view.at(given.at):
        yield Looked.AT_IT
        if isinstance(entry.value, list) and len(entry.value) == 1:
            yield entry.problem(given.says)
