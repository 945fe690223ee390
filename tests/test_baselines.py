"""Baselines: what was known before is counted apart, only ever shrinks, and hides no danger."""

import json
from pathlib import Path
from typing import Any

import pytest

from lpcheck.cli.app import run_app
from lpcheck.cli.options import Exit
from test_waivers import NOT_GIVEN, PLAN, site, waiver

DAY = ("--as-of", "2026-11-21")
Captured = pytest.CaptureFixture[str]


def validate(capsys: Captured, *words: object) -> tuple[int, dict[str, Any]]:
    code = run_app(["validate", *map(str, words), *DAY, "--format", "json"])
    return code, json.loads(capsys.readouterr().out or "{}")


def refused(capsys: Captured, *words: object) -> tuple[int, str]:
    code = run_app(["validate", *map(str, words), *DAY])
    return code, capsys.readouterr().err


def entries(file: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(file.read_text("utf-8"))["findings"]
    return found


def test_a_school_begins_with_what_is_found_today(tmp_path: Path, capsys: Captured) -> None:
    there, known = site(tmp_path), tmp_path / "known.json"
    assert validate(capsys, there)[0] == Exit.FINDINGS
    code, found = validate(capsys, there, "--write-baseline", known)
    assert (code, found["summary"]["baselined"], found["summary"]["errors"]) == (Exit.OK, 1, 0)
    code, found = validate(capsys, there, "--baseline", known)
    assert (code, [finding["baselined"] for finding in found["findings"]]) == (Exit.OK, [True])
    assert list(entries(known).values()) == [{"requirement": "ECS36-5.11", "site": "larkfield-school"}]


def test_what_is_new_fails_the_run(tmp_path: Path, capsys: Captured) -> None:
    there, known = site(tmp_path), tmp_path / "known.json"
    validate(capsys, there, "--write-baseline", known)
    (there / "ecs-38.yaml").write_text("kind: local-procedure\nx: [\n", "utf-8")
    code, found = validate(capsys, there, "--baseline", known)
    assert code == Exit.FINDINGS
    assert found["summary"]["baselined"] == 1
    assert found["summary"]["errors"]


def test_a_finding_is_known_after_lines_were_added_and_the_folder_was_moved(
    tmp_path: Path, capsys: Captured
) -> None:
    there, known = site(tmp_path), tmp_path / "known.json"
    validate(capsys, there, "--write-baseline", known)
    plan = there / PLAN
    plan.write_text("# a note\n\n" + plan.read_text("utf-8"), "utf-8")
    moved = tmp_path / "elsewhere"
    moved.mkdir()
    assert validate(capsys, there.rename(moved / there.name), "--baseline", known)[0] == Exit.OK


def test_what_is_put_right_is_idle_and_goes_when_it_is_written_again(
    tmp_path: Path, capsys: Captured
) -> None:
    there, known = site(tmp_path / "a"), tmp_path / "known.json"
    validate(capsys, there, "--write-baseline", known)
    clean = site(tmp_path / "b", plan={})
    (there / PLAN).write_text((clean / PLAN).read_text("utf-8"), "utf-8")
    assert validate(capsys, there, "--baseline", known)[1]["summary"]["idle_in_baseline"] == 1
    run_app(["validate", str(there), *DAY, "--baseline", str(known)])
    assert "1 entry of the baseline match" in " ".join(capsys.readouterr().out.split())
    child = there / "children" / "P-003"
    assert validate(capsys, child, "--baseline", known)[1]["summary"]["idle_in_baseline"] == 0
    assert (
        validate(capsys, there, "--baseline", known, "--select", "LP")[1]["summary"]["idle_in_baseline"]
        == 0
    )
    validate(capsys, child, "--write-baseline", known)
    assert len(entries(known)) == 1
    validate(capsys, there, "--write-baseline", known)
    assert entries(known) == {}


def test_a_baseline_that_is_there_never_grows(tmp_path: Path, capsys: Captured) -> None:
    there, known = site(tmp_path, plan={}), tmp_path / "known.json"
    validate(capsys, there, "--write-baseline", known)
    other = site(tmp_path / "other", plan=NOT_GIVEN)
    (there / PLAN).write_text((other / PLAN).read_text("utf-8"), "utf-8")
    assert validate(capsys, there, "--write-baseline", known)[0] == Exit.FINDINGS
    assert entries(known) == {}


def test_what_is_never_hidden_and_what_is_waived_are_in_no_baseline(
    tmp_path: Path, capsys: Captured
) -> None:
    forbidden = {**NOT_GIVEN, "/contact/collection/may_collect": ["taxi", "father"]}
    there, known = site(tmp_path, waiver(), plan=forbidden), tmp_path / "known.json"
    code, found = validate(capsys, there, "--write-baseline", known)
    assert code == Exit.FINDINGS
    assert {f["requirement"] for f in found["findings"] if not f["baselined"]} == {
        "ECS38-3.2",
        "ECS36-5.11",
    }
    assert entries(known) == {}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"format": "lpcheck.baseline/2", "findings": {}}',
        '{"format": "lpcheck.baseline/1", "findings": []}',
        '{"format": "lpcheck.baseline/1", "findings": {"a": {}}}',
        "[" * 100_000,
    ],
)
def test_what_is_no_baseline_is_refused(text: str, tmp_path: Path, capsys: Captured) -> None:
    there, known = site(tmp_path), tmp_path / "known.json"
    known.write_text(text, "utf-8")
    code, said = refused(capsys, there, "--baseline", known)
    assert code == Exit.NO_CHECK
    assert "is no baseline of this version of lpcheck" in said


def test_a_baseline_that_cannot_be_read_is_refused(tmp_path: Path, capsys: Captured) -> None:
    there = site(tmp_path)
    for file in (tmp_path / "nowhere.json", tmp_path):
        code, said = refused(capsys, there, "--baseline", file)
        assert (code, "cannot be read" in said) == (Exit.NO_CHECK, True)


def test_a_part_of_the_requirements_makes_no_baseline_and_no_document_is_written_over(
    tmp_path: Path, capsys: Captured
) -> None:
    there = site(tmp_path)
    code, said = refused(capsys, there, "--write-baseline", tmp_path / "known.json", "--select", "LP")
    assert code == Exit.USAGE
    assert "--write-baseline goes with neither --select nor --ignore" in said
    assert refused(capsys, there, "--write-baseline", there / "site.yaml")[0] == Exit.USAGE
