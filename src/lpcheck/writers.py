"""How an output format is found by its name: each is a module of a package of formats."""

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import TypeAlias, TypeVar

from lpcheck.look import Look

Content = TypeVar("Content")
Rendered: TypeAlias = str | Iterator[str]  # the text, or the pieces of one that may be long
Render: TypeAlias = Callable[[Content, Look], Rendered]


def renderer_in(package: str, name: str) -> "Render[Content] | None":
    """The function that writes a format, or None; only the one that is used is ever imported."""
    if not name.isidentifier() or name.startswith("_"):
        return None
    try:
        render: Render[Content] = import_module(f"{package}.{name}").render
    except ModuleNotFoundError:
        return None
    return render


def format_names_in(package: str) -> list[str]:
    """Every format that a package has."""
    from pkgutil import iter_modules  # noqa: PLC0415 - for a message, not for every start

    return sorted(module.name for module in iter_modules(import_module(package).__path__))
