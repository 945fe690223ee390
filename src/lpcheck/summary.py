"""The numbers that stand at the end of a run and at the head of every report."""

from typing import NamedTuple

from lpcheck.model import Severity, State
from lpcheck.records import Result


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


def summary_of(result: Result) -> Summary:
    """The numbers of a result; what is waived or in the baseline is counted apart."""
    counted = [f for f in result.findings if f.waived is None and not f.baselined]

    def number(severity: Severity) -> int:
        return sum(finding.check.severity is severity for finding in counted)

    return Summary(
        documents=result.documents,
        children=result.children,
        errors=number(Severity.ERROR),
        warnings=number(Severity.WARNING),
        advice=number(Severity.ADVICE),
        waived=sum(finding.waived is not None for finding in result.findings),
        baselined=sum(finding.baselined for finding in result.findings),
        deadlines_passed=sum(one.is_owed and one.due < result.as_of for one in result.deadlines),
        not_looked_at=_requirements_in(result, State.NOT_LOOKED_AT),
        for_a_person=_requirements_in(result, State.FOR_A_PERSON),
    )


def _requirements_in(result: Result, state: State) -> int:
    return len({cell.requirement for cell in result.coverage if cell.counts.get(state)})
