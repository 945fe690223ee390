"""What the formats for a CI write for the two real procedures, and whether other programs can read it.

Written anew like the other golden files: see test_formats.py.
"""

import json
import re
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from junitparser import JUnitXml

from lpcheck.cli.app import run_app
from lpcheck.cli.options import Exit
from lpcheck.formats import format_names
from lpcheck.model import Finding, Severity, State
from lpcheck.records import Coverage, Result
from lpcheck.run import Request, run
from test_formats import DAY, SITE, golden, rendered

pytestmark = pytest.mark.usefixtures("at_the_top")

WAIVED_UNTIL = date(2026, 12, 31)
FILES = {
    "sarif": "validate.sarif",
    "junit": "validate.junit.xml",
    "github": "validate.github.txt",
    "gitlab": "validate.gitlab.json",
    "markdown": "validate.md",
}


@pytest.fixture(autouse=True)
def _in_no_job(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)


@cache
def real() -> Result:
    return run(Request(paths=(SITE,), as_of=DAY))


def with_apart(result: Result) -> Result:
    """The result with its first finding waived and its second in a baseline."""
    first, second, *others = result.findings
    apart = (first._replace(waived=WAIVED_UNTIL), second._replace(baselined=True))
    return result._replace(findings=(*apart, *others))


def kept(result: Result) -> Result:
    """The result with a first finding that may never be hidden."""
    first, *others = result.findings
    return result._replace(findings=(first._replace(is_kept=True), *others))


@pytest.mark.parametrize("name", FILES)
def test_each_is_as_it_was(name: str) -> None:
    text = re.sub(r'("semanticVersion"): ".*"', r'\1: "any"', rendered(real(), name))
    assert text == golden(FILES[name], text)


def test_help_names_every_format(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_app(["validate", "--help"]) == Exit.OK
    words = set(re.findall(r"\w+", capsys.readouterr().out))
    assert set(format_names()) <= words


# SARIF


def sarif(result: Result) -> Any:  # noqa: ANN401 - any JSON
    (log,) = json.loads(rendered(result, "sarif"))["runs"]
    return log


def test_each_result_points_to_its_rule_and_its_place() -> None:
    log = sarif(real())
    rules = log["tool"]["driver"]["rules"]
    for finding, one in zip(real().findings, log["results"], strict=True):
        physical = one["locations"][0]["physicalLocation"]
        assert rules[one["ruleIndex"]]["id"] == one["ruleId"] == finding.requirement.id
        assert unquote(physical["artifactLocation"]["uri"]) == finding.problem.location.path
        assert list(physical["region"].values()) == list(finding.problem.location.span)
        assert one["message"]["text"] == finding.problem.message
        assert len(one["relatedLocations"]) == len(finding.problem.related)
        assert one["partialFingerprints"] == {"lpcheck/v1": finding.fingerprint}
    assert {one["level"] for one in log["results"]} == {"error", "warning", "note"}


def test_the_rules_are_what_was_looked_at_and_what_was_found() -> None:
    names = [rule["id"] for rule in sarif(real())["tool"]["driver"]["rules"]]
    assert names == sorted(set(names))
    looked_at = {
        cell.requirement
        for cell in real().coverage
        if cell.counts.get(State.RECORDED) or cell.counts.get(State.NOT_RECORDED)
    }
    assert set(names) == looked_at
    nothing = real()._replace(coverage=())
    found = {finding.requirement.id for finding in real().findings}
    assert {rule["id"] for rule in sarif(nothing)["tool"]["driver"]["rules"]} == found


def test_what_is_apart_is_suppressed_with_a_reason() -> None:
    first, second, *others = (one["suppressions"] for one in sarif(with_apart(real()))["results"])
    assert [one["justification"] for one in first] == ["an exception was accepted until 31 December 2026"]
    assert [one["justification"] for one in second] == ["in the baseline"]
    assert {(one["kind"], one["status"]) for one in (*first, *second)} == {("external", "accepted")}
    assert others == [[]] * len(others)


@pytest.mark.parametrize(
    ("path", "uri", "is_inside"),
    [
        ("a b/ü%.yaml", "a%20b/%C3%BC%25.yaml", True),
        ("c:/x#1?.yaml", "c%3A/x%231%3F.yaml", True),
        ("children/•••/plan.yaml", "children/%E2%80%A2%E2%80%A2%E2%80%A2/plan.yaml", True),
        ("\ud800.yaml", "%3F.yaml", True),
        ("../schools/a.yaml", "../schools/a.yaml", False),
        ("/mnt/a.yaml", "/mnt/a.yaml", False),
    ],
)
def test_a_path_is_a_reference(path: str, uri: str, *, is_inside: bool) -> None:
    (first, *_) = moved(real(), path).findings
    (one, *_) = sarif(real()._replace(findings=(first,)))["results"]
    artifact = one["locations"][0]["physicalLocation"]["artifactLocation"]
    assert artifact["uri"] == uri
    assert ("uriBaseId" in artifact) == is_inside


def moved(result: Result, path: str) -> Result:
    def at(finding: Finding) -> Finding:
        place = finding.problem.location._replace(path=path)
        return finding._replace(problem=finding.problem._replace(location=place))

    return result._replace(findings=tuple(map(at, result.findings)))


def test_a_further_place_without_a_word_has_no_message() -> None:
    with_related = next(finding for finding in real().findings if finding.problem.related)
    bare = tuple(other._replace(note="") for other in with_related.problem.related)
    finding = with_related._replace(problem=with_related.problem._replace(related=bare))
    (one,) = sarif(real()._replace(findings=(finding,)))["results"]
    assert [set(other) for other in one["relatedLocations"]] == [{"id", "physicalLocation"}] * len(bare)


def test_a_title_without_a_letter_has_a_name_all_the_same() -> None:
    first = real().findings[0]
    finding = first._replace(requirement=first.requirement._replace(title="•••"))
    names = [
        rule["name"] for rule in sarif(real()._replace(findings=(finding,)))["tool"]["driver"]["rules"]
    ]
    assert "Requirement" in names


# JUnit


def suites(result: Result) -> dict[str, Any]:
    """The suites as another program reads them, by name."""
    read = JUnitXml.fromstring(rendered(result, "junit").encode())
    for suite in read:
        kinds = Counter(type(one).__name__ for case in suite for one in case.result)
        assert (suite.tests, suite.failures) == (len(list(suite)), kinds["Failure"])
        assert (suite.errors, suite.skipped) == (0, kinds["Skipped"])
    assert read.tests == sum(suite.tests for suite in read)
    assert read.failures == sum(suite.failures for suite in read)
    return {suite.name: suite for suite in read}


def outcomes(suite: Any) -> dict[str, str]:  # noqa: ANN401 - junitparser has no types
    """For each case, by its requirement, what came out."""
    return {
        case.name.split()[0]: "; ".join(f"{type(one).__name__}: {one.message}" for one in case.result)
        for case in suite
    }


def test_a_school_has_a_case_for_each_requirement_and_a_document_for_each_with_a_finding() -> None:
    school, *documents = suites(real()).values()
    assert [case.name.split()[0] for case in school] == [cell.requirement for cell in real().coverage]
    found = {(f.problem.location.path, f.requirement.id) for f in real().findings}
    cases = [(suite.name, case.name.split()[0]) for suite in documents for case in suite]
    assert sorted(cases) == sorted(found)


def test_a_case_says_where_and_what_to_do() -> None:
    (case,) = [one for one in suites(real())["coxlease-school"] if one.name.startswith("LP-11 ")]
    (failure,) = case.result
    assert (failure.type, failure.message) == (
        "error",
        "the review of 10 January 2024 did not move the review date on",
    )
    assert failure.text.startswith("procedures/coxlease-school/ecs-38-contact.yaml:11:14: the review of ")
    assert "\nduty: " in failure.text
    assert "\nto do: " in failure.text


def test_what_another_finding_stands_for_fails_too() -> None:
    finding = next(one for one in real().findings if one.also)
    result = real()._replace(findings=(finding,))
    school = outcomes(suites(result)["coxlease-school"])
    assert school[finding.also[0]] == school[finding.requirement.id]
    assert school[finding.requirement.id].startswith("Failure: ")


@pytest.mark.parametrize(
    ("counts", "outcome"),
    [
        ({State.RECORDED: 3}, ""),
        ({State.RECORDED: 3, State.NOT_APPLICABLE: 2}, ""),
        ({State.RECORDED: 3, State.NOT_LOOKED_AT: 1}, "Skipped: not looked at: 1; recorded: 3"),
        ({State.NOT_APPLICABLE: 2}, "Skipped: not applicable: 2"),
        ({State.FOR_A_PERSON: 1}, "Skipped: for a person: 1"),
        ({State.WAIVED: 1, State.RECORDED: 1}, "Skipped: waived: 1; recorded: 1"),
        ({State.NOT_RECORDED: 1}, "Skipped: not recorded: 1"),  # by what was left out of the run
        ({}, "Skipped: not looked at"),
    ],
)
def test_only_what_is_recorded_everywhere_has_passed(counts: dict[State, int], outcome: str) -> None:
    cells = tuple(Coverage(site, "ECS36-5.1", counts) for site in ("school", None))
    read = suites(real()._replace(findings=(), coverage=cells))
    assert list(read) == ["school", "outside a school"]
    assert [outcomes(suite) for suite in read.values()] == [{"ECS36-5.1": outcome}] * 2


def test_two_documents_outside_a_school_are_counted_together() -> None:
    cell = Coverage(None, "X-1", {State.NOT_APPLICABLE: 1})
    read = suites(real()._replace(findings=(), coverage=(cell, cell)))
    assert outcomes(read["outside a school"]) == {"X-1": "Skipped: not applicable: 2"}


def test_what_is_apart_is_skipped_with_the_reason() -> None:
    result = with_apart(real())
    first, second = result.findings[:2]
    only = result._replace(findings=(first, second))
    read = suites(only)
    assert list(read) == ["coxlease-school"]
    school = outcomes(read["coxlease-school"])
    reasons = ("an exception was accepted until 31 December 2026", "in the baseline")
    for finding, reason in zip((first, second), reasons, strict=True):
        outcome = school[finding.requirement.id]
        assert outcome.startswith("Skipped: ")
        assert outcome.endswith(f"; {reason}")


# GitHub


def test_every_finding_is_annotated_and_the_last_line_counts() -> None:
    *lines, last = rendered(real(), "github").splitlines()
    commands = Counter(line.split()[0].strip(":") for line in lines)
    assert commands == {"error": 4, "warning": 19, "notice": 9}
    assert last == "4 errors, 19 warnings and 9 pieces of advice in 3 documents"


def test_what_is_apart_is_counted_and_not_annotated() -> None:
    *lines, last = rendered(with_apart(real()), "github").splitlines()
    assert len(lines) == len(real().findings) - 2
    assert last.endswith("; counted apart: 1 waived, 1 in the baseline")


def test_an_annotation_over_several_lines_has_no_columns() -> None:
    first = real().findings[0]
    place = first.problem.location
    longer = place._replace(span=place.span._replace(end_line=place.span.line + 1))
    finding = first._replace(problem=first.problem._replace(location=longer))
    line = rendered(real()._replace(findings=(finding,)), "github").splitlines()[0]
    assert ",line=5,endLine=6,title=" in line
    assert "col=" not in line
    assert "endColumn=" not in line


def test_the_summary_of_a_job_gets_the_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    summary = tmp_path / "summary.md"
    summary.write_text("what an earlier command wrote\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    words = ["validate", f"--as-of={DAY}", "--quiet", str(SITE)]
    assert run_app([*words, "--format=concise"]) == Exit.FINDINGS
    assert summary.read_text("utf-8") == "what an earlier command wrote\n"
    assert run_app([*words, "--format=github"]) == Exit.FINDINGS
    written = "what an earlier command wrote\n" + rendered(real(), "markdown")
    assert summary.read_text("utf-8") == written


def test_a_summary_that_cannot_be_written_ends_with_3(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "nowhere" / "summary.md"))
    assert run_app(["validate", "--quiet", "--format=github", str(SITE)]) == Exit.NO_CHECK
    assert "summary.md cannot be written: No such file or directory" in capsys.readouterr().err


# GitLab


def gitlab(result: Result) -> Any:  # noqa: ANN401 - any JSON
    return json.loads(rendered(result, "gitlab"))


def test_each_issue_has_what_gitlab_asks_for() -> None:
    issues = gitlab(real())
    assert len({one["fingerprint"] for one in issues}) == len(issues) == len(real().findings)
    weights = {Severity.ERROR: "critical", Severity.WARNING: "major", Severity.ADVICE: "info"}
    for finding, one in zip(real().findings, issues, strict=True):
        assert one["severity"] == weights[finding.check.severity]
        assert one["check_name"] == finding.requirement.id
        assert one["location"] == {
            "path": finding.problem.location.path,
            "lines": {"begin": finding.problem.location.span.line},
        }


def test_what_may_never_be_hidden_blocks() -> None:
    assert [one["severity"] for one in gitlab(kept(real()))].count("blocker") == 1
    first, *_ = real().findings
    never = first._replace(requirement=first.requirement._replace(never_hidden=True))
    assert gitlab(real()._replace(findings=(never,)))[0]["severity"] == "blocker"


def test_what_is_apart_is_left_out() -> None:
    assert len(gitlab(with_apart(real()))) == len(real().findings) - 2


# Markdown


def test_a_table_that_is_too_long_for_a_summary_says_how_much_is_left_out() -> None:
    many = real()._replace(findings=real().findings * 200)
    text = rendered(many, "markdown")
    assert 800_000 < len(text.encode()) < 1_000_000
    (left_out,) = re.findall(r"\n\nand (\d+) more findings, in every other format\n\Z", text)
    rows = len(re.findall(r"^\| (?:error|warning|advice) \|", text, re.MULTILINE))
    assert rows + int(left_out) == len(many.findings)


def test_a_run_without_a_finding_has_no_table() -> None:
    nothing = real()._replace(findings=())
    assert rendered(nothing, "markdown") == (
        "# lpcheck\n\nnothing found in what was looked at: 3 documents; as of 21 November 2026\n"
    )
    assert rendered(nothing, "github") == "nothing found in what was looked at: 3 documents\n"
    assert gitlab(nothing) == []
    assert sarif(nothing)["results"] == []


def test_what_is_apart_is_counted_and_not_in_the_table() -> None:
    text = rendered(with_apart(real()), "markdown")
    assert "; counted apart: 1 waived, 1 in the baseline; as of " in text
    assert len(re.findall(r"^\| (?:error|warning|advice) \|", text, re.MULTILINE)) == 30
