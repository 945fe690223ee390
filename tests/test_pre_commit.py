"""The hooks of .pre-commit-hooks.yaml, run by the real pre-commit when somebody commits."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from excerpts import ROOT
from pipeline_files import PAGE, PRE_COMMIT, whole_files
from school_repository import (
    DAY,
    PLAN,
    SCHOOL,
    commit,
    let_the_father_collect,
    let_the_review_pass,
    school_in_order,
)
from test_since import AUTHOR, git

# What pip needs to make lpcheck from a clone, and what pre-commit reads first.
SOURCE = (
    ".pre-commit-hooks.yaml",
    "pyproject.toml",
    "hatch_build.py",
    "README.md",
    "LICENSE",
    "CHANGELOG.md",
)
FOLDERS = ("src", "schemas", "templates")

Run = Callable[..., tuple[int, str]]


def offered(folder: Path) -> tuple[Path, str]:
    """A clone of lpcheck as it stands here, and its commit."""
    for name in SOURCE:
        folder.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    for name in FOLDERS:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    git(folder, "init", "--quiet", "--initial-branch=main")
    commit(folder)
    return folder, (folder / ".git" / "refs" / "heads" / "main").read_text("utf-8").strip()


def configuration(repository: Path, revision: str) -> str:
    """What docs/ci.md tells a school to write, with this repository in place of the group's, on one day."""
    text = whole_files()[PRE_COMMIT]
    text = text.replace("https://github.com/your-group/lpcheck", repository.as_posix())
    text = text.replace("0" * 40, revision)
    assert revision in text
    return re.sub(r"(- id: .*)", rf'\1\n        args: [--as-of, "{DAY}"]', text)


@pytest.fixture
def school(tmp_path: Path) -> Path:
    """A school in order, whose commits go through the hook."""
    repository = school_in_order(tmp_path / "school")
    text = configuration(*offered(tmp_path / "lpcheck"))
    (repository / PRE_COMMIT).write_text(text, "utf-8")
    return repository


@pytest.fixture
def run(school: Path, tmp_path: Path) -> Run:
    """Runs a command in the school's repository; how it ends, and everything it says."""
    own = {
        "PRE_COMMIT_HOME": str(tmp_path / "home"),
        "PRE_COMMIT_COLOR": "never",
        "GIT_CONFIG_GLOBAL": os.devnull,
    }

    def command(*words: str) -> tuple[int, str]:
        done = subprocess.run(
            words,
            check=False,
            cwd=school,
            env={**os.environ, **own},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
        )
        return done.returncode, done.stdout

    return command


def test_a_commit_goes_through_where_nothing_is_found_and_waits_where_something_is(
    school: Path, run: Run
) -> None:
    pre_commit = str(Path(sys.executable).with_name("pre-commit"))

    def committed(*words: str) -> tuple[int, str]:
        run("git", "add", "--all")
        return run("git", *AUTHOR, "commit", "--message", "a change", *words)

    assert run(pre_commit, "install")[0] == 0
    code, said = committed()
    assert code == 0, said
    assert re.search(r"^lpcheck\.+Passed$", said, re.MULTILINE)

    let_the_father_collect(school)
    code, said = committed()
    assert code == 1
    (shown,) = re.findall(
        r"<!-- excerpt of pre-commit -->\n```text\n(.*?)```", (ROOT / PAGE).read_text("utf-8"), re.DOTALL
    )
    assert shown in said
    run("git", "reset", "--hard")

    # Nothing of the school's is staged but a file that goes, which pre-commit names to no hook.
    run("git", "rm", str(PLAN))
    code, said = committed()
    assert (code, "there is no plan.yaml in this child's folder" in said) == (1, True), said
    run("git", "reset", "--hard")

    # A list in another file, and no document, is what changes.
    site = school / SCHOOL / "site.yaml"
    site.write_text(
        site.read_text("utf-8").replace("systems: [CPOMS, handover-book]", "systems: [CPOMS]"), "utf-8"
    )
    code, said = committed()
    assert (code, f"{PLAN.as_posix()}:" in said) == (1, True), said
    run("git", "reset", "--hard")

    let_the_review_pass(school)
    assert committed("--no-verify")[0] == 0
    code, said = run(pre_commit, "run", "lpcheck-overdue", "--hook-stage", "manual")
    assert (code, "31 October 2026, overdue by 21 days" in said) == (1, True), said

    settings = school / PRE_COMMIT
    assert committed("--allow-empty")[0] == 1
    settings.write_text(
        settings.read_text("utf-8").replace("[--as-of", "[--since, HEAD, --as-of", 1), "utf-8"
    )
    assert committed()[0] == 0
