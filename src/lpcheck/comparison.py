"""A run against an earlier one: what was put right since, what is new, what stays open and since when."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from lpcheck.actions import open_findings, spot_of, where_of
from lpcheck.errors import LpcheckError
from lpcheck.model import Finding
from lpcheck.records import Result

_FORMAT = "lpcheck.validate/1"


class Earlier(NamedTuple):
    """What an earlier run found, by the identity of each finding, and the day it was asked about."""

    as_of: date
    findings: Mapping[str, "Change"]


class Change(NamedTuple):
    """A finding as a comparison names it: for which requirement, how grave, what and where.

    `since` is the first day on which it is known to have held, None where nobody knows; `child` is the one
    it is about, by key, None for no single one.
    """

    requirement: str
    severity: str
    sentence: str
    site: str | None
    where: str
    since: date | None
    child: str | None = None


class Comparison(NamedTuple):
    """What an earlier run found and this one does not, what is new, and what both found.

    `not_looked_at` is how many of the earlier findings are in schools that this run did not look at whole.
    """

    earlier: date
    put_right: tuple[Change, ...]
    new: tuple[Change, ...]
    still_open: tuple[Change, ...]
    not_looked_at: int


def compared(result: Result, earlier: Earlier) -> Comparison:
    """The result against an earlier run; what nobody looked at again is not taken for put right."""
    now = {finding.fingerprint: _change(finding) for finding in open_findings(result.findings)}
    everything = {finding.fingerprint for finding in result.findings}
    gone = [one for name, one in earlier.findings.items() if name not in everything]
    put_right = tuple(one for one in gone if one.site in result.whole_sites)
    return Comparison(
        earlier=earlier.as_of,
        put_right=put_right,
        new=tuple(one for name, one in now.items() if name not in earlier.findings),
        still_open=tuple(
            one._replace(since=_first(one, earlier.findings[name], earlier.as_of))
            for name, one in now.items()
            if name in earlier.findings
        ),
        not_looked_at=len(gone) - len(put_right),
    )


def _first(now: Change, before: Change, asked: date) -> date:
    """The first day on which it is known to have held: that of the earlier run at the latest."""
    return min(one for one in (now.since, before.since, asked) if one is not None)


def _change(finding: Finding) -> Change:
    return Change(
        requirement=finding.requirement.id,
        severity=finding.check.severity.value,
        sentence=finding.problem.message,
        site=finding.site,
        where=spot_of(finding).label,
        since=finding.problem.first,
        child=finding.child,
    )


def read_earlier(text: str, name: str) -> Earlier:
    """The earlier run in what `validate --format json` wrote; raises `LpcheckError` naming another file."""
    try:
        whole: Any = json.loads(text)
        earlier = Earlier(date.fromisoformat(whole["as_of"]), dict(_changes(whole["findings"])))
        is_ours = whole["format"] == _FORMAT
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        is_ours = False
    if not is_ours:
        message = f"{name} is not what `lpcheck validate --format json` writes"
        raise LpcheckError(message, "name a file that an earlier run has written so")
    return earlier


def _changes(findings: list[dict[str, Any]]) -> Iterator[tuple[str, Change]]:
    for one in findings:
        if one["waived"] is None and not one["baselined"]:
            since = one["holds_from"]
            child = None if one["child"] is None else str(one["child"])
            yield (
                str(one["fingerprint"]),
                Change(
                    requirement=str(one["requirement"]),
                    severity=str(one["severity"]),
                    sentence=str(one["message"]),
                    site=None if one["site"] is None else str(one["site"]),
                    where=where_of(child, str(one["path"])),
                    since=date.fromisoformat(since) if since else None,
                    child=child,
                ),
            )
