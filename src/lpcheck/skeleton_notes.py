"""What a skeleton says above each field: what belongs there, in the words of the schema."""

import re
from collections.abc import Iterator

from lpcheck.keywords import Schema, listed_in, parts_in, resolved, text_in, words_in
from lpcheck.shorthand import key_pattern, shape_of, types_in
from lpcheck.skeleton_lines import Line, note
from lpcheck.words import listed

# What has an example already, or says under which field its words stand, needs neither again.
_HAS_EXAMPLE = re.compile(r"\b(?:such as|for example|under `)", re.IGNORECASE)
_HAS_WORDS = re.compile(r"\bunder `")
_AS_THEY_ARE = frozenset({"true", "false", "null"})
_BY_TYPE = {"boolean": "Write true or false.", "integer": "Write a whole number."}


def about(schema: Schema) -> str:
    """What a field is called and what it is."""
    return " ".join(filter(None, (as_sentence(schema, "title"), as_sentence(schema, "description"))))


def leads_to_words(schema: Schema) -> bool:
    """Whether a field says where else the words stand that may be written, so that none are listed."""
    return bool(_HAS_WORDS.search(f"{schema.get('description')} {schema.get('x-key-hint')}"))


class Notes:
    """The notes of one document: words with their meanings are listed where they are first met."""

    def __init__(self, definitions: Schema) -> None:
        self._definitions = definitions
        self._listed: dict[tuple[tuple[str, object], ...], str] = {}

    def resolved(self, schema: Schema) -> Schema:
        """A part of the document's schema with what it refers to taken in."""
        return resolved(schema, self._definitions)

    def items_of(self, schema: Schema) -> Schema:
        """What the schema says of the items of a list; nothing where it is none."""
        return self.resolved(parts_in(schema, "items"))

    def above(self, name: str, schema: Schema) -> Iterator[Line]:
        """Yields what stands above a field."""
        items = self.items_of(schema)
        items = {} if "properties" in items else items  # whose fields have notes of their own
        yield note(" ".join(filter(None, [about(schema), *ways(schema, items)])))
        if "const" in schema or leads_to_words(schema):
            return
        yield from self._words(name, schema, "Or write" if shape_of(schema) else "Write")
        yield from self._words(name, items, "In a list, each is" if words_in(schema) else "Each is")
        yield from self._words(name, self.keys_of(schema), "Each name is")

    def keys_of(self, schema: Schema) -> Schema:
        """The definition whose words are the names in a group; nothing where there is none."""
        patterns = parts_in(schema, "patternProperties")
        definitions = [parts_in(self._definitions, name) for name in self._definitions if patterns]
        fitting = (d for d in definitions if d.get("pattern", key_pattern(d)) in patterns)
        return next(fitting, {})

    def _words(self, name: str, schema: Schema, lead: str) -> Iterator[Line]:
        words, meanings = words_in(schema), parts_in(schema, "x-words")
        known = self._listed.get(tuple(meanings.items()))
        if words and not meanings:
            spoken = [str(word).lower() if isinstance(word, bool) else str(word) for word in words]
            yield note(f"{lead} {listed(spoken, last='or')}.")
        elif known is not None:
            yield note(f"{lead} one of the words that stand above `{known}`.")
        elif meanings:
            self._listed[tuple(meanings.items())] = name
            yield note(f"{lead} {'this word' if len(meanings) == 1 else 'one of these'}:")
            width = max(map(len, meanings)) + 2
            for word, meaning in meanings.items():
                yield note(f"  {word:{width}}{meaning}", hang=width + 2)


def ways(schema: Schema, items: Schema) -> Iterator[str]:
    """Yields how what belongs here is written, as far as the description does not say so."""
    yield as_sentence(schema, "x-key-hint")
    if _HAS_EXAMPLE.search(str(schema.get("description"))):
        return
    one = as_sentence(items, "description")
    if one and not words_in(items) and "x-hint" not in items:
        yield f"One a line: {one[:1].lower()}{one[1:]}"
    for part in (schema, items):
        examples = [str(example or "null") for example in listed_in(part, "examples")]
        if "x-hint" in part:
            yield as_sentence(part, "x-hint")
        elif examples:
            yield f"Such as {listed(examples, last='or')}."
        else:
            yield from (_BY_TYPE[name] for name in types_in(part) if name in _BY_TYPE)


def as_sentence(schema: Schema, keyword: str) -> str:
    """A text of the schema as a sentence; a word that is written as it is, such as null, stays small."""
    text = text_in(schema, keyword) or ""
    start = text[:1] if text.partition(" ")[0] in _AS_THEY_ARE else text[:1].upper()
    return f"{start}{text[1:]}{'' if text.endswith('.') else '.'}" if text else ""
