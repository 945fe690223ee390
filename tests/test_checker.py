"""A unit of work to its Record: who raises what, what is outranked, which settings and policies hold."""

from datetime import date

import pytest

from lpcheck.catalogue import Catalogue
from lpcheck.documents import read_document, unread_document
from lpcheck.records import Record, Result
from lpcheck.results import Question, result_of
from lpcheck.showing import Checked, Selection
from lpcheck.surroundings import Around
from records import site_record

SITE = """\
kind: site
name: Hollybush School
country: England
school_type: independent
policies: [ECS 36]
"""
START = "kind: local-procedure\npolicy: ECS 36 Home-School/College Liaison\n"
NO_SUCH_DAY = "there is no such day or month; write it like 2024-01-10 or 2024-01"
NO_LIST = "this is a text, and the form asks for a list, so begin each line of it with a dash"
NO_WORD = "this is not one of the form's words"
BETWEEN = "18 months lie between the Local Procedure date and the Local Procedure review date: more than"
KINDS = "child-plan, local-procedure, log, settings, site or waivers"
NO_SITE = (
    "there is no site.yaml beside or above this document: what depends on the school was not looked at"
)


def record_of(
    catalogue: Catalogue,
    files: dict[str, str],
    *,
    site: str | None = "hollybush",
    engine: str = "jsonschema-rs",
) -> Record:
    documents = [read_document(path, text.encode()) for path, text in files.items()]
    return site_record(documents, site, Around(catalogue, catalogue.defaults(), engine))


def result(catalogue: Catalogue, files: dict[str, str], as_of: date = date(2026, 1, 1)) -> Result:
    checked = [Checked(record_of(catalogue, files), "hollybush", "", None)]
    return result_of(checked, catalogue, Question(as_of, (), Selection()), "")


def found(record: Record, *names: str) -> list[tuple[str, str, int, str]]:
    """The findings of those requirements and policies, or all of them."""
    return [
        (f.requirement.id, f.problem.location.path, f.problem.location.span.line, f.problem.message)
        for f in record.findings
        if not names or f.requirement.id in names or f.requirement.policy in names
    ]


def test_a_trouble_of_the_reader_is_a_finding_with_its_other_place(catalogue: Catalogue) -> None:
    record = record_of(catalogue, {"site.yaml": SITE, "a.yaml": f"{START}title: One\ntitle: Two\n"})
    [finding] = [f for f in record.findings if f.requirement.id == "FILE-2"]
    assert finding.problem.location.span.line == 4
    assert [(r.location.path, r.location.span.line, r.note) for r in finding.problem.related] == [
        ("a.yaml", 3, "first written here")
    ]
    assert finding.site == "hollybush"


def test_nothing_more_is_said_of_a_field_that_is_written_twice(catalogue: Catalogue) -> None:
    record = record_of(catalogue, {"site.yaml": SITE, "a.yaml": f"{START}title: ''\ntitle: Two\n"})
    assert found(record, "LP-1") == []


def test_a_document_in_no_site_is_told_so_and_still_looked_at(catalogue: Catalogue) -> None:
    record = record_of(catalogue, {"a.yaml": f"{START}date: soon\n"}, site=None)
    assert found(record, "FILE-1", "LP-5") == [
        ("FILE-1", "a.yaml", 1, NO_SITE),
        ("LP-5", "a.yaml", 3, f"Local Procedure date: {NO_SUCH_DAY}"),
    ]
    assert record.policies == ("ECS 36", "local procedure", "lpcheck")


def test_a_file_that_could_not_be_opened_is_a_finding(catalogue: Catalogue) -> None:
    document = unread_document("a.yaml", "this cannot be opened: it is not a file")
    record = site_record([document], None, Around(catalogue, catalogue.defaults()))
    assert found(record) == [("FILE-1", "a.yaml", 1, "this cannot be opened: it is not a file")]
    assert record.deadlines == ()


@pytest.mark.parametrize(
    ("path", "text", "line", "message"),
    [
        (
            "a.yaml",
            "kind: plan\n",
            1,
            f"lpcheck does not know this kind of document: write {KINDS}",
        ),
        ("site.yaml", "kind: settings\n", 1, "a file of this name must be of the kind site"),
        ("lpcheck.yaml", "a: 1\nkind: site\n", 2, "a file of this name must be of the kind settings"),
        ("house/my.yaml", SITE, 1, "a document of the kind site must be called site.yaml"),
        (
            "a.yaml",
            "title: x\n",
            1,
            "the document does not say what it is: start it with `kind:` and its kind",
        ),
    ],
)
def test_a_document_of_the_wrong_kind_is_told_so_and_nothing_else(
    path: str, text: str, line: int, message: str, catalogue: Catalogue
) -> None:
    assert found(record_of(catalogue, {path: text})) == [("FILE-1", path, line, message)]


def test_the_sentence_of_a_check_is_said_of_a_blank_and_of_nothing_else(catalogue: Catalogue) -> None:
    blank = "the Contents Checklist has no item"
    for text in ("", "contents_checklist: []\n", "contents_checklist: null\n"):
        record = record_of(catalogue, {"site.yaml": SITE, "a.yaml": START + text})
        assert [message for _, _, _, message in found(record, "LP-9")] == [blank]
    record = record_of(catalogue, {"site.yaml": SITE, "a.yaml": f"{START}contents_checklist: yes\n"})
    assert [message for _, _, _, message in found(record, "LP-9")] == [f"Contents Checklist: {NO_LIST}"]


def test_the_sentence_of_a_check_is_not_said_of_a_blank_further_down(catalogue: Catalogue) -> None:
    text = f"{START}contents_checklist: [{{item: Keys}}]\n"
    record = record_of(catalogue, {"site.yaml": SITE, "a.yaml": text})
    assert [message for _, _, _, message in found(record, "LP-9")] == ["`in_place` is missing: answer"]


def test_the_folder_of_a_site_may_not_name_a_child_either(catalogue: Catalogue) -> None:
    record = record_of(catalogue, {"site.yaml": SITE}, site="B801200005001")
    sentence = "the name of this file or its folder holds a pupil number"
    assert found(record, "PLAN-4") == [("PLAN-4", "site.yaml", 1, sentence)]


def test_what_is_personal_is_masked_unless_somebody_asked_to_see_it(catalogue: Catalogue) -> None:
    document = read_document("a.yaml", f"{START}title: TBC\n".encode())
    around = Around(catalogue, catalogue.defaults())
    frames = [
        frame.text
        for one in (around, around._replace(masked=False))
        for finding in site_record([document], "hollybush", one).findings
        if finding.requirement.id == "LP-14"
        for frame in finding.frame
    ]
    assert frames == ["title: •••", "title: TBC"]


def test_what_no_clause_asks_for_falls_to_the_form_itself(catalogue: Catalogue) -> None:
    record = record_of(catalogue, {"site.yaml": SITE.replace("England", "France"), "a.yaml": START})
    assert found(record, "FILE-4") == [
        (
            "FILE-4",
            "site.yaml",
            3,
            f"country: {NO_WORD}; write England, Wales, Scotland or Northern Ireland",
        ),
        ("FILE-4", "a.yaml", 1, "`appendices` is missing"),
    ]


def test_a_misspelt_field_explains_the_missing_one(catalogue: Catalogue) -> None:
    record = record_of(catalogue, {"site.yaml": SITE, "a.yaml": f"{START}reveiw_date: 2024-01\n"})
    [finding] = [f for f in record.findings if f.requirement.id == "FILE-3"]
    assert (
        finding.problem.message == "this is not a field that the form has here: did you mean `review_date`?"
    )
    assert finding.also == ("LP-6",)
    assert found(record, "LP-6") == []


def test_a_procedure_is_held_to_the_policy_that_it_names(catalogue: Catalogue) -> None:
    both = SITE.replace("[ECS 36]", "[ECS 36, ECS 38]")
    thirty_eight = START.replace("36", "38")
    record = record_of(catalogue, {"site.yaml": both, "a.yaml": START, "b.yaml": thirty_eight})
    assert {(name[:5], path) for name, path, _, _ in found(record, "ECS 36", "ECS 38")} == {
        ("ECS36", "a.yaml"),
        ("ECS38", "b.yaml"),
    }
    assert record.policies == ("ECS 36", "ECS 38", "local procedure", "lpcheck")


@pytest.mark.parametrize("line", ["ECS 3 Other", "ECS 360 Other", "ECS36 x", "", "5"])
def test_a_number_that_only_begins_alike_is_no_policy(line: str, catalogue: Catalogue) -> None:
    record = record_of(catalogue, {"site.yaml": SITE, "a.yaml": f"kind: local-procedure\npolicy: {line}\n"})
    assert found(record, "ECS36-1.2", "ECS36-1.3") == []


@pytest.mark.parametrize("line", ["ecs 36 Liaison", "ECS\u00a036, Liaison", "'ECS  36'", "ECS 36"])
def test_case_and_spaces_in_a_number_are_set_aside(line: str, catalogue: Catalogue) -> None:
    record = record_of(catalogue, {"site.yaml": SITE, "a.yaml": f"kind: local-procedure\npolicy: {line}\n"})
    assert {name for name, *_ in found(record, "ECS36-1.2", "ECS36-1.3")} == {"ECS36-1.2", "ECS36-1.3"}


DATES = "date: 2021-06\nreview_date: 2022-12\n"


@pytest.mark.parametrize(
    ("settings", "months"),
    [
        ("", 12),
        (
            "settings: {review_interval_advice_months: 17}\n",
            17,
        ),
        ("settings: {review_interval_advice_months: 18}\n", None),
        (
            "settings: {review_interval_advice_months: 999}\n",
            12,
        ),
        (
            "settings: {review_interval_advice_month: 18}\n",
            12,
        ),
        (
            "settings: [18]\n",
            12,
        ),
    ],
)
def test_a_site_sets_its_own_limits_where_they_can_be_relied_upon(
    settings: str, months: int | None, catalogue: Catalogue
) -> None:
    record = record_of(catalogue, {"site.yaml": SITE + settings, "a.yaml": START + DATES})
    expected = [] if months is None else [f"{BETWEEN} the {months} allowed here"]
    assert [said for _, _, _, said in found(record, "LP-6") if "lie between" in said] == expected


def test_a_setting_with_something_wrong_inside_is_not_relied_upon(catalogue: Catalogue) -> None:
    settings = "settings: {core_checklist: [Roles named, 5]}\n"
    procedure = f"{START}contents_checklist: [{{item: x, in_place: true}}]\n"
    record = record_of(catalogue, {"site.yaml": SITE + settings, "a.yaml": procedure})
    assert found(record, "LP-9") == []
    better = record_of(catalogue, {"site.yaml": SITE + settings.replace("5", "Keys"), "a.yaml": procedure})
    assert [message for *_, message in found(better, "LP-9")] == [
        "2 items of the group's core list of 2 are not in the Contents Checklist"
    ]
    assert better.settings == {"core_checklist": "2 items"}


@pytest.mark.parametrize("policies", ["ECS 36", "[ECS36]", "[ECS 36, 5]"])
def test_what_is_not_in_a_list_is_not_said_while_the_list_cannot_be_relied_upon(
    policies: str, catalogue: Catalogue
) -> None:
    files = {
        "site.yaml": SITE.replace("[ECS 36]", policies),
        "a.yaml": f"{START}sections: [{{heading: 1. Aims, text: See ECS 99}}]\nassociated_forms: []\n",
    }
    assert found(record_of(catalogue, files), "LP-3", "LP-17") == []
    assert len(found(record_of(catalogue, {**files, "site.yaml": SITE}), "LP-3", "LP-17")) == 1


def test_outside_a_site_no_policy_is_said_not_to_be_in_force(catalogue: Catalogue) -> None:
    assert found(record_of(catalogue, {"a.yaml": START}, site=None), "LP-3") == []


def test_a_policy_in_force_without_a_procedure_is_told_unless_one_could_not_be_read(
    catalogue: Catalogue,
) -> None:
    told = [
        ("ECS36-1.1", "site.yaml", 5, "no local procedure says how this policy is put into practice here")
    ]
    assert found(record_of(catalogue, {"site.yaml": SITE}), "ECS36-1.1") == told
    assert found(record_of(catalogue, {"site.yaml": SITE, "a.yaml": "x: [\n"}), "ECS36-1.1") == []


def test_only_settings_that_decided_something_are_kept(catalogue: Catalogue) -> None:
    assert record_of(catalogue, {"site.yaml": SITE, "a.yaml": START}).settings == {}
    assert record_of(catalogue, {"site.yaml": SITE, "a.yaml": START + DATES}).settings == {
        "review_interval_advice_months": 12,
        "review_interval_warning_months": 24,
    }


@pytest.mark.parametrize("policies", ["ECS 36", "null", "[5]"])
def test_a_site_whose_policies_cannot_be_read_still_has_those_that_apply_everywhere(
    policies: str, catalogue: Catalogue
) -> None:
    record = record_of(catalogue, {"site.yaml": SITE.replace("[ECS 36]", policies)})
    assert record.policies == ("local procedure", "lpcheck")


REVIEWED = """\
review_date: 2024-01
review_history:
  - {date: 2024-01-10, reviewer: Head, summary: Section 4 rewritten}
"""


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        (date(2024, 1, 9), []),
        (date(2024, 1, 10), [("LP-11", ())]),
        (date(2024, 1, 31), [("LP-11", ())]),
        (date(2024, 2, 1), [("LP-11", ("LP-6.b",))]),
    ],
)
def test_a_review_that_moved_nothing_on_takes_over_the_date_that_has_passed(
    as_of: date, expected: list[tuple[str, tuple[str, ...]]], catalogue: Catalogue
) -> None:
    judged = result(catalogue, {"site.yaml": SITE, "a.yaml": START + REVIEWED}, as_of)
    assert [
        (f.requirement.id, f.also) for f in judged.findings if f.requirement.id in ("LP-11", "LP-6.b")
    ] == expected


def test_what_is_outranked_in_one_document_stands_in_another(catalogue: Catalogue) -> None:
    files = {"site.yaml": SITE, "a.yaml": START + REVIEWED, "b.yaml": f"{START}review_date: 2024-01\n"}
    judged = result(catalogue, files, date(2024, 2, 1))
    assert {
        (f.requirement.id, f.problem.location.path)
        for f in judged.findings
        if f.requirement.id in ("LP-11", "LP-6.b")
    } == {("LP-11", "a.yaml"), ("LP-6.b", "b.yaml")}


def test_a_key_that_is_not_the_forms_own_is_not_in_a_pointer(catalogue: Catalogue) -> None:
    record = record_of(catalogue, {"site.yaml": SITE, "a.yaml": f"{START}sam_field: x\n"})
    [finding] = [f for f in record.findings if f.requirement.id == "FILE-3"]
    assert finding.problem.location.pointer == ("•••3",)


def test_two_validators_give_the_same_record(catalogue: Catalogue) -> None:
    files = {"site.yaml": SITE, "a.yaml": f"{START}date: soon\nauthors: [1]\nsections: [{{}}]\nx: 1\n"}
    first, second = (record_of(catalogue, files, engine=name) for name in ("jsonschema-rs", "jsonschema"))
    assert sorted(found(first)) == sorted(found(second))
