"""A question of the form that must not be left at no.

What it checks: whether the answer at the place is `false`.

Why it matters: an honest no is better than nothing, and says that something is still to be done.

Example (broken)::

    incidents:
      - {reference: CPOMS 1182, names_and_designations_recorded: false}

Use instead::

    incidents:
      - {reference: CPOMS 1182, names_and_designations_recorded: true}

Parameters: `at`, the place; `says`, the sentence about a no.
"""

from collections.abc import Iterator
from typing import NamedTuple

from lpcheck.model import Looked
from lpcheck.rules import Route, Verdict
from lpcheck.view import View


class Parameters(NamedTuple):
    """Where the answer stands, and the sentence about a no."""

    at: Route
    says: str


def verdicts(view: View, given: Parameters) -> Iterator[Verdict]:
    """Yields a problem for each no."""
    for entry in view.at(given.at):
        yield Looked.AT_IT
        if entry.value is False:
            yield entry.problem(given.says)
