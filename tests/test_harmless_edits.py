"""What an author may change without changing what is said makes no finding in the model school."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from lpcheck.documents import Document, read_document, read_table
from model_site import SCHOOL, TABLES, Site, child_of, found_in, rows_of, school, table, written_anew

# Lists whose order says something: who is rung first, what was reviewed when, and how a text goes on.
ORDERED = frozenset({"emergency", "review_history", "sections"})


def text_of(path: str) -> str:
    return (SCHOOL / path).read_text("utf-8")


def read_again(path: str, text: str) -> Document:
    """A document of the school with another text."""
    if not path.endswith(".csv"):
        return read_document(path, text.encode())
    around = {"child": str(child_of(path))} if path.endswith("log.csv") else {}
    return read_table(path, text.encode(), TABLES.get(path, "log"), around)


def commented(path: str) -> str:
    """The text with a comment above every line that no text of several lines holds."""
    lines = text_of(path).splitlines()
    return "# a note for ourselves: ask again\n" + "\n".join(
        f"{line}   # checked" if line.endswith((":", "}", "]")) and "#" not in line else line
        for line in lines
    )


def turned(value: Any, name: str = "") -> Any:  # noqa: ANN401 - any value of a document
    """The same with its fields, and the items of lists that have no order, the other way round."""
    if isinstance(value, dict):
        return {key: turned(value[key], key) for key in reversed(value)}
    if isinstance(value, list):
        items = [turned(item) for item in value]
        return items if name in ORDERED else items[::-1]
    return value


def is_yaml(path: str) -> bool:
    return path.endswith(".yaml")


EDITS: dict[str, Callable[[str], Document | None]] = {
    "comments": lambda path: read_again(path, commented(path)) if is_yaml(path) else None,
    "lines that end as on Windows": lambda path: read_again(path, text_of(path).replace("\n", "\r\n")),
    "a byte order mark": lambda path: read_again(path, "\ufeff" + text_of(path)),
    "empty lines at the end": lambda path: read_again(path, text_of(path) + "\n\n"),
    "everything in quotes": lambda path: (
        written_anew(school()[path], path, dict(school()[path].data)) if is_yaml(path) else None
    ),
    "the other order": lambda path: (
        read_document(path, json.dumps(turned(dict(school()[path].data)), ensure_ascii=False).encode())
        if is_yaml(path)
        else None
    ),
    "rows in the other order": lambda path: table(path, rows_of(path)[::-1]) if path in TABLES else None,
}


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_that_says_the_same_makes_no_finding(edit: str) -> None:
    edited = {path: EDITS[edit](path) for path in school()}
    assert any(edited.values())
    site: Site = {path: edited[path] or document for path, document in school().items()}
    assert not [f"{f.requirement.id} {f.problem.location.path}" for f in found_in(site, None)]


ADDED: dict[str, tuple[str, str, object]] = {
    "a call that was kept": (
        "children/P-017/log.yaml",
        "entries",
        {
            "date": "2026-11-20",
            "time": "15:10",
            "channel": "telephone",
            "with": ["home-on-shift"],
            "by": "s-107",
            "outcome": "took-place",
            "routine": True,
        },
    ),
    "a call that was refused": (
        "children/P-017/log.yaml",
        "entries",
        {
            "date": "2026-11-20",
            "time": "15:20",
            "channel": "telephone",
            "with": ["father"],
            "by": "s-116",
            "outcome": "refused",
        },
    ),
    "a concern that was reported at once": (
        "children/P-017/log.yaml",
        "concerns",
        {
            "reference": "CPOMS 1201",
            "noticed_at": "2026-11-20T10:05",
            "reported_at": "2026-11-20T10:20",
            "reported_to": "designated-safeguarding-lead",
            "immediate_action": False,
        },
    ),
    "a briefing": (
        "site.yaml",
        "briefings",
        {"date": "2026-11-20", "covers": ["P-003"], "present": ["nights"]},
    ),
    "monitoring": (
        "site.yaml",
        "monitoring",
        {
            "date": "2026-11-18",
            "policy": "ECS 36",
            "by": "s-101",
            "sample": "two plans",
            "effectiveness": "both were kept",
            "impact": "none yet",
            "kept_in": "governance folder",
        },
    ),
    "a lesson": ("site.yaml", "device_safety_teaching", {"date": "2026-11-19", "for": "all"}),
    "a term": ("site.yaml", "terms", {"from": "2027-09-02", "to": "2027-10-22"}),
    "a system": ("site.yaml", "systems", "the day book"),
    "a review": (
        "children/P-003/plan.yaml",
        "review_history",
        {
            "date": "2026-11-20",
            "reviewer": "s-111",
            "summary": "No change needed; checked with home by telephone",
        },
    ),
}


@pytest.mark.parametrize("added", ADDED)
def test_an_entry_that_complies_makes_no_finding(added: str) -> None:
    path, field, item = ADDED[added]
    data: Any = dict(school()[path].data)
    data[field] = [*data[field], item]
    site = {**school(), path: written_anew(school()[path], path, data)}
    assert not [f"{f.requirement.id} {f.problem.message}" for f in found_in(site, None)]
