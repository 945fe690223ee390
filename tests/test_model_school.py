"""The made-up school that authors copy from: nothing is found there, and its children differ."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from lpcheck.catalogue import Catalogue, schema_of
from lpcheck.judging import Judgement, judgements_on
from lpcheck.model import By, State
from lpcheck.run import Request, run
from test_examples import yaml_in

SCHOOL = Path(__file__).parent.parent / "procedures" / "model-school"
PLANS: list[dict[str, Any]] = [yaml_in(file) for file in sorted(SCHOOL.glob("children/*/plan.yaml"))]


def restrictions() -> list[dict[str, Any]]:
    every = [plan["contact"]["restrictions"] for plan in PLANS]
    return [one for listed in every if listed != "none" for one in listed]


def test_nothing_is_found() -> None:
    result = run(Request((SCHOOL,), date(2026, 11, 21)))
    assert not result.findings
    assert (result.documents, result.children) == (20, 12)


@pytest.mark.parametrize("field", ["attends", "lives", "legal_status", "stage"])
def test_the_children_have_every_word_between_them(field: str, catalogue: Catalogue) -> None:
    form = schema_of(catalogue, "child-plan", catalogue.policies)
    assert {plan[field] for plan in PLANS} == set(form["properties"][field]["x-words"])


@pytest.mark.parametrize("block", ["liaison", "contact"])
def test_no_two_plans_share_a_block(block: str) -> None:
    assert len({str(plan[block]) for plan in PLANS}) == len(PLANS) == 12


def test_the_children_show_what_is_hard_to_write() -> None:
    shown = {
        "two orders on one adult": any(len(one["rests_on"]) > 1 for one in restrictions()),
        "an exception through the social worker": any(
            way.get("through") == "social-worker" for one in restrictions() for way in one.get("except", ())
        ),
        "supervised contact": "supervised_by" in str(PLANS),
        "high-risk social media": any(
            plan["contact"].get("social_media_risk", {}).get("level") == "high" for plan in PLANS
        ),
        "an EHCP": any(plan["liaison"]["ehcp"] != "none" for plan in PLANS),
        "an IDP": any("idp" in plan["liaison"] for plan in PLANS),
        "another service of the group": any(p["liaison"]["other_group_services"] != "none" for p in PLANS),
        "an adult who decides": any(
            (plan.get("learner_decides") or {}).get("able_to") and plan["stage"] == "adult"
            for plan in PLANS
        ),
        "nobody at home": any("none" in plan["liaison"]["named_persons"]["home"] for plan in PLANS),
        "not told yet": any("not_yet" in plan["contact"]["told"]["child"] for plan in PLANS),
    }
    assert [what for what, is_shown in shown.items() if not is_shown] == []


# Rules that have nothing to look at there, each with its reason; docs/design.md says the same.
NOTHING_TO_LOOK_AT = {
    ("WAIVER-1", "not_in_future"): "no waiver is needed while nothing is found",
    ("WAIVER-1", "waivable"): "no waiver is needed while nothing is found",
    ("WAIVER-1", "ends_within"): "no waiver is needed while nothing is found",
    ("WAIVER-1", "has_passed"): "no waiver is needed while nothing is found",
    ("WAIVER-1", "covers_nothing"): "no waiver is needed while nothing is found",
    ("ECS36-4.0", "not_in_future"): "whoever was asked and has not answered is a finding",
    ("ECS36-4.0", "still_open"): "whoever was asked and has not answered is a finding",
    ("FILE-4", "raises_only"): "the school leaves every severity as it is",
}


def test_every_rule_has_something_to_look_at(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: set[tuple[str, str, str]] = set()

    def recording(*given: Any) -> list[Judgement]:  # noqa: ANN401
        judgements = list(judgements_on(*given))
        looked.update((j.requirement.id, j.check.name, j.check.looks_at) for j in judgements if j.looked)
        return judgements

    monkeypatch.setattr("lpcheck.checker.judgements_on", recording)
    run(Request((SCHOOL,), date(2026, 11, 21)))
    idle = {
        (requirement.id, check.name)
        for requirement in catalogue.requirements.values()
        for check in requirement.checks
        if check.by is By.RULE and (requirement.id, check.name, check.looks_at) not in looked
    }
    assert sorted(idle) == sorted(NOTHING_TO_LOOK_AT)


def test_every_requirement_is_recorded_or_left_to_a_person(catalogue: Catalogue) -> None:
    result = run(Request((SCHOOL,), date(2026, 11, 21)))
    counts = {line.requirement: line.counts for line in result.coverage}
    for requirement in catalogue.requirements.values():
        by_person = any(check.by is By.PERSON for check in requirement.checks)
        state = State.FOR_A_PERSON if by_person else State.RECORDED
        assert counts[requirement.id].get(state), requirement.id
        assert not counts[requirement.id].get(State.NOT_LOOKED_AT), requirement.id
