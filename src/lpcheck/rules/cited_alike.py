"""The same law must be cited the same way in every procedure of a site.

What it checks: each reference at `at` against those of the site's other documents of the same kind; where
two mean the same law, or editions of the same guidance, their words agree but for closing punctuation.
The later document by name gets one finding that lists them.

Why it matters: two spellings of one title look like two laws, and one of them is usually an old edition.

Example (broken)::

    references:
      - DfE (Current version 2015) Keeping children safe in Education

Use instead::

    references:
      - DfE Keeping children safe in education

Parameters: `at`, the places of the references.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from lpcheck.law import Register, find
from lpcheck.model import Looked
from lpcheck.places import Related
from lpcheck.rules import Place, Verdict
from lpcheck.view import Entry, View, entries_in
from lpcheck.words import counted, folded


class Parameters(NamedTuple):
    """Where the references stand."""

    at: Place


def verdicts(view: View, given: Parameters) -> Iterator[Verdict]:
    """Yields one problem for a document that cites otherwise than an earlier one."""
    mine = _by_law(view.register, list(view.at(given.at)))
    related: list[Related] = []
    differing: list[Entry] = []
    for other in view.others:
        yield Looked.AT_IT
        if other.document.path < view.examined.document.path:
            theirs = _by_law(view.register, list(entries_in(other, given.at)))
            for law in mine.keys() & theirs.keys():
                if _words(mine[law]) != _words(theirs[law]):
                    differing.append(mine[law])
                    related.append(theirs[law].related("cited like this there"))
    if differing:
        first, *more = sorted(differing, key=lambda entry: entry.location.span)
        yield first.problem(
            f"{counted(len(differing), 'reference')} {'is' if len(differing) == 1 else 'are'} cited "
            "otherwise than in another local procedure of this school",
            *(entry.related("and this") for entry in more),
            *sorted(related, key=lambda place: place.location.span),
        )


def _by_law(register: Register, entries: list[Entry]) -> Mapping[str, Entry]:
    found = ((find(register, entry.text), entry) for entry in entries)
    return {c.entry.series or c.entry.key: entry for c, entry in found if c is not None}


def _words(entry: Entry) -> str:
    return folded(entry.text).rstrip(",;. ")
