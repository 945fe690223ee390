"""A field that stands there as long as something is open.

What it checks: whether anything stands at the place.

Why it matters: an honest "asked, and no answer yet" is right to write, and still something to go back to.

Example (broken)::

    agreed: {mother: {asked: [2026-09-05, 2026-09-12]}}

Use instead::

    agreed: {mother: 2026-09-19}

Parameters: `at`, the place; `says`, the sentence.
"""

from collections.abc import Iterator
from typing import NamedTuple

from lpcheck.model import Looked
from lpcheck.rules import Route, Verdict
from lpcheck.view import View


class Parameters(NamedTuple):
    """Where it stands while something is open, and the sentence about that."""

    at: Route
    says: str


def verdicts(view: View, given: Parameters) -> Iterator[Verdict]:
    """Yields a problem for each."""
    for entry in view.at(given.at):
        yield Looked.AT_IT
        yield entry.problem(given.says)
