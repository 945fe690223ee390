"""For the summary of a job, a merge request, minutes or a wiki: a table of what was found.

GitHub takes no summary of more than a megabyte: what would go beyond that is left out, and counted.
"""

from collections.abc import Iterator, Sequence

from lpcheck.apart import reasons_apart
from lpcheck.dates import spoken
from lpcheck.look import Look, inert
from lpcheck.markdown_text import escaped, table
from lpcheck.model import Finding
from lpcheck.records import Result
from lpcheck.summary import counted_apart, headline, summary_of
from lpcheck.words import counted

_HEAD = ("severity", "requirement", "where", "what was found", "what to do", "duty")
_MOST = 900_000


def render(result: Result, look: Look) -> str:
    """A title, the count, and a table of what counts; `look` changes nothing."""
    del look
    summary = summary_of(result)
    sentences = (headline(summary), counted_apart(summary), f"as of {spoken(result.as_of)}")
    lines = ["# lpcheck", "", f"{escaped('; '.join(filter(None, sentences)))}"]
    findings = [finding for finding in result.findings if not reasons_apart(finding)]
    if findings:
        lines += ["", *_table(findings)]
    return "".join(f"{line}\n" for line in lines)


def _table(findings: Sequence[Finding]) -> Iterator[str]:
    left = _MOST
    for number, line in enumerate(table(_HEAD, map(_row, findings))):
        left -= len(line.encode()) + 1
        if left < 0:
            yield ""
            yield f"and {counted(len(findings) - number + 2, 'more finding')}, in every other format"
            return
        yield line


def _row(finding: Finding) -> tuple[str, ...]:
    place, requirement = finding.problem.location, finding.requirement
    cells = (
        finding.check.severity.value,
        f"{requirement.id} {requirement.title}",
        f"{place.path}:{place.span.line}:{place.span.column}",
        finding.problem.message,
        finding.check.remedy,
        requirement.duty,
    )
    return tuple(inert(cell) for cell in cells)
