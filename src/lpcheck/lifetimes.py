"""On which days a requirement holds, and with it what is found against it."""

from datetime import date

from lpcheck.dates import spoken
from lpcheck.model import Problem, Requirement


def clipped(
    problem: Problem, requirement: Requirement, since: date | None = None, until: date | None = None
) -> Problem | None:
    """The problem on those of its days on which the requirement holds, None where there is no such day.

    There is none either where all of them lie before `since` or after `until`.
    """
    first = max((day for day in (problem.first, requirement.since) if day is not None), default=None)
    last = min((day for day in (problem.last, requirement.until) if day is not None), default=None)
    is_over = last is not None and any(day is not None and last < day for day in (first, since))
    if is_over or (first is not None and until is not None and until < first):
        return None
    return problem._replace(first=first, last=last)


def is_in_force(requirement: Requirement, day: date) -> bool:
    """Whether a requirement holds on a day."""
    has_begun = requirement.since is None or requirement.since <= day
    return has_begun and (requirement.until is None or day <= requirement.until)


def days_spoken(requirement: Requirement) -> str:
    """From when to when a requirement holds, such as: from 1 September 2026 until 31 August 2027.

    "" where it always holds.
    """
    since = f"from {spoken(requirement.since)}" if requirement.since is not None else ""
    until = f"until {spoken(requirement.until)}" if requirement.until is not None else ""
    return " ".join(filter(None, (since, until)))
