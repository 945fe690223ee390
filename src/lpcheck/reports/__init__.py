"""What a report is: what it takes from each unit while it is read, and the pages it makes of a run.

Each report is a module of its own with `IS_PERSONAL`, `taken_from` and `pages`, and is found by its name.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType
from typing import Any, NamedTuple

from lpcheck.comparison import Earlier
from lpcheck.records import Result
from lpcheck.shares import OfSchool, Share
from lpcheck.view import View


class Asked(NamedTuple):
    """What a report is told beside the run: an earlier run to compare with, and what keys stand for.

    `names` gives the name for the key of a child, where somebody keeps such a list at their own desk.
    """

    earlier: Earlier | None = None
    names: Mapping[str, str] = MappingProxyType({})


class Page(NamedTuple):
    """One page: the end of its file's name, "" for the first, and the values that its template may use.

    `values` is a NamedTuple whose fields are the names that the template knows.
    """

    name: str
    title: str
    values: Any


class Report(NamedTuple):
    """A report by name. `is_personal` says that its pages hold names or numbers of people around a child.

    `taken_from` is given each unit while it is read, and what it returns stands in the Result; `pages`
    yields the pages, the first one first.
    """

    name: str
    is_personal: bool
    taken_from: Callable[[View], object]
    pages: Callable[[Result, Asked], Iterator[Page]]


def find_report(name: str) -> Report | None:
    """The report of a name, or None; only the one that is wanted is ever imported."""
    if name not in report_names():
        return None
    module = import_module(f"{__name__}.{name}")
    return Report(name, module.IS_PERSONAL, module.taken_from, module.pages)


def report_names() -> list[str]:
    """Every report that there is."""
    return sorted(module.name for module in iter_modules(__path__))


def by_school(
    shares: Sequence[Share], overview: Callable[[], object], school: Callable[[Share], object]
) -> Iterator[Page]:
    """Yields the page of the one school, or where there are several an overview and a page for each."""
    if len(shares) > 1:
        yield Page("", "All schools", overview())
    for share in shares:
        yield Page(share.page if len(shares) > 1 else "", share.name, school(share))


def of_school(view: View, more: object = None) -> OfSchool:
    """What a report takes from a school's own documents: its name as site.yaml has it, and `more`."""
    name = view.site[0].document.data.get("name") if view.site else None
    return OfSchool(name if isinstance(name, str) else "", more)
