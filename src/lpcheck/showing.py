"""What of a unit is reported, and how it may be shown: paths as a person would type them, nobody's name."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeVar

from lpcheck.children import shown_child, shown_elsewhere, shown_inside
from lpcheck.documents import SITE_FILE
from lpcheck.files import TABLE
from lpcheck.model import By, Finding
from lpcheck.places import Location, Related
from lpcheck.privacy import shown_path
from lpcheck.records import Deadline, Record, Undated

Dated = TypeVar("Dated", Deadline, Undated)


class Checked(NamedTuple):
    """A unit's Record with what only the run knows: how its folder is shown and what was asked for.

    `asked_for` are the paths, relative to the folder of the unit, that the user asked about; None for all
    of it. `child` is the name of the child's folder, and `children` are those of the site. `of_children`
    are the paths of documents that are a child's by their kind; outside a site, `below` is how many folders
    lie between such a document and the place asked for, None where nobody knows.
    """

    record: Record
    site: str | None
    folder: str
    asked_for: frozenset[str] | None
    child: str | None = None
    children: tuple[str, ...] = ()
    of_children: frozenset[str] = frozenset()
    below: int | None = None

    def shown(self, path: str) -> str:
        """A path of the unit as a person at the current folder would type it."""
        is_childs = path in self.of_children
        inside = path if self.site is None else shown_inside(path, self.children, is_childs=is_childs)
        whole = f"{self.folder}/{inside}" if self.folder else inside
        if self.site is None:
            whole = shown_elsewhere(whole, is_childs=is_childs, below=self.below)
        return shown_path(whole)

    @property
    def shown_child(self) -> str | None:
        """The child's folder as it may be shown, None where this is no child's unit."""
        return None if self.child is None else shown_child(self.child, self.children)

    def is_asked_for(self, path: str) -> bool:
        """Whether the user asked about a document, or about all of the unit."""
        return self.asked_for is None or path in self.asked_for

    def reports(self, finding: Finding) -> bool:
        """Whether a finding is about what was asked for, or says why that was looked at in part only.

        Whoever asks about anything in a site is told what of its site.yaml, or of a list that this names,
        cannot be read, and that it is no site's.
        """
        path, _, pointer = finding.problem.location
        is_of_all = path == SITE_FILE or ("/" not in path and path.lower().endswith(TABLE))
        is_unread = pointer == ("kind",) or finding.check.by is By.READER
        return self.is_asked_for(path) or (is_of_all and is_unread)


class Selection(NamedTuple):
    """Which requirements a run reports: prefixes of ids that end at `-` or `.`, none meaning all."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def takes(self, finding: Finding) -> bool:
        """Whether a finding is reported: for its requirement, or for another that its mistake touches."""
        name = finding.requirement.id
        asked = [is_prefix(prefix, one) for prefix in self.select for one in (name, *finding.also)]
        wanted = not self.select or any(asked)
        return wanted and not any(is_prefix(prefix, name) for prefix in self.ignore)


def is_prefix(prefix: str, requirement: str) -> bool:
    """Whether an id, or a beginning of ids that ends at `-` or `.`, means a requirement."""
    return requirement == prefix or requirement.startswith((f"{prefix}-", f"{prefix}."))


def as_shown(finding: Finding, unit: Checked) -> Finding:
    """A finding of a unit with every path and name as it may be shown."""

    def place(location: Location) -> Location:
        return location._replace(path=unit.shown(location.path))

    problem = finding.problem
    related = tuple(Related(place(other.location), other.note) for other in problem.related)
    return finding._replace(
        problem=problem._replace(location=place(problem.location), related=related),
        frame=tuple(line._replace(path=unit.shown(line.path)) for line in finding.frame),
        site=finding.site and shown_path(finding.site),
        child=unit.shown_child,
    )


def asked_for(unit: Checked, dated: Iterable[Dated]) -> Iterator[Dated]:
    """Yields what is asked for of the deadlines of a unit, as it may be shown."""
    for one in dated:
        if unit.is_asked_for(one.location.path):
            shown = one.location._replace(path=unit.shown(one.location.path))
            site = unit.site and shown_path(unit.site)
            yield one._replace(location=shown, site=site, child=unit.shown_child)
