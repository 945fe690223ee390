"""The file that makes the next run quick: whatever is wrong with it, nothing wrong is ever found in it."""

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from zlib import compress

import pytest

from lpcheck import cache as caches
from lpcheck.cache import NAME, Cache, clear

KEY, OTHER = b"k" * 32, b"o" * 32


def kept(folder: Path, *texts: tuple[bytes, str]) -> list[str]:
    """Keeps some texts; what was noted."""
    notes: list[str] = []
    with Cache(folder, notes.append) as cache:
        for key, text in texts:
            cache.keep(key, text)
    return notes


def found(folder: Path, *keys: bytes) -> tuple[dict[bytes, str], list[str]]:
    notes: list[str] = []
    with Cache(folder, notes.append) as cache:
        return dict(cache.found(keys)), notes


def test_what_is_kept_is_found_by_the_next_run(tmp_path: Path) -> None:
    with Cache(tmp_path / "new" / "folder") as cache:
        assert cache.is_empty
        cache.keep(KEY, "text •••")
    with Cache(tmp_path / "new" / "folder") as cache:
        assert not cache.is_empty
        assert cache.found([KEY, OTHER]) == {KEY: "text •••"}


def test_the_file_is_for_this_user_alone(tmp_path: Path) -> None:
    kept(tmp_path / "new", (KEY, "text"))
    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "new" / NAME).stat().st_mode & 0o777 == 0o600


def change(folder: Path, statement: str, *values: bytes) -> None:
    """Has something done to the file in a folder, as whoever may write it could."""
    with sqlite3.connect(folder / NAME) as connection:
        connection.execute(statement, values)
    connection.close()


def garbage(file: Path) -> None:
    file.write_bytes(b"not a database, but long enough to be taken for one" * 100)


def truncated(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:5000])


def of_another_version(file: Path) -> None:
    change(file.parent, "PRAGMA user_version = 99")


def of_somebody_else(file: Path) -> None:
    file.unlink()
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE kept (key, text, proof)")
        connection.execute("INSERT INTO kept VALUES (?, 'wrong', 'x')", (KEY,))
    connection.close()
    file.chmod(0o600)


def open_to_others(file: Path) -> None:
    file.chmod(0o666)


def a_link(file: Path) -> None:
    file.rename(file.with_name("elsewhere"))
    file.symlink_to("elsewhere")


@pytest.mark.parametrize(
    "spoil", [garbage, truncated, of_another_version, of_somebody_else, open_to_others, a_link]
)
def test_a_file_that_cannot_be_relied_upon_is_begun_anew_with_a_note(
    spoil: Callable[[Path], None], tmp_path: Path
) -> None:
    kept(tmp_path, *((bytes([n]) * 32, "text" * 100) for n in range(50)), (KEY, "text"))
    spoil(tmp_path / NAME)
    there, notes = found(tmp_path, KEY)
    assert there == {}
    assert notes == ["what lpcheck kept of earlier runs could not be used, and is begun anew"]
    assert kept(tmp_path, (KEY, "new")) == []
    assert found(tmp_path, KEY) == ({KEY: "new"}, [])


@pytest.mark.parametrize("column", ["text = 'other'", "proof = 'other'", "proof = 3", "text = x'00ff'"])
def test_a_text_that_was_changed_is_as_good_as_none(column: str, tmp_path: Path) -> None:
    kept(tmp_path, (KEY, "text"))
    change(tmp_path, f"UPDATE kept SET {column}")  # noqa: S608
    assert found(tmp_path, KEY)[0] == {}


def test_a_text_that_is_no_text_any_more_is_begun_anew_with_a_note(tmp_path: Path) -> None:
    kept(tmp_path, (KEY, "text"), (OTHER, "text"))
    change(tmp_path, "UPDATE kept SET text = CAST(x'ff' AS TEXT) WHERE key = ?", KEY)
    assert found(tmp_path, KEY) == (
        {},
        ["what lpcheck kept of earlier runs could not be used, and is begun anew"],
    )
    assert kept(tmp_path, (KEY, "new")) == []
    assert found(tmp_path, KEY) == ({KEY: "new"}, [])


@pytest.mark.parametrize("packed", [b"not packed", compress(b"\xff")])
def test_what_was_never_packed_here_is_begun_anew(packed: bytes, tmp_path: Path) -> None:
    kept(tmp_path, (KEY, "text"))
    proof = caches._proof(KEY, packed)  # noqa: SLF001
    change(tmp_path, "UPDATE kept SET text = ?, proof = ?", packed, proof)
    assert found(tmp_path, KEY)[0] == {}
    assert kept(tmp_path, (KEY, "new")) == []
    assert found(tmp_path, KEY) == ({KEY: "new"}, [])


def test_a_text_under_the_key_of_another_is_as_good_as_none(tmp_path: Path) -> None:
    kept(tmp_path, (KEY, "text"))
    change(tmp_path, "UPDATE kept SET key = ?", OTHER)
    assert found(tmp_path, KEY, OTHER) == ({}, [])


def test_a_damaged_page_in_the_middle_is_thrown_away_when_it_is_met(tmp_path: Path) -> None:
    keys = [bytes([n, m]) * 16 for n in range(100) for m in range(10)]
    kept(tmp_path, *((key, "text" * 50) for key in keys))
    raw = bytearray((tmp_path / NAME).read_bytes())
    raw[8192:-4096] = b"\xff" * (len(raw) - 8192 - 4096)
    (tmp_path / NAME).write_bytes(raw)
    notes: list[str] = []
    with Cache(tmp_path, notes.append) as cache:
        assert [cache.found([key]) for key in keys if cache.found([key])] == []
        assert cache.is_empty
        cache.keep(KEY, "text")
    assert len(notes) == 1
    assert found(tmp_path, KEY) == ({}, [])
    assert kept(tmp_path, (KEY, "text")) == []
    assert found(tmp_path, KEY)[0] == {KEY: "text"}


def test_a_table_that_went_meanwhile_is_met_by_every_question(tmp_path: Path) -> None:
    kept(tmp_path, (KEY, "text"))
    for ask in (lambda cache: cache.is_empty, lambda cache: not cache.found([KEY])):
        with Cache(tmp_path) as cache:
            change(tmp_path, "DROP TABLE IF EXISTS kept")
            assert ask(cache)
        (tmp_path / NAME).unlink(missing_ok=True)


def test_where_no_folder_can_be_made_nothing_is_kept_and_nothing_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    for folder in (tmp_path / "file" / "folder", Path("/proc/lpcheck")):
        assert kept(folder, (KEY, "text")) == []
        assert found(folder, KEY) == ({}, [])
        with Cache(folder) as cache:
            assert cache.is_empty


def test_a_file_in_use_is_gone_without_and_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept(tmp_path, (KEY, "text"))
    monkeypatch.setattr("lpcheck.cache.SECONDS_TO_WAIT", 0.01)
    with sqlite3.connect(tmp_path / NAME) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert found(tmp_path, KEY) == ({}, [])
        other.rollback()
        with Cache(tmp_path) as cache:
            other.execute("BEGIN IMMEDIATE")
            cache.keep(OTHER, "text")
    other.close()
    assert found(tmp_path, KEY, OTHER) == ({KEY: "text"}, [])


def test_two_runs_at_once_keep_what_both_found(tmp_path: Path) -> None:
    with Cache(tmp_path) as first, Cache(tmp_path) as second:
        first.keep(KEY, "first")
        second.keep(OTHER, "second")
    assert found(tmp_path, KEY, OTHER)[0] == {KEY: "first", OTHER: "second"}


def test_the_file_grows_no_larger_than_it_may_and_the_oldest_go_first(tmp_path: Path) -> None:
    most = 400_000
    for number in range(40):
        with Cache(tmp_path, most_bytes=most) as cache:
            for n in range(20):
                cache.keep(bytes([number, n]) * 16, os.urandom(500).hex())
        assert (tmp_path / NAME).stat().st_size < most + 60_000
    assert found(tmp_path, bytes([39, 19]) * 16)[0]
    assert not found(tmp_path, bytes([0, 0]) * 16)[0]


def test_many_texts_are_written_as_they_come(tmp_path: Path) -> None:
    with Cache(tmp_path) as cache:
        for number in range(500):
            cache.keep(number.to_bytes(32, "big"), "text")
        assert found(tmp_path, (7).to_bytes(32, "big"))[0]


def test_nobody_has_to_listen(tmp_path: Path) -> None:
    kept(tmp_path, (KEY, "text"))
    garbage(tmp_path / NAME)
    with Cache(tmp_path) as cache:
        assert cache.is_empty


def test_another_run_may_begin_the_file_at_the_same_moment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept(tmp_path, (KEY, "text"))
    answers: list[list[tuple[str]]] = [[]]
    ask = caches._tables  # noqa: SLF001
    monkeypatch.setattr(caches, "_tables", lambda connection: answers.pop() if answers else ask(connection))
    assert found(tmp_path, KEY) == ({KEY: "text"}, [])


def test_clearing_removes_all_of_it(tmp_path: Path) -> None:
    kept(tmp_path, (KEY, "text"))
    assert clear(tmp_path) > 1000
    assert list(tmp_path.iterdir()) == []
    assert clear(tmp_path) == 0
