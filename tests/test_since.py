"""`validate --since REV`: what is new since a revision, and what stands in changed documents."""

import json
import os
import subprocess
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from lpcheck.cli.app import run_app
from lpcheck.cli.options import Exit
from test_waivers import PLAN, site

DAY = ("--as-of", "2026-11-21")
AUTHOR = ("-c", "user.name=Somebody", "-c", "user.email=somebody@example.org")
Captured = pytest.CaptureFixture[str]


def git(folder: Path, *words: str) -> None:
    command = ["git", *AUTHOR, *words]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)


@pytest.fixture
def school(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site with one finding, committed to a repository, which is the current folder."""
    there = site(tmp_path / "repository")
    git(there.parent, "init", "--quiet")
    git(there.parent, "add", "--all")
    git(there.parent, "commit", "--quiet", "--message", "begin")
    monkeypatch.chdir(there.parent)
    return there


def validate(capsys: Captured, *words: object) -> tuple[int, list[tuple[str, bool]]]:
    code = run_app(["validate", *map(str, words), *DAY, "--format", "json"])
    found: dict[str, Any] = json.loads(capsys.readouterr().out or '{"findings": []}')
    return code, [(finding["requirement"], finding["baselined"]) for finding in found["findings"]]


def spoil(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def test_what_a_revision_had_is_counted_apart(school: Path, capsys: Captured) -> None:
    assert validate(capsys, school)[0] == Exit.FINDINGS
    assert validate(capsys, school, "--since", "HEAD") == (Exit.OK, [("ECS36-5.11", True)])
    run_app(["validate", str(school), *DAY, "--since", "HEAD", "--format", "concise"])
    assert capsys.readouterr().out == ""


def test_what_is_new_is_told_and_what_is_old_in_another_document_is_not(
    school: Path, capsys: Captured
) -> None:
    spoil(school / "ecs-36.yaml", "template: ECS LP 36", "template: ECS LP 99")
    code, found = validate(capsys, school, "--since", "HEAD")
    assert (code, sorted(found)) == (Exit.FINDINGS, [("ECS36-5.11", True), ("LP-4", False)])


def test_everything_in_a_changed_document_is_told(school: Path, capsys: Captured) -> None:
    plan = school / PLAN
    plan.write_text("# looked at today\n" + plan.read_text("utf-8"), "utf-8")
    assert validate(capsys, school, "--since", "HEAD") == (Exit.FINDINGS, [("ECS36-5.11", False)])
    git(school, "add", "--all")
    git(school, "commit", "--quiet", "--message", "a note")
    assert validate(capsys, school, "--since", "HEAD")[0] == Exit.OK
    assert validate(capsys, school, "--since", "HEAD~1")[0] == Exit.FINDINGS


def test_a_document_that_is_not_in_git_yet_is_told_wholly(school: Path, capsys: Captured) -> None:
    (school / "waivers.yaml").unlink()
    git(school, "rm", "--quiet", "--cached", "waivers.yaml")
    git(school, "commit", "--quiet", "--message", "no waivers")
    (school / "waivers.yaml").write_text("kind: waivers\n", "utf-8")
    assert ("WAIVER-1", False) in validate(capsys, school, "--since", "HEAD")[1]
    only = validate(capsys, school / "waivers.yaml", "--since", "HEAD")
    assert only == (Exit.FINDINGS, [("WAIVER-1", False)])


def test_a_child_whose_folder_is_no_key_counts_as_changed(school: Path, capsys: Captured) -> None:
    (school / "children" / "P-003").rename(school / "children" / "Kate Smith")
    git(school, "add", "--all")
    git(school, "commit", "--quiet", "--message", "a name")
    assert not any(known for _, known in validate(capsys, school, "--since", "HEAD")[1][:1])


def test_the_work_tree_and_the_repository_stay_as_they_are(school: Path, capsys: Captured) -> None:
    before = sorted(path for path in school.parent.rglob("*") if path.is_file())
    validate(capsys, school, "--since", "HEAD")
    assert sorted(path for path in school.parent.rglob("*") if path.is_file()) == before


def test_what_names_no_revision_is_refused(school: Path, capsys: Captured) -> None:
    for words in ("nowhere", "--output=x", ""):
        assert run_app(["validate", str(school), f"--since={words}"]) == Exit.USAGE
        assert "names no revision of this repository" in capsys.readouterr().err


def test_documents_outside_a_repository_cannot_be_compared(tmp_path: Path, capsys: Captured) -> None:
    there = site(tmp_path)
    assert run_app(["validate", str(there), "--since", "HEAD"]) == Exit.NO_CHECK
    assert "needs documents in a git repository" in capsys.readouterr().err


def test_two_repositories_at_once_are_refused(school: Path, tmp_path: Path, capsys: Captured) -> None:
    other = site(tmp_path / "other")
    assert run_app(["validate", str(school), str(other), "--since", "HEAD"]) == Exit.USAGE
    assert "looks at one repository" in capsys.readouterr().err


def test_without_git_there_is_nothing_to_compare(
    school: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", os.devnull)
    assert run_app(["validate", str(school), "--since", "HEAD"]) == Exit.NO_CHECK
    assert "needs git" in capsys.readouterr().err


def test_a_typed_document_has_no_earlier_revision(
    school: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Typed:
        buffer = BytesIO((school / "site.yaml").read_bytes())

    monkeypatch.setattr("sys.stdin", Typed)
    assert run_app(["validate", "-", "--since", "HEAD"]) == Exit.USAGE
    assert "not one on standard input" in capsys.readouterr().err
