"""The key under which a unit's Record is kept: a digest of everything that decides it, and of nothing else.

That is what lpcheck is, the policies and settings, what the site says as far as a child's rules see it, and
the bytes of the unit's own files. No day is among it, no folder above the site, no comment in site.yaml.
"""

import json
import os
from collections.abc import Mapping, Sequence
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from sys import version_info

from lpcheck import __version__
from lpcheck.documents import CHILDREN
from lpcheck.files import TABLE, File, read_file
from lpcheck.resources import shipped
from lpcheck.surroundings import Around, SiteContext
from lpcheck.workspace import Unit, digest_of

# Others of these would find other things, or say them otherwise.
_LIBRARIES = ("yaml", "jsonschema_rs", "jsonschema", "stdnum")


@cache
def key_of_program() -> bytes:
    """A digest of what lpcheck itself is: its version, and the sizes and days of its files."""
    top = Path(__file__).parent
    folders = dict.fromkeys((top, shipped("schemas")))
    files = [str(spec.origin) for spec in map(find_spec, _LIBRARIES) if spec is not None]
    for folder in folders:
        for above, below, names in os.walk(folder):
            below[:] = [name for name in below if name != "__pycache__"]
            files += (f"{above}/{name}" for name in names)
    found = sorted((file, os.stat(file).st_size, os.stat(file).st_mtime_ns) for file in files)  # noqa: PTH116
    return _digest([__version__, *version_info[:3], found])


def key_of_around(around: Around) -> bytes:
    """A digest of the policies and settings around a unit, and of lpcheck itself."""
    policies = [(policy.id, policy.digest) for policy in around.catalogue.policies]
    severities = sorted((name, severity.value) for name, severity in around.severities.items())
    settings = sorted(around.settings.items())
    return _digest([key_of_program().hex(), policies, settings, severities, around.engine])


def key_of_own(around: bytes, unit: Unit, files: Mapping[str, File]) -> bytes | None:
    """The key of a site's own unit, or of a document in no site; None where none may be kept.

    `files` are those of `files_around`.
    """
    if unit.typed is not None or any(file.failure for file in files.values()):
        return None
    name = unit.site if unit.site is not None else unit.folder.name
    are_there = os.path.lexists(unit.folder / CHILDREN)
    known = [unit.site is None, name, unit.paths, unit.children, are_there]
    read = digest_of(unit, [files[path] for path in sorted(files)])
    return _digest([around.hex(), known, read.hex()])


def files_around(unit: Unit) -> Mapping[str, File]:
    """The files of a site's own unit, and every table beside site.yaml, for it may name any of them."""
    files = {path: unit.file(path) for path in unit.paths}
    for name in _tables_beside(unit.folder) if unit.site is not None else ():
        is_odd = not name or os.path.islink(unit.folder / name)  # noqa: PTH114 - no, of a closed folder
        files[name] = File(name, b"", "not a file") if is_odd else read_file(unit.folder, name)
    return files


def _tables_beside(folder: Path) -> list[str]:
    """The names of the tables in a folder; the empty name where it cannot be opened."""
    try:
        return sorted(name for name in os.listdir(folder) if name.lower().endswith(TABLE))  # noqa: PTH208
    except OSError:
        return [""]


def key_of_child(
    around: bytes, site: bytes, unit: Unit, files: Sequence[File], digest: bytes
) -> bytes | None:
    """The key of a child's unit, `site` being the key of its context; None where none may be kept.

    `digest` is that of its files.
    """
    is_odd = unit.typed is not None or not files or any(file.failure for file in files)
    if is_odd or os.path.islink(f"{unit.folder}/{CHILDREN}/{unit.child}"):  # noqa: PTH114 - likewise
        return None
    known = [unit.child, unit.child in unit.children, unit.paths]
    return _digest([around.hex(), site.hex(), known, digest.hex()])


def key_of_context(site: SiteContext) -> bytes:
    """A digest of what a child's rules see of its site: what is said there, not how it is written."""
    said = [
        (
            one.examined.document.path,
            one.examined.document.kind,
            one.examined.document.is_read,
            one.examined.document.is_table,
            one.examined.document.data,
            [policy.id for policy in one.policies],
            _pointers(one.examined.unreliable),
            _pointers(one.examined.absent),
        )
        for one in site.examinations
    ]
    seen = [_pointers(one.unreliable) for one in site.examined]
    known = [site.folder, site.named, site.in_force, site.is_part_unread, site.children]
    return _digest([known, sorted(site.settings.items()), said, seen])


def _pointers(pointers: frozenset[tuple[str | int, ...]]) -> list[str]:
    return sorted(map(str, pointers))


def _digest(parts: Sequence[object]) -> bytes:
    return sha256(json.dumps(parts, separators=(",", ":")).encode()).digest()
