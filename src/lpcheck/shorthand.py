"""The shorthands of our schemas, and the JSON Schema that each stands for.

`x-words` gives words with their meanings; `x-date`, `x-time` and `x-moment` say that a day or a time is
written here, each in one way only. Composing a schema expands them, so that every validator and editor
understands what it gets; the shorthand stays beside it for the sentences.
"""

import re
from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Any

_MONTH = "(?:19|20)[0-9]{2}-(?:0[1-9]|1[0-2])"
_DAY = (
    "(?:19|20)[0-9]{2}-(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
    "|(?:19|20)[0-9]{2}-(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
    "|(?:19|20)[0-9]{2}-02-(?:0[1-9]|1[0-9]|2[0-8])"
    "|(?:(?:19|20)(?:0[48]|[2468][048]|[13579][26])|2000)-02-29"
)
_TIME = "(?:[01][0-9]|2[0-3]):[0-5][0-9]"
_NUMBER = "(?:-[1-9][0-9]?)?"
_SPECIAL = re.compile(r"[\\.^$*+?()\[\]{}|]")


class Shape(Enum):
    """How a day or a time is written, with a pattern for it: only days that exist, from 1900 to 2099."""

    DATE = f"{_MONTH}|{_DAY}"
    DAY = _DAY
    TIME = _TIME
    MOMENT = f"(?:{_DAY})T{_TIME}"


def shape_of(schema: Mapping[str, object]) -> Shape | None:
    """The shape that a schema asks for by shorthand, or None."""
    if schema.get("x-date"):
        return Shape.DAY if schema["x-date"] == "day" else Shape.DATE
    if schema.get("x-time"):
        return Shape.TIME
    return Shape.MOMENT if schema.get("x-moment") else None


def types_in(schema: Mapping[str, object]) -> tuple[str, ...]:
    """The types that a schema allows, in its order; none where it does not say."""
    types = schema.get("type", ())
    return (types,) if isinstance(types, str) else tuple(types) if isinstance(types, list) else ()


def expanded(schema: dict[str, Any]) -> dict[str, Any]:
    """A schema with what its shorthands stand for written beside them; what is below it is left alone."""
    words, shape = schema.get("x-words", {}), shape_of(schema)
    if not words and shape is None:
        return schema
    types = types_in(schema)
    if set(types) <= {"string"} and _are_words_all(schema):
        return {**schema, "enum": list(words), "enumDescriptions": list(words.values())}
    types = types if "string" in types else (*types, "string")
    return {
        **schema,
        "type": types[0] if len(types) == 1 else list(types),
        "pattern": "|".join(_patterns(schema)),
    }


def _are_words_all(schema: Mapping[str, object]) -> bool:
    return shape_of(schema) is None and not schema.keys() & {"pattern", "x-numbered"}


def _patterns(schema: Mapping[str, Any]) -> Iterator[str]:
    """Yields what a text here may fit: the schema's own pattern, or from end to end a shape or word."""
    if "pattern" in schema:
        yield f"(?:{schema['pattern']})"
    words = "|".join(_SPECIAL.sub(r"\\\g<0>", word) for word in schema.get("x-words", {}))
    if words and schema.get("x-numbered"):
        words = f"(?:{words}){_NUMBER}"
    shape = shape_of(schema)
    whole = "|".join(filter(None, (shape and shape.value, words)))
    yield f"^(?:{whole})$(?!\\n)"


def key_pattern(definition: Mapping[str, Any]) -> str | None:
    """The pattern of the keys that are written like a value of a definition; None where it has none."""
    if "x-words" in definition and _are_words_all(definition):
        return next(_patterns(definition))
    pattern = expanded(dict(definition)).get("pattern")
    return None if pattern is None else str(pattern)


def is_word(value: object, words: tuple[object, ...], *, numbered: bool) -> bool:
    """Whether a value is one of a form's words, with a number behind it where the form lets it have one."""
    if numbered and isinstance(value, str):
        value = re.sub(f"{_NUMBER}\\Z", "", value)
    return value in words
