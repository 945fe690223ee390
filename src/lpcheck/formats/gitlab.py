"""For merge requests in GitLab: a Code Quality report.

GitLab knows no accepted exceptions, so what is waived or in the baseline is left out.
"""

from typing import Any

from lpcheck.apart import reasons_apart
from lpcheck.json_parts import as_json
from lpcheck.look import Look
from lpcheck.model import Finding, Severity
from lpcheck.records import Result

_SEVERITIES = {Severity.ERROR: "critical", Severity.WARNING: "major", Severity.ADVICE: "info"}


def render(result: Result, look: Look) -> str:
    """A list of what was found and counts; `look` changes nothing."""
    del look
    return as_json([_issue(finding) for finding in result.findings if not reasons_apart(finding)])


def _issue(finding: Finding) -> dict[str, Any]:
    place, requirement = finding.problem.location, finding.requirement
    is_kept = finding.is_kept or requirement.never_hidden
    return {
        "description": f"{requirement.id}: {finding.problem.message}",
        "check_name": requirement.id,
        "fingerprint": finding.fingerprint,
        "severity": "blocker" if is_kept else _SEVERITIES[finding.check.severity],
        "location": {"path": place.path, "lines": {"begin": place.span.line}},
    }
