"""What site.yaml must say once children's plans are kept at the site.

What it checks: where the site has children's folders, something stands at one of the places.

Why it matters: each child's plan refers to it. Without it a name in a plan cannot be compared with
anything.

Example (broken)::

    kind: site
    name: Larkfield School

Use instead::

    kind: site
    name: Larkfield School
    systems: [CPOMS, handover-book]

Parameters: `at`, the places, of which one will do; `says`, the sentence where there is none; `inside`, the
group without which nobody is asked, because its absence is found already.
"""

from collections.abc import Iterator
from typing import NamedTuple

from lpcheck.model import Looked
from lpcheck.rules import Route, Routes, Verdict
from lpcheck.view import View, raw_entries


class Parameters(NamedTuple):
    """Where it may stand, and the sentence where it does not."""

    at: Routes
    says: str
    inside: Route = Route("")


def verdicts(view: View, given: Parameters) -> Iterator[Verdict]:
    """Yields one problem for the site."""
    group = view.first(given.inside)
    if not view.children or group is None:
        yield Looked.COULD_NOT
        return
    is_there = any(True for place in given.at for _ in raw_entries(view.examined, place))
    if not is_there and not all(map(view.sees_all, given.at)):
        return
    yield Looked.AT_IT
    if not is_there:
        yield group.problem(given.says)
