"""Requirements in words: one in full, all in a table, all on a page."""

import re
from collections.abc import Iterator
from textwrap import indent, wrap

from lpcheck.binding import find_rule
from lpcheck.catalogue import Catalogue
from lpcheck.errors import UsageError
from lpcheck.lifetimes import days_spoken
from lpcheck.model import By, Check, Requirement
from lpcheck.templates import filled
from lpcheck.words import listed, nearest

WIDTH = 100
WAYS = {
    By.READER: "while the file is read",
    By.SCHEMA: "by the form",
    By.RULE: "by rule",
    By.PERSON: "by a person",
    By.TOGETHER: "together with another requirement",
}
_MANUAL_EXAMPLE = re.compile(r"Example \(broken\)::\n\n(.*?)\n\nUse instead::\n\n(.*?)\n\n\w", re.DOTALL)


def explanation(name: str, catalogue: Catalogue) -> str:
    """One requirement in full; raises `UsageError` for an id that there is not."""
    requirement = catalogue.requirements.get(name)
    if requirement is None:
        near = nearest(name, list(catalogue.requirements))
        message = f"there is no requirement {name}"
        raise UsageError(
            message,
            f"did you mean {near}?" if near else "see `lpcheck requirements` for all of them",
        )
    return "\n".join(_explained(requirement)) + "\n"


def _explained(requirement: Requirement) -> Iterator[str]:
    yield f"{requirement.id}  {requirement.title}"
    yield ""
    yield from _paragraph("asked by", requirement.asked_by)
    yield from _paragraph("duty", requirement.duty)
    yield from _paragraph("why", requirement.why)
    if days := days_spoken(requirement):
        yield from _paragraph("holds", days)
    if requirement.never_hidden:
        yield from _paragraph("note", "no filter, waiver or baseline ever hides a finding of it")
    for check in requirement.checks:
        yield ""
        yield from _check(check)
    if requirement.example:
        yield ""
        yield "  what good looks like"
        yield indent(requirement.example.rstrip(), "      ")


def _check(check: Check) -> Iterator[str]:
    label = "looks at" if check.by is not By.PERSON else "asks"
    yield f"  checked {WAYS[check.by]}: {check.severity.value}"
    yield from _paragraph(label, check.looks_at, 4)
    yield from _paragraph("to do", check.remedy, 4)
    if check.when_passed:
        yield from _paragraph("to do when the day has passed", check.when_passed, 4)
    if check.by is By.RULE:
        broken, better = _examples_of(check.name)
        yield "    broken"
        yield indent(broken, "        ")
        yield "    instead"
        yield indent(better, "        ")


def _examples_of(rule: str) -> tuple[str, str]:
    """The broken and the better example in a rule's manual, without their indentation."""
    found = find_rule(rule)
    examples = _MANUAL_EXAMPLE.search(found.manual if found else "")
    assert examples is not None
    broken, better = (re.sub(r"(?m)^    ", "", part) for part in examples.groups())
    return broken, better


def _paragraph(label: str, text: str, margin: int = 2) -> list[str]:
    lead = f"{' ' * margin}{label:<10}"
    return wrap(f"{lead}{text}", WIDTH, subsequent_indent=" " * len(lead), drop_whitespace=True)


def catalogue_table(catalogue: Catalogue) -> str:
    """All requirements, one line each: id, severity, how it is checked, title."""
    rows = [(r.id, r.gravest.value, listed(_ways(r)), _titled(r)) for r in catalogue.requirements.values()]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    lines = [
        "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[3]])
        for row in rows
    ]
    return "\n".join([*lines, "", *_totals(catalogue), ""])


def _titled(requirement: Requirement) -> str:
    days = days_spoken(requirement)
    return f"{requirement.title} ({days})" if days else requirement.title


def _ways(requirement: Requirement) -> list[str]:
    """How a requirement is checked, each way once, in the order of the checks."""
    return list(dict.fromkeys(WAYS[check.by] for check in requirement.checks))


def _totals(catalogue: Catalogue) -> Iterator[str]:
    requirements = catalogue.requirements.values()
    yield f"{len(requirements)} requirements in {len(catalogue.policies)} policies"
    for by, way in WAYS.items():
        number = sum(any(check.by is by for check in r.checks) for r in requirements)
        yield f"  checked {way}: {number}"


def catalogue_page(catalogue: Catalogue) -> str:
    """All requirements as one Markdown page, a section each."""
    return filled(
        "requirements/page.md.jinja",
        policies=catalogue.policies,
        totals=[line.strip() for line in _totals(catalogue)],
        way_of=_way_of,
        days_of=days_spoken,
    )


def _way_of(check: Check) -> str:
    return f"{WAYS[check.by]} `{check.name}`" if check.by is By.RULE else WAYS[check.by]
