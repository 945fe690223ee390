"""What a text mentions must be in a list.

What it checks: every stretch of the texts at `at` that fits the pattern is one of the texts at `among`.
Each one that is not listed is one finding, at its first place.

Why it matters: a procedure that sends the reader to a policy nobody has sends the reader nowhere.

Example (broken)::

    text: Monitoring follows the Governance policy ECS 61.

Use instead::

    text: Monitoring follows the Governance policy ECS 16.

Parameters: `at`, the places of the texts; `among`, the places of the list; `pattern`, what counts as a
mention, of which the groups are compared where it has any; `says`, the sentence about it.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lpcheck.model import Looked, Problem
from lpcheck.places import Related
from lpcheck.rules import Pattern, Routes, Verdict
from lpcheck.view import Entry, View
from lpcheck.words import folded

NEEDS_ALL_OF = ("among",)


class Parameters(NamedTuple):
    """Where the texts and the list stand, what is a mention, and the sentence about one not listed."""

    at: Routes
    among: Routes
    pattern: Pattern
    says: str


def verdicts(view: View, given: Parameters) -> Iterator[Verdict]:
    """Yields a problem for each mention that is not in the list."""
    known = {folded(entry.text) for place in given.among for entry in view.at(place)}
    unlisted: dict[str, list[tuple[Entry, str]]] = {}
    for entry, words, name in _mentions(view, given):
        yield Looked.AT_IT
        if name not in known:
            unlisted.setdefault(name, []).append((entry, words))
    for places in unlisted.values():
        first, *more = [entry.examined.document.locate_within(entry.pointer, w) for entry, w in places]
        related = tuple(Related(place, "and here") for place in more)
        yield Problem(first, given.says, related)


def _mentions(view: View, given: Parameters) -> Iterator[tuple[Entry, str, str]]:
    pattern = re.compile(given.pattern)
    for place in given.at:
        for entry in view.at(place):
            for found in pattern.finditer(entry.text):
                yield entry, found[0], folded(" ".join(filter(None, found.groups())) or found[0])
