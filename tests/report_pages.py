"""What the tests of several reports share: a page as text, and a waiver for a school that has none."""

import re
from collections.abc import Sequence

from lpcheck.report_formats import Rendering, find_page_format
from lpcheck.reports import Page

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


def text_of(audience: str, page: Page, form: str = "markdown", files: Sequence[str] = ()) -> str:
    """A page in a format, without what every edit of a policy or another version of lpcheck changes."""
    found = find_page_format(form)
    assert found is not None
    content = found.render(Rendering(audience, page, {name: f"page-{name}.html" for name in files}))
    return _DIGESTS.sub("(digest)", content.decode())
