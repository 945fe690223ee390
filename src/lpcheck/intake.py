"""The files of a unit as documents: YAML, the log of a child as a table, and the lists of a site.

A site's lists of staff and of children may be tables beside site.yaml, which names them.
"""

import json
import os
from collections.abc import Mapping
from hashlib import sha256
from typing import NamedTuple

from lpcheck.children import child_folder
from lpcheck.csv_reader import TABLES
from lpcheck.documents import (
    CHILDREN,
    SITE_FILE,
    Document,
    document_of,
    read_table,
    unread_document,
    with_trouble,
)
from lpcheck.files import TABLE, File
from lpcheck.workspace import LOG_TABLE, Unit

_NO_TABLE = (
    "no table of this name is read: only log.csv in a child's folder, and the lists that site.yaml names"
)
_NO_NAME = (
    "this is not the name of a table beside site.yaml: write one that ends in .csv, without a folder, "
    "such as staff.csv"
)
_NOT_THERE = "there is no file of this name beside site.yaml: put the table there, or correct the name"
_OUTSIDE = (
    "this file is a link that leads out of the school's folder: put the table itself beside site.yaml"
)
_TAKEN = "site.yaml names this table for another list already: give each list a table of its own"
_NO_PLAN = (
    "there is no plan.yaml in this child's folder: put the child's plan there as a file of that name; "
    "the records of a child who has left stay there too"
)
_SAME_NAME = (
    "another school of this run has the same name, or a folder of the same name, so nobody could tell what "
    "is found here from what is found there: give each a name of its own, or check one at a time"
)
_LINK = "this is a link to a folder, and links are not followed: put the folder itself here"
_NO_FOLDER = (
    "this is no folder, and the children's folders belong in one of this name: give it another name"
)
_PLANS = frozenset({"plan.yaml", "plan.yml"})


class Intake(NamedTuple):
    """What a unit's files hold, as bytes and as documents."""

    files: tuple[File, ...]
    documents: tuple[Document, ...]


def taken_in(unit: Unit) -> Intake:
    """The documents of a unit in the order of their paths, read now."""
    files = {path: unit.file(path) for path in unit.paths}
    documents = {path: _document(file, unit) for path, file in files.items()}
    if unit.site is not None and unit.child is None and SITE_FILE in documents:
        kinds, documents[SITE_FILE] = _lists_named(documents[SITE_FILE], unit)
        for path, kind in kinds.items():
            files[path] = files.get(path) or unit.file(path)
            documents[path] = _table(files[path], kind, {})
    at, wrong = _fault_of_folder(unit, documents)
    if wrong:
        documents[at] = unread_document(at, wrong)
    return Intake(
        tuple(files[path] for path in sorted(files)), tuple(documents[path] for path in sorted(documents))
    )


def name_of(site: Document) -> str:
    """A digest of the name that a site.yaml gives its school, "" where it gives none that is a text."""
    name = site.data.get("name")
    return sha256(json.dumps(name).encode()).hexdigest() if isinstance(name, str) else ""


def name_in(site: Unit) -> str:
    """The same, of the site.yaml that a site has on disk."""
    return name_of(document_of(site.file(SITE_FILE))) if SITE_FILE in site.paths else ""


def same_name(document: Document) -> Document:
    """The document, if it is site.yaml with the trouble that an earlier site of the run has its name."""
    return with_trouble(document, ("name",), _SAME_NAME) if document.path == SITE_FILE else document


def _fault_of_folder(unit: Unit, documents: Mapping[str, Document]) -> tuple[str, str]:
    """The folder of the child, or the one for all children of a site, and what is wrong with it, or ""."""
    at = CHILDREN if unit.child is None else child_folder(unit.child)
    is_known = unit.site is not None and (unit.child is None or unit.child in unit.children)
    folder = unit.folder / at
    if not is_known or not os.path.lexists(folder):
        return at, ""
    is_folder = os.path.isdir(folder)  # noqa: PTH112 - of a folder that is closed to us it says no
    if os.path.islink(folder):  # noqa: PTH114 - its neighbour above, likewise
        return at, _LINK if is_folder else unit.file(at).failure or _NO_FOLDER
    if unit.child is None:
        return at, "" if is_folder else _NO_FOLDER
    is_told = at in documents or any(_is_plan(document, at) for document in documents.values())
    return at, "" if is_told else _NO_PLAN


def _is_plan(document: Document, folder: str) -> bool:
    """Whether a document in a child's folder is the plan, or is told that it should be called so."""
    above, _, name = document.path.rpartition("/")
    return above == folder and (name.lower() in _PLANS or document.kind == "child-plan")


def _document(file: File, unit: Unit) -> Document:
    if not file.path.lower().endswith(TABLE):
        return document_of(file)
    is_log = file.path.rpartition("/")[2].lower() == LOG_TABLE
    child = unit.child if unit.site is not None else unit.folder.name
    if is_log and child is not None:
        return _table(file, "log", {"child": child})
    return unread_document(file.path, _NO_TABLE)


def _table(file: File, kind: str, around: Mapping[str, object]) -> Document:
    if file.failure:
        return unread_document(file.path, file.failure, kind)
    return read_table(file.path, file.raw, kind, around)


def _lists_named(site: Document, unit: Unit) -> tuple[Mapping[str, str], Document]:
    """The tables that site.yaml names, each with its kind, and site.yaml with what is wrong there."""
    kinds: dict[str, str] = {}
    for kind, table in TABLES.items():
        name = site.data.get(table.named_in)
        if not isinstance(name, str) or not name.strip():
            continue  # the form says what to write
        wrong = _TAKEN if name in kinds else _fault_of(name, unit)
        if wrong:
            site = with_trouble(site, (table.named_in,), wrong)
        else:
            kinds[name] = kind
    return kinds, site


def _fault_of(name: str, unit: Unit) -> str:
    """What is wrong with the name of a list, or ""."""
    if "/" in name or "\\" in name or name.startswith(".") or not name.lower().endswith(TABLE):
        return _NO_NAME
    if unit.typed is not None and unit.typed.path == name:
        return ""
    path = unit.folder / name
    if not os.path.lexists(path):
        return _NOT_THERE
    return "" if path.resolve().is_relative_to(unit.folder.resolve()) else _OUTSIDE
