"""Findings that were there when somebody began: counted apart, until each is put right.

A baseline is a list of identities with the requirement and the school of each, and nothing else: it says
nothing of what was found. It only ever shrinks: what is written over an older one keeps of it what is still
found, and adds nothing. What is never hidden is in no baseline, and what a waiver covers neither.
"""

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from lpcheck.errors import LpcheckError
from lpcheck.model import Finding
from lpcheck.records import Result

FORMAT = "lpcheck.baseline/1"


class Known(NamedTuple):
    """What a baseline keeps of a finding: its requirement, and its school where it is in one."""

    requirement: str
    site: str | None


Baseline = Mapping[str, Known]


def baseline_of(result: Result) -> Baseline:
    """The baseline of everything that a run found and may be counted apart."""
    return {
        finding.fingerprint: Known(finding.requirement.id, finding.site)
        for finding in result.findings
        if _may_be_known(finding)
    }


def shrunk(older: Baseline, result: Result) -> Baseline:
    """What of an older baseline is still found, and what of it this run did not look at."""
    found = baseline_of(result)
    return {
        identity: known
        for identity, known in older.items()
        if identity in found or known.site not in result.whole_sites
    }


def with_baseline(result: Result, baseline: Baseline, *, is_whole: bool) -> Result:
    """The result with what the baseline knows counted apart, and the number of its idle entries.

    `is_whole` says that every finding was asked for: an entry that matches none of them is idle then, if
    its school was looked at as a whole.
    """
    found = {finding.fingerprint for finding in result.findings}
    idle = [known for identity, known in baseline.items() if identity not in found]
    of_whole = [known for known in idle if known.site in result.whole_sites] if is_whole else []
    return result._replace(
        findings=tuple(
            finding._replace(
                baselined=finding.baselined or (_may_be_known(finding) and finding.fingerprint in baseline)
            )
            for finding in result.findings
        ),
        idle_in_baseline=len(of_whole),
    )


def _may_be_known(finding: Finding) -> bool:
    return not finding.is_kept and not finding.requirement.never_hidden and finding.waived is None


def written(baseline: Baseline) -> str:
    """The text of a baseline's file, in the order of the identities."""
    entries = {identity: baseline[identity]._asdict() for identity in sorted(baseline)}
    return json.dumps({"format": FORMAT, "findings": entries}, indent=1, ensure_ascii=False) + "\n"


def read_baseline(text: str, name: str) -> Baseline:
    """The baseline in a text; raises `LpcheckError` where it is none, naming the file."""
    try:
        whole: Any = json.loads(text)
        entries = {str(identity): _known(entry) for identity, entry in whole["findings"].items()}
        is_ours = whole["format"] == FORMAT
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        is_ours = False
    if not is_ours:
        message = f"{name} is no baseline of this version of lpcheck"
        raise LpcheckError(message, "name a file that --write-baseline has written")
    return entries


def _known(entry: Mapping[str, Any]) -> Known:
    site = entry["site"]
    return Known(str(entry["requirement"]), None if site is None else str(site))
