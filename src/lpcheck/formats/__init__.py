"""What an output format is, and how one is found: a module of this folder is a format.

A format module's docstring begins with a sentence that help shows; its `render(result, look)` is a pure
function from a Result to the text of the output.
"""

from collections.abc import Callable
from importlib import import_module
from typing import NamedTuple, TypeAlias

from lpcheck.model import Result


class Look(NamedTuple):
    """How an output is to look where a format leaves that open: in colour, and how wide."""

    colour: bool = False
    width: int = 100


Render: TypeAlias = Callable[[Result, Look], str]


def renderer(name: str) -> Render | None:
    """The function that writes a format, or None; only the one that is used is ever imported."""
    if not name.isidentifier() or name.startswith("_"):
        return None
    try:
        render: Render = import_module(f"{__name__}.{name}").render
    except ModuleNotFoundError:
        return None
    return render


def format_names() -> list[str]:
    """Every format there is."""
    from pkgutil import iter_modules  # noqa: PLC0415 - for a message, not for every start

    return sorted(module.name for module in iter_modules(__path__))
