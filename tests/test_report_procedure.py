"""The local procedure in its form: in the order of the form, whole, and honest about what is not filled in.

The golden files are written anew where LPCHECK_WRITE_GOLDEN is set; read them before keeping them.
"""

import json
import shutil
from collections.abc import Mapping
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from excerpts import ROOT
from lpcheck.catalogue import Catalogue
from lpcheck.cli.app import run_app
from lpcheck.cli.options import Exit
from lpcheck.documents import read_document
from lpcheck.examining import examine
from lpcheck.placing import placed_alone
from lpcheck.procedure_form import Procedure, procedure_in
from lpcheck.reports import Asked, Page
from lpcheck.reports.procedure import ProcedurePage, pages
from lpcheck.yaml_reader import read_yaml
from report_pages import MODEL, REAL, pages_for, result_for, text_of
from test_examples import AS_OF
from test_formats import golden

pytestmark = pytest.mark.usefixtures("at_the_top")

pages_of = partial(pages_for, "procedure")
written = partial(text_of, "procedure")


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("procedure-real-36", REAL / "ecs-36-home-school-liaison.yaml"),
        ("procedure-real-38", REAL / "ecs-38-contact.yaml"),
        ("procedure-model-38", MODEL / "ecs-38-contact.yaml"),
    ],
)
def test_the_page_is_as_it_was_read(name: str, path: Path) -> None:
    (page,) = pages_of(path)
    assert page.name == ""
    text = written(page)
    assert text == golden(f"{name}.md", text)


def test_html_has_the_parts_of_the_form_in_their_order() -> None:
    (page,) = pages_of(REAL / "ecs-36-home-school-liaison.yaml")
    text = written(page, "html")
    parts = [
        *("<h1>Home-School/College Liaison</h1>", "Local Procedure Title", "Local Procedure Ratification"),
        *("<h2>1. Introduction</h2>", "<h2>8. References</h2>", "<h2>9. Section Title</h2>"),
        *("<h2>Contents Checklist</h2>", "<h2>Local Procedure Review History</h2>", "<h2>Appendix A"),
        "<h2>Appendix B",
    ]
    places = [text.find(part) for part in parts]
    assert -1 not in places
    assert places == sorted(places)
    assert text.count("nothing is filled in") > 3


def values_on(day: date, review: str, tmp_path: Path) -> ProcedurePage:
    """The page on a day of a procedure with that line about its review."""
    school = shutil.copytree(MODEL, tmp_path / "school", dirs_exist_ok=True)
    document = school / "ecs-38-contact.yaml"
    document.write_text(document.read_text("utf-8").replace("review_date: 2027-06-01", review), "utf-8")
    (page,) = pages_of(document, day=day)
    assert isinstance(page.values, ProcedurePage)
    return page.values


@pytest.mark.parametrize(
    ("review", "day", "overdue"),
    [
        ("review_date: 2027-06-01", date(2027, 6, 1), None),
        ("review_date: 2027-06-01", date(2027, 6, 2), date(2027, 6, 1)),
        ("review_date: 2027-06", date(2027, 6, 30), None),
        ("review_date: 2027-06", date(2027, 7, 1), date(2027, 6, 30)),
    ],
)
def test_a_review_is_due_on_its_day_and_past_the_day_after(
    review: str, day: date, overdue: date | None, tmp_path: Path
) -> None:
    page = values_on(day, review, tmp_path)
    assert (page.overdue, page.is_undated) == (overdue, False)


@pytest.mark.parametrize("review", ["review_date: soon", "review_date:", "review_date: 2027-02-30", ""])
def test_a_review_date_that_cannot_be_read_is_said_to_be_so(review: str, tmp_path: Path) -> None:
    page = values_on(AS_OF, review, tmp_path)
    assert (page.overdue, page.is_undated) == (None, True)
    for form in ("html", "markdown"):
        assert "No review date can be read in this procedure." in written(Page("", "", page), form)


def test_several_have_a_page_each_that_is_called_after_the_document() -> None:
    assert [page.name for page in pages_of(MODEL)] == ["ecs-36-home-school-liaison", "ecs-38-contact"]
    assert [page.name for page in pages_of(REAL, MODEL)] == [
        "coxlease-school-ecs-36-home-school-liaison",
        "coxlease-school-ecs-38-contact",
        "model-school-ecs-36-home-school-liaison",
        "model-school-ecs-38-contact",
    ]


def test_two_names_that_look_alike_are_told_apart(tmp_path: Path) -> None:
    school = shutil.copytree(MODEL, tmp_path / "school")
    (school / "ecs-38-contact.yaml").rename(school / "a b.yaml")
    (school / "ecs-36-home-school-liaison.yaml").rename(school / "a;b.yaml")
    assert [page.name for page in pages_of(school)] == ["a-b", "a-b-2"]
    (school / "a b.yaml").rename(school / "ü.yaml")
    assert [page.name for page in pages_of(school)] == ["a-b", "procedure"]


def test_where_there_is_no_procedure_nothing_is_written(capsys: pytest.CaptureFixture[str]) -> None:
    child = str(MODEL / "children" / "P-003")
    assert run_app(["report", "--for", "procedure", child]) == Exit.NO_CHECK
    assert "there is no local procedure that can be read in what was asked for" in capsys.readouterr().err


def procedure(data: object, catalogue: Catalogue) -> Procedure:
    document = read_document("ecs-38.yaml", json.dumps(data).encode())
    return procedure_in(examine(placed_alone(document, catalogue), catalogue, (), "jsonschema-rs").examined)


def model_data() -> dict[str, object]:
    data = read_yaml((MODEL / "ecs-38-contact.yaml").read_bytes()).data
    assert isinstance(data, dict)
    return data


@pytest.mark.parametrize(
    "value", ["", "a text", 5, True, None, [], {}, ["a"], [["a", {}]], [{"a": 1}], {"a": {"b": ["c"]}}]
)
def test_whatever_stands_in_a_field_there_is_a_page(value: object, catalogue: Catalogue) -> None:
    data = model_data()
    fields = data.keys() - {"kind"}
    for field in fields:
        assert procedure({**data, field: value}, catalogue).document == "ecs-38.yaml"
    made = procedure({"kind": "local-procedure", **dict.fromkeys(fields, value)}, catalogue)
    page = ProcedurePage("", "x", AS_OF, None, False, *made[4:], made.document, "")  # noqa: FBT003
    for form in ("html", "markdown"):
        assert "Appendix B" in written(Page("", "x", page), form)


def with_field(field: str, value: object, catalogue: Catalogue) -> Procedure:
    return procedure({**model_data(), field: value}, catalogue)


def front(made: Procedure) -> Mapping[str, str]:
    return {line.title: line.text for line in made.front}


def test_what_is_not_recorded_of_the_approval_is_said(catalogue: Catalogue) -> None:
    made = with_field("ratification", {"approved_by": "SLT", "name": None, "date": None}, catalogue)
    title = "Local Procedure Ratification"
    assert front(made)[title] == "SLT, no name is recorded, no date is recorded"
    assert front(with_field("ratification", "SLT", catalogue))[title] == "SLT"


def test_why_there_is_no_related_policy_is_said(catalogue: Catalogue) -> None:
    made = with_field("related_policies", {"none": "It stands alone."}, catalogue)
    assert front(made)["Related policies"] == "none: It stands alone."


def test_a_field_that_no_section_stands_for_has_a_part_of_its_own(catalogue: Catalogue) -> None:
    sections = [{"heading": "1. All", "text": "Words."}, "2. Only a heading"]
    made = with_field("sections", sections, catalogue)
    assert [section.heading for section in made.sections] == [
        *("1. All", "2. Only a heading", "Local arrangements", "References", "Associated Forms")
    ]
    assert made.sections[1].is_empty
    assert made.sections[2].lines[0].title == "Lead at this school"


def test_a_section_that_stands_for_a_field_may_have_a_text_as_well(catalogue: Catalogue) -> None:
    sections = [{"heading": "1. Law", "stands_in": "references", "text": "See also the policy."}]
    (section, *_) = with_field("sections", sections, catalogue).sections
    assert (section.text, section.items[0]) == ("See also the policy.", "Children Act 1989")


def test_why_a_table_does_not_apply_is_said(catalogue: Catalogue) -> None:
    made = procedure(model_data(), catalogue)
    assert made.first_aiders.reason.startswith("The list stands once")
    assert made.contacts.rows[0] == ("reception", "front desk", "01632 960900", "", "office hours")
    assert [row[1] for row in made.checklist.rows] == ["yes", "yes", "yes", "yes", "no"]
    checklist = [{"item": "Minibus", "in_place": "not-applicable"}]
    assert with_field("contents_checklist", checklist, catalogue).checklist.rows == (
        ("Minibus", "does not apply", ""),
    )


def test_what_a_policy_of_a_schools_own_adds_is_shown(tmp_path: Path) -> None:
    school = tmp_path / "school"
    school.mkdir()
    site, text = (ROOT / "tests" / "test_tiny_policy.py").read_text("utf-8").split('"""\\\n')[1:3]
    (school / "site.yaml").write_text(site.partition('"""')[0], "utf-8")
    (school / "tp-1.yaml").write_text(text.partition('"""')[0], "utf-8")
    tiny = ROOT / "tests" / "policies" / "tiny"
    result = result_for("procedure", school, policies=[tiny])
    (page,) = pages(result, Asked())
    (added,) = [section for section in page.values.sections if "arm" in section.heading]
    assert added.lines[0].text == "the upper gate"
    assert ("2 March 2026") in [line.text for line in added.lines]
    assert [line.text for line in added.lines if "(3)" in line.title] == ["3 February 2025", "s-010"]
