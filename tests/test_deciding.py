"""Which fields decide whether another is asked for."""

import pytest

from lpcheck.deciding import is_undecided
from lpcheck.marks import compile_schema
from lpcheck.walks import walk

BY_COUNT = {"properties": {"count": {"const": 9}}, "required": ["count"]}
SCHEMA: dict[str, object] = {
    "required": ["name"],
    "allOf": [
        {"if": BY_COUNT, "then": {"required": ["name", "why"]}},
        {
            "if": {"required": ["shared"]},
            "else": {
                "if": {"required": ["asked"]},
                "then": {"required": ["who", "why"]},
                "else": {"required": ["reason"]},
            },
        },
    ],
}


@pytest.mark.parametrize(
    ("data", "name", "faulty", "undecided"),
    [
        ({"count": 9}, "name", ["count"], False),
        ({"count": 9}, "why", [], False),
        ({"count": 9}, "why", ["count"], True),
        ({"count": 9}, "why", ["shared"], False),
        ({"count": 9, "asked": 1}, "why", ["count"], False),
        ({"count": 9, "asked": 1}, "why", ["asked"], False),
        ({"count": 9, "asked": 1}, "why", ["count", "shared"], True),
        ({"asked": 1}, "who", ["shared"], True),
        ({"asked": 1}, "who", ["asked"], True),
        ({"asked": 1}, "who", ["count"], False),
        ({}, "reason", ["asked"], True),
        ({}, "reason", ["name"], False),
        ({}, "unheard_of", ["asked"], False),
    ],
)
def test_a_field_is_undecided_where_each_way_to_it_turns_on_a_faulty_one(
    data: dict[str, object], name: str, faulty: list[str], *, undecided: bool
) -> None:
    nodes = walk(compile_schema(SCHEMA), {"row": data, **data})[()]
    assert is_undecided(nodes, (), name, frozenset((field,) for field in faulty)) is undecided


def test_the_fields_that_decide_stand_in_the_same_group() -> None:
    rows = compile_schema({"items": SCHEMA})
    nodes = walk(rows, [{"count": 9}])[0,]
    assert is_undecided(nodes, (0,), "why", frozenset({(0, "count")}))
    assert not is_undecided(nodes, (0,), "why", frozenset({(1, "count"), ("count",)}))
