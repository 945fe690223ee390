"""The schema of a kind of document, composed from the kind itself and what the policies add to it."""

from collections.abc import Iterable, Mapping
from typing import Any

from lpcheck.model import Policy
from lpcheck.shorthand import expanded, key_pattern

_COMMON = "common.schema.json#/$defs/"
_OWN = "#/$defs/"


def compose(
    base: Mapping[str, object],
    kind: str,
    policies: Iterable[Policy],
    settings: Mapping[str, Mapping[str, object]],
    shared: Mapping[str, object],
) -> dict[str, Any]:
    """One self-contained schema: blocks added, demands made, settings in place, references inside.

    The shorthands of the schemas are expanded in it, and stay beside what they stand for.

    `policies` are those that apply to the document; `settings` those of every policy there is.
    """
    definitions: dict[str, Any] = {}
    schema: dict[str, Any] = {"$schema": base["$schema"]} if "$schema" in base else {}
    schema |= _inlined(base, f"{kind}.", definitions, base, shared)
    of_settings = {
        name: _inlined(part, "", definitions, {"$defs": {}}, shared) for name, part in settings.items()
    }
    _add_settings(schema, of_settings)
    for policy in policies:
        for block, part in policy.adds.get(kind, {}).items():
            schema["properties"][block] = _inlined(part, f"{block}.", definitions, part, shared)
            schema["required"] = _with(schema, block)
        for name, requirement in policy.demands.get(kind, {}).items():
            demanded = {**schema["properties"][name], "minItems": 1, "x-requirement": requirement}
            schema["properties"][name] = demanded
            schema["required"] = _with(schema, name)
    return {**schema, "$defs": definitions} if definitions else schema


def _with(schema: Mapping[str, Any], name: str) -> list[str]:
    required: list[str] = schema.get("required", [])
    return required if name in required else [*required, name]


def _inlined(
    part: object,
    prefix: str,
    definitions: dict[str, Any],
    file: Mapping[str, object],
    shared: Mapping[str, object],
) -> Any:  # noqa: ANN401 - any JSON goes in and comes out
    if isinstance(part, list):
        return [_inlined(item, prefix, definitions, file, shared) for item in part]
    if not isinstance(part, Mapping):
        return part
    copied = {
        key: _inlined(value, prefix, definitions, file, shared)
        for key, value in part.items()
        if key not in ("$defs", "$schema", "x-words-of")
    }
    target = part.get("$ref")
    if isinstance(target, str):
        own, name = _definition(target, file, shared)
        source = "" if target.startswith(_COMMON) else prefix
        if source + name not in definitions:
            definitions[source + name] = {}  # taken at once, so that the copy below ends
            definitions[source + name] = _inlined(own, prefix, definitions, file, shared)
        copied["$ref"] = _OWN + source + name
    if "x-words-of" in part:
        copied["x-words"] = _words(part, file, shared)
    chosen = copied.get("patternProperties")
    if isinstance(chosen, Mapping):
        copied["patternProperties"] = {_keys(key, file, shared): value for key, value in chosen.items()}
    return expanded(copied)


def _definition(target: str, file: Mapping[str, object], shared: Mapping[str, object]) -> tuple[Any, str]:
    definitions = shared if target.startswith(_COMMON) else file["$defs"]
    assert isinstance(definitions, Mapping)
    name = target.removeprefix(_COMMON).removeprefix(_OWN)
    return definitions[name], name


def _words(part: Any, file: Mapping[str, object], shared: Mapping[str, object]) -> dict[str, str]:  # noqa: ANN401
    """The words of a schema, after those of the definition that it takes words of."""
    own = part.get("x-words", {})
    if "x-words-of" not in part:
        return dict(own)
    return {**_words(_definition(part["x-words-of"], file, shared)[0], file, shared), **own}


def _keys(key: str, file: Mapping[str, object], shared: Mapping[str, object]) -> str:
    """The pattern of keys; where a definition is named instead, the pattern that its values have."""
    if not key.startswith((_COMMON, _OWN)):
        return key
    definition, _ = _definition(key, file, shared)
    words = _words(definition, file, shared)
    return key_pattern({**definition, "x-words": words} if words else definition) or key


def _add_settings(schema: Any, settings: Mapping[str, Mapping[str, object]]) -> None:  # noqa: ANN401
    if isinstance(schema, dict):
        for part in schema.get("properties", {}).values():
            _add_settings(part, settings)
        if schema.get("x-settings"):
            schema["properties"] = {**schema["properties"], **settings}
