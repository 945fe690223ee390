"""What the tests of several reports share: schools and their pages, a page as a file, and waivers."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from types import MappingProxyType

from lpcheck.records import Result
from lpcheck.report_formats import Rendering, find_page_format
from lpcheck.reports import Asked, Page, Report, find_report
from lpcheck.run import Request, run
from test_examples import AS_OF

# As they are named at the top of the repository.
MODEL = Path("procedures/model-school")
REAL = Path("procedures/coxlease-school")
BROKEN = Path("tests/examples/broken-school")
_DIGESTS = re.compile(r"contents [0-9a-f]{32}|\([0-9a-f]{12}\)|lpcheck \d\.\d+\.\d+")
WAIVERS = """
kind: waivers
waivers:
  - requirement: LP-11
    document: ecs-38-contact.yaml
    reason: The review is being written up
    approved_by: governor
    approved_on: 2026-11-16
    ends: 2027-01-29
"""


def report_for(audience: str) -> Report:
    found = find_report(audience)
    assert found is not None
    return found


def result_for(audience: str, *paths: Path, day: date = AS_OF, policies: Sequence[Path] = ()) -> Result:
    """The result of a run for a report."""
    return run(Request(paths, day, policies=tuple(policies), takes=report_for(audience).taken_from))


def pages_for(audience: str, *paths: Path, day: date = AS_OF, asked: Asked | None = None) -> list[Page]:
    """Every page of a report."""
    return list(report_for(audience).pages(result_for(audience, *paths, day=day), asked or Asked()))


def content_of(
    audience: str, page: Page, form: str, files: Mapping[str, str] = MappingProxyType({})
) -> bytes:
    """A page as a file; `files` is what the files of all pages are called."""
    found = find_page_format(form)
    assert found is not None
    return found.render(Rendering(audience, page, files))


def text_of(audience: str, page: Page, form: str = "markdown", files: Sequence[str] = ()) -> str:
    """A page in a format, without what every edit of a policy or another version of lpcheck changes."""
    content = content_of(audience, page, form, {name: f"page-{name}.html" for name in files})
    return _DIGESTS.sub("(digest)", content.decode())
