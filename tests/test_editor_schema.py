"""What an editor is told of a schema: more than the schema says, and nothing else than it takes."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from lpcheck.catalogue import Catalogue, schema_of
from lpcheck.editor_schema import for_editors, for_editors_alone
from lpcheck.model import Requirement

ADDED = {"markdownDescription", "patternErrorMessage", "errorMessage", "defaultSnippets"}
KINDS = ["child-plan", "local-procedure", "log", "roll", "settings", "site", "staff", "waivers"]
OF_PARTS = ("properties", "patternProperties", "$defs")
WISH = Requirement("TP-1", "A wish", "", "", "TP 1", (), "TP 1", "4", "each *wish* is kept")
SHARED: Mapping[str, Any] = {
    "date": {"description": "Its own words.", "type": "string", "x-date": True, "pattern": "^2"},
    "who": {
        "type": "string",
        "x-words": {"mother": "the mother", "uncle": "an uncle"},
        "x-numbered": True,
        "pattern": "^(mother|uncle)$",
    },
}


def told(field: Mapping[str, Any]) -> dict[str, Any]:
    """What is made of the schema of one field."""
    schema = {"type": "object", "properties": {"field": field}, "$defs": SHARED}
    made = for_editors(schema, {"TP-1": WISH})["properties"]["field"]
    assert isinstance(made, dict)
    return made


def schemas_in(schema: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - any JSON
    """Yields a schema and all that it holds."""
    yield schema
    for keyword in OF_PARTS:
        for part in schema.get(keyword, {}).values():
            yield from schemas_in(part)
    for keyword in ("items", "if", "then", "else"):
        if keyword in schema:
            yield from schemas_in(schema[keyword])
    for part in schema.get("allOf", ()):
        yield from schemas_in(part)


def without(schema: Any, keywords: set[str]) -> Any:  # noqa: ANN401 - any JSON
    if isinstance(schema, list):
        return [without(part, keywords) for part in schema]
    if not isinstance(schema, Mapping):
        return schema
    return {name: without(part, keywords) for name, part in schema.items() if name not in keywords}


@pytest.mark.parametrize("kind", KINDS)
def test_only_what_no_validator_reads_is_added(kind: str, catalogue: Catalogue) -> None:
    schema = schema_of(catalogue, kind, catalogue.policies)
    made = for_editors(schema, catalogue.requirements)
    assert made != schema
    assert without(made, ADDED) == without(schema, set())


@pytest.mark.parametrize("kind", KINDS)
def test_only_what_no_validator_reads_is_left_out_of_the_files_for_editors(
    kind: str, catalogue: Catalogue
) -> None:
    schema = schema_of(catalogue, kind, catalogue.policies)
    alone = for_editors_alone(schema)
    ours = {keyword for part in schemas_in(schema) for keyword in part if keyword.startswith("x-")}
    assert ours
    assert [keyword for part in schemas_in(alone) for keyword in part if keyword in ours] == []
    assert all("examples" not in part for part in schemas_in(alone))
    # `examples` may be a field's own name, and `if` is left as it is: it holds neither.
    assert without(alone, {"examples"}) == without(schema, {"examples", *ours})


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_says_on_hover_what_it_is(kind: str, catalogue: Catalogue) -> None:
    made = for_editors(schema_of(catalogue, kind, catalogue.policies), catalogue.requirements)
    silent = [
        name
        for part in schemas_in(made)
        for name, field in part.get("properties", {}).items()
        if "title" in field and not field.get("markdownDescription")
    ]
    assert silent == []


@pytest.mark.parametrize("kind", KINDS)
def test_nobody_is_told_a_pattern(kind: str, catalogue: Catalogue) -> None:
    made = for_editors(schema_of(catalogue, kind, catalogue.policies), catalogue.requirements)
    messages = [part["patternErrorMessage"] for part in schemas_in(made) if "pattern" in part]
    assert all(re.fullmatch(r"[^\\^$]{10,}", message) for message in messages)


def test_a_field_is_told_in_its_own_words_and_not_those_of_what_it_refers_to() -> None:
    made = told({"title": "first day", "description": "When it *began*.", "$ref": "#/$defs/date"})
    assert made["markdownDescription"] == r"When it \*began\*."
    assert "patternErrorMessage" not in made, "the definition says it, and an editor takes it in"


def test_a_definition_says_what_is_wrong_and_leaves_hover_to_those_who_refer_to_it() -> None:
    definitions = for_editors({"$defs": SHARED}, {})["$defs"]
    assert definitions["date"] == {
        **SHARED["date"],
        "patternErrorMessage": "write it like 2024-01-10 or 2024-01",
        "errorMessage": "write it like 2024-01-10 or 2024-01",
    }


def test_a_word_in_backticks_stays_as_it_is_written() -> None:
    made = told({"description": "Decides who `home_now` is, and [] until then."})
    assert made["markdownDescription"] == r"Decides who `home_now` is, and \[\] until then."


def test_words_are_listed_where_no_enum_has_them() -> None:
    words = {"none": "nobody has placed the child"}
    either = {"type": ["object", "string"], "x-words": words, "pattern": "^none$"}
    made = told({"description": "Who answers.", **either})
    assert made["markdownDescription"] == (
        "Who answers.\n\nOr write this word:\n\n* `none`: nobody has placed the child"
    )
    assert made["patternErrorMessage"] == "write none or a group of fields"
    assert made["defaultSnippets"] == [{"label": "none", "body": "none", "description": words["none"]}]
    assert "errorMessage" not in made


def test_words_of_an_enum_are_left_to_the_editor() -> None:
    made = told({"description": "Which.", "type": "string", "x-words": {"a": "A"}, "enum": ["a"]})
    assert made["markdownDescription"] == "Which."
    assert not made.keys() & {"errorMessage", "defaultSnippets"}


def test_the_words_of_a_list_and_the_names_in_a_group_are_told_above_them() -> None:
    many = told({"description": "Who.", "type": "array", "items": {"$ref": "#/$defs/who"}})
    assert many["markdownDescription"] == "Who.\n\nEach is `mother` or `uncle`."
    group = {"description": "Who.", "type": "object", "patternProperties": {"^(mother|uncle)$": {}}}
    made = told(group)
    assert made["markdownDescription"] == "Who.\n\nEach name is `mother` or `uncle`."
    assert [snippet["body"] for snippet in made["defaultSnippets"]] == [{"mother": "$1"}, {"uncle": "$1"}]


def test_words_that_stand_elsewhere_in_the_document_are_not_listed() -> None:
    made = told({"description": "A word that stands under `people`.", "$ref": "#/$defs/who"})
    assert made["markdownDescription"] == "A word that stands under `people`."


def test_what_asks_for_a_field_is_told_in_its_own_words() -> None:
    made = told({"description": "What is wished.", "x-requirement": "TP-1"})
    assert made["markdownDescription"] == (
        'What is wished.\n\nAsked for by TP 1, 4: "each \\*wish\\* is kept" (`TP-1`)'
    )
    assert "Asked for" not in told({"description": "x", "x-requirement": "TP-2"})["markdownDescription"]


@pytest.mark.parametrize(
    ("schema", "said"),
    [
        ({"pattern": r"\S"}, "nothing is filled in"),
        ({"pattern": "^s-", "x-hint": "write a staff code"}, "write a staff code"),
        ({"pattern": "^(a|b)$", "x-words": {"a": "A", "b": "B"}}, "write a or b"),
        (
            {"pattern": "^2|^(never)$", "x-date": "day", "x-words": {"never": "N"}},
            "write it like 2024-01-10, or never",
        ),
        ({"pattern": "^1", "x-time": True}, "write the time like 16:30"),
    ],
)
def test_a_pattern_that_does_not_fit_is_told_in_words(schema: Mapping[str, Any], said: str) -> None:
    assert told({"type": "string", **schema})["patternErrorMessage"] == said


@pytest.mark.parametrize(
    ("schema", "said"),
    [
        ({}, "a text belongs here: put what looks like a number in double quotes"),
        ({"type": "boolean"}, "write true or false, without quotes"),
        ({"type": "integer"}, "write a whole number"),
        ({"type": "array"}, "a list belongs here: begin each line of it with a dash"),
        ({"x-hint": "write a staff code"}, "write a staff code"),
        ({"x-moment": True, "pattern": "^2"}, "write the day and the time like 2026-10-02T15:05"),
    ],
)
def test_what_is_of_another_type_is_told_what_belongs_there(schema: Mapping[str, Any], said: str) -> None:
    assert told({"type": "string", **schema})["errorMessage"] == said


@pytest.mark.parametrize("schema", [{"type": "object"}, {"type": ["string", "null"]}, {"const": "x"}])
def test_what_may_be_of_several_types_is_left_to_the_editor(schema: Mapping[str, Any]) -> None:
    assert "errorMessage" not in told({"title": "field", **schema})


def test_branches_are_told_of_as_well_and_conditions_are_not() -> None:
    part = {"properties": {"x": {"description": "X."}}}
    schema = {"if": part, "then": part, "else": part, "allOf": [{"if": part, "then": part}], "items": part}
    made = for_editors(schema, {})
    assert made["if"] == made["allOf"][0]["if"] == part
    for branch in (made["then"], made["else"], made["allOf"][0]["then"], made["items"]):
        assert branch["properties"]["x"] == {"description": "X.", "markdownDescription": "X."}
