"""What several outputs in JSON say in the same way: a place, a place without a readable date, the whole."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from lpcheck.places import Location
from lpcheck.pointers import written
from lpcheck.records import Undated

# Every letter that may have to be written as a number, and what a CI takes for a command anywhere in a log.
_NOT_PLAIN = re.compile(r"[^ -~\n]")
_COMMAND = re.compile(r"#(?=#\w*\[)")
_ENCODE = json.JSONEncoder(ensure_ascii=False).encode


def as_json(value: object) -> str:
    """A whole document: what cannot be seen, or would steer a terminal or a CI, stands as a number."""
    return _written(value, "\n") + "\n"


def json_pieces(fields: Mapping[str, object]) -> Iterator[str]:
    """Yields the same for a document of these fields, a piece at a time.

    A field that is an iterator becomes a list that is never held whole.
    """
    before = "{\n  "
    for name, value in fields.items():
        yield f"{before}{_written(name, '')}: "
        if isinstance(value, Iterator):
            yield from _items(value)
        else:
            yield _written(value, "\n  ")
        before = ",\n  "
    yield "\n}\n"


def _items(values: Iterator[object]) -> Iterator[str]:
    before = "[\n    "
    for value in values:
        yield before + _written(value, "\n    ")
        before = ",\n    "
    yield "[]" if before.startswith("[") else "\n  ]"


def _written(value: object, line: str) -> str:
    """A value as JSON, each line after its first begun with `line`.

    The library writes with indents in Python, and leaves garbage at each call that goes late.
    """
    inner = f"{line}  "
    if isinstance(value, dict) and value:
        fields = (f"{_written(name, '')}: {_written(one, inner)}" for name, one in value.items())
        return f"{{{inner}{f',{inner}'.join(fields)}{line}}}"
    if isinstance(value, list | tuple) and value:
        return f"[{inner}{f',{inner}'.join(_written(one, inner) for one in value)}{line}]"
    return _COMMAND.sub(r"\\u0023", _NOT_PLAIN.sub(lambda found: _as_number(found[0]), _ENCODE(value)))


def _as_number(letter: str) -> str:
    # Half a letter is none, and other readers of JSON refuse it.
    whole = letter.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return whole if whole.isprintable() else json.dumps(whole)[1:-1]


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
