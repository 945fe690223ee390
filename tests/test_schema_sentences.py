"""The sentence about a value that has not the shape that the form asks for."""

import pytest

from lpcheck.engines import Complaint
from lpcheck.marks import Node
from lpcheck.schema_sentences import shape_sentence
from lpcheck.shorthand import Shape

DATE = Node(title="day", shape=Shape.DATE)
TEXT = Node(title="name", types=frozenset({"string", "null"}))
LIST = Node(title="rows", types=frozenset({"array"}))
MIXED = Node(title="list", types=frozenset({"array", "object", "null"}))
WORDS = Node(title="rows", types=frozenset({"array"}), items=Node(words=("visits", "letters")))
GROUPS = Node(title="rows", types=frozenset({"array"}), items=Node(types=frozenset({"object"})))
ANSWER = Node(title="answer", types=frozenset({"boolean", "null"}))
ASKS_ANSWER = "answer: this is a text, and the form asks for true or false"
AS_A_LIST = "put square brackets around it, […], or write it on a line of its own with a dash"
WORD = Node(title="answer", words=(True, False, "not-applicable"))
KIND = Node(title="kind", words=("plan",))
NONE_OR_LIST = Node(title="home", types=frozenset({"array", "string"}), words=("none",))
MANY = Node(title="home", types=frozenset({"array", "object", "string", "null"}), words=("none", "all"))


def sentence(node: Node, value: object, keyword: str, limit: object = None) -> str:
    said, is_absent = shape_sentence(node, value, Complaint(keyword, (), (), limit))
    assert not is_absent
    return said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("10/01/2024", "this is not the way to write a date; write 2024-01-10"),
        ("2026-9-4", "this is not the way to write a date; write 2026-09-04"),
        ("2026-13-4", "there is no such day or month; write it like 2024-01-10 or 2024-01"),
        ("“2024-01-10”", "this stands in curly quotes; take them away"),
        ("’2024-01-10’", "this stands in curly quotes; take them away"),
        ("1850-01-10", "this lies outside the years 1900 to 2099"),
        ("2024-02-30", "there is no such day or month; write it like 2024-01-10 or 2024-01"),
        ("soon", "there is no such day or month; write it like 2024-01-10 or 2024-01"),
    ],
)
def test_a_date_is_told_how_it_is_written(value: str, said: str) -> None:
    assert sentence(DATE, value, "pattern") == f"day: {said}"


@pytest.mark.parametrize(
    ("value", "found"), [(True, "true or false"), (5, "a whole number"), (0.5, "a number")]
)
def test_a_text_that_was_read_as_something_else_is_told_to_be_quoted(value: object, found: str) -> None:
    assert sentence(TEXT, value, "type") == (
        f"name: this is read as {found}; put it in double quotes to make it a text"
    )


def test_a_text_with_a_colon_inside_is_told_so() -> None:
    assert sentence(TEXT, {"a": "b"}, "type") == (
        "name: a colon and a space inside it make a field of this text; put the whole text in double quotes"
    )


@pytest.mark.parametrize(
    ("node", "value", "said"),
    [
        (TEXT, {"a": "b", "c": "d"}, "name: this is a group of fields, and the form asks for a text"),
        (TEXT, ["a"], "name: this is a list, and the form asks for a text"),
        (MIXED, "a", "list: this is a text, and the form asks for a list or a group of fields"),
        (MIXED, True, "list: this is true or false, and the form asks for a list or a group of fields"),
    ],
)
def test_a_value_of_the_wrong_kind_is_told_which_kind_is_asked_for(
    node: Node, value: object, said: str
) -> None:
    assert sentence(node, value, "type") == said


def test_what_should_be_a_list_is_told_how_one_is_written() -> None:
    assert sentence(LIST, "a", "type") == (
        "rows: this is a text, and the form asks for a list, so begin each line of it with a dash"
    )


@pytest.mark.parametrize("value", ["visits", "x-1", "Zoë"])
def test_one_word_where_a_list_is_asked_for_is_told_how_to_make_it_one(value: str) -> None:
    assert sentence(WORDS, value, "type") == (
        f"rows: this is a text, and the form asks for a list: {AS_A_LIST}"
    )


@pytest.mark.parametrize(
    ("node", "value", "found"),
    [
        (WORDS, "visits, letters", "a text"),
        (WORDS, 5, "a whole number"),
        (WORDS, {"a": 1}, "a group of fields"),
        (GROUPS, "yes", "a text"),
    ],
)
def test_what_is_more_than_a_word_is_told_to_begin_each_line_with_a_dash(
    node: Node, value: object, found: str
) -> None:
    assert sentence(node, value, "type") == (
        f"rows: this is {found}, and the form asks for a list, so begin each line of it with a dash"
    )


def test_one_word_where_a_word_or_a_list_is_asked_for_is_told_how_to_make_it_a_list() -> None:
    either = WORDS._replace(types=frozenset({"array", "string"}), words=("all", "nothing"))
    begins = "rows: this is not one of the form's words; write all or nothing, or a list"
    assert sentence(either, "visits", "pattern") == f"{begins}: {AS_A_LIST}"
    assert sentence(either, "visits, letters", "pattern") == begins
    wider = either._replace(types=either.types | {"object"})
    assert sentence(wider, "visits", "pattern") == f"{begins}, or a group of fields"


@pytest.mark.parametrize(
    ("value", "way"),
    [
        *((word, "; write true") for word in ("yes", "Yes", "YES ", "True")),
        *((word, "; write false") for word in ("no", "No", "FALSE")),
        *((word, f"; write {word} without quotes") for word in ("true", "false")),
        ("perhaps", ""),
    ],
)
def test_a_yes_or_no_in_words_is_told_which_word_to_write(value: str, way: str) -> None:
    assert sentence(ANSWER, value, "type") == f"{ASKS_ANSWER}{way}"


def test_a_yes_or_no_is_told_only_where_true_or_false_may_stand() -> None:
    begins = "answer: this is not one of the form's words"
    assert sentence(WORD, "Yes", "enum") == f"{begins}; write true"
    assert sentence(WORD, "false", "enum") == f"{begins}; write false without quotes"
    only = Node(title="answer", words=(True,))
    assert sentence(only, "no", "const") == f"{begins}; write true"
    assert sentence(ANSWER, 5, "type") == (
        "answer: this is a whole number, and the form asks for true or false"
    )
    assert sentence(TEXT, ["yes"], "type") == "name: this is a list, and the form asks for a text"


def test_a_word_that_the_form_does_not_have_is_told_those_that_it_has() -> None:
    assert sentence(WORD, "perhaps", "enum") == (
        "answer: this is not one of the form's words; write true, false or not-applicable"
    )
    assert sentence(KIND, "x", "const") == "kind: this is not one of the form's words; write plan"


@pytest.mark.parametrize(
    ("node", "said"),
    [
        (NONE_OR_LIST, "write none, or a list"),
        (MANY, "write none or all, or a list, or a group of fields"),
        (Node(title="home", types=frozenset({"string", "null"}), words=("none",)), "write none"),
    ],
)
def test_a_word_beside_other_answers_is_told_with_them(node: Node, said: str) -> None:
    assert sentence(node, "nobody", "pattern") == f"home: this is not one of the form's words; {said}"


def test_a_hint_takes_the_place_of_a_long_list_of_words() -> None:
    keys = Node(title="who", words=("mother", "father"), hint="use a word such as mother", numbered=True)
    assert sentence(keys, "Ada", "pattern") == "who: use a word such as mother"
    assert sentence(keys, "Ada", "enum") == (
        "who: this is not one of the form's words; use a word such as mother"
    )


@pytest.mark.parametrize(
    ("node", "value", "said"),
    [
        (NONE_OR_LIST, 5, "this is a whole number, and the form asks for a list, or the word none"),
        (
            NONE_OR_LIST,
            {"a": "b"},
            "this is a group of fields, and the form asks for a list, or the word none",
        ),
        (
            MANY,
            True,
            (
                "this is true or false, and the form asks for a list or a group of fields, "
                "or one of the words none or all"
            ),
        ),
    ],
)
def test_another_kind_of_value_is_told_the_kinds_and_the_words(
    node: Node, value: object, said: str
) -> None:
    assert sentence(node, value, "type") == f"home: {said}"


@pytest.mark.parametrize(
    ("shape", "value", "said"),
    [
        (Shape.DAY, "2024-01", "a day is needed here: write it like 2024-01-10"),
        (Shape.DAY, "January 2024", "a day is needed here: write it like 2024-01-10"),
        (Shape.DAY, "10/01/2024", "this is not the way to write a date; write 2024-01-10"),
        (Shape.DAY, "1850-01-10", "this lies outside the years 1900 to 2099"),
        (Shape.DAY, "soon", "there is no such day; write it like 2024-01-10"),
        (Shape.TIME, "4pm", "write the time like 16:30"),
        (Shape.TIME, "“16:30”", "this stands in curly quotes; take them away"),
        (Shape.MOMENT, "2026-10-02", "write the day and the time like 2026-10-02T15:05"),
    ],
)
def test_a_day_and_a_time_are_told_how_they_are_written(shape: Shape, value: str, said: str) -> None:
    assert sentence(Node(title="when", shape=shape), value, "pattern") == f"when: {said}"


def test_a_date_that_may_be_a_word_is_told_both_where_it_is_neither() -> None:
    until = Node(title="until", shape=Shape.DATE, words=("further-order",))
    assert sentence(until, "soon", "pattern") == (
        "until: there is no such day or month; write it like 2024-01-10 or 2024-01, or write further-order"
    )
    assert sentence(until, "10/01/2024", "pattern") == (
        "until: this is not the way to write a date; write 2024-01-10"
    )
    hours = Node(title="until", shape=Shape.TIME, words=("bedtime",))
    assert sentence(hours, "late", "pattern") == "until: write the time like 16:30, or write bedtime"


def test_what_stands_in_a_list_twice_is_not_named() -> None:
    assert sentence(LIST, ["Ada", "Ada"], "uniqueItems") == "rows: the same stands here twice"


def test_a_number_out_of_bounds_is_told_its_bound() -> None:
    assert sentence(TEXT, 0, "minimum", 1) == "name: this must be at least 1"
    assert sentence(TEXT, 99, "maximum", 60) == "name: this must be at most 60"


def test_a_text_in_the_wrong_form_is_told_by_the_hint_where_there_is_one() -> None:
    assert sentence(Node(title="id", hint="write ECS 36"), "x", "pattern") == "id: write ECS 36"
    assert sentence(Node(), "x", "pattern") == "value: this is not written the way the form asks"


@pytest.mark.parametrize("value", [None, "", "  \n", [], {}])
def test_a_value_that_is_empty_is_told_to_be_filled_in(value: object) -> None:
    for keyword in ("type", "pattern", "minItems", "enum"):
        assert shape_sentence(LIST, value, Complaint(keyword, ())) == ("nothing is filled in: rows", True)


@pytest.mark.parametrize("value", [0, False, 0.0])
def test_nought_and_false_are_not_empty(value: object) -> None:
    assert not shape_sentence(LIST, value, Complaint("type", ()))[1]
