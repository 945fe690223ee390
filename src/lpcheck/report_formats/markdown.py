"""For a wiki or a pull request."""

from lpcheck.report_formats import MARKER, Rendering
from lpcheck.templates import filled_page

ENDING = ".md"
IS_TEXT = True


def render(rendering: Rendering) -> bytes:
    """The page as Markdown, with a comment at its end that says where it comes from."""
    text = filled_page(f"{rendering.report}/page.md.jinja", rendering.values, rendering.own)
    return f"{text.rstrip()}\n\n<!-- {MARKER} -->\n".encode()
