"""What takes a finding out of the count, in words that every format may show."""

from lpcheck.dates import spoken
from lpcheck.model import Finding


def reasons_apart(finding: Finding) -> tuple[str, ...]:
    """Why a finding is counted apart; nothing where it counts."""
    waived = f"an exception was accepted until {spoken(finding.waived)}" if finding.waived else ""
    baselined = "in the baseline" if finding.baselined else ""
    return tuple(reason for reason in (waived, baselined) if reason)
