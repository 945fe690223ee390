"""The plain style that schemas are held to, so that every sentence can be built and every place marked.

The walk of the marks understands this much of JSON Schema 2020-12 and no more; a schema that uses more
would be half understood, and half understood is how a check goes missing without anybody noticing.
"""

from collections.abc import Iterator, Mapping

from lpcheck.keywords import texts_in
from lpcheck.places import Pointer
from lpcheck.plain_keywords import keyword_faults
from lpcheck.shorthand import key_pattern

_PLAIN = frozenset(
    [
        *("$schema", "$id", "$defs", "$ref", "title", "description", "default", "examples", "deprecated"),
        *("type", "properties", "required", "additionalProperties", "patternProperties", "items"),
        *("enum", "const", "pattern", "minItems", "minProperties", "uniqueItems", "minimum", "maximum"),
        *("if", "then", "else", "allOf", "x-words", "x-words-of", "x-numbered"),
        *("x-date", "x-time", "x-moment", "x-code", "x-requirement", "x-deadline", "x-personal"),
        *("x-key", "x-hint", "x-key-hint", "x-key-requirement", "x-renamed-from", "x-deprecated"),
        *("x-settings", "x-policy-named-in", "x-file"),
    ]
)
_CLOSED = "a schema with properties must say additionalProperties: false"
_NOWHERE = "this reference leads nowhere: refer to #/$defs/ or common.schema.json#/$defs/"
_CONDITIONAL = {"if", "then", "else"}
_CONDITION = (
    "an if may ask for a type, for const or enum of fields that its required names too, "
    "or for fields by required alone"
)

Faults = Iterator[tuple[Pointer, str]]
Targets = Mapping[str, object]


def style_faults(schema: Mapping[str, object], shared: Mapping[str, object]) -> Faults:
    """Yields the place and a sentence for everything in a schema file that is not plain.

    `shared` are the definitions of common.schema.json.
    """
    own = _group(schema.get("$defs"))
    words = {f"#/$defs/{name}": part for name, part in own.items() if _is_words_alone(part)}
    yield from _faults(schema, (), {**{f"#/$defs/{name}": own[name] for name in own}, **_common(shared)})
    for name, part in own.items():
        yield from _faults(part, ("$defs", name), {**words, **_common(shared)})


def _is_words_alone(part: object) -> bool:
    """Whether a definition is one of words, and so leads no further: others may refer to it."""
    keywords = _group(part).keys()
    return "x-words" in keywords and not keywords & {"$ref", "x-words-of", "items", "properties"}


def _common(shared: Mapping[str, object]) -> dict[str, object]:
    return {f"common.schema.json#/$defs/{name}": part for name, part in shared.items()}


def _faults(
    schema: object, at: Pointer, targets: Targets, *, branch_of: frozenset[str] | None = None
) -> Faults:
    """Yields the faults of a schema; a branch of one neither closes its fields nor names them again.

    `branch_of` are the fields of the schema that this is a branch of, None where it is none.
    """
    if not isinstance(schema, Mapping):
        yield at, "a schema here must be a group of keywords"
        return
    for keyword in sorted(schema.keys() - _PLAIN):
        yield (*at, keyword), f"the keyword {keyword} is outside the plain style"
    if "$ref" in schema and schema["$ref"] not in targets:
        yield (*at, "$ref"), _NOWHERE
    fields = schema.keys() & {"properties", "patternProperties"}
    closed = schema.get("additionalProperties", bool(fields) and branch_of is None)
    if closed is not False:
        yield (*at, min(fields, default="additionalProperties")), _CLOSED
    if "additionalProperties" in schema and not fields:
        yield (*at, "additionalProperties"), "additionalProperties: false needs properties to close"
    yield from keyword_faults(schema, at)
    yield from _word_faults(schema, at, targets)
    yield from _code_faults(schema, at, targets)
    yield from _key_faults(schema, at, targets)
    yield from _name_faults(schema, at)
    known = frozenset(_group(schema.get("properties"))) | (branch_of or frozenset())
    yield from _conditional_faults(schema, at, targets, known)
    yield from _faults_below(schema, at, targets, is_branch=branch_of is not None)


def _word_faults(schema: Mapping[str, object], at: Pointer, targets: Targets) -> Faults:
    if "x-words-of" in schema and not (
        "x-words" in schema and "x-words" in _group(targets.get(str(schema["x-words-of"])))
    ):
        yield (*at, "x-words-of"), "x-words-of adds to x-words those of a definition that has some"


def _code_faults(schema: Mapping[str, object], at: Pointer, targets: Targets) -> Faults:
    """A code may be shown, so that it must be one by its pattern or words: any text could be a name."""
    whole = {**_group(targets.get(str(schema.get("$ref")))), **schema}
    is_code = "x-words" in whole or whole.get("pattern", r"\S") != r"\S"
    if "x-code" in schema and not is_code:
        yield (*at, "x-code"), "x-code needs a pattern that only a code fits"


def _key_faults(schema: Mapping[str, object], at: Pointer, targets: Targets) -> Faults:
    keys = _group(schema.get("patternProperties"))
    if len(keys) > 1:
        yield (*at, "patternProperties"), "there may be one pattern for keys, not several"
    for key in keys:
        if "#/$defs/" in key:
            target = _group(targets.get(key))
            if key_pattern(target) is None:
                yield (
                    (*at, "patternProperties", key),
                    "keys may be those of a definition with a pattern or words",
                )


def _name_faults(schema: Mapping[str, object], at: Pointer) -> Faults:
    fields = _group(schema.get("properties"))
    for name, part in fields.items():
        for old in texts_in(_group(part), "x-renamed-from"):
            if old in fields:
                yield (*at, "properties", name, "x-renamed-from"), f"there still is a field {old} here"


def _faults_below(
    schema: Mapping[str, object], at: Pointer, targets: Targets, *, is_branch: bool
) -> Faults:
    branch_of: frozenset[str] | None = frozenset() if is_branch else None
    for keyword in ("properties", "patternProperties"):
        for name, part in _group(schema.get(keyword)).items():
            here = (*at, keyword, name)
            yield from _faults(part, here, targets, branch_of=branch_of)
            if not is_branch and not _has_title(part, targets):
                yield here, "a field must have a title, which its sentences are built from"
    if "items" in schema:
        yield from _faults(schema["items"], (*at, "items"), targets, branch_of=branch_of)


def _has_title(part: object, targets: Targets) -> bool:
    if not isinstance(part, Mapping):
        return True
    return "title" in part or "title" in _group(targets.get(str(part.get("$ref"))))


def _group(part: object) -> Mapping[str, object]:
    return part if isinstance(part, Mapping) else {}


def _conditional_faults(
    schema: Mapping[str, object], at: Pointer, targets: Targets, fields: frozenset[str]
) -> Faults:
    parts = schema.get("allOf", [])
    for number, part in enumerate(parts if isinstance(parts, list) else [None]):
        if not isinstance(part, Mapping) or not part.keys() <= _CONDITIONAL or "if" not in part:
            yield (*at, "allOf", number), "allOf may hold only if, then and else"
        else:
            yield from _branch_faults(part, fields, (*at, "allOf", number), targets)
    if "if" in schema:
        yield from _branch_faults(schema, fields, at, targets)
    elif schema.keys() & {"then", "else"}:
        yield at, "then and else need an if"


def _branch_faults(
    schema: Mapping[str, object], fields: frozenset[str], at: Pointer, targets: Targets
) -> Faults:
    condition = _group(schema["if"])
    if not _is_plain_condition(condition):
        yield (*at, "if"), _CONDITION
    elif not {*texts_in(condition, "required")} <= fields:
        yield (*at, "if"), "an if may not ask for fields that the schema does not have"
    for keyword in ("then", "else"):
        branch = schema.get(keyword, {})
        if not _group(_group(branch).get("properties")).keys() <= fields:
            yield (*at, keyword), f"{keyword} may not open fields that the schema does not have"
        yield from _faults(branch, (*at, keyword), targets, branch_of=fields)


def _is_plain_condition(condition: Mapping[str, object]) -> bool:
    if condition.keys() == {"type"}:
        return True
    required = condition.get("required")
    if not isinstance(required, list) or not required:
        return False
    if condition.keys() == {"required"}:
        return True
    fields = condition.get("properties")
    return (
        condition.keys() == {"properties", "required"}
        and isinstance(fields, Mapping)
        and fields.keys() == set(required)
        and all(_group(part).keys() in ({"const"}, {"enum"}) for part in fields.values())
    )
