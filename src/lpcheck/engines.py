"""Two JSON Schema validators behind one face: jsonschema-rs for speed, jsonschema for a second opinion."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple, TypeAlias

from lpcheck.places import Pointer


class Complaint(NamedTuple):
    """What a validator has against a value: the keyword, where, and the fields or limit it is about."""

    keyword: str
    pointer: Pointer
    fields: tuple[str, ...] = ()
    limit: object = None


Engine: TypeAlias = Callable[[object], Iterator[Complaint]]


def jsonschema_rs_engine(schema: dict[str, Any]) -> Engine:
    """The validator in use: yields each complaint of jsonschema-rs."""
    from jsonschema_rs import Draft202012Validator  # noqa: PLC0415 - costs every start otherwise

    validator = Draft202012Validator(schema)

    def complaints(data: object) -> Iterator[Complaint]:
        for error in validator.iter_errors(data):
            details: Mapping[str, Any] = error.kind.as_dict()
            unexpected = tuple(details.get("unexpected", ()))
            missing = (details["property"],) if "property" in details else ()
            limit = details.get("limit")
            pointer = tuple(error.instance_path)
            yield Complaint(error.kind.name, pointer, tuple(map(str, missing or unexpected)), limit)

    return complaints


def repeat_in(items: list[object]) -> tuple[int, int] | None:
    """The positions of the first two items that are the same for a validator, or None."""
    seen: dict[str, int] = {}
    for position, item in enumerate(items):
        first = seen.setdefault(json.dumps(item, sort_keys=True), position)
        if first != position:
            return first, position
    return None


def metaschema_fault(schema: Mapping[str, Any]) -> Pointer | None:
    """The first place at which a schema is not JSON Schema at all, or None."""
    from jsonschema_rs import ValidationError, meta  # noqa: PLC0415 - likewise

    try:
        meta.validate(dict(schema))
    except ValidationError as error:
        return tuple(error.instance_path)
    return None


def jsonschema_engine(schema: dict[str, Any]) -> Engine:
    """The independent reference: yields the same complaints from jsonschema, written in Python."""
    from jsonschema import Draft202012Validator  # noqa: PLC0415 - costs every start otherwise

    validator = Draft202012Validator(schema)

    def complaints(data: object) -> Iterator[Complaint]:
        for error in validator.iter_errors(data):
            keyword = str(error.validator)
            limit = error.validator_value if keyword in ("minimum", "maximum") else None
            pointer = tuple(error.absolute_path)
            yield Complaint(keyword, pointer, _fields(keyword, error), limit)

    return complaints


def _fields(keyword: str, error: Any) -> tuple[str, ...]:  # noqa: ANN401 - jsonschema's error is untyped here
    if keyword == "required":
        return tuple(name for name in error.validator_value if name not in error.instance)
    if keyword == "additionalProperties":
        known = error.schema.get("properties", {})
        patterns = error.schema.get("patternProperties", {})
        return tuple(key for key in error.instance if key not in known and not _fits(key, patterns))
    return ()


def _fits(key: str, patterns: Mapping[str, object]) -> bool:

    return any(re.search(pattern, key) for pattern in patterns)


ENGINES: Mapping[str, Callable[[dict[str, Any]], Engine]] = {
    "jsonschema-rs": jsonschema_rs_engine,
    "jsonschema": jsonschema_engine,
}
