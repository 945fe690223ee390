"""Words that should stand nowhere in a document's texts.

What it checks: whether a phrase stands in a text at one of the places, whatever the case and the kind of
apostrophe. A document gets one finding, at the first such place, with the others beside it.

Why it matters: what the form prints on every page breaks up the text once it has been copied into it.

Example (broken)::

    text: |
      Phone calls

      Children's Services: Local Procedure Template

      Home visits

Use instead::

    text: |
      Phone calls

      Home visits

Parameters: `at`, the places; `phrases`, the words; `says`, the sentence about it.
"""

from collections.abc import Iterator
from typing import NamedTuple

from lpcheck.model import Looked, Problem
from lpcheck.places import Location, Related
from lpcheck.rules import Routes, Texts, Verdict
from lpcheck.view import Entry, View
from lpcheck.words import folded


class Parameters(NamedTuple):
    """Where the texts stand, what should not be in them, and the sentence about it."""

    at: Routes
    phrases: Texts
    says: str


def verdicts(view: View, given: Parameters) -> Iterator[Verdict]:
    """Yields one problem for the document."""
    phrases = [folded(phrase) for phrase in given.phrases]
    places: list[Location] = []
    for place in given.at:
        for entry in view.at(place):
            yield Looked.AT_IT
            places.extend(_lines_with(entry, phrases))
    if places:
        first, *more = sorted(places, key=lambda place: place.span)
        yield Problem(first, given.says, tuple(Related(place, "and here") for place in more))


def _lines_with(entry: Entry, phrases: list[str]) -> Iterator[Location]:
    """Yields the lines of the file that hold a phrase; all of the text where it is written otherwise."""

    def says_one(line: str) -> bool:
        return any(phrase in folded(line) for phrase in phrases)

    document = entry.examined.document
    number = sum(map(says_one, entry.text.splitlines()))
    places = [place for place, line in document.locate_lines(entry.pointer) if says_one(line)]
    if number:
        yield from places if len(places) == number else [document.locate(entry.pointer)]
