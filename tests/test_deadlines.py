"""What falls due when: for each date or the newest only, after how long, and whether it is a finding."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from lpcheck.catalogue import Catalogue
from lpcheck.documents import read_document
from lpcheck.loading import load_catalogue
from lpcheck.records import Record
from lpcheck.resources import shipped
from lpcheck.surroundings import Around
from records import site_record

TINY = Path(__file__).parent / "policies" / "tiny"
ROWS = ("2024-02-29", "2025-11", "2023-01-05")


def catalogue_with(tmp_path: Path, old: str = "", new: str = "") -> Catalogue:
    folder = Path(shutil.copytree(TINY, tmp_path / "tiny"))
    file = folder / "farm-visits.schema.json"
    assert old in file.read_text("utf-8")
    file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")
    return load_catalogue(shipped("schemas"), (folder,))


def record_of(catalogue: Catalogue, *rows: str) -> Record:
    listed = "".join(f"\n    - {{date: {row}, by: s-010}}" for row in rows)
    text = (
        "kind: local-procedure\npolicy: TP 1 Farm\nreview_date: 2026-05\nfarm_visits:\n"
        f"  risks_looked_at:{listed}\n"
    )
    return site_record(
        [read_document("a.yaml", text.encode())], "farm", Around(catalogue, catalogue.defaults())
    )


def due_by(record: Record, requirement: str) -> list[tuple[date, int]]:
    return [
        (deadline.due, deadline.location.span.line)
        for deadline in record.deadlines
        if deadline.requirement.id == requirement
    ]


def passed_by(record: Record, requirement: str) -> list[tuple[str, date | None]]:
    return [
        (finding.problem.message, finding.problem.first)
        for finding in record.findings
        if finding.requirement.id == requirement
    ]


def test_of_several_dates_only_the_newest_counts_where_the_mark_says_so(tmp_path: Path) -> None:
    record = record_of(catalogue_with(tmp_path), *ROWS)
    assert due_by(record, "TP1-3") == [(date(2026, 11, 30), 7)]
    assert passed_by(record, "TP1-3") == [
        ("the look at the risks of the farm was due 1 year after November 2025", date(2026, 12, 1))
    ]


def test_of_two_dates_that_fall_due_together_the_first_counts(tmp_path: Path) -> None:
    assert due_by(record_of(catalogue_with(tmp_path), "2024-01", "2024-01-31"), "TP1-3") == [
        (date(2025, 1, 31), 6)
    ]


def test_each_date_counts_where_the_mark_says_so(tmp_path: Path) -> None:
    record = record_of(catalogue_with(tmp_path, '"latest"', '"each"'), *ROWS)
    assert due_by(record, "TP1-3") == [
        (date(2025, 2, 28), 6),
        (date(2026, 11, 30), 7),
        (date(2024, 1, 5), 8),
    ]
    assert len(passed_by(record, "TP1-3")) == 3


def test_what_merely_ends_is_a_date_to_show_and_no_finding(tmp_path: Path) -> None:
    record = record_of(catalogue_with(tmp_path, '"passed": "finding"', '"passed": "ends"'), *ROWS)
    assert (date(2026, 11, 30), 7) in due_by(record, "TP1-3")
    assert passed_by(record, "TP1-3") == []


def test_what_a_rule_finds_elsewhere_is_owed_and_makes_no_second_finding(tmp_path: Path) -> None:
    for passed, is_owed in (("elsewhere", True), ("ends", False)):
        catalogue = catalogue_with(tmp_path / passed, '"passed": "finding"', f'"passed": "{passed}"')
        record = record_of(catalogue, *ROWS)
        assert {one.is_owed for one in record.deadlines if one.requirement.id == "TP1-3"} == {is_owed}
        assert passed_by(record, "TP1-3") == []


def test_a_date_that_is_due_itself_is_said_to_have_passed(tmp_path: Path) -> None:
    record = record_of(catalogue_with(tmp_path), *ROWS)
    assert due_by(record, "LP-6.b") == [(date(2026, 5, 31), 3)]
    assert passed_by(record, "LP-6.b") == [
        ("the Local Procedure review date, May 2026, has passed", date(2026, 6, 1))
    ]
    assert [deadline.what for deadline in record.deadlines] == [
        "review of the local procedure",
        "look at the risks of the farm",
    ]
    assert {deadline.site for deadline in record.deadlines} == {"farm"}


@pytest.mark.parametrize("row", ["soon", "2024-13", "null", "5", "2100-01"])
def test_a_date_that_cannot_be_relied_upon_falls_never_due(row: str, tmp_path: Path) -> None:
    record = record_of(catalogue_with(tmp_path), row, "2024-03-01")
    assert due_by(record, "TP1-3") == [(date(2025, 3, 1), 7)]


def test_a_blank_that_the_form_allows_falls_never_due(tmp_path: Path) -> None:
    old = '"$ref": "common.schema.json#/$defs/date"\n          },\n          "by"'
    new = old.replace("/date", "/date_or_blank")
    record = record_of(catalogue_with(tmp_path, old, new), "null")
    assert due_by(record, "TP1-3") == []
    assert passed_by(record, "TP1-3") == []


@pytest.mark.parametrize(
    ("after", "spoken"),
    [
        ("P1Y", "1 year after"),
        ("P30D", "30 days after"),
        ("P1Y6M", "1 year and 6 months after"),
        ("P0Y1M2W1D", "1 month, 2 weeks and 1 day after"),
    ],
)
def test_the_time_allowed_is_spoken(after: str, spoken: str, tmp_path: Path) -> None:
    record = record_of(catalogue_with(tmp_path, '"after": "P1Y"', f'"after": "{after}"'), "2024-03-01")
    (said,) = passed_by(record, "TP1-3")
    assert spoken in said[0]


def test_a_setting_can_say_how_many_months_are_allowed(tmp_path: Path) -> None:
    catalogue = catalogue_with(tmp_path, '"after": "P1Y"', '"months": "plan_review_months"')
    record = record_of(catalogue, "2024-03-01")
    assert due_by(record, "TP1-3") == [(date(2025, 3, 1), 6)]
    assert record.settings["plan_review_months"] == 12
