"""The tree of a schema's marks: what is compiled, and which nodes a walk finds at every place."""

import pytest

from lpcheck.marks import (
    DeadlineMark,
    Node,
    Passed,
    compile_schema,
    fields_named,
    requirements_below,
)
from lpcheck.shorthand import Shape
from lpcheck.walks import Walk, walk

WORDS = {"type": "string"}


def walked(schema: dict[str, object], data: object) -> Walk:
    return walk(compile_schema(schema), data)


def requirements(visits: Walk, *pointer: str | int) -> list[str]:
    return [node.requirement for node in visits[pointer] if node.requirement is not None]


def test_a_node_holds_what_the_schema_says_of_a_place() -> None:
    node = compile_schema(
        {
            "title": "visits",
            "type": ["array", "null"],
            "x-requirement": "TP1-1",
            "x-key": "date",
            "x-hint": "one row a visit",
            "required": ["a"],
            "enum": ["a", 5],
        }
    )
    assert node == Node(
        title="visits",
        requirement="TP1-1",
        key="date",
        hint="one row a visit",
        shown=True,
        types=frozenset({"array", "null"}),
        words=("a", 5),
        required=("a",),
        marks=("TP1-1",),
    )


def test_nothing_said_is_an_empty_node() -> None:
    assert compile_schema({}) == Node()


def test_a_reference_is_followed_and_its_neighbours_weigh_more() -> None:
    schema: dict[str, object] = {
        "properties": {"day": {"title": "day", "$ref": "#/$defs/one"}},
        "$defs": {
            "one": {"$ref": "#/$defs/two", "title": "date"},
            "two": {"x-date": True, "type": "string"},
        },
    }
    day = compile_schema(schema).properties["day"]
    assert (day.title, day.shape, day.types) == ("day", Shape.DATE, frozenset({"string"}))


@pytest.mark.parametrize(
    ("schema", "shown"),
    [
        ({"type": "boolean"}, True),
        ({"type": ["integer", "number", "null"]}, True),
        ({"enum": ["a", "b"]}, True),
        ({"const": "a"}, True),
        ({"type": "string", "x-date": True}, True),
        ({"type": "string"}, False),
        ({"type": ["integer", "string"]}, False),
        ({"type": "array"}, False),
        ({}, False),
        ({"type": "integer", "x-personal": True}, False),
        ({"const": "a", "x-personal": True}, False),
        ({"type": "string", "x-date": "day"}, True),
        ({"type": ["string", "object"], "x-date": True}, True),
        ({"x-time": True}, True),
        ({"x-moment": True}, True),
        ({"x-moment": True, "x-personal": True}, False),
        ({"type": "string", "pattern": "^s-", "x-code": True}, True),
        ({"type": "string", "pattern": "^s-", "x-code": True, "x-personal": True}, False),
        ({"type": ["string", "array"], "x-words": {"none": "nobody"}}, False),
    ],
)
def test_only_what_cannot_be_personal_is_shown(schema: dict[str, object], *, shown: bool) -> None:
    assert compile_schema(schema).shown is shown


@pytest.mark.parametrize(
    ("schema", "value", "shown"),
    [
        ({"x-words": {"none": "nobody"}}, "none", True),
        ({"type": ["array", "string"], "x-words": {"none": "nobody"}}, "none", True),
        ({"type": ["array", "string"], "x-words": {"none": "nobody"}}, "Ada", False),
        ({"type": ["array", "string"], "x-words": {"none": "nobody"}}, 5, False),
        ({"x-words": {"uncle": "an uncle"}, "x-numbered": True}, "uncle-2", True),
        ({"x-words": {"uncle": "an uncle"}, "x-numbered": True}, "uncle-Sam", False),
        ({"x-words": {"uncle": "an uncle"}}, "uncle-2", False),
        ({"x-words": {"none": "nobody"}, "x-personal": True}, "none", False),
        ({"type": "integer"}, 5, True),
        ({}, "none", False),
    ],
)
def test_a_word_of_the_form_is_shown_and_no_other_text_beside_it(
    schema: dict[str, object], value: object, *, shown: bool
) -> None:
    assert compile_schema(schema).shows(value) is shown


def test_the_marks_of_keys_and_of_change_are_in_the_node() -> None:
    people = compile_schema(
        {
            "properties": {
                "methods": {"x-renamed-from": ["means", "ways"]},
                "lead": {"x-renamed-from": "leader", "deprecated": True, "x-deprecated": "use `methods`"},
            },
            "patternProperties": {"^p-": {"title": "person"}},
            "x-key-hint": "write p-1",
            "x-key-requirement": "TP1-1",
        }
    )
    assert (people.keys, people.key_hint, list(people.marks)) == ("^p-", "write p-1", ["TP1-1"])
    assert people.properties["methods"].renamed_from == ("means", "ways")
    assert people.properties["lead"].renamed_from == ("leader",)
    assert people.properties["lead"].use_instead == "use `methods`"


def test_a_key_is_the_forms_own_or_one_that_fits() -> None:
    node = compile_schema({"properties": {"child": {}}, "patternProperties": {"^p-": {}}})
    assert [node.has_key(key) for key in ("child", "p-1", "Ada")] == [True, True, False]
    assert not Node().has_key("child")


def test_the_passing_of_a_deadline_is_a_finding_unless_it_merely_ends() -> None:
    least: dict[str, object] = {"requirement": "TP1-1", "what": "visit"}
    most = {**least, "after": "P1Y", "of": "latest", "passed": "ends"}
    assert compile_schema({"x-deadline": least}).deadline == DeadlineMark(
        "TP1-1", "visit", "P0D", latest=False, passed=Passed.FINDING
    )
    assert compile_schema({"x-deadline": most}).deadline == DeadlineMark(
        "TP1-1", "visit", "P1Y", latest=True, passed=Passed.ENDS
    )


def test_a_walk_knows_fields_items_and_chosen_keys() -> None:
    schema: dict[str, object] = {
        "title": "whole",
        "properties": {"rows": {"title": "rows", "items": {"title": "row", "properties": {"a": WORDS}}}},
        "patternProperties": {"^p-": {"title": "person"}},
    }
    visits = walked(schema, {"rows": [{"a": "x"}, 5], "p-1": {"b": 1}, "other": 2})
    titles = {pointer: visits[pointer][0].title for pointer in visits}
    assert titles == {
        (): "whole",
        ("rows",): "rows",
        ("rows", 0): "row",
        ("rows", 0, "a"): "",
        ("rows", 1): "row",
        ("p-1",): "person",
        ("other",): "person",
    }


@pytest.mark.parametrize("data", [None, "text", 5, [1, 2], {"unknown": {"rows": []}}])
def test_a_walk_takes_whatever_there_is(data: object) -> None:
    visits = walked({"properties": {"rows": {"items": WORDS}}}, data)
    assert set(visits) == {()}


def test_a_branch_is_taken_where_its_condition_holds_and_the_other_where_not() -> None:
    schema: dict[str, object] = {
        "properties": {"kind": WORDS, "plan": {"x-requirement": "TP1-1"}},
        "if": {"properties": {"kind": {"const": "none"}}, "required": ["kind"]},
        "then": {"x-requirement": "TP1-2"},
        "else": {"x-requirement": "TP1-3", "properties": {"plan": {"x-requirement": "TP1-4"}}},
    }
    without = walked(schema, {"kind": "none", "plan": 1})
    assert (requirements(without), requirements(without, "plan")) == (["TP1-2"], ["TP1-1"])
    otherwise = walked(schema, {"kind": "some", "plan": 1})
    assert (requirements(otherwise), requirements(otherwise, "plan")) == (["TP1-3"], ["TP1-1", "TP1-4"])


def test_a_branch_may_depend_on_the_presence_of_fields_and_lead_to_another_branch() -> None:
    schema: dict[str, object] = {
        "if": {"required": ["shared", "at"]},
        "then": {"x-requirement": "TP1-1"},
        "else": {
            "if": {"required": ["consulted"]},
            "then": {"x-requirement": "TP1-2"},
            "else": {"x-requirement": "TP1-3"},
        },
    }
    assert requirements(walked(schema, {"shared": None, "at": 1})) == ["TP1-1"]
    assert requirements(walked(schema, {"shared": 1, "consulted": 1})) == ["TP1-2"]
    assert requirements(walked(schema, {})) == ["TP1-3"]


def test_branches_side_by_side_and_inside_one_another_all_count() -> None:
    inner: dict[str, object] = {
        "x-requirement": "TP1-1",
        "if": {"properties": {"a": {"const": 1}}, "required": ["a"]},
        "then": {"x-requirement": "TP1-2"},
    }
    schema: dict[str, object] = {
        "allOf": [
            {"if": {"type": "object"}, "then": inner},
            {"if": {"type": "array"}, "then": {"x-requirement": "TP1-3"}},
            {
                "if": {"properties": {"a": {"enum": [2]}}, "required": ["a"]},
                "else": {"x-requirement": "TP1-4"},
            },
        ]
    }
    assert requirements(walked(schema, {"a": 1})) == ["TP1-1", "TP1-2", "TP1-4"]
    assert requirements(walked(schema, {"a": 2})) == ["TP1-1"]
    assert requirements(walked(schema, [])) == ["TP1-3", "TP1-4"]


def test_a_field_is_known_whether_or_not_the_document_has_it() -> None:
    node = compile_schema(
        {"properties": {"a": {"title": "A"}}, "patternProperties": {"^p": {"title": "P"}}}
    )
    assert [n.title for n in fields_named((node, Node()), "a")] == ["A"]
    assert [n.title for n in fields_named((node,), "p-1")] == ["P"]
    assert fields_named((Node(),), "a") == ()


def test_what_goes_missing_with_a_block_is_what_it_asks_for_unconditionally() -> None:
    node = compile_schema(
        {
            "x-requirement": "TP1-1",
            "properties": {
                "a": {"x-requirement": "TP1-2", "properties": {"b": {"x-requirement": "TP1-3"}}},
                "c": WORDS,
            },
            "if": {"type": "object"},
            "then": {"x-requirement": "TP1-4"},
        }
    )
    assert list(requirements_below((node,))) == ["TP1-1", "TP1-2", "TP1-3"]


def test_every_place_that_a_walk_visits_is_in_the_document() -> None:
    data = {"rows": [{"a": [1, {"a": None}]}]}
    schema: dict[str, object] = {
        "properties": {"rows": {"items": {"properties": {"a": {"items": {"properties": {"a": {}}}}}}}}
    }
    for pointer in walked(schema, data):
        value: object = data
        for step in pointer:
            assert isinstance(value, dict | list)
            value = value[step]  # type: ignore[index]  # the walk went this way
    assert ("rows", 0, "a", 1, "a") in walked(schema, data)
