"""What a plan says of restrictions and of who was told, as far as pages for leaders show it.

Only days and numbers: whom a restriction is about, and why, stays in the plan.
"""

from datetime import date
from typing import NamedTuple

from lpcheck.dates import Period, period_of
from lpcheck.pointers import value_at
from lpcheck.restrictions import Restriction, restrictions_in
from lpcheck.view import View

RESTRICTIONS = "/contact/restrictions"
TOLD = ("contact", "told")


class ContactFacts(NamedTuple):
    """How many restrictions a plan holds and their days, and when somebody checked and told the child.

    `is_said` says that the plan speaks of restrictions at all, if only to say that there are none.
    `last_days` has for each restriction the last day on which it is in force, None while nobody has
    confirmed an end. `child_told` and `child_waits` are the day on which the child was told, and the day on
    which somebody looks again at telling it later.
    """

    is_said: bool
    last_days: tuple[date | None, ...]
    look_again: Period | None
    checked: Period | None
    child_told: Period | None
    child_waits: Period | None

    def in_force(self, day: date) -> int:
        """How many restrictions are in force on a day."""
        return sum(last is None or day <= last for last in self.last_days)


def contact_facts(view: View) -> ContactFacts | None:
    """The facts of the plan in a child's folder, None where there is no plan that could be read."""
    plan = next(view.of_kind("child-plan"), None)
    if plan is None:
        return None
    data = plan.document.data
    restrictions = restrictions_in(view._replace(examined=plan, found=None), RESTRICTIONS)
    return ContactFacts(
        is_said=value_at(data, ("contact", "restrictions")) is not None,
        last_days=tuple(restriction.last for restriction in restrictions),
        look_again=min(filter(None, map(_look_again, restrictions)), default=None),
        checked=period_of(value_at(data, ("contact", "restrictions_checked", "date"))),
        child_told=period_of(value_at(data, (*TOLD, "child", "date"))),
        child_waits=period_of(value_at(data, (*TOLD, "child", "not_yet", "look_again_on"))),
    )


def _look_again(restriction: Restriction) -> Period | None:
    """When to ask whether a restriction still stands, where it has not ended."""
    return period_of(restriction.entry.fields.get("look_again_on")) if restriction.last is None else None
