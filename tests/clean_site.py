"""The site of the examples, in which nothing is found, and what is found in it after a change."""

import json
from collections.abc import Iterator, Mapping
from copy import deepcopy
from functools import cache
from typing import Any

from lpcheck.catalogue import Catalogue
from lpcheck.checker import check_unit
from lpcheck.documents import CHILDREN, Document, read_document
from lpcheck.loading import load_catalogue
from lpcheck.model import Finding
from lpcheck.places import Pointer
from lpcheck.resources import shipped
from lpcheck.results import Question, result_of
from lpcheck.showing import Checked, Selection
from lpcheck.surroundings import Around, context_of
from test_examples import AS_OF, EXAMPLES

BASE = EXAMPLES / "base"
FOLDER = "larkfield-school"
CHILD = "P-003"
PLAN = f"{CHILDREN}/{CHILD}/plan.yaml"
LOG = f"{CHILDREN}/{CHILD}/log.yaml"
SITE_YAML = "site.yaml"
REMOVE = object()
MISSPELL = object()

Site = Mapping[str, Document]


@cache
def shipped_policies() -> Catalogue:
    """The catalogue outside a fixture, because Hypothesis writes down each argument of what fails."""
    return load_catalogue(shipped("schemas"))


@cache
def clean_site() -> Site:
    """Every document of the site by its path."""
    files = {file.relative_to(BASE).as_posix(): file for file in sorted(BASE.rglob("*.yaml"))}
    return {path: read_document(path, file.read_bytes()) for path, file in files.items()}


def is_of_child(path: str) -> bool:
    return path.startswith(CHILDREN)


def pointers_in(value: object, at: Pointer = ()) -> Iterator[Pointer]:
    """Yields the pointer of every key and every list item, at any depth."""
    pairs = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    for step, child in pairs:
        yield (*at, step)
        yield from pointers_in(child, (*at, step))


def changed(data: object, pointer: Pointer, value: object) -> object:
    """The data with the value at a pointer replaced, or removed, or its key misspelt."""
    data = deepcopy(data)
    group: Any = data
    for step in pointer[:-1]:
        group = group[step]
    last = pointer[-1]
    if value is REMOVE:
        del group[last]
    elif value is not MISSPELL:
        group[last] = deepcopy(value)
    elif isinstance(last, str):
        group[f"{last}{last[-1]}"] = group.pop(last)
    return data


def written_anew(path: str, data: object) -> Document:
    """The data as JSON, which is YAML, read again, so that every value has its place."""
    return read_document(path, json.dumps(data, ensure_ascii=False, indent=1).encode())


def findings_in(site: Site, engine: str = "jsonschema-rs") -> tuple[Finding, ...]:
    """What a run finds in all of a site on the day of the examples."""
    return _found(site, (False, True), engine)


def findings_after(document: Document, site: Site, engine: str = "jsonschema-rs") -> tuple[Finding, ...]:
    """What a run finds in a clean site of which one document was changed.

    The site's own documents see nothing of a child's, and are not looked at again for a change in one.
    """
    units = (True,) if is_of_child(document.path) else (False, True)
    return _found({**site, document.path: document}, units, engine)


def _found(site: Site, units: tuple[bool, ...], engine: str) -> tuple[Finding, ...]:
    catalogue = shipped_policies()
    around = Around(catalogue, catalogue.defaults(), engine)
    own, child = ([d for path, d in site.items() if is_of_child(path) is which] for which in (False, True))
    context = context_of(own, FOLDER, around, (CHILD,))
    checked = [
        Checked(check_unit(child, context, around, CHILD), FOLDER, "", None, CHILD, (CHILD,))
        if which
        else Checked(check_unit(own, context, around), FOLDER, "", None)
        for which in units
    ]
    return result_of(checked, catalogue, Question(AS_OF, (), Selection()), "").findings
