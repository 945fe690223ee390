"""Each folder of a child is that of a child on the roll.

What it checks: the names of the children's folders are among the keys of the roll, past and to come. One
finding tells of all that are not, with their number.

Why it matters: a child whom the office does not know of may be here without anybody having been asked; or
the folder bears the wrong key, and the plan is not found when it is needed.

Example (broken)::

    roll:
      - {child: P-003, from: 2026-09-04}      # and the folders children/P-003 and children/P-030

Use instead::

    roll:
      - {child: P-003, from: 2026-09-04}
      - {child: P-030, from: 2026-11-16}

Parameters: `roll`, the list; `keys`, the place of the keys in it; `says`, the sentence, before the number
of folders.
"""

from collections.abc import Iterator
from typing import NamedTuple

from lpcheck.model import Looked
from lpcheck.rules import Route, Verdict
from lpcheck.view import View
from lpcheck.words import counted

NEEDS_ALL_OF = ("roll", "keys")


class Parameters(NamedTuple):
    """The roll, the keys in it, and the sentence about folders of nobody on it."""

    roll: Route
    keys: Route
    says: str


def verdicts(view: View, given: Parameters) -> Iterator[Verdict]:
    """Yields one problem at the roll."""
    roll = view.first(given.roll)
    if roll is None or not view.children:
        return
    yield Looked.AT_IT
    strangers = set(view.children) - view.texts_at(given.keys)
    if strangers:
        yield roll.problem(f"{given.says} {counted(len(strangers), 'folder')} below children/")
