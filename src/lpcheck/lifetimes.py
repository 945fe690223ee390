"""On which days a requirement holds, and with it what is found against it."""

from lpcheck.dates import spoken
from lpcheck.model import Problem, Requirement


def clipped(problem: Problem, requirement: Requirement) -> Problem | None:
    """The problem on those of its days on which the requirement holds, None where there is no such day."""
    first = max((day for day in (problem.first, requirement.since) if day is not None), default=None)
    last = min((day for day in (problem.last, requirement.until) if day is not None), default=None)
    if first is not None and last is not None and last < first:
        return None
    return problem._replace(first=first, last=last)


def days_spoken(requirement: Requirement) -> str:
    """From when to when a requirement holds, such as: from 1 September 2026 until 31 August 2027.

    "" where it always holds.
    """
    since = f"from {spoken(requirement.since)}" if requirement.since is not None else ""
    until = f"until {spoken(requirement.until)}" if requirement.until is not None else ""
    return " ".join(filter(None, (since, until)))
