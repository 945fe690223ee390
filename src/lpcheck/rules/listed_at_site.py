"""What a policy asks for stands in a document, and the site does not say that the policy is in force.

What it checks: where something stands at `at`, one of the texts at `listed` is the policy's number.

Why it matters: a school that has forgotten to list a policy would be asked for nothing of it, and what is
written down for it would be looked at in this one document only.

Example (broken)::

    # site.yaml: policies: [ECS 36]
    contact:
      restrictions: none

Use instead::

    # site.yaml: policies: [ECS 36, ECS 38]
    contact:
      restrictions: none

Parameters: `at`, the place; `policy`, the number; `listed`, where the site lists its policies; `says`, the
sentence.
"""

from collections.abc import Iterator
from typing import NamedTuple

from lpcheck.model import Looked, Problem
from lpcheck.rules import Route, Verdict
from lpcheck.view import View, raw_entries
from lpcheck.words import folded

NEEDS_ALL_OF = ("listed",)


class Parameters(NamedTuple):
    """What stands where, which policy asks for it, and where the site lists those in force."""

    at: Route
    policy: str
    listed: Route
    says: str


def verdicts(view: View, given: Parameters) -> Iterator[Verdict]:
    """Yields a problem where the policy is not listed, at the key of what it asks for."""
    for entry in raw_entries(view.examined, given.at):
        yield Looked.AT_IT
        if folded(given.policy) not in map(folded, view.texts_at(given.listed)):
            yield Problem(view.examined.document.locate_key(entry.pointer), given.says)
