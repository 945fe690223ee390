"""The sentence about a value that does not have the shape the form asks for."""

import re
from collections.abc import Mapping

from lpcheck.branching import types_of
from lpcheck.dates import period_of, suggestion
from lpcheck.engines import Complaint
from lpcheck.marks import Node
from lpcheck.shorthand import Shape
from lpcheck.words import listed

SPOKEN_TYPES: Mapping[str, str] = {
    "string": "a text",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "true or false",
    "array": "a list",
    "object": "a group of fields",
    "null": "blank",
}
WAYS: Mapping[Shape, str] = {
    Shape.DATE: "write it like 2024-01-10 or 2024-01",
    Shape.DAY: "write it like 2024-01-10",
    Shape.TIME: "write the time like 16:30",
    Shape.MOMENT: "write the day and the time like 2026-10-02T15:05",
}
_ANSWERS: Mapping[str, str] = {"yes": "true", "true": "true", "no": "false", "false": "false"}
_AS_A_LIST = "put square brackets around it, […], or write it on a line of its own with a dash"
_ONE_WORD = re.compile(r"[\w-]+")
_QUOTES = ("“", "”", "‘", "’")


def shape_sentence(node: Node, value: object, complaint: Complaint) -> tuple[str, bool]:
    """The sentence, and whether what is wrong is just that the value is empty."""
    title = node.title or "value"
    if value is None or value in ([], {}) or (isinstance(value, str) and not value.strip()):
        return f"nothing is filled in: {title}", True
    return f"{title}: {_wrong_shape(node, value, complaint)}", False


def _wrong_shape(node: Node, value: object, complaint: Complaint) -> str:
    if complaint.keyword == "type":
        return _wrong_type(node, value)
    if complaint.keyword in ("minimum", "maximum"):
        bound = "least" if complaint.keyword == "minimum" else "most"
        return f"this must be at {bound} {complaint.limit}"
    if complaint.keyword == "uniqueItems":
        return "the same stands here twice"
    if node.shape is not None:
        words = f", or write {_words(node)}" if node.words else ""
        return _wrong_date(str(value), node.shape, words)
    if complaint.keyword in ("enum", "const") or (node.words and not node.hint):
        return f"this is not one of the form's words; {node.hint or _ways(node, value)}"
    return node.hint or "this is not written the way the form asks"


def _ways(node: Node, value: object) -> str:
    """What may be written: one of the words, or what may stand there instead of a word."""
    answer = _answer(value)
    if any(isinstance(word, bool) and answer.startswith(str(word).lower()) for word in node.words):
        return f"write {answer}"
    kinds = _kinds(node)
    way = f": {_AS_A_LIST}" if kinds == [SPOKEN_TYPES["array"]] and _is_one_item(node, value) else ""
    return f"write {_words(node)}" + "".join(f", or {kind}" for kind in kinds) + way


def _answer(value: object) -> str:
    """The word for a yes or a no that was written another way, or in quotes; nothing for anything else."""
    if not isinstance(value, str) or (answer := _ANSWERS.get(value.strip().lower())) is None:
        return ""
    return f"{answer} without quotes" if value == answer else answer


def _is_one_item(node: Node, value: object) -> bool:
    """Whether it is one plain word, in a place whose list holds texts."""
    return (
        isinstance(value, str)
        and node.items is not None
        and not node.items.types & {"array", "object"}
        and bool(_ONE_WORD.fullmatch(value))
    )


def _words(node: Node) -> str:
    return listed([str(w).lower() if isinstance(w, bool) else str(w) for w in node.words], last="or")


def _kinds(node: Node) -> list[str]:
    """What the form takes here beside words, as it is spoken."""
    return [SPOKEN_TYPES[name] for name in sorted(node.types - {"null", "string"})]


def _wrong_type(node: Node, value: object) -> str:
    found = SPOKEN_TYPES[min(types_of(value))]
    if node.words and _kinds(node):
        wanted = listed(_kinds(node), last="or")
        many = "one of the words" if len(node.words) > 1 else "the word"
        return f"this is {found}, and the form asks for {wanted}, or {many} {_words(node)}"
    if node.shape is not None and not isinstance(value, list | dict):
        return f"this is {found}; {WAYS[node.shape]}"
    if node.hint and isinstance(value, str):
        return node.hint
    if "string" in node.types and isinstance(value, bool | int | float):
        return f"this is read as {found}; put it in double quotes to make it a text"
    if "string" in node.types and isinstance(value, dict) and len(value) == 1:
        return (
            "a colon and a space inside it make a field of this text; put the whole text in double quotes"
        )
    wanted = listed([SPOKEN_TYPES[name] for name in sorted(node.types - {"null"})], last="or")
    return f"this is {found}, and the form asks for {wanted}{_way(node, value)}"


def _way(node: Node, value: object) -> str:
    """How the value may be written as what the form asks for, where that can be told."""
    if node.types - {"null"} == {"boolean"} and (answer := _answer(value)):
        return f"; write {answer}"
    if node.types != {"array"}:
        return ""
    return f": {_AS_A_LIST}" if _is_one_item(node, value) else ", so begin each line of it with a dash"


def _wrong_date(text: str, shape: Shape, words: str) -> str:
    """The way out for a day or a time that is written otherwise; `words` may stand there instead."""
    if text.startswith(_QUOTES):
        return "this stands in curly quotes; take them away"
    if shape in (Shape.TIME, Shape.MOMENT):
        return f"{WAYS[shape]}{words}"
    better = suggestion(text)
    meant = period_of(better or text)
    if shape is Shape.DAY and meant is not None and meant.is_month:
        return f"a day is needed here: {WAYS[shape]}{words}"
    if better is not None:
        return f"this is not the way to write a date; write {better}"
    if period_of(text) is not None:
        return "this lies outside the years 1900 to 2099"
    return f"there is no such day{'' if shape is Shape.DAY else ' or month'}; {WAYS[shape]}{words}"
