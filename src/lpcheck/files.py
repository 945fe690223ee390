"""Files and folders on disk: what their bytes are, and in plain words why they cannot be had."""

import os
from collections.abc import Iterator
from pathlib import Path
from stat import S_ISREG
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


def read_file(path: Path, inside: str) -> File:
    """A file's bytes, or in plain words why they cannot be had."""
    try:
        if not S_ISREG(path.stat().st_mode):
            reason = "you have no permission to read it" if path.is_dir() else "it is not a file"
            return File(inside, b"", f"this cannot be opened: {reason}")
        with path.open("rb") as stream:
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


def walked(top: Path, also: str = "") -> Iterator[tuple[Path, list[str], list[str]]]:
    """Yields each folder with its folders and its YAML files, hidden ones and links to folders left out.

    Files whose names end in `also` are among them. A folder that cannot be opened comes last, with the
    empty name as its one file: reading that says why.
    """
    closed: list[OSError] = []
    for folder, names, files in os.walk(top, onerror=closed.append):
        names[:] = sorted(name for name in names if is_ours(name))
        yield Path(folder), names, sorted(n for n in files if _is_document(n.lower(), also))
    yield from ((Path(str(error.filename)), [], [""]) for error in closed)


def is_ours(folder: str) -> bool:
    """Whether a folder of that name is looked into."""
    return not folder.startswith(".") and folder not in NOT_OURS


def _is_document(name: str, also: str) -> bool:
    return name.endswith((*ENDINGS, also) if also else ENDINGS) and not name.startswith(".")


def shown_folder(folder: Path) -> str:
    """A folder as seen from the current one, with `/`; "" for the current one itself."""
    is_near = folder.drive == _here().drive  # on Windows there is no way from one drive to another
    shown = (Path(os.path.relpath(folder)) if is_near else folder).as_posix()
    return "" if shown == "." else shown
