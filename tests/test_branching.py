"""When a branch of a schema applies."""

import pytest

from lpcheck.branching import Condition, types_of


@pytest.mark.parametrize(
    ("value", "types"),
    [
        (None, {"null"}),
        (True, {"boolean"}),
        (0, {"integer", "number"}),
        (0.5, {"number"}),
        ("0", {"string"}),
        ([], {"array"}),
        ({}, {"object"}),
    ],
)
def test_a_value_has_the_types_of_json_schema(value: object, types: set[str]) -> None:
    assert types_of(value) == types


@pytest.mark.parametrize(
    ("condition", "value", "holds"),
    [
        (Condition(frozenset({"null"}), {}), None, True),
        (Condition(frozenset({"null", "array"}), {}), [], True),
        (Condition(frozenset({"null"}), {}), "none", False),
        (Condition(frozenset(), {"a": ("x", "y")}), {"a": "y"}, True),
        (Condition(frozenset(), {"a": ("x", "y")}), {"a": "z"}, False),
        (Condition(frozenset(), {"a": ("x",), "b": (True,)}), {"a": "x"}, False),
        (Condition(frozenset(), {"a": ("x",), "b": (True,)}), {"a": "x", "b": True}, True),
        (Condition(frozenset(), {"a": ("x",)}), {}, False),
        (Condition(frozenset(), {"a": ("x",)}), ["a"], False),
        (Condition(frozenset(), {"a": ("x",)}), {"a": ["x"]}, False),
        (Condition(frozenset(), {}, frozenset({"a"})), {"a": None}, True),
        (Condition(frozenset(), {}, frozenset({"a", "b"})), {"a": 1}, False),
        (Condition(frozenset(), {}, frozenset({"a"})), ["a"], False),
    ],
)
def test_a_condition_holds_by_type_by_words_or_by_presence(
    condition: Condition, value: object, *, holds: bool
) -> None:
    assert condition.holds(value) is holds


def test_the_fields_that_decide_are_those_with_words_and_those_that_must_be_there() -> None:
    assert Condition(frozenset(), {"a": ("x",)}, frozenset({"b"})).fields == {"a", "b"}
