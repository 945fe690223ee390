"""A site's own documents and those of each child as units of work, from paths to the result."""

import os
import re
from datetime import date
from pathlib import Path

import pytest

from lpcheck.documents import Document, read_document
from lpcheck.errors import NothingToCheckError
from lpcheck.model import Finding, State
from lpcheck.records import Result
from lpcheck.run import Request, run
from lpcheck.workspace import Typed, Unit, units_in
from rights import put_down

KINDS = ("site", "local-procedure", "child-plan", "log")
AS_OF = date(2026, 11, 21)
SITE = """\
kind: site
name: Hollybush School
country: England
school_type: independent
policies: [ECS 36]
"""
PLAN = "kind: child-plan\nchild: {}\n"
ALL = ("P-017", "P-2", "jane")


def school(folder: Path, *children: str) -> Path:
    """A site with a procedure, and a plan for each child."""
    for child in children:
        (folder / "children" / child).mkdir(parents=True)
        (folder / "children" / child / "plan.yaml").write_text(PLAN.format(child), "utf-8")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "site.yaml").write_text(SITE, "utf-8")
    (folder / "a.yaml").write_text("kind: local-procedure\n", "utf-8")
    return folder


def units(*paths: Path, typed: Typed | None = None) -> list[Unit]:
    found = units_in(paths, KINDS, typed)
    listed = [unit for one in found for unit in (one.own, *one.of_children())]
    assert len(listed) == sum(one.number for one in found)
    return listed


def asked(*paths: Path, typed: Typed | None = None) -> list[tuple[str | None, frozenset[str] | None]]:
    return [(unit.child, unit.asked_for) for unit in units(*paths, typed=typed)]


def checked(*paths: Path, typed: Typed | None = None) -> Result:
    return run(Request(paths, AS_OF, typed=typed))


def places(result: Result) -> set[tuple[str | None, str]]:
    return {(finding.child, finding.problem.location.path) for finding in result.findings}


def plan_of(child: str) -> str:
    return f"children/{child}/plan.yaml"


def test_a_site_with_ninety_children_gives_ninety_one_units(tmp_path: Path) -> None:
    folder = school(tmp_path / "school", *(f"P-{number:03}" for number in range(90)))
    found = units(folder)
    assert len(found) == 91
    own, first, *_ = found
    assert own == Unit(folder, "school", None, ("a.yaml", "site.yaml"), None, own.children)
    assert first == own._replace(child="P-000", paths=(plan_of("P-000"),))
    assert len(own.children) == 90


def test_what_is_in_a_childs_folder_is_looked_up_in_its_turn(tmp_path: Path) -> None:
    folder = school(tmp_path / "school", "P-003", "P-017")
    (found,) = units_in([folder], KINDS)
    children = found.of_children()
    assert next(children).paths == (plan_of("P-003"),)
    (folder / "children" / "P-017" / "log.yaml").write_text("kind: log\n", "utf-8")
    assert next(children).paths == ("children/P-017/log.yaml", plan_of("P-017"))


def test_everything_below_a_childs_folder_is_that_childs_and_all_else_the_sites(tmp_path: Path) -> None:
    folder = school(tmp_path / "school", "P-017")
    for path in ("children/P-017/old/log.yaml", "children/loose.yaml", "forms/children/P-2/b.yml"):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text("kind: log\n", "utf-8")
    own, child = units(folder)
    assert own.paths == ("a.yaml", "children/loose.yaml", "forms/children/P-2/b.yml", "site.yaml")
    assert child.paths == ("children/P-017/old/log.yaml", plan_of("P-017"))


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (".", [(None, None), *((child, None) for child in ALL)]),
        ("children", [(None, frozenset()), *((child, None) for child in ALL)]),
        ("children/P-2", [(None, frozenset()), ("P-2", None)]),
        ("children/P-2/plan.yaml", [(None, frozenset()), ("P-2", frozenset({plan_of("P-2")}))]),
        ("children/P-2/old", [(None, frozenset()), ("P-2", frozenset({"children/P-2/old/log.yaml"}))]),
        ("a.yaml", [(None, frozenset({"a.yaml"}))]),
    ],
)
def test_of_the_children_only_those_asked_for_are_units(
    path: str, expected: list[tuple[str | None, frozenset[str] | None]], tmp_path: Path
) -> None:
    folder = school(tmp_path / "school", *ALL)
    (folder / "children" / "P-2" / "old").mkdir()
    (folder / "children" / "P-2" / "old" / "log.yaml").write_text("kind: log\n", "utf-8")
    assert asked(folder / path) == expected
    assert len(asked(tmp_path)) == 4


def test_two_paths_in_one_site_are_units_of_one_site(tmp_path: Path) -> None:
    folder = school(tmp_path / "school", *ALL)
    assert asked(folder / "a.yaml", folder / "children" / "jane") == [
        (None, frozenset({"a.yaml"})),
        ("jane", None),
    ]


def test_a_named_file_is_checked_wherever_it_lies(tmp_path: Path) -> None:
    folder = school(tmp_path / "school", "P-017")
    hidden = folder / "children" / ".P-2" / "plan.yaml"
    hidden.parent.mkdir()
    hidden.write_text(PLAN, "utf-8")
    assert asked(hidden) == [(None, frozenset()), (".P-2", frozenset({plan_of(".P-2")}))]
    note = folder / "children" / "P-017" / "note.txt"
    note.write_text("x", "utf-8")
    assert [unit.paths for unit in units(note)][1] == (
        "children/P-017/note.txt",
        plan_of("P-017"),
    )


@pytest.mark.parametrize("name", [".hidden", "P-017/.hidden", "own/.hidden"])
def test_a_folder_in_which_nothing_is_looked_at_is_refused_without_a_name(
    name: str, tmp_path: Path
) -> None:
    folder = school(tmp_path / "school", "P-017", "own")
    (folder / "children" / name).mkdir()
    with pytest.raises(NothingToCheckError, match=r"no document was found in .*school/children/") as error:
        asked(folder / "children" / name)
    assert "hidden" not in str(error.value)


def test_a_path_that_is_not_there_is_refused_without_a_name(tmp_path: Path) -> None:
    folder = school(tmp_path / "school", "P-017")
    with pytest.raises(NothingToCheckError, match=r"there is no file or folder .*/children/•••$"):
        asked(folder / "children" / "jane-field")


def test_a_site_in_a_childs_folder_is_a_site_of_its_own(tmp_path: Path) -> None:
    folder = school(tmp_path / "school", "P-017")
    school(folder / "children" / "inner", "P-2")
    school(folder / "children" / "P-017" / "deep")
    found = units(folder)
    assert [(unit.site, unit.child) for unit in found] == [
        ("school", None),
        ("school", "P-017"),
        ("deep", None),
        ("inner", None),
        ("inner", "P-2"),
    ]
    assert found[1].paths == (plan_of("P-017"),)


def test_what_is_typed_stands_for_its_file_or_for_one_that_is_not_there_yet(tmp_path: Path) -> None:
    folder = school(tmp_path / "school", "P-017")
    for child in ("P-017", "P-9"):
        typed = Typed(folder / plan_of(child), b"kind: log\n")
        own, unit = units(typed.path, typed=typed)
        assert (unit.child, unit.paths, unit.asked_for) == (
            child,
            (plan_of(child),),
            frozenset({plan_of(child)}),
        )
        assert unit.file(plan_of(child)).raw == b"kind: log\n"
        assert own.file("site.yaml").raw == SITE.encode()


def test_a_site_below_a_folder_of_another_is_found(tmp_path: Path) -> None:
    folder = school(tmp_path / "ns", "P-1")
    (folder / "mid").mkdir()
    inner = school(folder / "mid" / "inner")
    (folder / "empty").mkdir()
    own = Unit(inner, "inner", None, ("a.yaml", "site.yaml"), None)
    assert units(folder / "mid") == [own]
    assert asked(folder / "mid", folder / "a.yaml") == [(None, frozenset({"a.yaml"})), (None, None)]
    with pytest.raises(NothingToCheckError, match=r"no document was found in .*/empty"):
        asked(folder / "mid", folder / "empty")


def test_a_document_in_no_site_knows_how_far_it_lies_below_the_place_asked_for(tmp_path: Path) -> None:
    place = tmp_path / "pupils" / "jane" / "plan.yaml"
    place.parent.mkdir(parents=True)
    place.write_text(PLAN.format("x"), "utf-8")
    below = [units(path)[0].below for path in (tmp_path, *reversed(place.parents[:2]), place)]
    assert below == [2, 1, 1, 1]
    assert len(units(place.parent, place.parent, place)) == 1


def test_a_child_without_a_plan_and_one_behind_a_link_are_findings_and_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    folder = school(tmp_path / "school", "P-1")
    (folder / "children" / "P-2").mkdir()
    (folder / "children" / "P-3").symlink_to(folder / "children" / "P-1")
    result = checked(folder)
    found = [(f.child, f.problem.location.path) for f in about(result, "FILE-1") if f.child != "P-1"]
    assert found == [("P-2", "school/children/P-2"), ("P-3", "school/children/P-3")]
    assert result.children == 3


def test_a_childs_document_in_a_wrong_place_is_shown_without_the_names_of_its_folders(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    folder = school(tmp_path / "school")
    for path in ("Children/Quillfeather Smith/plan.yaml", "old/Quillfeather Smith/log.yaml"):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text("kind: [\n", "utf-8")
    result = checked(Path("school"))
    shown = {"school/•••/•••/plan.yaml", "school/•••/•••/log.yaml"}
    assert {path for _, path in places(result)} >= shown
    assert "Quillfeather" not in str(result)
    (folder / "site.yaml").unlink()
    (folder / "Children/Quillfeather Smith/plan.yaml").write_text(PLAN.format("x"), "utf-8")
    assert "Quillfeather" not in str(checked(Path("school/Children")))
    assert checked(folder / "Children/Quillfeather Smith/plan.yaml").scope == (
        "school/Children/•••/plan.yaml",
    )


def test_a_childs_folder_that_is_closed_is_a_finding_of_that_child(tmp_path: Path) -> None:
    folder = school(tmp_path / "school", "P-017", "P-2")
    (folder / "children" / "P-2").chmod(0)
    take_up = put_down()
    try:
        result = checked(folder)
    finally:
        take_up()
        (folder / "children" / "P-2").chmod(0o755)
    closed = [f for f in result.findings if "no permission" in f.problem.message]
    assert [(f.child, f.problem.location.path) for f in closed] == [
        ("P-2", f"{Path(os.path.relpath(folder)).as_posix()}/children/P-2")
    ]


def test_a_finding_says_whose_it_is_and_never_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    school(tmp_path / "school", *ALL)
    result = checked(Path("school"))
    assert places(result) >= {
        (None, "school/a.yaml"),
        ("P-017", "school/children/P-017/plan.yaml"),
        ("•••3", "school/children/•••3/plan.yaml"),
    }
    assert (result.documents, result.children) == (5, 3)
    assert {line.path for f in result.findings for line in f.frame} == {path for _, path in places(result)}
    one = checked(Path("school/children/jane/plan.yaml"))
    assert places(one) == {("•••3", "school/children/•••3/plan.yaml")}
    assert (one.scope, one.documents, one.children) == (("school/children/•••3/plan.yaml",), 1, 1)


def test_a_childs_finding_is_the_same_whoever_else_is_looked_at(tmp_path: Path) -> None:
    folder = school(tmp_path / "school", *ALL)

    def identities(result: Result) -> set[str]:
        return {finding.fingerprint for finding in result.findings}

    parts = [checked(folder / "children" / child) for child in ALL] + [
        checked(folder / "a.yaml", folder / "site.yaml")
    ]
    assert set().union(*map(identities, parts)) == identities(checked(folder))
    assert sum(len(part.findings) for part in parts) == len(checked(folder).findings)


def counts(result: Result, requirement: str) -> dict[State, int]:
    [line] = [line for line in result.coverage if line.requirement == requirement]
    return dict(line.counts)


def test_coverage_is_one_line_a_requirement_and_site_whatever_the_number_of_children(
    tmp_path: Path,
) -> None:
    few, many = (
        checked(school(tmp_path / name / "school", *(f"P-{n}" for n in range(number))))
        for name, number in (("few", 1), ("many", 20))
    )
    for result in (few, many):
        lines = [(line.site, line.requirement) for line in result.coverage]
        assert len(lines) == len(set(lines))
        assert len({requirement for _, requirement in lines}) == len(lines)
    assert [line.requirement for line in few.coverage] == [line.requirement for line in many.coverage]
    assert sum(counts(few, "FILE-1").values()) == 3
    assert sum(counts(many, "FILE-1").values()) == 22
    left = [line for line in many.coverage if State.FOR_A_PERSON in line.counts]
    assert left
    assert {line.counts[State.FOR_A_PERSON] for line in left} == {1}


def test_what_some_child_has_recorded_is_counted_and_what_no_document_says_is_said_once(
    tmp_path: Path,
) -> None:
    folder = school(tmp_path / "school", "P-1", "P-2")
    (folder / plan_of("P-2")).write_text("kind: child-plan\nx: [\n", "utf-8")
    found = counts(checked(folder), "FILE-3")
    assert found == {State.NOT_LOOKED_AT: 1, State.RECORDED: 3}
    asked = counts(checked(folder / "children" / "P-1"), "FILE-3")
    assert asked == {State.RECORDED: 1}


def test_two_sites_of_one_name_are_counted_apart(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        school(tmp_path / name / "school", "P-1")
    lines = [line for line in checked(tmp_path).coverage if line.requirement == "FILE-1"]
    assert [(line.site, sum(line.counts.values())) for line in lines] == [("school", 3)] * 2


def test_documents_in_no_site_are_counted_each_by_itself(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.yaml").write_text("kind: local-procedure\n", "utf-8")
    result = checked(tmp_path)
    assert [line.site for line in result.coverage if line.requirement == "FILE-1"] == [None, None]
    assert result.children == 0


def test_the_digest_is_of_everything_that_was_read(tmp_path: Path) -> None:
    folder = school(tmp_path / "school", "P-1", "P-2")
    before = checked(folder).inputs_digest
    assert checked(folder).inputs_digest == before
    (folder / plan_of("P-2")).write_text("kind: child-plan\n", "utf-8")
    after = checked(folder).inputs_digest
    assert after != before
    assert checked(folder / "children" / "P-1").inputs_digest != after


def test_the_settings_around_a_site_are_read_once_a_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = school(tmp_path / "school", "P-1", "P-2")
    (tmp_path / "lpcheck.yaml").write_text("kind: settings\nreview_interval_advice_months: 6\n", "utf-8")
    read: list[str] = []

    def counting(path: str, raw: bytes) -> Document:
        read.append(path)
        return read_document(path, raw)

    monkeypatch.setattr("lpcheck.ground.read_document", counting)
    monkeypatch.setattr("lpcheck.documents.read_document", counting)
    checked(folder)
    assert read.count("lpcheck.yaml") == 3  # for its policies, its settings, its own check


def test_two_schools_of_one_name_are_told_so_at_the_second(tmp_path: Path) -> None:
    school(tmp_path / "a" / "north")
    school(tmp_path / "b" / "south")
    school(tmp_path / "c" / "north")
    for place, name in (("a/north", "North"), ("b/south", "South"), ("c/north", "Third")):
        file = tmp_path / place / "site.yaml"
        file.write_text(re.sub("(?m)^name: .*$", f"name: {name}", file.read_text("utf-8")), "utf-8")
    assert [f.problem.location.path[-17:] for f in about(checked(tmp_path), "FILE-1")] == [
        "c/north/site.yaml"
    ]
    file = tmp_path / "b/south/site.yaml"
    file.write_text(file.read_text("utf-8").replace("name: South", "name: North"), "utf-8")
    assert len(about(checked(tmp_path), "FILE-1")) == 2


def about(result: Result, requirement: str) -> list[Finding]:
    return [finding for finding in result.findings if finding.requirement.id == requirement]


def test_a_column_that_the_form_does_not_have_is_one_finding_at_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    folder = school(tmp_path / "school")
    (folder / "site.yaml").write_text(f"{SITE}staff_file: staff.csv\n", "utf-8")
    (folder / "staff.csv").write_text("code,remarks\ns-001,a\ns-002,b\ns-003,\n", "utf-8")
    found = about(checked(folder / "staff.csv"), "FILE-3")
    assert [(f.problem.location.path, f.problem.location.span) for f in found] == [
        ("school/staff.csv", (1, 6, 1, 13))
    ]
    assert [line.text for line in found[0].frame] == ["code,•••"]


def test_a_column_that_is_missing_is_told_once_and_an_empty_cell_each_time(tmp_path: Path) -> None:
    folder = school(tmp_path / "school")
    (folder / "site.yaml").write_text(f"{SITE}roll_file: roll.csv\n", "utf-8")
    for text, lines in (("from\n2026-09\n2026-10\n", [2]), ("child,from\n,2026-09\n,2026-10\n", [2, 3])):
        (folder / "roll.csv").write_text(text, "utf-8")
        found = [f for f in checked(folder / "roll.csv").findings if "`child`" in f.problem.message]
        assert [f.problem.location.span.line for f in found] == lines
