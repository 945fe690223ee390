"""A file of texts by key that makes the next run quick, and is never missed where it cannot be had.

Whatever is wrong with the file, a run goes on without it: what cannot be read is looked at anew. Each text
is compressed and stands beside a digest of itself and of its key, so that a damaged one is as good as none.
The oldest go first where the file grows too large. sqlite3 sees to it that several runs can use it at once.
"""

import os
import sqlite3
import zlib
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from stat import S_ISREG
from types import TracebackType
from typing import Self

NAME = "records.sqlite"
MOST_BYTES = 256 * 1024 * 1024
SECONDS_TO_WAIT = 2.0
_APPLICATION = 0x4C504348  # LPCH
_FORMAT = 2
_AT_ONCE = 500
_DISCARDED = "what lpcheck kept of earlier runs could not be used, and is begun anew"
_OF_FILE = ("", "-journal", "-wal", "-shm")
# What sqlite says where a file cannot be had now: the low byte of its codes.
_OUT_OF_REACH = frozenset(
    {
        *(sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY),
        *(sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_NOMEM),
    }
)
_TABLE = "CREATE TABLE kept (key BLOB PRIMARY KEY, text BLOB NOT NULL, proof BLOB NOT NULL)"


class Cache:
    """The texts of earlier runs in a folder; where the folder cannot be used, there are none."""

    def __init__(
        self, folder: Path, note: Callable[[str], None] | None = None, most_bytes: int = MOST_BYTES
    ) -> None:
        """`note` is told in a sentence where a file is thrown away."""
        self._file = folder / NAME
        self._note = note
        self._most_bytes = most_bytes
        self._new: dict[bytes, str] = {}
        self._connection: sqlite3.Connection | None = None
        with suppress(OSError, sqlite3.Error):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._connection = self._opened()

    def __enter__(self) -> Self:  # noqa: D105
        return self

    def __exit__(  # noqa: D105
        self, kind: type[BaseException] | None, error: BaseException | None, frames: TracebackType | None
    ) -> None:
        self._write()
        self._close()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is kept that could be found."""
        if self._connection is None:
            return True
        try:
            return self._connection.execute("SELECT 1 FROM kept LIMIT 1").fetchone() is None
        except sqlite3.Error as error:
            self._give_up(error)
            return True

    def found(self, keys: Sequence[bytes]) -> Mapping[bytes, str]:
        """The texts of those of the keys that there are texts of."""
        if self._connection is None:
            return {}
        marks = ",".join("?" * len(keys))
        try:
            rows = self._connection.execute(f"SELECT * FROM kept WHERE key IN ({marks})", keys).fetchall()  # noqa: S608 - question marks alone
            whole = {key: packed for key, packed, proof in rows if proof == _proof(key, packed)}
            return {key: zlib.decompress(packed).decode() for key, packed in whole.items()}
        except (sqlite3.Error, TypeError, zlib.error, UnicodeDecodeError) as error:  # it is none of ours
            self._give_up(error)
            return {}

    def keep(self, key: bytes, text: str) -> None:
        """Keeps a text for the next run."""
        self._new[key] = text
        if len(self._new) >= _AT_ONCE:
            self._write()

    def _opened(self) -> sqlite3.Connection:
        if not os.path.lexists(self._file) or _is_private(self._file):
            try:
                return _connected(self._file)
            except sqlite3.DatabaseError as error:
                if _is_busy(error):
                    raise
        self._discard()
        return _connected(self._file)

    def _discard(self) -> None:
        for ending in _OF_FILE:
            self._file.with_name(f"{NAME}{ending}").unlink(missing_ok=True)
        if self._note is not None:
            self._note(_DISCARDED)

    def _give_up(self, error: Exception) -> None:
        """Goes on without the file, which is thrown away unless it is only in use."""
        self._close()
        self._new = {}
        if not _is_busy(error):
            with suppress(OSError):
                self._discard()

    def _close(self) -> None:
        if self._connection is not None:
            with suppress(sqlite3.Error):
                self._connection.close()
        self._connection = None

    def _write(self) -> None:
        new, self._new = self._new, {}
        if self._connection is None or not new:
            return
        packed = {key: zlib.compress(text.encode(), 1) for key, text in new.items()}
        rows = [(key, text, _proof(key, text)) for key, text in packed.items()]
        try:
            with self._connection:
                self._connection.executemany("REPLACE INTO kept VALUES (?, ?, ?)", rows)
                self._make_room()
        except sqlite3.Error as error:
            self._give_up(error)

    def _make_room(self) -> None:
        """Removes the oldest texts where the pages in use are too many."""
        assert self._connection is not None
        size, pages, free = (
            self._connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("page_size", "page_count", "freelist_count")
        )
        if size * (pages - free) > self._most_bytes:
            self._connection.execute(
                "DELETE FROM kept WHERE rowid IN (SELECT rowid FROM kept ORDER BY rowid LIMIT"
                " (SELECT count(*) / 4 + 1 FROM kept))"
            )


def clear(folder: Path) -> int:
    """Removes what is kept in a folder; how many bytes that were."""
    size = 0
    for ending in _OF_FILE:
        file = folder / f"{NAME}{ending}"
        if os.path.lexists(file):
            size += file.lstat().st_size
            file.unlink()
    return size


def _is_private(file: Path) -> bool:
    """Whether it is a file that nobody but this user can read or write."""
    there = file.lstat()
    is_own = os.name != "posix" or (there.st_uid == os.getuid() and not there.st_mode & 0o077)
    return S_ISREG(there.st_mode) and is_own


def _connected(file: Path) -> sqlite3.Connection:
    """The file, which is begun where it is not there; raises `DatabaseError` where it is another."""
    os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
    connection = sqlite3.connect(file, timeout=SECONDS_TO_WAIT)
    try:
        connection.execute("PRAGMA synchronous = OFF")  # what a power cut damages is told by its proof
        if not _tables(connection):
            with connection:
                connection.execute("BEGIN IMMEDIATE")
                if not _tables(connection):  # another run may have been quicker
                    connection.execute(f"PRAGMA application_id = {_APPLICATION}")
                    connection.execute(f"PRAGMA user_version = {_FORMAT}")
                    connection.execute(_TABLE)
        if _tables(connection) != [(_TABLE,)] or _marks(connection) != [_APPLICATION, _FORMAT]:
            raise sqlite3.DatabaseError("a file of somebody else, or of another version")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _tables(connection: sqlite3.Connection) -> list[tuple[str]]:
    return connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()


def _marks(connection: sqlite3.Connection) -> list[int]:
    names = ("application_id", "user_version")
    return [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in names]


def _is_busy(error: Exception) -> bool:
    """Whether a file is only in use by another run, or out of reach: nothing need be wrong with it."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in _OUT_OF_REACH


def _proof(key: bytes, packed: bytes) -> bytes:
    return blake2b(packed, key=key, digest_size=16).digest()
