"""Which texts are a telephone number of the United Kingdom."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lpcheck.telephone import is_emergency_service, number_anywhere, telephone_number


@pytest.mark.parametrize(
    "text",
    [
        "01632960123",
        "01632 960123",
        " 01632 960 123 ",
        "01632-960-123",
        "01632\u2011960\u2011123",
        "01632\u00a0960123",
        "01632.960.123",
        "(01632) 960123",
        "+441632960123",
        "+44 1632 960123",
        "+44 (0)1632 960123",
        "+44(0) 1632 960123",
        "+44 01632 960123",
        "0044 1632 960123",
        "tel:+44-1632-960123",
        "Tel: 01632 960123",
        "01632 960123 ext 12",
        "01632 960123, ext. 12",
        "01632 960123 Extension: 12",
        "01632 960123 extn 12",
        "01632 960123 x12",
        "01632 960123 #12",
    ],
)
def test_two_spellings_of_one_number_are_one_number(text: str) -> None:
    assert telephone_number(text) == "01632960123"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("07700 900123", "07700900123"),
        ("+44 7700 900123", "07700900123"),
        ("020 7946 0123", "02079460123"),
        ("0306 999 0123", "03069990123"),
        ("0808 157 0123", "08081570123"),
        ("0800 111 222", "0800111222"),
        ("0800 1111", "08001111"),
        ("01204 96012", "0120496012"),
        ("01697 73012", "0169773012"),
    ],
)
def test_every_kind_of_number_is_understood(text: str, number: str) -> None:
    assert telephone_number(text) == number


@pytest.mark.parametrize(
    "text",
    [
        "",
        "to follow",
        "see the office",
        "0123456",
        "01632 96012",
        "01632 9601234",
        "1632 960123",
        "010 0000 0000",
        "09098 790123",
        "055 1234 5678",
        "+353 20 910 0123",
        "10/01/2024",
        "01632 960123 or 07700 900123",
        "01632 960123 ext",
        "01632 960123 ext 1234567",
        "\u0660\u0661\u0666\u0663\u0662\u0669\u0666\u0660\u0661\u0662\u0663",
        "999",
        "101",
        "111",
    ],
)
def test_anything_else_is_no_usable_number(text: str) -> None:
    assert telephone_number(text) is None


@pytest.mark.parametrize("text", ["999", "101", "111", " 9 9 9 ", "tel:999"])
def test_an_emergency_service_is_told_apart(text: str) -> None:
    assert is_emergency_service(text)


@pytest.mark.parametrize("text", ["", "1111", "0800 1111", "room 101", "01632 960999"])
def test_other_texts_are_no_emergency_service(text: str) -> None:
    assert not is_emergency_service(text)


@given(st.integers(960000, 960999), st.lists(st.sampled_from(" -."), min_size=5, max_size=5))
def test_separators_do_not_change_a_number(last: int, gaps: list[str]) -> None:
    tail = "".join(gap + digit for gap, digit in zip([*gaps, ""], str(last), strict=True))
    assert telephone_number(f"01632{tail}") == f"01632{last}"


@given(st.text())
def test_a_normalised_number_stays_as_it_is(text: str) -> None:
    number = telephone_number(text)
    assert number is None or telephone_number(number) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("01632 960123", "01632960123"),
        ("+44 1632 960123", "01632960123"),
        ("+353 20 910 0000", "+353209100000"),
        ("00353 (20) 910-0000", "+353209100000"),
        ("+44 1632 9601", None),
        ("+353", None),
        ("+0353209100000", None),
        ("353 20 910 0000", None),
        ("999", None),
    ],
)
def test_a_number_abroad_begins_with_its_country(text: str, number: str | None) -> None:
    assert number_anywhere(text) == number
