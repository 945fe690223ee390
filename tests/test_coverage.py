"""What is said of each requirement: recorded or not, not applicable, not looked at, for a person."""

from collections.abc import Mapping
from datetime import date

import pytest

from lpcheck.catalogue import Catalogue
from lpcheck.documents import read_document
from lpcheck.model import State
from lpcheck.records import Record
from lpcheck.results import Question, result_of
from lpcheck.showing import Checked, Selection
from lpcheck.surroundings import Around
from records import site_record

SITE = """\
kind: site
name: Hollybush School
country: England
school_type: independent
residential: false
policies: [ECS 36]
"""
START = "kind: local-procedure\npolicy: ECS 36 Home-School/College Liaison\n"
FULL = f"""{START}\
title: Home-School/College Liaison
site: Hollybush School
date: 2024-01
review_date: 2024-06
review_history: []
references: [Children Act 2004]
associated_forms: []
appendices:
  first_aiders_and_drivers: {{not_applicable: nobody drives here}}
  contact_details: [{{who: reception, phone: 01632 960100}}]
"""


def record_of(catalogue: Catalogue, files: dict[str, str]) -> Record:
    documents = [read_document(path, text.encode()) for path, text in files.items()]
    return site_record(documents, "hollybush", Around(catalogue, catalogue.defaults()))


def states(record: Record, subject: str = "a.yaml") -> Mapping[str, State]:
    return record.states[subject]


def counts(catalogue: Catalogue, files: dict[str, str], as_of: date) -> dict[str, dict[State, int]]:
    checked = Checked(record_of(catalogue, files), "hollybush", "", None)
    judged = result_of([checked], catalogue, Question(as_of, (), Selection()), "")
    return {one.requirement: dict(one.counts) for one in judged.coverage}


def test_what_stands_there_with_nothing_against_it_is_recorded(catalogue: Catalogue) -> None:
    found = states(record_of(catalogue, {"site.yaml": SITE, "a.yaml": FULL}))
    for name in ("LP-1", "LP-2", "LP-3", "LP-5", "LP-6", "LP-6.b", "LP-12", "LP-13", "LP-16", "FILE-3"):
        assert found[name] is State.RECORDED, name


def test_what_is_missing_is_not_recorded_nor_is_what_should_stand_in_it(catalogue: Catalogue) -> None:
    found = states(record_of(catalogue, {"site.yaml": SITE, "a.yaml": START}))
    for name in ("LP-1", "LP-6", "LP-7", "LP-12", "LP-13", "ECS36-1.2", "ECS36-1.3"):
        assert found[name] is State.NOT_RECORDED, name


def test_a_misspelt_field_leaves_what_it_should_have_been_unrecorded(catalogue: Catalogue) -> None:
    files = {"site.yaml": SITE, "a.yaml": FULL.replace("review_date:", "reveiw_date:")}
    assert counts(catalogue, files, date(2024, 2, 1))["FILE-3"] == {
        State.NOT_RECORDED: 1,
        State.RECORDED: 1,
    }


def test_what_nothing_there_calls_for_is_not_applicable(catalogue: Catalogue) -> None:
    found = states(record_of(catalogue, {"site.yaml": SITE, "a.yaml": FULL}))
    for name in ("LP-10.b", "LP-19"):
        assert found[name] is State.NOT_APPLICABLE, name


def test_while_a_setting_is_not_given_what_it_decides_is_not_looked_at(catalogue: Catalogue) -> None:
    full = f"{FULL}contents_checklist: [{{item: x, in_place: true}}]\n"
    assert states(record_of(catalogue, {"site.yaml": SITE, "a.yaml": full}))["LP-9"] is State.NOT_LOOKED_AT
    site = f"{SITE}settings: {{core_checklist: [x]}}\n"
    assert states(record_of(catalogue, {"site.yaml": site, "a.yaml": full}))["LP-9"] is State.RECORDED


def test_a_document_with_too_many_faults_is_not_looked_at(catalogue: Catalogue) -> None:
    text = FULL.replace("review_history: []", f"review_history: [{'{}, ' * 200}]")
    found = states(record_of(catalogue, {"site.yaml": SITE, "a.yaml": text}))
    assert found["LP-1"] is found["LP-5"] is State.NOT_LOOKED_AT


def test_with_a_second_procedure_there_is_something_to_compare(catalogue: Catalogue) -> None:
    record = record_of(catalogue, {"site.yaml": SITE, "a.yaml": FULL, "b.yaml": FULL})
    assert states(record, "b.yaml")["LP-19"] is State.RECORDED


def test_what_a_rule_could_not_rely_upon_is_not_looked_at(catalogue: Catalogue) -> None:
    files = {"site.yaml": SITE, "a.yaml": FULL.replace("date: 2024-01\n", "date: soon\n")}
    found = states(record_of(catalogue, files))
    assert (found["LP-5"], found["LP-6"]) == (State.NOT_LOOKED_AT, State.NOT_LOOKED_AT)
    assert found["LP-6.b"] is State.RECORDED


def test_without_a_site_what_depends_on_the_school_is_not_looked_at(catalogue: Catalogue) -> None:
    found = states(record_of(catalogue, {"a.yaml": FULL}))
    for name in ("LP-2", "LP-3", "LP-13", "LP-16", "LP-17"):
        assert found[name] is State.NOT_LOOKED_AT, name
    assert found["LP-1"] is State.RECORDED


@pytest.mark.parametrize(
    "text",
    ["kind: local-procedure\nauthors: [\n", "kind: local-procedure\n\tx: y\n"],
    ids=["bracket", "tab"],
)
def test_a_document_that_cannot_be_read_is_not_looked_at(text: str, catalogue: Catalogue) -> None:
    record = record_of(catalogue, {"site.yaml": SITE, "a.yaml": text})
    found = states(record)
    for name in ("LP-1", "LP-5", "LP-6", "LP-6.b", "LP-12", "LP-19", "PLAN-4", "FILE-3", "FILE-4"):
        assert found[name] is State.NOT_LOOKED_AT, name
    assert found["FILE-1"] is State.RECORDED  # it was looked at, and its finding says the rest
    assert State.RECORDED not in [found[name] for name in found if name.startswith(("LP", "ECS"))]


def test_the_fault_that_makes_a_document_unreadable_is_counted(catalogue: Catalogue) -> None:
    files = {"site.yaml": SITE, "a.yaml": "kind: local-procedure\nauthors: [\n"}
    assert counts(catalogue, files, date(2024, 2, 1))["FILE-1"] == {
        State.NOT_RECORDED: 1,
        State.RECORDED: 1,
    }


def test_what_no_document_decides_is_said_once_for_the_site(catalogue: Catalogue) -> None:
    site = SITE.replace("[ECS 36]", "[ECS 38]")
    files = {"site.yaml": site, "a.yaml": FULL.replace("36", "38")}
    found = counts(catalogue, files, date(2024, 2, 1))
    assert found["ECS38-2.2"] == {State.FOR_A_PERSON: 1}
    assert found["ECS38-2.1"] == {State.NOT_LOOKED_AT: 1}
    assert not any(name.startswith("ECS36") for name in found)


def test_what_a_rule_could_not_know_is_not_looked_at(catalogue: Catalogue) -> None:
    record = record_of(catalogue, {"site.yaml": SITE, "a.yaml": "x: [\n"})
    assert states(record, "site.yaml")["ECS36-1.1"] is State.NOT_LOOKED_AT


def test_a_site_without_a_procedure_has_everything_of_it_not_looked_at(catalogue: Catalogue) -> None:
    found = counts(catalogue, {"site.yaml": SITE}, date(2024, 2, 1))
    assert found["LP-1"] == found["ECS36-1.2"] == {State.NOT_LOOKED_AT: 1}


def test_a_finding_makes_of_recorded_not_recorded_while_it_holds(catalogue: Catalogue) -> None:
    files = {"site.yaml": SITE, "a.yaml": FULL}
    assert counts(catalogue, files, date(2024, 6, 30))["LP-6.b"] == {State.RECORDED: 1}
    assert counts(catalogue, files, date(2024, 7, 1))["LP-6.b"] == {State.NOT_RECORDED: 1}


def test_what_is_outranked_is_not_recorded_either(catalogue: Catalogue) -> None:
    row = "review_history: [{date: 2024-06-03, reviewer: Head, summary: Numbers added}]"
    files = {"site.yaml": SITE, "a.yaml": FULL.replace("review_history: []", row)}
    found = counts(catalogue, files, date(2024, 7, 1))
    assert found["LP-11"] == found["LP-6.b"] == {State.NOT_RECORDED: 1}


def test_every_requirement_of_the_policies_in_force_is_spoken_of(catalogue: Catalogue) -> None:
    found = counts(catalogue, {"site.yaml": SITE, "a.yaml": FULL}, date(2024, 2, 1))
    asked = catalogue.policies_named(["ECS 36"])
    assert set(found) == {requirement.id for policy in asked for requirement in policy.requirements}
