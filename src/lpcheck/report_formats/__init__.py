"""What a format of pages is: a page of a report in, the bytes of its file out, each found by its name."""

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from lpcheck.reports import Page
from lpcheck.writers import format_names_in

MARKER = "lpcheck report"


class Rendering(NamedTuple):
    """A page that is to be written: of which report, and what the files of all its pages are called.

    `own` is a folder with templates of the school's own, None for none.
    """

    report: str
    page: Page
    files: Mapping[str, str]
    own: Path | None = None

    @property
    def values(self) -> dict[str, object]:
        """What the template may use, by name."""
        return {**self.page.values._asdict(), "files": self.files, "marker": MARKER}


class PageFormat(NamedTuple):
    """A format by name: how its files end, whether they are text, and how a page becomes bytes."""

    name: str
    ending: str
    is_text: bool
    render: Callable[[Rendering], bytes]


def find_page_format(name: str) -> PageFormat | None:
    """The format of a name, or None; only the one that is wanted is ever imported."""
    if name not in page_format_names():
        return None
    module = import_module(f"{__name__}.{name}")
    return PageFormat(name, module.ENDING, module.IS_TEXT, module.render)


def page_format_names() -> list[str]:
    """Every format that pages can be written in."""
    return format_names_in(__name__)
