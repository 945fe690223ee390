"""Nothing that identifies one child stands in a text, or in the name of the file.

What it checks: pupil numbers, NHS numbers and dates of birth in the texts at `at`; and those, e-mail
addresses and postcodes in the path of the file. Check digits are worked out, so that a number that only
looks alike is left alone.

Why it matters: a procedure is read by many and a build log by more; the number of one child opens every
other record about that child.

Example (broken)::

    text: For B801200005001 the taxi is booked by reception.

Use instead::

    text: For P-003 the taxi is booked by reception.

Parameters: `at`, the places of the texts.
"""

from collections.abc import Iterator
from typing import NamedTuple

from lpcheck.identifiers import IdentifierKind, identifiers_in
from lpcheck.model import Looked, Problem
from lpcheck.rules import Places, Verdict
from lpcheck.view import View

_NEVER_IN_A_TEXT = (
    IdentifierKind.PUPIL_NUMBER,
    IdentifierKind.NHS_NUMBER,
    IdentifierKind.DATE_OF_BIRTH,
)


class Parameters(NamedTuple):
    """Where the texts stand."""

    at: Places


def verdicts(view: View, given: Parameters) -> Iterator[Verdict]:
    """Yields a problem for each text, and one for the path, with the kind of what it holds."""
    document = view.examined.document
    yield Looked.AT_IT
    for identifier in identifiers_in(document.path):
        sentence = f"the name of this file or its folder holds {identifier.kind.value}"
        yield Problem(document.locate(()), sentence)
    for place in given.at:
        for entry in view.at(place):
            for identifier in identifiers_in(entry.text):
                if identifier.kind in _NEVER_IN_A_TEXT:
                    words = entry.text[identifier.start : identifier.end]
                    where = document.locate_within(entry.pointer, words)
                    yield Problem(where, f"this text holds {identifier.kind.value}")
