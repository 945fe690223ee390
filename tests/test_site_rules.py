"""Rules that read the site's own record, where an example of a whole site cannot show it."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from shutil import rmtree

import pytest

from lpcheck.model import State
from lpcheck.run import Request, run
from test_examples import AS_OF, REMOVE, site_with

CHILD = "children/P-003"
STILL_HERE = "this child's folder is still below children/, and the child's last day on the roll was"
ROLL = {"/roll": REMOVE, "/roll_file": "roll.csv"}


def said(folder: Path, requirement: str, as_of: date = AS_OF) -> list[tuple[str, int, str]]:
    """The file, the line and the sentence of each finding of a requirement, children's files aside."""
    return [
        (
            finding.problem.location.path.rpartition("/")[2],
            finding.problem.location.span.line,
            finding.problem.message,
        )
        for finding in run(Request((folder,), as_of)).findings
        if finding.requirement.id == requirement
    ]


def found(tmp_path: Path, change: Mapping[str, object], requirement: str) -> list[str]:
    """The sentences of a requirement's findings on a site of which site.yaml was changed."""
    return [message for _, _, message in said(site_with(tmp_path, "site.yaml", change), requirement)]


def states(folder: Path, requirement: str) -> set[State]:
    """The states in which the documents of a site stand for a requirement."""
    coverage = run(Request((folder,), AS_OF)).coverage
    return {
        state for one in coverage if one.requirement == requirement for state, n in one.counts.items() if n
    }


def with_roll(tmp_path: Path, *rows: str) -> Path:
    """The site with its roll as a table."""
    folder = site_with(tmp_path, "site.yaml", ROLL)
    table = "\n".join(["child,from,until", *rows, ""])
    (folder / "larkfield-school" / "roll.csv").write_text(table, "utf-8")
    return folder


def test_a_roll_may_be_a_table(tmp_path: Path) -> None:
    folder = with_roll(tmp_path, "P-003,2026-09-04,2026-10-23", "P-017,2026-09-02,", "P-018,2026-11-20,")
    assert said(folder, "ECS36-3.1") == [
        (
            "roll.csv",
            2,
            f"{STILL_HERE} 23 October 2026",
        ),
        (
            "roll.csv",
            3,
            "this child has no folder below children/, and the plan was due by 9 September 2026",
        ),
    ]


def test_a_plan_that_was_never_written_is_owed_until_the_child_leaves(tmp_path: Path) -> None:
    folder = with_roll(tmp_path, "P-003,2026-09-04,", "P-017,2026-09-02,2026-10-30")
    assert said(folder, "ECS36-3.1", date(2026, 9, 9)) == []
    assert len(said(folder, "ECS36-3.1", date(2026, 9, 10))) == 1
    assert len(said(folder, "ECS36-3.1", date(2026, 10, 30))) == 1
    assert said(folder, "ECS36-3.1", date(2026, 10, 31)) == []


def test_holidays_are_no_school_days(tmp_path: Path) -> None:
    terms = [{"from": "2026-09-02", "to": "2026-10-23"}, {"from": "2026-11-02", "to": "2026-12-18"}]
    folder = site_with(
        tmp_path, "site.yaml", {"/terms": terms, "/roll/-": {"child": "P-017", "from": "2026-10-23"}}
    )
    assert said(folder, "ECS36-3.1", date(2026, 11, 6)) == []
    assert len(said(folder, "ECS36-3.1", date(2026, 11, 7))) == 1


@pytest.mark.parametrize(
    "row",
    [
        {"child": "P-017", "from": "soon"},
        {"child": "P-017", "from": "2026-09-02", "until": "soon"},
        {"child": "Jane", "from": "2026-09-02"},
    ],
)
def test_a_row_that_cannot_be_read_owes_nothing_and_is_not_passed_over(
    row: Mapping[str, str], tmp_path: Path
) -> None:
    folder = site_with(tmp_path, "site.yaml", {"/roll/-": row})
    assert said(folder, "ECS36-3.1") == []
    assert states(folder, "ECS36-3.1") == {State.NOT_LOOKED_AT}


def test_children_on_the_roll_are_looked_for_where_there_is_no_folder_at_all(tmp_path: Path) -> None:
    folder = site_with(tmp_path, "site.yaml", {})
    rmtree(folder / "larkfield-school" / "children")
    assert len(said(folder, "ECS36-3.1")) == 1


def test_folders_of_nobody_on_the_roll_are_counted(tmp_path: Path) -> None:
    folder = with_roll(tmp_path)
    (folder / "larkfield-school" / "children" / "P-020").mkdir()
    sentence = "nobody on the roll has the key of 2 folders below children/"
    assert [message for _, _, message in said(folder, "ECS36-3.1")] == [sentence]


@pytest.mark.parametrize("requirement", ["ECS36-7.1", "ECS38-10.1"])
def test_without_any_monitoring_both_policies_miss_theirs_at_the_top(
    requirement: str, tmp_path: Path
) -> None:
    (told,) = said(site_with(tmp_path, "site.yaml", {"/monitoring": REMOVE}), requirement)
    assert told[:2] == ("site.yaml", 1)


def test_a_row_whose_day_is_missing_is_an_entry_and_its_day_is_asked_for(tmp_path: Path) -> None:
    assert found(tmp_path, {"/monitoring/0/date": REMOVE}, "ECS36-7.1") == [
        "`date` is missing: day of the monitoring"
    ]


def test_a_row_that_does_not_say_for_which_policy_leaves_it_open(tmp_path: Path) -> None:
    folder = site_with(tmp_path, "site.yaml", {"/monitoring/0/policy": REMOVE})
    assert said(folder, "ECS36-7.1") == []
    assert states(folder, "ECS36-7.1") == {State.NOT_LOOKED_AT}


def test_where_no_plans_are_kept_no_monitoring_is_asked_for(tmp_path: Path) -> None:
    folder = site_with(tmp_path, "site.yaml", {"/monitoring": REMOVE, "/roll": REMOVE})
    rmtree(folder / "larkfield-school" / "children")
    assert said(folder, "ECS36-7.1") == []


def test_a_policy_that_is_not_in_force_here_is_not_monitored(tmp_path: Path) -> None:
    change = {"/policies/1": REMOVE, "/monitoring/1/date": "2020-01-01"}
    assert found(tmp_path, change, "ECS38-10.1") == []


def due(folder: Path, requirement: str) -> set[tuple[str, date, bool]]:
    """What falls due for a requirement, when, and whether somebody has to act by then."""
    return {
        (one.what, one.due, one.is_owed)
        for one in run(Request((folder,), AS_OF)).deadlines
        if one.requirement.id == requirement
    }


@pytest.mark.parametrize("ended", [None, REMOVE])
def test_what_is_owed_of_a_restriction_that_has_not_ended(ended: object, tmp_path: Path) -> None:
    folder = site_with(tmp_path, f"{CHILD}/plan.yaml", {"/contact/restrictions/0/ended": ended})
    assert due(folder, "ECS38-3.2.b") == {
        ("planned end of an order or decision", date(2027, 6, 1), False),
        ("question whether a restriction still stands", date(2027, 2, 28), True),
    }


def test_nothing_falls_due_for_a_restriction_that_has_ended(tmp_path: Path) -> None:
    ended = {"date": "2026-10-01", "confirmed_by": "social-worker"}
    folder = site_with(tmp_path, f"{CHILD}/plan.yaml", {"/contact/restrictions/0/ended": ended})
    assert due(folder, "ECS38-3.2.b") == set()


def test_reviews_and_assessments_fall_due(tmp_path: Path) -> None:
    folder = site_with(tmp_path, "site.yaml", {})
    assert due(folder, "ECS36-5.11") == {
        ("review of an education plan", date(2027, 3, 31), True),
        ("review of an education plan", date(2027, 1, 31), True),
    }
    assert due(folder, "ECS36-4.e") == {("data protection impact assessment", date(2029, 2, 28), True)}
    assert due(folder, "ECS36-7.1") == {("monitoring of home-school liaison", date(2027, 10, 14), True)}


LIGHTS_OUT = "no-messages-after-lights-out"


@pytest.mark.parametrize(
    "change",
    [
        {"/childrens_guides/0/date": REMOVE},
        {"/childrens_guides/0/explains": "all"},
        {"/childrens_guides": "soon"},
        {"/childrens_guides": REMOVE, "/childrens_guide": []},
        {"/local_rules/0/since": "soon"},
        {"/local_rules/0/since": REMOVE},
        {
            "/childrens_guides/0/date": "2024-09",
            "/childrens_guides/-": {"title": "Rules", "explains": [LIGHTS_OUT]},
        },
    ],
)
def test_of_a_guide_or_a_rule_that_cannot_be_read_nothing_is_said(
    change: Mapping[str, object], tmp_path: Path
) -> None:
    assert found(tmp_path, change, "ECS38-7.4") == []


def test_of_several_older_guides_the_newest_is_told(tmp_path: Path) -> None:
    change = {
        "/childrens_guides/0/date": "2024-09",
        "/childrens_guides/-": {"title": "Night rules", "date": "2025-09-02", "explains": [LIGHTS_OUT]},
    }
    (sentence,) = found(tmp_path, change, "ECS38-7.4")
    assert sentence.endswith("the guide that explains it is older: 2 September 2025")


def reports(tmp_path: Path, *dates: str, **settings: int) -> Path:
    """The site with these reports to families."""
    change: dict[str, object] = {"/family_engagement/reports": list(dates)}
    return site_with(
        tmp_path, "site.yaml", {**change, **{f"/settings/{name}": n for name, n in settings.items()}}
    )


@pytest.mark.parametrize(
    ("as_of", "sentence"),
    [
        (date(2022, 3, 1), "only 1 is recorded so far; the next stands for 1 July 2023"),
        (date(2023, 7, 1), "only 1 is recorded after February 2022, in more than 12 months"),
        (date(2024, 7, 1), "only 1 is recorded after February 2022, in more than 12 months"),
        (date(2024, 7, 31), "only 1 is recorded after February 2022, in more than 12 months"),
        (date(2024, 8, 1), "only 1 is recorded after 1 July 2023, in more than 12 months"),
        (date(2024, 12, 31), "only 1 is recorded after 1 July 2023, in more than 12 months"),
        (date(2025, 1, 1), ""),
        (date(2025, 8, 31), ""),
        (date(2025, 9, 1), "only 1 is recorded after August 2024, in more than 12 months"),
    ],
)
def test_on_each_day_the_dates_until_then_count(as_of: date, sentence: str, tmp_path: Path) -> None:
    folder = reports(tmp_path, "2025-01", "2023-07-01", "2022-02", "2024-08")
    told = [f"reports to families: {sentence}"] if sentence else []
    assert [message for _, _, message in said(folder, "ECS38-4.S3c", as_of)] == told


def test_more_than_two_may_be_asked_for(tmp_path: Path) -> None:
    folder = reports(tmp_path, "2026-02", "2026-07", reports_to_families=3)
    assert [message for _, _, message in said(folder, "ECS38-4.S3c")] == [
        "reports to families: only 2 are recorded"
    ]


def test_work_with_families_that_nobody_wrote_down_is_one_finding(tmp_path: Path) -> None:
    folder = site_with(tmp_path, "site.yaml", {"/family_engagement": REMOVE})
    asked = ("ECS38-4.S3c", "ECS38-4.S3d", "ECS38-4.S3e", "ECS38-4.S3f", "ECS38-4.S4")
    assert [len(said(folder, one)) for one in asked] == [1, 0, 0, 0, 0]
    assert states(folder, "ECS38-4.S3f") == {State.NOT_LOOKED_AT}


def test_where_no_plans_are_kept_nothing_is_asked_of_the_site(tmp_path: Path) -> None:
    gone = ("/family_engagement", "/device_safety_teaching", "/monitoring", "/roll")
    folder = site_with(tmp_path, "site.yaml", dict.fromkeys(gone, REMOVE))
    rmtree(folder / "larkfield-school" / "children")
    assert [f.requirement.id for f in run(Request((folder,), AS_OF)).findings] == []


def test_without_children_dates_long_past_are_not_asked_about(tmp_path: Path) -> None:
    folder = reports(tmp_path, "2020-02", "2020-07")
    rmtree(folder / "larkfield-school" / "children")
    assert said(folder, "ECS38-4.S3c") == []


@pytest.mark.parametrize(
    "change",
    [
        {"/device_safety_teaching": REMOVE, "/device_safety_teachings": []},
        {"/device_safety_teaching": None},
        {"/device_safety_teaching": ""},
    ],
)
def test_what_is_misspelt_or_empty_is_not_missing_as_well(
    change: Mapping[str, object], tmp_path: Path
) -> None:
    assert found(tmp_path, change, "ECS38-5.5") == []


def test_an_assessment_of_next_year_is_found_once(tmp_path: Path) -> None:
    assert found(tmp_path, {"/data_protection/impact_assessment": "2027-09"}, "ECS36-4.e") == [
        "the date of the data protection impact assessment lies in the future: September 2027"
    ]
