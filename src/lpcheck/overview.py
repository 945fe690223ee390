"""Several schools on one page: what is dangerous anywhere, and how each school stands."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from lpcheck.actions import Action, actions_for, open_findings
from lpcheck.charts import Chart
from lpcheck.clauses import label_of
from lpcheck.comparison import Comparison, Earlier, compared
from lpcheck.falling_due import falling_due
from lpcheck.footing import Footing, footing_of
from lpcheck.grid import gravest
from lpcheck.model import Finding
from lpcheck.records import Result
from lpcheck.shares import Share
from lpcheck.summary import Summary, summary_of


class SchoolCell(NamedTuple):
    """How a section of a policy stands in one school: the gravest weight, "" for none, and how many."""

    level: str
    number: int


class SchoolLine(NamedTuple):
    """One school among several: its page, what was found, and a cell for each section of a policy."""

    school: str
    page: str
    documents: int
    children: int
    dangerous: int
    errors: int
    warnings: int
    overdue: int
    cells: tuple[SchoolCell, ...]


class DangerousAt(NamedTuple):
    """What is dangerous, and at which school."""

    school: str
    action: Action


class Overview(NamedTuple):
    """The first page of several schools; `sections` are the heads of every line's cells."""

    kind: str
    as_of: date
    summary: Summary
    dangerous: tuple[DangerousAt, ...]
    sections: tuple[str, ...]
    schools: tuple[SchoolLine, ...]
    chart: Chart
    comparison: Comparison | None
    footing: Footing


def overview_of(result: Result, shares: Sequence[Share], earlier: Earlier | None) -> Overview:
    """The overview of a run that looked at several schools."""
    sections = sorted({label_of(finding.requirement) for finding in open_findings(result.findings)})
    dangerous = [(share, _dangerous(share)) for share in shares]
    return Overview(
        kind="overview",
        as_of=result.as_of,
        summary=summary_of(result),
        dangerous=tuple(
            DangerousAt(share.name, action) for share, actions in dangerous for action in actions
        ),
        sections=tuple(sections),
        schools=tuple(_line(share, actions, sections) for share, actions in dangerous),
        chart=falling_due(result).chart,
        comparison=compared(result, earlier) if earlier else None,
        footing=footing_of(result),
    )


def _dangerous(share: Share) -> tuple[Action, ...]:
    return tuple(action for action in actions_for(share.result.findings) if action.is_dangerous)


def _line(share: Share, dangerous: Sequence[Action], sections: Sequence[str]) -> SchoolLine:
    result, summary = share.result, summary_of(share.result)
    found: dict[str, list[Finding]] = {}
    for finding in open_findings(result.findings):
        found.setdefault(label_of(finding.requirement), []).append(finding)
    return SchoolLine(
        school=share.name,
        page=share.page,
        documents=result.documents,
        children=result.children,
        dangerous=sum(action.number for action in dangerous),
        errors=summary.errors,
        warnings=summary.warnings,
        overdue=summary.deadlines_passed,
        cells=tuple(_cell(found.get(name, [])) for name in sections),
    )


def _cell(findings: Sequence[Finding]) -> SchoolCell:
    return SchoolCell(gravest(findings).value if findings else "", len(findings))
