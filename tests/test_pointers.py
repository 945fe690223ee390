"""Paths into a document: as they are written, and which values a pattern leads to."""

import pytest

from lpcheck.places import Pointer
from lpcheck.pointers import asks_for, could_match, is_at_or_below, matches_in, steps_of, value_at, written

DATA = {
    "title": "Liaison",
    "sections": [{"heading": "1. Aims", "text": "Words"}, {"heading": "2. Scope", "parts": ["a", 5]}],
    "blank": None,
}


@pytest.mark.parametrize(
    ("pointer", "text"),
    [((), ""), (("sections", 0, "text"), "/sections/0/text"), (("a/b", "c~d"), "/a~1b/c~0d")],
)
def test_a_pointer_is_written_as_rfc_6901_writes_it(pointer: Pointer, text: str) -> None:
    assert written(pointer) == text


def test_a_value_is_what_one_field_inside_the_other_leads_to_and_nothing_else() -> None:
    data = {"contact": {"told": {"child": None, "staff": ["s-04"]}}}
    assert value_at(data, ()) == data
    assert value_at(data, ("contact", "told", "staff")) == ["s-04"]
    for steps in (("contact", "told", "child", "date"), ("liaison",), ("contact", "told", "staff", 0)):
        assert value_at(data, steps) is None


def test_a_pattern_has_a_step_for_each_part() -> None:
    assert steps_of("/sections/*/text") == ("sections", "*", "text")
    assert steps_of("/**") == ("**",)


@pytest.mark.parametrize(
    ("pattern", "pointers"),
    [
        ("/title", [("title",)]),
        ("/blank", [("blank",)]),
        ("/sections/*/heading", [("sections", 0, "heading"), ("sections", 1, "heading")]),
        ("/sections/*/text", [("sections", 0, "text")]),
        ("/*", [("title",), ("sections",), ("blank",)]),
        ("/title/*", []),
        ("/nothing/*/here", []),
        (
            "/sections/**",
            [
                ("sections", 0, "heading"),
                ("sections", 0, "text"),
                ("sections", 1, "heading"),
                ("sections", 1, "parts", 0),
            ],
        ),
    ],
)
def test_a_pattern_leads_to_values_in_the_order_of_the_document(
    pattern: str, pointers: list[Pointer]
) -> None:
    assert [pointer for pointer, _ in matches_in(DATA, steps_of(pattern))] == pointers


def test_two_stars_lead_to_every_text_below() -> None:
    assert [value for _, value in matches_in(DATA, steps_of("/**"))] == [
        *("Liaison", "1. Aims", "Words", "2. Scope", "a"),
    ]


def test_no_steps_lead_to_the_whole() -> None:
    assert list(matches_in(DATA, ())) == [((), DATA)]


@pytest.mark.parametrize(
    ("pattern", "pointer", "concerned"),
    [
        ("/sections/*/text", ("sections", 3, "text"), True),
        ("/sections/*/text", ("sections",), True),
        ("/sections/*/text", ("sections", 3, "text", 0), True),
        ("/sections/*/text", ("sections", 3, "heading"), False),
        ("/sections/**", ("sections", 3, "heading"), True),
        ("/sections/**", ("title",), False),
        ("/title", (), True),
    ],
)
def test_trouble_above_at_or_below_a_place_concerns_it(
    pattern: str, pointer: Pointer, *, concerned: bool
) -> None:
    assert could_match(steps_of(pattern), pointer) is concerned


@pytest.mark.parametrize(
    ("pattern", "pointer", "asks"),
    [
        ("/review_date", ("review_date",), True),
        ("/ratification/date", ("ratification",), True),
        ("/sections/*/text", ("sections", 3, "text"), True),
        ("/sections/*/text", ("sections",), False),
        ("/sections/**", ("sections",), False),
        ("/sections/*/text", ("sections", 3), True),
        ("/review_date", ("date",), False),
        ("/review_date", ("review_date", "more"), True),
    ],
)
def test_a_pattern_asks_for_what_it_leads_to_by_name_and_not_for_the_items_of_a_list(
    pattern: str, pointer: Pointer, *, asks: bool
) -> None:
    assert asks_for(steps_of(pattern), pointer) is asks


def test_a_pointer_lies_in_another_when_that_is_its_beginning() -> None:
    others: frozenset[Pointer] = frozenset({("sections", 1)})
    assert is_at_or_below(("sections", 1), others)
    assert is_at_or_below(("sections", 1, "text"), others)
    assert not is_at_or_below(("sections",), others)
    assert not is_at_or_below(("sections", 2), others)
    assert is_at_or_below(("title",), frozenset({()}))
