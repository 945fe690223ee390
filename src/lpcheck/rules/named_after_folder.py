"""A document in a child's folder is about that child.

What it checks: the key at the place is the name of the folder.

Why it matters: a plan in the wrong child's folder is followed for the wrong child.

Example (broken)::

    child: P-071                  # in the folder children/P-017

Use instead::

    child: P-017                  # in the folder children/P-017

Parameters: `at`, the place of the key.
"""

from collections.abc import Iterator
from typing import NamedTuple

from lpcheck.model import Looked
from lpcheck.rules import Route, Verdict
from lpcheck.view import View


class Parameters(NamedTuple):
    """Where the key stands."""

    at: Route


def verdicts(view: View, given: Parameters) -> Iterator[Verdict]:
    """Yields a problem where the two differ; outside a child's folder there is nothing to compare."""
    entry = view.first(given.at)
    if entry is None or not view.child:
        return
    yield Looked.AT_IT
    if entry.text != view.child:
        yield entry.problem("this document says that it is about another child than its folder does")
