"""A link must lead somewhere else.

What it checks: Markdown links in the texts at `at`: one without an address or with only `#` leads nowhere.
Among the forms at `forms`, the document's own, given at `itself`, leads back to where the reader is.

Why it matters: a reader who needs the form in a hurry finds no form.

Example (broken)::

    associated_forms:
      - "ECS LP 36 Local Procedure: [Home-School/College Liaison](#)"

Use instead::

    associated_forms:
      - "Liaison record: [form on the staff intranet](https://intranet.example/liaison-record)"

Parameters: `at`, the places of the texts; `forms`, those of the forms among them; `itself`, the place of
the document's own form reference.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lpcheck.model import Looked
from lpcheck.rules import Route, Routes, Verdict
from lpcheck.view import View
from lpcheck.words import folded

_LINK = re.compile(r"\[[^\]]{0,500}\]\(([^)]{0,500})\)")


class Parameters(NamedTuple):
    """Where links and names of forms stand, and the document's own reference."""

    at: Routes
    forms: Route
    itself: Route


def verdicts(view: View, given: Parameters) -> Iterator[Verdict]:
    """Yields a problem for each text with a link to nowhere, or that names the form it stands in."""
    own = view.first(given.itself)
    named = {entry.pointer for entry in view.at(given.forms)} if own is not None else set()
    for route in given.at:
        for entry in view.at(route):
            yield Looked.AT_IT
            nowhere = any(found[1].strip() in ("", "#") for found in _LINK.finditer(entry.text))
            itself = own is not None and entry.pointer in named and _names(entry.text, own.text)
            parts = ["a link in it leads nowhere"] * nowhere + ["it names this very form"] * itself
            if parts:
                yield entry.problem(f"the {entry.title} leads to no form: {' and '.join(parts)}")


def _names(text: str, form: str) -> bool:
    return re.search(rf"\b{re.escape(folded(form))}\b", folded(text)) is not None
