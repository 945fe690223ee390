"""Who has a certain word in one field needs something in another.

What it checks: where a list at `at` has the word, the group around the list has `field` too.

Why it matters: a need that nobody can meet with what is written down is a need that is only noted.

Example (broken)::

    mother: {name: Jane Field, needs: [call-after-letter]}

Use instead::

    mother: {name: Jane Field, needs: [call-after-letter], phones: [07700 900201]}

Parameters: `at`, the list; `word`; `field`, what has to stand beside the list; `says`, the sentence
where it does not.
"""

from collections.abc import Iterator
from typing import NamedTuple

from lpcheck.model import Looked
from lpcheck.pointers import is_at_or_below
from lpcheck.rules import Route, Verdict
from lpcheck.view import View, entry_at


class Parameters(NamedTuple):
    """Where the word may stand, and what has to stand beside it."""

    at: Route
    word: str
    field: str
    says: str


def verdicts(view: View, given: Parameters) -> Iterator[Verdict]:
    """Yields a problem for each who has the word and not the field."""
    for entry in view.at(given.at):
        if not isinstance(entry.value, list) or given.word not in entry.value:
            continue
        around = entry.pointer[:-1]
        if is_at_or_below((*around, given.field), view.examined.unreliable):
            continue
        yield Looked.AT_IT
        if given.field not in entry_at(view.examined, around).fields:
            yield entry.problem(given.says)
