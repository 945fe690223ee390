"""action.yml: its scripts run as a runner runs them, and what they leave for GitHub is read back."""

import json
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import junitparser
import pytest
import yaml

from excerpts import ROOT
from pipeline_files import DATES, WORKFLOW, additions, whole_files
from school_repository import (
    DAY,
    KNOWN,
    PLAN,
    PROCEDURE,
    SCHOOL,
    commit,
    school_in_order,
    school_with_findings,
)
from workflow_steps import Ran, Runner, on_the_day, run_action, run_step

HERE = {"steps.install.outputs.program": str(Path(sys.executable).with_name("lpcheck"))}
LETTING_THROUGH = "ECS38-3.2"
NOT_MOVED_ON = "LP-11"
PERSONAL = ("Jane Field", "07700", "01632", "Example Row", "A2B", "Ring the safeguarding lead")


def loaded(text: str) -> Any:  # noqa: ANN401 - the tests take the files apart as they know them
    return yaml.safe_load(text)


ACTION = loaded((ROOT / "action.yml").read_text("utf-8"))


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    scratch = tmp_path / "a runner's own"
    scratch.mkdir()
    return Runner(school_with_findings(tmp_path / "repository"), scratch)


def look(runner: Runner, given: Mapping[str, str] | None = None) -> Ran:
    """Runs the action with the program that is tested; only one test installs it as a runner would."""
    return run_action(ACTION, {"as-of": DAY, **(given or {})}, runner, HERE)


def found(file: Path) -> dict[str, bool]:
    """The requirements that a SARIF file has results for, and whether each is suppressed."""
    (run,) = json.loads(file.read_text("utf-8"))["runs"]
    return {result["ruleId"]: bool(result["suppressions"]) for result in run["results"]}


def test_the_action_installs_itself_and_leaves_everything_where_something_was_found(runner: Runner) -> None:
    (runner.workspace / "venv.py").write_text("raise SystemExit('this is no part of Python')", "utf-8")
    ran = run_action(ACTION, {"as-of": DAY}, runner)
    assert ran.code == 1, ran.log
    program = Path(ran.outputs.pop("program"))
    assert ran.outputs == {"exit-code": "1", "result": "findings", "sarif-file": "lpcheck.sarif"}
    assert program.is_relative_to(runner.scratch)
    sarif = runner.workspace / "lpcheck.sarif"
    assert found(sarif) == {LETTING_THROUGH: False, NOT_MOVED_ON: False}
    assert re.findall(r"^::(\w+) file=([^,]+),line=(\d+)", ran.log, re.MULTILINE) == [
        ("error", PLAN.as_posix(), "112"),
        ("error", PROCEDURE.as_posix(), "7"),
    ]
    assert ran.summary.startswith("# lpcheck\n\n2 errors")
    for text in (ran.log, ran.summary, sarif.read_text("utf-8")):
        assert [word for word in PERSONAL if word in text] == []
    run_the_schedule(runner, program)


def run_the_schedule(runner: Runner, program: Path) -> None:
    """Runs the scripts of the workflow for Mondays with the program that the action has installed."""
    (job,) = loaded(whole_files()[DATES])["jobs"].values()
    (step,) = [step for step in job["steps"] if "run" in step]
    values = {"steps.lpcheck.outputs.program": str(program)}
    ran = run_step({**step, "run": on_the_day(step["run"])}, values, runner)
    assert ran.code == 1, ran.log
    assert "| 31 October 2026 | overdue by 21 days |" in ran.summary
    kept = [step["with"]["path"] for step in job["steps"] if "upload-artifact" in step.get("uses", "")]
    assert [(runner.workspace / path).read_text("utf-8").partition("\n")[0].strip() for path in kept] == [
        "BEGIN:VCALENDAR"
    ]


def test_the_texts_that_personal_values_are_looked_for_stand_in_the_plan(runner: Runner) -> None:
    plan = (runner.workspace / PLAN).read_text("utf-8")
    assert [word for word in PERSONAL if word not in plan] == []


def test_where_nothing_is_found_the_job_passes_and_the_file_is_there(
    runner: Runner, tmp_path: Path
) -> None:
    in_order = runner._replace(workspace=school_in_order(tmp_path / "in order"))
    ran = look(in_order)
    assert (ran.code, ran.outputs["result"]) == (0, "nothing-that-counts")
    assert found(in_order.workspace / ran.outputs["sarif-file"]) == {}


@pytest.mark.parametrize(
    ("given", "told", "apart"),
    [
        ({"baseline": KNOWN}, [LETTING_THROUGH], [NOT_MOVED_ON]),
        ({"since": "HEAD"}, [LETTING_THROUGH], [NOT_MOVED_ON]),
        ({"paths": PROCEDURE.as_posix()}, [NOT_MOVED_ON], []),
        ({"paths": f"{PROCEDURE.as_posix()}\n\n{PLAN.as_posix()}\n"}, [LETTING_THROUGH, NOT_MOVED_ON], []),
    ],
)
def test_an_input_reaches_lpcheck(
    runner: Runner, given: dict[str, str], told: list[str], apart: list[str]
) -> None:
    ran = look(runner, given)
    assert ran.code == 1, ran.log
    results = found(runner.workspace / "lpcheck.sarif")
    assert sorted(name for name, is_apart in results.items() if not is_apart) == told
    assert [name for name, is_apart in results.items() if is_apart] == apart


def test_a_folder_may_have_a_blank_in_its_name(runner: Runner) -> None:
    (runner.workspace / SCHOOL).rename(runner.workspace / "our school")
    ran = look(runner, {"paths": "our school"})
    assert ran.outputs["result"] == "findings"


def test_what_fails_the_job_is_for_an_input_to_say(runner: Runner) -> None:
    procedure = {"paths": PROCEDURE.as_posix()}
    assert look(runner, procedure).code == 1
    ran = look(runner, {**procedure, "fail-on": "never"})
    assert (ran.code, ran.outputs["result"]) == (0, "nothing-that-counts")
    assert found(runner.workspace / "lpcheck.sarif") == {NOT_MOVED_ON: False}
    assert look(runner, {"fail-on": "never"}).code == 1  # what is never hidden fails it


def test_a_test_report_is_written_where_one_is_asked_for(runner: Runner) -> None:
    look(runner, {"junit-file": "report.xml", "sarif-file": ""})
    assert not (runner.workspace / "lpcheck.sarif").exists()
    names = [suite.name for suite in junitparser.JUnitXml.fromfile(str(runner.workspace / "report.xml"))]
    assert names == ["larkfield-school", PLAN.as_posix(), PROCEDURE.as_posix()]


@pytest.mark.parametrize(
    ("given", "code", "result"),
    [
        ({"since": "--output=stolen"}, 2, "wrong-usage"),
        ({"fail-on": "loud"}, 2, "wrong-usage"),
        ({"paths": "nowhere"}, 3, "no-check"),
        ({"sarif-file": "nowhere/lpcheck.sarif"}, 3, "no-check"),
    ],
)
def test_a_run_that_looked_at_nothing_hands_over_no_file(
    runner: Runner, given: dict[str, str], code: int, result: str
) -> None:
    (runner.workspace / "lpcheck.sarif").write_text("of an earlier run", "utf-8")
    ran = look(runner, given)
    assert (ran.code, ran.outputs["result"], ran.outputs["sarif-file"]) == (code, result, "")


def test_a_fault_is_told_as_one(runner: Runner) -> None:
    program = runner.scratch / "lpcheck"
    program.write_text("#!/bin/sh\nexit 70\n", "utf-8")
    program.chmod(0o755)
    ran = run_action(ACTION, {}, runner, {"steps.install.outputs.program": str(program)})
    assert (ran.code, ran.outputs["exit-code"], ran.outputs["result"]) == (70, "70", "fault")


@pytest.mark.parametrize("name", [name for name in ACTION["inputs"] if name != "python-version"])
@pytest.mark.parametrize("text", ["$(touch stolen)", "`touch stolen`", '"; touch stolen; "', "*", "-q"])
def test_no_input_is_taken_for_a_command(runner: Runner, name: str, text: str) -> None:
    look(runner, {name: text})
    assert not (runner.workspace / "stolen").exists()


def test_a_python_is_set_up_only_where_one_is_asked_for() -> None:
    others = [step for step in ACTION["runs"]["steps"] if "uses" in step]
    assert [step["if"] for step in others] == ["${{ inputs.python-version != '' }}"]
    assert ACTION["inputs"]["python-version"]["default"] == ""


def action_step(workflow: str, job: str) -> dict[str, Any]:
    """The step of a workflow's job that runs this action."""
    steps = loaded(workflow)["jobs"][job]["steps"]
    (step,) = [step for step in steps if step.get("uses", "").startswith("your-group/lpcheck@")]
    return dict(step)


def test_what_a_workflow_gives_to_the_action_is_what_the_action_takes() -> None:
    texts = [whole_files()[WORKFLOW], whole_files()[DATES], *(text for _, text in additions())]
    for text in texts:
        for job in loaded(text)["jobs"]:
            assert action_step(text, job).get("with", {}).keys() <= ACTION["inputs"].keys()


def test_a_pull_request_is_told_what_it_brings(runner: Runner) -> None:
    step = action_step(additions()[1][1], "missing")
    assert step["with"] == {"since": "${{ github.event.pull_request.base.sha }}"}
    commit(runner.workspace)
    assert look(runner, {"since": "HEAD~1"}).code == 1
    assert found(runner.workspace / "lpcheck.sarif") == {LETTING_THROUGH: False, NOT_MOVED_ON: True}
    look(runner, {"since": ""})  # a push to the main branch
    assert found(runner.workspace / "lpcheck.sarif") == {LETTING_THROUGH: False, NOT_MOVED_ON: False}


def test_code_scanning_is_given_everything_and_leaves_the_verdict_to_the_other_job(runner: Runner) -> None:
    step = action_step(additions()[0][1], "code-scanning")
    ran = look(runner, {**step["with"], "paths": PROCEDURE.as_posix()})
    assert (ran.code, ran.outputs["sarif-file"]) == (0, "lpcheck.sarif")
