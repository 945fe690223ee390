"""Where documents lie: sites, the documents in each, and what of them was asked for.

A folder with a site.yaml is a site; everything in YAML below it belongs to it. lpcheck.yaml is found by
walking up from each path. Only here are documents read from disk.
"""

import os
import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from stat import S_ISREG
from typing import NamedTuple, NoReturn

from lpcheck.documents import SITE_FILE
from lpcheck.errors import NothingToCheckError
from lpcheck.privacy import shown_path
from lpcheck.yaml_text import MOST_BYTES

SETTINGS_FILE = "lpcheck.yaml"
ENDINGS = (".yaml", ".yml")
NOT_OURS = frozenset({"node_modules", "__pycache__", "venv"})


class File(NamedTuple):
    """A file's bytes, cut one byte after the most that is read; or why there are none."""

    path: str
    raw: bytes
    failure: str = ""


class Unit(NamedTuple):
    """A site's own documents, or a document in no site: what is checked together.

    `folder` is where the paths of `files` begin; `asked_for` are the paths that the user asked about,
    None for all.
    """

    folder: Path
    site: str | None
    files: tuple[File, ...]
    asked_for: frozenset[str] | None


class Typed(NamedTuple):
    """A document typed on standard input, and the path it is to be taken for."""

    path: Path
    raw: bytes


def units_in(paths: Sequence[Path], kinds: Iterable[str], typed: Typed | None = None) -> list[Unit]:
    """The units of work for what the user asked; each site once, read whole.

    A file that is named is always checked. In a folder outside a site, a YAML file counts only if it
    says that it is of one of `kinds`: other YAML lives in such folders too. Raises
    `NothingToCheckError` where nothing is found.
    """
    asked: dict[Path, list[Path]] = {}
    loose: dict[Path, None] = {}
    of_our_kind = _kind_pattern(kinds)
    for path in paths:
        if not os.path.lexists(path) and (typed is None or path != typed.path):
            message = f"there is no file or folder {shown_path(path.as_posix())}"
            raise NothingToCheckError(message, "check the spelling, and the folder you are in")
        before = (sum(map(len, asked.values())), len(loose))
        site = site_around(path)
        if site is not None:
            asked.setdefault(site, []).append(path)
        if os.path.isdir(path):  # noqa: PTH112 - of a folder that is closed to us it says no
            _sort_folder(located(path), asked, loose, of_our_kind, site)
        elif site is None:
            loose[located(path)] = None
        if before == (sum(map(len, asked.values())), len(loose)):
            _refuse_empty(path)
    units = [_site_unit(site, wanted, typed) for site, wanted in asked.items()]
    for unit in units:
        if unit.asked_for is not None and not unit.asked_for:
            _refuse_empty(asked[unit.folder][0])
    return units + [_loose_unit(path, typed) for path in loose]


def _refuse_empty(path: Path) -> NoReturn:
    shown = shown_path(path.as_posix())
    message = f"no document was found in {shown}: there is no site.yaml and no file of a known kind"
    raise NothingToCheckError(message, "name the folder of a school, or a document in it")


def _kind_pattern(kinds: Iterable[str]) -> re.Pattern[bytes]:
    names = "|".join(map(re.escape, sorted(kinds)))
    marks = b"|".join((BOM_UTF8, BOM_UTF16_LE, BOM_UTF16_BE)).decode("latin-1")
    return re.compile(rf"^(?:{marks})?kind:[ \t]*['\"]?({names})\b".encode("latin-1"), re.MULTILINE)


def located(path: Path) -> Path:
    """A path from the root, without `..`; links are followed only where it goes up from one."""
    parts = path.absolute().parts
    up = len(parts) - parts[::-1].index("..") if ".." in parts else 0
    return Path(os.path.realpath(Path(*parts[:up])), *parts[up:]) if up else Path(*parts)


def site_around(path: Path) -> Path | None:
    """The folder of the site that a path is in, or None."""
    start = located(path)
    for folder in (start, *start.parents):
        if os.path.isfile(folder / SITE_FILE):  # noqa: PTH113 - of a closed folder it says no
            return folder
    return None


def settings_around(path: Path) -> Path | None:
    """The lpcheck.yaml that holds for a path: the nearest above it."""
    start = located(path)
    for folder in (start, *start.parents):
        if os.path.isfile(folder / SETTINGS_FILE):  # noqa: PTH113 - likewise
            return folder / SETTINGS_FILE
    return None


def _sort_folder(
    top: Path,
    asked: dict[Path, list[Path]],
    loose: dict[Path, None],
    of_our_kind: re.Pattern[bytes],
    site: Path | None,
) -> None:
    """Sorts what lies below a folder into sites, one inside another too, and documents outside any.

    `site` is the one that the folder itself is in: its documents are its own.
    """
    sites = {site} if site is not None else set()
    for folder, _, files in _walked(top):
        if folder != site and SITE_FILE in files:
            asked.setdefault(folder, []).append(folder)
            sites.add(folder)
        if not sites.isdisjoint((folder, *folder.parents)):
            continue
        for name in files:
            path = folder / name
            file = read_file(path, name)
            # Without its zero bytes, a text saved as UTF-16 is recognised, and then refused in words.
            if name != SETTINGS_FILE and (file.failure or of_our_kind.search(file.raw.replace(b"\0", b""))):
                loose[path] = None


def _walked(top: Path) -> Iterator[tuple[Path, list[str], list[str]]]:
    """Yields each folder with its folders and its YAML files, hidden ones and links to folders left out.

    A folder that cannot be opened comes last, with the empty name as its one file: reading that says why.
    """
    closed: list[OSError] = []
    for folder, names, files in os.walk(top, onerror=closed.append):
        names[:] = sorted(name for name in names if not name.startswith(".") and name not in NOT_OURS)
        yaml_files = (n for n in files if n.lower().endswith(ENDINGS) and not n.startswith("."))
        yield Path(folder), names, sorted(yaml_files)
    yield from ((Path(str(error.filename)), [], [""]) for error in closed)


def _site_unit(site: Path, wanted: Sequence[Path], typed: Typed | None) -> Unit:
    files: dict[str, File] = {}
    for folder, below, names in _walked(site):
        if folder != site and SITE_FILE in names:
            below.clear()  # a site inside this one is a site of its own
            continue
        for name in names:
            path = folder / name
            inside = path.relative_to(site).as_posix()
            files[inside] = read_file(path, inside)
    for path in wanted:
        inside = located(path).relative_to(site).as_posix()
        if typed is not None and path == typed.path:
            files[inside] = File(inside, typed.raw)
        elif inside not in files and not path.is_dir():
            files[inside] = read_file(path, inside)
    return Unit(site, site.name, tuple(files[path] for path in sorted(files)), _asked(site, wanted, files))


def _asked(site: Path, wanted: Sequence[Path], files: Iterable[str]) -> frozenset[str] | None:
    """The paths inside a site that the user asked about; None where it is all of them."""
    found: set[str] = set()
    for path in wanted:
        inside = located(path).relative_to(site).as_posix()
        if inside == ".":
            return None
        found.update(file for file in files if file == inside or file.startswith(f"{inside}/"))
    return frozenset(found)


def _loose_unit(path: Path, typed: Typed | None) -> Unit:
    is_typed = typed is not None and path == located(typed.path)
    file = File(path.name, typed.raw) if typed and is_typed else read_file(path, path.name)
    return Unit(path.parent, None, (file,), None)


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
