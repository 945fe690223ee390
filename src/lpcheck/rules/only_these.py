"""Where a condition holds, a place may have certain words only.

What it checks: where `where` has one of `where_words`, every word at `at` is one of `allowed`; a group of
fields counts by its `field`, and will do where it has `or_has`.

Why it matters: a high risk that one part of the plan knows of and another ignores protects nobody.

Example (broken)::

    social_media_risk: {level: high, measure: monitored}
    everyone_else: {social_media: free}

Use instead::

    social_media_risk: {level: high, measure: monitored}
    everyone_else: {social_media: monitored}

Parameters: `at`, the places; `allowed`, the words; `field` and `or_has`, fields of a group; `where` and
`where_words`, when it applies; `says`, the sentence.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from lpcheck.conditions import applies
from lpcheck.model import Looked
from lpcheck.rules import Route, Routes, Texts, Verdict
from lpcheck.view import Entry, View


class Parameters(NamedTuple):
    """The places, the words they may have, when that holds, and the sentence about another."""

    at: Routes
    allowed: Texts
    field: str
    or_has: str
    where: Route
    where_words: Texts
    says: str


def verdicts(view: View, given: Parameters) -> Iterator[Verdict]:
    """Yields one problem, at the first place with another word."""
    if not applies(view, given.where, given.where_words):
        return
    yield Looked.AT_IT
    odd = [entry for place in given.at for entry in view.at(place) if not _is_allowed(entry, given)]
    if odd:
        first, *more = odd
        reason = [entry.related(entry.title) for entry in view.at(given.where)]
        yield first.problem(given.says, *reason, *(entry.related("and here") for entry in more))


def _is_allowed(entry: Entry, given: Parameters) -> bool:
    """Whether it has one of the words, or nobody can tell: the form has something against the field."""
    if not isinstance(entry.value, Mapping):
        return entry.value in given.allowed
    fields = {(*entry.pointer, name) for name in (given.field, given.or_has)}
    is_doubtful = not fields.isdisjoint(entry.examined.unreliable)
    return is_doubtful or given.or_has in entry.fields or entry.fields.get(given.field) in given.allowed
