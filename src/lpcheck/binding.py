"""Checks by rule, bound to the kind of rule that their policy names and to the parameters it gives."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from lpcheck.model import By, Check, Requirement
from lpcheck.places import Pointer
from lpcheck.policy_files import Source
from lpcheck.rules import Pattern, Route, Routes, Rule, Texts, rule_named

_PLACE = re.compile(r"(?:site:)?(?:/[^/]+)+")


class Binding(NamedTuple):
    """A policy's file, from which checks get their rules and parameters."""

    data: dict[str, Any]
    source: Source

    def bound(self, number: int, requirement: Requirement) -> Requirement:
        """The requirement with each of its checks bound to its rule."""
        checks = tuple(self._bound(number, n, check) for n, check in enumerate(requirement.checks))
        return requirement._replace(checks=checks)

    def checks_of(
        self, kind: str, requirements: tuple[Requirement, ...]
    ) -> Iterator[tuple[Requirement, Check]]:
        """Yields the checks by rule that look at a kind of document, in the order of the policy."""
        for number, requirement in enumerate(requirements):
            for n, check in enumerate(requirement.checks):
                if kind in check.documents:
                    yield requirement, self._bound(number, n, check)

    def _bound(self, number: int, position: int, check: Check) -> Check:
        if check.by is not By.RULE or check.parameters is not None:
            return check
        at: Pointer = ("requirements", number, "checks", position)
        rule = find_rule(check.name)
        if rule is None:
            raise self.source.error((*at, "name"), f"there is no kind of rule called {check.name}")
        part = self.data["requirements"][number]["checks"][position]
        parameters = _parameters(part, rule, self.source, at)
        return check._replace(
            parameters=parameters,
            routes=rule.routes(parameters),
            whole=rule.routes_seen_whole(parameters),
            settings=rule.settings(parameters),
        )


def _parameters(part: dict[str, Any], rule: Rule, source: Source, at: Pointer) -> object:
    given: dict[str, Any] = part["parameters"]
    at = (*at, "parameters")
    types = rule.types
    for name in sorted(given.keys() - types.keys()):
        raise source.error((*at, name), f"the rule {rule.name} has no parameter {name}")
    for name in sorted(rule.required() - given.keys()):
        raise source.error(at, f"the rule {rule.name} needs the parameter {name}")
    read = {name: _parameter(value, types[name]) for name, value in given.items()}
    for name in (name for name, value in read.items() if value is None):
        raise source.error((*at, name), f"the parameter {name} of the rule {rule.name} does not fit")
    return rule.parameters(**read)


def _parameter(value: object, kind: object) -> object:
    """The value as the rule takes it, or None where it is of another kind."""
    if kind in (Routes, Texts):
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            return None
        return tuple(value) if kind is Texts or all(map(_PLACE.fullmatch, value)) else None
    if kind is bool:
        return value if isinstance(value, bool) else None
    if not isinstance(value, str):
        return None
    if kind is Route:
        return value if _PLACE.fullmatch(value) else None
    return value if kind is not Pattern or _is_pattern(value) else None


def _is_pattern(text: str) -> bool:
    try:
        re.compile(text)
    except re.error:
        return False
    return True


@cache
def find_rule(name: str) -> Rule | None:
    """The kind of rule of that name, imported once."""
    return rule_named(name)


def rules_in(requirement: Requirement) -> Iterator[tuple[Check, Rule]]:
    """Yields the checks of a requirement that a rule carries out, with the rule."""
    for check in requirement.checks:
        rule = find_rule(check.name) if check.by is By.RULE else None
        if rule is not None:
            yield check, rule
