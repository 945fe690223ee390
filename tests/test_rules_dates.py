"""Rules that compare dates: days and months, blanks, and dates that cannot be told apart."""

from datetime import date
from typing import Any

import pytest

from lpcheck.catalogue import Catalogue
from lpcheck.documents import read_document
from lpcheck.examining import examine
from lpcheck.model import Looked, Problem
from lpcheck.rules import Verdict, rule_named
from lpcheck.view import View


def verdicts(catalogue: Catalogue, rule: str, text: str, **parameters: Any) -> list[Verdict]:  # noqa: ANN401
    document = read_document("a.yaml", f"kind: local-procedure\n{text}".encode())
    examined = examine(document, catalogue, (), "jsonschema-rs").examined
    view = View(
        examined=examined,
        site=(),
        unit=(examined,),
        folder="",
        is_part_unread=False,
        settings={"most": 12, "more": 24},
        register=catalogue.register,
        policies=(),
    )
    found = rule_named(rule)
    assert found is not None
    return list(found.verdicts(view, found.parameters(**parameters)))


def problems(found: list[Verdict]) -> list[tuple[int, str, list[tuple[int, str]]]]:
    """The line, the sentence and the other places of each problem."""
    return [
        (
            problem.location.span.line,
            problem.message,
            [(other.location.span.line, other.note) for other in problem.related],
        )
        for problem in found
        if isinstance(problem, Problem)
    ]


def days(found: list[Verdict]) -> list[tuple[date | None, date | None]]:
    return [(problem.first, problem.last) for problem in found if isinstance(problem, Problem)]


def history(*rows: str, summary: str = "Numbers added") -> str:
    listed = "".join(f"\n  - {{date: {row}, reviewer: Head, summary: {summary}}}" for row in rows)
    return f"review_history:{listed or ' []'}\n"


LATER = {"at": "/review_date", "than": "/date"}


@pytest.mark.parametrize(
    ("review", "written", "is_wrong"),
    [
        ("2024-01", "2024-02", True),
        ("2024-02", "2024-01", False),
        ("2024-01", "2024-01", False),
        ("2024-01-10", "2024-01", False),
        ("2024-01", "2024-01-31", False),
        ("2024-01-10", "2024-01-10", True),
        ("2024-01-09", "2024-01-10", True),
        ("2024-01-11", "2024-01-10", False),
        ("2024-01", "2024-02-01", True),
    ],
)
def test_a_date_must_be_later_where_it_can_be_told(
    review: str, written: str, catalogue: Catalogue, *, is_wrong: bool
) -> None:
    found = verdicts(catalogue, "later_than", f"date: {written}\nreview_date: {review}\n", **LATER)
    assert Looked.AT_IT in found
    assert bool(problems(found)) is is_wrong


def test_a_date_that_is_not_later_is_told_with_the_other(catalogue: Catalogue) -> None:
    text = "date: 2024-06\nreview_date: 2024-01-10\n"
    sentence = "the Local Procedure review date, 10 January 2024, is {} the Local Procedure date, June 2024"
    related = [(2, "the Local Procedure date")]
    found = verdicts(catalogue, "later_than", text, **LATER)
    assert problems(found) == [(3, sentence.format("not after"), related)]
    found = verdicts(catalogue, "later_than", text, **LATER, same_day=True)
    assert problems(found) == [(3, sentence.format("before"), related)]


def test_the_same_day_will_do_where_the_policy_says_so(catalogue: Catalogue) -> None:
    text = "date: 2024-01-10\nreview_date: 2024-01-10\n"
    assert verdicts(catalogue, "later_than", text, **LATER, same_day=True) == [Looked.AT_IT]


@pytest.mark.parametrize(
    "text", ["review_date: 2024-01\n", "date: soon\nreview_date: 2024-01\n", "date: 2024-01\n", ""]
)
def test_nothing_is_compared_with_a_date_that_is_not_there(text: str, catalogue: Catalogue) -> None:
    assert verdicts(catalogue, "later_than", text, **LATER) == []


def test_a_date_that_was_left_blank_is_compared_with_nothing(catalogue: Catalogue) -> None:
    text = "date: 2024-01\nratification: {approved_by: SLT, name: null, date: null}\n"
    assert verdicts(catalogue, "later_than", text, at="/ratification/date", than="/date") == []
    assert verdicts(catalogue, "later_than", text, at="/date", than="/ratification/date") == []
    assert verdicts(catalogue, "not_in_future", text, at="/ratification/date") == []


def test_a_date_lies_in_the_future_until_the_day_before_it(catalogue: Catalogue) -> None:
    text = history("2024-01-10", "2024-02", "soon")
    found = verdicts(catalogue, "not_in_future", text, at="/review_history/*/date")
    assert problems(found) == [
        (3, "the Date Reviewed lies in the future: 10 January 2024", []),
        (4, "the Date Reviewed lies in the future: February 2024", []),
    ]
    assert days(found) == [(None, date(2024, 1, 9)), (None, date(2024, 1, 31))]


ROWS = {"at": "/review_history/*/date"}


@pytest.mark.parametrize(
    "rows",
    [
        ("2022-01", "2023-01", "2024-01"),
        ("2024-01", "2023-01", "2022-01"),
        ("2024-01", "2024-01-10", "2024-01-02"),
        ("2024-01-10", "2024-01-10"),
    ],
)
def test_rows_may_run_either_way(rows: tuple[str, ...], catalogue: Catalogue) -> None:
    assert verdicts(catalogue, "in_order", history(*rows), **ROWS) == [Looked.AT_IT]


@pytest.mark.parametrize("rows", [(), ("2024-01",), ("2024-01", "soon")])
def test_one_row_has_no_order(rows: tuple[str, ...], catalogue: Catalogue) -> None:
    assert verdicts(catalogue, "in_order", history(*rows), **ROWS) == []


def test_the_first_row_that_steps_back_is_told(catalogue: Catalogue) -> None:
    found = verdicts(catalogue, "in_order", history("2022-01", "2021-03-04", "2024-01", "2020-01"), **ROWS)
    sentence = "the rows are not in the order of their dates: 4 March 2021 stands below January 2022"
    assert problems(found) == [(4, sentence, [(3, "the row above")])]


BETWEEN = {"at": "/review_date", "since": "/date"}


@pytest.mark.parametrize(
    ("review", "advice", "warning"),
    [
        ("2024-01", False, False),
        ("2024-02", True, False),
        ("2025-01", True, False),
        ("2025-02", False, True),
    ],
)
def test_the_months_between_are_told_by_one_of_two_limits(
    review: str, catalogue: Catalogue, *, advice: bool, warning: bool
) -> None:
    text = f"date: 2023-01\nreview_date: {review}\n"
    graver = verdicts(catalogue, "interval", text, **BETWEEN, over="more")
    lighter = verdicts(catalogue, "interval", text, **BETWEEN, over="most", up_to="more")
    assert (bool(problems(lighter)), bool(problems(graver))) == (advice, warning)
    assert Looked.AT_IT in graver
    assert Looked.AT_IT in lighter


def test_too_many_months_are_told_with_the_limit(catalogue: Catalogue) -> None:
    text = "date: 2023-01\nreview_date: 2024-02\n"
    [problem] = problems(verdicts(catalogue, "interval", text, **BETWEEN, over="most"))
    line, sentence, related = problem
    assert sentence.startswith(
        "13 months lie between the Local Procedure date and the Local Procedure review"
    )
    assert sentence.endswith(": more than the 12 allowed here")
    assert (line, related) == (3, [(2, "the Local Procedure date")])


@pytest.mark.parametrize(
    "text", ["", "date: 2023-01\n", "review_date: 2023-01\n", "date: x\nreview_date: 2024-02\n"]
)
def test_no_months_lie_between_dates_that_are_not_there(text: str, catalogue: Catalogue) -> None:
    assert verdicts(catalogue, "interval", text, **BETWEEN, over="most") == []


def test_no_months_lie_between_blanks(catalogue: Catalogue) -> None:
    text = "date: 2023-01\nratification: {approved_by: SLT, name: null, date: null}\n"
    both = ({"at": "/ratification/date", "since": "/date"}, {"at": "/date", "since": "/ratification/date"})
    assert [verdicts(catalogue, "interval", text, **places, over="most") for places in both] == [[], []]


DUE = {"rows": "/review_history", "due": "/review_date"}


def test_an_empty_table_is_wrong_from_the_day_after_the_date(catalogue: Catalogue) -> None:
    found = verdicts(catalogue, "row_once_due", f"review_date: 2024-02\n{history()}", **DUE)
    sentence = (
        "the Local Procedure Review History has no row although the Local Procedure review date, "
        "February 2024, has passed"
    )
    assert problems(found) == [(3, sentence, [(2, "due then")])]
    assert days(found) == [(date(2024, 3, 1), None)]


def test_a_table_with_a_row_is_right(catalogue: Catalogue) -> None:
    text = f"review_date: 2024-02\n{history('2024-01')}"
    assert verdicts(catalogue, "row_once_due", text, **DUE) == [Looked.AT_IT]


@pytest.mark.parametrize("text", ["review_date: 2024-02\n", history(), f"review_date: x\n{history()}"])
def test_no_row_is_owed_without_a_date_or_a_table(text: str, catalogue: Catalogue) -> None:
    assert verdicts(catalogue, "row_once_due", text, **DUE) == []


def test_no_row_is_owed_by_a_blank(catalogue: Catalogue) -> None:
    text = f"ratification: {{approved_by: SLT, name: null, date: null}}\n{history()}"
    assert verdicts(catalogue, "row_once_due", text, rows="/review_history", due="/ratification/date") == []


MOVED = {"at": "/review_date", "rows": "/review_history/*/date"}


@pytest.mark.parametrize(
    ("due", "rows", "is_wrong"),
    [
        ("2024-01", ("2024-01-10",), True),
        ("2024-01", ("2024-01",), True),
        ("2024-01-10", ("2024-01-10",), True),
        ("2024-01-11", ("2024-01-10",), False),
        ("2024-02", ("2024-01-10",), False),
        ("2024-02", ("2024-03", "2024-01"), True),
        ("2024-02", ("2023-03", "2024-01", "2022-05"), False),
        ("2023-12", ("2024-01",), True),
    ],
)
def test_a_review_moves_the_date_on(
    due: str, rows: tuple[str, ...], catalogue: Catalogue, *, is_wrong: bool
) -> None:
    found = verdicts(catalogue, "moved_on", f"review_date: {due}\n{history(*rows)}", **MOVED)
    assert Looked.AT_IT in found
    assert bool(problems(found)) is is_wrong


def test_a_date_that_a_review_left_standing_is_told_from_that_day(catalogue: Catalogue) -> None:
    text = f"review_date: 2024-01\n{history('2023-01', '2024-01-10')}"
    found = verdicts(catalogue, "moved_on", text, **MOVED)
    assert problems(found) == [
        (2, "the review of 10 January 2024 did not move the review date on", [(5, "reviewed here")])
    ]
    assert days(found) == [(date(2024, 1, 10), None)]


@pytest.mark.parametrize(
    "text",
    ["review_date: 2024-01\n", history("2024-01"), f"review_date: x\n{history('2024-01')}", history("x")],
)
def test_nothing_was_moved_on_without_a_date_or_a_review(text: str, catalogue: Catalogue) -> None:
    assert verdicts(catalogue, "moved_on", text, **MOVED) == []


def test_a_blank_cannot_be_moved_on(catalogue: Catalogue) -> None:
    text = f"ratification: {{approved_by: SLT, name: null, date: null}}\n{history('2024-01')}"
    parameters = {**MOVED, "at": "/ratification/date"}
    assert verdicts(catalogue, "moved_on", text, **parameters) == []


NEWER = {
    "at": "/ratification/date",
    "rows": "/review_history/*/date",
    "notes": "/review_history/*/summary",
}


def approved(on: str) -> str:
    return f"ratification: {{approved_by: SLT, name: Jo Bright, date: {on}}}\n"


def test_a_change_after_the_approval_is_told_with_its_row(catalogue: Catalogue) -> None:
    found = verdicts(
        catalogue, "as_new_as", approved("2024-01") + history("2024-02-03", "2023-05"), **NEWER
    )
    sentence = "the date of approval, January 2024, is before the newest change, 3 February 2024"
    assert problems(found) == [(2, sentence, [(4, "changed here")])]


@pytest.mark.parametrize(("on", "row"), [("2024-02-03", "2024-02-03"), ("2024-02", "2024-02-03")])
def test_an_approval_on_the_day_of_the_change_will_do(on: str, row: str, catalogue: Catalogue) -> None:
    found = verdicts(catalogue, "as_new_as", approved(on) + history(row), **NEWER)
    assert found == [Looked.AT_IT]


def test_a_row_that_changed_nothing_does_not_count(catalogue: Catalogue) -> None:
    text = approved("2024-01") + history("2024-02", summary="No change; checked against ECS 36")
    assert verdicts(catalogue, "as_new_as", text, **NEWER, unless=("no change",)) == []
    assert len(problems(verdicts(catalogue, "as_new_as", text, **NEWER))) == 1


@pytest.mark.parametrize(
    "text", [history("2024-02"), approved("null") + history("2024-02"), approved("2024-02") + history()]
)
def test_nothing_is_newer_without_an_approval_or_a_change(text: str, catalogue: Catalogue) -> None:
    assert verdicts(catalogue, "as_new_as", text, **NEWER) == []
