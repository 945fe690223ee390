"""What several outputs in JSON say in the same way: a place, and a place without a readable date."""

from typing import Any

from lpcheck.places import Location
from lpcheck.pointers import written
from lpcheck.records import Undated


def place_in_json(location: Location) -> dict[str, Any]:
    """Where something stands: path, line, column and pointer."""
    return {
        "path": location.path,
        "line": location.span.line,
        "column": location.span.column,
        "pointer": written(location.pointer),
    }


def undated_in_json(one: Undated, about: str) -> dict[str, Any]:
    """What nobody knows the day of; `about` is the name of the field that says what it is."""
    return {
        about: one.what,
        **place_in_json(one.location),
        "site": one.site,
        "child": one.child,
        "duty": one.duty,
        "requirement": one.requirement,
    }
