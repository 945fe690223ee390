"""For code scanning and editors: SARIF 2.1.0, with every requirement that was looked at and its help.

It holds no day of the run, no user and no folder of the machine: the same input gives the same bytes. A
waived finding, or one in the baseline, is there and marked as suppressed.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from lpcheck import __version__
from lpcheck.apart import reasons_apart
from lpcheck.json_parts import as_json
from lpcheck.look import Look
from lpcheck.markdown_text import escaped
from lpcheck.model import By, Finding, Requirement, Severity, State
from lpcheck.places import Location, Related, Span
from lpcheck.records import Result
from lpcheck.summary import summary_of

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOT = "%SRCROOT%"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "note"}
_LOOKED_AT = (State.RECORDED, State.NOT_RECORDED, State.WAIVED)


def render(result: Result, look: Look) -> str:
    """A log with one run; `look` changes nothing."""
    del look
    return as_json({"$schema": _SCHEMA, "version": "2.1.0", "runs": [_run(result)]})


def _run(result: Result) -> dict[str, Any]:
    rules = _rules(result)
    positions = {rule.id: position for position, rule in enumerate(rules)}
    return {
        "tool": {
            "driver": {
                "name": "lpcheck",
                "semanticVersion": __version__,
                "rules": [_rule(requirement) for requirement in rules],
            }
        },
        "invocations": [{"executionSuccessful": True}],
        "originalUriBaseIds": {_ROOT: {"description": _text("the folder in which lpcheck was started")}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, positions) for finding in result.findings],
        "properties": {
            "asOf": result.as_of.isoformat(),
            "policies": [f"{policy.id} ({policy.version})" for policy in result.policies],
            "lawCheckedOn": result.law_checked_on,
            "summary": summary_of(result)._asdict(),
        },
    }


def _rules(result: Result) -> list[Requirement]:
    """The requirements that were looked at somewhere, and those that something is found against, by id."""
    looked_at = {
        cell.requirement for cell in result.coverage if any(cell.counts.get(state) for state in _LOOKED_AT)
    }
    of_policies = {one.id: one for policy in result.policies for one in policy.requirements}
    rules = {name: one for name, one in of_policies.items() if name in looked_at}
    rules |= {finding.requirement.id: finding.requirement for finding in result.findings}
    return [rules[name] for name in sorted(rules)]


def _rule(requirement: Requirement) -> dict[str, Any]:
    return {
        "id": requirement.id,
        "name": _identifier(requirement.title),
        "shortDescription": _text(requirement.title),
        "fullDescription": _text(requirement.why),
        "defaultConfiguration": {"level": _LEVELS[requirement.gravest]},
        "help": _help(requirement),
        "properties": {
            "clause": requirement.clause,
            "quote": requirement.quote,
            "source": requirement.source,
            "duty": requirement.duty,
            "neverHidden": requirement.never_hidden,
        },
    }


def _identifier(title: str) -> str:
    """A title as one word, which is what viewers take for a name: review date becomes ReviewDate."""
    words = re.findall(r"[A-Za-z0-9]+", title)
    return "".join(word[:1].upper() + word[1:] for word in words) or "Requirement"


def _help(requirement: Requirement) -> dict[str, str]:
    """What to do, whose duty it is and who asks for it, as text and as Markdown."""
    parts = [*_remedies(requirement), ("Duty", requirement.duty), ("Asked by", requirement.asked_by)]
    return {
        "text": "\n".join(f"{name}: {text}" for name, text in parts),
        "markdown": "\n\n".join(f"**{name}:** {escaped(text)}" for name, text in parts),
    }


def _remedies(requirement: Requirement) -> Iterator[tuple[str, str]]:
    """Yields each thing to do, once, with what asks a person to look last."""
    checks = sorted(requirement.checks, key=lambda check: check.by is By.PERSON)
    for remedy in dict.fromkeys(check.remedy for check in checks if check.remedy):
        yield "What to do", remedy


def _result(finding: Finding, positions: Mapping[str, int]) -> dict[str, Any]:
    problem = finding.problem
    related = enumerate(problem.related, 1)
    return {
        "ruleId": finding.requirement.id,
        "ruleIndex": positions[finding.requirement.id],
        "level": _LEVELS[finding.check.severity],
        "message": _text(problem.message),
        "locations": [_location(problem.location)],
        "relatedLocations": [_related(number, other) for number, other in related],
        "partialFingerprints": {"lpcheck/v1": finding.fingerprint},
        # In one run either every result says whether it is suppressed, or none does.
        "suppressions": [
            {"kind": "external", "status": "accepted", "justification": reason}
            for reason in reasons_apart(finding)
        ],
        "properties": {
            "remedy": finding.check.remedy,
            "site": finding.site,
            "child": finding.child,
            "also": list(finding.also),
        },
    }


def _related(number: int, other: Related) -> dict[str, Any]:
    message = {"message": _text(other.note)} if other.note else {}
    return {"id": number, **_location(other.location), **message}


def _location(location: Location) -> dict[str, Any]:
    return {
        "physicalLocation": {
            "artifactLocation": _artifact(location.path),
            "region": _region(location.span),
        }
    }


def _artifact(path: str) -> dict[str, str]:
    """A path as a reference; one that leads out of the folder of the run is relative to nothing."""
    # A lone half of a letter cannot be written in UTF-8; what it stood for is lost anyway.
    uri = quote(path.encode("utf-8", "replace"), safe="/")
    leads_out = path.startswith("/") or ".." in path.split("/")
    return {"uri": uri} if leads_out else {"uri": uri, "uriBaseId": _ROOT}


def _region(span: Span) -> dict[str, int]:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }


def _text(text: str) -> dict[str, str]:
    return {"text": text}
