"""What one place names must stand in a list.

What it checks: each text at `at`, and each key at `keys`, is one of the texts at `among`, one of the
keys at `among_keys`, one of `words`, or fits `pattern`. While one of these lists is not there, it cannot
be known.

Why it matters: a name that is in no list leads nowhere, and nobody notices until somebody has to follow it.

Example (broken)::

    people: {mother: {phones: [07700 900201]}}
    liaison:
      emergency: [{ring: grandmother, when: any-time}]

Use instead::

    people: {mother: {phones: [07700 900201]}}
    liaison:
      emergency: [{ring: mother, when: any-time}]

Parameters: `at`, places of texts; `keys`, places whose last step is the key that counts; `among` and
`among_keys`, the same for the list; `words` and `pattern`, what will do besides; `says`, the sentence.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lpcheck.model import Looked, Problem
from lpcheck.rules import Pattern, Routes, Texts, Verdict
from lpcheck.view import View

NEEDS_ALL_OF = ("among", "among_keys")


class Parameters(NamedTuple):
    """What is named where, what it must be among, and the sentence about one that is not."""

    says: str
    at: Routes = Routes(())
    keys: Routes = Routes(())
    among: Routes = Routes(())
    among_keys: Routes = Routes(())
    words: Texts = Texts(())
    pattern: Pattern = Pattern("")


def verdicts(view: View, given: Parameters) -> Iterator[Verdict]:
    """Yields a problem for each name that is not in the list."""
    named = [(entry, entry.text) for place in given.at for entry in view.at(place)]
    keys = [(entry, str(entry.pointer[-1])) for place in given.keys for entry in view.at(place)]
    if not named and not keys:
        return
    lists = [view.texts_at(place) for place in given.among]
    lists += [view.keys_at(place) for place in given.among_keys]
    if not all(lists):
        yield Looked.COULD_NOT
        return
    yield Looked.AT_IT
    unknown = {name for _, name in (*named, *keys)}.difference(given.words)
    for one in lists:
        unknown -= one
    if unknown and given.pattern:
        unknown = {name for name in unknown if not re.fullmatch(given.pattern, name)}
    if unknown:
        yield from (Problem(entry.location, given.says) for entry, name in named if name in unknown)
    for entry, name in keys if unknown else ():
        if name in unknown:
            yield Problem(entry.examined.document.locate_key(entry.pointer), given.says)
