"""Which numbers and addresses are found to point at one person."""

import subprocess
import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lpcheck.identifiers import Identifier, IdentifierKind, identifiers_in


def found(text: str) -> list[tuple[str, str]]:
    return [
        (identifier.kind.value, text[identifier.start : identifier.end])
        for identifier in identifiers_in(text)
    ]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("B801200005001", "B801200005001"),
        ("plan_b801200005001.yaml", "b801200005001"),
        ("UPN B801 2000 05001, year 9", "B801 2000 05001"),
        ("B-801-2000-05-001", "B-801-2000-05-001"),
        ("N99900000000A", "N99900000000A"),
    ],
)
def test_a_pupil_number_is_found(text: str, number: str) -> None:
    assert found(text) == [("a pupil number", number)]


@pytest.mark.parametrize(
    "text", ["A801200005001", "B80120000500", "XB801200005001", "B8012000050011", "B801200005002"]
)
def test_what_only_looks_like_a_pupil_number_is_left_alone(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("943 476 5919", "943 476 5919"),
        ("943-476-5919", "943-476-5919"),
        ("health/943_476_5919.yaml", "943_476_5919"),
        ("NHS no. 9434765919", "9434765919"),
        ("nhs_9434765919.yaml", "9434765919"),
        ("his mobile is new, his NHS number 943 476 5919", "943 476 5919"),
    ],
)
def test_an_nhs_number_is_found(text: str, number: str) -> None:
    assert found(text) == [("an NHS number", number)]


@pytest.mark.parametrize(
    "text",
    [
        "9434765919",
        "943 4765919",
        "943 476 5918",
        "NHS 943 476 59190",
        "NHS number on file, to be asked for by the school nurse: 9434765919",
    ],
)
def test_ten_digits_that_may_be_anything_are_left_alone(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "01632 960123",
        "07700 900123",
        "+44 7700 900123",
        "+447700900123",
        "020 7946 0123",
        "0943 476 5919",
        "0 943 476 5919",
        "+44 943 476 5919",
        "+44 (0)943 476 5919",
        "0044 943 476 5919",
        "(0) 943 476 5919",
        "Tel. 943 476 5919",
        "NHS helpdesk, telephone 943 476 5919",
        "NHS clinic: +44 9434765919",
    ],
)
def test_a_telephone_number_is_no_nhs_number(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("date of birth: 10/01/2012", "10/01/2012"),
        ("Date of birth | 10 / 1 / 12 |", "10 / 1 / 12"),
        ("DOB 10.1.12", "10.1.12"),
        ("D.O.B. 10-01-2012", "10-01-2012"),
        ("d.o.b: 10 January 2012", "10 January 2012"),
        ("date_of_birth: 2012-01-10", "2012-01-10"),
        ("dob-20120110.yaml", "20120110"),
        ("born 10th Jan \u201912", "10th Jan \u201912"),
        ("born on the 10th of January, 2012", "10th of January, 2012"),
        ("born in Southampton on 10 Jan. 2012", "10 Jan. 2012"),
        ("born January 10th, 2012", "January 10th, 2012"),
        ("birth date 10 01 2012", "10 01 2012"),
        ("DOB 10/01/2012, admitted 04/09/2024", "10/01/2012"),
    ],
)
def test_a_date_close_behind_a_word_for_birth_is_found(text: str, day: str) -> None:
    assert found(text) == [("a date of birth", day)]


@pytest.mark.parametrize(
    "text",
    [
        "reviewed on 10/01/2024",
        "10/01/2024 is not the date of birth",
        "a stubborn wish of 10 January 2024",
        "his brother was born. Meeting on 10/01/2024",
        "born after her mother had moved to the coast on 10/01/2024",
        "born 45/67/2012",
        "born in 2012",
    ],
)
def test_another_date_is_left_alone(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "postcode"),
    [
        ("lives at SO40 7AA.", "SO40 7AA"),
        ("plans/so407aa.yaml", "so407aa"),
        ("SW1A 1AA", "SW1A 1AA"),
        ("M1 1AE", "M1 1AE"),
        ("GIR 0AA", "GIR 0AA"),
        ("S1 4TH", "S1 4TH"),
        ("so40-7aa", "so40-7aa"),
    ],
)
def test_a_postcode_is_found(text: str, postcode: str) -> None:
    assert found(text) == [("a postcode", postcode)]


@pytest.mark.parametrize(
    "text", ["ECS36-4.e", "LP-16", "s-014", "c-017", "KS3 4LS", "E1 3rd", "M1 5am", "XSO40 7AA"]
)
def test_the_keys_and_clauses_of_a_school_are_no_postcode(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("write to j.smith+1@example.org.", "j.smith+1@example.org"),
        ("<o'hara@mail.example.sch.uk>", "o'hara@mail.example.sch.uk"),
    ],
)
def test_an_e_mail_address_is_found(text: str, address: str) -> None:
    assert found(text) == [("an e-mail address", address)]


@pytest.mark.parametrize("text", ["@school", "name@localhost", "a @ b.org", "4 @ 10.50"])
def test_an_at_sign_alone_is_no_e_mail_address(text: str) -> None:
    assert found(text) == []


def test_several_identifiers_come_in_the_order_of_the_text() -> None:
    text = "SO40 7AA, a@example.org, NHS 943 476 5919, B801200005001, DOB 10/01/2012"
    assert [identifier.kind for identifier in identifiers_in(text)] == [
        IdentifierKind.POSTCODE,
        IdentifierKind.EMAIL_ADDRESS,
        IdentifierKind.NHS_NUMBER,
        IdentifierKind.PUPIL_NUMBER,
        IdentifierKind.DATE_OF_BIRTH,
    ]


def test_an_identifier_holds_no_value() -> None:
    (identifier,) = identifiers_in("a@example.org")
    assert identifier == Identifier(IdentifierKind.EMAIL_ADDRESS, 0, 13)
    assert "example" not in repr(identifier)


@given(st.text(alphabet="B801200005001 943476dobrn/@.aSO7A-_+()\n"))
def test_every_span_lies_within_the_text(text: str) -> None:
    assert all(0 <= item.start < item.end <= len(text) for item in identifiers_in(text))


@pytest.mark.parametrize(
    "piece",
    ["a", "a.", "a@", "a@b.@", "0", "1 ", "dob ", "dob 1", "1/1/11 ", "E1 ", "B801", "born 4 may "],
)
def test_a_hostile_megabyte_takes_no_more_than_moments(piece: str) -> None:
    text = piece * (1_000_000 // len(piece)) + " 1 dob"
    started = time.perf_counter()
    list(identifiers_in(text))
    assert time.perf_counter() - started < 5


def test_stdnum_is_not_imported_before_something_looks_like_a_number() -> None:
    script = (
        "import sys; from lpcheck.identifiers import identifiers_in;"
        "list(identifiers_in('s-014, SO40 7AA, a@example.org, DOB 10/01/2012'));"
        "sys.exit('stdnum' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
