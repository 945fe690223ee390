"""For GitHub Actions: an annotation at the place of each finding, and the count as the last line.

What is waived or in the baseline is counted and not annotated. No text can begin another command: whatever
cannot be seen becomes a blank, and the signs that have a meaning are written as GitHub asks for.
"""

from lpcheck.apart import reasons_apart
from lpcheck.look import Look, inert
from lpcheck.model import Finding, Severity
from lpcheck.records import Result
from lpcheck.summary import counted_apart, headline, summary_of

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "notice"}


def render(result: Result, look: Look) -> str:
    """A line for each finding that counts, and one with their number; `look` changes nothing."""
    del look
    summary = summary_of(result)
    lines = [_command(finding) for finding in result.findings if not reasons_apart(finding)]
    end = "; ".join(filter(None, (headline(summary), counted_apart(summary))))
    return "".join(f"{line}\n" for line in (*lines, end))


def _command(finding: Finding) -> str:
    place, requirement = finding.problem.location, finding.requirement
    span = place.span
    properties: dict[str, object] = {"file": place.path, "line": span.line, "endLine": span.end_line}
    if span.line == span.end_line:
        # GitHub drops columns where an annotation is longer than a line.
        properties |= {"col": span.column, "endColumn": span.end_column}
    properties["title"] = f"{requirement.id} {requirement.title}"
    written = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    lines = (finding.problem.message, f"to do: {finding.check.remedy}", f"duty: {requirement.duty}")
    return f"::{_COMMANDS[finding.check.severity]} {written}::{'%0A'.join(map(_data, lines))}"


def _data(text: str) -> str:
    return inert(text).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
