"""What a document says stands beside it must be there.

What it checks: where the place says the word, the folder has a document of the kind. While one of its
documents cannot be read, it cannot be known.

Why it matters: a record that everybody believes to be somewhere is a record that nobody keeps.

Example (broken)::

    log: here                     # and no log.yaml beside plan.yaml

Use instead::

    log: {kept_in: CPOMS, last_sampled: 2026-10-20}

Parameters: `at`, the place; `word`, which says that it is here; `kind`, the kind of document; `says`, the
sentence where there is none.
"""

from collections.abc import Iterator
from typing import NamedTuple

from lpcheck.model import Looked
from lpcheck.rules import Route, Verdict
from lpcheck.view import View


class Parameters(NamedTuple):
    """Where it is said, in which word, of which kind of document, and the sentence about none."""

    at: Route
    word: str
    kind: str
    says: str


def verdicts(view: View, given: Parameters) -> Iterator[Verdict]:
    """Yields a problem where there is no such document."""
    for entry in view.at(given.at):
        if entry.value != given.word:
            continue
        if next(view.of_kind(given.kind), None) is not None:
            yield Looked.AT_IT
        elif view.is_part_unread or not view.child:
            yield Looked.COULD_NOT
        else:
            yield entry.problem(given.says)
