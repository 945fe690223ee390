"""Among the keys of a group, at least one must be of a certain sort.

What it checks: where the condition holds, one of the keys at `at` begins with one of `words`, is named at
`or_named`, or, where `words_not` is given, begins with none of those; or something stands at `or_at`.

Why it matters: a group that is filled in can still leave out the one who matters.

Example (broken)::

    legal_status: care-order
    agreed: {child: 2026-09-09, foster-carer: 2026-09-09}

Use instead::

    legal_status: care-order
    agreed: {child: 2026-09-09, foster-carer: 2026-09-09, social-worker: 2026-09-10}

Parameters: `group`, the group; `at`, its fields; `words`, of which one will do; `words_not`, for any but
these; `or_named`, places that name who will do as well; `or_at`, places of another answer; `where` and
`where_words`, when it applies; `unless` and `unless_words`, when it does not after all; `says`, the
sentence.
"""

from collections.abc import Iterator
from typing import NamedTuple

from lpcheck.conditions import applies
from lpcheck.model import Looked
from lpcheck.rules import Route, Routes, Texts, Verdict
from lpcheck.view import View

NEEDS_ALL_OF = ("at",)


class Parameters(NamedTuple):
    """The group, who must be in it, when it applies, and the sentence about nobody."""

    group: Route
    at: Route
    says: str
    words: Texts = Texts(())
    words_not: Texts = Texts(())
    or_named: Routes = Routes(())
    or_at: Routes = Routes(())
    where: Route = Route("")
    where_words: Texts = Texts(())
    unless: Route = Route("")
    unless_words: Texts = Texts(())


def verdicts(view: View, given: Parameters) -> Iterator[Verdict]:
    """Yields one problem at the group."""
    group = view.first(given.group)
    is_meant = applies(view, given.where, given.where_words)
    if group is None or not is_meant:
        return
    if given.unless and applies(view, given.unless, given.unless_words):
        return
    if any(view.first(place) is not None for place in given.or_at):
        return
    yield Looked.AT_IT
    named = {entry.text for place in given.or_named for entry in view.at(place)}
    keys = [str(entry.pointer[-1]) for entry in view.at(given.at)]
    if not any(_will_do(key, given, named) for key in keys):
        yield group.problem(given.says)


def _will_do(key: str, given: Parameters, named: set[str]) -> bool:
    if key in named or (given.words and key.startswith(tuple(given.words))):
        return True
    return bool(given.words_not) and not key.startswith(tuple(given.words_not))
