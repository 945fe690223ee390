"""docs/templates.md lists every value that a template may use, as the code has it.

The list below the mark is written anew where LPCHECK_WRITE_GOLDEN is set.
"""

import os
import typing
from collections.abc import Iterator
from datetime import date
from types import UnionType
from typing import Any

import pytest

from excerpts import ROOT
from lpcheck.reports import report_names
from report_pages import BROKEN, MODEL, pages_for

pytestmark = pytest.mark.usefixtures("at_the_top")

PAGE = ROOT / "docs" / "templates.md"
MARK = "<!-- values -->\n"
SCHOOLS = (MODEL, BROKEN)


def named_tuples(kind: Any) -> Iterator[Any]:  # noqa: ANN401 - any type there is
    """Yields a type and every type of named fields inside it, each where it is first met."""
    if isinstance(kind, type) and issubclass(kind, tuple) and hasattr(kind, "_fields"):
        yield kind
        for inside in typing.get_type_hints(kind).values():
            yield from named_tuples(inside)
    for inside in typing.get_args(kind):
        yield from named_tuples(inside)


def spoken(kind: Any) -> str:  # noqa: ANN401 - any type there is
    """A type in the words of the page."""
    inside = [spoken(one) for one in typing.get_args(kind) if one is not Ellipsis]
    if isinstance(kind, UnionType):
        return " or ".join(inside)
    origin = typing.get_origin(kind)
    if origin in (tuple, frozenset):
        return f"list of {' and '.join(dict.fromkeys(inside))}"
    if origin is not None:
        return f"table of {' to '.join(inside)}"
    names = {
        str: "text",
        int: "number",
        float: "number",
        bool: "yes or no",
        date: "day",
        type(None): "none",
    }
    return names.get(
        kind, f"[{kind.__name__}](#{kind.__name__.lower()})" if hasattr(kind, "_fields") else "any"
    )


def page_kinds() -> Iterator[tuple[str, Any]]:
    """Yields each report with the kinds of pages that it has."""
    for name in report_names():
        for paths in (SCHOOLS, SCHOOLS[:1]):
            yield from ((name, type(page.values)) for page in pages_for(name, *paths))


def values_listed() -> str:
    kinds = list(dict.fromkeys(page_kinds()))
    lines = ["", "| report | what its template knows |", "|---|---|"]
    lines += [f"| {name} | [{kind.__name__}](#{kind.__name__.lower()}) |" for name, kind in kinds]
    parts = list(dict.fromkeys(inside for _, kind in kinds for inside in named_tuples(kind)))
    assert len({part.__name__ for part in parts}) == len(parts), "two of them go by one name"
    for part in parts:
        lines += ["", f"### {part.__name__}", "", " ".join((part.__doc__ or "").split()), ""]
        lines += ["| value | what it is |", "|---|---|"]
        hints = typing.get_type_hints(part)
        lines += [f"| `{field}` | {spoken(hints[field])} |" for field in part._fields]
    return "\n".join(lines) + "\n"


def test_every_value_is_listed() -> None:
    text = PAGE.read_text("utf-8")
    before, mark, _ = text.partition(MARK)
    now = f"{before}{mark}{values_listed()}"
    if os.environ.get("LPCHECK_WRITE_GOLDEN"):
        PAGE.write_text(now, "utf-8")
    assert PAGE.read_text("utf-8") == now
    assert mark


def test_the_page_names_every_filter_and_every_shared_value() -> None:
    text = PAGE.read_text("utf-8")
    for name in ("day", "counted", "listed", "sentence", "formatted", "digest", "files", "marker"):
        assert f"`{name}`" in text
