"""A Result taken apart into one for each school, each as if that school alone had been looked at."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeVar

from lpcheck.model import Finding
from lpcheck.records import Deadline, Result, Taken, Undated

Placed = TypeVar("Placed", Finding, Deadline, Undated, Taken)


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
    folders = dict.fromkeys(one.site for one in result.taken)
    return tuple(_share(result, folder) for folder in folders)


def _share(result: Result, folder: str | None) -> Share:
    taken = tuple(_of(folder, result.taken))
    own = result._replace(
        documents=sum(one.documents for one in taken),
        children=sum(one.child is not None for one in taken),
        findings=tuple(_of(folder, result.findings)),
        deadlines=tuple(_of(folder, result.deadlines)),
        undated=tuple(_of(folder, result.undated)),
        coverage=tuple(cell for cell in result.coverage if cell.site == folder),
        taken=taken,
    )
    return Share(folder, _name(taken) or folder or "Documents in no school", own)


def _of(folder: str | None, placed: Iterable[Placed]) -> Iterator[Placed]:
    return (one for one in placed if one.site == folder)


def _name(taken: Iterable[Taken]) -> str:
    """What site.yaml calls the school, where a report has taken that; "" otherwise."""
    return next((one.of.school for one in taken if isinstance(one.of, OfSchool)), "")


class OfSchool(NamedTuple):
    """What every report takes from a school's own documents: its name, and `more` of its own."""

    school: str
    more: object = None
