"""`lpcheck forecast`: what falls due and what is found by a day, if nobody does anything."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from lpcheck.agenda import agenda_of
from lpcheck.cli.app import run_app
from lpcheck.cli.options import Exit
from lpcheck.outlook import Outlook, outlook_of
from lpcheck.run import Request, run
from test_waivers import PLAN, site, waiver

COXLEASE = Path(__file__).parent.parent / "procedures" / "coxlease-school"
CLEAN: dict[str, object] = {}


def outlook(folder: Path, as_of: date, until: date) -> Outlook:
    result = run(Request((folder,), as_of, until=until))
    return outlook_of(result, agenda_of(result, until))


def told(there: Outlook) -> list[tuple[str, str, str | None]]:
    return [
        (one.day.isoformat(), one.requirement.id, one.severity and one.severity.value)
        for one in there.ahead
    ]


def forecast(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    code = run_app(["forecast", *words])
    return code, capsys.readouterr().out


def test_a_date_that_passes_is_told_once_and_what_follows_from_it_besides() -> None:
    there = outlook(COXLEASE, date(2024, 1, 1), date(2024, 3, 1))
    assert told(there) == [
        ("2024-01-10", "LP-11", "error"),
        ("2024-01-31", "LP-6.b", None),
        ("2024-01-31", "LP-6.b", None),
        ("2024-02-01", "LP-10", "error"),
    ]


def test_what_is_so_already_and_what_comes_later_is_not_told() -> None:
    assert told(outlook(COXLEASE, date(2024, 1, 31), date(2024, 1, 31))) == [
        ("2024-01-31", "LP-6.b", None),
        ("2024-01-31", "LP-6.b", None),
    ]
    assert told(outlook(COXLEASE, date(2024, 2, 1), date(2024, 12, 31))) == []


def test_what_a_waiver_covers_comes_back_on_the_day_after_its_end(tmp_path: Path) -> None:
    as_of = date(2026, 11, 21)
    folder = site(tmp_path, waiver(), waiver(approved_on="2026-11-01", ends="2027-01-10"))
    there = outlook(folder, as_of, date(2027, 1, 31))
    assert ("2027-01-11", "ECS36-5.11", "error") in told(there)
    assert ("2026-12-31", "WAIVER-1", None) in told(there)
    assert not any(
        one.day < date(2027, 1, 11) and one.requirement.id == "ECS36-5.11" for one in there.ahead
    )


def test_what_a_waiver_covers_until_the_end_and_what_ends_before_is_never_found(tmp_path: Path) -> None:
    folder = site(tmp_path, waiver(ends="2027-02-28"))
    there = outlook(folder, date(2026, 11, 21), date(2027, 1, 31))
    assert "ECS36-5.11" not in [requirement for _, requirement, severity in told(there) if severity]


def test_plans_that_a_later_procedure_leaves_behind_are_one_thing_ahead(tmp_path: Path) -> None:
    folder = site(tmp_path, plan=CLEAN)
    other = folder / "children" / "P-004"
    (folder / PLAN).parent.rename(folder / "children" / "P-003")
    other.mkdir()
    (other / "plan.yaml").write_text((folder / PLAN).read_text("utf-8").replace("P-003", "P-004"), "utf-8")
    procedure = folder / "ecs-36.yaml"
    text = procedure.read_text("utf-8").replace("No change needed;", "Two numbers changed;")
    procedure.write_text(text, "utf-8")
    there = outlook(folder, date(2026, 10, 10), date(2026, 10, 31))
    (one,) = [one for one in there.ahead if one.requirement.id == "PLAN-2"]
    assert one.what == "2 plans: last looked at before the local procedure changed"
    assert (one.day, one.child) == (date(2026, 10, 14), None)


def test_the_text_goes_month_by_month_and_names_whose_duty_it_is(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, out = forecast(capsys, str(COXLEASE), "--as-of", "2024-01-01", "--until", "2024-02-29")
    assert code == Exit.OK
    assert out.index("January 2024\n  site manager\n") < out.index("February 2024\n  reviewer\n")
    assert "    31 January 2024: review of the local procedure\n" in out
    words = " ".join(out.split())
    assert "1 February 2024, error from then on: the Local Procedure Review History has no row" in words
    assert "2 dates that fall due and 2 new findings, in 3 documents\n" in out
    assert "from 1 January 2024 to 29 February 2024, if nobody does anything\n" in out


def test_nothing_ahead_is_said_so_and_one_is_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = site(tmp_path, plan=CLEAN)
    words = (str(folder), "--as-of", "2026-11-21", "--until")
    assert forecast(capsys, *words, "2026-11-21")[1].startswith("nothing new, in 6 documents and 1 child\n")
    plan = folder / PLAN
    plan.write_text(
        plan.read_text("utf-8").replace('"review_date": "2027-02"', '"review_date": "soon"'), "utf-8"
    )
    code, out = forecast(capsys, *words, "2026-11-21")
    assert code == Exit.FINDINGS
    assert out.startswith("1 without a readable date, in 6 documents and 1 child\n")
    plan.write_text("kind: child-plan\nx: [\n", "utf-8")
    code, out = forecast(capsys, *words, "2026-11-21")
    assert code == Exit.FINDINGS
    assert "1 place that could not be read" in out


def test_the_json_has_every_item_with_its_day_and_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = (str(COXLEASE), "--as-of", "2024-01-01", "--format", "json")
    code, out = forecast(capsys, *words)
    whole: dict[str, Any] = json.loads(out)
    assert code == Exit.OK
    assert (whole["format"], whole["as_of"], whole["until"]) == (
        "lpcheck.forecast/1",
        "2024-01-01",
        "2024-04-01",
    )
    assert {**whole["items"][0], "path": "", "what": ""} == {
        "day": "2024-01-10",
        "kind": "finding",
        "severity": "error",
        "what": "",
        "path": "",
        "line": 11,
        "column": 14,
        "pointer": "/review_date",
        "site": "coxlease-school",
        "child": None,
        "duty": "site manager",
        "requirement": "LP-11",
    }
    assert [item["kind"] for item in whole["items"]] == ["finding", "deadline", "deadline", "finding"]
    (tmp_path / "a.yaml").write_text("kind: local-procedure\nx: [\n", "utf-8")
    assert json.loads(forecast(capsys, str(tmp_path), "--format", "json")[1])["not_read"]


def test_the_same_input_gives_the_same_bytes(capsys: pytest.CaptureFixture[str]) -> None:
    words = ("procedures/model-school", "--as-of", "2026-11-21", "--color", "always")
    assert forecast(capsys, *words) == forecast(capsys, *words)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--until", "soon"), "--until is not a day that exists"),
        (("--until", "2026-12"), "--until is not a day that exists"),
        (("--until", "2026-11-20"), "--until lies before the day to judge by"),
        (("--format", "csv"), "there is no format csv"),
    ],
)
def test_words_that_make_no_sense_are_refused(
    words: tuple[str, ...], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_app(["forecast", str(COXLEASE), "--as-of", "2026-11-21", *words]) == Exit.USAGE
    assert says in capsys.readouterr().err


def test_a_waiver_that_begins_after_another_has_ended_leaves_a_gap_in_which_it_is_found(
    tmp_path: Path,
) -> None:
    folder = site(tmp_path, waiver(), waiver(approved_on="2027-01-11", ends="2027-02-28"))
    assert ("2027-01-01", "ECS36-5.11", "error") in told(
        outlook(folder, date(2026, 11, 21), date(2027, 1, 31))
    )
