"""Two dates must not lie further apart than a setting allows.

What it checks: the months from the date at `since` to the date at `at` are not more than the setting
`over`; and, where `up_to` is given, are not so many that the check for that setting speaks instead.

Why it matters: the longer a procedure goes without a review, the less it says of the school as it is.

Example (broken)::

    date: 2021-06
    review_date: 2024-01

Use instead::

    date: 2021-06
    review_date: 2022-06

Parameters: `at` and `since`, the dates; `over`, the setting that holds the months allowed; `up_to`, the
setting from which on a graver check takes over; `where` and `where_words`, when it applies.
"""

from collections.abc import Iterator
from typing import NamedTuple

from lpcheck.conditions import applies
from lpcheck.dates import months_between
from lpcheck.model import Looked
from lpcheck.rules import NumberSetting, Route, Texts, Verdict
from lpcheck.view import View
from lpcheck.words import counted


class Parameters(NamedTuple):
    """The dates and the settings that hold the months."""

    at: Route
    since: Route
    over: NumberSetting
    up_to: NumberSetting = NumberSetting("")
    where: Route = Route("")
    where_words: Texts = Texts(())


def verdicts(view: View, given: Parameters) -> Iterator[Verdict]:
    """Yields a problem where too many months lie between."""
    later, earlier = view.first(given.at), view.first(given.since)
    if later is None or earlier is None or later.period is None or earlier.period is None:
        return
    if not applies(view, given.where, given.where_words):
        return
    yield Looked.AT_IT
    months = months_between(earlier.period, later.period)
    allowed = view.number(given.over)
    if months > allowed and not (given.up_to and months > view.number(given.up_to)):
        yield later.problem(
            f"{counted(months, 'month')} lie between the {earlier.title} and the {later.title}: "
            f"more than the {allowed} allowed here",
            earlier.related(f"the {earlier.title}"),
        )
