"""Exceptions that a site has accepted: what they cover, what they never cover, which are in vain."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest

from lpcheck.cli.app import run_app
from lpcheck.cli.options import Exit
from lpcheck.model import Finding, State
from lpcheck.records import Result
from lpcheck.run import Request, run
from lpcheck.showing import Selection
from lpcheck.summary import summary_of
from test_examples import AS_OF, EXAMPLES, as_yaml, changed, yaml_in

PLAN = "children/P-003/plan.yaml"
NOT_GIVEN: Mapping[str, object] = {"/liaison/ehcp/given/social-worker": {"remove": True}}
COVERED = "ECS36-5.11"


def waiver(**fields: str) -> dict[str, str]:
    """A waiver for what `NOT_GIVEN` makes a finding, with some fields otherwise."""
    whole = {
        "requirement": COVERED,
        "child": "P-003",
        "reason": "the SECRET copy is with the translator",
        "approved_by": "governor",
        "approved_on": "2026-10-01",
        "ends": "2026-12-31",
    }
    whole |= fields
    return {name: value for name, value in whole.items() if value}


def site(folder: Path, *waivers: Mapping[str, str], plan: Mapping[str, object] = NOT_GIVEN) -> Path:
    """A copy of the site of the examples, its plan changed, with these waivers."""
    there = Path(copytree(EXAMPLES / "base", folder / "larkfield-school"))
    text = as_yaml({"kind": "waivers", "waivers": list(waivers)})
    (there / "waivers.yaml").write_text(text, "utf-8")
    data = changed(yaml_in(there / PLAN), plan)
    (there / PLAN).write_text(as_yaml(data), "utf-8")
    return there


def result(*paths: Path, as_of: date = AS_OF, **selection: tuple[str, ...]) -> Result:
    return run(Request(paths, as_of, selection=Selection(**selection)))


def told(found: Result) -> list[tuple[str, str, date | None]]:
    return [(f.requirement.id, f.problem.message[:30], f.waived) for f in found.findings]


def one(found: Result) -> Finding:
    (finding,) = found.findings
    return finding


def test_what_is_waived_is_shown_and_counted_apart(tmp_path: Path) -> None:
    found = result(site(tmp_path, waiver()))
    assert (one(found).requirement.id, one(found).waived) == (COVERED, date(2026, 12, 31))
    summary = summary_of(found)
    assert (summary.errors, summary.waived) == (0, 1)
    cells = {line.requirement: line.counts for line in found.coverage}
    assert cells[COVERED][State.WAIVED] == 1
    assert cells["WAIVER-1"][State.RECORDED] == 1
    assert not cells["WAIVER-1"].get(State.NOT_RECORDED)


@pytest.mark.parametrize(
    ("as_of", "covered"),
    [
        (date(2026, 9, 30), False),
        (date(2026, 10, 7), True),
        (date(2026, 12, 31), True),
        (date(2027, 1, 1), False),
    ],
)
def test_a_waiver_covers_from_its_approval_to_its_end(
    as_of: date, *, covered: bool, tmp_path: Path
) -> None:
    found = result(site(tmp_path, waiver()), as_of=as_of, select=(COVERED,))
    assert (one(found).waived is not None) is covered


def test_the_latest_end_of_several_waivers_is_shown_and_each_is_used(tmp_path: Path) -> None:
    found = result(site(tmp_path, waiver(), waiver(ends="2027-01-31", approved_on="2026-11-01")))
    assert one(found).waived == date(2027, 1, 31)


@pytest.mark.parametrize(
    "changes",
    [
        {"child": "P-004"},
        {"requirement": "ECS36-4.c"},
        {"child": "", "document": "ecs-36.yaml"},
        {"child": "", "document": "children/P-003/log.yaml"},
    ],
    ids=["another child", "another requirement", "another document", "another document of the child"],
)
def test_a_waiver_for_something_else_covers_nothing_and_says_so(
    changes: dict[str, str], tmp_path: Path
) -> None:
    found = result(site(tmp_path, waiver(**changes)))
    assert told(found) == [
        (COVERED, found.findings[0].problem.message[:30], None),
        ("WAIVER-1", "this waiver applies to nothing", None),
    ]


def test_a_waiver_may_name_the_document(tmp_path: Path) -> None:
    assert one(result(site(tmp_path, waiver(child="", document=PLAN)))).waived is not None


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"requirement": "ECS36-99"}, "there is no requirement with t"),
        ({"requirement": "ECS38-3.2"}, "nobody can waive this requirem"),
        ({"approved_on": "2026-01-01"}, "the end of the waiver is too f"),
        ({"approved_on": "2027-01-05", "ends": "2027-01-10"}, "the day of the approval lies i"),
        ({"ends": "soon"}, "end of the waiver: there is no"),
        ({"reason": ""}, "`reason` is missing"),
    ],
)
def test_a_waiver_that_is_wrong_covers_nothing_and_is_one_finding(
    changes: dict[str, str], says: str, tmp_path: Path
) -> None:
    found = result(site(tmp_path, waiver(**changes)))
    mine = [told_of for told_of in told(found) if told_of[0] == "WAIVER-1" or told_of[0].startswith("FILE")]
    assert len(mine) == 1
    assert mine[0][1].startswith(says)
    assert (COVERED, None) in [(name, waived) for name, _, waived in told(found)]


def test_nobody_waives_their_own_duty(tmp_path: Path) -> None:
    found = result(site(tmp_path, waiver(approved_by="site-manager")))
    assert "this is whoever owes the duty:" in [message for _, message, _ in told(found)]


def test_what_nobody_may_miss_is_not_waived_under_another_requirement(tmp_path: Path) -> None:
    unread = {"/contact/restrictions/0/forbids": "nonsense"}
    found = result(
        site(tmp_path, waiver(requirement="ECS38-4.1"), waiver(requirement="FILE-4"), plan=unread)
    )
    kept = [finding for finding in found.findings if finding.is_kept]
    assert kept
    assert all(finding.waived is None for finding in kept)


def test_waivers_of_a_part_of_the_site_are_not_judged_in_vain(tmp_path: Path) -> None:
    there = site(tmp_path, waiver(requirement="ECS36-4.c"))
    assert "WAIVER-1" not in [name for name, _, _ in told(result(there / "children" / "P-003"))]
    assert "WAIVER-1" not in [name for name, _, _ in told(result(there / "waivers.yaml"))]
    assert "WAIVER-1" in [name for name, _, _ in told(result(there))]


def test_a_waiver_covers_where_only_the_child_was_asked_for(tmp_path: Path) -> None:
    found = result(site(tmp_path, waiver()) / "children" / "P-003")
    assert one(found).waived is not None


def test_what_a_waiver_covers_does_not_fail_the_run_and_its_reason_is_not_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    there = site(tmp_path, waiver())
    for look in ("text", "concise", "json"):
        words = ["validate", str(there), "--as-of", AS_OF.isoformat(), "--format", look]
        assert run_app(words) == Exit.OK
        out = capsys.readouterr().out
        assert "SECRET" not in out
        assert "waived" in out


@pytest.mark.parametrize("misspelt", ["contacts", "contact_"])
def test_a_group_that_hides_a_restriction_by_its_spelling_is_never_hidden(
    misspelt: str, tmp_path: Path
) -> None:
    there = site(tmp_path, waiver(requirement="FILE-3"), plan={})
    plan = there / PLAN
    plan.write_text(plan.read_text("utf-8").replace('"contact":', f'"{misspelt}":', 1), "utf-8")
    assert f'"{misspelt}"' in plan.read_text("utf-8")
    for selection in ({}, {"ignore": ("FILE-3",)}, {"select": ("LP",)}):
        found = result(there, **selection)  # type: ignore[arg-type]
        assert [
            f for f in found.findings if f.is_kept and f.waived is None and f.requirement.id == "FILE-3"
        ]


def test_a_waiver_with_a_child_and_a_document_covers_only_where_both_fit(tmp_path: Path) -> None:
    assert one(result(site(tmp_path / "a", waiver(document=PLAN)))).waived is not None
    found = result(site(tmp_path / "b", waiver(document="children/P-003/log.yaml")))
    assert all(finding.waived is None for finding in found.findings)


def test_nobody_waives_a_duty_of_several_of_their_kind(tmp_path: Path) -> None:
    mine = waiver(requirement="ECS38-4.2", approved_by="site-manager")
    found = result(site(tmp_path, mine))
    assert "this is whoever owes the duty:" in [message for _, message, _ in told(found)]


def test_an_idle_waiver_beside_a_wrong_one_is_found_as_well_and_counted_once(tmp_path: Path) -> None:
    found = result(site(tmp_path, waiver(requirement="ECS36-99"), waiver(requirement="ECS36-4.c")))
    assert [name for name, _, _ in told(found)].count("WAIVER-1") == 2
    cells = {line.requirement: line.counts for line in found.coverage}
    assert cells["WAIVER-1"] == {State.NOT_RECORDED: 1}


def test_a_waiver_that_ends_before_it_begins_and_one_without_a_requirement_are_found(
    tmp_path: Path,
) -> None:
    backwards = waiver(approved_on="2026-11-20", ends="2026-11-10")
    found = result(site(tmp_path, backwards, waiver(requirement="")))
    messages = " ".join(message for name, message, _ in told(found) if name == "WAIVER-1")
    assert "the end of the waiver lies bef" in messages
    assert "`requirement` is missing" in messages


def test_what_to_do_once_a_day_has_passed_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_app(["explain", "PLAN-1"]) == Exit.OK
    assert "to do when the day has passed" in capsys.readouterr().out


def test_of_two_children_without_a_folder_a_waiver_covers_the_one_it_names(tmp_path: Path) -> None:
    there = site(tmp_path, waiver(requirement="ECS36-3.1", child="P-008"), plan={})
    rows = [{"child": key, "from": "2026-09-02"} for key in ("P-003", "P-008", "P-009", "Jane Field")]
    data = changed(yaml_in(there / "site.yaml"), {"/roll": rows})
    (there / "site.yaml").write_text(as_yaml(data), "utf-8")
    findings = result(there).findings
    found = [one for one in findings if one.requirement.id == "ECS36-3.1"]
    waived = [(one.problem.location.pointer, one.waived is not None) for one in found]
    assert waived == [(("roll", 1), True), (("roll", 2), False)]
    assert "Jane" not in str(findings)
