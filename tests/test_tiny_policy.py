"""A policy that lpcheck has never seen is carried out from its own folder, which holds nothing but data."""

from datetime import date
from pathlib import Path

import pytest

from lpcheck.model import Severity, State
from lpcheck.records import Result
from lpcheck.run import Request, run

TINY = Path(__file__).parent / "policies" / "tiny"
AS_OF = date(2026, 6, 1)

SITE = """\
kind: site
name: Hollybush School
country: England
school_type: independent
policies:
  - TP 1
"""
PROCEDURE = """\
kind: local-procedure
title: Visits to the farm
site: Hollybush School
policy: TP 1 Visits to the farm
template: TP LP 1
date: 2026-01-12
review_date: 2027-01-11
authors: [Ada Bright]
ratification: {approved_by: SLT, name: Jo Field, date: 2026-01-14}
sections:
  - {heading: 1. Introduction, text: Why we go.}
  - {heading: 2. Aims, text: Children meet animals.}
  - {heading: 3. Scope, text: All classes.}
  - {heading: 4. Responsibilities, text: The class teacher decides.}
  - {heading: 5. Monitoring, text: Each term the Head teacher asks the farmer.}
  - {heading: 6. References, stands_in: references}
references: [Equality Act 2010]
associated_forms: []
contents_checklist:
  - {item: Meeting point agreed, in_place: true}
review_history: []
appendices:
  first_aiders_and_drivers:
    - {who: s-010, role: first-aider}
  contact_details:
    - {who: reception, phone: 01632 960100}
farm_visits:
  meeting_point: the upper gate
  last_visit: 2026-03-02
  next_visit: 2026-09-01
  risks_looked_at:
    - {date: 2024-02-03, by: s-010}
    - {date: 2026-02-03, by: s-010}
    - {date: 2025-02-03, by: s-010}
"""


def checked(
    folder: Path, *changes: tuple[str, str], policies: tuple[Path, ...] = (TINY,), as_of: date = AS_OF
) -> Result:
    text = PROCEDURE
    for old, new in changes:
        assert old in text, f"nothing to change: {old}"
        text = text.replace(old, new)
    (folder / "site.yaml").write_text(SITE, "utf-8")
    (folder / "tp-1-visits.yaml").write_text(text, "utf-8")
    return run(Request((folder,), as_of, policies))


def found(result: Result) -> list[tuple[str, int, str]]:
    return [
        (finding.requirement.id, finding.problem.location.span.line, finding.problem.message)
        for finding in result.findings
    ]


def line_of(piece: str) -> int:
    [line] = (n for n, line in enumerate(PROCEDURE.splitlines(), 1) if piece in line)
    return line


def test_the_policy_is_a_folder_of_data() -> None:
    assert sorted(path.suffix for path in TINY.iterdir()) == [".json", ".yaml"]


def test_a_procedure_that_keeps_the_policy_has_no_finding(tmp_path: Path) -> None:
    result = checked(tmp_path)
    assert found(result) == []
    assert [policy.id for policy in result.policies] == ["local procedure", "lpcheck", "TP 1"]
    states = {cell.requirement: cell.counts for cell in result.coverage}
    assert [states[name] for name in ("TP1-1", "TP1-2", "TP1-3")] == [{State.RECORDED: 1}] * 3
    assert result.settings["farm_visit_months"] == 6


def test_what_a_schema_of_the_policy_asks_is_found_at_its_line(tmp_path: Path) -> None:
    result = checked(tmp_path, ("meeting_point: the upper gate", 'meeting_point: ""'))
    assert found(result) == [
        ("TP1-1", line_of("meeting_point"), "nobody can tell where the children meet the farmer")
    ]
    [finding] = result.findings
    assert finding.check.severity is Severity.ERROR
    assert finding.requirement.source == "TP LP 1"


def test_what_a_rule_of_the_policy_asks_is_found_at_its_line(tmp_path: Path) -> None:
    result = checked(tmp_path, ("next_visit: 2026-09-01", "next_visit: 2026-12-01"))
    assert found(result) == [
        (
            "TP1-2",
            line_of("next_visit"),
            "8 months lie between the last visit and the next visit: more than the 6 allowed here",
        )
    ]


def test_a_setting_of_the_policy_may_be_set_by_the_site(tmp_path: Path) -> None:
    changes = ("next_visit: 2026-09-01", "next_visit: 2026-12-01")
    (tmp_path / "lpcheck.yaml").write_text("kind: settings\nfarm_visit_months: 12\n", "utf-8")
    result = checked(tmp_path, changes)
    assert found(result) == []
    assert result.settings["farm_visit_months"] == 12


def test_a_date_that_falls_due_by_the_policy_is_a_deadline_of_its_newest_row(tmp_path: Path) -> None:
    deadlines = {(d.requirement.id, d.due, d.location.span.line) for d in checked(tmp_path).deadlines}
    assert deadlines == {
        ("LP-6.b", date(2027, 1, 11), line_of("review_date")),
        ("TP1-3", date(2027, 2, 3), line_of("2026-02-03")),
    }


@pytest.mark.parametrize(("as_of", "count"), [(date(2027, 2, 3), 0), (date(2027, 2, 4), 1)])
def test_a_deadline_of_the_policy_is_a_finding_from_the_day_after(
    as_of: date, count: int, tmp_path: Path
) -> None:
    result = checked(tmp_path, ("review_date: 2027-01-11", "review_date: 2028-01-11"), as_of=as_of)
    message = "the look at the risks of the farm was due 1 year after 3 February 2026"
    late = [("TP1-3", line_of("2026-02-03"), message)]
    assert [one for one in found(result) if one[0].startswith("TP")] == late * count


def test_a_block_of_the_policy_that_is_missing_leaves_nothing_of_it_recorded(tmp_path: Path) -> None:
    result = checked(tmp_path, (PROCEDURE[PROCEDURE.index("farm_visits:") :], ""))
    assert found(result) == [("FILE-4", 1, "`farm_visits` is missing: visits to the farm")]
    states = {cell.requirement: dict(cell.counts) for cell in result.coverage}
    assert states["TP1-1"] == {State.NOT_RECORDED: 1}


def test_without_the_policy_the_site_is_told_plainly_that_lpcheck_does_not_have_it(tmp_path: Path) -> None:
    result = checked(tmp_path, policies=())
    assert ("FILE-4", 6, "lpcheck does not have this policy, so nothing of it is checked") in found(result)
    assert ("FILE-3", line_of("farm_visits:"), "this is not a field that the form has here") in found(
        result
    )
    assert not any(name.startswith("TP1") for name, _, _ in found(result))
    assert [policy.id for policy in result.policies] == ["local procedure", "lpcheck"]
