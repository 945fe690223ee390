"""The folders of a site's children: which there are, and how they and what is in them may be shown.

A folder that is not called by a child's key may be called by a name, and so may a file in it.
"""

import os
import re
from bisect import bisect_left
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from lpcheck.documents import CHILDREN, SITE_FILE
from lpcheck.files import ENDINGS, TABLE, is_ours, located, nearest_with
from lpcheck.keys import is_child_key
from lpcheck.privacy import MASK, shown_path

_FILE_OF_OURS = re.compile(r"(?:plan|log(?:-20[0-9]{2})?)\.ya?ml|log\.csv")
_CALLED_LIKE_A_CHILDS = re.compile(r"(?:plan|log.*)\.ya?ml|log\.csv", re.IGNORECASE | re.DOTALL)
_NO_NAMES = frozenset({"", ".", "..", CHILDREN})


def child_folders(site: Path) -> tuple[str, ...]:
    """The names of a site's child folders, in alphabetical order; a site of its own is none of them.

    A link that stands for one is among them, though it is not followed: a child is not to go unseen.
    """
    top = site / CHILDREN
    try:
        entries = [entry for entry in os.scandir(top) if is_ours(entry.name)]
    except OSError:
        return ()
    if os.path.islink(top) or _is_site(str(top)):  # noqa: PTH114 - its neighbour below, likewise
        return ()
    return tuple(sorted(entry.name for entry in entries if _is_a_childs(entry)))


def _is_a_childs(entry: os.DirEntry[str]) -> bool:
    if entry.is_symlink():  # of one that leads into a closed place, or in a circle, both say no
        leads_nowhere = not os.path.exists(entry.path)  # noqa: PTH110
        return os.path.isdir(entry.path) or (leads_nowhere and is_child_key(entry.name))  # noqa: PTH112
    return entry.is_dir() and not _is_site(entry.path)


def _is_site(folder: str) -> bool:
    return os.path.isfile(f"{folder}/{SITE_FILE}")  # noqa: PTH113 - of a closed folder it says no


def child_of(inside: str) -> str | None:
    """The child's folder that a path inside a site leads into; None where it leads into none."""
    parts = inside.split("/")
    return parts[1] if parts[0] == CHILDREN and len(parts) > 2 else None


def child_folder(child: str) -> str:
    """The path of a child's folder inside its site."""
    return f"{CHILDREN}/{child}"


def shown_child(child: str, children: Sequence[str]) -> str:
    """The name of a child's folder as it may be shown: itself if it is a key, else its number."""
    return child if is_child_key(child) else f"{MASK}{_number(child, children) or ''}"


def _number(child: str, children: Sequence[str]) -> int:
    """Which of the folders it is, from 1; 0 where it is none of them."""
    before = bisect_left(children, child)
    return before + 1 if child in children[before : before + 1] else 0


def shown_inside(inside: str, children: Sequence[str], *, is_childs: bool = False) -> str:
    """A path inside a site, without what may be a name in it; `is_childs` by the kind of its document."""
    parts = inside.split("/")
    if parts[0] != CHILDREN or len(parts) == 1:
        return shown_elsewhere(inside, is_childs=is_childs)
    folder, *below = parts[1:]
    if not below and not _number(folder, children):
        return f"{CHILDREN}/{_shown_file(folder)}"
    shown = [*(MASK for _ in below[:-1]), *map(_shown_file, below[-1:])]
    return "/".join((CHILDREN, shown_child(folder, children), *shown))


def _shown_file(name: str) -> str:
    ending = PurePosixPath(name).suffix
    known = ending if ending.lower() in (*ENDINGS, TABLE) else ""
    may_be_shown = _FILE_OF_OURS.fullmatch(name) or is_child_key(name.removesuffix(known))
    return name if may_be_shown else f"{MASK}{known}"


def shown_elsewhere(path: str, *, is_childs: bool = False, below: int | None = None) -> str:
    """A path that leads into no child's folder; a child's document may lie in one called by a name.

    It is a child's by its kind or by what it is called. Of the folders on the way to it, only the last
    `below` are in question, None for all.
    """
    *folders, name = path.split("/")
    if not is_childs and not _CALLED_LIKE_A_CHILDS.fullmatch(name):
        return path
    first = 0 if below is None else max(0, len(folders) - below)
    shown = (one if one in _NO_NAMES or is_child_key(one) else MASK for one in folders[first:])
    return "/".join((*folders[:first], *shown, _shown_file(name) if is_childs else name))


def shown_as_written(path: Path) -> str:
    """A path that somebody typed, without what may be the name of a child in it."""
    written, site = path.as_posix(), nearest_with(SITE_FILE, path)
    if site is None:
        return shown_path(shown_elsewhere(written, below=1))
    inside = located(path).relative_to(site).as_posix()
    parts = written.split("/")
    own, shown = inside.split("/"), shown_inside(inside, child_folders(site)).split("/")
    for number in range(1, min(len(parts), len(own)) + 1):
        if parts[-number] != own[-number]:
            break
        parts[-number] = shown[-number]
    return shown_path("/".join(parts))
