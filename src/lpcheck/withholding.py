"""Why staff are told nothing of a child but whom to ask: what was found, and what nobody could look at."""

from collections.abc import Iterator, Mapping

from lpcheck.actions import is_dangerous
from lpcheck.model import Requirement, State
from lpcheck.need_to_know import Facts, Known
from lpcheck.records import Result, Taken
from lpcheck.whom_to_ask import Desk

_SOUND = (None, State.RECORDED, State.NOT_APPLICABLE)


def judged(
    child: str, taken: Taken | None, result: Result, desk: Desk
) -> tuple[Facts | None, tuple[str, ...]]:
    """The facts about a child, and every reason not to tell them."""
    known = taken.of if taken is not None else None
    if taken is None or not isinstance(known, Known):
        return None, ("no plan was looked at",)
    return known.facts, tuple(_reasons(child, taken, known, result, desk))


def _reasons(child: str, taken: Taken, known: Known, result: Result, desk: Desk) -> Iterator[str]:
    """Yields why nothing is told; what somebody has accepted or counted apart counts here all the same."""
    if any(finding.child == child and is_dangerous(finding) for finding in result.findings):
        yield "something dangerous was found: see `lpcheck validate`"
    elif not _was_looked_at(taken.states, result):
        yield "whether the plan goes against a restriction was not looked at, at least in part"
    if any(last is None or result.as_of <= last for last in known.dangers):
        yield "the plan arranges what a restriction forbids, or nobody can make out whom it is about"
    if taken.documents < known.documents:
        yield "only a part of the child's folder was looked at: ask for all of it"
    if desk.is_part_unread:
        yield "a document of the school cannot be read, or lies in the wrong place"
    yield from known.doubts


def _was_looked_at(states: Mapping[str, State], result: Result) -> bool:
    """Whether everything that may never be hidden was looked at in the plan, and nothing was found."""
    guarded = [one for policy in result.policies for one in policy.requirements if one.never_hidden]
    of_plan = [states.get(one.id) for one in guarded if _is_of_plan(one)]
    is_seen = bool(of_plan) and all(state is State.RECORDED for state in of_plan)
    return is_seen and all(states.get(one.id) in _SOUND for one in guarded)


def _is_of_plan(requirement: Requirement) -> bool:
    return any("child-plan" in check.documents for check in requirement.checks)
