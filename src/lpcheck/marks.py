"""Which parts of a schema speak of which values of a document, whether the document is right or not.

A schema is compiled once into a tree of nodes; one walk of the tree over a document says which nodes
apply at every place that the schema knows. Coverage, deadlines, masking and the sentences of the
schema check all read that one walk. It relies on the plain style that `plain_style` holds schemas to.
"""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from lpcheck.places import Pointer
from lpcheck.words import counted, listed

_UNITS = {"Y": "year", "M": "month", "W": "week", "D": "day"}
_PART = re.compile(r"(\d+)([YMWD])")
_HARMLESS = frozenset({"boolean", "integer", "number", "null"})


class DeadlineMark(NamedTuple):
    """That a date falls due: for which requirement, what it is, and how it counts.

    `after` is an ISO 8601 duration added to the date; `latest` says that of several only the newest
    counts; `finding` that its passing is a finding of `requirement`, not just a date to show.
    """

    requirement: str
    what: str
    after: str
    latest: bool
    finding: bool

    @property
    def after_spoken(self) -> str:
        """The time allowed, as a sentence says it: 1 year after, 30 days after."""
        parts = [
            counted(int(number), _UNITS[unit]) for number, unit in _PART.findall(self.after) if int(number)
        ]
        return f"{listed(parts)} after"


class Condition(NamedTuple):
    """When a branch of a schema applies: by the value's type, or by words that stand in its fields."""

    types: frozenset[str]
    words: Mapping[str, tuple[object, ...]]

    def holds(self, value: object) -> bool:
        """Whether the value is of such a type, or has one of the words in each such field."""
        if self.types:
            return bool(self.types & types_of(value))
        return isinstance(value, Mapping) and all(
            name in value and value[name] in allowed for name, allowed in self.words.items()
        )


class Branch(NamedTuple):
    """What a schema adds where a condition holds, and where it does not."""

    condition: Condition
    then: "Node | None"
    otherwise: "Node | None"


class Node(NamedTuple):
    """One place of a schema, with its marks; `words` are the values it allows, by their titles."""

    title: str = ""
    requirement: str | None = None
    deadline: DeadlineMark | None = None
    shown: bool = False
    is_date: bool = False
    key: str | None = None
    hint: str = ""
    types: frozenset[str] = frozenset()
    words: tuple[object, ...] = ()
    required: tuple[str, ...] = ()
    properties: Mapping[str, "Node"] = MappingProxyType({})
    others: "Node | None" = None
    items: "Node | None" = None
    branches: tuple[Branch, ...] = ()

    def marks(self) -> Iterator[str]:
        """Yields the requirements that speak of this very place: of what stands here, and of its day."""
        if self.requirement is not None:
            yield self.requirement
        if self.deadline is not None:
            yield self.deadline.requirement


Walk = Mapping[Pointer, tuple[Node, ...]]


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


def compile_schema(schema: Mapping[str, object]) -> Node:
    """The tree of a self-contained schema; references are followed, and never lead back to themselves."""
    definitions = schema.get("$defs", {})
    assert isinstance(definitions, Mapping)
    return _node(schema, definitions)


def _node(schema: Mapping[str, object], definitions: Mapping[str, object]) -> Node:
    schema = _resolved(schema, definitions)
    others = schema.get("patternProperties")
    return Node(
        title=str(schema.get("title", "")),
        requirement=_text(schema.get("x-requirement")),
        deadline=_deadline(schema.get("x-deadline")),
        shown=_is_harmless(schema),
        is_date=bool(schema.get("x-date")),
        key=_text(schema.get("x-key")),
        hint=str(schema.get("x-hint", "")),
        types=_types(schema),
        words=_words(schema),
        required=tuple(_list(schema.get("required"))),
        properties={
            name: _node(part, definitions) for name, part in _mapping(schema.get("properties")).items()
        },
        others=_node(next(iter(_mapping(others).values())), definitions) if others else None,
        items=_node(_mapping(schema["items"]), definitions) if "items" in schema else None,
        branches=tuple(_branch(part, definitions) for part in _conditionals(schema)),
    )


def _resolved(schema: Mapping[str, object], definitions: Mapping[str, object]) -> Mapping[str, object]:
    while "$ref" in schema:
        target = definitions[str(schema["$ref"]).removeprefix("#/$defs/")]
        assert isinstance(target, Mapping)
        schema = {**target, **{name: value for name, value in schema.items() if name != "$ref"}}
    return schema


def _is_harmless(schema: Mapping[str, object]) -> bool:
    types = _types(schema)
    known = "enum" in schema or "const" in schema or bool(schema.get("x-date"))
    return not schema.get("x-personal") and (known or (bool(types) and types <= _HARMLESS))


def _types(schema: Mapping[str, object]) -> frozenset[str]:
    types = schema.get("type", ())
    return frozenset({types} if isinstance(types, str) else map(str, _list(types)))


def _words(schema: Mapping[str, object]) -> tuple[object, ...]:
    return (schema["const"],) if "const" in schema else tuple(_list(schema.get("enum")))


def _conditionals(schema: Mapping[str, object]) -> Iterator[Mapping[str, object]]:
    if "if" in schema:
        yield schema
    for part in _list(schema.get("allOf")):
        yield _mapping(part)


def _branch(schema: Mapping[str, object], definitions: Mapping[str, object]) -> Branch:
    condition = _mapping(schema["if"])
    return Branch(
        Condition(
            _types(condition),
            {name: _words(_mapping(part)) for name, part in _mapping(condition.get("properties")).items()},
        ),
        _node(_mapping(schema["then"]), definitions) if "then" in schema else None,
        _node(_mapping(schema["else"]), definitions) if "else" in schema else None,
    )


def _deadline(mark: object) -> DeadlineMark | None:
    if not isinstance(mark, Mapping):
        return None
    return DeadlineMark(
        requirement=str(mark["requirement"]),
        what=str(mark["what"]),
        after=str(mark.get("after", "P0D")),
        latest=mark.get("of") == "latest",
        finding=mark.get("passed", "finding") == "finding",
    )


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _list(value: object) -> list[str]:
    return list(value) if isinstance(value, list | tuple) else []


def _mapping(value: object) -> Mapping[str, Mapping[str, object]]:
    return value if isinstance(value, Mapping) else {}


def walk(root: Node, data: object) -> Walk:
    """Which nodes apply at every place of a document that its schema knows, branches taken included."""
    visits: dict[Pointer, tuple[Node, ...]] = {}
    pending: list[tuple[Pointer, tuple[Node, ...], object]] = [((), (root,), data)]
    while pending:
        pointer, nodes, value = pending.pop()
        nodes = tuple(_with_branches(nodes, value))
        visits[pointer] = nodes
        pending.extend(_below(pointer, nodes, value))
    return visits


def _with_branches(nodes: tuple[Node, ...], value: object) -> Iterator[Node]:
    for node in nodes:
        yield node
        for branch in node.branches:
            chosen = branch.then if branch.condition.holds(value) else branch.otherwise
            if chosen is not None:
                yield from _with_branches((chosen,), value)


def _below(
    pointer: Pointer, nodes: tuple[Node, ...], value: object
) -> Iterator[tuple[Pointer, tuple[Node, ...], object]]:
    if isinstance(value, Mapping):
        for key, child in value.items():
            if known := fields_named(nodes, key):
                yield (*pointer, key), known, child
    elif isinstance(value, list):
        items = tuple(node.items for node in nodes if node.items is not None)
        for position, child in enumerate(value) if items else ():
            yield (*pointer, position), items, child


def fields_named(nodes: tuple[Node, ...], key: str) -> tuple[Node, ...]:
    """The nodes that speak of a field of that name, whether or not the document has it."""
    found = (node.properties.get(key, node.others) for node in nodes)
    return tuple(node for node in found if node is not None)


def requirements_below(nodes: tuple[Node, ...]) -> Iterator[str]:
    """Yields the requirements marked at nodes or unconditionally below: what goes missing with a block."""
    for node in nodes:
        yield from node.marks()
        yield from requirements_below(tuple(node.properties.values()))
