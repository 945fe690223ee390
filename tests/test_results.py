"""Records to a Result: what holds on the day, in order, filtered, its paths as a person types them."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from lpcheck.catalogue import Catalogue
from lpcheck.documents import read_document
from lpcheck.loading import load_catalogue
from lpcheck.model import Problem
from lpcheck.places import Location, Span
from lpcheck.records import Result
from lpcheck.resources import shipped
from lpcheck.results import Question, result_of
from lpcheck.showing import Checked, Selection, is_prefix
from lpcheck.standing import holds
from lpcheck.surroundings import Around
from records import site_record

SITE = "kind: site\nname: A\ncountry: England\nschool_type: independent\npolicies: [ECS 36]\n"
START = "kind: local-procedure\npolicy: ECS 36 Liaison\n"
AS_OF = date(2026, 1, 1)
ALL = Selection()
REVIEWED = """\
review_date: 2024-01
review_history:
  - {date: 2024-01-10, reviewer: Head, summary: Section 4 rewritten}
"""


def unit(
    catalogue: Catalogue,
    files: dict[str, str],
    *,
    site: str | None = "hollybush",
    folder: str = "",
    asked_for: frozenset[str] | None = None,
) -> Checked:
    documents = [read_document(path, text.encode()) for path, text in files.items()]
    around = Around(catalogue, catalogue.defaults())
    return Checked(site_record(documents, site, around), site, folder, asked_for)


def result(
    catalogue: Catalogue, *units: Checked, selection: Selection = ALL, as_of: date = AS_OF
) -> Result:
    return result_of(units, catalogue, Question(as_of, ("procedures",), selection), "digest")


def names(judged: Result) -> list[str]:
    return [finding.requirement.id for finding in judged.findings]


@pytest.mark.parametrize(
    ("site", "below", "shown"),
    [
        ("s", None, "a/jane/•••/•••.yaml"),
        (None, None, "•••/•••/•••/•••.yaml"),
        (None, 1, "a/jane/•••/•••.yaml"),
    ],
)
def test_a_document_that_is_a_childs_by_its_kind_is_shown_without_names(
    site: str | None, below: int | None, shown: str, catalogue: Catalogue
) -> None:
    path = "forms/sam.yaml"
    one = unit(catalogue, {path: START}, site=site, folder="a/jane")
    assert one.shown(path) == "a/jane/forms/sam.yaml"
    assert one._replace(of_children=frozenset({path}), below=below).shown(path) == shown


@pytest.mark.parametrize(
    ("prefix", "requirement", "is_meant"),
    [
        ("LP-6", "LP-6", True),
        ("LP-6", "LP-6.b", True),
        ("LP-1", "LP-10", False),
        ("LP", "LP-10", True),
        ("ECS36", "ECS36-1.2", True),
        ("ECS36-1", "ECS36-1.2", True),
        ("ECS3", "ECS36-1.2", False),
        ("", "LP-1", False),
        ("LP-", "LP-1", False),
    ],
)
def test_a_beginning_of_an_id_ends_where_a_part_does(
    prefix: str, requirement: str, *, is_meant: bool
) -> None:
    assert is_prefix(prefix, requirement) is is_meant


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (None, None, [True, True, True]),
        (date(2026, 1, 2), None, [False, True, True]),
        (None, date(2026, 1, 2), [True, True, False]),
        (date(2026, 1, 2), date(2026, 1, 2), [False, True, False]),
    ],
)
def test_a_problem_holds_from_its_first_day_to_its_last(
    first: date | None, last: date | None, expected: list[bool]
) -> None:
    where = Location("a.yaml", Span(1, 1, 1, 2), ())
    problem = Problem(where, "x", first=first, last=last)
    assert [holds(problem, date(2026, 1, day)) for day in (1, 2, 3)] == expected


def test_findings_stand_in_the_order_of_path_line_column_and_id(catalogue: Catalogue) -> None:
    files = {"b.yaml": f"{START}title: TBC\n", "a.yaml": START, "site.yaml": f"{SITE}x: 1\n"}
    judged = result(catalogue, unit(catalogue, files))
    order = [
        (f.problem.location.path, *f.problem.location.span[:2], f.requirement.id) for f in judged.findings
    ]
    assert order == sorted(order)
    assert len(order) == len(judged.findings) > 20
    dues = [deadline.due for deadline in judged.deadlines]
    assert dues == sorted(dues)


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        (Selection(select=("LP-6",)), {"LP-6.b"}),
        (Selection(select=("LP-11", "LP-6")), {"LP-11"}),
        (Selection(select=("LP-11",), ignore=("LP",)), set()),
        (Selection(select=("FILE",)), {"FILE-4"}),
        (Selection(ignore=("LP", "ECS36")), {"FILE-4"}),
    ],
)
def test_only_what_is_selected_is_reported_and_only_that_outranks(
    selection: Selection, expected: set[str], catalogue: Catalogue
) -> None:
    checked = unit(catalogue, {"site.yaml": SITE, "a.yaml": START + REVIEWED})
    assert set(names(result(catalogue, checked, selection=selection))) == expected


def test_a_finding_is_selected_by_what_its_mistake_touches_too(catalogue: Catalogue) -> None:
    checked = unit(catalogue, {"site.yaml": SITE, "a.yaml": f"{START}reveiw_date: 2024-01\n"})
    judged = result(catalogue, checked, selection=Selection(select=("LP-6",)))
    assert [(f.requirement.id, f.also) for f in judged.findings] == [("FILE-3", ("LP-6",))]


def test_coverage_is_of_everything_whatever_is_selected(catalogue: Catalogue) -> None:
    checked = unit(catalogue, {"site.yaml": SITE, "a.yaml": START + REVIEWED})
    narrow = result(catalogue, checked, selection=Selection(select=("FILE",)))
    assert narrow.coverage == result(catalogue, checked).coverage


def test_what_may_never_be_hidden_stands_first_and_passes_every_filter(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(Path(__file__).parent / "policies" / "tiny", tmp_path / "tiny"))
    text = (folder / "policy.yaml").read_text("utf-8")
    hidden = text.replace("- id: TP1-1\n", "- id: TP1-1\n    never_hidden: true\n")
    (folder / "policy.yaml").write_text(hidden, "utf-8")
    catalogue = load_catalogue(shipped("schemas"), (folder,))
    farm = "kind: local-procedure\ntitle: TBC\npolicy: TP 1 Farm\nfarm_visits:\n  last_visit: 2026-01\n"
    checked = unit(catalogue, {"a.yaml": farm, "site.yaml": SITE.replace("ECS 36", "TP 1")})
    assert names(result(catalogue, checked))[0] == "TP1-1"
    for selection in (Selection(select=("LP-14",)), Selection(select=("LP-14",), ignore=("TP1",))):
        assert names(result(catalogue, checked, selection=selection)) == ["TP1-1", "LP-14"]


def test_a_document_that_was_not_asked_about_is_looked_at_and_not_reported(catalogue: Catalogue) -> None:
    files = {"site.yaml": SITE, "a.yaml": f"{START}review_date: 2024-01\n", "b.yaml": START}
    everything = result(catalogue, unit(catalogue, files))
    one = result(catalogue, unit(catalogue, files, asked_for=frozenset({"b.yaml"})))
    assert (everything.documents, one.documents) == (3, 1)
    assert {finding.problem.location.path for finding in one.findings} == {"b.yaml"}
    assert (len(everything.deadlines), len(one.deadlines)) == (1, 0)
    counted = {cell.requirement: sum(cell.counts.values()) for cell in one.coverage}
    assert (counted["LP-1"], counted["ECS36-2.0"]) == (1, 1)


def test_paths_are_shown_from_the_current_folder_and_without_what_is_personal(catalogue: Catalogue) -> None:
    files = {"site.yaml": SITE, "B801200005001/a.yaml": f"{START}review_date: 2024-01\ndate: soon\n"}
    judged = result(catalogue, unit(catalogue, files, folder="procedures/hollybush"))
    shown = "procedures/hollybush/•••/a.yaml"
    assert shown in {finding.problem.location.path for finding in judged.findings}
    assert {line.path for f in judged.findings for line in f.frame} <= {
        shown,
        "procedures/hollybush/site.yaml",
    }
    assert [deadline.location.path for deadline in judged.deadlines] == [shown]
    assert "B801200005001" not in repr(judged)


def test_a_related_place_is_shown_the_same_way(catalogue: Catalogue) -> None:
    files = {"site.yaml": SITE, "a.yaml": f"{START}site: Another School\n"}
    judged = result(catalogue, unit(catalogue, files, folder="x"), selection=Selection(select=("LP-2",)))
    [finding] = judged.findings
    assert [related.location.path for related in finding.problem.related] == ["x/site.yaml"]


def test_two_findings_of_one_place_have_two_identities(catalogue: Catalogue) -> None:
    files = {"site.yaml": SITE, "a.yaml": f"{START}title: TBC\n"}
    both = result(catalogue, unit(catalogue, files), unit(catalogue, files))
    identities = [finding.fingerprint for finding in both.findings]
    assert (
        len(set(identities))
        == len(identities)
        == 2 * len(result(catalogue, unit(catalogue, files)).findings)
    )


def test_a_result_says_what_it_rests_on(catalogue: Catalogue) -> None:
    dated = f"{START}date: 2023-01\nreview_date: 2024-01\n"
    judged = result(catalogue, unit(catalogue, {"site.yaml": SITE, "a.yaml": dated}))
    assert (judged.as_of, judged.scope, judged.inputs_digest) == (AS_OF, ("procedures",), "digest")
    assert [policy.id for policy in judged.policies] == ["ECS 36", "local procedure", "lpcheck"]
    assert judged.law_checked_on == catalogue.register.checked_on.isoformat()
    assert list(judged.settings) == ["review_interval_advice_months", "review_interval_warning_months"]
    assert {cell.site for cell in judged.coverage} == {"hollybush"}


def test_settings_are_told_by_site_where_sites_differ(catalogue: Catalogue) -> None:
    dated = {"a.yaml": f"{START}date: 2023-01\nreview_date: 2024-01\n"}
    other = {**dated, "site.yaml": f"{SITE}settings: {{review_interval_advice_months: 6}}\n"}
    mine = {**dated, "site.yaml": SITE}
    judged = result(catalogue, unit(catalogue, mine), unit(catalogue, other, site="P-1 B801200005001"))
    assert judged.settings == {
        "review_interval_advice_months (hollybush)": 12,
        "review_interval_advice_months (•••)": 6,
        "review_interval_warning_months": 24,
    }


def test_a_site_whose_name_is_personal_is_shown_masked_everywhere(catalogue: Catalogue) -> None:
    files = {"site.yaml": SITE, "a.yaml": f"{START}review_date: 2024-01\n"}
    judged = result(catalogue, unit(catalogue, files, site="B801200005001"))
    assert {cell.site for cell in judged.coverage} == {"•••"}
    assert {finding.site for finding in judged.findings} == {"•••"}
    assert {deadline.site for deadline in judged.deadlines} == {"•••"}


def test_without_a_site_nothing_has_one(catalogue: Catalogue) -> None:
    judged = result(catalogue, unit(catalogue, {"a.yaml": f"{START}review_date: 2024-01\n"}, site=None))
    assert {deadline.site for deadline in judged.deadlines} == {None}
    assert {cell.site for cell in judged.coverage} == {None}
    assert {finding.site for finding in judged.findings} == {None}
