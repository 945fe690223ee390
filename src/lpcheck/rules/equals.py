"""Two places must say the same.

What it checks: the text at `at` against the text at `same_as`; case, spaces and the kind of apostrophe or
dash are set aside. With `part`, only the part of each that the pattern picks out is compared.

Why it matters: where two places disagree, one of them was copied from another document, and a reader
cannot tell which is right.

Example (broken)::

    policy: ECS 38 - Contact, correspondence, communication and social media
    template: ECS LP 36

Use instead::

    policy: ECS 38 - Contact, correspondence, communication and social media
    template: ECS LP 38

Parameters: `at` and `same_as`, the places; `part`, a pattern, of which the first group is compared where
it has one; `says`, the sentence about a difference.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lpcheck.model import Looked
from lpcheck.rules import Pattern, Route, Verdict
from lpcheck.view import View
from lpcheck.words import folded


class Parameters(NamedTuple):
    """The two places, what of them is compared, and the sentence about a difference."""

    at: Route
    same_as: Route
    says: str
    part: Pattern = Pattern(r"(?s).*")


def verdicts(view: View, given: Parameters) -> Iterator[Verdict]:
    """Yields a problem where the two differ."""
    entry, other = view.first(given.at), view.first(given.same_as)
    if entry is None or other is None:
        return
    part = re.compile(given.part)
    mine, theirs = _compared(part, entry.text), _compared(part, other.text)
    if mine is None or theirs is None:
        yield Looked.COULD_NOT
        return
    yield Looked.AT_IT
    if mine != theirs:
        yield entry.problem(given.says, other.related("differs from this"))


def _compared(part: re.Pattern[str], text: str) -> str | None:
    found = part.search(text)
    words = found and (found[1] if part.groups else found[0])
    return None if words is None else folded(words)
