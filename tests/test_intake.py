"""The files of a unit as documents: YAML, a child's log as a table, and the lists that site.yaml names."""

from pathlib import Path

import pytest

from lpcheck.catalogue import Catalogue
from lpcheck.documents import Document
from lpcheck.ground import Terms, ground_on
from lpcheck.intake import name_in, taken_in
from lpcheck.work import Names, own_taken_in, pieces_of
from lpcheck.workspace import Typed, Unit, units_in

KINDS = ("site", "local-procedure", "child-plan", "log")
SITE = "kind: site\nname: Hollybush School\n"
NO_NAME = "this is not the name of a table beside site.yaml"
CHILD = "children/P-017"
NO_PLAN = "there is no plan.yaml in this child's folder"
NO_FOLDER = "this is no folder, and the children's folders belong in one of this name"
CLOSED = "this cannot be opened"
NOT_THERE = "there is no file of this name beside site.yaml"


def write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_yaml", ".yaml").replace("_csv", ".csv")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def units(*paths: Path, typed: Typed | None = None) -> list[Unit]:
    return [unit for one in units_in(paths, KINDS, typed) for unit in (one.own, *one.of_children())]


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
    assert list(found) == [
        "children/P-017",
        "children/P-017/log.csv",
        "children/P-017/old/log.csv",
        "children/P-017/other.csv",
    ]
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


@pytest.mark.parametrize("there", ["", "log.yaml", "plan.yaml.txt", "plan.yaml/a.txt", "old/plan.yaml"])
def test_a_childs_folder_without_a_plan_is_told(there: str, tmp_path: Path) -> None:
    folder = write(tmp_path, site_yaml=SITE)
    child = folder / "children" / "P-017"
    child.mkdir(parents=True)
    if there:
        (child / there).parent.mkdir(exist_ok=True)
        (child / there).write_text("kind: log\n", "utf-8")
    first, *_ = taken_in(units(folder)[1]).documents
    assert (first.path, said(first)) == (CHILD, [((), NO_PLAN)])
    assert "delete" not in first.troubles[0].message


@pytest.mark.parametrize("name", ["plan.yaml", "plan.yml", "Plan.YAML", "jane.yaml"])
def test_a_plan_is_not_missed_where_it_only_has_another_name(name: str, tmp_path: Path) -> None:
    folder = write(tmp_path, site_yaml=SITE)
    write(folder / CHILD, **{name: "kind: child-plan\n"})
    assert list(documents(units(folder)[1])) == [f"{CHILD}/{name}"]


def test_a_plan_that_is_typed_is_not_missed_nor_is_one_of_an_unknown_folder(tmp_path: Path) -> None:
    folder = write(tmp_path, site_yaml=SITE, **{"children__P-017__log_yaml": "kind: log\n"})
    for path in (f"{CHILD}/plan.yaml", "children/P-9/log.yaml"):
        typed = Typed(folder / path, b"kind: log\n")
        found = documents(units(typed.path, typed=typed)[1])
        assert path in found
        assert not {CHILD, "children/P-9"} & found.keys()


@pytest.mark.parametrize(
    ("goal", "sentence"),
    [
        ("elsewhere", "this is a link to a folder, and links are not followed"),
        ("nowhere", CLOSED),
        ("circle", CLOSED),
    ],
)
@pytest.mark.parametrize("place", [CHILD, "children"])
def test_a_link_in_place_of_a_folder_is_told_and_not_followed(
    goal: str, sentence: str, place: str, tmp_path: Path
) -> None:
    folder = write(tmp_path / "school", site_yaml=SITE)
    write(tmp_path / "elsewhere", plan_yaml="kind: child-plan\n", **{"P-017__plan_yaml": "kind: site\n"})
    (folder / place).parent.mkdir(exist_ok=True)
    (folder / place).symlink_to(tmp_path / goal)
    (tmp_path / "circle").symlink_to(tmp_path / "circle")
    for asked in (folder, folder / place):
        found = units(asked)
        assert [unit.child for unit in found] == [None, "P-017"][: 2 if place == CHILD else 1]
        assert found[-1].asked_for in (None, frozenset({place}))
        assert said(documents(found[-1])[place]) == [((), sentence)]
        assert {path for unit in found for path in documents(unit)} == {"site.yaml", place}


def test_a_file_in_place_of_the_folder_of_the_children_is_told(tmp_path: Path) -> None:
    folder = write(tmp_path, site_yaml=SITE, children="x: 1\n", other="x: 1\n")
    for _ in range(2):
        for asked in (folder, folder / "children"):
            [unit] = units(asked)
            assert said(documents(unit)["children"]) == [((), NO_FOLDER)]
        (folder / "children").unlink()
        (folder / "children").symlink_to(folder / "other")


def test_who_asks_for_a_child_behind_a_link_is_told_of_the_link(tmp_path: Path) -> None:
    folder = write(tmp_path / "school", site_yaml=SITE)
    write(tmp_path / "elsewhere", **{"P-017__plan_yaml": "kind: child-plan\n"})
    (folder / "children").symlink_to(tmp_path / "elsewhere")
    [unit] = units(folder / CHILD)
    assert unit.asked_for == frozenset({"children"})


@pytest.mark.parametrize("name", ["[Larkfield, School]", "{of: Larkfield}", "null", "12"])
def test_a_name_that_is_no_text_is_left_to_the_form(name: str, tmp_path: Path) -> None:
    (unit,) = units(write(tmp_path, site_yaml=f"kind: site\nname: {name}\n"))
    assert name_in(unit) == ""
    names = Names()
    assert not names.are_taken(unit, name_in(unit))
    assert not names.are_taken(unit._replace(site="another"), name_in(unit))


def test_a_site_whose_children_come_in_pieces_has_no_name_of_an_earlier_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, catalogue: Catalogue
) -> None:
    monkeypatch.setattr("lpcheck.work.CHILDREN_A_PIECE", 2)
    children = {f"children__P-{number}__plan_yaml": "kind: child-plan\n" for number in range(3)}
    schools = [write(tmp_path / place / "school", site_yaml=SITE, **children) for place in ("a", "b")]
    settings = dict.fromkeys(schools)
    names, around = Names(), ground_on(Terms(), catalogue).otherwise
    found = [
        own_taken_in(piece, around, names)[0] for piece in pieces_of(units_in(schools, KINDS), settings)
    ]
    told = [[pointer for document in one.documents for pointer, _ in said(document)] for one in found]
    assert told == [[], [], [("name",)], [("name",)]]
