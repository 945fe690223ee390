"""What a rule is, and how one is found: a module of this folder is a kind of rule.

A rule module holds `Parameters`, a named tuple that says what a policy may set, and
`verdicts(view, given)`, which yields a `Problem` for every fault and `Looked.AT_IT` where it had
something to compare. The fields of `Parameters` are annotated with the types below; the catalogue
reads them from policy.yaml and refuses what does not fit.
"""

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from typing import Any, NamedTuple, NewType, TypeAlias

from lpcheck.model import Looked, Problem
from lpcheck.view import View

Place = NewType("Place", str)
Places = NewType("Places", tuple[Place, ...])
Texts = NewType("Texts", tuple[str, ...])
Pattern = NewType("Pattern", str)
Setting = NewType("Setting", str)

Verdict: TypeAlias = Problem | Looked
Verdicts: TypeAlias = Iterator[Verdict]


class Rule(NamedTuple):
    """A kind of rule: its manual, what it can be given and the function that carries it out."""

    name: str
    manual: str
    parameters: Any
    verdicts: Callable[[View, Any], Verdicts]

    @property
    def types(self) -> Mapping[str, object]:
        """The type of each parameter, by its name."""
        types: Mapping[str, object] = self.parameters.__annotations__
        return types

    def places(self, given: object) -> tuple[Place, ...]:
        """The places that a check with these parameters reads, for knowing when it stands down."""
        found: list[Place] = []
        for name, kind in self.types.items():
            value = getattr(given, name)
            if kind is Place and value:
                found.append(value)
            elif kind is Places:
                found.extend(value)
        return tuple(found)

    def settings(self, given: object) -> tuple[Setting, ...]:
        """The settings that decide a check with these parameters."""
        named = (getattr(given, name) for name, kind in self.types.items() if kind is Setting)
        return tuple(setting for setting in named if setting)

    def required(self) -> frozenset[str]:
        """The parameters that a policy has to give."""
        return frozenset(self.types.keys() - self.parameters._field_defaults.keys())


def rule_named(name: str) -> Rule | None:
    """The kind of rule of that name, or None; only what a policy names is ever imported."""
    if not name.isidentifier():
        return None
    try:
        module = import_module(f"{__name__}.{name}")
    except ModuleNotFoundError:
        return None
    return Rule(name, module.__doc__ or "", module.Parameters, module.verdicts)


def rule_names() -> list[str]:
    """Every kind of rule there is."""
    from pkgutil import iter_modules  # noqa: PLC0415 - for documents and tests, not for every start

    return sorted(module.name for module in iter_modules(__path__))
