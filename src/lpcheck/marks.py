"""The tree of what a schema says of each place, with its marks: compiled once, for every document.

Coverage, deadlines, masking and the sentences of the schema check all read that one tree. It relies on the
plain style that `plain_style` holds schemas to.
"""

import re
from collections.abc import Iterator, Mapping
from enum import Enum
from types import MappingProxyType
from typing import NamedTuple

from lpcheck.branching import Condition
from lpcheck.keywords import Schema, conditionals_in, parts_in, resolved, text_in, texts_in, words_in
from lpcheck.shorthand import Shape, is_word, shape_of, types_in

_HARMLESS = frozenset({"boolean", "integer", "number", "null"})


class Passed(Enum):
    """What it means that a deadline has passed: a finding, an end and no more, or a finding of a rule."""

    FINDING = "finding"
    ENDS = "ends"
    ELSEWHERE = "elsewhere"


class DeadlineMark(NamedTuple):
    """That a date falls due: for which requirement, what it is, and how it counts.

    `after` is an ISO 8601 duration added to the date, and `months` the setting that gives it instead;
    `latest` says that of several only the newest counts. That it has passed is a finding of `requirement`;
    or nothing is owed, for something merely ends then; or a rule says elsewhere what is to be said of it.
    """

    requirement: str
    what: str
    after: str
    latest: bool
    passed: Passed
    months: str = ""


class Branch(NamedTuple):
    """What a schema adds where a condition holds, and where it does not."""

    condition: Condition
    then: "Node | None"
    otherwise: "Node | None"

    @property
    def sides(self) -> "tuple[Node, ...]":
        """The one and the other, as far as they are there."""
        return tuple(side for side in (self.then, self.otherwise) if side is not None)


class Node(NamedTuple):
    """One place of a schema, with its marks; `words` are the values it allows.

    `shown` says that whatever is valid here may be shown; `keys` is the pattern of the keys that may be
    chosen here, with its own hint and requirement; `marks` are the requirements that speak of this very
    place: of its value, its keys and its day; `use_instead` is set where the field is deprecated.
    """

    title: str = ""
    requirement: str | None = None
    deadline: DeadlineMark | None = None
    shown: bool = False
    personal: bool = False
    shape: Shape | None = None
    key: str | None = None
    hint: str = ""
    types: frozenset[str] = frozenset()
    words: tuple[object, ...] = ()
    numbered: bool = False
    required: tuple[str, ...] = ()
    keys: str | None = None
    key_hint: str = ""
    key_requirement: str | None = None
    renamed_from: tuple[str, ...] = ()
    use_instead: str = ""
    marks: tuple[str, ...] = ()
    properties: Mapping[str, "Node"] = MappingProxyType({})
    others: "Node | None" = None
    items: "Node | None" = None
    branches: tuple[Branch, ...] = ()

    def shows(self, value: object) -> bool:
        """Whether a valid value may be shown: it is harmless whatever it is, or one of the words."""
        return self.shown or (not self.personal and is_word(value, self.words, numbered=self.numbered))

    def has_key(self, key: str) -> bool:
        """Whether a key is one of the form's own, or one that it lets be chosen."""
        return key in self.properties or (self.keys is not None and bool(re.search(self.keys, key)))


def compile_schema(schema: Schema) -> Node:
    """The tree of a self-contained schema; references are followed, and never lead back to themselves."""
    return _node(schema, parts_in(schema, "$defs"))


def _node(schema: Schema, definitions: Schema) -> Node:
    schema = resolved(schema, definitions)
    chosen = parts_in(schema, "patternProperties")
    return Node(
        title=str(schema.get("title", "")),
        requirement=text_in(schema, "x-requirement"),
        deadline=_deadline(schema.get("x-deadline")),
        shown=_is_harmless(schema),
        personal=bool(schema.get("x-personal")),
        shape=shape_of(schema),
        key=text_in(schema, "x-key"),
        hint=str(schema.get("x-hint", "")),
        types=frozenset(types_in(schema)),
        words=words_in(schema),
        numbered=bool(schema.get("x-numbered")),
        required=texts_in(schema, "required"),
        keys=next(iter(chosen), None),
        key_hint=str(schema.get("x-key-hint", "")),
        key_requirement=text_in(schema, "x-key-requirement"),
        renamed_from=texts_in(schema, "x-renamed-from"),
        use_instead=str(schema.get("x-deprecated", "")),
        marks=tuple(_marks(schema)),
        properties={
            name: _node(part, definitions) for name, part in parts_in(schema, "properties").items()
        },
        others=next((_node(part, definitions) for part in chosen.values()), None),
        items=_node(parts_in(schema, "items"), definitions) if "items" in schema else None,
        branches=tuple(_branch(part, definitions) for part in conditionals_in(schema)),
    )


def _marks(schema: Schema) -> Iterator[str]:
    of_day = parts_in(schema, "x-deadline").get("requirement")
    of_both = (text_in(schema, "x-requirement"), text_in(schema, "x-key-requirement"), of_day)
    return (str(name) for name in of_both if name)


def _is_harmless(schema: Schema) -> bool:
    types = frozenset(types_in(schema))
    known = bool(schema.keys() & {"enum", "const", "x-code"}) or shape_of(schema) is not None
    return not schema.get("x-personal") and (known or (bool(types) and types <= _HARMLESS))


def _branch(schema: Schema, definitions: Schema) -> Branch:
    condition = parts_in(schema, "if")
    words = {name: words_in(part) for name, part in parts_in(condition, "properties").items()}
    return Branch(
        Condition(
            frozenset(types_in(condition)),
            words,
            frozenset(texts_in(condition, "required")).difference(words),
        ),
        _node(parts_in(schema, "then"), definitions) if "then" in schema else None,
        _node(parts_in(schema, "else"), definitions) if "else" in schema else None,
    )


def _deadline(mark: object) -> DeadlineMark | None:
    if not isinstance(mark, Mapping):
        return None
    return DeadlineMark(
        requirement=str(mark["requirement"]),
        what=str(mark["what"]),
        after=str(mark.get("after", "P0D")),
        latest=mark.get("of") == "latest",
        passed=Passed(str(mark.get("passed", "finding"))),
        months=str(mark.get("months", "")),
    )


def fields_named(nodes: tuple[Node, ...], key: str) -> tuple[Node, ...]:
    """The nodes that speak of a field of that name, whether or not the document has it."""
    if len(nodes) == 1:  # as nearly everywhere
        found = nodes[0].properties.get(key, nodes[0].others)
        return () if found is None else (found,)
    known = [node.properties.get(key, node.others) for node in nodes]
    return tuple([node for node in known if node is not None])


def requirements_below(nodes: tuple[Node, ...]) -> Iterator[str]:
    """Yields the requirements marked at nodes or unconditionally below: what goes missing with a block."""
    for node in nodes:
        yield from node.marks
        yield from requirements_below(tuple(node.properties.values()))
