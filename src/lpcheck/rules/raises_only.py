"""A severity may be raised, never lowered.

What it checks: each key at `at` is the id of a requirement, and the severity there is none that the gravest
finding of that requirement outweighs already.

Why it matters: a check that somebody has made quieter is a check that nobody hears.

Example (broken)::

    severities: {ECS36-4.c: advice}     # its findings are errors

Use instead::

    severities: {ECS38-9.1: error}

Parameters: `at`, the places of the severities.
"""

from collections.abc import Iterator
from typing import NamedTuple

from lpcheck.model import Looked, Problem, Severity
from lpcheck.rules import Route, Verdict
from lpcheck.view import View


class Parameters(NamedTuple):
    """Where the severities stand, each under the id of a requirement."""

    at: Route


def verdicts(view: View, given: Parameters) -> Iterator[Verdict]:
    """Yields a problem for each that names no requirement, or would lower a severity."""
    for entry in view.at(given.at):
        yield Looked.AT_IT
        requirement = view.requirements.get(str(entry.pointer[-1]))
        if requirement is None:
            place = entry.examined.document.locate_key(entry.pointer)
            yield Problem(place, "there is no requirement with this id")
        elif Severity(entry.text).rank > requirement.gravest.rank:
            yield entry.problem("this would lower a severity: it can be raised, never lowered")
