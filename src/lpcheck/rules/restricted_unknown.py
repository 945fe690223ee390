"""A restriction is about somebody whom the plan knows.

What it checks: the person of each restriction stands under `people`, or is one of the words for somebody
who cannot stand there.

Why it matters: a restriction about a word that nobody bears is compared with nothing, and nothing found
would look well.

Example (broken)::

    people: {father: {name: John Field}}
    restrictions:
      - {person: uncle, forbids: all}

Use instead::

    people: {father: {name: John Field}}
    restrictions:
      - {person: father, forbids: all}

Parameters: `restrictions`, the list; `people`, everybody by their word; `words`, those for somebody who
cannot stand under `people`.
"""

from collections.abc import Iterator
from typing import NamedTuple

from lpcheck.model import Looked
from lpcheck.pointers import is_at_or_below
from lpcheck.restrictions import people_in, restrictions_in
from lpcheck.rules import Route, Texts, Verdict
from lpcheck.view import Entry, View


class Parameters(NamedTuple):
    """Where the restrictions and the people stand, and the words for somebody who is not among them."""

    restrictions: Route
    people: Route
    words: Texts


def verdicts(view: View, given: Parameters) -> Iterator[Verdict]:
    """Yields a problem for each restriction about somebody whom nobody knows."""
    known = people_in(view.examined, given.people)
    for restriction in restrictions_in(view, given.restrictions):
        pointer = (*restriction.entry.pointer, "person")
        if not restriction.person or is_at_or_below(pointer, view.examined.unreliable):
            continue
        yield Looked.AT_IT
        if restriction.person not in known and restriction.person not in given.words:
            place = Entry(view.examined, pointer, restriction.person)
            yield place.problem(
                "nobody stands under `people` by this word, so this restriction protects nobody"
            )
