"""The made-up school that authors copy from: nothing is found there, and its children differ."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from lpcheck.catalogue import Catalogue, schema_of
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
    assert (result.documents, result.children) == (19, 12)


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
