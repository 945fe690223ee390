"""The page for an inspection: each clause with its words, state and evidence, and no text of any document.

The golden files are written anew where LPCHECK_WRITE_GOLDEN is set; read them before keeping them.
"""

import re
import shutil
from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from excerpts import ROOT
from lpcheck.clause_by_clause import WORDS, Clause, Evidence
from lpcheck.dates import period_of
from lpcheck.evidence import Days, summed
from lpcheck.model import State
from lpcheck.records import Result
from lpcheck.reports import Asked, Page
from lpcheck.reports.inspection import (
    MOST_CHILDREN,
    Chronology,
    ClauseByClause,
    SchoolsByClause,
    pages,
)
from lpcheck.yaml_reader import read_yaml
from report_pages import BROKEN, MODEL, WAIVERS, report_for, result_for, text_of
from test_formats import golden

pytestmark = pytest.mark.usefixtures("at_the_top")

CHILD = MODEL / "children" / "P-017"
looked_at = partial(result_for, "inspection")
written = partial(text_of, "inspection")
MOST_BYTES = 5_000_000


def page_of(result: Result) -> ClauseByClause:
    (page,) = pages(result, Asked())
    assert isinstance(page.values, ClauseByClause)
    return page.values


def clause(page: ClauseByClause, requirement: str) -> Clause:
    return next(one for policy in page.policies for one in policy.clauses if one.requirement == requirement)


def evidence(page: ClauseByClause, requirement: str, field: str) -> Evidence:
    return next(one for one in clause(page, requirement).evidence if one.field == field)


def changed(folder: Path, child: str, old: str, new: str) -> Path:
    """A copy of the model school with one change in the plan of a child; the folder of that child."""
    school = shutil.copytree(MODEL, folder / "school")
    plan = school / "children" / child / "plan.yaml"
    text = plan.read_text("utf-8")
    assert old in text
    plan.write_text(text.replace(old, new, 1), "utf-8")
    return plan.parent


def what_was(one: Chronology) -> list[tuple[str, str]]:
    return [(event.day.first.isoformat(), event.what) for event in one.events]


@pytest.mark.parametrize(
    ("name", "paths"),
    [("child", (CHILD,)), ("broken", (BROKEN,)), ("overview", (Path("procedures"), BROKEN))],
)
def test_the_page_is_as_it_was_read(name: str, paths: tuple[Path, ...]) -> None:
    first = next(iter(pages(looked_at(*paths), Asked())))
    text = written(first)
    assert text == golden(f"inspection-{name}.md", text)


def texts_in(value: object, at: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(value, Mapping):
        for key, below in value.items():
            yield from texts_in(below, (*at, str(key)))
    elif isinstance(value, list):
        for below in value:
            yield from texts_in(below, at)
    elif isinstance(value, str):
        yield at, value


def secrets_of(file: Path) -> Iterator[str]:
    """Yields every text in a document that is more than one word, but for where sources are kept."""
    for at, text in texts_in(read_yaml(file.read_bytes()).data):
        if (
            not {"kept_in", "recorded_in", "systems", "policy", "template", "heading"} & {*at}
            and " " in text
        ):
            yield text.strip()


@pytest.mark.parametrize("child", sorted(path.name for path in (ROOT / MODEL / "children").iterdir()))
def test_no_text_name_number_or_code_of_a_plan_stands_on_the_page_of_a_child(child: str) -> None:
    (page,) = pages(looked_at(MODEL / "children" / child), Asked())
    secrets = [text for file in (MODEL / "children" / child).glob("*.yaml") for text in secrets_of(file)]
    assert len(secrets) > 10
    for form in ("markdown", "html"):
        text = re.sub(r"<style>.*?</style>|<script>.*?</script>", "", written(page, form), flags=re.DOTALL)
        text = text.replace("\\", "")
        assert [secret for secret in secrets if secret in text] == []
        assert re.search(r"\bs-\d|@|non-molestation|abduction", text) is None
        assert child in text


def test_every_clause_of_every_policy_in_force_has_its_state_for_a_whole_school() -> None:
    result = looked_at(MODEL)
    page = page_of(result)
    there = {one.requirement for policy in page.policies for one in policy.clauses}
    assert there == {one.id for policy in result.policies for one in policy.requirements}
    assert all(one.standings for policy in page.policies for one in policy.clauses)
    assert set(WORDS) == set(State)
    assert clause(page, "ECS38-4.1").quote.startswith("contact arrangements, including any")
    assert clause(page, "ECS36-2.0").standings[0].state == "for a person"


def test_evidence_names_document_field_days_and_where_the_source_is_kept() -> None:
    page = page_of(looked_at(CHILD))
    restrictions = evidence(page, "ECS38-4.1", "contact.restrictions")
    assert (restrictions.document, restrictions.children, restrictions.number) == (
        "plan.yaml",
        ("P-017",),
        1,
    )
    assert restrictions.kept_in == ("CPOMS",)
    made = next(day for day in restrictions.days if day.what == "day on which it was made")
    assert (made.number, made.first, made.last) == (2, period_of("2026-02-11"), period_of("2026-10-05"))
    whole = page_of(looked_at(MODEL))
    assert evidence(whole, "ECS38-4.1", "contact.restrictions").is_of_all
    assert evidence(whole, "ECS36-7.1", "monitoring").kept_in == ("governance folder",)
    assert evidence(whole, "ECS38-4.S3f", "family_engagement.newsletters").is_kept_elsewhere
    risk = evidence(whole, "ECS38-8.1", "contact.social_media_risk")
    assert (len(risk.children), risk.more, risk.is_of_all) == (5, 1, False)


def test_what_cannot_be_relied_upon_is_no_evidence(tmp_path: Path) -> None:
    sound = page_of(
        looked_at(changed(tmp_path, "P-003", "changed_on: 2026-09-01", "changed_on: 2026-09-01"))
    )
    assert evidence(sound, "ECS38-4.2", "contact.changed_on").days
    shutil.rmtree(tmp_path / "school")
    page = page_of(
        looked_at(changed(tmp_path, "P-003", "changed_on: 2026-09-01", "changed_on: Carol Jessop"))
    )
    assert "contact.changed_on" not in {one.field for one in clause(page, "ECS38-4.2").evidence}
    (one,) = page.chronologies
    assert one.unread == 1
    for form in ("markdown", "html"):
        text = written(Page("", "", page), form)
        assert "1 day cannot be read, and is missing here." in text
        assert "Jessop" not in text


def test_of_what_was_not_asked_for_nothing_is_shown() -> None:
    page = page_of(looked_at(MODEL / "ecs-38-contact.yaml"))
    shown = {source.document for part in page.policies for one in part.clauses for source in one.evidence}
    assert shown == {"ecs-38-contact.yaml"}


def test_what_a_school_calls_its_systems_stays_text(tmp_path: Path) -> None:
    school = shutil.copytree(MODEL, tmp_path / "school")
    for file in (school / "site.yaml", school / "children" / "P-017" / "plan.yaml"):
        text = file.read_text("utf-8").replace("CPOMS", "'<b>| {{ 7*7 }}'")
        file.write_text(text, "utf-8")
    page = Page("", "", page_of(looked_at(school / "children" / "P-017")))
    assert "&lt;b&gt;| {{ 7*7 }}" in written(page, "html")
    markdown = written(page)
    assert "{{ 7" in markdown.replace("\\", "")
    assert "<b>" not in markdown
    assert "| <" not in markdown


def test_the_days_of_one_title_are_told_as_one() -> None:
    first, last = period_of("2026-01-05"), period_of("2026-03")
    assert first is not None
    assert last is not None
    days = [Days("b", 1, last, last), Days("a", 2, first, last), Days("b", 1, first, first)]
    assert summed(days) == (Days("a", 2, first, last), Days("b", 2, first, last))


def test_a_child_s_days_stand_in_their_order_with_those_of_the_school() -> None:
    (one,) = page_of(looked_at(CHILD)).chronologies
    days = what_was(one)
    assert days == sorted(days, key=lambda pair: pair[0])
    assert one.unread == 0
    assert ("2026-10-12", "Staff told at a briefing") in days
    assert ("2026-02-11", "Order or decision made") in days
    assert ("2026-10-02", "Refused: telephone") in days
    assert ("2026-10-08", "Child told") in days
    assert ("2026-11-04", "Monitoring of ECS 38") in days
    assert ("2026-11-09", "Staff told at a briefing") not in days
    told = {
        event.number for event in page_of(looked_at(MODEL / "children" / "P-004")).chronologies[0].events
    }
    assert max(told) > 1


def test_contact_counts_as_under_a_restriction_only_where_one_is_in_force(tmp_path: Path) -> None:
    child = changed(tmp_path, "P-003", "kind: child-plan", "kind: child-plan")
    entry = "  - {{date: {}, time: '10:00', channel: {}, with: [{}], by: s-111, outcome: {}}}\n"
    rows = (
        ("2026-08-30", "telephone", "mother", "took-place"),
        ("2026-09-03", "telephone", "mother", "took-place"),
        ("2026-09-04", "telephone", "friend", "took-place"),
        ("2026-09-05", "nonsense", "mother", "took-place"),
        ("2026-09-07", "telephone", "mother", "no-answer"),
        ("never", "telephone", "mother", "took-place"),
    )
    log = "kind: log\nchild: P-003\nentries:\n" + "".join(entry.format(*row) for row in rows)
    (child / "log.yaml").write_text(log, "utf-8")
    (one,) = page_of(looked_at(child)).chronologies
    took_place = [(day, what) for day, what in what_was(one) if what.startswith("Took place")]
    assert took_place == [
        ("2026-09-03", "Took place with somebody under a restriction: telephone"),
        ("2026-09-05", "Took place with somebody under a restriction: contact"),
    ]
    assert one.unread == 1


def test_a_plan_that_cannot_be_read_is_said_to_be_missing(tmp_path: Path) -> None:
    child = changed(tmp_path, "P-017", "child: P-017", "child: [")
    page = page_of(looked_at(child))
    (one,) = page.chronologies
    assert not one.is_plan_read
    assert ("2026-10-02", "Refused: telephone") in what_was(one)
    for form in ("markdown", "html"):
        assert "No plan of this child could be read" in written(Page("", "", page), form)
    shutil.rmtree(child / "log.yaml", ignore_errors=True)
    (child / "log.yaml").unlink()
    (child.parent.parent / "site.yaml").write_text("kind: site\nname: [\n", "utf-8")
    bare = page_of(looked_at(child))
    assert bare.chronologies[0].events == ()
    for form in ("markdown", "html"):
        assert "No day is recorded." in written(Page("", "", bare), form)


def test_a_day_still_to_come_is_said_to_be(tmp_path: Path) -> None:
    child = changed(tmp_path, "P-003", "last_review: 2026-05-05", "last_review: 2026-12-05")
    for form in ("markdown", "html"):
        (page,) = pages(looked_at(child), Asked())
        assert "5 December 2026 (to come)" in written(page, form)


def test_only_a_few_children_have_their_days_told() -> None:
    children = [
        MODEL / "children" / name for name in ("P-003", "P-004", "P-011", "P-017", "P-019", "P-028")
    ]
    few = page_of(looked_at(*children[:MOST_CHILDREN]))
    assert [one.child for one in few.chronologies] == list(few.children)
    assert not few.is_whole
    many = page_of(looked_at(*children))
    assert (many.chronologies, many.more_children) == ((), 1)
    for form in ("markdown", "html"):
        text = written(Page("", "", many), form)
        assert "P-019 and 1 more child." in text
        assert "name the child’s folder" in text
        assert "Only part of the school was asked for." in written(
            Page("", "", page_of(looked_at(MODEL / "ecs-38-contact.yaml"))), form
        )


def test_what_was_accepted_says_until_when(tmp_path: Path) -> None:
    school = shutil.copytree(BROKEN, tmp_path / "school")
    (school / "waivers.yaml").write_text(WAIVERS, "utf-8")
    page = page_of(looked_at(school))
    accepted = clause(page, "LP-11")
    assert accepted.accepted_until == date(2027, 1, 29)
    assert ("accepted for a time", 1) in accepted.standings
    for form in ("markdown", "html"):
        assert "Accepted until 29 January 2027" in written(Page("", "", page), form)


def test_where_something_is_open_the_first_places_are_named() -> None:
    page = page_of(looked_at(BROKEN))
    assert clause(page, "ECS38-3.2").open_at == ("P-201",)
    assert clause(page, "ECS38-3.2").standings[0] == ("not recorded", 1)
    topics = [one for policy in page.policies for one in policy.clauses if one.more_open]
    assert all(len(one.open_at) == 5 for one in topics)


def test_a_thousand_children_make_no_page_that_nobody_can_open() -> None:
    result = looked_at(MODEL)
    one = next(unit for unit in result.taken if unit.child == "P-017")
    many = tuple(one._replace(child=f"P-{number:04}") for number in range(1000))
    (page,) = pages(result._replace(taken=(*result.taken, *many), children=1012), Asked())
    text = written(page, "html")
    assert len(text.encode()) < MOST_BYTES
    assert "and 996 more" in text


def test_several_schools_have_an_overview_and_a_page_each() -> None:
    overview, *schools = pages(looked_at(MODEL, BROKEN), Asked())
    assert isinstance(overview.values, SchoolsByClause)
    assert [line.page for line in overview.values.schools] == [page.name for page in schools]
    model = dict(zip(overview.values.states, overview.values.schools[0].numbers, strict=True))
    assert (model["not recorded"], model["for a person"]) == (0, 11)
    html = written(overview, "html", files=[page.name for page in schools])
    assert 'href="page-broken-school.html"' in html


def test_the_report_is_found_and_is_not_personal() -> None:
    assert not report_for("inspection").is_personal
