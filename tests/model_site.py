"""The model school as documents, changed or not, and what is found in it."""

import json
from collections import defaultdict
from collections.abc import Mapping
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

from lpcheck.catalogue import Catalogue
from lpcheck.checker import check_unit
from lpcheck.documents import Document, read_document, read_table
from lpcheck.loading import load_catalogue
from lpcheck.model import Finding
from lpcheck.resources import shipped
from lpcheck.results import Question, result_of
from lpcheck.showing import Checked, Selection
from lpcheck.surroundings import Around, context_of
from test_examples import AS_OF

SCHOOL = Path(__file__).parent.parent / "procedures" / "model-school"
TABLES = {"roll.csv": "roll", "staff.csv": "staff"}

Site = Mapping[str, Document]


@cache
def policies() -> Catalogue:
    return load_catalogue(shipped("schemas"))


@cache
def school() -> Site:
    """Every document of the model school by its path."""
    documents = {}
    for file in sorted(SCHOOL.rglob("*.*")):
        path = file.relative_to(SCHOOL).as_posix()
        if file.suffix == ".csv":
            around = {"child": file.parent.name} if file.name == "log.csv" else {}
            kind = TABLES.get(path, "log")
            documents[path] = read_table(path, file.read_bytes(), kind, around)
        else:
            documents[path] = read_document(path, file.read_bytes())
    return documents


def child_of(path: str) -> str | None:
    return path.split("/")[1] if path.startswith("children/") else None


def found_in(site: Site, children: set[str] | None) -> tuple[Finding, ...]:
    """What is found in the site's own documents, None, and in those of some children; None means all."""
    around = Around(policies(), policies().defaults(), since=AS_OF, until=AS_OF)
    folders: dict[str | None, list[Document]] = defaultdict(list)
    for path, document in site.items():
        folders[child_of(path)].append(document)
    keys = tuple(sorted(key for key in folders if key is not None))
    context = context_of(folders[None], "model-school", around, keys)
    own = [Checked(check_unit(folders[None], context, around), "model-school", "", None, None, keys)]
    of_children = [
        Checked(check_unit(folders[key], context, around, key), "model-school", "", None, key, keys)
        for key in keys
        if children is None or key in children
    ]
    question = Question(AS_OF, (), Selection())
    return result_of([*own, *of_children], policies(), question, "").findings


def rows_of(path: str) -> list[dict[str, Any]]:
    (rows,) = [value for key, value in school()[path].data.items() if isinstance(value, list)]
    return deepcopy(rows)


def table(path: str, rows: list[dict[str, Any]]) -> Document:
    """A table of those rows, written as an office would."""
    columns = list(dict.fromkeys(name for row in rows for name in row))
    lines = [",".join(columns), *(",".join(str(row.get(c) or "") for c in columns) for row in rows)]
    return read_table(path, "\n".join(lines).encode(), TABLES[path], {})


def written_anew(document: Document, path: str, data: Any) -> Document:  # noqa: ANN401
    if path in TABLES:
        (rows,) = [value for value in data.values() if isinstance(value, list)]
        return table(path, rows)
    if document.is_table:  # what an export says may as well stand in YAML
        path = path.replace(".csv", "-2026.yaml")
        data = {"kind": document.kind, **data}
    return read_document(path, json.dumps(data, ensure_ascii=False, indent=1).encode())
