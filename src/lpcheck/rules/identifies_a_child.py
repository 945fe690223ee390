"""Nothing that identifies one child stands in a document, or in the name of its file or folder.

What it checks: pupil numbers, NHS numbers and dates of birth on every line, comments included; and those,
e-mail addresses and postcodes in the path of the file from the site's folder on. Check digits are worked
out, so that a number that only looks alike is left alone.

Why it matters: a procedure is read by many and a build log by more; the number of one child opens every
other record about that child.

Example (broken)::

    text: For B801200005001 the taxi is booked by reception.

Use instead::

    text: For P-003 the taxi is booked by reception.

Parameters: none.
"""

from collections.abc import Iterator
from typing import NamedTuple

from lpcheck.identifiers import IdentifierKind, identifiers_in
from lpcheck.model import Looked, Problem
from lpcheck.places import Location, Span
from lpcheck.rules import Verdict
from lpcheck.view import View

_NEVER_IN_A_TEXT = (
    IdentifierKind.PUPIL_NUMBER,
    IdentifierKind.NHS_NUMBER,
    IdentifierKind.DATE_OF_BIRTH,
)


class Parameters(NamedTuple):
    """Nothing can be set."""


def verdicts(view: View, given: Parameters) -> Iterator[Verdict]:
    """Yields a problem for each such thing on a line, and one for each in the path."""
    del given
    document = view.examined.document
    yield Looked.AT_IT
    for part in (view.folder, *document.path.split("/")):
        for identifier in identifiers_in(part):
            sentence = f"the name of this file or its folder holds {identifier.kind.value}"
            yield Problem(document.locate(()), sentence)
    for number, line in enumerate(document.lines, 1):
        for identifier in identifiers_in(line):
            if identifier.kind in _NEVER_IN_A_TEXT:
                span = Span(number, identifier.start + 1, number, identifier.end + 1)
                sentence = f"this line holds {identifier.kind.value}"
                yield Problem(Location(document.path, span, ()), sentence)
