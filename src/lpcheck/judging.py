"""The rules of the policies at work on one document, each with what it looked at."""

from collections.abc import Iterator
from typing import NamedTuple

from lpcheck.examining import Examination
from lpcheck.model import Check, Looked, Problem, Requirement
from lpcheck.policies import rules_in
from lpcheck.rules import Rule
from lpcheck.view import View


class Judgement(NamedTuple):
    """What one check by rule came to: its problems, or that it looked and found none, or could not look.

    `stood_down` says that something it reads cannot be relied upon; `settings` are those that decided.
    """

    requirement: Requirement
    check: Check
    problems: tuple[Problem, ...]
    looked: bool
    stood_down: bool
    settings: tuple[str, ...]


def judgements_on(examination: Examination, view: View) -> Iterator[Judgement]:
    """Yields a judgement for each check by rule that the document's policies make on its kind."""
    kind = examination.examined.document.kind
    for policy in examination.policies:
        for requirement in policy.requirements:
            for check, rule in rules_in(requirement):
                if kind not in check.documents:
                    continue
                yield _judged(requirement, check, rule, view)


def _judged(requirement: Requirement, check: Check, rule: Rule, view: View) -> Judgement:
    settings = rule.settings(check.parameters)
    is_unset = any(view.settings.get(setting) is None for setting in settings)
    sees_all = all(view.sees_all(route) for route in rule.routes_seen_whole(check.parameters))
    cannot_rely = any(view.stands_down(route) for route in rule.routes(check.parameters))
    verdicts = list(rule.verdicts(view, check.parameters)) if sees_all and not is_unset else []
    problems = tuple(verdict for verdict in verdicts if isinstance(verdict, Problem))
    return Judgement(
        requirement,
        check,
        problems,
        looked=bool(problems) or Looked.AT_IT in verdicts,
        stood_down=cannot_rely or is_unset or not sees_all or Looked.COULD_NOT in verdicts,
        settings=settings,
    )
