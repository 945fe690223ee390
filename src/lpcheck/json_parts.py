"""What several outputs in JSON say in the same way: a place, a place without a readable date, the whole."""

import json
import re
from io import StringIO
from typing import Any

from lpcheck.places import Location
from lpcheck.pointers import written
from lpcheck.records import Undated

# Every letter that may have to be written as a number, and what a CI takes for a command anywhere in a log.
_NOT_PLAIN = re.compile(r"[^ -~\n]")
_COMMAND = re.compile(r"#(?=#\w*\[)")


def as_json(value: object) -> str:
    """A whole document: what cannot be seen, or would steer a terminal or a CI, stands as a number."""
    written = StringIO()  # as it comes: of many schools there are millions of pieces
    for piece in json.JSONEncoder(indent=2, ensure_ascii=False).iterencode(value):
        written.write(piece)
    text = written.getvalue() + "\n"
    return _COMMAND.sub(r"\\u0023", _NOT_PLAIN.sub(lambda found: _as_number(found[0]), text))


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
