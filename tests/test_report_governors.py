"""The page for governors: nothing about one child, whoever reads it, and three questions that fit.

The golden files are written anew where LPCHECK_WRITE_GOLDEN is set; read them before keeping them.
"""

import json
import re
import shutil
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from lpcheck.bands import FEW, MANY, NONE, WITHHELD, WRITTEN_FROM
from lpcheck.clauses import label_of, place_of
from lpcheck.comparison import Earlier, read_earlier
from lpcheck.errors import UsageError
from lpcheck.formats.json import render as in_json
from lpcheck.loading import load_catalogue
from lpcheck.look import Look
from lpcheck.model import Section
from lpcheck.questions import questions_for
from lpcheck.records import Result
from lpcheck.reports import Asked, Page
from lpcheck.reports.governors import ForGovernors, SchoolsForGovernors, SectionLine, pages
from lpcheck.resources import shipped
from lpcheck.run import Request, run
from lpcheck.sections import InSection, sections_in
from lpcheck.shares import shares_in
from report_pages import BROKEN, MODEL, REAL, report_for, result_for, text_of
from test_formats import golden

pytestmark = pytest.mark.usefixtures("at_the_top")

looked_at = partial(result_for, "governors")
written = partial(text_of, "governors")


def page_of(result: Result, earlier: Earlier | None = None) -> ForGovernors:
    (page,) = pages(result, Asked(earlier))
    assert isinstance(page.values, ForGovernors)
    return page.values


def school_with(folder: Path, children: int) -> Path:
    """The model school with only the first so many of its children."""
    school = shutil.copytree(MODEL, folder / "school")
    for child in sorted((school / "children").iterdir())[children:]:
        shutil.rmtree(child)
    return school


def line_of(page: ForGovernors, label: str) -> SectionLine:
    return next(line for line in page.lines if line.label == label)


@pytest.mark.parametrize(
    ("name", "paths"),
    [("model", (MODEL,)), ("broken", (BROKEN,)), ("overview", (Path("procedures"), BROKEN))],
)
def test_the_page_is_as_it_was_read(name: str, paths: tuple[Path, ...]) -> None:
    first = next(iter(pages(looked_at(*paths), Asked())))
    text = written(first)
    assert text == golden(f"governors-{name}.md", text)


def words_on(page: ForGovernors) -> list[str]:
    """Every number that the page gives, in its words."""
    lines = [word for line in page.lines for word in (line.children, line.not_looked_at, line.papers)]
    return [page.children, *(theme.number for theme in page.themes), *lines]


@pytest.mark.parametrize("path", [MODEL, BROKEN, REAL])
def test_no_number_is_from_one_to_four_and_no_child_path_or_document_is_named(path: Path) -> None:
    page = page_of(looked_at(path))
    for word in words_on(page):
        assert word in (NONE, FEW, MANY, WITHHELD) or int(word) >= WRITTEN_FROM
    for form in ("markdown", "html"):
        text = written(Page("", page.school, page), form)
        text = re.sub(
            r"<style>.*?</style>|<script>.*?</script>|content=\"[^\"]*\"", "", text, flags=re.DOTALL
        )
        assert not re.search(r"P-\d|s-\d|\.ya?ml|\.csv|children/|procedures/|-school", text)
        assert re.search(r"compliant|green|breach|\bmet\b", text) is None


def test_what_is_dangerous_is_not_counted() -> None:
    assert not page_of(looked_at(MODEL)).is_dangerous
    text = written(Page("", "", page_of(looked_at(BROKEN))))
    assert "**Some: ask the head teacher today.**" in text
    assert text.count("anger") == 1


def test_a_waiver_does_not_hide_that_something_is_dangerous(tmp_path: Path) -> None:
    school = shutil.copytree(MODEL, tmp_path / "school")
    (school / "children" / "P-004" / "plan.yaml").write_text("kind: child-plan\nchild: [\n", "utf-8")
    result = looked_at(school)
    assert page_of(result).is_dangerous
    known = result._replace(findings=tuple(f._replace(baselined=True) for f in result.findings))
    assert page_of(known).is_dangerous


@pytest.mark.parametrize(
    "paths", [(MODEL / "children" / "P-003",), (MODEL / "ecs-38-contact.yaml",)], ids=["child", "file"]
)
def test_part_of_a_school_gets_no_page(paths: tuple[Path, ...]) -> None:
    with pytest.raises(UsageError, match="a whole school, and none was asked for whole"):
        list(pages(looked_at(*paths), Asked()))


def test_part_of_another_school_is_left_out_and_said_to_be() -> None:
    page = page_of(looked_at(BROKEN, MODEL / "children" / "P-003"))
    assert (page.school, page.is_part_left_out) == ("Saltings School", True)
    for form in ("markdown", "html"):
        assert "were asked for too" in written(Page("", "", page), form)
        assert "were asked for too" not in written(Page("", "", page_of(looked_at(BROKEN))), form)


@pytest.mark.parametrize("children", [1, 3, 4])
def test_of_fewer_than_five_children_no_number_is_shown(tmp_path: Path, children: int) -> None:
    school = school_with(tmp_path, children)
    plan = school / "children" / "P-003" / "plan.yaml"
    plan.write_text(
        plan.read_text("utf-8").replace("review_date: 2027-07-15", "review_date: 2026-11-01"), "utf-8"
    )
    page = page_of(looked_at(school))
    assert page.are_withheld
    assert page.children == FEW
    about_children = [theme.number for theme in page.themes if theme.label.startswith("Children")]
    assert set(about_children) == {WITHHELD}
    assert {word for line in page.lines for word in (line.children, line.not_looked_at)} == {WITHHELD}
    assert "no child's plan grows old" not in {ask.question for ask in page.questions}
    assert not any("PLAN" in ask.because for ask in page.questions)
    for form in ("markdown", "html"):
        assert "With so few" in written(Page("", "", page), form)


def test_with_enough_children_the_same_plan_chooses_a_question(tmp_path: Path) -> None:
    school = school_with(tmp_path, 12)
    plan = school / "children" / "P-003" / "plan.yaml"
    plan.write_text(
        plan.read_text("utf-8").replace("review_date: 2027-07-15", "review_date: 2026-11-01"), "utf-8"
    )
    page = page_of(looked_at(school))
    assert page.questions[0].because == "Something is open in PLAN."
    assert line_of(page, "PLAN").children == FEW
    assert page.themes[0].number == FEW


def test_what_a_school_is_not_asked_is_no_line() -> None:
    page = page_of(looked_at(REAL))
    assert page.children == NONE
    assert not any("contact" in theme.label for theme in page.themes)
    several = [page.values for page in pages(looked_at(REAL, MODEL), Asked())]
    assert isinstance(several[0], SchoolsForGovernors)
    by_school = {line.school: line.numbers for line in several[0].schools}
    assert "–" in by_school["Coxlease School"]
    assert "–" not in by_school["Marram Bay School"]


def test_schools_stand_beside_each_other_in_the_words_of_their_own_pages() -> None:
    overview, *schools = pages(looked_at(MODEL, BROKEN), Asked())
    assert isinstance(overview.values, SchoolsForGovernors)
    for line, page in zip(overview.values.schools, schools, strict=True):
        assert line.page == page.name
        assert line.numbers == tuple(theme.number for theme in page.values.themes)
    html = written(overview, "html", files=[page.name for page in schools])
    assert 'href="page-broken-school.html"' in html
    assert "at the schools marked below" in html
    safe = overview._replace(values=overview.values._replace(schools=overview.values.schools[:1]))
    assert "None found in what was looked at." in written(safe, "html", files=["model-school"])
    assert "None found in what was looked at." in written(safe)


def earlier_of(path: Path, children: int = 13) -> Earlier:
    """What an earlier run of a school found, of only so many of its children."""
    text = "".join(in_json(run(Request((path,), date(2026, 11, 1))), Look()))
    whole = json.loads(text)
    kept = sorted({one["child"] for one in whole["findings"]} - {None})[:children]
    whole["findings"] = [one for one in whole["findings"] if one["child"] in (None, *kept)]
    return read_earlier(json.dumps(whole), "earlier.json")


def test_a_trend_is_told_in_words_and_only_from_what_is_about_the_same_school() -> None:
    before = page_of(looked_at(BROKEN), earlier_of(BROKEN, 0))
    assert (before.earlier, line_of(before, "ECS 38 §3").since) == (date(2026, 11, 1), "more")
    same = page_of(looked_at(BROKEN), earlier_of(BROKEN))
    assert line_of(same, "ECS 38 §3").since == "as before"
    model = page_of(looked_at(MODEL), earlier_of(BROKEN))
    assert {line.since for line in model.lines} == {"as before"}
    for form in ("markdown", "html"):
        assert "ince 1 November 2026" in written(Page("", "", before), form)
    assert {line.since for line in page_of(looked_at(BROKEN)).lines} == {""}


def test_every_section_that_asks_for_something_has_words_and_a_question() -> None:
    for policy in load_catalogue(shipped("schemas")).policies:
        places = [place_of(one) for one in policy.requirements]
        keys = {number.removeprefix("§") or word for word, number in places}
        assert policy.sections.keys() == keys
        for section in policy.sections.values():
            assert section.ask.endswith("?")
            assert not section.title.endswith(".")


def test_a_policy_without_sections_is_asked_about_by_its_title(tmp_path: Path) -> None:
    school = school_with(tmp_path, 6)
    text = (school / "site.yaml").read_text("utf-8")
    (school / "site.yaml").write_text(text.replace("policies:\n", "policies:\n  - TP 1\n"), "utf-8")
    result = looked_at(school, MODEL, policies=[Path("tests/policies/tiny")])
    own, model = (share.result for share in shares_in(result))
    (tiny,) = (one for one in sections_in(own, "school", None) if one.section.title == "Visits to the farm")
    assert tiny.label == "TP1"
    assert tiny.section.ask == "What did we do this year for what TP1, Visits to the farm, asks of us?"
    assert "TP1" not in {one.label for one in sections_in(model, "model-school", None)}


def in_section(label: str, *, unseen: bool = False, questions: tuple[str, ...] = ()) -> InSection:
    section = Section(label, f"What of {label}?")
    return InSection(label, section, frozenset(), frozenset(), (), (), unseen, None, questions)


def test_questions_are_about_what_is_gravest_then_unseen_then_for_people_then_anything() -> None:
    result = looked_at(BROKEN)
    sections = sections_in(result, "broken-school", None)
    asks = questions_for(sections, are_children_shown=True)
    assert [ask.because for ask in asks] == [
        "Something is open in ECS 38 §3.",
        "Something is open in ECS 36 §4.",
        "Not all that ECS 36 §1 asks for was looked at.",
    ]
    bare = (
        in_section("A"),
        in_section("B", unseen=True),
        in_section("C", questions=("whether",)),
        in_section("D"),
    )
    assert [ask.question for ask in questions_for(bare, are_children_shown=True)] == [
        "What of B?",
        "How do we know whether?",
        "What of A?",
    ]
    assert questions_for(bare[:1], are_children_shown=False)[0].because.endswith("ask all the same.")
    assert questions_for((), are_children_shown=True) == ()


def test_what_is_said_nowhere_is_not_looked_at() -> None:
    page = page_of(looked_at(REAL))
    assert any("was looked at" in ask.because for ask in page.questions)
    (share,) = shares_in(looked_at(REAL))
    unseen = [
        one.label for one in sections_in(share.result, "coxlease-school", None) if one.is_unseen_in_papers
    ]
    assert "ECS 38 §3" in unseen
    assert label_of(share.result.policies[0].requirements[0]) == "ECS 36 §1"


def test_the_report_is_found_and_is_not_personal() -> None:
    assert not report_for("governors").is_personal
