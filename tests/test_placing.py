"""Where a document of each kind belongs, and what is said of one that stands elsewhere."""

import pytest

from lpcheck.catalogue import Catalogue
from lpcheck.documents import Document, read_document, read_table
from lpcheck.placing import patterns_of, placed_alone, placed_in_site

KINDS: dict[str, dict[str, object]] = {
    "site": {"x-file": "site.yaml"},
    "settings": {"x-file": "lpcheck.yaml"},
    "local-procedure": {},
    "child-plan": {"x-file": "children/*/plan.yaml"},
    "log": {"x-file": ["children/*/log.yaml", "children/*/log-20[0-9][0-9].yaml", "children/*/log.csv"]},
    "staff": {"x-file": "staff.csv"},
}
CALLED = "a document of the kind {} must be called {}, in the child's own folder below children/"
PLAN_CALLED = CALLED.format("child-plan", "plan.yaml")
LOG_CALLED = CALLED.format("log", "log.yaml or log.csv")
NOT_HERE = "a document of the kind {} does not belong in a child's folder: put it beside site.yaml"


@pytest.fixture
def kinds(catalogue: Catalogue) -> Catalogue:
    return catalogue._replace(kinds=KINDS)


def message(document: Document) -> str:
    assert document.is_read is not bool(document.troubles)
    assert all(trouble.pointer == ("kind",) for trouble in document.troubles)
    return "".join(trouble.message for trouble in document.troubles)


@pytest.mark.parametrize(
    ("path", "kind", "expected"),
    [
        ("site.yaml", "site", ""),
        ("lpcheck.yaml", "settings", ""),
        ("forms/lpcheck.yaml", "settings", ""),
        ("plan.yaml", "local-procedure", ""),
        ("children/P-017/plan.yaml", "child-plan", ""),
        ("children/P-017/log.yaml", "log", ""),
        ("children/P-017/log-2025.yaml", "log", ""),
        (
            "a.yaml",
            "plan",
            "lpcheck does not know this kind of document: write child-plan, local-procedure, ",
        ),
        ("lpcheck.yaml", "site", "a file of this name must be of the kind settings"),
        ("house.yaml", "site", "a document of the kind site must be called site.yaml"),
        ("staff.yaml", "staff", "a document of the kind staff must be called staff.csv"),
        ("plan.yaml", "child-plan", PLAN_CALLED),
        ("children/plan.yaml", "child-plan", PLAN_CALLED),
        ("children/P-017/old/plan.yaml", "child-plan", PLAN_CALLED),
        ("children/P-017/plan.yml", "child-plan", PLAN_CALLED),
        ("children/P-017/log-25.yaml", "log", LOG_CALLED),
        (
            "children/P-017/plan.yaml",
            "local-procedure",
            "a file of this name in a child's folder must be of the kind child-plan",
        ),
        *(
            (
                f"children/P-017/{name}.yaml",
                kind,
                NOT_HERE.format(kind),
            )
            for name, kind in (("lpcheck", "settings"), ("a", "local-procedure"), ("old/a", "site"))
        ),
    ],
)
def test_a_document_of_a_site_stands_where_its_kind_belongs(
    path: str, kind: str, expected: str, kinds: Catalogue
) -> None:
    found = message(placed_in_site(read_document(path, f"kind: {kind}\n".encode()), kinds))
    assert found.startswith(expected) if expected else not found


@pytest.mark.parametrize(
    ("path", "kind", "expected"),
    [
        ("plan.yaml", "child-plan", ""),
        ("log-2025.yaml", "log", ""),
        ("a.yaml", "local-procedure", ""),
        ("other.yaml", "child-plan", PLAN_CALLED),
        ("log.yaml", "child-plan", "a file of this name in a child's folder must be of the kind log"),
    ],
)
def test_a_document_alone_is_known_by_its_name(
    path: str, kind: str, expected: str, kinds: Catalogue
) -> None:
    assert message(placed_alone(read_document(path, f"kind: {kind}\n".encode()), kinds)) == expected


def test_a_list_is_what_the_site_says_it_is_and_a_log_stands_in_its_folder(kinds: Catalogue) -> None:
    assert message(placed_in_site(read_table("people.csv", b"code\ns-001\n", "staff", {}), kinds)) == ""
    log = read_table("children/P-017/old/log.csv", b"date\n2026-09\n", "log", {"child": "P-017"})
    assert message(placed_in_site(log, kinds)) == LOG_CALLED


def test_what_cannot_be_read_is_left_as_it_is(kinds: Catalogue) -> None:
    unread = read_document("a.yaml", b"kind: [\n")
    assert placed_in_site(unread, kinds) == unread


def test_a_kind_may_have_one_place_several_or_any() -> None:
    assert list(patterns_of(KINDS["site"])) == ["site.yaml"]
    assert len(list(patterns_of(KINDS["log"]))) == 3
    assert list(patterns_of(KINDS["local-procedure"])) == []
    assert list(patterns_of({"x-file": 5})) == []
