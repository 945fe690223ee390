"""Findings of many units that are said once for their site, with how many there are."""

from collections.abc import Iterable, Iterator

from lpcheck.fingerprints import of_site
from lpcheck.frames import MOST_LINES
from lpcheck.model import Finding
from lpcheck.places import Related
from lpcheck.words import counted


def gathered(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yields the findings, those of a check that speaks once a site as one, at the first place."""
    together: dict[tuple[object, ...], list[Finding]] = {}
    for finding in findings:
        if finding.check.once_a_site and finding.waived is None:
            key = (finding.site, finding.requirement.id, finding.check.looks_at, finding.problem.message)
            together.setdefault(key, []).append(finding)
        else:
            yield finding
    yield from (_one_of(group) for group in together.values())


def _one_of(group: list[Finding]) -> Finding:
    first, *more = sorted(group, key=lambda one: (one.problem.location.path, one.problem.location.span))
    places = [Related(other.problem.location, "and here") for other in more]
    message = f"{counted(len(group), first.check.once_a_site)}: {first.problem.message}"
    problem = first.problem._replace(message=message, related=(*first.problem.related, *places))
    return first._replace(
        problem=problem,
        frame=tuple(line for one in (first, *more) for line in one.frame)[:MOST_LINES],
        fingerprint=of_site(first.requirement, first.site),
        child=first.child if not more else None,
    )
