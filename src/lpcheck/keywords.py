"""What the keywords of a composed schema say, as plain values."""

from collections.abc import Iterator, Mapping

Schema = Mapping[str, object]


def resolved(schema: Schema, definitions: Schema) -> Schema:
    """A schema with what it refers to taken in; what stands beside a reference weighs more."""
    while "$ref" in schema:
        target = definitions[str(schema["$ref"]).removeprefix("#/$defs/")]
        assert isinstance(target, Mapping)
        schema = {**target, **{name: value for name, value in schema.items() if name != "$ref"}}
    return schema


def words_in(schema: Schema) -> tuple[object, ...]:
    """The values or words that a schema gives: by const, by enum, or with their meanings."""
    if "const" in schema:
        return (schema["const"],)
    return tuple(listed_in(schema, "enum") or parts_in(schema, "x-words"))


def texts_in(schema: Schema, keyword: str) -> tuple[str, ...]:
    """The texts of a keyword that may give one or a list of them."""
    given = schema.get(keyword, ())
    return (given,) if isinstance(given, str) else tuple(map(str, listed_in(schema, keyword)))


def conditionals_in(schema: Schema) -> Iterator[Schema]:
    """Yields everything with an if: the schema itself, and what its allOf holds."""
    if "if" in schema:
        yield schema
    for part in listed_in(schema, "allOf"):
        if isinstance(part, Mapping):
            yield part


def listed_in(schema: Schema, keyword: str) -> list[object]:
    """The items of a keyword that holds a list."""
    given = schema.get(keyword)
    return list(given) if isinstance(given, list | tuple) else []


def parts_in(schema: Schema, keyword: str) -> Mapping[str, Schema]:
    """The members of a keyword that holds a group."""
    given = schema.get(keyword)
    return given if isinstance(given, Mapping) else {}


def text_in(schema: Schema, keyword: str) -> str | None:
    """The text of a keyword, None where it is not there."""
    return None if keyword not in schema else str(schema[keyword])
