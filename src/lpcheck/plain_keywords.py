"""What is wrong with the keywords of one schema, whatever stands around and below it."""

import re
from collections.abc import Callable, Iterator, Mapping

from lpcheck.places import Pointer

Faults = Iterator[tuple[Pointer, str]]

_DEADLINE = {"requirement", "what", "after", "months", "of", "passed"}
_DURATION = re.compile(r"P(?=\d)(\d{1,2}Y)?(\d{1,3}M)?(\d{1,3}W)?(\d{1,4}D)?")
_WORD = re.compile(r"(?=[^A-Za-z]*[A-Za-z])[^\s](?:.*[^\s])?")
_READ_AS_ELSE = frozenset({"true", "false", "null"})
_SHAPES = ("x-date", "x-time", "x-moment")
_OF_FIELDS = ("x-renamed-from", "deprecated")
_OF_KEYS = ("x-key-hint", "x-key-requirement")


def keyword_faults(schema: Mapping[str, object], at: Pointer) -> Faults:
    """Yields the faults of the keywords of one schema, each by itself or with its neighbours."""
    for keyword, (fits, sentence) in _VALUES.items():
        if keyword in schema and not fits(schema[keyword]):
            yield (*at, keyword), sentence
    if "x-deadline" in schema:
        yield from _deadline_faults(schema["x-deadline"], (*at, "x-deadline"))
    yield from _pattern_faults(schema, at)
    yield from _shorthand_faults(schema, at)
    yield from _change_faults(schema, at)


def _is_true(value: object) -> bool:
    return value is True


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_texts(value: object) -> bool:
    return _is_text(value) or (isinstance(value, list) and bool(value) and all(map(_is_text, value)))


def _is_words(value: object) -> bool:
    return (
        isinstance(value, Mapping)
        and bool(value)
        and all(_WORD.fullmatch(word) and word.lower() not in _READ_AS_ELSE for word in value)
        and all(map(_is_text, value.values()))
    )


_TRUE = "this must be true"
_TEXT = "this must be a text"
_VALUES: Mapping[str, tuple[Callable[[object], bool], str]] = {
    "x-words": (
        _is_words,
        "x-words gives each word, which must read as a text, its meaning in plain English",
    ),
    "x-date": (
        lambda value: value in (True, "day"),
        'x-date is true, or "day" where a month is not enough',
    ),
    "x-time": (_is_true, _TRUE),
    "x-moment": (_is_true, _TRUE),
    "x-numbered": (_is_true, _TRUE),
    "x-code": (_is_true, _TRUE),
    "uniqueItems": (_is_true, _TRUE),
    "deprecated": (_is_true, _TRUE),
    "minProperties": (lambda value: value == 1, "minProperties must be 1"),
    "x-key-hint": (_is_text, _TEXT),
    "x-key-requirement": (_is_text, _TEXT),
    "x-deprecated": (_is_text, _TEXT),
    "x-renamed-from": (_is_texts, "this must be the old name of the field, or a list of old names"),
}


def _pattern_faults(schema: Mapping[str, object], at: Pointer) -> Faults:
    if "pattern" in schema and not is_pattern(schema["pattern"]):
        yield (*at, "pattern"), "this is not a regular expression"
    if schema.get("pattern") not in (None, r"\S") and "x-hint" not in schema:
        yield (*at, "pattern"), "a pattern needs an x-hint, which says what to write"


def is_pattern(text: object) -> bool:
    """Whether a text is a regular expression."""
    try:
        re.compile(str(text))
    except re.error:
        return False
    return True


def _shorthand_faults(schema: Mapping[str, object], at: Pointer) -> Faults:
    shapes = [keyword for keyword in _SHAPES if keyword in schema]
    for keyword in (*shapes, *(["x-words"] if "x-words" in schema else [])):
        if "$ref" in schema:
            yield (*at, keyword), f"{keyword} stands in a definition, not beside a reference to one"
        if schema.keys() & {"enum", "const"}:
            yield (*at, keyword), f"{keyword} takes the place of enum and const"
    if shapes and (len(shapes) > 1 or "pattern" in schema):
        yield (
            (*at, shapes[-1]),
            "x-date, x-time and x-moment bring their pattern, so there is one of them alone",
        )
    if "x-numbered" in schema and "x-words" not in schema:
        yield (*at, "x-numbered"), "x-numbered needs the x-words that may have a number"


def _change_faults(schema: Mapping[str, object], at: Pointer) -> Faults:
    is_field = at[-2:-1] == ("properties",)
    for keyword in _OF_FIELDS:
        if keyword in schema and not is_field:
            yield (*at, keyword), f"{keyword} belongs at a field under properties"
    if ("deprecated" in schema) != ("x-deprecated" in schema):
        yield at, "deprecated needs an x-deprecated beside it, which says what to use instead"
    for keyword in _OF_KEYS:
        if keyword in schema and "patternProperties" not in schema:
            yield (*at, keyword), f"{keyword} belongs beside patternProperties"
    if "patternProperties" in schema and "x-key-hint" not in schema:
        yield at, "patternProperties needs an x-key-hint, which says how a key is written"


def _deadline_faults(mark: object, at: Pointer) -> Faults:
    if not isinstance(mark, Mapping) or not {"requirement", "what"} <= mark.keys() <= _DEADLINE:
        yield at, "a deadline needs requirement and what, and may have after or months, of and passed"
    elif not _DURATION.fullmatch(str(mark.get("after", "P0D"))):
        yield (*at, "after"), "after must be a duration such as P1Y or P30D"
    elif {"after", "months"} <= mark.keys():
        yield (*at, "months"), "months names a setting that stands in place of after"
    elif mark.get("of", "each") not in ("each", "latest"):
        yield (*at, "of"), "of must be each or latest"
    elif mark.get("passed", "finding") not in ("finding", "ends", "elsewhere"):
        yield (*at, "passed"), "passed must be finding, ends or elsewhere"
