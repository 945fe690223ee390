"""What an output format of `overdue` is, and how one is found: a module of this folder is a format.

A format module's docstring begins with a sentence that help shows; its `render(agenda, look)` is a pure
function from an Agenda to the text of the output.
"""

from lpcheck.agenda import Agenda
from lpcheck.writers import Render, format_names_in, renderer_in


def renderer(name: str) -> Render[Agenda] | None:
    """The function that writes a format, or None."""
    return renderer_in(__name__, name)


def format_names() -> list[str]:
    """Every format there is."""
    return format_names_in(__name__)
