"""What a schema has against a document: one fault a mistake, the same by either validator."""

from typing import Any

import pytest

from lpcheck.documents import read_document
from lpcheck.engines import ENGINES, Complaint
from lpcheck.marks import compile_schema, walk
from lpcheck.schema_check import FORM, MOST_COMPLAINTS, UNKNOWN_FIELD, Fault, faults_in

NAME = {"title": "name", "type": "string", "pattern": r"\S"}
ROW = {
    "title": "review",
    "type": "object",
    "additionalProperties": False,
    "required": ["date", "by"],
    "properties": {"date": {"title": "day", "x-date": True, "type": "string", "pattern": "^2"}, "by": NAME},
}
SCHEMA: dict[str, Any] = {
    "title": "plan",
    "type": "object",
    "additionalProperties": False,
    "required": ["kind", "review_date", "history"],
    "properties": {
        "kind": {"const": "plan", "title": "kind"},
        "review_date": {"title": "review date", "type": "string", "x-requirement": "TP1-1"},
        "history": {
            "title": "history",
            "type": "array",
            "minItems": 1,
            "x-requirement": "TP1-2",
            "items": ROW,
        },
        "tags": {
            "title": "tags",
            "type": "array",
            "items": {"type": "string", "pattern": "^a", "x-hint": "begin with a"},
        },
        "answer": {"title": "answer", "type": "string", "enum": ["yes", "no"]},
        "count": {"title": "number of visits", "type": "integer", "minimum": 1, "maximum": 9},
        "block": {
            "title": "block",
            "x-requirement": "TP1-3",
            "type": "object",
            "additionalProperties": False,
            "required": ["inner"],
            "properties": {"inner": {**NAME, "x-requirement": "TP1-4"}, "note": NAME},
        },
        "people": {
            "title": "people",
            "type": "object",
            "additionalProperties": False,
            "patternProperties": {"^p-[0-9]+$": NAME},
        },
    },
    "if": {"properties": {"count": {"const": 9}}, "required": ["count"]},
    "then": {"required": ["block", "unheard_of"]},
}
NOT_A_FIELD = "this is not a field that the form has here"
QUOTE_IT = "put it in double quotes to make it a text"
ALL_MISSING = (Complaint("required", (), ("review_date",)), Complaint("required", (), ("history",)))
GOOD = "kind: plan\nreview_date: '2024'\nhistory: [{date: '2024', by: x}]\n"


def faults(text: str, engine: str = "jsonschema-rs") -> list[Fault]:
    document = read_document("a.yaml", text.encode())
    visits = walk(compile_schema(SCHEMA), document.data)
    return list(faults_in(document, visits, ENGINES[engine](SCHEMA)(document.data)))


def told(text: str) -> list[tuple[str | None, str, int, str]]:
    """What is told of a text: the requirement, the check, the line and the sentence, by both validators."""
    by_engine = [
        sorted(
            (f.requirement or "", f.built_in, f.problem.location.span.line, f.problem.message)
            for f in faults(text, engine)
        )
        for engine in ENGINES
    ]
    assert by_engine[0] == by_engine[1]
    return list(by_engine[0])


def test_nothing_is_told_of_a_document_that_is_right() -> None:
    assert told(GOOD) == []
    assert told(f"{GOOD}people: {{p-1: Ada}}\ncount: 5\nblock: {{inner: x}}\n") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "kind: plan\nreview_date: x\n",
            ("TP1-2", FORM, 1, "`history` is missing"),
        ),
        (
            f"{GOOD}block:\n  note: x\n",
            ("TP1-4", FORM, 4, "`inner` is missing: name"),
        ),
        (
            f"{GOOD}block: 5\n",
            ("TP1-3", FORM, 4, "block: this is a whole number, and the form asks for a group of fields"),
        ),
        (f"{GOOD}tags: [b]\n", ("", FORM, 4, "value: begin with a")),
        (f"{GOOD}block:\n", ("TP1-3", FORM, 4, "nothing is filled in: block")),
        (f"{GOOD}count: 0\n", ("", FORM, 4, "number of visits: this must be at least 1")),
        (f"{GOOD}count: 10\n", ("", FORM, 4, "number of visits: this must be at most 9")),
        (f"{GOOD}nothing_like_it: 1\n", ("", UNKNOWN_FIELD, 4, NOT_A_FIELD)),
        (
            f"{GOOD}conut: 1\n",
            ("", UNKNOWN_FIELD, 4, f"{NOT_A_FIELD}: did you mean `count`?"),
        ),
        (
            f"{GOOD}people: {{x-1: Ada}}\n",
            ("", UNKNOWN_FIELD, 4, NOT_A_FIELD),
        ),
        (
            f"{GOOD}people: {{p-1: 5}}\n",
            ("", FORM, 4, f"name: this is read as a whole number; {QUOTE_IT}"),
        ),
        ("kind: plan\nreview_date: x\nhistory: []\n", ("TP1-2", FORM, 3, "nothing is filled in: history")),
        (
            "kind: plan\nreview_date: x\nhistory:\n  - {date: '2024'}\n",
            ("TP1-2", FORM, 4, "`by` is missing: name"),
        ),
        (
            "kind: plan\nreview_date: x\nhistory:\n  - {}\n",
            ("TP1-2", FORM, 4, "`date` and `by` are missing: day and name"),
        ),
    ],
)
def test_a_mistake_is_told_where_it_is_and_in_the_words_of_the_form(
    text: str, expected: tuple[str, str, int, str]
) -> None:
    assert told(text) == [expected]


def test_fields_that_one_requirement_asks_for_are_missing_together() -> None:
    assert told("kind: plan\n") == [
        ("TP1-1", FORM, 1, "`review_date` is missing"),
        ("TP1-2", FORM, 1, "`history` is missing"),
    ]


def test_a_field_that_a_condition_asks_for_is_missed_by_the_title_it_has_or_has_not() -> None:
    assert told(f"{GOOD}count: 9\n") == [
        ("", FORM, 1, "`unheard_of` is missing: field"),
        ("TP1-3", FORM, 1, "`block` is missing"),
    ]


def test_a_block_takes_what_it_would_have_asked_for_with_it() -> None:
    [block] = [fault for fault in faults(f"{GOOD}count: 9\n") if fault.requirement]
    assert (block.below, block.is_absent, block.is_own) == (("TP1-3", "TP1-4"), True, True)
    assert block.pointers == (("block",),)


def test_a_requirement_marked_above_is_not_the_fields_own() -> None:
    [fault] = faults("kind: plan\nreview_date: x\nhistory: [{date: '2024'}]\n")
    assert (fault.requirement, fault.is_absent, fault.is_own) == ("TP1-2", True, False)
    [fault] = faults("kind: plan\nreview_date: x\nhistory: [{date: '2024', by: ''}]\n")
    assert (fault.requirement, fault.is_absent, fault.is_own) == ("TP1-2", True, False)
    [fault] = faults("kind: plan\nreview_date: 5\nhistory: [{date: '2024', by: x}]\n")
    assert (fault.requirement, fault.is_absent, fault.is_own) == ("TP1-1", False, True)


def test_a_misspelt_field_takes_the_place_of_the_missing_one() -> None:
    [fault] = faults("kind: plan\nreview_dat: x\nhistory: [{date: '2024', by: x}]\n")
    assert fault.problem.also == ("TP1-1",)
    assert fault.pointers == (("review_dat",), ("review_date",))
    assert (fault.problem.location.span.column, fault.problem.location.span.end_column) == (1, 11)


def test_a_misspelt_field_that_no_requirement_asks_for_touches_none() -> None:
    [fault] = faults("knid: plan\nreview_date: x\nhistory: [{date: '2024', by: x}]\nkind: plan\n")
    assert (fault.problem.also, fault.pointers) == ((), (("knid",),))


def test_of_two_misspellings_only_the_first_stands_for_the_missing_field() -> None:
    text = "kind: plan\nreview_dat: x\nreviewdate: x\nhistory: [{date: '2024', by: x}]\n"
    assert [fault.problem.also for fault in faults(text)] == [("TP1-1",), ()]


def test_one_value_makes_one_fault_however_many_keywords_it_offends() -> None:
    for engine in ENGINES.values():
        keywords = {complaint.keyword for complaint in engine(SCHEMA)({"answer": 5})}
        assert {"type", "enum"} <= keywords
    assert told(f"{GOOD}answer: 5\n") == [
        ("", FORM, 4, f"answer: this is read as a whole number; {QUOTE_IT}"),
    ]


def test_nothing_is_said_at_or_below_what_the_reader_had_trouble_with() -> None:
    twice = "kind: plan\nreview_date: 5\nreview_date: 6\nhistory: [{date: '2024', by: x}]\n"
    assert faults(twice) == []
    assert faults("kind: plan\nreview_date: x\nhistory: *rows\n") == []


@pytest.mark.parametrize("engine", ENGINES)
def test_a_flood_of_complaints_is_one_fault_that_makes_all_of_the_document_unreliable(engine: str) -> None:
    rows = "  - {date: '2024'}\n" * MOST_COMPLAINTS
    start = "kind: plan\nreview_date: x\nhistory:\n"
    assert len(faults(start + rows, engine)) == MOST_COMPLAINTS
    [fault] = faults(f"{start}{rows}x: 1\n", engine)
    assert fault.problem.message == (
        "there are more than 500 faults in this document, and nothing of it was looked at: "
        "begin it again from a copy of a good one"
    )
    assert (fault.pointers, fault.built_in, fault.problem.location.span.line) == (((),), FORM, 1)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_value_of_another_type_takes_what_it_would_have_asked_for_with_it(engine: str) -> None:
    [fault] = faults(f"{GOOD}block: 5\n", engine)
    assert fault.below == ("TP1-3", "TP1-4")


def test_a_keyword_that_nobody_foresaw_is_told_too() -> None:
    document = read_document("a.yaml", b"kind: plan\nreview_date: x\n")
    complaint = Complaint("multipleOf", ("review_date",))
    [fault] = faults_in(document, walk(compile_schema(SCHEMA), document.data), [complaint])
    assert fault.problem.message == "review date: this is not written the way the form asks"


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        ({"kind": "plan", "review_date": "x"}, Complaint("required", (), ("history",))),
        (
            {
                "kind": "plan",
                "review_date": "x",
                "history": [{"date": "2", "by": "x"}],
                "people": {"x": "y"},
            },
            Complaint("additionalProperties", ("people",), ("x",)),
        ),
        (
            {"kind": "plan", "review_date": "x", "history": [{"date": "2", "by": "x"}], "count": 10},
            Complaint("maximum", ("count",), (), 9),
        ),
        (
            {"kind": "plan", "review_date": "x", "history": []},
            Complaint("minItems", ("history",)),
        ),
    ],
)
def test_both_validators_complain_alike(data: object, complaint: Complaint) -> None:
    for make in ENGINES.values():
        [found] = make(SCHEMA)(data)
        limit = found.limit if complaint.keyword == "maximum" else None
        assert found._replace(limit=limit) == complaint
