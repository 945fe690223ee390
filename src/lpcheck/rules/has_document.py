"""A site has a document for what it says is in force.

What it checks: among the site's documents of a kind, one names the policy: the text at `names` begins with
it. While one of the site's documents cannot be read, or does not say which policy it is for, it cannot be
known.

Why it matters: a policy that is in force and has no procedure is put into practice by everybody in their
own way; and a folder that holds nothing looks as clean as one where all is in order.

Example (broken)::

    policies: [ECS 36, ECS 38]        # and no local procedure for ECS 38 in the folder

Use instead::

    policies: [ECS 36, ECS 38]        # and a local procedure for each beside this file

Parameters: `at`, the places of the policies in force; `policy`, the one that is looked for; `kind` and
`names`, the kind of document and where it names its policy; `says`, the sentence about none.
"""

from collections.abc import Iterator
from typing import NamedTuple

from lpcheck.model import Looked
from lpcheck.rules import Route, Verdict
from lpcheck.view import View, entries_in
from lpcheck.words import begins_with


class Parameters(NamedTuple):
    """Where the policies stand, which is looked for, in what, and the sentence about none."""

    at: Route
    policy: str
    kind: str
    names: str
    says: str


def verdicts(view: View, given: Parameters) -> Iterator[Verdict]:
    """Yields one problem at the policy for which there is no document."""
    listed = next((entry for entry in view.at(given.at) if begins_with(entry.text, given.policy)), None)
    if listed is None:
        return
    in_doubt = view.is_part_unread
    for other in view.of_kind(given.kind):
        named = list(entries_in(other, given.names))
        in_doubt = in_doubt or not named
        if any(begins_with(entry.text, given.policy) for entry in named):
            yield Looked.AT_IT
            return
    if in_doubt:
        yield Looked.COULD_NOT
    else:
        yield listed.problem(given.says)
