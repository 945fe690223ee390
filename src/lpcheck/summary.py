"""The numbers that stand at the end of a run and at the head of every report."""

from typing import NamedTuple

from lpcheck.model import Severity, State
from lpcheck.records import Result
from lpcheck.words import counted, listed


class Summary(NamedTuple):
    """How much was looked at and found; a requirement is counted once, whatever it touches."""

    documents: int
    children: int
    errors: int
    warnings: int
    advice: int
    waived: int
    baselined: int
    deadlines_passed: int
    not_looked_at: int
    for_a_person: int
    idle_in_baseline: int


def summary_of(result: Result) -> Summary:
    """The numbers of a result; what is waived or in the baseline is counted apart."""
    open_ones = [finding for finding in result.findings if finding.is_open]

    def number(severity: Severity) -> int:
        return sum(finding.check.severity is severity for finding in open_ones)

    return Summary(
        documents=result.documents,
        children=result.children,
        errors=number(Severity.ERROR),
        warnings=number(Severity.WARNING),
        advice=number(Severity.ADVICE),
        waived=sum(finding.waived is not None for finding in result.findings),
        baselined=sum(finding.baselined for finding in result.findings),
        deadlines_passed=sum(one.is_owed and one.due < result.as_of for one in result.deadlines),
        not_looked_at=len(requirements_in(result, State.NOT_LOOKED_AT)),
        for_a_person=len(requirements_in(result, State.FOR_A_PERSON)),
        idle_in_baseline=result.idle_in_baseline,
    )


def headline(summary: Summary) -> str:
    """What was found and in how much, in a sentence that never says that all is well."""
    looked = counted(summary.documents, "document")
    if summary.children:
        looked += f" and {counted(summary.children, 'child', 'children')}"
    found = [
        counted(summary.errors, "error"),
        counted(summary.warnings, "warning"),
        counted(summary.advice, "piece of advice", "pieces of advice"),
    ]
    if not summary.errors + summary.warnings + summary.advice:
        return f"nothing found in what was looked at: {looked}"
    return f"{listed(found)} in {looked}"


def counted_apart(summary: Summary) -> str:
    """What was found and does not count, in words; "" where there is none."""
    if not summary.waived + summary.baselined:
        return ""
    return f"counted apart: {summary.waived} waived, {summary.baselined} in the baseline"


def requirements_in(result: Result, state: State) -> tuple[str, ...]:
    """The ids of the requirements that stand in a state in some document, in their order."""
    return tuple(dict.fromkeys(cell.requirement for cell in result.coverage if cell.counts.get(state)))
