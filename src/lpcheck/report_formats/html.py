"""One file that needs nothing else: style and script inside, no request to anywhere."""

from lpcheck.report_formats import Rendering
from lpcheck.templates import filled_page

ENDING = ".html"
IS_TEXT = True


def render(rendering: Rendering) -> bytes:
    """The page as HTML."""
    text = filled_page(f"{rendering.report}/page.html.jinja", rendering.values, rendering.own)
    return text.encode()
