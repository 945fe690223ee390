"""An exception that covers nothing that was found.

What it checks: each row, on the days from `since` to `ends`. Whether it covers anything is seen only when
everything else was looked at: then the finding is taken back where the row covers something, or where not
all of the site was looked at.

Why it matters: an exception for what has been put right, or for the wrong child, lies in wait for the next
mistake and covers that.

Example (broken)::

    waivers:
      - {requirement: ECS36-5.11, child: P-052}     # given to all since October

Use instead::

    waivers: []

Parameters: `at`, the rows; `since` and `ends`, the fields; `says`, the sentence.
"""

from collections.abc import Iterator
from typing import NamedTuple

from lpcheck.dates import period_of
from lpcheck.model import Looked
from lpcheck.rules import Route, Verdict
from lpcheck.view import View


class Parameters(NamedTuple):
    """Where the exceptions stand, what their days are called, and the sentence."""

    at: Route
    since: str
    ends: str
    says: str


def verdicts(view: View, given: Parameters) -> Iterator[Verdict]:
    """Yields a problem for each row, to be taken back where it covers something."""
    for row in view.at(given.at):
        begun, ended = (period_of(row.fields.get(name)) for name in (given.since, given.ends))
        if begun is not None and ended is not None:
            yield Looked.AT_IT
            yield row.problem(given.says)._replace(first=begun.first, last=ended.last)
