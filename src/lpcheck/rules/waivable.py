"""A waiver is for a requirement that there is and that may be waived, approved by somebody else.

What it checks: each row names a requirement that one of the policies has; that requirement is none that
nobody can waive; and whoever approved the waiver is not the one whose duty it is. Of the three the first
that is wrong is said.

Why it matters: a waiver for nothing hides nothing, a waiver of a safeguard hides a danger, and an exception
that somebody gives themselves is no check.

Example (broken)::

    waivers:
      - {requirement: ECS38-3.2, child: P-052, approved_by: head-teacher}

Use instead::

    waivers:
      - {requirement: ECS36-5.11, child: P-052, approved_by: head-teacher}

Parameters: `at`, the rows; `requirement` and `approved_by`, the fields.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lpcheck.model import Looked, Requirement
from lpcheck.rules import Route, Verdict
from lpcheck.view import Entry, View, entries_below
from lpcheck.words import folded

_WORD = re.compile(r"[a-z]+")


class Parameters(NamedTuple):
    """Where the waivers stand, and what their fields are called."""

    at: Route
    requirement: str
    approved_by: str


def verdicts(view: View, given: Parameters) -> Iterator[Verdict]:
    """Yields a problem for each waiver that nobody may rely on."""
    for row in view.at(given.at):
        named = next(entries_below(row, f"/{given.requirement}"), None)
        if named is None:
            continue
        yield Looked.AT_IT
        requirement = view.requirements.get(named.text)
        if requirement is None:
            yield named.problem("there is no requirement with this id")
        elif requirement.never_hidden or requirement.never_waived:
            yield named.problem("nobody can waive this requirement")
        else:
            for approver in entries_below(row, f"/{given.approved_by}"):
                yield from _unless_another(approver, requirement)


def _unless_another(approver: Entry, requirement: Requirement) -> Iterator[Verdict]:
    if _roles(approver.text) <= _roles(requirement.duty):
        yield approver.problem("this is whoever owes the duty: an exception needs somebody else's approval")


def _roles(text: str) -> set[str]:
    """The words of a role, of several of that role too: site managers are each a site manager."""
    return {word.removesuffix("s") for word in _WORD.findall(folded(text))}
