"""docs/ci.md: what it shows is what the program prints, and what it tells a school to write is taken."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from excerpts import ROOT, excerpts_in, printed
from pipeline_files import DATES, GITLAB, PAGE, PRE_COMMIT, WORKFLOW, additions, whole_files, write
from school_repository import school_with_findings

PROGRAMS = Path(sys.executable).parent


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    return school_with_findings(tmp_path)


def test_the_page_shows_what_the_program_prints(repository: Path) -> None:
    excerpts = excerpts_in(PAGE)
    assert len(excerpts) == 7
    for words, shown in excerpts:
        assert shown.rstrip("\n") in printed(words, repository), words


def test_what_the_page_shows_of_a_run_since_a_revision_is_all_of_it(repository: Path) -> None:
    ((words, shown),) = [pair for pair in excerpts_in(PAGE) if "--since" in pair[0]]
    assert printed(words, repository) == shown


def test_the_page_has_every_input_and_output_of_the_action() -> None:
    page = (ROOT / PAGE).read_text("utf-8")
    action = (ROOT / "action.yml").read_text("utf-8")
    names = re.findall(r"^  ([a-z-]+):$", action.partition("\nruns:")[0], re.MULTILINE)
    assert len(names) == 12
    assert [name for name in names if f"`{name}`" not in page] == []


def test_the_page_has_every_variable_of_the_template() -> None:
    page = (ROOT / PAGE).read_text("utf-8")
    names = set(re.findall(r"\bLPCHECK_[A-Z_]+", (ROOT / "ci" / "gitlab.yml").read_text("utf-8")))
    assert len(names) == 4
    assert {name for name in names if f"`{name}`" not in page} == set()


def checked(program: str, *words: str | Path) -> None:
    """Runs a checker that is installed beside Python; it must find nothing."""
    done = subprocess.run(
        [PROGRAMS / program, *words],
        check=False,
        capture_output=True,
        env={**os.environ, "PYTHONUTF8": "1"},
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def shape(name: str, *files: Path) -> None:
    """Checks files against a schema of check-jsonschema's own."""
    checked("check-jsonschema", "--builtin-schema", f"vendor.{name}", *files)


ZIZMOR = ("--offline", "--persona=pedantic", "--strict-collection", "--no-progress")


def test_what_is_offered_has_the_shape_that_each_service_asks_for() -> None:
    shape("github-actions", ROOT / "action.yml")
    shape("gitlab-ci", ROOT / "ci" / "gitlab.yml")
    checked("pre-commit", "validate-manifest", ROOT / ".pre-commit-hooks.yaml")


def test_what_is_offered_opens_no_door() -> None:
    checked("zizmor", *ZIZMOR, ROOT / "action.yml", ROOT / ".pre-commit-hooks.yaml")


def test_what_a_school_is_to_write_has_the_shape_that_each_service_asks_for(tmp_path: Path) -> None:
    files = whole_files()
    assert sorted(files) == sorted((PRE_COMMIT, WORKFLOW, DATES, GITLAB))
    write(files, tmp_path)
    shape("github-workflows", tmp_path / WORKFLOW, tmp_path / DATES)
    shape("gitlab-ci", tmp_path / GITLAB)
    checked("pre-commit", "validate-config", tmp_path / PRE_COMMIT)
    checked("zizmor", *ZIZMOR, "--collect=all", tmp_path)


@pytest.mark.parametrize("addition", [0, 1])
def test_what_a_school_may_add_has_the_shape_too(tmp_path: Path, addition: int) -> None:
    path, text = additions()[addition]
    write({path: text}, tmp_path)
    shape("github-workflows", tmp_path / path)
    checked("zizmor", *ZIZMOR, tmp_path)


def test_both_checkers_notice_what_is_wrong(tmp_path: Path) -> None:
    text = whole_files()[WORKFLOW]
    write({WORKFLOW: text.replace("    steps:", "    stepz:")}, tmp_path)
    with pytest.raises(AssertionError):
        shape("github-workflows", tmp_path / WORKFLOW)
    write({WORKFLOW: text.replace("          persist-credentials: false\n", "")}, tmp_path)
    with pytest.raises(AssertionError, match="artipacked"):
        checked("zizmor", *ZIZMOR, tmp_path)
