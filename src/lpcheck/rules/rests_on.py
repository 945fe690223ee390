"""A limit on somebody's post must rest on something.

What it checks: where a place at `at` has one of `words`, a restriction in force is about that person, or
about everyone, and forbids this kind of post or lets staff read it. With `legal`, such a restriction must
rest on at least one of those orders or decisions.

Why it matters: a child has the right to post that nobody else reads. Whoever limits that must be able to
say on what ground.

Example (broken)::

    everyone_else: {letters: read}
    restrictions: none

Use instead::

    everyone_else: {letters: read}
    restrictions:
      - person: everyone
        forbids: nothing
        may_be_read: [letters]
        rests_on:
          - {basis: bail, made: 2026-09-04, until: further-order, kept_in: CPOMS}

Parameters: `at`, the places; `words`, which limit it; `post`, the kind of post; `restrictions`, the list;
`legal`, orders and decisions that are a legal condition; `says`, the sentence.
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from lpcheck.dates import day_after
from lpcheck.model import Looked
from lpcheck.restrictions import Restriction, restrictions_in
from lpcheck.rules import Route, Routes, Texts, Verdict
from lpcheck.view import Entry, View

NEEDS_ALL_OF = ("restrictions",)


class Parameters(NamedTuple):
    """Where post may be limited, by which words, on which grounds, and the sentence where on none."""

    at: Routes
    words: Texts
    post: str
    restrictions: Route
    says: str
    legal: Texts = Texts(())


def verdicts(view: View, given: Parameters) -> Iterator[Verdict]:
    """Yields a problem for each limit that rests on nothing, or on nothing legal."""
    for place in given.at:
        for entry in view.at(place):
            fields = entry.fields or {"status": entry.value}
            if fields.get("status") not in given.words:
                continue
            yield Looked.AT_IT
            restrictions = restrictions_in(view, given.restrictions)
            behind = [one for one in restrictions if _is_behind(one, entry, given.post)]
            lawful = [one for one in behind if not one.bases.isdisjoint(given.legal)]
            yield from _unless_any(entry, behind, lawful, given)


def _is_behind(restriction: Restriction, entry: Entry, post: str) -> bool:
    is_about = restriction.concerns(str(entry.pointer[-2]))
    return is_about and (post in restriction.may_be_read or restriction.forbids(post))


def _unless_any(
    entry: Entry, behind: list[Restriction], lawful: list[Restriction], given: Parameters
) -> Iterator[Verdict]:
    """Yields the problem from the day after the last of those restrictions ended; for ever without one.

    While nothing at all is behind it, the check without `legal` speaks, and this one does not.
    """
    last_of_wanted = _last_of(lawful if given.legal else behind)
    last_of_all = _last_of(behind) if given.legal else date.max
    if last_of_wanted < last_of_all:
        yield entry.problem(given.says, *(one.entry.related("rests on this") for one in behind))._replace(
            first=day_after(last_of_wanted) if last_of_wanted > date.min else None,
            last=last_of_all if last_of_all < date.max else None,
        )


def _last_of(restrictions: list[Restriction]) -> date:
    """The last day on which one of them is in force: the last there is where one has no end."""
    return max((one.last or date.max for one in restrictions), default=date.min)
