"""At least one in a group has a certain field.

What it checks: something stands at `at`, for anybody in the group at `group`.

Why it matters: what is written down for nobody was asked of nobody.

Example (broken)::

    people: {mother: {name: Jane Field}}

Use instead::

    people: {mother: {name: Jane Field, meetings: after 17:00}}

Parameters: `group`, the group; `at`, the field of each in it; `says`, the sentence where nobody has it.
"""

from collections.abc import Iterator
from typing import NamedTuple

from lpcheck.model import Looked
from lpcheck.rules import Route, Verdict
from lpcheck.view import View

NEEDS_ALL_OF = ("group", "at")


class Parameters(NamedTuple):
    """The group, the field, and the sentence where nobody has it."""

    group: Route
    at: Route
    says: str


def verdicts(view: View, given: Parameters) -> Iterator[Verdict]:
    """Yields one problem at the group."""
    for group in view.at(given.group):
        yield Looked.AT_IT
        if view.first(given.at) is None:
            yield group.problem(given.says)
