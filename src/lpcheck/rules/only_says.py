"""A value, or a paragraph of it, that says nothing but certain words.

What it checks: each text at the places, and each paragraph of it, against phrases and a pattern; case,
numbering in front, Markdown marks and closing punctuation are set aside. Words inside a sentence never
count, and neither does a link. Texts of one list item are one finding.

Why it matters: a placeholder, initials or a bare "reviewed" fills a field without telling anybody
anything.

Example (broken)::

    sections:
      - heading: 9. Section Title
        text: Content

Use instead::

    sections:
      - heading: 9. Arrangements for boarders
        text: Boarders are rung on Sunday evening.

Parameters: `at`, the places; `phrases`, whole texts that count; `pattern`, a form of whole texts that
counts; `headings`, places where some of the phrases are ordinary headings, and `fine_in_headings`, those
phrases; `says`, the sentence about it.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from typing import NamedTuple

from lpcheck.model import Looked, Problem
from lpcheck.places import Location, Pointer, Related
from lpcheck.rules import Pattern, Routes, Texts, Verdict
from lpcheck.view import Entry, View
from lpcheck.words import folded

_NUMBERING = re.compile(r"(?:[#*_>\s-]|\d{1,3}[.)])*")
_PARAGRAPHS = re.compile(r"\n[ \t]*\n")


class Parameters(NamedTuple):
    """Where the texts stand, what must not be all they say, and the sentence about it."""

    at: Routes
    says: str
    phrases: Texts = Texts(())
    pattern: Pattern = Pattern("")
    headings: Routes = Routes(())
    fine_in_headings: Texts = Texts(())


def verdicts(view: View, given: Parameters) -> Iterator[Verdict]:
    """Yields one problem for each list item or field that says nothing else."""
    anywhere = _all_folded(given.phrases)
    in_headings = anywhere - _all_folded(given.fine_in_headings)
    pattern = re.compile(given.pattern) if given.pattern else None
    hits: list[tuple[Entry, Location]] = []
    for places, phrases in ((given.at, anywhere), (given.headings, in_headings)):
        for entry in _texts(view, places):
            yield Looked.AT_IT
            hits.extend((entry, place) for place in _places(entry, phrases, pattern))
    hits.sort(key=lambda hit: hit[1].span)
    for _, group in groupby(hits, key=lambda hit: _item_of(hit[0].pointer)):
        (_, place), *more = group
        related = tuple(Related(other, "and here") for _, other in more)
        yield Problem(place, given.says, related)


@cache  # of what a policy says, and that is there once
def _all_folded(phrases: Texts) -> frozenset[str]:
    return frozenset(map(folded, phrases))


def _texts(view: View, places: Routes) -> Iterator[Entry]:
    for place in places:
        yield from (entry for entry in view.at(place) if entry.text)


def _places(entry: Entry, phrases: frozenset[str], pattern: re.Pattern[str] | None) -> Iterator[Location]:
    for paragraph in _PARAGRAPHS.split(entry.text.strip()):
        whole = paragraph.strip()
        bare = _NUMBERING.sub("", whole, count=1).strip().rstrip(".:*_ ")
        fits = pattern is not None and (pattern.fullmatch(bare) or pattern.fullmatch(whole))
        if folded(bare) in phrases or folded(whole) in phrases or fits:
            yield entry.examined.document.locate_within(entry.pointer, whole)


def _item_of(pointer: Pointer) -> Pointer:
    inside = [i for i, step in enumerate(pointer) if isinstance(step, int)]
    return pointer[: inside[-1] + 1] if inside else pointer
