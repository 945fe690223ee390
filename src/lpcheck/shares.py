"""A Result taken apart into one for each school, each as if that school alone had been looked at."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from lpcheck.model import Finding
from lpcheck.records import Coverage, Deadline, Result, Taken, Undated

Placed = TypeVar("Placed", Finding, Deadline, Undated, Coverage, Taken)


class Share(NamedTuple):
    """What a run says of one school; `folder` is None for documents that are in none."""

    folder: str | None
    name: str
    result: Result

    @property
    def page(self) -> str:
        """What the file of its page is called by, where there are pages of several schools."""
        return self.folder or "no-school"


def shares_in(result: Result) -> tuple[Share, ...]:
    """One share for each school, in the order in which they were looked at."""
    findings, coverage = _by_site(result.findings), _by_site(result.coverage)
    deadlines, undated = _by_site(result.deadlines), _by_site(result.undated)
    return tuple(
        Share(
            folder,
            _name(taken) or folder or "Documents in no school",
            result._replace(
                documents=sum(one.documents for one in taken),
                children=sum(one.child is not None for one in taken),
                findings=tuple(findings[folder]),
                deadlines=tuple(deadlines[folder]),
                undated=tuple(undated[folder]),
                coverage=tuple(coverage[folder]),
                taken=tuple(taken),
            ),
        )
        for folder, taken in _by_site(result.taken).items()
    )


def _by_site(placed: Iterable[Placed]) -> Mapping[str | None, Sequence[Placed]]:
    """Everything by its school, in the order of each: nothing where there is nothing of one."""
    by_site: defaultdict[str | None, list[Placed]] = defaultdict(list)
    for one in placed:
        by_site[one.site].append(one)
    return by_site


def _name(taken: Iterable[Taken]) -> str:
    """What site.yaml calls the school, where a report has taken that; "" otherwise."""
    return next((one.of.school for one in taken if isinstance(one.of, OfSchool)), "")


class OfSchool(NamedTuple):
    """What every report takes from a school's own documents: its name, and `more` of its own."""

    school: str
    more: object = None
