"""A field that may be left blank, and should not be.

What it checks: whether the value at the place is `null`, which says openly that nothing is recorded.

Why it matters: an honest blank is better than an invention, and still something that somebody has to
fill in.

Example (broken)::

    ratification: {approved_by: SLT, name: null, date: null}

Use instead::

    ratification: {approved_by: SLT, name: Jo Bright, date: 2026-09-02}

Parameters: `at`, the place; `says`, the sentence about a blank.
"""

from collections.abc import Iterator
from typing import NamedTuple

from lpcheck.model import Looked
from lpcheck.rules import Route, Verdict
from lpcheck.view import View


class Parameters(NamedTuple):
    """Where the value stands, and what is said of a blank."""

    at: Route
    says: str


def verdicts(view: View, given: Parameters) -> Iterator[Verdict]:
    """Yields a problem for each blank."""
    for entry in view.at(given.at):
        yield Looked.AT_IT
        if entry.value is None:
            yield entry.problem(given.says)
