"""Who is written down for what a restriction forbids them: a table of situations that nothing may hide."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from lpcheck.cli.app import run_app
from lpcheck.cli.options import Exit
from lpcheck.model import Finding
from lpcheck.pointers import written
from lpcheck.restrictions import same_name
from lpcheck.run import Request, run
from lpcheck.showing import Selection
from test_examples import AS_OF, EXAMPLES, as_yaml, changed, yaml_in

SITUATIONS = yaml_in(Path(__file__).parent / "restricted_situations.yaml")
PLAN: Mapping[str, Any] = {
    "kind": "child-plan",
    "child": "P-003",
    "attends": "day",
    "lives": "family",
    "legal_status": "not-looked-after",
    "date": "2026-09-04",
    "review_date": "2027-02",
    "people": {
        "mother": {"name": "Jane Field", "phones": ["07700 900201"]},
        "father": {"name": "Daniel Marsh", "phones": ["07700 900310"]},
        "grandmother": {"name": "Rose Field", "phones": ["01632 960202"]},
        "uncle": {"name": "Sam Field", "phones": ["01632 960220"]},
        "social-worker": {"name": "Pat Reed", "phones": ["01632 960310"]},
        "taxi": {"name": "A2B Cars", "phones": ["01632 960320"]},
    },
    "liaison": {"emergency": [{"ring": "mother", "when": "any-time"}], "routine": []},
    "contact": {
        "everyone_else": {"visits": "not-used"},
        "with": {"mother": {"visits": "free"}},
        "collection": {"may_collect": ["taxi"], "received_by": "mother"},
    },
}
each_situation = pytest.mark.parametrize(
    "number", [pytest.param(n, id=one["name"].replace(" ", "-")) for n, one in enumerate(SITUATIONS)]
)


def plan_in(situation: Mapping[str, Any]) -> dict[str, Any]:
    """The plan of a situation; each restriction has what the form asks for besides."""
    contact = {**PLAN["contact"]}
    for part, value in situation.get("contact", {}).items():
        contact[part] = {**contact[part], **value}
    contact["restrictions"] = [restriction_in(one) for one in situation["restrictions"]]
    liaison = {**PLAN["liaison"]}
    for part in ("emergency", "routine"):
        liaison[part] = situation.get(part, liaison[part])
    people = {**PLAN["people"], **situation.get("people", {})}
    return {**PLAN, "people": people, "liaison": liaison, "contact": contact}


def restriction_in(short: Any) -> Any:  # noqa: ANN401 - a situation may have anything here
    if not isinstance(short, dict):
        return short
    order = {"basis": "care-order-contact-decision", "made": short.get("made", "2026-02-11")}
    order |= {"until": short.get("until", "further-order"), "kept_in": "CPOMS"}
    given = {name: value for name, value in short.items() if name not in ("made", "until")}
    return {
        "rests_on": [order],
        "do": "Ring the safeguarding lead.",
        "manager_aware": "2026-09-04",
        **given,
    }


def key_of(number: int) -> str:
    return f"P-{number:03}"


def site_with(folder: Path, situations: Sequence[Mapping[str, Any]]) -> Path:
    """A site with a child for each situation."""
    site = copytree(EXAMPLES / "base", folder / "larkfield-school", ignore=lambda *_: ["children"])
    for number, situation in enumerate(situations):
        child = site / "children" / key_of(number)
        child.mkdir(parents=True)
        (child / "plan.yaml").write_text(as_yaml({**plan_in(situation), "child": child.name}), "utf-8")
    return folder


def dangers_in(folder: Path, **asked: Any) -> dict[str, list[Finding]]:  # noqa: ANN401
    """What is found of ECS38-3.2, by child."""
    found: dict[str, list[Finding]] = {}
    for finding in run(Request((folder,), AS_OF, **asked)).findings:
        if finding.requirement.id == "ECS38-3.2":
            found.setdefault(str(finding.child), []).append(finding)
    return found


def places_of(findings: Iterable[Finding]) -> list[str]:
    return sorted(written(finding.problem.location.pointer) for finding in findings)


@pytest.fixture(scope="module")
def dangers(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, list[Finding]]:
    return dangers_in(site_with(tmp_path_factory.mktemp("situations"), SITUATIONS))


def test_there_are_enough_situations_of_both_sorts() -> None:
    dangerous = [one for one in SITUATIONS if one.get("danger")]
    assert len(SITUATIONS) >= 60
    assert min(len(dangerous), len(SITUATIONS) - len(dangerous)) >= 25


@each_situation
def test_what_is_dangerous_is_found_and_what_is_harmless_is_not(
    number: int, dangers: Mapping[str, list[Finding]]
) -> None:
    assert places_of(dangers.get(key_of(number), [])) == SITUATIONS[number].get("danger", [])


@pytest.mark.parametrize("selection", [Selection(select=("LP-1",)), Selection(ignore=("ECS38",))], ids=str)
def test_no_filter_hides_it(selection: Selection, tmp_path: Path) -> None:
    found = dangers_in(site_with(tmp_path, SITUATIONS[:1]), selection=selection)
    assert [places_of(findings) for findings in found.values()] == [SITUATIONS[0]["danger"]]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"/contact/collection/may_collect/0": "father"}, Exit.FINDINGS),
        ({"/people/grandmother": {"name": "Rose Field", "phones": ["+44 7700 900310"]}}, Exit.OK),
    ],
)
def test_an_error_fails_every_run_and_the_number_alone_none_that_asks_for_errors(
    change: Mapping[str, object], code: Exit, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = copytree(EXAMPLES / "base", tmp_path / "larkfield-school")
    file = site / "children" / "P-003" / "plan.yaml"
    file.write_text(as_yaml(changed(yaml_in(file), change)), "utf-8")
    for words in (["--ignore=ECS38"], ["--select=LP"], ["--fail-on=never"]):
        assert run_app(["validate", f"--as-of={AS_OF}", *words, str(site)]) == code
        assert "ECS38-3.2" in capsys.readouterr().out


def test_the_number_alone_is_a_warning_and_a_name_an_error(dangers: Mapping[str, list[Finding]]) -> None:
    assert {(f.check.name, f.check.severity.value) for found in dangers.values() for f in found} == {
        ("restricted_person", "error"),
        ("restricted_number", "warning"),
        ("restricted_unknown", "error"),
    }


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Daniel Marsh", "daniel  marsh", True),
        ("Daniel Marsh", "Mr. Daniel Marsh", True),
        ("Daniel Marsh", "Marsh, Daniel", True),
        ("Zoë O’Neill", "Zoe O'Neill", True),
        ("Anne-Marie Bell", "Anne Marie Bell", True),
        ("Daniel Marsh", "Daniel", False),
        ("Daniel Marsh", "Danielle Marsh", False),
        ("Dr", "Mr", False),
        ("", "", False),
    ],
)
def test_two_names_are_one_whatever_the_spelling(one: str, other: str, same: bool) -> None:  # noqa: FBT001
    assert same_name(one, other) is same


@pytest.mark.parametrize(
    "text",
    [
        "kind: child-plan\nchild: P-000\nbad: [\n",
        "kind: log\nchild: P-000\n",
        "child: P-000\n",
        as_yaml({**plan_in(SITUATIONS[0]), "child": "P-000", "kind": "plan"}),
        as_yaml(changed(plan_in(SITUATIONS[0]), {"/contact/restrictions/0/person": ["father"]})),
        as_yaml(changed(plan_in(SITUATIONS[0]), {"/contact/restrictions": {"father": "all"}})),
        as_yaml(changed(plan_in(SITUATIONS[0]), {"/contact/restrictions": {"remove": True}})),
        as_yaml(plan_in(SITUATIONS[0])).replace("restrictions", "Restrictions"),
    ],
)
@pytest.mark.parametrize(
    "words", [["--select=ECS38-3.2"], ["--select=LP"], ["--ignore=ECS38", "--ignore=FILE"]]
)
def test_what_keeps_it_from_being_looked_at_is_not_hidden_either(
    words: list[str], text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = site_with(tmp_path, SITUATIONS[:1])
    (folder / "larkfield-school/children/P-000/plan.yaml").write_text(text, "utf-8")
    assert run_app(["validate", f"--as-of={AS_OF}", *words, str(folder)]) == Exit.FINDINGS
    assert "children/P-000/plan.yaml" in capsys.readouterr().out


def test_of_many_staff_who_were_not_told_six_are_named(tmp_path: Path) -> None:
    site = copytree(EXAMPLES / "base", tmp_path / "larkfield-school")
    file = site / "site.yaml"
    newcomers = [{"code": f"s-{number}", "from": "2026-09-01"} for number in range(201, 209)]
    data = changed(yaml_in(file), {f"/staff/{7 + n}": row for n, row in enumerate(newcomers)})
    file.write_text(as_yaml(data), "utf-8")
    [finding] = run(Request((site,), AS_OF)).findings
    assert finding.problem.message.startswith("8 of ")
    assert finding.problem.message.endswith("s-201, s-202, s-203, s-204, s-205, s-206 and 2 more")


def test_where_nobody_has_a_number_each_is_missed_and_the_list_is_not_counted(tmp_path: Path) -> None:
    site = copytree(EXAMPLES / "base", tmp_path / "larkfield-school")
    file = site / "children" / "P-003" / "plan.yaml"
    rung = ("home-on-shift", "social-worker", "duty-team")
    plan = changed(yaml_in(file), {f"/people/{word}/phones": {"remove": True} for word in rung})
    file.write_text(as_yaml(plan), "utf-8")
    found = run(Request((site,), AS_OF)).findings
    assert [finding.requirement.id for finding in found] == ["ECS36-4.c"] * 3
    assert {finding.check.name for finding in found} == {"can_be_rung"}
