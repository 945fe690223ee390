"""The HTML page on paper, tagged so that it can be read aloud, with bookmarks."""

import logging

from lpcheck.errors import LpcheckError
from lpcheck.report_formats import MARKER, Rendering, html

ENDING = ".pdf"
IS_TEXT = False
_INSTALL = (
    "install it with `pip install 'lpcheck[pdf]'`, and on Debian or Ubuntu also `apt-get install "
    "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0`; or ask for html and print that"
)


def render(rendering: Rendering) -> bytes:
    """The page as PDF/UA-1: nothing is fetched from anywhere, and the same page is the same file."""
    page = html.render(rendering)
    try:
        from weasyprint import HTML  # noqa: PLC0415 - an extra, and slow to load
        from weasyprint.urls import URLFetcher  # noqa: PLC0415 - likewise
    except (ImportError, OSError) as error:
        message = "a PDF needs WeasyPrint, and it, or a library that it needs, is not installed here"
        raise LpcheckError(message, _INSTALL) from error
    # It speaks of each line of the style that is for screens alone.
    for name in ("weasyprint", "fontTools"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    refusing = URLFetcher(allowed_protocols=())  # a page holds all that it needs
    document = HTML(string=page.decode(), url_fetcher=refusing)
    try:
        made = document.write_pdf(pdf_variant="pdf/ua-1", pdf_tags=True)
    except Exception as error:  # an odd layout ends in an assertion of its own, or worse
        message = "this page cannot be laid out as PDF"
        raise LpcheckError(message, "ask for html or docx, and print that") from error
    return _marked(made)


def _marked(made: bytes) -> bytes:
    """The file with a comment that says where it comes from, where no offset changes."""
    before, end, after = made.rpartition(b"startxref")
    return before + f"%{MARKER}\n".encode() + end + after
