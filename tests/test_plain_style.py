"""The plain style of schemas: every way to be outside it is named with its place; what ships is inside."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from lpcheck.catalogue import Catalogue
from lpcheck.places import Pointer
from lpcheck.plain_style import style_faults
from lpcheck.resources import shipped

SHARED: dict[str, object] = {
    "text": {"type": "string"},
    "reason": {"title": "reason", "type": "string"},
}
NAMED = {"title": "name", "type": "string"}
NO_TITLE = "a field must have a title, which its sentences are built from"
BAD_IF = (
    "an if may ask for a type, for const or enum of fields that its required names too, "
    "or for fields by required alone"
)
NOT_KEYS = "keys may be those of a definition with a pattern or words"
NO_CODE = "x-code needs a pattern that only a code fits"
NO_WORDS = "x-words-of adds to x-words those of a definition that has some"
NO_SUCH_FIELD = "an if may not ask for fields that the schema does not have"
BAD_ALL = "allOf may hold only if, then and else"
NOWHERE = "this reference leads nowhere: refer to #/$defs/ or common.schema.json#/$defs/"
NO_GROUP = "a schema here must be a group of keywords"
DEADLINE = "a deadline needs requirement and what, and may have after or months, of and passed"
SCHEMAS = shipped("schemas")
KINDS = sorted((SCHEMAS / "kinds").glob("*.schema.json"))
BLOCKS = sorted(f for p in SCHEMAS.glob("*/policy.yaml") for f in p.parent.glob("*.schema.json"))


def faults(schema: dict[str, object]) -> list[tuple[Pointer, str]]:
    return list(style_faults(schema, SHARED))


def fields(**parts: object) -> dict[str, object]:
    return {"type": "object", "additionalProperties": False, "properties": {"name": NAMED, **parts}}


def chosen(condition: object, **branches: object) -> dict[str, object]:
    return {**fields(), "if": condition, **branches}


def chosen_keys(parts: dict[str, object]) -> dict[str, object]:
    return {"additionalProperties": False, "patternProperties": parts, "x-key-hint": "write a"}


def due(**mark: object) -> dict[str, object]:
    return {"x-deadline": {"requirement": "TP1-1", "what": "visit", **mark}}


OUTSIDE: dict[str, tuple[dict[str, object], Pointer, str]] = {
    "unknown keyword": (
        {"type": "string", "minLength": 1},
        ("minLength",),
        "the keyword minLength is outside the plain style",
    ),
    "alternatives": (
        {"oneOf": [{"type": "string"}]},
        ("oneOf",),
        "the keyword oneOf is outside the plain style",
    ),
    "unknown keyword in a field": (
        fields(age={**NAMED, "format": "date"}),
        ("properties", "age", "format"),
        "the keyword format is outside the plain style",
    ),
    "unknown keyword in an item": (
        {"type": "array", "items": {"type": "array", "items": {"not": {}}}},
        ("items", "items", "not"),
        "the keyword not is outside the plain style",
    ),
    "unknown keyword in a definition": (
        {"$defs": {"word": {"contains": {}}}},
        ("$defs", "word", "contains"),
        "the keyword contains is outside the plain style",
    ),
    "unknown keyword below a pattern for keys": (
        chosen_keys({"^a$": {**NAMED, "maxLength": 3}}),
        ("patternProperties", "^a$", "maxLength"),
        "the keyword maxLength is outside the plain style",
    ),
    "a reference into nothing": ({"$ref": "#/$defs/none"}, ("$ref",), NOWHERE),
    "a reference into another file": (
        fields(age={"title": "age", "$ref": "other.schema.json#/$defs/text"}),
        ("properties", "age", "$ref"),
        NOWHERE,
    ),
    "a reference from one definition to another": (
        {"$defs": {"one": {"$ref": "#/$defs/other"}, "other": {"type": "string"}}},
        ("$defs", "one", "$ref"),
        NOWHERE,
    ),
    "fields that are left open": (
        {"type": "object", "properties": {"name": NAMED}},
        ("properties",),
        "a schema with properties must say additionalProperties: false",
    ),
    "fields that are open to a schema": (
        {**fields(), "additionalProperties": {"type": "string"}},
        ("properties",),
        "a schema with properties must say additionalProperties: false",
    ),
    "a field without a title": (fields(age={"type": "integer"}), ("properties", "age"), NO_TITLE),
    "a field whose definition has no title": (
        fields(age={"$ref": "common.schema.json#/$defs/text"}),
        ("properties", "age"),
        NO_TITLE,
    ),
    "a chosen key without a title": (
        chosen_keys({"^a$": {"type": "string"}}),
        ("patternProperties", "^a$"),
        NO_TITLE,
    ),
    "two patterns for keys": (
        chosen_keys({"^a$": NAMED, "^b$": NAMED}),
        ("patternProperties",),
        "there may be one pattern for keys, not several",
    ),
    "a field that is no group": (fields(age=True), ("properties", "age"), NO_GROUP),
    "items that are no group": ({"type": "array", "items": False}, ("items",), NO_GROUP),
    "a definition that is no group": ({"$defs": {"word": []}}, ("$defs", "word"), NO_GROUP),
    "allOf with a plain schema": ({"allOf": [{"type": "object"}]}, ("allOf", 0), BAD_ALL),
    "allOf with more beside its if": (
        {"allOf": [{"if": {"type": "null"}, "then": {}}, {"if": {"type": "null"}, "title": "x"}]},
        ("allOf", 1),
        BAD_ALL,
    ),
    "allOf without an if": ({"allOf": [{"then": {}}]}, ("allOf", 0), BAD_ALL),
    "allOf with something that is no group": ({"allOf": [True]}, ("allOf", 0), BAD_ALL),
    "allOf that is no list": ({"allOf": {"if": {"type": "null"}}}, ("allOf", 0), BAD_ALL),
    "then without an if": ({"then": {"required": ["name"]}}, (), "then and else need an if"),
    "else without an if": ({"else": {"required": ["name"]}}, (), "then and else need an if"),
    "an if that is no group": (chosen(condition=True), ("if",), BAD_IF),
    "an if by pattern": (chosen({"pattern": "^a"}), ("if",), BAD_IF),
    "an if with type and more": (chosen({"type": "object", "required": ["name"]}), ("if",), BAD_IF),
    "an if without required": (chosen({"properties": {"name": {"const": "a"}}}), ("if",), BAD_IF),
    "an if that requires nothing": (chosen({"required": []}), ("if",), BAD_IF),
    "an if that requires a field that is not there": (
        chosen({"required": ["age"]}),
        ("if",),
        NO_SUCH_FIELD,
    ),
    "a nested if that requires a field that is not there": (
        chosen({"required": ["name"]}, **{"else": {"if": {"required": ["age"]}}}),
        ("else", "if"),
        NO_SUCH_FIELD,
    ),
    "a nested branch that opens a field": (
        chosen(
            {"type": "object"},
            then={"if": {"required": ["name"]}, "then": {"properties": {"age": {}}}},
        ),
        ("then", "then"),
        "then may not open fields that the schema does not have",
    ),
    "keys of a definition that leads nowhere": (
        chosen_keys({"common.schema.json#/$defs/none": NAMED}),
        ("patternProperties", "common.schema.json#/$defs/none"),
        NOT_KEYS,
    ),
    "keys of a definition without a pattern": (
        chosen_keys({"#/$defs/own": NAMED}) | {"$defs": {"own": {"type": "string"}}},
        ("patternProperties", "#/$defs/own"),
        NOT_KEYS,
    ),
    "a code without a pattern": ({"type": "string", "x-code": True}, ("x-code",), NO_CODE),
    "a code that may be any text": (
        {"type": "string", "pattern": r"\S", "x-code": True},
        ("x-code",),
        NO_CODE,
    ),
    "a code by reference to any text": (
        {"$ref": "common.schema.json#/$defs/text", "x-code": True},
        ("x-code",),
        NO_CODE,
    ),
    "words of a definition that has none": (
        {"x-words": {"none": "nobody"}, "x-words-of": "common.schema.json#/$defs/text"},
        ("x-words-of",),
        NO_WORDS,
    ),
    "words of a definition that leads nowhere": (
        {"x-words": {"none": "nobody"}, "x-words-of": "#/$defs/none"},
        ("x-words-of",),
        NO_WORDS,
    ),
    "nothing but the words of a definition": (
        {"x-words-of": "#/$defs/own", "$defs": {"own": {"x-words": {"none": "nobody"}}}},
        ("x-words-of",),
        NO_WORDS,
    ),
    "a definition of words that refers to itself": (
        {"$defs": {"one": {"x-words": {"a": "b"}, "x-words-of": "#/$defs/one"}}},
        ("$defs", "one", "x-words-of"),
        NO_WORDS,
    ),
    "an old name that is a field still": (
        fields(age={**NAMED, "x-renamed-from": ["years", "name"]}),
        ("properties", "age", "x-renamed-from"),
        "there still is a field name here",
    ),
    "an if whose properties are no group": (
        chosen({"properties": ["name"], "required": ["name"]}),
        ("if",),
        BAD_IF,
    ),
    "an if whose required is no list": (
        chosen({"properties": {"name": {"const": "a"}}, "required": "name"}),
        ("if",),
        BAD_IF,
    ),
    "an if that requires another field": (
        chosen({"properties": {"name": {"const": "a"}}, "required": ["age"]}),
        ("if",),
        BAD_IF,
    ),
    "an if by the type of a field": (
        chosen({"properties": {"name": {"type": "null"}}, "required": ["name"]}),
        ("if",),
        BAD_IF,
    ),
    "an if in allOf by pattern": (
        {**fields(), "allOf": [{"if": {"pattern": "^a"}}]},
        ("allOf", 0, "if"),
        BAD_IF,
    ),
    "a branch that is no group": (chosen({"type": "object"}, then=False), ("then",), NO_GROUP),
    "unknown keyword in a branch": (
        chosen({"type": "object"}, **{"else": {"not": {}}}),
        ("else", "not"),
        "the keyword not is outside the plain style",
    ),
    "unknown keyword in a field of a branch": (
        chosen({"type": "object"}, then={"properties": {"name": {"maxLength": 5}}}),
        ("then", "properties", "name", "maxLength"),
        "the keyword maxLength is outside the plain style",
    ),
    "a reference into nothing in a branch in allOf": (
        {**fields(), "allOf": [{"if": {"type": "object"}, "then": {"$ref": "#/$defs/none"}}]},
        ("allOf", 0, "then", "$ref"),
        NOWHERE,
    ),
    "a pattern that nobody explains": (
        fields(age={**NAMED, "pattern": "^[0-9]+$"}),
        ("properties", "age", "pattern"),
        "a pattern needs an x-hint, which says what to write",
    ),
    "a then that opens a field": (
        chosen({"type": "object"}, then={"properties": {"age": {}}}),
        ("then",),
        "then may not open fields that the schema does not have",
    ),
    "an else that opens a field": (
        chosen({"type": "object"}, **{"else": {"properties": {"age": {}, "name": {}}}}),
        ("else",),
        "else may not open fields that the schema does not have",
    ),
    "a then in allOf that opens a field": (
        {**fields(), "allOf": [{"if": {"type": "object"}, "then": {"properties": {"age": {}}}}]},
        ("allOf", 0, "then"),
        "then may not open fields that the schema does not have",
    ),
    "a deadline that is a word": ({"x-deadline": "TP1-1"}, ("x-deadline",), DEADLINE),
    "a deadline without what": ({"x-deadline": {"requirement": "TP1-1"}}, ("x-deadline",), DEADLINE),
    "a deadline without requirement": ({"x-deadline": {"what": "visit"}}, ("x-deadline",), DEADLINE),
    "a deadline with more": (due(until="P1Y"), ("x-deadline",), DEADLINE),
    "a deadline after a word": (
        due(after="yearly"),
        ("x-deadline", "after"),
        "after must be a duration such as P1Y or P30D",
    ),
    "a deadline after no time at all": (
        due(after="P"),
        ("x-deadline", "after"),
        "after must be a duration such as P1Y or P30D",
    ),
    "a deadline of some": (due(of="some"), ("x-deadline", "of"), "of must be each or latest"),
    "a deadline after a time and after a setting": (
        due(after="P1Y", months="review_months"),
        ("x-deadline", "months"),
        "months names a setting that stands in place of after",
    ),
    "a deadline passed somehow": (
        due(passed="error"),
        ("x-deadline", "passed"),
        "passed must be finding, ends or elsewhere",
    ),
}


@pytest.mark.parametrize(("schema", "at", "sentence"), OUTSIDE.values(), ids=OUTSIDE.keys())
def test_a_schema_outside_the_plain_style_is_told_where_and_why(
    schema: dict[str, object], at: Pointer, sentence: str
) -> None:
    assert faults(schema) == [(at, sentence)]


INSIDE: dict[str, dict[str, object]] = {
    "titled definitions": fields(
        why={"$ref": "common.schema.json#/$defs/reason"},
        age={"title": "age", "$ref": "#/$defs/own"},
        note={"$ref": "#/$defs/titled"},
    )
    | {"$defs": {"own": {"$ref": "common.schema.json#/$defs/text"}, "titled": NAMED}},
    "one pattern for keys": chosen_keys({"^a$": NAMED}),
    "keys with a requirement": chosen_keys({"^a$": NAMED}) | {"x-key-requirement": "TP1-1"},
    "keys of a definition with words": chosen_keys({"#/$defs/own": NAMED})
    | {"$defs": {"own": {"x-words": {"none": "nobody"}}}},
    "a code by its pattern": {"type": "string", "pattern": "^s-", "x-hint": "write s-1", "x-code": True},
    "a code by reference": {
        "$ref": "#/$defs/own",
        "x-code": True,
        "$defs": {"own": {"x-words": {"a": "b"}}},
    },
    "words and those of a definition": {
        "x-words": {"none": "nobody"},
        "x-words-of": "#/$defs/own",
        "$defs": {"own": {"x-words": {"all": "everybody"}}},
    },
    "a definition that refers to one of words": {
        "$defs": {
            "one": {"x-words": {"a": "b"}},
            "two": {"x-words": {"c": "d"}, "x-words-of": "#/$defs/one"},
            "three": {"type": "array", "items": {"$ref": "#/$defs/one"}},
        }
    },
    "an if by presence": chosen({"required": ["name"]}, then={}),
    "an if inside another": chosen(
        {"required": ["name"]},
        **{
            "else": {
                "if": {"required": ["name"]},
                "then": {"required": ["name"]},
                "else": {"properties": {"name": {"const": "a"}}},
            }
        },
    ),
    "a field that was called otherwise": fields(age={**NAMED, "x-renamed-from": "years"}),
    "a field that will go": fields(age={**NAMED, "deprecated": True, "x-deprecated": "use `name`"}),
    "an if by type": chosen({"type": ["null", "string"]}, then={}, **{"else": {"required": ["name"]}}),
    "an if by words": chosen(
        {"properties": {"name": {"enum": ["a", "b"]}}, "required": ["name"]},
        then={"properties": {"name": {"x-requirement": "TP1-1"}}},
    ),
    "conditions side by side": {
        **fields(),
        "allOf": [
            {"if": {"type": "object"}, "then": {"required": ["name"]}},
            {"if": {"properties": {"name": {"const": "a"}}, "required": ["name"]}, "else": {}},
        ],
    },
    "a branch whose fields need no title again": chosen(
        {"type": "object"},
        then={"properties": {"name": {"items": {"properties": {"a": {"pattern": r"\S"}}}}}},
    ),
    "a pattern that says something is there": {"type": "string", "pattern": r"\S"},
    "a pattern with a hint": {"type": "string", "pattern": "^a", "x-hint": "begin with a"},
    "a date": {"x-date": True},
    "a deadline in full": due(after="P1Y6M2W3D", of="latest", passed="ends"),
    "a deadline at its shortest": due(),
    "no definitions worth the name": {"$defs": [], "type": "string"},
    "no fields worth the name": {"type": "object", "additionalProperties": False, "properties": []},
}


@pytest.mark.parametrize("schema", INSIDE.values(), ids=INSIDE.keys())
def test_a_schema_in_the_plain_style_has_nothing_against_it(schema: dict[str, object]) -> None:
    assert faults(schema) == []


def test_each_mistake_of_a_schema_is_told() -> None:
    schema = fields(age={"minLength": 1}, why={"$ref": "#/$defs/none"}) | {"then": {}}
    assert {at for at, _ in faults(schema)} == {
        (),
        ("properties", "age"),
        ("properties", "age", "minLength"),
        ("properties", "why"),
        ("properties", "why", "$ref"),
    }


@pytest.mark.parametrize("file", [*KINDS, *BLOCKS], ids=lambda file: file.name)
def test_every_shipped_schema_is_in_the_plain_style(file: Path, catalogue: Catalogue) -> None:
    schema = json.loads(file.read_bytes())
    assert list(style_faults(schema, catalogue.shared)) == []


def test_the_settings_of_shipped_policies_are_in_the_plain_style(catalogue: Catalogue) -> None:
    assert catalogue.settings
    for schema in catalogue.settings.values():
        assert list(style_faults(schema, catalogue.shared)) == []


def fields_in(schema: object, at: Pointer = ()) -> Iterator[tuple[Pointer, dict[str, Any]]]:
    """Yields every field and every list item of a schema, but for those that a condition names again."""
    if isinstance(schema, Mapping):
        for keyword, part in schema.items():
            if keyword in ("properties", "patternProperties") and not {"if", "then", "else"} & {*at[-1:]}:
                yield from (((*at, keyword, name), field) for name, field in part.items())
            elif keyword == "items":
                yield (*at, "items"), part
            yield from fields_in(part, (*at, keyword))
    elif isinstance(schema, list):
        for number, part in enumerate(schema):
            yield from fields_in(part, (*at, number))


@pytest.mark.parametrize("file", KINDS, ids=lambda file: file.name)
def test_every_field_of_a_shipped_kind_has_a_title_and_a_description(
    file: Path, catalogue: Catalogue
) -> None:
    schema = json.loads(file.read_bytes())
    assert schema["title"]
    assert schema["description"]
    for at, field in fields_in(schema):
        target = str(field.get("$ref", "")).rpartition("/")[2]
        shared = catalogue.shared.get(target, {})
        assert isinstance(shared, Mapping)
        whole = {**shared, **field}
        assert whole.get("title"), (file.name, at)
        assert whole.get("description"), (file.name, at)
