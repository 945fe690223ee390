"""ci/gitlab.yml: its scripts run as a runner runs them, and what they leave for GitLab is read back."""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import junitparser
import pytest
import yaml

from excerpts import ROOT
from pipeline_files import GITLAB, whole_files
from school_repository import KNOWN, PLAN, PROCEDURE, school_in_order, school_with_findings
from workflow_steps import on_the_day, plain_environment

TEMPLATE = yaml.safe_load((ROOT / "ci" / "gitlab.yml").read_text("utf-8"))
CODE_QUALITY = "lpcheck-codequality.json"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    return school_with_findings(tmp_path)


def job(name: str) -> dict[str, Any]:
    """A job with what it extends, as GitLab merges them: group by group."""
    own = TEMPLATE[name]
    shared = TEMPLATE[own["extends"]]
    return {**shared, **own, "artifacts": {**shared["artifacts"], **own["artifacts"]}}


def run(
    repository: Path, lines: list[str], variables: Mapping[str, str], shell: str = "sh"
) -> tuple[int, str]:
    """Runs the lines of a script in one shell, as a runner does, on the day of the examples.

    Returns how it ends, and its log.
    """
    done = subprocess.run(
        [shell, "-e", "-c", on_the_day("\n".join(lines))],
        check=False,
        capture_output=True,
        cwd=repository,
        env={**plain_environment(), "GITLAB_CI": "true", **variables},
        text=True,
        encoding="utf-8",
    )
    return done.returncode, done.stdout + done.stderr


def look(
    repository: Path, name: str, variables: Mapping[str, str] | None = None, shell: str = "sh"
) -> tuple[int, str]:
    """Runs a job with the program that is tested; only one test installs it as a runner would."""
    program = repository / ".lpcheck" / "bin" / "lpcheck"
    if not program.exists():
        program.parent.mkdir(parents=True)
        program.symlink_to(Path(sys.executable).with_name("lpcheck"))
    return run(repository, job(name)["script"], variables or {}, shell)


def entries(repository: Path) -> list[tuple[str, str, str, int]]:
    """What the report for Code Quality says: requirement, severity, path and line."""
    return [
        (one["check_name"], one["severity"], one["location"]["path"], one["location"]["lines"]["begin"])
        for one in json.loads((repository / CODE_QUALITY).read_text("utf-8"))
    ]


LETTING_THROUGH = ("ECS38-3.2", "blocker", PLAN.as_posix(), 112)
NOT_MOVED_ON = ("LP-11", "critical", PROCEDURE.as_posix(), 7)


def test_the_job_installs_lpcheck_and_leaves_its_reports_where_something_was_found(
    repository: Path,
) -> None:
    (repository / "venv.py").write_text("raise SystemExit('this is no part of Python')", "utf-8")
    missing = job("lpcheck")
    lines = [*missing["before_script"], *missing["script"]]
    code, log = run(repository, lines, {"LPCHECK_SOURCE": str(ROOT)})
    assert code == 1, log
    assert f"{PLAN.as_posix()}:112:25: error ECS38-3.2 " in log
    assert entries(repository) == [LETTING_THROUGH, NOT_MOVED_ON]
    report = junitparser.JUnitXml.fromfile(str(repository / "lpcheck-junit.xml"))
    assert report.failures == 5
    assert missing["artifacts"]["when"] == "always"
    assert missing["artifacts"]["reports"] == {"codequality": CODE_QUALITY, "junit": "lpcheck-junit.xml"}


def test_nothing_is_installed_that_nobody_named(repository: Path) -> None:
    code, log = run(repository, job("lpcheck")["before_script"], {})
    assert code == 3
    assert "LPCHECK_SOURCE" in log
    assert not (repository / ".lpcheck").exists()


@pytest.mark.parametrize("shell", ["sh", "bash"])
def test_each_variable_reaches_lpcheck(repository: Path, shell: str) -> None:
    paths = {"LPCHECK_PATHS": f"{PROCEDURE.as_posix()}\n"}
    assert look(repository, "lpcheck", paths, shell)[0] == 1
    assert entries(repository) == [NOT_MOVED_ON]
    assert look(repository, "lpcheck", {**paths, "LPCHECK_FAIL_ON": "never"}, shell)[0] == 0
    look(repository, "lpcheck", {"LPCHECK_BASELINE": KNOWN}, shell)
    assert LETTING_THROUGH in entries(repository)
    assert NOT_MOVED_ON not in entries(repository)


def test_a_school_in_order_passes(tmp_path: Path) -> None:
    repository = school_in_order(tmp_path)
    assert look(repository, "lpcheck") == (0, "")
    assert entries(repository) == []


def test_no_variable_is_taken_for_a_command(repository: Path) -> None:
    for text in ("$(touch stolen)", "`touch stolen`", '"; touch stolen; "', "END\ntouch stolen"):
        for name in ("LPCHECK_PATHS", "LPCHECK_FAIL_ON", "LPCHECK_BASELINE"):
            look(repository, "lpcheck", {name: text})
    assert not (repository / "stolen").exists()


def test_the_schedule_leaves_a_list_and_a_calendar(repository: Path) -> None:
    dates = job("lpcheck-overdue")
    code, log = look(repository, "lpcheck-overdue", {"LPCHECK_PATHS": "procedures"})
    assert code == 1, log
    assert "31 October 2026, overdue by 21 days" in log
    texts = [(repository / path).read_text("utf-8") for path in dates["artifacts"]["paths"]]
    assert [text.partition(",")[0].split()[0] for text in texts] == ["#", "BEGIN:VCALENDAR"]
    assert dates["artifacts"]["when"] == "always"
    assert dates["rules"] == [{"if": '$CI_PIPELINE_SOURCE == "schedule"'}]


def test_a_school_includes_the_template_by_the_path_it_has_here() -> None:
    (include,) = yaml.safe_load(whole_files()[GITLAB])["include"]
    assert ROOT / include["file"] == ROOT / "ci" / "gitlab.yml"
    assert (ROOT / include["file"]).is_file()
