"""A policy that is said to be in force must be one that lpcheck has.

What it checks: each text at the place is the id of a loaded policy.

Why it matters: a mistyped number would be checked against nothing, and nothing found would look well.

Example (broken)::

    policies: [ECS 36, ECS 83]

Use instead::

    policies: [ECS 36, ECS 38]

Parameters: `at`, the places of the numbers.
"""

from collections.abc import Iterator
from typing import NamedTuple

from lpcheck.model import Looked
from lpcheck.rules import Route, Verdict
from lpcheck.view import View
from lpcheck.words import folded


class Parameters(NamedTuple):
    """Where the numbers stand."""

    at: Route


def verdicts(view: View, given: Parameters) -> Iterator[Verdict]:
    """Yields a problem for each policy that there is nothing to check against."""
    known = {folded(policy) for policy in view.policies}
    for entry in view.at(given.at):
        yield Looked.AT_IT
        if folded(entry.text) not in known:
            yield entry.problem("lpcheck does not have this policy, so nothing of it is checked")
