"""The sections must be numbered without a gap, each heading once, none of the expected ones missing.

What it checks: the numbers in front of the headings begin with 1 and run on by one, and either all
headings have one or none has; no two headings are the same; each of the expected headings is there. A
document gets one finding that lists what is not so.

Why it matters: a missing number is the trace of a section that was taken out, and a reader who is sent
to it finds nothing.

Example (broken)::

    sections:
      - {heading: 1. Introduction, text: Why this is here.}
      - {heading: 3. Scope, text: Whom it is for.}

Use instead::

    sections:
      - {heading: 1. Introduction, text: Why this is here.}
      - {heading: 2. Scope, text: Whom it is for.}

Parameters: `at`, the place of the headings; `expected`, the headings that the form has.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from lpcheck.model import Looked
from lpcheck.places import Related
from lpcheck.rules import Route, Texts, Verdict
from lpcheck.view import Entry, View
from lpcheck.words import folded, listed

NEEDS_ALL_OF = ("at",)
_NUMBERED = re.compile(r"(\d{1,4})[.)]?\s+(.*)", re.DOTALL)


class Parameters(NamedTuple):
    """Where the headings stand and which are expected."""

    at: Route
    expected: Texts = Texts(())


class _Heading(NamedTuple):
    entry: Entry
    number: int | None
    words: str


def verdicts(view: View, given: Parameters) -> Iterator[Verdict]:
    """Yields one problem for the document."""
    headings = [_heading(entry) for entry in view.at(given.at)]
    if not headings:
        return
    yield Looked.AT_IT
    faults = [*_gaps(headings), *_repeats(headings)]
    there = {heading.words for heading in headings}
    missing = [title for title in given.expected if folded(title) not in there]
    sentences = [sentence for sentence, _ in faults]
    if missing:
        sentences.append(f"there is no section {listed(missing)}")
    if sentences:
        first = faults[0][1].entry if faults else headings[0].entry
        related = tuple(Related(heading.entry.location, sentence) for sentence, heading in faults[1:])
        yield first.problem("; ".join(sentences), *related)


def _heading(entry: Entry) -> _Heading:
    found = _NUMBERED.fullmatch(entry.text.strip())
    if found is None:
        return _Heading(entry, None, folded(entry.text))
    return _Heading(entry, int(found[1]), folded(found[2]))


def _gaps(headings: Sequence[_Heading]) -> Iterator[tuple[str, _Heading]]:
    numbered = [heading for heading in headings if heading.number is not None]
    for heading in headings:
        if numbered and heading.number is None:
            yield "this heading has no number", heading
    if numbered and numbered[0].number != 1:
        yield f"the first number is {numbered[0].number}", numbered[0]
    for above, below in pairwise(numbered):
        assert above.number is not None
        if below.number != above.number + 1:
            yield f"section {above.number} is followed by section {below.number}", below


def _repeats(headings: Sequence[_Heading]) -> Iterator[tuple[str, _Heading]]:
    seen: set[str] = set()
    for heading in headings:
        if heading.words in seen:
            yield "this heading stands here a second time", heading
        seen.add(heading.words)
