"""What a rule is, and how one is found: a module of this folder is a kind of rule.

A rule module holds `Parameters`, a named tuple that says what a policy may set, and
`verdicts(view, given)`, which yields a `Problem` for every fault and `Looked.AT_IT` where it had
something to compare. The fields of `Parameters` are annotated with the types below; the catalogue
reads them from policy.yaml and refuses what does not fit. A rule that says what is not there sets
`NEEDS_ALL_OF`, the parameters that lead to what it must see whole, and is not asked where it cannot.
"""

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from typing import Any, NamedTuple, NewType, TypeAlias

from lpcheck.model import Looked, Problem
from lpcheck.view import View

Route = NewType("Route", str)
Routes = NewType("Routes", tuple[Route, ...])
Texts = NewType("Texts", tuple[str, ...])
Pattern = NewType("Pattern", str)
Setting = NewType("Setting", str)
NumberSetting = NewType("NumberSetting", str)

Verdict: TypeAlias = Problem | Looked
Verdicts: TypeAlias = Iterator[Verdict]


class Rule(NamedTuple):
    """A kind of rule: its manual, what it can be given and the function that carries it out.

    `needs_all_of` are the parameters that lead to what it must see whole, because it speaks of what is
    not there.
    """

    name: str
    manual: str
    parameters: Any
    verdicts: Callable[[View, Any], Verdicts]
    needs_all_of: tuple[str, ...]

    @property
    def types(self) -> Mapping[str, object]:
        """The type of each parameter, by its name."""
        types: Mapping[str, object] = self.parameters.__annotations__
        return types

    def routes(self, given: object) -> tuple[Route, ...]:
        """The ways to what a check with these parameters reads, for knowing when it stands down."""
        return tuple(route for name in self.types for route in self._routes_of(name, given))

    def routes_seen_whole(self, given: object) -> tuple[Route, ...]:
        """Those of them that lead to what the rule must see whole."""
        return tuple(route for name in self.needs_all_of for route in self._routes_of(name, given))

    def _routes_of(self, name: str, given: object) -> tuple[Route, ...]:
        value = getattr(given, name)
        if self.types[name] is Routes:
            return tuple(value)
        return (value,) if self.types[name] is Route and value else ()

    def settings(self, given: object) -> tuple[str, ...]:
        """The settings that decide a check with these parameters."""
        return tuple(setting for setting, _ in self.settings_by_kind(given))

    def settings_by_kind(self, given: object) -> Iterator[tuple[str, object]]:
        """Yields those settings, each with the type of the parameter that names it."""
        for name, kind in self.types.items():
            if kind in (Setting, NumberSetting) and getattr(given, name):
                yield getattr(given, name), kind

    def required(self) -> frozenset[str]:
        """The parameters that a policy has to give."""
        return frozenset(self.types.keys() - self.parameters._field_defaults.keys())


def rule_named(name: str) -> Rule | None:
    """The kind of rule of that name, or None; only what a policy names is ever imported."""
    if name.startswith("_") or not name.isidentifier():
        return None
    whole = f"{__name__}.{name}"
    try:
        module = import_module(whole)
    except ModuleNotFoundError as error:
        if error.name != whole:
            raise
        return None
    return Rule(
        name, module.__doc__ or "", module.Parameters, module.verdicts, getattr(module, "NEEDS_ALL_OF", ())
    )
