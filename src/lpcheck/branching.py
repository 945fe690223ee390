"""When a branch of a schema applies to a value."""

from collections.abc import Mapping
from typing import NamedTuple


class Condition(NamedTuple):
    """When a branch of a schema applies: by the value's type, or by its fields.

    `words` are those that must stand in a field, `present` the fields that must be there at all.
    """

    types: frozenset[str]
    words: Mapping[str, tuple[object, ...]]
    present: frozenset[str] = frozenset()

    @property
    def fields(self) -> frozenset[str]:
        """The fields that decide."""
        return self.present.union(self.words)

    def holds(self, value: object) -> bool:
        """Whether the value is of such a type, or has such fields."""
        if self.types:
            return bool(self.types & types_of(value))
        return (
            isinstance(value, Mapping)
            and self.present <= value.keys()
            and all(name in value and value[name] in allowed for name, allowed in self.words.items())
        )


def types_of(value: object) -> frozenset[str]:
    """The JSON Schema types that a plain value has."""
    if value is None:
        return frozenset({"null"})
    if isinstance(value, bool):
        return frozenset({"boolean"})
    if isinstance(value, int):
        return frozenset({"integer", "number"})
    return frozenset({_TYPE_NAMES.get(type(value), "string")})


_TYPE_NAMES: Mapping[type, str] = {float: "number", dict: "object", list: "array"}
