"""A composed schema as an editor shows it: what is told on hover, offered, and said of a mistake.

The keywords added here are those of yaml-language-server, which most editors ask about YAML; every other
tool passes over them.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from lpcheck.keywords import Schema, conditionals_in, parts_in, texts_in, words_in
from lpcheck.markdown_text import code_and_text, escaped
from lpcheck.model import Requirement
from lpcheck.schema_sentences import SPOKEN_TYPES, WAYS
from lpcheck.shorthand import shape_of, types_in
from lpcheck.skeleton_notes import Notes, as_sentence, leads_to_words, ways
from lpcheck.words import listed

_OF_PARTS = ("properties", "patternProperties", "$defs")
_OF_ONE = ("items", "then", "else")
_BY_TYPE: Mapping[str, str] = {
    "string": "a text belongs here: put what looks like a number in double quotes",
    "boolean": "write true or false, without quotes",
    "integer": "write a whole number",
    "array": "a list belongs here: begin each line of it with a dash",
}


def for_editors(schema: Schema, requirements: Mapping[str, Requirement]) -> dict[str, Any]:
    """A composed schema with what an editor shows beside it; it takes and refuses the same documents."""
    return _Teller(Notes(parts_in(schema, "$defs")), requirements).told(schema)


def for_editors_alone(schema: Schema) -> dict[str, Any]:
    """A schema without what only other tools ask for, and without examples, which an editor would offer.

    Nobody is to take over a made-up number for an emergency; what is told on hover names them all the same.
    """
    kept = {
        keyword: part
        for keyword, part in schema.items()
        if keyword != "examples" and not keyword.startswith("x-")
    }
    return {**kept, **_with_parts(schema, for_editors_alone)}


def _with_parts(schema: Schema, change: Callable[[Schema], dict[str, Any]]) -> dict[str, Any]:
    """What of a schema holds others, each of them changed; what stands under `if` is left as it is."""
    changed: dict[str, Any] = {}
    for keyword in _OF_PARTS:
        if keyword in schema:
            changed[keyword] = {name: change(part) for name, part in parts_in(schema, keyword).items()}
    for keyword in _OF_ONE:
        if keyword in schema:
            changed[keyword] = change(parts_in(schema, keyword))
    if "allOf" in schema:
        changed["allOf"] = [change(part) for part in conditionals_in({"allOf": schema["allOf"]})]
    return changed


class _Teller(NamedTuple):
    """Tells of each place of one schema what it is."""

    notes: Notes
    requirements: Mapping[str, Requirement]

    def told(self, schema: Schema) -> dict[str, Any]:
        """The schema with its own words on hover; those of what it refers to would hide them."""
        told = {**schema, **_with_parts(schema, self.told), **dict(self._added(schema))}
        if "$defs" in told:
            told["$defs"] = {name: _without_hover(part) for name, part in told["$defs"].items()}
        return told

    def _added(self, schema: Schema) -> Iterator[tuple[str, object]]:
        """Yields the keywords that are added to one schema."""
        if text := "\n\n".join(self._sentences(self.notes.resolved(schema))):
            yield "markdownDescription", text
        if "pattern" in schema:
            yield "patternErrorMessage", _way(schema)
        if message := _wrong_type(schema):
            yield "errorMessage", message
        if snippets := [*self._snippets(schema)]:
            yield "defaultSnippets", snippets

    def _sentences(self, schema: Schema) -> Iterator[str]:
        items = self.notes.items_of(schema)
        items = {} if "properties" in items else items
        about = (as_sentence(schema, "description"), *ways(schema, items))
        if text := code_and_text(" ".join(filter(None, about))):
            yield text
        if not leads_to_words(schema):
            yield from _words_of(schema)
            yield from self._words_inside(schema, items)
        for name in texts_in(schema, "x-requirement"):
            if name in self.requirements:
                yield f"Asked for by {escaped(self.requirements[name].asked_by)} (`{name}`)"

    def _words_inside(self, schema: Schema, items: Schema) -> Iterator[str]:
        """Yields the words of a list or a group, which stand one level further in."""
        for lead, words in (("Each", words_in(items)), ("Each name", words_in(self.notes.keys_of(schema)))):
            if words:
                yield f"{lead} is {listed([f'`{word}`' for word in words], last='or')}."

    def _snippets(self, schema: Schema) -> Iterator[dict[str, object]]:
        """Yields the words that the server does not find by itself: beside a pattern, and for names."""
        if "pattern" in schema:
            for word, meaning in parts_in(schema, "x-words").items():
                yield {"label": word, "body": word, "description": meaning}
        for word, meaning in parts_in(self.notes.keys_of(schema), "x-words").items():
            yield {"label": word, "body": {word: "$1"}, "description": meaning}


def _without_hover(definition: Schema) -> dict[str, Any]:
    return {keyword: part for keyword, part in definition.items() if keyword != "markdownDescription"}


def _words_of(schema: Schema) -> Iterator[str]:
    """Yields the words with their meanings, unless they stand in an `enum`, which every editor shows."""
    meanings = parts_in(schema, "x-words")
    if meanings and "enum" not in schema:
        is_choice = shape_of(schema) or set(types_in(schema)) - {"string"}
        lead = "Or write" if is_choice else "Write"
        rows = [f"* `{word}`: {code_and_text(str(meaning))}" for word, meaning in meanings.items()]
        yield "\n".join((f"{lead} {'this word' if len(rows) == 1 else 'one of these'}:", "", *rows))


def _wrong_type(schema: Schema) -> str | None:
    """What to write in place of something of another type; None where the editor says it as well."""
    types = types_in(schema)
    if len(types) != 1 or schema.keys() & {"enum", "const"}:
        return None
    return _way(schema) if shape_of(schema) or "x-hint" in schema else _BY_TYPE.get(types[0])


def _way(schema: Schema) -> str:
    """What to write in place of something that does not fit the pattern."""
    shape, words = shape_of(schema), [*parts_in(schema, "x-words")]
    if shape is not None:
        return WAYS[shape] + (f", or {listed(words, last='or')}" if words else "")
    if "x-hint" in schema:
        return str(schema["x-hint"])
    if not words:
        return "nothing is filled in"
    kinds = [SPOKEN_TYPES[name] for name in types_in(schema) if name not in ("string", "null")]
    return f"write {listed([*words, *kinds], last='or')}"
