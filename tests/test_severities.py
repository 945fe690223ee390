"""Severities that lpcheck.yaml raises: they weigh more below its folder, and never less."""

from pathlib import Path
from shutil import copytree

import pytest

from lpcheck.model import Severity
from lpcheck.records import Result
from lpcheck.run import Request, run
from test_examples import AS_OF, EXAMPLES


def checked(folder: Path, severities: str) -> Result:
    """A site with one warning about its references, below an lpcheck.yaml."""
    site = Path(copytree(EXAMPLES / "base", folder / "larkfield-school"))
    file = site / "ecs-38.yaml"
    file.write_text(
        file.read_text("utf-8").replace("contact_details:", "contact_details: []\n  x:", 1), "utf-8"
    )
    (folder / "lpcheck.yaml").write_text(f"kind: settings\nseverities: {severities}\n", "utf-8")
    return run(Request((folder,), AS_OF))


@pytest.mark.parametrize(
    ("severities", "expected"),
    [
        ("{LP-13: error}", Severity.ERROR),
        ("{LP-13: warning}", Severity.WARNING),
        ("{LP-12: error}", Severity.WARNING),
        ("{LP-13: grave}", Severity.WARNING),
    ],
)
def test_a_severity_is_raised_for_its_requirement_alone(
    severities: str, expected: Severity, tmp_path: Path
) -> None:
    found = checked(tmp_path, severities).findings
    assert {f.check.severity for f in found if f.requirement.id == "LP-13"} == {expected}


def test_a_severity_that_would_be_lowered_is_a_finding_and_stays(tmp_path: Path) -> None:
    found = checked(tmp_path, "{LP-13: advice}").findings
    told = {(f.requirement.id, f.check.severity, f.problem.location.path.rpartition("/")[2]) for f in found}
    assert ("LP-13", Severity.WARNING, "ecs-38.yaml") in told
    assert ("FILE-4", Severity.ERROR, "lpcheck.yaml") in told


def test_a_severity_of_no_requirement_is_a_finding_at_its_key(tmp_path: Path) -> None:
    (wrong,) = [f for f in checked(tmp_path, "{LP-99: error}").findings if f.requirement.id == "FILE-4"]
    assert wrong.problem.message == "there is no requirement with this id"
    assert wrong.problem.location.span == (2, 14, 2, 19)


def test_what_the_group_raises_a_school_does_not_lower(tmp_path: Path) -> None:
    checked(tmp_path, "{LP-13: error, LP-12: warning}")
    own = tmp_path / "larkfield-school" / "lpcheck.yaml"
    for text in ("kind: settings\n", "kind: settings\nseverities: {LP-13: warning}\n"):
        own.write_text(text, "utf-8")
        found = run(Request((tmp_path,), AS_OF)).findings
        assert {f.check.severity for f in found if f.requirement.id == "LP-13"} == {Severity.ERROR}
