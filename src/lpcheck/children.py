"""The folders of a site's children: which there are, and how they and what is in them may be shown.

A folder that is not called by a child's key may be called by a name, and so may a file in it.
"""

import os
import re
from bisect import bisect_left
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from lpcheck.documents import CHILDREN, SITE_FILE
from lpcheck.files import is_ours, located, nearest_with
from lpcheck.keys import is_child_key
from lpcheck.privacy import MASK, shown_path

_ENDINGS = frozenset({".yaml", ".yml", ".csv"})
_FILE_OF_OURS = re.compile(r"(?:plan|log(?:-20[0-9]{2})?)\.ya?ml|log\.csv")


def child_folders(site: Path) -> tuple[str, ...]:
    """The names of a site's child folders, in alphabetical order; a site of its own is none of them."""
    top = site / CHILDREN
    try:
        entries = [e for e in os.scandir(top) if e.is_dir(follow_symlinks=False) and is_ours(e.name)]
    except OSError:
        return ()
    if os.path.islink(top) or _is_site(top):  # noqa: PTH114 - its neighbour below, likewise
        return ()
    return tuple(sorted(entry.name for entry in entries if not _is_site(top / entry.name)))


def _is_site(folder: Path) -> bool:
    return os.path.isfile(folder / SITE_FILE)  # noqa: PTH113 - of a closed folder it says no


def child_of(inside: str) -> str | None:
    """The child's folder that a path inside a site leads into; None where it leads into none."""
    parts = inside.split("/")
    return parts[1] if parts[0] == CHILDREN and len(parts) > 2 else None


def shown_child(child: str, children: Sequence[str]) -> str:
    """The name of a child's folder as it may be shown: itself if it is a key, else its number."""
    return child if is_child_key(child) else f"{MASK}{_number(child, children) or ''}"


def _number(child: str, children: Sequence[str]) -> int:
    """Which of the folders it is, from 1; 0 where it is none of them."""
    before = bisect_left(children, child)
    return before + 1 if child in children[before : before + 1] else 0


def shown_inside(inside: str, children: Sequence[str]) -> str:
    """A path inside a site, without what may be a name in it."""
    parts = inside.split("/")
    if parts[0] != CHILDREN or len(parts) == 1:
        return inside
    folder, *below = parts[1:]
    if not below and not _number(folder, children):
        return f"{CHILDREN}/{_shown_file(folder)}"
    shown = [*(MASK for _ in below[:-1]), *map(_shown_file, below[-1:])]
    return "/".join((CHILDREN, shown_child(folder, children), *shown))


def _shown_file(name: str) -> str:
    ending = PurePosixPath(name).suffix
    known = ending if ending.lower() in _ENDINGS else ""
    may_be_shown = _FILE_OF_OURS.fullmatch(name) or is_child_key(name.removesuffix(known))
    return name if may_be_shown else f"{MASK}{known}"


def shown_as_written(path: Path) -> str:
    """A path that somebody typed, without what may be the name of a child in it."""
    written, site = path.as_posix(), nearest_with(SITE_FILE, path)
    if site is None:
        return shown_path(written)
    inside = located(path).relative_to(site).as_posix()
    parts = written.split("/")
    own, shown = inside.split("/"), shown_inside(inside, child_folders(site)).split("/")
    for number in range(1, min(len(parts), len(own)) + 1):
        if parts[-number] != own[-number]:
            break
        parts[-number] = shown[-number]
    return shown_path("/".join(parts))
