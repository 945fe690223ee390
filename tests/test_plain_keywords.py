"""The keywords of one schema: every way to be wrong is named with its place."""

import pytest

from lpcheck.places import Pointer
from lpcheck.plain_keywords import is_pattern, keyword_faults

FIELD = ("properties", "age")
TRUE, TEXT = "this must be true", "this must be a text"
WORDS = "x-words gives each word, which must read as a text, its meaning in plain English"
ONE_SHAPE = "x-date, x-time and x-moment bring their pattern, so there is one of them alone"
INSTEAD = "deprecated needs an x-deprecated beside it, which says what to use instead"

Schema = dict[str, object]


def faults(schema: Schema, at: Pointer = FIELD) -> list[tuple[Pointer, str]]:
    return [(pointer[len(at) :], sentence) for pointer, sentence in keyword_faults(schema, at)]


WRONG: dict[str, tuple[Schema, str, str]] = {
    "words in a list": ({"x-words": ["none"]}, "x-words", WORDS),
    "no words": ({"x-words": {}}, "x-words", WORDS),
    "a word without a meaning": ({"x-words": {"none": " "}}, "x-words", WORDS),
    "a word that is read as true": ({"x-words": {"True": "yes"}}, "x-words", WORDS),
    "a word that is read as a number": ({"x-words": {"12": "twelve"}}, "x-words", WORDS),
    "a word with a space behind it": ({"x-words": {"none ": "nobody"}}, "x-words", WORDS),
    "a date that is a month": (
        {"x-date": "month"},
        "x-date",
        'x-date is true, or "day" where a month is not enough',
    ),
    "a time that is false": ({"x-time": False}, "x-time", TRUE),
    "a moment that is a word": ({"x-moment": "now"}, "x-moment", TRUE),
    "a code that is false": ({"x-code": False}, "x-code", TRUE),
    "an item that may stand there twice": ({"uniqueItems": False}, "uniqueItems", TRUE),
    "two fields at least": ({"minProperties": 2}, "minProperties", "minProperties must be 1"),
    "no hint for keys": ({"patternProperties": {}, "x-key-hint": " "}, "x-key-hint", TEXT),
    "no requirement for keys": (
        {"patternProperties": {}, "x-key-hint": "a", "x-key-requirement": 5},
        "x-key-requirement",
        TEXT,
    ),
    "an old name that is none": (
        {"x-renamed-from": []},
        "x-renamed-from",
        "this must be the old name of the field, or a list of old names",
    ),
    "two shapes": ({"x-date": True, "x-time": True}, "x-time", ONE_SHAPE),
    "a shape with a pattern": ({"x-date": True, "pattern": "a", "x-hint": "a"}, "x-date", ONE_SHAPE),
    "words beside a reference": (
        {"x-words": {"a": "b"}, "$ref": "#/$defs/a"},
        "x-words",
        "x-words stands in a definition, not beside a reference to one",
    ),
    "a shape beside a reference": (
        {"x-date": "day", "$ref": "#/$defs/a"},
        "x-date",
        "x-date stands in a definition, not beside a reference to one",
    ),
    "words beside an enum": (
        {"x-words": {"a": "b"}, "enum": ["a"]},
        "x-words",
        "x-words takes the place of enum and const",
    ),
    "numbers without words": (
        {"x-numbered": True},
        "x-numbered",
        "x-numbered needs the x-words that may have a number",
    ),
    "a hint for keys that nobody chooses": (
        {"x-key-hint": "a"},
        "x-key-hint",
        "x-key-hint belongs beside patternProperties",
    ),
    "a pattern that is none": (
        {"pattern": "(", "x-hint": "a"},
        "pattern",
        "this is not a regular expression",
    ),
}


@pytest.mark.parametrize(("schema", "at", "sentence"), WRONG.values(), ids=WRONG.keys())
def test_a_keyword_that_is_wrong_is_told_where_and_why(schema: Schema, at: str, sentence: str) -> None:
    assert faults(schema) == [((at,), sentence)]


@pytest.mark.parametrize(
    ("schema", "sentence"),
    [
        ({"deprecated": True}, INSTEAD),
        ({"x-deprecated": "use `name`"}, INSTEAD),
        (
            {"patternProperties": {}},
            "patternProperties needs an x-key-hint, which says how a key is written",
        ),
    ],
)
def test_a_keyword_that_lacks_its_neighbour_is_told(schema: Schema, sentence: str) -> None:
    assert faults(schema) == [((), sentence)]


@pytest.mark.parametrize("keyword", ["deprecated", "x-renamed-from"])
@pytest.mark.parametrize("at", [(), ("items",), ("$defs", "age"), ("patternProperties", "^a")])
def test_what_changes_with_time_is_said_of_a_field(keyword: str, at: Pointer) -> None:
    schemas: dict[str, Schema] = {
        "deprecated": {"deprecated": True, "x-deprecated": "use `name`"},
        "x-renamed-from": {"x-renamed-from": "years"},
    }
    assert faults(schemas[keyword], at) == [((keyword,), f"{keyword} belongs at a field under properties")]
    assert faults(schemas[keyword]) == []


@pytest.mark.parametrize(
    "schema",
    [
        {},
        {"x-words": {"none": "nobody", "16-plus": "16 or over", "Northern Ireland": "there"}},
        {"x-words": {"uncle": "an uncle"}, "x-numbered": True},
        {"x-words": {"later": "not yet"}, "x-date": True},
        {"x-words": {"learner": "they"}, "pattern": "^s-", "x-hint": "write s-1 or learner"},
        {"x-date": "day", "type": ["string", "null"]},
        {"x-time": True},
        {"x-moment": True},
        {"minProperties": 1, "uniqueItems": True},
        {"x-renamed-from": ["years", "ages"]},
    ],
)
def test_keywords_that_are_right_have_nothing_against_them(schema: Schema) -> None:
    assert faults(schema) == []


def test_a_pattern_is_one_that_python_takes() -> None:
    assert is_pattern("^a$")
    assert not is_pattern("(")
