"""A finding keeps its fingerprint whatever happens around it, and no two findings share one."""

import random
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from lpcheck.documents import read_document
from lpcheck.model import Finding
from lpcheck.records import Result
from lpcheck.run import Request, run

COXLEASE = Path(__file__).parent.parent / "procedures" / "coxlease-school"
LIAISON, CONTACT = "ecs-36-home-school-liaison.yaml", "ecs-38-contact.yaml"
DAY = date(2026, 11, 21)

Change = Callable[[str], str]


def result_of(folder: Path) -> Result:
    return run(Request(paths=(folder,), as_of=DAY))


def identities(findings: tuple[Finding, ...]) -> dict[str, str]:
    """What each fingerprint stands for."""
    return {
        finding.fingerprint: f"{finding.requirement.id} {finding.problem.message}" for finding in findings
    }


def school(folder: Path, change: Change = str) -> Path:
    """A copy of the real site, each document changed."""
    folder.mkdir(parents=True)
    for file in COXLEASE.glob("*.yaml"):
        (folder / file.name).write_text(change(file.read_text("utf-8")), "utf-8")
    return folder


def data_of(text: str) -> Any:  # noqa: ANN401 - any YAML
    return read_document("", text.encode()).data


def with_comments(text: str) -> str:
    """The text with a comment or an empty line before every field at its top, and some after them."""
    lines = []
    for number, line in enumerate(text.split("\n")):
        if line[:1].isalpha():
            lines += ["", f"# note {number}"]
        lines.append(f"{line}  # noted" if line.endswith("[]") else line)
    return "\n".join(lines)


def in_flow(text: str) -> str:
    return yaml.safe_dump(data_of(text), default_flow_style=True, sort_keys=False, width=60)


def in_quotes(text: str) -> str:
    data = data_of(text)
    quoted = yaml.safe_dump(data, default_style='"', sort_keys=False, allow_unicode=True)
    return quoted.replace('!!null "null"', "null").replace('!!bool "true"', "true")


def in_blocks(text: str) -> str:
    return yaml.safe_dump(data_of(text), default_flow_style=False, sort_keys=False, indent=6, width=1000)


def with_keys_in_alphabetical_order(text: str) -> str:
    return yaml.safe_dump(data_of(text), sort_keys=True, allow_unicode=True)


def with_keys_the_other_way_round(text: str) -> str:
    def turned(value: object) -> object:
        if isinstance(value, dict):
            return {key: turned(part) for key, part in reversed(value.items())}
        return [turned(part) for part in value] if isinstance(value, list) else value

    return yaml.safe_dump(turned(data_of(text)), sort_keys=False)


def with_lists_the_other_way_round(text: str) -> str:
    """The lists whose order means nothing, turned round."""
    data = dict(data_of(text))
    for name in ("authors", "references", "associated_forms", "policies", "review_history"):
        if name in data:
            data[name] = list(reversed(data[name]))
    return yaml.safe_dump(data, sort_keys=False)


def with_other_line_ends(text: str) -> str:
    return "\ufeff" + text.replace("\n", "\r\n")


CHANGES: list[Change] = [
    with_comments,
    in_flow,
    in_quotes,
    in_blocks,
    with_keys_in_alphabetical_order,
    with_keys_the_other_way_round,
    with_lists_the_other_way_round,
    with_other_line_ends,
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_fingerprints_survive_another_way_of_writing_the_same(change: Change, tmp_path: Path) -> None:
    before = identities(result_of(school(tmp_path / "before" / "coxlease-school")).findings)
    after = identities(result_of(school(tmp_path / "after" / "coxlease-school", change)).findings)
    assert after == before


def test_the_changes_above_do_move_the_findings(tmp_path: Path) -> None:
    def places(folder: Path) -> set[object]:
        return {f.problem.location.span for f in result_of(folder).findings if f.requirement.id == "LP-16"}

    before = places(school(tmp_path / "before" / "coxlease-school"))
    for change in CHANGES[:-1]:
        assert places(school(tmp_path / change.__name__ / "coxlease-school", change)).isdisjoint(before)


@settings(max_examples=15, deadline=None)
@given(st.randoms(use_true_random=False))
def test_fingerprints_survive_any_order_of_fields_and_references(
    tmp_path_factory: pytest.TempPathFactory, chance: random.Random
) -> None:
    def shuffled(text: str) -> str:
        fields = list(data_of(text).items())
        chance.shuffle(fields)
        data = dict(fields)
        chance.shuffle(data.get("references", []))
        return yaml.safe_dump(data, sort_keys=False)

    top = tmp_path_factory.mktemp("order")
    before = identities(result_of(school(top / "before" / "coxlease-school")).findings)
    after = identities(result_of(school(top / "after" / "coxlease-school", shuffled)).findings)
    assert after == before


def test_fingerprints_survive_sections_in_another_order(tmp_path: Path) -> None:
    def turned(text: str) -> str:
        data = dict(data_of(text))
        data["sections"] = list(reversed(data.get("sections", [])))
        return yaml.safe_dump({key: value for key, value in data.items() if value or key != "sections"})

    before = identities(result_of(school(tmp_path / "before" / "coxlease-school")).findings)
    after = identities(result_of(school(tmp_path / "after" / "coxlease-school", turned)).findings)
    assert before.items() <= after.items()
    assert {after[one].split()[0] for one in after.keys() - before.keys()} == {"LP-18"}


def test_fingerprints_survive_a_moved_folder_and_another_current_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = identities(result_of(COXLEASE).findings)
    folder = school(tmp_path / "far" / "away" / "coxlease-school")
    assert identities(result_of(folder).findings) == before
    monkeypatch.chdir(folder)
    assert identities(result_of(Path()).findings) == before


def test_fingerprints_survive_what_else_is_asked_for(tmp_path: Path) -> None:
    folder = school(tmp_path / "coxlease-school")
    whole = identities(result_of(folder).findings)
    parts = [identities(result_of(folder / name).findings) for name in (LIAISON, CONTACT)]
    assert parts[0] | parts[1] == whole
    assert not parts[0].keys() & parts[1].keys()


def test_fingerprints_survive_another_day_engine_and_mask() -> None:
    before = identities(result_of(COXLEASE).findings)
    for other in (
        Request(paths=(COXLEASE,), as_of=date(2026, 12, 24)),
        Request(paths=(COXLEASE,), as_of=DAY, engine="jsonschema"),
        Request(paths=(COXLEASE,), as_of=DAY, masked=False),
    ):
        assert identities(run(other).findings) == before


def test_the_others_keep_their_fingerprints_when_one_is_put_right(tmp_path: Path) -> None:
    def put_right(text: str) -> str:
        return text.replace("  - CP\n", "  - Head teacher\n").replace(
            "\n  name: null", "\n  name: Pat Reed"
        )

    before = identities(result_of(school(tmp_path / "before" / "coxlease-school")).findings)
    after = identities(result_of(school(tmp_path / "after" / "coxlease-school", put_right)).findings)
    assert after.items() < before.items()
    assert len(before) - len(after) == 4


def test_no_two_findings_of_a_run_share_a_fingerprint(tmp_path: Path) -> None:
    for name in ("a/coxlease-school", "b/coxlease-school", "c/other-school"):
        school(tmp_path / name)
    (tmp_path / "x.yaml").write_text((COXLEASE / CONTACT).read_text("utf-8"), "utf-8")
    (tmp_path / "y").mkdir()
    (tmp_path / "y" / "x.yaml").write_text((COXLEASE / CONTACT).read_text("utf-8"), "utf-8")
    findings = result_of(tmp_path).findings
    assert len(identities(findings)) == len(findings) > 100


@pytest.mark.parametrize(
    "fields",
    [
        "authors: [CP, CP, AB]",
        "title: a\ntitle: b\ntitle: c",
        "odd: 1\nodder: 2",
        "ratification: {approved_by: *a , name: *a , date: *a }",
        "review_history: [{}, {}, {date: x}, {date: x, odd: 1, odd: 2}]",
        "appendices: {contact_details: [{who: A, phone: x}, {who: A, phone: x}, {who: A, phone: y}]}",
        "title: &a *b\nsite: !x &y z",
    ],
)
def test_two_findings_in_one_file_differ_even_where_the_items_are_the_same(
    fields: str, tmp_path: Path
) -> None:
    (tmp_path / "a.yaml").write_text(f"kind: local-procedure\npolicy: ECS 38 x\n{fields}\n")
    findings = result_of(tmp_path / "a.yaml").findings
    assert len(identities(findings)) == len(findings)


def test_the_same_finding_in_two_sites_or_files_has_two_fingerprints(tmp_path: Path) -> None:
    one = identities(result_of(school(tmp_path / "one")).findings)
    other = identities(result_of(school(tmp_path / "other")).findings)
    assert sorted(one.values()) == sorted(other.values())
    assert not one.keys() & other.keys()


def test_an_item_goes_by_its_key_and_not_by_what_else_it_says(tmp_path: Path) -> None:
    rows = [
        "{date: 2024-01-10, reviewer: A, summary: reviewed}",
        "{summary: done, date: 2024-01-10, reviewer: B}",
        "{date: 2024-01-11, reviewer: A, summary: reviewed}",
    ]
    found = []
    for number, row in enumerate(rows):
        file = tmp_path / str(number) / "a.yaml"
        file.parent.mkdir()
        file.write_text(f"kind: local-procedure\nreview_history: [{row}]\n")
        (finding,) = [f for f in result_of(file).findings if f.requirement.id == "LP-10.b"]
        found.append(finding.fingerprint)
    assert found[0] == found[1] != found[2]
