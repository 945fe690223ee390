"""The edges of the program that only an odd machine, an odd folder or an odd policy reaches."""

import gc
import io
import os
import runpy
import shutil
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NoReturn

import pytest

from excerpts import ROOT
from lpcheck.catalogue import Catalogue
from lpcheck.cli import main
from lpcheck.cli.app import run_app
from lpcheck.cli.failing import FailOn, exit_code
from lpcheck.cli.options import Exit
from lpcheck.cli.writing import write_out
from lpcheck.errors import LpcheckError, OutputError, PolicyError, UsageError
from lpcheck.loading import load_catalogue
from lpcheck.plain_style import style_faults
from lpcheck.policy_files import read_bytes
from lpcheck.resources import shipped
from lpcheck.run import Request, run
from rights import put_down

COXLEASE = ROOT / "procedures" / "coxlease-school"
TINY = Path(__file__).parent / "policies" / "tiny"


@pytest.fixture
def usual_thresholds() -> Iterator[None]:
    """Gives the garbage collector its own limits back."""
    before = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*before)


@pytest.mark.usefixtures("usual_thresholds")
def test_the_program_runs_from_its_entry_point(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["lpcheck", "--version"])
    assert main() == 0
    monkeypatch.setattr(sys, "argv", ["lpcheck", "explain", "ECS38-3.2"])
    assert main() == 0
    said = capsys.readouterr().out
    assert said.startswith("lpcheck 0.")
    assert "no filter, waiver or baseline ever hides a finding of it" in said
    with pytest.raises(SystemExit, match="0"):
        runpy.run_module("lpcheck", run_name="__main__")


@pytest.mark.usefixtures("usual_thresholds")
def test_ctrl_c_is_understood_before_there_is_a_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(_: object) -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.setattr("lpcheck.cli.app.run_app", interrupt)
    monkeypatch.setattr(sys, "argv", ["lpcheck", "validate"])
    assert main() == Exit.INTERRUPTED
    assert capsys.readouterr() == ("", "lpcheck: interrupted; no file was left half-written\n")


def test_the_version_can_be_asked_for_among_other_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_app(["--version", "validate"]) == 0
    assert capsys.readouterr().out.startswith("lpcheck 0.")


def test_an_error_without_a_next_step_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise LpcheckError("no check could be made")

    monkeypatch.setattr("lpcheck.cli.app.app_for", lambda _: refuse)
    assert run_app(["validate"]) == 3
    assert capsys.readouterr().err == "lpcheck: no check could be made\n"


def test_what_may_not_be_read_is_a_finding_and_the_rest_is_checked(tmp_path: Path) -> None:
    school = tmp_path / "school"
    shutil.copytree(COXLEASE, school)
    (school / "closed").mkdir(mode=0)
    (school / "ecs-38-contact.yaml").chmod(0)
    (tmp_path / "other").mkdir(mode=0)
    take_up = put_down()
    try:
        result = run(Request((tmp_path,), date(2026, 11, 21)))
    finally:
        take_up()
    unread = [f for f in result.findings if f.requirement.id == "FILE-1"]
    assert [f.problem.message for f in unread] == [
        "this cannot be opened: you have no permission to read it"
    ] * 3
    paths = [f.problem.location.path for f in unread]
    assert [Path(path).name for path in paths] == ["other", "closed", "ecs-38-contact.yaml"]
    assert any(f.requirement.id == "LP-14" for f in result.findings)
    (tmp_path / "other").chmod(0o755)
    (school / "closed").chmod(0o755)


def test_settings_that_name_no_folder_are_a_finding(tmp_path: Path) -> None:
    shutil.copytree(COXLEASE, tmp_path / "school")
    (tmp_path / "lpcheck.yaml").write_text("kind: settings\npolicies: [1]\n", "utf-8")
    result = run(Request((tmp_path,), date(2026, 11, 21)))
    assert any(f.requirement.id == "FILE-4" for f in result.findings)


def test_a_site_inside_a_site_is_a_site_of_its_own(tmp_path: Path) -> None:
    shutil.copytree(COXLEASE, tmp_path / "outer")
    shutil.copytree(COXLEASE, tmp_path / "outer" / "inner")
    result = run(Request((tmp_path / "outer",), date(2026, 11, 21)))
    assert {finding.site for finding in result.findings} == {"outer", "inner"}
    assert result.documents == 6


def test_a_policy_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PolicyError, match="the file cannot be read: No such file"):
        read_bytes(tmp_path / "policy.yaml")


def test_a_block_that_is_no_json_schema_is_refused_at_its_line(tmp_path: Path) -> None:
    shutil.copytree(TINY, tmp_path / "tiny")
    [file] = (tmp_path / "tiny").glob("*.schema.json")
    text = file.read_text("utf-8")
    assert '"type": "array"' in text
    file.write_text(text.replace('"type": "array"', '"type": "arrow"', 1), "utf-8")
    with pytest.raises(PolicyError, match=r"schema\.json:\d+: this is not what JSON Schema asks for here"):
        load_catalogue(shipped("schemas"), [tmp_path / "tiny"])


def test_a_setting_that_is_no_json_schema_is_refused_at_its_line(tmp_path: Path) -> None:
    shutil.copytree(TINY, tmp_path / "tiny")
    file = tmp_path / "tiny" / "policy.yaml"
    text = file.read_text("utf-8")
    assert "    type: integer\n" in text
    file.write_text(text.replace("    type: integer\n", "    type: arrow\n", 1), "utf-8")
    with pytest.raises(PolicyError, match=r"policy\.yaml:\d+: this is not what JSON Schema asks for here"):
        load_catalogue(shipped("schemas"), [tmp_path / "tiny"])


def test_closing_nothing_and_a_broken_pattern_are_outside_the_plain_style() -> None:
    found = dict(style_faults({"type": "object", "additionalProperties": False}, {}))
    assert found == {("additionalProperties",): "additionalProperties: false needs properties to close"}
    broken = dict(style_faults({"type": "string", "pattern": "(", "x-hint": "write a word"}, {}))
    assert broken == {("pattern",): "this is not a regular expression"}


def test_more_places_than_a_frame_holds_are_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(COXLEASE, tmp_path / "school")
    file = tmp_path / "school" / "ecs-38-contact.yaml"
    header = "      Children's Services: Local Procedure Template\n"
    text = file.read_text("utf-8")
    assert header in text
    file.write_text(text.replace(header, header * 30, 1), "utf-8")
    run_app(["validate", str(file), "--select", "LP-15", "--as-of", "2026-11-21"])
    assert "and 15 more places, all in --format json" in capsys.readouterr().out


def test_without_standard_streams_there_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    with pytest.raises(OutputError, match="no standard output"):
        write_out("x")
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(UsageError, match="no standard input"):
        _paths_of_standard_input()


def _paths_of_standard_input() -> None:
    from lpcheck.cli.inputs import inputs_for  # noqa: PLC0415

    inputs_for(["-"], None)


def test_a_console_that_lacks_letters_gets_plainer_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="ascii"))
    write_out("••• – “x” é\n")
    assert raw.getvalue() == b'*** - "x" ?\n'


class _Full(io.TextIOWrapper):
    """A standard output that cannot be written to, over a real file that can be put aside."""

    def __init__(self, error: OSError) -> None:
        super().__init__(io.FileIO(os.dup(2), "w"), encoding="utf-8")
        self.error = error

    def write(self, _: str, /) -> int:
        raise self.error


def test_an_output_that_fails_is_told_and_a_closed_pipe_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    with _Full(OSError(28, "No space left on device")) as full:
        monkeypatch.setattr(sys, "stdout", full)
        with pytest.raises(OutputError, match="standard output cannot be written: No space left on device"):
            write_out("x")
    with _Full(BrokenPipeError(32, "Broken pipe")) as closed:
        monkeypatch.setattr(sys, "stdout", closed)
        write_out("x")


def test_what_is_never_hidden_fails_a_run_that_fails_on_nothing(catalogue: Catalogue) -> None:
    result = run(Request((COXLEASE,), date(2026, 11, 21)))
    assert exit_code(result, FailOn.NEVER) == 0
    grave = catalogue.requirements["ECS38-3.2"]
    finding = result.findings[-1]._replace(requirement=grave, check=grave.checks[0], is_kept=True)
    assert exit_code(result._replace(findings=(finding,)), FailOn.NEVER) == 1
