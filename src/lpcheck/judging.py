"""The rules of the policies at work on one document, each with what it looked at."""

from collections.abc import Iterator
from typing import NamedTuple

from lpcheck.binding import find_rule
from lpcheck.examining import Examination
from lpcheck.model import Check, Looked, Problem, Requirement
from lpcheck.view import View


class Judgement(NamedTuple):
    """What one check by rule came to: its problems, or that it looked and found none, or could not look.

    `stood_down` says that something it reads cannot be relied upon.
    """

    requirement: Requirement
    check: Check
    problems: tuple[Problem, ...]
    looked: bool
    stood_down: bool


def judgements_on(examination: Examination, view: View) -> Iterator[Judgement]:
    """Yields a judgement for each check by rule that the document's policies make on its kind."""
    kind = examination.examined.document.kind
    for policy in examination.policies:
        for requirement, check in policy.by_rule(kind):
            yield _judged(requirement, check, view)


def _judged(requirement: Requirement, check: Check, view: View) -> Judgement:
    is_unset = bool(check.settings) and any(view.settings.get(name) is None for name in check.settings)
    sees_all = view.is_sound or all(map(view.sees_all, check.whole))
    cannot_rely = not view.is_sound and any(map(view.stands_down, check.routes))
    rule = find_rule(check.name)
    assert rule is not None
    verdicts = list(rule.verdicts(view, check.parameters)) if sees_all and not is_unset else []
    problems = tuple([verdict for verdict in verdicts if isinstance(verdict, Problem)]) if verdicts else ()
    looked = bool(problems) or Looked.AT_IT in verdicts
    stood_down = cannot_rely or is_unset or not sees_all or Looked.COULD_NOT in verdicts
    return Judgement(requirement, check, problems, looked, stood_down)
