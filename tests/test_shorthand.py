"""The shorthands of our schemas: what each comes to, and which texts fit that."""

import re
from datetime import date, timedelta
from typing import Any

import pytest

from lpcheck.dates import FIRST_YEAR, LAST_YEAR, period_of
from lpcheck.engines import ENGINES
from lpcheck.shorthand import Shape, expanded, is_word, key_pattern, shape_of

WORDS = {"none": "nobody", "a.b": "a dot"}


def fits(schema: dict[str, Any], value: object) -> bool:
    answers = {not list(make(expanded(schema))(value)) for make in ENGINES.values()}
    [answer] = answers
    return answer


def test_words_alone_are_an_enum_with_what_each_means() -> None:
    whole = {"x-words": WORDS, "enum": ["none", "a.b"], "enumDescriptions": ["nobody", "a dot"]}
    assert expanded({"x-words": WORDS}) == whole
    assert expanded({"type": "string", "x-words": WORDS}) == {"type": "string", **whole}


@pytest.mark.parametrize(
    ("given", "types"),
    [
        ("array", ["array", "string"]),
        (["array", "object"], ["array", "object", "string"]),
        (["string", "null"], ["string", "null"]),
    ],
)
def test_a_word_is_an_answer_beside_what_else_may_stand_there(given: object, types: list[str]) -> None:
    schema = expanded({"type": given, "x-words": WORDS})
    assert schema == {"type": types, "x-words": WORDS, "pattern": r"^(?:none|a\.b)$(?!\n)"}


@pytest.mark.parametrize(
    ("schema", "good", "bad"),
    [
        ({"x-words": WORDS, "type": "array"}, ["none", "a.b", []], ["None", "axb", "none\n", 5, None, {}]),
        ({"x-words": WORDS}, ["none"], ["nobody", "none-2", [], None]),
        (
            {"x-words": WORDS, "x-numbered": True},
            ["none", "none-2", "none-12"],
            ["none-0", "none-2\n", "-2"],
        ),
        ({"x-words": WORDS, "x-date": True}, ["none", "2024-01", "2024-01-10"], ["2024-13", "2024-01none"]),
        ({"x-words": WORDS, "pattern": "^s-[0-9]+$"}, ["none", "s-1"], ["s-1 none", "x"]),
        ({"x-date": "day"}, ["2024-01-10"], ["2024-01", "2024-02-30", "2024-01-10T10:00", 2024]),
        ({"x-date": True, "type": ["string", "null"]}, ["2024-01", None], ["", "2024"]),
        ({"x-date": True, "type": ["string", "object"]}, ["2024-01", {}], [[], "x"]),
        ({"x-date": True, "type": "object"}, ["2024-01", {}], [[], "x"]),
        (
            {"x-time": True},
            ["00:00", "16:30", "23:59"],
            ["24:00", "9:05", "16.30", "16:60", "16:30\n", 1630],
        ),
        (
            {"x-moment": True},
            ["2026-10-02T15:05", "2024-02-29T00:00"],
            ["2026-10-02", "2026-10T15:05", "2026-10-02 15:05", "2023-02-29T15:05", "2026-10-02T15:05\n"],
        ),
        ({}, ["anything", 5], []),
    ],
)
def test_both_validators_take_what_a_shorthand_stands_for(
    schema: dict[str, Any], good: list[object], bad: list[object]
) -> None:
    assert [value for value in good if not fits(schema, value)] == []
    assert [value for value in bad if fits(schema, value)] == []


def test_the_days_that_fit_are_the_days_that_there_are() -> None:
    day, whole = date(FIRST_YEAR, 1, 1), re.compile(f"(?:{Shape.DAY.value})")
    while day.year <= LAST_YEAR:
        assert whole.fullmatch(day.isoformat())
        assert re.fullmatch(Shape.DATE.value, day.isoformat()[:7])
        day += timedelta(days=1)
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        for month in range(14):
            for number in (0, 29, 30, 31, 32):
                text = f"{year}-{month:02}-{number:02}"
                assert bool(whole.fullmatch(text)) is (period_of(text) is not None)
    assert not whole.fullmatch(f"{FIRST_YEAR - 1}-12-31")
    assert not whole.fullmatch(f"{LAST_YEAR + 1}-01-01")


@pytest.mark.parametrize(
    ("schema", "shape"),
    [
        ({"x-date": True}, Shape.DATE),
        ({"x-date": "day"}, Shape.DAY),
        ({"x-time": True}, Shape.TIME),
        ({"x-moment": True}, Shape.MOMENT),
        ({"x-words": WORDS}, None),
    ],
)
def test_a_schema_asks_for_one_shape_or_none(schema: dict[str, object], shape: Shape | None) -> None:
    assert shape_of(schema) is shape


@pytest.mark.parametrize(
    ("definition", "pattern"),
    [
        ({"x-words": {"a": "b", "c": "d"}}, r"^(?:a|c)$(?!\n)"),
        ({"x-words": {"a": "b"}, "x-numbered": True}, r"^(?:(?:a)(?:-[1-9][0-9]?)?)$(?!\n)"),
        ({"type": "string", "pattern": "^p-"}, "^p-"),
        ({"x-words": {"a": "b"}, "pattern": "^p-"}, r"(?:^p-)|^(?:a)$(?!\n)"),
        ({"type": "string"}, None),
    ],
)
def test_keys_may_be_those_of_a_definition(definition: dict[str, object], pattern: str | None) -> None:
    assert key_pattern(definition) == pattern


@pytest.mark.parametrize(
    ("value", "numbered", "answer"),
    [
        ("uncle", False, True),
        ("uncle-2", False, False),
        ("uncle-2", True, True),
        ("uncle", True, True),
        ("uncle-0", True, False),
        ("uncle-2\n", True, False),
        (["uncle"], True, False),
    ],
)
def test_a_word_may_have_a_number_where_the_form_says_so(
    value: object, *, numbered: bool, answer: bool
) -> None:
    assert is_word(value, ("uncle",), numbered=numbered) is answer
