"""When what a run finds makes it end with 1."""

from enum import StrEnum
from typing import TYPE_CHECKING

from lpcheck.cli.options import Exit

if TYPE_CHECKING:
    from lpcheck.records import Result


class FailOn(StrEnum):
    """The gravest severity that a run may find and still end well is just below this one."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"
    NEVER = "never"


def exit_code(result: "Result", fail_on: FailOn) -> Exit:
    """1 where something weighs enough, or may never be hidden whatever was asked for."""
    limit = list(FailOn).index(fail_on) if fail_on is not FailOn.NEVER else -1
    for finding in result.findings:
        is_error = finding.check.severity.rank == 0
        if finding.is_kept and is_error:
            return Exit.FINDINGS
        if finding.is_open and finding.check.severity.rank <= limit:
            return Exit.FINDINGS
    return Exit.OK
