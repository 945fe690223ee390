"""A link must lead somewhere else.

What it checks: Markdown links in the texts at `at`: one without an address or with only `#` leads nowhere;
a text that names the document's own form, given at `itself`, leads back to itself.

Why it matters: a reader who needs the form in a hurry finds no form.

Example (broken)::

    associated_forms:
      - "ECS LP 36 Local Procedure: [Home-School/College Liaison](#)"

Use instead::

    associated_forms:
      - "Liaison record: [form on the staff intranet](https://intranet.example/liaison-record)"

Parameters: `at`, the places of the texts; `itself`, the place of the document's own form reference.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lpcheck.model import Looked
from lpcheck.rules import Place, Places, Verdict
from lpcheck.view import View
from lpcheck.words import folded

_LINK = re.compile(r"\[[^\]]{0,500}\]\(([^)]{0,500})\)")


class Parameters(NamedTuple):
    """Where the links stand, and the document's own reference."""

    at: Places
    itself: Place


def verdicts(view: View, given: Parameters) -> Iterator[Verdict]:
    """Yields a problem for each text with a link to nowhere or to itself."""
    own = view.first(given.itself)
    for place in given.at:
        for entry in view.at(place):
            yield Looked.AT_IT
            nowhere = any(found[1].strip() in ("", "#") for found in _LINK.finditer(entry.text))
            itself = own is not None and folded(own.text) in folded(entry.text)
            if nowhere or itself:
                parts = ["its link leads nowhere"] * nowhere + ["it names this very form"] * itself
                yield entry.problem(f"the {entry.title} cannot be opened: {' and '.join(parts)}")
