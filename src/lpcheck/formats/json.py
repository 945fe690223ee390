"""Everything for other programs, as JSON of the form lpcheck.validate/1."""

from collections.abc import Iterator
from typing import Any

from lpcheck import __version__
from lpcheck.json_parts import json_pieces, place_in_json
from lpcheck.look import Look
from lpcheck.model import Finding, State
from lpcheck.pointers import written
from lpcheck.records import Coverage, Result
from lpcheck.summary import summary_of


def render(result: Result, look: Look) -> Iterator[str]:
    """Yields the document that schemas/output/validate-1.schema.json describes; `look` changes nothing."""
    del look
    yield from json_pieces(_result(result))


def _result(result: Result) -> dict[str, Any]:
    summary = summary_of(result)
    return {
        "format": "lpcheck.validate/1",
        "lpcheck": __version__,
        "as_of": result.as_of.isoformat(),
        "policies": [
            {"id": policy.id, "version": policy.version, "digest": policy.digest}
            for policy in result.policies
        ],
        "law_checked_on": result.law_checked_on,
        "inputs_digest": result.inputs_digest,
        "scope": list(result.scope),
        "settings": dict(result.settings),
        "summary": summary._asdict(),
        "findings": map(_finding, result.findings),
        "coverage": map(_coverage, result.coverage),
    }


def _finding(finding: Finding) -> dict[str, Any]:
    problem, requirement = finding.problem, finding.requirement
    place = problem.location
    return {
        "requirement": requirement.id,
        "also": list(finding.also),
        "severity": finding.check.severity.value,
        "message": problem.message,
        "path": place.path,
        "line": place.span.line,
        "column": place.span.column,
        "end_line": place.span.end_line,
        "end_column": place.span.end_column,
        "pointer": written(place.pointer),
        "site": finding.site,
        "child": finding.child,
        "clause": requirement.clause,
        "quote": requirement.quote,
        "duty": requirement.duty,
        "remedy": finding.check.remedy,
        "holds_from": problem.first and problem.first.isoformat(),
        "note": problem.note,
        "related": [{**place_in_json(other.location), "note": other.note} for other in problem.related],
        "fingerprint": finding.fingerprint,
        "waived": finding.waived and finding.waived.isoformat(),
        "baselined": finding.baselined,
    }


def _coverage(cell: Coverage) -> dict[str, Any]:
    counts = {state.value: cell.counts.get(state, 0) for state in State}
    return {"site": cell.site, "requirement": cell.requirement, **counts}
