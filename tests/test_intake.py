"""The files of a unit as documents: YAML, a child's log as a table, and the lists that site.yaml names."""

from pathlib import Path

import pytest

from lpcheck.documents import Document
from lpcheck.intake import taken_in
from lpcheck.workspace import Typed, Unit, units_in

KINDS = ("site", "local-procedure", "child-plan", "log")
SITE = "kind: site\nname: Hollybush School\n"
NO_NAME = "this is not the name of a table beside site.yaml"
NOT_THERE = "there is no file of this name beside site.yaml"


def write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_yaml", ".yaml").replace("_csv", ".csv")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def units(*paths: Path, typed: Typed | None = None) -> list[Unit]:
    return units_in(paths, KINDS, typed)


def documents(unit: Unit) -> dict[str, Document]:
    return {document.path: document for document in taken_in(unit).documents}


def said(document: Document) -> list[tuple[tuple[str | int, ...], str]]:
    return [(trouble.pointer, trouble.message.partition(":")[0]) for trouble in document.troubles]


def test_the_lists_that_site_yaml_names_are_documents_beside_it(tmp_path: Path) -> None:
    site = f"{SITE}staff_file: people.csv\nroll_file: roll.csv\n"
    folder = write(tmp_path, site_yaml=site, people_csv="code\ns-001\n", roll_csv="child\nP-017\n")
    write(folder, unnamed_csv="a\n")
    intake = taken_in(units(folder)[0])
    assert [(d.path, d.kind, d.is_read, d.troubles) for d in intake.documents] == [
        ("people.csv", "staff", True, ()),
        ("roll.csv", "roll", True, ()),
        ("site.yaml", "site", True, ()),
    ]
    assert [file.path for file in intake.files] == ["people.csv", "roll.csv", "site.yaml"]
    assert intake.documents[0].data == {"kind": "staff", "staff": [{"code": "s-001"}]}


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("lists/staff.csv", NO_NAME),
        ("../staff.csv", NO_NAME),
        ("..\\staff.csv", NO_NAME),
        (".csv", NO_NAME),
        ("staff.yaml", NO_NAME),
        ("staff.csv", NOT_THERE),
        ("out.csv", "this file is a link that leads out of the school's folder"),
        ("roll.csv", "site.yaml names this table for another list already"),
    ],
)
def test_a_list_that_cannot_be_had_is_told_where_site_yaml_names_it(
    name: str, sentence: str, tmp_path: Path
) -> None:
    (tmp_path / "elsewhere.csv").write_text("child\n", "utf-8")
    first = f"{SITE}roll_file: '{name}'\n" + ("staff_file: roll.csv\n" if name == "roll.csv" else "")
    folder = write(tmp_path / "school", site_yaml=first, roll_csv="child\nP-017\n")
    (folder / "out.csv").symlink_to(tmp_path / "elsewhere.csv")
    found = documents(units(folder)[0])
    assert said(found["site.yaml"]) == [(("roll_file",), sentence)]
    assert found["site.yaml"].troubles[0].span.line == 3


@pytest.mark.parametrize("value", ["5", "null", "''", "[roll.csv]"])
def test_what_is_no_name_at_all_is_left_to_the_form(value: str, tmp_path: Path) -> None:
    folder = write(tmp_path, site_yaml=f"{SITE}roll_file: {value}\n")
    assert said(documents(units(folder)[0])["site.yaml"]) == []


def test_a_list_that_cannot_be_opened_says_why(tmp_path: Path) -> None:
    folder = write(tmp_path, site_yaml=f"{SITE}roll_file: roll.csv\n")
    (folder / "roll.csv").mkdir()
    roll = documents(units(folder)[0])["roll.csv"]
    assert (roll.kind, roll.is_read) == ("roll", False)
    assert said(roll) == [((), "this cannot be opened")]


def test_a_list_may_be_a_link_inside_the_school_or_be_typed(tmp_path: Path) -> None:
    folder = write(tmp_path, site_yaml=f"{SITE}roll_file: roll.csv\n", lists__all_csv="child\nP-017\n")
    typed = Typed(folder / "roll.csv", b"child\nP-018\n")
    [unit] = units(typed.path, typed=typed)
    assert documents(unit)["roll.csv"].data["roll"] == [{"child": "P-018"}]
    assert unit.asked_for == frozenset({"roll.csv"})
    (folder / "roll.csv").symlink_to(folder / "lists" / "all.csv")
    assert documents(units(folder)[0])["roll.csv"].data["roll"] == [{"child": "P-017"}]


def test_a_log_as_a_table_says_whose_it_is_by_its_folder(tmp_path: Path) -> None:
    folder = write(
        tmp_path, site_yaml=SITE, **{"children__P-017__log_csv": "date,with\n2026-09-14,aunt;uncle\n"}
    )
    write(folder, **{"children__P-017__other_csv": "a\n", "children__P-017__old__log_csv": "date\n2026\n"})
    found = documents(units(folder)[1])
    assert list(found) == ["children/P-017/log.csv", "children/P-017/old/log.csv"]
    assert found["children/P-017/log.csv"].data == {
        "kind": "log",
        "child": "P-017",
        "entries": [{"date": "2026-09-14", "with": ["aunt", "uncle"]}],
    }


def test_a_log_alone_belongs_to_the_child_of_its_folder(tmp_path: Path) -> None:
    folder = write(tmp_path / "P-018", log_csv="date\n2026-09-14\n")
    [log] = documents(units(folder / "log.csv")[0]).values()
    assert (log.kind, log.data["child"]) == ("log", "P-018")


@pytest.mark.parametrize("path", ["log.csv", "other.csv", "children/P-017/other.csv"])
def test_another_table_is_only_looked_at_if_it_is_named_and_then_refused(path: str, tmp_path: Path) -> None:
    folder = write(tmp_path, site_yaml=SITE, **{"children__P-017__plan_yaml": "kind: child-plan\n"})
    (folder / path).write_text("a\n", "utf-8")
    found = {name: document for unit in units(folder / path) for name, document in documents(unit).items()}
    assert said(found[path]) == [((), "no table of this name is read")]


def test_a_childs_folder_without_a_document_is_told(tmp_path: Path) -> None:
    folder = write(tmp_path, site_yaml=SITE)
    (folder / "children" / "P-017").mkdir(parents=True)
    intake = taken_in(units(folder)[1])
    assert [(d.path, said(d)) for d in intake.documents] == [
        ("children/P-017", [((), "no document was found in this child's folder")])
    ]
    assert intake.files == ()
