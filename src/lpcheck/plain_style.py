"""The plain style that schemas are held to, so that every sentence can be built and every place marked.

The walk of the marks understands this much of JSON Schema 2020-12 and no more; a schema that uses more
would be half understood, and half understood is how a check goes missing without anybody noticing.
"""

import re
from collections.abc import Iterator, Mapping

from lpcheck.places import Pointer

_PLAIN = frozenset(
    [
        *("$schema", "$id", "$defs", "$ref", "title", "description", "default", "examples", "deprecated"),
        *("type", "properties", "required", "additionalProperties", "patternProperties", "items"),
        *("enum", "const", "pattern", "minItems", "minimum", "maximum", "if", "then", "else", "allOf"),
        *("x-requirement", "x-deadline", "x-personal", "x-key", "x-hint", "x-date", "x-settings"),
        *("x-policy-named-in", "x-file"),
    ]
)
_CLOSED = "a schema with properties must say additionalProperties: false"
_DEADLINE = {"requirement", "what", "after", "of", "passed"}
_DURATION = re.compile(r"P(?=\d)(\d{1,2}Y)?(\d{1,3}M)?(\d{1,3}W)?(\d{1,4}D)?")
_CONDITIONAL = {"if", "then", "else"}

Faults = Iterator[tuple[Pointer, str]]


def style_faults(schema: Mapping[str, object], shared: Mapping[str, object]) -> Faults:
    """Yields the place and a sentence for everything in a schema file that is not plain.

    `shared` are the definitions of common.schema.json.
    """
    definitions = schema.get("$defs")
    own = definitions if isinstance(definitions, Mapping) else {}
    yield from _faults(schema, (), {**{f"#/$defs/{name}": own[name] for name in own}, **_common(shared)})
    for name, part in own.items():
        yield from _faults(part, ("$defs", name), _common(shared))


def _common(shared: Mapping[str, object]) -> dict[str, object]:
    return {f"common.schema.json#/$defs/{name}": part for name, part in shared.items()}


def _faults(
    schema: object, at: Pointer, targets: Mapping[str, object], *, in_branch: bool = False
) -> Faults:
    """Yields the faults of a schema; a branch of one neither closes its fields nor names them again."""
    if not isinstance(schema, Mapping):
        yield at, "a schema here must be a group of keywords"
        return
    for keyword in sorted(schema.keys() - _PLAIN):
        yield (*at, keyword), f"the keyword {keyword} is outside the plain style"
    if "$ref" in schema and schema["$ref"] not in targets:
        yield (
            (*at, "$ref"),
            "this reference leads nowhere: refer to #/$defs/ or common.schema.json#/$defs/",
        )
    fields = schema.keys() & {"properties", "patternProperties"}
    closed = schema.get("additionalProperties", bool(fields) and not in_branch)
    if closed is not False:
        yield (*at, min(fields, default="additionalProperties")), _CLOSED
    if "additionalProperties" in schema and not fields:
        yield (*at, "additionalProperties"), "additionalProperties: false needs properties to close"
    if "x-deadline" in schema:
        yield from _deadline_faults(schema["x-deadline"], (*at, "x-deadline"))
    if "pattern" in schema and not _is_pattern(schema["pattern"]):
        yield (*at, "pattern"), "this is not a regular expression"
    if schema.get("pattern") not in (None, r"\S") and not schema.keys() & {"x-hint", "x-date"}:
        yield (*at, "pattern"), "a pattern needs an x-hint, which says what to write"
    yield from _conditional_faults(schema, at, targets)
    yield from _faults_below(schema, at, targets, in_branch=in_branch)


def _is_pattern(text: object) -> bool:
    try:
        re.compile(str(text))
    except re.error:
        return False
    return True


def _faults_below(
    schema: Mapping[str, object], at: Pointer, targets: Mapping[str, object], *, in_branch: bool
) -> Faults:
    for keyword in ("properties", "patternProperties"):
        parts = schema.get(keyword, {})
        for name, part in parts.items() if isinstance(parts, Mapping) else ():
            here = (*at, keyword, name)
            yield from _faults(part, here, targets, in_branch=in_branch)
            if not in_branch and not _has_title(part, targets):
                yield here, "a field must have a title, which its sentences are built from"
    if len(_keys(schema.get("patternProperties"))) > 1:
        yield (*at, "patternProperties"), "there may be one pattern for keys, not several"
    if "items" in schema:
        yield from _faults(schema["items"], (*at, "items"), targets, in_branch=in_branch)


def _has_title(part: object, targets: Mapping[str, object]) -> bool:
    if not isinstance(part, Mapping):
        return True
    target = targets.get(str(part.get("$ref")))
    return "title" in part or (isinstance(target, Mapping) and "title" in target)


def _keys(part: object) -> frozenset[str]:
    return frozenset(part) if isinstance(part, Mapping) else frozenset()


def _conditional_faults(schema: Mapping[str, object], at: Pointer, targets: Mapping[str, object]) -> Faults:
    parts = schema.get("allOf", [])
    for number, part in enumerate(parts if isinstance(parts, list) else [None]):
        if not isinstance(part, Mapping) or not part.keys() <= _CONDITIONAL or "if" not in part:
            yield (*at, "allOf", number), "allOf may hold only if, then and else"
        else:
            fields = _keys(schema.get("properties"))
            yield from _branch_faults(part, fields, (*at, "allOf", number), targets)
    if "if" in schema:
        yield from _branch_faults(schema, _keys(schema.get("properties")), at, targets)
    elif schema.keys() & {"then", "else"}:
        yield at, "then and else need an if"


def _branch_faults(
    schema: Mapping[str, object],
    fields: frozenset[str],
    at: Pointer,
    targets: Mapping[str, object],
) -> Faults:
    if not _is_plain_condition(schema["if"]):
        yield (
            (*at, "if"),
            "an if may ask for a type, or for const or enum of fields that its required names too",
        )
    for keyword in ("then", "else"):
        branch = schema.get(keyword, {})
        named = _keys(branch.get("properties")) if isinstance(branch, Mapping) else frozenset()
        if not named <= fields:
            yield (*at, keyword), f"{keyword} may not open fields that the schema does not have"
        yield from _faults(branch, (*at, keyword), targets, in_branch=True)


def _is_plain_condition(condition: object) -> bool:
    if not isinstance(condition, Mapping):
        return False
    if condition.keys() == {"type"}:
        return True
    fields, required = condition.get("properties"), condition.get("required")
    return (
        condition.keys() == {"properties", "required"}
        and isinstance(fields, Mapping)
        and isinstance(required, list)
        and fields.keys() == set(required)
        and all(_keys(part) in ({"const"}, {"enum"}) for part in fields.values())
    )


def _deadline_faults(mark: object, at: Pointer) -> Faults:
    if not isinstance(mark, Mapping) or not {"requirement", "what"} <= mark.keys() <= _DEADLINE:
        yield at, "a deadline needs requirement and what, and may have after, of and passed"
    elif not _DURATION.fullmatch(str(mark.get("after", "P0D"))):
        yield (*at, "after"), "after must be a duration such as P1Y or P30D"
    elif mark.get("of", "each") not in ("each", "latest"):
        yield (*at, "of"), "of must be each or latest"
    elif mark.get("passed", "finding") not in ("finding", "ends"):
        yield (*at, "passed"), "passed must be finding or ends"
