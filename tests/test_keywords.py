"""What the keywords of a composed schema say."""

import pytest

from lpcheck.keywords import conditionals_in, listed_in, parts_in, resolved, text_in, texts_in, words_in


def test_a_reference_is_followed_to_its_end_and_its_neighbours_weigh_more() -> None:
    definitions: dict[str, object] = {
        "one": {"$ref": "#/$defs/two", "title": "one"},
        "two": {"type": "null"},
    }
    assert resolved({"$ref": "#/$defs/one", "title": "mine"}, definitions) == {
        "title": "mine",
        "type": "null",
    }


@pytest.mark.parametrize(
    ("schema", "words"),
    [
        ({"const": None, "enum": ["a"]}, (None,)),
        ({"enum": ["a", 5]}, ("a", 5)),
        ({"x-words": {"a": "b", "c": "d"}}, ("a", "c")),
        ({"enum": ["a"], "x-words": {"a": "b"}}, ("a",)),
        ({}, ()),
    ],
)
def test_words_are_given_one_by_one_or_with_their_meanings(
    schema: dict[str, object], words: tuple[object, ...]
) -> None:
    assert words_in(schema) == words


def test_a_keyword_may_give_one_text_or_several() -> None:
    assert texts_in({"x": "one"}, "x") == ("one",)
    assert texts_in({"x": ["one", "two"]}, "x") == ("one", "two")
    assert texts_in({}, "x") == ()


def test_conditions_stand_in_the_schema_itself_and_in_its_list() -> None:
    part: dict[str, object] = {"if": {}}
    whole: dict[str, object] = {"if": {"type": "null"}, "allOf": [part, True]}
    assert list(conditionals_in(whole)) == [whole, part]
    assert list(conditionals_in({})) == []


def test_a_keyword_of_another_kind_holds_nothing() -> None:
    assert listed_in({"x": "a"}, "x") == []
    assert parts_in({"x": ["a"]}, "x") == {}
    assert (text_in({}, "x"), text_in({"x": 5}, "x")) == (None, "5")
