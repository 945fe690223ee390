"""One line a finding: path:line:column: severity ID sentence."""

from lpcheck.look import Look, inert
from lpcheck.records import Result


def render(result: Result, look: Look) -> str:
    """The lines, nothing else, so that other programs can read them; `look` changes nothing."""
    del look
    return "".join(
        inert(
            f"{place.path}:{place.span.line}:{place.span.column}: "
            f"{finding.check.severity.value} {finding.requirement.id} {finding.problem.message}"
            f"{f' (waived until {finding.waived.isoformat()})' if finding.waived else ''}"
        )
        + "\n"
        for finding in result.findings
        if not finding.baselined
        for place in [finding.problem.location]
    )
