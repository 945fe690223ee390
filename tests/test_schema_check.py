"""What a schema has against a document: one fault a mistake, the same by either validator."""

from typing import Any

import pytest

from lpcheck.documents import read_document
from lpcheck.engines import ENGINES, Complaint
from lpcheck.marked import bearing_of, marked_in
from lpcheck.marks import compile_schema
from lpcheck.schema_check import DEPRECATED, FORM, MOST_COMPLAINTS, UNKNOWN_FIELD, Fault, faults_in
from lpcheck.shorthand import expanded
from lpcheck.walks import walk

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
            "minProperties": 1,
            "additionalProperties": False,
            "required": ["inner"],
            "properties": {"inner": {**NAME, "x-requirement": "TP1-4"}, "note": NAME},
        },
        "people": {
            "title": "people",
            "type": "object",
            "additionalProperties": False,
            "minProperties": 1,
            "x-key-hint": "write p-1",
            "x-key-requirement": "TP1-5",
            "properties": {"school": NAME},
            "patternProperties": {"^p-[0-9]+$": NAME},
        },
        "home": expanded({"title": "home", "type": "array", "x-words": {"none": "x"}, "uniqueItems": True}),
        "methods": {
            "title": "methods",
            "type": "object",
            "x-renamed-from": ["means", "ways"],
            "x-requirement": "TP1-6",
            "additionalProperties": False,
            "properties": {"first": {**NAME, "x-requirement": "TP1-7"}},
        },
        "asked": {"title": "asked", "type": "array", "items": NAME},
        "old_note": {**NAME, "deprecated": True, "x-deprecated": "use `block`"},
    },
    "allOf": [
        {
            "if": {"properties": {"count": {"const": 9}}, "required": ["count"]},
            "then": {"required": ["block", "unheard_of"]},
        },
        {
            "if": {"properties": {"count": {"const": 8}}, "required": ["count"]},
            "then": {"required": ["methods"]},
        },
        {
            "if": {"properties": {"count": {"const": 7}}, "required": ["count"]},
            "then": {"properties": {"answer": {"const": "yes"}}},
        },
        {
            "if": {"required": ["home"]},
            "else": {"if": {"required": ["asked"]}, "then": {"required": ["answer"]}},
        },
    ],
}
NOT_A_FIELD = "this is not a field that the form has here"
WILL_GO = "this field is still read, but will go"
IS_NOW = "this field is now called"
QUOTE_IT = "put it in double quotes to make it a text"
ALL_MISSING = (Complaint("required", (), ("review_date",)), Complaint("required", (), ("history",)))
GOOD = "kind: plan\nreview_date: '2024'\nhistory: [{date: '2024', by: x}]\n"


def faults(text: str, engine: str = "jsonschema-rs") -> list[Fault]:
    document = read_document("a.yaml", text.encode())
    node = compile_schema(SCHEMA)
    complaints = ENGINES[engine](SCHEMA)(document.data)
    outdated = marked_in(bearing_of(node), document.data).outdated
    return list(faults_in(document, walk(node, document.data), complaints, outdated))


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
            ("TP1-5", UNKNOWN_FIELD, 4, "this is not the way to write a key here: write p-1"),
        ),
        (
            f"{GOOD}people: {{shcool: Ada}}\n",
            ("", UNKNOWN_FIELD, 4, f"{NOT_A_FIELD}: did you mean `school`?"),
        ),
        (f"{GOOD}people: {{}}\n", ("", FORM, 4, "nothing is filled in: people")),
        (
            f"{GOOD}home: mother\n",
            ("", FORM, 4, "home: this is not one of the form's words; write none, or a list"),
        ),
        (
            f"{GOOD}home: 5\n",
            ("", FORM, 4, "home: this is a whole number, and the form asks for a list, or the word none"),
        ),
        (f"{GOOD}home:\n- a\n- b\n- a\n", ("", FORM, 7, "home: the same stands here twice")),
        (f"{GOOD}old_note: x\n", ("", DEPRECATED, 4, f"{WILL_GO}: use `block`")),
        (f"{GOOD}old_note: 5\n", ("", FORM, 4, f"name: this is read as a whole number; {QUOTE_IT}")),
        (f"{GOOD}means: {{first: x}}\n", ("", UNKNOWN_FIELD, 4, f"{IS_NOW} `methods`")),
        (
            f"{GOOD}methods: {{first: x}}\nways: x\n",
            ("", UNKNOWN_FIELD, 5, f"{IS_NOW} `methods`, which stands here too: keep one of them"),
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


def test_a_renamed_field_takes_the_place_of_the_missing_one_and_of_what_is_missing_with_it() -> None:
    [fault] = faults(f"{GOOD}count: 8\nmeans: {{first: x}}\n")
    assert (fault.problem.also, fault.below) == (("TP1-6",), ("TP1-6", "TP1-7"))
    assert fault.pointers == (("means",), ("methods",))


def test_of_two_that_are_the_same_the_second_is_told_with_the_first_beside_it() -> None:
    for engine in ENGINES:
        [fault] = faults(f"{GOOD}home:\n- a\n- {{b: 1, c: [2]}}\n- {{c: [2], b: 1}}\n", engine)
        assert (fault.pointers, fault.problem.location.span.line) == ((("home", 2),), 7)
        [first] = fault.problem.related
        assert (first.location.span.line, first.note) == (6, "first here")


def test_where_it_cannot_be_told_which_two_are_the_same_the_list_is_told() -> None:
    document = read_document("a.yaml", f"{GOOD}home: [1, 2]\n".encode())
    visits = walk(compile_schema(SCHEMA), document.data)
    [fault] = faults_in(document, visits, [Complaint("uniqueItems", ("home",))])
    assert (fault.pointers, fault.problem.related) == ((("home",),), ())


def test_a_group_with_nothing_in_it_is_empty_and_lacks_what_it_would_have_asked_for() -> None:
    [fault] = faults(f"{GOOD}people: {{}}\n")
    assert (fault.is_absent, fault.below, fault.pointers) == (True, ("TP1-5",), (("people",),))
    for engine in ENGINES:
        [fault] = faults(f"{GOOD}block: {{}}\n", engine)
        assert (fault.is_absent, fault.below, fault.pointers) == (True, ("TP1-3", "TP1-4"), (("block",),))


def test_a_field_that_will_go_is_still_relied_upon() -> None:
    [fault] = faults(f"{GOOD}old_note: x\n")
    assert (fault.pointers, fault.requirement, fault.is_absent) == ((), None, False)


def test_two_fields_that_nothing_explains_are_told_one_by_one() -> None:
    assert told(f"{GOOD}alpha_centauri: 1\nblock: {{inner: x, betelgeuse: 1}}\n") == [
        ("", UNKNOWN_FIELD, 4, NOT_A_FIELD),
        ("", UNKNOWN_FIELD, 5, NOT_A_FIELD),
    ]


def test_three_fields_that_nothing_explains_are_one_fault_that_a_newer_form_may_explain() -> None:
    text = f"{GOOD}block: {{inner: x, betelgeuse: 1}}\nalpha_centauri: 1\nconut: 1\naldebaran: {{a: 1}}\n"
    for engine in ENGINES:
        newer, misspelt = faults(text, engine)
        assert newer.problem.message == (
            "this document has 3 fields that this form does not have: it may be written for a newer "
            "form than this lpcheck knows; ask whoever looks after lpcheck to update it"
        )
        assert newer.problem.location.pointer == ("block", "betelgeuse")
        assert [other.location.span.line for other in newer.problem.related] == [5, 7]
        assert set(newer.pointers) == {("block", "betelgeuse"), ("alpha_centauri",), ("aldebaran",)}
        assert misspelt.problem.message == f"{NOT_A_FIELD}: did you mean `count`?"


def test_keys_that_do_not_fit_are_no_sign_of_a_newer_form() -> None:
    keys = faults(f"{GOOD}people: {{Ada: x, Bea: y, Cyd: z}}\n")
    assert [fault.requirement for fault in keys] == ["TP1-5"] * 3


def test_a_field_is_told_by_the_narrower_words_of_a_branch() -> None:
    assert told(f"{GOOD}count: 7\nanswer: no\n") == [
        ("", FORM, 5, "answer: this is not one of the form's words; write yes")
    ]


def test_one_value_makes_one_fault_however_many_keywords_it_offends() -> None:
    for engine in ENGINES.values():
        keywords = {complaint.keyword for complaint in engine(SCHEMA)({"answer": 5})}
        assert {"type", "enum"} <= keywords
    assert told(f"{GOOD}answer: 5\n") == [
        ("", FORM, 4, f"answer: this is read as a whole number; {QUOTE_IT}"),
    ]


@pytest.mark.parametrize("engine", ENGINES)
def test_what_only_a_branch_asks_for_is_not_missed_while_it_cannot_be_told_which_applies(
    engine: str,
) -> None:
    [missing] = faults(f"{GOOD}asked: []\n", engine)
    assert missing.problem.message == "`answer` is missing"
    assert len(faults(f"{GOOD}asked: ['']\n", engine)) == 2
    for wrong in ("asked: x", "hoem: []\nasked: []", "aksed: []"):
        [fault] = faults(f"{GOOD}{wrong}\n", engine)
        assert "answer" not in fault.problem.message
    assert faults(f"{GOOD}asked: []\nhome: []\n", engine) == []


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
