"""A document to fill in, made from the schema of its kind, so that it asks for no less and no more.

What must be there stands there, blank unless its answer is known. What may be left out, or may be said in
another way, stands there too but is not in use.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from lpcheck.keywords import Schema, conditionals_in, parts_in, texts_in
from lpcheck.shorthand import types_in
from lpcheck.skeleton_lines import Line, as_item, deeper, field, not_in_use, note, set_apart, written_out
from lpcheck.skeleton_notes import Notes, about
from lpcheck.words import listed
from lpcheck.yaml_reader import read_yaml

_HOW_TO = """\
How to fill this in:
- Write behind each colon, with a space between: `name: Larkfield School`.
- Leave the spaces in front of a line as they are: they show what it belongs to.
- Each dash is one item of a list. For another, write one more line with a dash below it; where an item \
has several lines, copy them all.
- A text in which a colon or # stands goes in double quotes. For a text of several lines write | behind \
the colon, and the text below it, each line two spaces further in.
- A line such as `#name:` does not count. Where you need it, take its # away, and that of every line that \
belongs to it.
- All other lines that begin with # are notes like this one. Delete them when you have read them.
"""
_LEFT_OUT = "What follows may be left out:"
_EXAMPLE = re.compile(r"\bsuch as ([\w-]+)")
_SET_APART = 2  # as many levels have an empty line between two fields

Answers = Mapping[str, object]


def skeleton(schema: Schema, answers: Answers) -> str:
    """The text of a document of a composed schema; `answers` are the values known so far, by field."""
    writer = _Writer(Notes(parts_in(schema, "$defs")))
    head = [note(about(schema))], [note(line, hang=2) for line in _HOW_TO.splitlines()]
    return written_out(set_apart([*head, *writer.fields(schema, answers, _SET_APART)]))


def explained(schema: Schema, name: str) -> str:
    """What a skeleton says above a field of a composed schema, to be read without the document."""
    notes = Notes(parts_in(schema, "$defs"))
    lines = notes.above(name, notes.resolved(parts_in(schema, "properties")[name]))
    return "\n".join(text.removeprefix("# ") for text in written_out(lines).splitlines())


def written(value: object) -> str:
    """A value as the reader takes it for the same: a text in quotes only where it needs them."""
    if not isinstance(value, str):
        return json.dumps(value)
    plain = read_yaml(f"plain: {value}\nitems:\n  - {value}\n".encode())
    is_the_same = not plain.troubles and plain.data == {"plain": value, "items": [value]}
    return value if is_the_same else json.dumps(value, ensure_ascii=False)


class _Writer:
    """Writes the fields of one document; what stands in a group is explained once, and then only named."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        self._explained: set[str] = set()
        self._named: set[str] = set()

    def fields(self, group: Schema, answers: Answers, levels: int) -> Iterator[list[Line]]:
        """Yields the lines of each field: those that must be there, what may stand instead, all others.

        On so many levels an empty line is to stand between two fields.
        """
        fields = parts_in(group, "properties")
        asked = [name for name in fields if name in {*_required(group), *answers}]
        instead = [name for name in fields if name in set(_switches(group)).difference(asked)]
        others = [name for name in fields if name not in {*asked, *instead}]
        for name in asked:
            yield [*self._field(name, fields[name], answers.get(name), levels - 1)]
        for name in instead:
            replaced = [f"`{one}`" for one in asked if one not in _required(group, frozenset({name}))]
            yield [
                note(f"Or, instead of {listed(replaced)}:"),
                *not_in_use(self._brief(name, fields[name])),
            ]
        for name in others:
            lead = [note(_LEFT_OUT)] if asked and name == others[0] else []
            yield [*lead, *not_in_use(self._brief(name, fields[name]))]

    def _field(self, name: str, schema: Schema, answer: object = None, levels: int = 0) -> Iterator[Line]:
        schema = self._notes.resolved(schema)
        answer = schema.get("const", answer)
        yield from self._notes.above(name, schema)
        if answer is None:
            yield from _with_below(name, schema, self._below(schema, 0 if _is_choice(schema) else levels))
        else:
            yield from _answered(name, answer)

    def _below(self, schema: Schema, levels: int) -> Iterator[Line]:
        items = self._notes.items_of(schema)
        if not items:
            yield from self._group(schema, levels)
            return
        yield from as_item([*self._group(items, 0)]) if "properties" in items else [Line("-")]
        for name, part in parts_in(schema, "properties").items():
            yield note("Or, instead of the list above:")
            yield from not_in_use(self._brief(name, part))

    def _group(self, group: Schema, levels: int) -> Iterator[Line]:
        key = json.dumps(group.get("properties"))
        if key in self._explained:
            yield from self._names(group)
            return
        if "properties" in group:
            self._explained.add(key)
        fields = self.fields(group, {}, levels)
        yield from set_apart(fields) if levels > 0 else chain.from_iterable(fields)
        for content in parts_in(group, "patternProperties").values():
            chosen = self._field(_example_name(group), content)
            yield from not_in_use(chosen) if "required" in group else chosen

    def _brief(self, name: str, schema: Schema) -> Iterator[Line]:
        """Yields a field with its note, and of what is below it no more than the names."""
        yield from self._notes.above(name, self._notes.resolved(schema))
        yield from self._bare(name, schema)

    def _bare(self, name: str, schema: Schema) -> Iterator[Line]:
        schema = self._notes.resolved(schema)
        if "const" in schema:
            yield from _answered(name, schema["const"])
            return
        items = self._notes.items_of(schema)
        if "properties" in items:
            yield from _with_below(name, schema, as_item([*self._names(items)]))
        else:
            yield from _with_below(name, schema, [Line("-")] if items else self._names(schema))

    def _names(self, group: Schema) -> Iterator[Line]:
        fields = parts_in(group, "properties")
        asked = [*_required(group)] or [*fields]
        for name in asked:
            yield from self._bare(name, fields[name])
        others = [f"`{name}`" for name in fields if name not in asked]
        if others and (key := json.dumps(fields)) not in self._named | self._explained:
            self._named.add(key)
            yield note(f"There may be {listed(others)} too.")
        for content in parts_in(group, "patternProperties").values():
            yield from self._bare(_example_name(group), content)


def _with_below(name: str, schema: Schema, lines: Iterable[Line]) -> list[Line]:
    """A field with what stands below it, which is in use only where it is the one way to answer."""
    below = [*deeper(lines)]
    if not below:
        return [field(name)]
    if _is_choice(schema):
        lead = note(f"Or write nothing behind `{name}:`, and use these lines:")
        return [field(name), *deeper([lead]), *not_in_use(below)]
    if "[]" in about(schema):
        lead = note("For the first entry, use these lines instead of []:")
        return [field(name, "[]"), *deeper([lead]), *not_in_use(below)]
    if "patternProperties" in schema and "required" not in schema:
        return [field(name), *not_in_use(below)]
    return [field(name), *below]


def _is_choice(schema: Schema) -> bool:
    """Whether one word or text may be written, so that what may stand below is another way to answer."""
    return "x-words" in schema or "string" in types_in(schema)


def _answered(name: str, answer: object) -> Iterator[Line]:
    if isinstance(answer, list | tuple):
        yield field(name)
        yield from deeper(Line(f"- {written(item)}") for item in answer)
    else:
        yield field(name, written(answer))


def _example_name(group: Schema) -> str:
    """A name for a field of a group in which names are chosen, as the hint gives one."""
    found = _EXAMPLE.search(str(group.get("x-key-hint")))
    return found[1] if found else "…"


def _required(schema: Schema, given: frozenset[str] = frozenset()) -> Iterator[str]:
    """Yields the fields that a group needs while none but the given fields are filled in."""
    yield from texts_in(schema, "required")
    for part in conditionals_in(schema):
        deciding = texts_in(parts_in(part, "if"), "required")
        is_so = bool(deciding) and given.issuperset(deciding)
        yield from _required(parts_in(part, "then" if is_so else "else"), given)


def _switches(schema: Schema) -> Iterator[str]:
    """Yields the fields that a group may have instead of others that it needs."""
    for part in conditionals_in(schema):
        if any(_required(parts_in(part, "else"))):
            yield from texts_in(parts_in(part, "if"), "required")
            yield from _switches(parts_in(part, "else"))
