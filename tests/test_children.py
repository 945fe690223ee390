"""The folders of a site's children, and what of their names may be shown."""

from pathlib import Path

import pytest

from lpcheck.children import (
    child_folders,
    child_of,
    shown_as_written,
    shown_child,
    shown_elsewhere,
    shown_inside,
)

CHILDREN = ("P-017", "P-2", "jane-field", "sam")


def site_with(tmp_path: Path, *files: str) -> Path:
    for file in ("site.yaml", *files):
        path = tmp_path / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("kind: x\n", "utf-8")
    return tmp_path


def test_every_folder_directly_below_children_is_a_childs(tmp_path: Path) -> None:
    site = site_with(tmp_path, "children/sam/deep/plan.yaml", "children/P-2/a.yaml", "children/loose.yaml")
    (site / "children" / "empty").mkdir()
    assert child_folders(site) == ("P-2", "empty", "sam")


def test_what_is_hidden_or_a_site_of_its_own_is_no_childs_folder(tmp_path: Path) -> None:
    site = site_with(tmp_path, "children/.git/a.yaml", "children/own/site.yaml", "children/venv/a.yaml")
    assert child_folders(site) == ()


def test_a_link_that_stands_for_a_childs_folder_is_one_of_them(tmp_path: Path) -> None:
    site = site_with(tmp_path, "children/a.yaml", "elsewhere/site.yaml")
    for name, goal in (("P-1", "elsewhere"), ("sam", "elsewhere"), ("P-2", "nowhere"), ("tom", "nowhere")):
        (site / "children" / name).symlink_to(site / goal)
    (site / "children" / "P-3").symlink_to(site / "site.yaml")
    assert child_folders(site) == ("P-1", "P-2", "sam")


def test_without_children_or_where_they_lie_elsewhere_there_are_none(tmp_path: Path) -> None:
    assert child_folders(site_with(tmp_path / "without")) == ()
    linked = site_with(tmp_path / "linked", "real/P-2/plan.yaml")
    (linked / "children").symlink_to(linked / "real")
    assert child_folders(linked) == ()
    assert child_folders(site_with(tmp_path / "inner", "children/site.yaml", "children/P-2/a.yaml")) == ()


@pytest.mark.parametrize(
    ("inside", "child"),
    [
        ("children/P-2/plan.yaml", "P-2"),
        ("children/P-2/old/plan.yaml", "P-2"),
        ("children/plan.yaml", None),
        ("children", None),
        ("forms/P-2/plan.yaml", None),
        ("forms/children/P-2/plan.yaml", None),
    ],
)
def test_a_path_leads_into_a_childs_folder_or_into_none(inside: str, child: str | None) -> None:
    assert child_of(inside) == child


@pytest.mark.parametrize(
    ("inside", "shown"),
    [
        ("site.yaml", "site.yaml"),
        ("forms/jane/a.yaml", "forms/jane/a.yaml"),
        ("plan.yaml", "plan.yaml"),
        ("forms/Jane Smith/plan.yaml", "•••/•••/plan.yaml"),
        ("Children/P-017/log-25.yaml", "•••/P-017/log-25.yaml"),
        ("jane/LOG.csv", "•••/LOG.csv"),
        ("children", "children"),
        ("children/P-017", "children/P-017"),
        ("children/jane-field", "children/•••3"),
        ("children/nobody", "children/•••"),
        ("children/nobody/plan.yaml", "children/•••/plan.yaml"),
        ("children/P-999/plan.yaml", "children/P-999/plan.yaml"),
        ("children/jane.yaml", "children/•••.yaml"),
        ("children/P-017.yaml", "children/P-017.yaml"),
        ("children/jane-field/plan.yaml", "children/•••3/plan.yaml"),
        ("children/sam/log-2025.yml", "children/•••4/log-2025.yml"),
        ("children/sam/log.csv", "children/•••4/log.csv"),
        ("children/P-2/log-1925.yaml", "children/P-2/•••.yaml"),
        ("children/P-2/Jane.YAML", "children/P-2/•••.YAML"),
        ("children/P-2/sam.field", "children/P-2/•••"),
        ("children/P-2/janes letters/old/plan.yaml", "children/P-2/•••/•••/plan.yaml"),
    ],
)
def test_a_path_inside_a_site_is_shown_without_what_may_be_a_name(inside: str, shown: str) -> None:
    assert shown_inside(inside, CHILDREN) == shown


@pytest.mark.parametrize(
    ("path", "is_childs", "below", "shown"),
    [
        ("a/jane/plan.yml", False, 1, "a/•••/plan.yml"),
        ("a/jane/old/plan.yml", False, 2, "a/•••/•••/plan.yml"),
        ("../a/P-2/plan.yml", False, None, "../•••/P-2/plan.yml"),
        ("plan.yml", False, 1, "plan.yml"),
        ("/a/children/jane/log.yaml", False, None, "/•••/children/•••/log.yaml"),
        ("a/jane/jane.yaml", False, 1, "a/jane/jane.yaml"),
        ("a/jane/jane.yaml", True, 1, "a/•••/•••.yaml"),
        ("a/P-2.yaml", True, 1, "•••/P-2.yaml"),
        ("log-jane.yaml", True, 1, "•••.yaml"),
    ],
)
def test_a_childs_document_elsewhere_is_shown_without_what_may_be_a_name(
    path: str, *, is_childs: bool, below: int | None, shown: str
) -> None:
    assert shown_elsewhere(path, is_childs=is_childs, below=below) == shown


def test_a_child_without_a_key_goes_by_its_number_among_the_folders() -> None:
    assert [shown_child(child, CHILDREN) for child in (*CHILDREN, "zoe")] == [
        "P-017",
        "P-2",
        "•••3",
        "•••4",
        "•••",
    ]


@pytest.mark.parametrize(
    ("here", "typed", "shown"),
    [
        (".", "school/children/jane/plan.yaml", "school/children/•••2/plan.yaml"),
        (".", "school/children/jane", "school/children/•••2"),
        (".", "school", "school"),
        ("school/children", "jane/plan.yaml", "•••2/plan.yaml"),
        ("school/children/jane", ".", "."),
        ("school/children/jane", "plan.yaml", "plan.yaml"),
        ("school/children/P-2", "../jane/plan.yaml", "../•••2/plan.yaml"),
        (".", "other/jane.yaml", "other/jane.yaml"),
        (".", "other/jane/plan.yaml", "other/•••/plan.yaml"),
        (".", "school/Children/jane/log.yaml", "school/•••/•••/log.yaml"),
    ],
)
def test_a_path_that_somebody_typed_is_shown_without_what_may_be_a_name(
    here: str, typed: str, shown: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site_with(tmp_path / "school", "children/jane/plan.yaml", "children/P-2/plan.yaml")
    monkeypatch.chdir(tmp_path / here)
    assert shown_as_written(Path(typed)) == shown
