"""The page for the leadership team: what is urgent first, what changed, what falls due, and nobody's name.

The golden files are written anew where LPCHECK_WRITE_GOLDEN is set; read them before keeping them.
"""

import json
import shutil
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from lpcheck.actions import actions_for, by_duty
from lpcheck.charts import by_month
from lpcheck.comparison import Earlier, compared, read_earlier
from lpcheck.errors import LpcheckError
from lpcheck.formats.json import render as in_json
from lpcheck.look import Look
from lpcheck.records import Result
from lpcheck.report_formats import find_page_format
from lpcheck.reports import Asked, Page, find_report
from lpcheck.reports.leadership import School, pages
from lpcheck.shares import shares_in
from report_pages import BROKEN, MODEL, WAIVERS, result_for, text_of
from test_formats import golden

pytestmark = pytest.mark.usefixtures("at_the_top")

looked_at = partial(result_for, "leadership")
written = partial(text_of, "leadership")


def page_of(result: Result, asked: Asked | None = None) -> School:
    (page,) = pages(result, asked or Asked())
    assert isinstance(page.values, School)
    return page.values


@pytest.mark.parametrize(
    ("name", "paths"),
    [("model", (MODEL,)), ("broken", (BROKEN,)), ("overview", (Path("procedures"), BROKEN))],
)
def test_the_page_is_as_it_was_read(name: str, paths: tuple[Path, ...]) -> None:
    first = next(iter(pages(looked_at(*paths), Asked())))
    text = written(first)
    assert text == golden(f"leadership-{name}.md", text)


def test_the_most_urgent_are_three_and_what_may_never_be_hidden_comes_first() -> None:
    page = page_of(looked_at(BROKEN))
    assert [action.requirement for action in page.urgent] == ["ECS38-3.2", "ECS38-3.3", "FILE-1"]
    assert [action.is_in_the_way for action in page.urgent] == [False, False, True]
    assert page.urgent == page.dangerous[:3]
    severities = [action.severity for action in actions_for(looked_at(BROKEN).findings)]
    rest = severities[len(page.dangerous) :]
    assert rest == sorted(rest, key=["error", "warning", "advice"].index)


def test_every_open_finding_is_somebodys_action() -> None:
    result = looked_at(BROKEN)
    page = page_of(result)
    number = sum(action.number for duty in page.duties for action in duty.actions)
    open_ones = [f for f in result.findings if f.waived is None]
    assert number == len(open_ones)
    assert {duty.duty for duty in page.duties} == {f.requirement.duty for f in open_ones}


def test_more_places_than_a_page_lists_are_counted() -> None:
    findings = looked_at(Path("procedures/coxlease-school")).findings
    most = next(action for action in actions_for(findings, most=1) if action.more)
    assert most.number == most.more + 1 > 1
    assert len(most.spots) == 1


def test_a_school_without_a_finding_says_how_much_is_left_to_people() -> None:
    page = page_of(looked_at(MODEL))
    assert (page.urgent, page.dangerous, page.duties) == ((), (), ())
    assert len(page.questions) == page.footing.for_a_person == 11
    assert len(page.grid.rows) == 12
    assert by_duty(()) == ()
    text = written(Page("", "", page), "html")
    assert "Nothing found in what was looked at." in text
    for word in ("compliant", "green", "breach", "is met", "all is well."):
        assert word not in text.replace("never that all is well.", "")


def test_restrictions_are_counted_with_their_days_and_without_anybody() -> None:
    page = page_of(looked_at(MODEL))
    by_child = {one.child: one for one in page.restrictions.children}
    assert by_child["P-017"].number == 1
    assert by_child["P-003"].checked is not None
    assert len(by_child) + page.restrictions.none == 12
    assert page.restrictions.not_said == ()
    (later,) = page.not_told
    assert (later.child, later.sentences) == ("P-058", ())
    assert later.child_waits is not None
    assert later.child_waits.last == date(2026, 12, 7)


def test_who_was_not_told_is_said_child_by_child() -> None:
    told = {one.child: one.sentences for one in page_of(looked_at(BROKEN)).not_told}
    assert told["P-211"] == ("the day to decide again, 13 November 2026, has passed",)


def test_a_plan_without_contact_says_nothing_of_restrictions(tmp_path: Path) -> None:
    school = shutil.copytree(MODEL, tmp_path / "school")
    plan = school / "children" / "P-004" / "plan.yaml"
    text = plan.read_text("utf-8")
    plan.write_text(text[: text.index("\ncontact:")], "utf-8")
    (school / "children" / "P-011" / "plan.yaml").write_text("kind: child-plan\nchild: [\n", "utf-8")
    page = page_of(looked_at(school))
    assert page.restrictions.not_said == ("P-004",)
    assert "P-011" not in {one.child for one in page.restrictions.children}
    assert "Nothing is recorded either way for P-004." in written(Page("", "", page))


def test_a_restriction_that_ended_counts_no_more(tmp_path: Path) -> None:
    school = shutil.copytree(MODEL, tmp_path / "school")
    plan = school / "children" / "P-003" / "plan.yaml"
    text = plan.read_text("utf-8")
    ended = "ended: {date: 2026-11-01, confirmed_by: site-manager}"
    plan.write_text(text.replace("ended: null", ended), "utf-8")
    before, after = (page_of(looked_at(school, day=date(2026, *day))) for day in ((11, 1), (11, 2)))
    assert "P-003" in {one.child for one in before.restrictions.children}
    assert "P-003" not in {one.child for one in after.restrictions.children}


def test_the_grid_shows_the_gravest_and_the_state_where_nothing_was_found() -> None:
    grid = page_of(looked_at(BROKEN)).grid
    labels = [f"{group.policy} {group.section}".strip() for group in grid.groups]
    rows = {row.child: dict(zip(labels, row.cells, strict=True)) for row in grid.rows}
    assert rows["P-201"]["ECS 38 §3"] == ("error", 1)
    assert rows["P-201"]["ECS 36 §6"] == ("recorded", 0)
    assert rows["P-203"]["ECS 38 §5"] == ("not_recorded", 0)
    assert sum(head.span for head in grid.heads) == len(labels)


def test_an_accepted_finding_is_listed_with_its_end_and_is_nobodys_action(tmp_path: Path) -> None:
    school = shutil.copytree("procedures/coxlease-school", tmp_path / "school")
    (school / "waivers.yaml").write_text(WAIVERS, "utf-8")
    page = page_of(looked_at(school))
    (one,) = page.accepted
    assert (one.requirement, one.where, one.ends) == ("LP-11", "ecs-38-contact.yaml", date(2027, 1, 29))
    assert "LP-11" not in {action.requirement for duty in page.duties for action in duty.actions}
    assert "| 29 January 2027 |" in written(Page("", "", page))


def test_the_bars_of_a_chart_are_as_high_as_their_numbers() -> None:
    days = [date(2026, 11, 30), date(2027, 2, 1), date(2027, 2, 28), date(2028, 1, 1)]
    chart = by_month(days, date(2026, 11, 21), 4)
    assert [(bar.label, bar.number) for bar in chart.bars] == [
        ("Nov 2026", 1),
        ("Dec 2026", 0),
        ("Jan 2027", 0),
        ("Feb 2027", 2),
    ]
    heights = [bar.height for bar in chart.bars]
    assert heights[3] == chart.height == 2 * heights[0]
    assert all(bar.y + bar.height == chart.height for bar in chart.bars)
    assert chart.total == 3


def earlier_of(result: Result, tmp_path: Path) -> Earlier:
    file = tmp_path / "earlier.json"
    file.write_text("".join(in_json(result, Look())), "utf-8")
    return read_earlier(file.read_text("utf-8"), file.name)


def test_a_comparison_tells_what_was_put_right_what_is_new_and_what_stays(tmp_path: Path) -> None:
    school = shutil.copytree(BROKEN, tmp_path / "school")
    before = looked_at(school, day=date(2026, 11, 20))
    earlier = earlier_of(before, tmp_path)
    same = compared(before, earlier)
    assert (same.put_right, same.new, same.not_looked_at) == ((), (), 0)
    assert len(same.still_open) == len(earlier.findings)
    plan = school / "children" / "P-213" / "plan.yaml"
    shutil.copy(school / "children" / "P-212" / "plan.yaml", plan)
    plan.write_text(plan.read_text("utf-8").replace("child: P-212", "child: P-213"), "utf-8")
    now = compared(looked_at(school), earlier)
    assert [one.requirement for one in now.put_right] == ["FILE-1"]
    assert {one.requirement for one in now.new} >= {"WAIVER-1"}
    assert all(one.since is not None and one.since <= date(2026, 11, 20) for one in now.still_open)
    text = written(next(iter(pages(looked_at(school), Asked(earlier)))))
    assert "## Since 20 November 2026" in text


def test_what_nobody_looked_at_again_was_not_put_right(tmp_path: Path) -> None:
    earlier = earlier_of(looked_at(BROKEN, MODEL), tmp_path)
    now = compared(looked_at(MODEL), earlier)
    assert (now.put_right, now.new, now.still_open) == ((), (), ())
    assert now.not_looked_at == len(earlier.findings)
    result = looked_at(MODEL, BROKEN)
    first, *rest = pages(result, Asked(earlier))
    assert len(rest) == 2
    assert "0 findings were put right" in written(first)
    html = written(first, "html", [page.name for page in rest])
    assert "page-model-school.html" in html


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": "lpcheck.overdue/1"}', "[" * 10_000])
def test_what_is_no_earlier_run_is_refused(text: str) -> None:
    with pytest.raises(LpcheckError, match="is not what `lpcheck validate --format json` writes"):
        read_earlier(text, "earlier.json")


def test_what_is_waived_or_in_a_baseline_is_no_open_finding_of_an_earlier_run() -> None:
    whole = json.loads("".join(in_json(looked_at(BROKEN), Look())))
    for one in whole["findings"]:
        one["baselined"] = True
    assert read_earlier(json.dumps(whole), "earlier.json").findings == {}


def test_documents_in_no_school_have_a_page_too(tmp_path: Path) -> None:
    shutil.copy("procedures/coxlease-school/ecs-38-contact.yaml", tmp_path)
    result = looked_at(tmp_path)
    (share,) = shares_in(result)
    assert (share.folder, share.name, share.page) == (None, "Documents in no school", "no-school")
    assert page_of(result).grid.rows == ()


def test_a_report_is_found_by_its_name_alone() -> None:
    assert find_report("leadership") is not None
    assert find_report("os") is None
    assert find_page_format("html") is not None
    assert find_page_format("exe") is None
