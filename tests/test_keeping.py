"""What the command line keeps from run to run, where, and how it is removed."""

from pathlib import Path

import pytest

from lpcheck.cache import NAME
from lpcheck.cli.app import run_app
from lpcheck.cli.keeping import cache_folder
from test_corpus import made

DAY = "--as-of=2026-11-21"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    return made(tmp_path / "schools", "--children=30", "--faulty=0.2")


@pytest.mark.parametrize("command", ["validate", "overdue", "forecast"])
def test_a_second_run_writes_the_same_from_what_is_kept(
    command: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = folder.parent / "caches" / "lpcheck" / NAME
    told = []
    for words in (["--no-cache"], ["--jobs=1"], ["--jobs=1"]):
        code = run_app([command, DAY, *words, str(folder)])
        told.append((code, capsys.readouterr()))
        assert file.exists() is (words != ["--no-cache"])
    assert told[0] == told[1] == told[2]


def test_who_asks_to_see_personal_values_keeps_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("CI", raising=False)
    run_app(["validate", DAY, "--show-personal", str(folder)])
    assert "•••" not in capsys.readouterr().out
    assert not (folder.parent / "caches").exists()


def test_clearing_says_how_much_it_was(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run_app(["validate", DAY, "--quiet", str(folder)])
    assert run_app(["cache", "clear"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("removed ")
    assert told.endswith(f" KiB from {folder.parent / 'caches' / 'lpcheck'}\n")
    assert run_app(["cache", "clear"]) == 0
    assert capsys.readouterr().out == "nothing was kept\n"


def test_what_cannot_be_removed_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder.parent / "caches" / "lpcheck" / NAME).mkdir(parents=True)
    assert run_app(["cache", "clear"]) == 3
    assert "what is kept cannot be removed" in capsys.readouterr().err


def test_a_broken_file_is_told_in_a_note_and_the_run_is_as_it_was(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run_app(["validate", DAY, "--no-cache", str(folder)])
    alone = capsys.readouterr().out
    file = folder.parent / "caches" / "lpcheck" / NAME
    file.parent.mkdir(parents=True)
    file.write_bytes(b"garbage" * 1000)
    file.chmod(0o600)
    assert run_app(["validate", DAY, str(folder)]) == code
    seen = capsys.readouterr()
    assert seen.out == alone
    assert seen.err == (
        "lpcheck: note: what lpcheck kept of earlier runs could not be used, and is begun anew\n"
    )


def test_without_a_home_nothing_is_kept(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("platformdirs.user_cache_path", lambda *_, **__: Path("~/.cache"))
    assert cache_folder() is None
    run_app(["validate", DAY, str(folder)])
    assert capsys.readouterr().err == ""
    assert run_app(["cache", "clear"]) == 0
    assert capsys.readouterr().out == "nothing was kept\n"


def test_no_number_of_processes_below_one(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_app(["validate", "--jobs=0", str(folder)]) == 2
    assert "--jobs" in capsys.readouterr().err
