"""YAML in block style as an author writes it, with braces only for short groups of keys, dates and numbers.

Every reader of YAML 1.1 or 1.2 is to read the same: a time such as "16:30" stands in quotes, because 1.1
takes it for a number of base sixty; telephone numbers have a space, because 01632960123 is a number to
many. Dates stand without quotes, as authors write them: a reader that makes date objects of them has their
text still.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence

_IN_BRACES = frozenset(
    [
        *(
            "emergency",
            "routine",
            "rests_on",
            "placing",
            "restrictions_checked",
            "ended",
            "not_yet",
            "device",
        ),
        *("log", "recorded_in", "child", "given", "entries", "concerns", "terms", "device_safety_teaching"),
    ]
)
_WORDS = {None: "null", True: "true", False: "false"}
_READ_OTHERWISE = re.compile(
    r"\s|\s\Z|.*(?:: | #|[,\[\]{}])|.*:\Z|[^A-Za-z0-9]|[0-9:._]*\Z|(?:y|n|yes|no|on|off|true|false|null)\Z",
    re.IGNORECASE,
)
_BARE_DATE = re.compile(r"(?:(?<=[:,-] )|(?<=\[))\d{4}-\d\d(?:-\d\d)?(?:T\d\d:\d\d)?(?=[,\]}\n])")


def yaml_of(fields: Mapping[str, object]) -> str:
    """The text of a document."""
    return "".join(f"{line}\n" for line in _lines(fields))


def with_quoted_dates(text: str) -> str:
    """The same for readers that make of a bare date something else than a text."""
    return _BARE_DATE.sub(r'"\g<0>"', text)


def _lines(fields: Mapping[str, object]) -> Iterator[str]:
    for key, value in fields.items():
        if isinstance(value, Mapping) and value and key not in _IN_BRACES:
            yield f"{key}:"
            yield from (f"  {line}" for line in _lines(value))
        elif isinstance(value, list) and any(isinstance(item, Mapping) for item in value):
            yield f"{key}:"
            yield from _rows(value, in_braces=key in _IN_BRACES)
        else:
            yield f"{key}: {_in_line(value)}"


def _rows(rows: Sequence[object], *, in_braces: bool) -> Iterator[str]:
    for row in rows:
        lines = [_in_line(row)] if in_braces or not isinstance(row, Mapping) else list(_lines(row))
        yield f"  - {lines[0]}"
        yield from (f"    {line}" for line in lines[1:])


def _in_line(value: object) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_in_line(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_in_line, value)) + "]"
    if value is None or isinstance(value, bool):
        return _WORDS[value]
    text = str(value)
    return json.dumps(text) if isinstance(value, str) and _READ_OTHERWISE.match(text) else text
