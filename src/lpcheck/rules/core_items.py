"""A list must have every item that a setting names.

What it checks: each text of the setting `core` stands in the list at `at`. While the setting is not given
there is nothing to compare.

Why it matters: the group's core list says what every local procedure must contain; one item that is not
there is one question nobody asked.

Example (broken)::

    contents_checklist:
      - {item: Local roles named, in_place: true}

Use instead::

    contents_checklist:
      - {item: Local roles named, in_place: true}
      - {item: Emergency numbers tried, in_place: true}

Parameters: `list_at`, the list as a whole; `at`, the texts in it; `core`, the setting that names the items.
"""

from collections.abc import Iterator
from typing import NamedTuple

from lpcheck.model import Looked
from lpcheck.rules import Route, Setting, Verdict
from lpcheck.view import View
from lpcheck.words import counted, folded

NEEDS_ALL_OF = ("at",)


class Parameters(NamedTuple):
    """The list, its texts and the setting."""

    list_at: Route
    at: Route
    core: Setting


def verdicts(view: View, given: Parameters) -> Iterator[Verdict]:
    """Yields one problem that counts the items not there."""
    core = view.settings[given.core]
    table = view.first(given.list_at)
    if not isinstance(core, list) or table is None:
        return
    yield Looked.AT_IT
    there = {folded(entry.text) for entry in view.at(given.at)}
    missing = [item for item in core if folded(str(item)) not in there]
    if missing:
        yield table.problem(
            f"{counted(len(missing), 'item')} of the group's core list of {len(core)} "
            f"{'is' if len(missing) == 1 else 'are'} not in the {table.title}"
        )
