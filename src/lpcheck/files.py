"""Files and folders on disk: what their bytes are, and in plain words why they cannot be had."""

import os
from collections.abc import Iterator
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import NamedTuple

from lpcheck.errors import LpcheckError
from lpcheck.yaml_text import MOST_BYTES

ENDINGS = (".yaml", ".yml")
TABLE = ".csv"
NOT_OURS = frozenset({"node_modules", "__pycache__", "venv"})


class File(NamedTuple):
    """A file's bytes, cut one byte after the most that is read; or why there are none."""

    path: str
    raw: bytes
    failure: str = ""


def read_file(folder: Path, inside: str) -> File:
    """The bytes of a file inside a folder, or in plain words why they cannot be had."""
    path = f"{folder}/{inside}"  # thousands are read, and to put paths together in another way takes longer
    try:
        mode = os.stat(path).st_mode  # noqa: PTH116 - likewise
        if not S_ISREG(mode):
            reason = "you have no permission to read it" if S_ISDIR(mode) else "it is not a file"
            return File(inside, b"", f"this cannot be opened: {reason}")
        with open(path, "rb") as stream:  # noqa: PTH123 - likewise
            return File(inside, stream.read(MOST_BYTES + 1))
    except OSError as error:
        return File(inside, b"", _reason(error))


def _reason(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "this cannot be opened: you have no permission to read it"
    if isinstance(error, FileNotFoundError):
        return "this cannot be opened: the link leads nowhere"
    return "this cannot be opened"


def located(path: Path) -> Path:
    """A path from the root, without `..`; links are followed only where it goes up from one."""
    parts = (path if path.is_absolute() else _here() / path).parts
    up = len(parts) - parts[::-1].index("..") if ".." in parts else 0
    return Path(os.path.realpath(Path(*parts[:up])), *parts[up:]) if up else Path(*parts)


def _here() -> Path:
    """The current folder; raises `LpcheckError` where it was removed."""
    try:
        return Path.cwd()
    except OSError as error:
        message = "the folder that you are in is not there any more, or cannot be opened"
        raise LpcheckError(message, "go to a folder that is there, and try again") from error


def nearest_with(name: str, path: Path) -> Path | None:
    """The nearest folder at or above a path that holds a file of a name, or None.

    A link that leads nowhere is one that cannot be read, and is not passed over for another further up.
    """
    start = located(path)
    for folder in (start, *start.parents):
        file = folder / name
        if os.path.isfile(file) or os.path.islink(file):  # noqa: PTH113, PTH114 - no, of a closed folder
            return folder
    return None


def walked(top: Path | str, also: str = "") -> Iterator[tuple[str, list[str], list[str]]]:
    """Yields each folder with its folders and its YAML files, hidden ones and links to folders left out.

    A folder is its path from the top, with `/`, and the top itself is "". Whoever takes folders out of the
    list is not led into them. Files whose names end in `also` are among them. A folder that cannot be
    opened has the empty name as its one file: reading that says why.
    """
    waiting = [""]
    while waiting:
        inside = waiting.pop()
        folders, files = _listed(f"{top}/{inside}", (*ENDINGS, also) if also else ENDINGS)
        yield inside, folders, files
        waiting += (joined(inside, name) for name in reversed(folders))


def joined(folder: str, name: str) -> str:
    """The path of what lies in a folder, or of either of the two where the other is empty."""
    return f"{folder}/{name}" if folder and name else folder or name


def _listed(folder: str, endings: tuple[str, ...]) -> tuple[list[str], list[str]]:
    folders, files = [], []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.name)
                elif entry.name.lower().endswith(endings) and not _is_linked_folder(entry):
                    files.append(entry.name)
    except OSError:
        return [], [""]
    return sorted(filter(is_ours, folders)), sorted(name for name in files if not name.startswith("."))


def _is_linked_folder(entry: os.DirEntry[str]) -> bool:
    return entry.is_symlink() and os.path.isdir(entry.path)  # noqa: PTH112 - of links in a circle it says no


def is_ours(folder: str) -> bool:
    """Whether a folder of that name is looked into."""
    return not folder.startswith(".") and folder not in NOT_OURS


def shown_folder(folder: Path) -> str:
    """A folder as seen from the current one, with `/`; "" for the current one itself."""
    is_near = folder.drive == _here().drive  # on Windows there is no way from one drive to another
    shown = (Path(os.path.relpath(folder)) if is_near else folder).as_posix()
    return "" if shown == "." else shown
