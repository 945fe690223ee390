"""Runs the scripts of an action or a workflow as a runner does, each in a shell of its own."""

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from excerpts import ROOT
from school_repository import DAY

EXPRESSION = re.compile(r"\$\{\{ (.+?) \}\}")
SHELL = ("bash", "--noprofile", "--norc", "-e", "-o", "pipefail")


class Runner(NamedTuple):
    """A machine that runs jobs: where the documents are, a folder of its own, where the action is."""

    workspace: Path
    scratch: Path
    action: Path = ROOT


class Ran(NamedTuple):
    """What a run left: how it ended, what it wrote to the log and to the summary, and its outputs."""

    code: int
    log: str
    summary: str
    outputs: dict[str, str]


def run_action(
    action: Mapping[str, Any],
    given: Mapping[str, str],
    runner: Runner,
    known: Mapping[str, str] | None = None,
) -> Ran:
    """Runs a composite action's scripts until one fails; a step whose outputs are `known` is left out."""
    values = {f"inputs.{name}": one["default"] for name, one in action["inputs"].items()}
    values |= {f"inputs.{name}": value for name, value in given.items()} | dict(known or {})
    code, log, summary = 0, "", ""
    for step in action["runs"]["steps"]:
        name = f"steps.{step.get('id')}.outputs"
        if "uses" in step or any(value.startswith(f"{name}.") for value in known or {}):
            continue
        ran = run_step(step, values, runner)
        values |= {f"{name}.{output}": value for output, value in ran.outputs.items()}
        code, log, summary = ran.code, log + ran.log, summary + ran.summary
        if code:
            break
    outputs = {name: filled(one["value"], values) for name, one in action["outputs"].items()}
    return Ran(code, log, summary, outputs)


def run_step(step: Mapping[str, Any], values: Mapping[str, str], runner: Runner) -> Ran:
    """Runs one script; nothing is filled into its text, only into its environment."""
    assert not EXPRESSION.search(step["run"])
    output, summary, script = (runner.scratch / name for name in ("output", "summary", "script.sh"))
    for file in (output, summary):
        file.write_text("", "utf-8")
    script.write_text(step["run"], "utf-8")
    done = subprocess.run(
        [*SHELL, script],
        check=False,
        capture_output=True,
        cwd=runner.workspace,
        env={
            **plain_environment(),
            **{name: filled(text, values) for name, text in step.get("env", {}).items()},
            "GITHUB_ACTIONS": "true",
            "GITHUB_ACTION_PATH": str(runner.action),
            "GITHUB_OUTPUT": str(output),
            "GITHUB_STEP_SUMMARY": str(summary),
            "RUNNER_TEMP": str(runner.scratch),
        },
        text=True,
        encoding="utf-8",
    )
    lines = output.read_text("utf-8").splitlines()
    outputs = {name: value for name, _, value in (line.partition("=") for line in lines)}
    return Ran(done.returncode, done.stdout + done.stderr, summary.read_text("utf-8"), outputs)


def plain_environment() -> dict[str, str]:
    """What a job finds: the Python that is tested, and of the rest only what every shell and pip need."""
    wanted = ("HOME", "LANG", "SSL_CERT_FILE", "REQUESTS_CA_BUNDLE")
    kept = {name: value for name, value in os.environ.items() if name in wanted or name.startswith("PIP_")}
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    return {**kept, "PATH": path, "CI": "true", "PYTHONUTF8": "1"}


def on_the_day(script: str) -> str:
    """A script whose commands judge by the day of the examples, and not by that of the machine."""
    return re.sub(r"\b(validate|overdue) -", rf"\1 --as-of={DAY} -", script)


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with each expression replaced; what a step that did not run would have put out is empty."""
    return EXPRESSION.sub(lambda found: _value(found[1], values), text)


def _value(name: str, values: Mapping[str, str]) -> str:
    assert name in values or name.startswith("steps."), f"nothing says what {name} is"
    return values.get(name, "")
