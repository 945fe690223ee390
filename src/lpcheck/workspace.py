"""Where documents lie: sites and their children's folders, and what of them was asked for.

A folder with a site.yaml is a site; everything in YAML below it belongs to it, and what lies in a folder
below `children/` to one child. Each child's folder is a unit of its own, and so is all the rest.
"""

import os
import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Container, Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple, NoReturn

from lpcheck.children import child_folder, child_folders, child_of, shown_as_written
from lpcheck.documents import CHILDREN, SETTINGS_FILE, SITE_FILE
from lpcheck.errors import NothingToCheckError
from lpcheck.files import TABLE, File, joined, located, nearest_with, read_file, walked

LOG_TABLE = f"log{TABLE}"


class Unit(NamedTuple):
    """What is checked together: a site's own documents, one child's, or a document in no site.

    `folder` is where the `paths` of its documents begin: that of the site, for a child too. `asked_for`
    are those that the user asked about, None for all. `children` are the names of all child folders of the
    site, in alphabetical order. Nothing is read yet but what was `typed`. Of a document in no site, `below`
    is how many folders, its own among them, lie below the place asked for.
    """

    folder: Path
    site: str | None
    child: str | None
    paths: tuple[str, ...]
    asked_for: frozenset[str] | None
    children: tuple[str, ...] = ()
    typed: File | None = None
    below: int = 0

    def file(self, path: str) -> File:
        """One of its files, or one beside them, as it is now."""
        if self.typed is not None and self.typed.path == path:
            return self.typed
        return read_file(self.folder, path)


class Together(NamedTuple):
    """A site's own unit, or a document in no site, and those of its children that were asked about.

    `asked` are the paths inside the site that were asked about, and `named` those among them that are no
    folders. What lies in the folders of all its `children` is more than should be held at a time.
    """

    own: Unit
    children: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    named: frozenset[str] = frozenset()

    @property
    def number(self) -> int:
        """How many units there are of it."""
        return 1 + len(self.children)

    def of_children(self) -> Iterator[Unit]:
        """Yields the unit of each child asked about; what is in its folder is looked up in its turn."""
        return map(self.of_child, self.children)

    def of_child(self, child: str) -> Unit:
        """The unit of a child, as far as it was asked about."""
        paths = {inside for inside in self.named if child_of(inside) == child}
        if child in self.own.children:
            paths.update(_paths_below(self.own.folder, child_folder(child)))
        asked_for = _asked(self.asked, paths, {".", CHILDREN, child_folder(child)})
        return self.own._replace(child=child, paths=tuple(sorted(paths)), asked_for=asked_for)


class Typed(NamedTuple):
    """A document typed on standard input, and the path it is to be taken for."""

    path: Path
    raw: bytes


def digest_of(unit: Unit, files: Sequence[File]) -> bytes:
    """A digest of the files of a unit: their names, their bytes, and of what site they are."""
    digest = sha256()
    for file in files:
        head = f"{unit.site}\0{file.path}\0{len(file.raw)}\0"
        digest.update(head.encode("utf-8", "surrogateescape"))
        digest.update(file.raw)
    return digest.digest()


def units_in(paths: Sequence[Path], kinds: Iterable[str], typed: Typed | None = None) -> list[Together]:
    """The units of work for what the user asked, those of a site together.

    A site's own documents always count; of its children only those asked for, one by one or with all
    around them. A file that is named is always checked. In a folder outside a site, a YAML file counts
    only if it says that it is of one of `kinds`: other YAML lives in such folders too. Raises
    `NothingToCheckError` where nothing is found.
    """
    asked: dict[Path, list[Path]] = {}
    loose: dict[Path, int] = {}
    leading_on: set[Path] = set()
    of_our_kind = _kind_pattern(kinds)
    for path in paths:
        if not os.path.lexists(path) and (typed is None or path != typed.path):
            message = f"there is no file or folder {shown_as_written(path)}"
            raise NothingToCheckError(message, "check the spelling, and the folder you are in")
        site = nearest_with(SITE_FILE, path)
        if site is not None:
            asked.setdefault(site, []).append(path)
        if os.path.isdir(path):  # noqa: PTH112 - of a folder that is closed to us it says no
            if _sort_folder(located(path), asked, loose, of_our_kind, site):
                leading_on.add(path)
            elif site is None:
                _refuse_empty(path)
        elif site is None:
            loose.setdefault(located(path), 1)
    sites = (_site_units(site, wanted, typed) for site, wanted in asked.items())
    units = [site for site in sites if _is_fruitful(site, asked[site.own.folder], leading_on)]
    return units + [Together(_loose_unit(path, typed, below)) for path, below in loose.items()]


def _is_fruitful(site: Together, wanted: Sequence[Path], leading_on: Container[Path]) -> bool:
    """Whether there is anything of what was asked for in a site, and not only in a site inside it."""
    if site.own.asked_for is None or site.own.asked_for or site.children:
        return True
    for path in wanted:
        if path not in leading_on:
            _refuse_empty(path)
    return False


def _refuse_empty(path: Path) -> NoReturn:
    shown = shown_as_written(path)
    message = f"no document was found in {shown}: there is no site.yaml and no file of a known kind"
    raise NothingToCheckError(message, "name the folder of a school, or a document in it")


def _kind_pattern(kinds: Iterable[str]) -> re.Pattern[bytes]:
    names = "|".join(map(re.escape, sorted(kinds)))
    marks = b"|".join((BOM_UTF8, BOM_UTF16_LE, BOM_UTF16_BE)).decode("latin-1")
    return re.compile(rf"^(?:{marks})?kind:[ \t]*['\"]?({names})\b".encode("latin-1"), re.MULTILINE)


def _sort_folder(
    top: Path,
    asked: dict[Path, list[Path]],
    loose: dict[Path, int],
    of_our_kind: re.Pattern[bytes],
    site: Path | None,
) -> bool:
    """Sorts what lies below a folder into sites, one inside another too, and documents outside any.

    `site` is the one that the folder itself is in: its documents are its own. Returns whether it found
    anything else.
    """
    is_fruitful = False
    within = "" if site is not None else None  # how the paths begin of all that lies in a site
    for inside, _, files in walked(top):
        if within and not inside.startswith(within):
            within = None
        if SITE_FILE in files and (folder := top / inside) != site:
            asked.setdefault(folder, []).append(folder)
            within = within if within is not None else inside and f"{inside}/"
            is_fruitful = True
        for name in files if within is None else ():
            path = top / inside / name
            file = read_file(path.parent, name)
            # Without its zero bytes, a text saved as UTF-16 is recognised, and then refused in words.
            if name != SETTINGS_FILE and (file.failure or of_our_kind.search(file.raw.replace(b"\0", b""))):
                loose.setdefault(path, inside.count("/") + 1)
                is_fruitful = True
    return is_fruitful


def _site_units(site: Path, wanted: Sequence[Path], typed: Typed | None) -> Together:
    """The unit of a site's own documents, with those of its children that are asked for."""
    asked = tuple(located(path).relative_to(site).as_posix() for path in wanted)
    named = frozenset(
        inside
        for path, inside in zip(wanted, asked, strict=True)
        if not path.is_dir() or (typed is not None and path == typed.path)
    )
    children = child_folders(site)
    others = set(map(child_folder, children))  # a child's folder is never a document of the site
    own = {*_own_paths(site), *(i for i in named if child_of(i) is None and i not in others)}
    unit = Unit(site, site.name, None, tuple(sorted(own)), _asked(asked, own, {"."}), children)
    if typed is not None and typed.path in wanted:
        unit = unit._replace(typed=File(located(typed.path).relative_to(site).as_posix(), typed.raw))
    together = Together(unit, tuple(_children_asked(asked, children)), asked, named)
    if not {".", CHILDREN}.isdisjoint(asked):
        return together
    there = (child for child in together.children if together.of_child(child).asked_for != frozenset())
    return together._replace(children=tuple(there))


def _own_paths(site: Path) -> Iterator[str]:
    for inside, below, names in walked(site):
        if inside and SITE_FILE in names:
            below.clear()  # a site inside this one is a site of its own
            continue
        if inside == CHILDREN:
            below.clear()
        yield from (joined(inside, name) or "." for name in names)
    top = site / CHILDREN
    if os.path.islink(top) or (os.path.lexists(top) and not os.path.isdir(top)):  # noqa: PTH112, PTH114
        yield CHILDREN  # which is told, because no child behind it is looked at


def _paths_below(site: Path, child: str) -> Iterator[str]:
    top = f"{site}/{child}"
    if os.path.islink(top):  # noqa: PTH114 - its neighbour above, likewise
        return
    for inside, below, names in walked(top, TABLE):
        if inside and SITE_FILE in names:
            below.clear()
            continue
        yield from (joined(child, joined(inside, name)) for name in names)


def _children_asked(asked: Sequence[str], children: tuple[str, ...]) -> list[str]:
    """The folders of the children asked about, those among them that only a named file leads into."""
    named = {child for child in map(child_of, asked) if child is not None}
    if {".", CHILDREN}.isdisjoint(asked):
        there = {inside.removeprefix(f"{CHILDREN}/") for inside in asked}
        return sorted(named | there.intersection(children))
    return sorted(named.union(children))


def _asked(asked: Iterable[str], paths: Iterable[str], all_of_it: set[str]) -> frozenset[str] | None:
    """Those of the paths that the user asked about; None where it is all of them."""
    found: set[str] = set()
    for inside in asked:
        if inside in all_of_it:
            return None
        found.update(path for path in paths if path == inside or path.startswith(f"{inside}/"))
        if inside.startswith(f"{CHILDREN}/"):
            found.update({CHILDREN}.intersection(paths))  # which is no folder, or one that is closed
    return frozenset(found)


def _loose_unit(path: Path, typed: Typed | None, below: int) -> Unit:
    is_typed = typed is not None and path == located(typed.path)
    given = File(path.name, typed.raw) if typed and is_typed else None
    return Unit(path.parent, None, None, (path.name,), None, typed=given, below=below)
