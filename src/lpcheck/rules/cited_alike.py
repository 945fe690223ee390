"""The same law must be cited the same way in every procedure of a site.

What it checks: each reference at `at` against the others of the document and those of the site's other
documents of the same kind; where two mean the same law, or editions of the same guidance, their words
agree but for closing punctuation. The later document by name gets one finding that lists them.

Why it matters: two spellings of one title look like two laws, and one of them is usually an old edition.

Example (broken)::

    references:
      - DfE (Current version 2015) Keeping children safe in Education

Use instead::

    references:
      - DfE Keeping children safe in education

Parameters: `at`, the places of the references.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from lpcheck.law import Register, find
from lpcheck.model import Looked
from lpcheck.places import Pointer, Related
from lpcheck.rules import Route, Verdict
from lpcheck.view import Entry, View, entries_in
from lpcheck.words import counted, folded


class Parameters(NamedTuple):
    """Where the references stand."""

    at: Route


def verdicts(view: View, given: Parameters) -> Iterator[Verdict]:
    """Yields one problem for a document that cites otherwise than an earlier one, or than itself."""
    mine = _by_law(view.register, view.at(given.at))
    differing: dict[Pointer, Entry] = {}
    related: list[Related] = []
    own = view.examined.document
    earlier = [other for other in view.of_kind(own.kind) if other.document.path < own.path]
    theirs = [_by_law(view.register, entries_in(other, given.at)) for other in earlier]
    for law, (first, *more) in mine.items():
        models = [others[law][0] for others in theirs if law in others] or [first][: len(more)]
        for model in models:
            yield Looked.AT_IT
            odd = [entry for entry in (first, *more) if _words(entry) != _words(model)]
            if odd:
                differing.update((entry.pointer, entry) for entry in odd)
                related.append(model.related("the other wording"))
    if differing:
        entry, *others = (differing[pointer] for pointer in sorted(differing, key=str))
        be = "is" if not others else "are"
        yield entry.problem(
            f"{counted(len(differing), 'reference')} {be} worded otherwise than elsewhere at this school",
            *(other.related("and this") for other in others),
            *sorted(related, key=lambda place: (place.location.path, place.location.span)),
        )


def _by_law(register: Register, entries: Iterable[Entry]) -> Mapping[str, list[Entry]]:
    by_law: dict[str, list[Entry]] = {}
    for entry in entries:
        citation = find(register, entry.text)
        if citation is not None:
            by_law.setdefault(citation.entry.series or citation.entry.key, []).append(entry)
    return by_law


def _words(entry: Entry) -> str:
    return folded(entry.text).rstrip(",;. ")
