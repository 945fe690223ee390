"""Small turns of English: lists, numbers, texts that compare alike, and the nearest known word."""

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lpcheck.words import counted, distance, folded, listed, nearest, trimmed


@cache
def fewest_steps(one: str, other: str) -> int:
    """The definition itself: put in, leave out, change or swap at the front, and go on with the rest."""
    if not one or not other:
        return len(one) + len(other)
    steps = [
        fewest_steps(one[1:], other) + 1,
        fewest_steps(one, other[1:]) + 1,
        fewest_steps(one[1:], other[1:]) + (one[0] != other[0]),
    ]
    if len(one) > 1 and one[:2] == other[1::-1]:
        steps.append(fewest_steps(one[2:], other[2:]) + 1)
    return min(steps)


@pytest.mark.parametrize(("value", "text"), [(" Pat Reed\n", "Pat Reed"), ("", ""), (None, ""), (17, "")])
def test_a_text_is_what_it_is_without_spaces_around_it_and_nothing_else_is_one(
    value: object, text: str
) -> None:
    assert trimmed(value) == text


@pytest.mark.parametrize(
    ("words", "sentence"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_words_are_listed_as_a_sentence_lists_them(words: list[str], sentence: str) -> None:
    assert listed(words) == sentence
    assert listed(words, last="or") == sentence.replace(" and ", " or ")


def test_a_number_agrees_with_its_noun() -> None:
    assert counted(1, "document") == "1 document"
    assert counted(0, "document") == "0 documents"
    assert counted(2, "child", "children") == "2 children"
    assert counted(1, "child", "children") == "1 child"


def test_case_spaces_and_typographic_marks_do_not_tell_texts_apart() -> None:
    assert folded("  Children’s\u00a0Homes –\n “Wales” ") == 'children\'s homes - "wales"'
    assert folded("Straße") == folded("STRASSE")
    assert folded("a—b ‘c’") == "a-b 'c'"


@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_the_distance_is_the_fewest_steps_from_one_word_to_the_other(one: str, other: str) -> None:
    expected = fewest_steps(one, other) if abs(len(one) - len(other)) <= 2 else 3
    assert distance(one, other) == expected


def test_a_swap_is_one_step_and_words_of_very_different_length_are_far() -> None:
    assert distance("form", "from") == 1
    assert distance("a", "abcd") == 3
    assert distance("same", "same") == 0


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("reveiw_date", "review_date"),
        ("reviewdate", "review_date"),
        ("rview_dat", "review_date"),
        ("eview_dt", None),
        ("sit", "site"),
        ("st", None),
        ("xx", None),
    ],
)
def test_the_nearest_word_is_within_two_letters_or_one_of_a_short_word(word: str, near: str | None) -> None:
    assert nearest(word, ["review_date", "site", "no"]) == near


def test_of_two_words_as_near_the_first_in_the_alphabet_is_meant() -> None:
    assert nearest("phona", ["phone", "phono"]) == "phone"
    assert nearest("phona", []) is None
