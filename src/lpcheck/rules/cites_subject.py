"""A list of references must cite law on a subject.

What it checks: at least one reference at `at` is, by the law register, law on the subject; or says one of
the words in so many words, for a spelling the register does not know.

Why it matters: a text that asks people to keep a law without saying which leaves them to guess.

Example (broken)::

    references:
      - Children Act 2004

Use instead::

    references:
      - Children Act 2004
      - Data Protection Act 2018

Parameters: `list_at`, the list as a whole; `at`, the references in it; `subject`, as in the register;
`words`, of which one in a reference will do; `says`, the sentence about a list without.
"""

from collections.abc import Iterator
from typing import NamedTuple

from lpcheck.law import find
from lpcheck.model import Looked
from lpcheck.rules import Route, Texts, Verdict
from lpcheck.view import View
from lpcheck.words import folded

NEEDS_ALL_OF = ("at",)


class Parameters(NamedTuple):
    """Where the references stand, the subject, and the sentence about a list without it."""

    list_at: Route
    at: Route
    subject: str
    words: Texts
    says: str


def verdicts(view: View, given: Parameters) -> Iterator[Verdict]:
    """Yields one problem at the list where nothing in it is on the subject."""
    table = view.first(given.list_at)
    if table is None:
        return
    yield Looked.AT_IT
    words = [folded(word) for word in given.words]
    for entry in view.at(given.at):
        citation = find(view.register, entry.text)
        if citation is not None and citation.entry.subject == given.subject:
            return
        if any(word in folded(entry.text) for word in words):
            return
    yield table.problem(given.says)
