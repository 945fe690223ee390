"""One self-contained schema for a kind: blocks, demands and settings in place, references inside."""

from datetime import date

import pytest

from lpcheck.catalogue import Catalogue, form_of, schema_of
from lpcheck.composition import compose
from lpcheck.engines import ENGINES
from lpcheck.model import Policy
from lpcheck.resources import shipped

SHARED: dict[str, object] = {
    "text": {"type": "string"},
    "named": {"title": "named", "$ref": "common.schema.json#/$defs/text"},
}
BASE: dict[str, object] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "required": ["name"],
    "properties": {
        "name": {"title": "name", "$ref": "common.schema.json#/$defs/text"},
        "rows": {"title": "rows", "type": "array", "items": {"enum": [1, None, "a"]}},
    },
}
COUNT: dict[str, object] = {"title": "count", "type": "integer"}


def policy(
    adds: dict[str, dict[str, dict[str, object]]] | None = None,
    demands: dict[str, dict[str, str]] | None = None,
) -> Policy:
    return Policy(
        id="TP 1",
        title="Farm",
        version="1",
        in_force_from=date(2026, 1, 1),
        source="TP",
        always=False,
        digest="",
        requirements=(),
        adds=adds or {},
        demands=demands or {},
    )


def test_without_policies_a_kind_is_itself_with_its_references_inside() -> None:
    schema = compose(BASE, "plan", (), {}, SHARED)
    assert schema == {
        **BASE,
        "properties": {
            "name": {"title": "name", "$ref": "#/$defs/text"},
            "rows": {"title": "rows", "type": "array", "items": {"enum": [1, None, "a"]}},
        },
        "$defs": {"text": {"type": "string"}},
    }


def test_a_kind_without_references_has_no_definitions() -> None:
    assert compose({"type": "object", "properties": {}}, "plan", (), {}, SHARED) == {
        "type": "object",
        "properties": {},
    }


def test_a_block_is_a_required_field_with_definitions_of_its_own() -> None:
    block: dict[str, object] = {
        "$schema": "x",
        "title": "farm",
        "properties": {"a": {"$ref": "#/$defs/text"}, "b": {"$ref": "common.schema.json#/$defs/named"}},
        "$defs": {"text": {"type": "null"}},
    }
    schema = compose(
        BASE, "plan", [policy(adds={"plan": {"farm": block}, "site": {"barn": {}}})], {}, SHARED
    )
    assert schema["required"] == ["name", "farm"]
    assert schema["properties"]["farm"] == {
        "title": "farm",
        "properties": {"a": {"$ref": "#/$defs/farm.text"}, "b": {"$ref": "#/$defs/named"}},
    }
    assert schema["$defs"] == {
        "text": {"type": "string"},
        "farm.text": {"type": "null"},
        "named": {"title": "named", "$ref": "#/$defs/text"},
    }


def test_a_demand_makes_a_field_required_filled_in_and_asked_for() -> None:
    asking = policy(demands={"plan": {"rows": "TP1-1", "name": "TP1-2"}, "site": {"name": "TP1-3"}})
    schema = compose(BASE, "plan", [asking], {}, SHARED)
    assert schema["required"] == ["name", "rows"]
    assert schema["properties"]["rows"]["x-requirement"] == "TP1-1"
    assert schema["properties"]["rows"]["minItems"] == 1
    assert schema["properties"]["name"]["x-requirement"] == "TP1-2"


def test_a_demand_on_a_kind_that_requires_nothing_yet_is_its_first() -> None:
    base: dict[str, object] = {"properties": {"rows": {"title": "rows"}}}
    asking = policy(demands={"plan": {"rows": "TP1-1"}})
    assert compose(base, "plan", [asking], {}, SHARED)["required"] == ["rows"]


def test_settings_stand_wherever_a_kind_has_room_for_them() -> None:
    room = {"title": "settings", "x-settings": True, "properties": {"own": COUNT}}
    base: dict[str, object] = {"properties": {"settings": room, "flag": True}}
    schema = compose(base, "site", (), {"months": COUNT}, SHARED)
    assert schema["properties"]["settings"]["properties"] == {"own": COUNT, "months": COUNT}
    assert schema["properties"]["flag"] is True
    itself = compose({"x-settings": True, "properties": {}}, "settings", (), {"months": COUNT}, SHARED)
    assert itself["properties"] == {"months": COUNT}


def test_shorthands_are_expanded_wherever_they_stand_and_stay_beside_what_they_stand_for() -> None:
    words: dict[str, object] = {"title": "answer", "x-words": {"all": "every one"}}
    whole = {**words, "enum": ["all"], "enumDescriptions": ["every one"]}
    base: dict[str, object] = {
        "properties": {
            "own": words,
            "shared": {"$ref": "common.schema.json#/$defs/answer"},
            "settings": {},
        },
        "if": {"required": ["own"]},
        "then": {"properties": {"shared": words}},
        "x-settings": True,
    }
    schema = compose(
        base, "plan", [policy(adds={"plan": {"block": words}})], {"limit": words}, {"answer": words}
    )
    assert schema["$defs"]["answer"] == whole
    assert schema["then"]["properties"]["shared"] == whole
    assert {name: schema["properties"][name] for name in ("own", "block", "limit")} == {
        "own": whole,
        "block": whole,
        "limit": whole,
    }


def test_words_of_a_definition_stand_before_those_that_are_added() -> None:
    shared: dict[str, object] = {
        "person": {"x-words": {"mother": "the mother", "other": "somebody"}},
        "wider": {"x-words": {"all": "all"}, "x-words-of": "common.schema.json#/$defs/person"},
    }
    base: dict[str, object] = {
        "properties": {
            "who": {"x-words": {"other": "anybody"}, "x-words-of": "common.schema.json#/$defs/wider"},
            "own": {"x-words": {"b": "c"}, "x-words-of": "#/$defs/mine"},
        },
        "$defs": {"mine": {"x-words": {"a": "b"}}},
    }
    fields = compose(base, "plan", (), {}, shared)["properties"]
    assert fields["who"]["x-words"] == {"mother": "the mother", "other": "anybody", "all": "all"}
    assert fields["who"]["enum"] == ["mother", "other", "all"]
    assert fields["own"]["enum"] == ["a", "b"]
    assert "x-words-of" not in fields["who"]


def test_keys_may_be_those_of_a_definition() -> None:
    shared: dict[str, object] = {
        "person": {"x-words": {"mother": "the mother"}},
        "wider": {"x-words": {"all": "all"}, "x-words-of": "common.schema.json#/$defs/person"},
        "text": {"type": "string"},
    }
    base: dict[str, object] = {
        "properties": {
            "people": {"patternProperties": {"common.schema.json#/$defs/person": {"title": "person"}}},
            "wider": {"patternProperties": {"common.schema.json#/$defs/wider": {"title": "person"}}},
            "own": {"patternProperties": {"#/$defs/code": {"title": "person"}}},
            "plain": {"patternProperties": {"^a$": {"title": "person"}}},
            "none": {"patternProperties": {"common.schema.json#/$defs/text": {"title": "person"}}},
        },
        "$defs": {"code": {"pattern": "^s-"}},
    }
    fields = compose(base, "plan", (), {}, shared)["properties"]
    assert {name: next(iter(field["patternProperties"])) for name, field in fields.items()} == {
        "people": r"^(?:mother)$(?!\n)",
        "wider": r"^(?:mother|all)$(?!\n)",
        "own": "^s-",
        "plain": "^a$",
        "none": "common.schema.json#/$defs/text",
    }


def test_composing_changes_nothing_that_it_is_made_from() -> None:
    before = repr((BASE, SHARED))
    compose(BASE, "plan", [policy(demands={"plan": {"rows": "TP1-1"}})], {"months": COUNT}, SHARED)
    assert repr((BASE, SHARED)) == before


@pytest.mark.parametrize("kind", ["local-procedure", "site", "settings"])
def test_every_kind_is_a_schema_that_both_validators_take(kind: str, catalogue: Catalogue) -> None:
    schema = schema_of(catalogue, kind, catalogue.policies)
    assert "common.schema.json" not in repr(schema)
    for make in ENGINES.values():
        assert [c.keyword for c in make(schema)({"kind": kind})] == ["required"] * len(
            [name for name in schema["required"] if name != "kind"]
        )


def test_a_form_is_composed_once_for_the_same_policies(catalogue: Catalogue) -> None:
    with_36 = catalogue.policies_named(["ECS 36"])
    form = form_of(catalogue, "local-procedure", with_36, "jsonschema-rs")
    assert form_of(catalogue, "local-procedure", with_36, "jsonschema-rs") is form
    assert form_of(catalogue, "local-procedure", with_36, "jsonschema") is not form
    assert form_of(catalogue, "local-procedure", catalogue.policies, "jsonschema-rs") is not form


def test_a_policy_there_is_not_is_passed_over(catalogue: Catalogue) -> None:
    assert [p.id for p in catalogue.policies_named(["ECS 38", "ECS 99"])] == [
        "ECS 38",
        "local procedure",
        "lpcheck",
    ]


def test_what_ships_lies_where_the_package_finds_it() -> None:
    assert (shipped("schemas") / "law.yaml").is_file()
    assert shipped("nothing").name == "nothing"
