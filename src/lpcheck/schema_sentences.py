"""The sentence about a value that does not have the shape the form asks for."""

from collections.abc import Mapping

from lpcheck.dates import period_of, suggestion
from lpcheck.engines import Complaint
from lpcheck.marks import Node, types_of
from lpcheck.words import listed

_SPOKEN_TYPES: Mapping[str, str] = {
    "string": "a text",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "true or false",
    "array": "a list",
    "object": "a group of fields",
    "null": "blank",
}
_QUOTES = ("“", "”", "‘", "’")


def shape_sentence(node: Node, value: object, complaint: Complaint) -> tuple[str, bool]:
    """The sentence, and whether what is wrong is just that the value is empty."""
    title = node.title or "value"
    if value is None or value in ([], {}) or (isinstance(value, str) and not value.strip()):
        return f"nothing is filled in: {title}", True
    if complaint.keyword == "type":
        return f"{title}: {_wrong_type(node, value)}", False
    if complaint.keyword in ("enum", "const"):
        words = [str(word).lower() if isinstance(word, bool) else str(word) for word in node.words]
        return f"{title}: this is not one of the form's words; write {listed(words, last='or')}", False
    if complaint.keyword in ("minimum", "maximum"):
        bound = "least" if complaint.keyword == "minimum" else "most"
        return f"{title}: this must be at {bound} {complaint.limit}", False
    return f"{title}: {_wrong_date(str(value)) if node.is_date else _wrong_form(node)}", False


def _wrong_type(node: Node, value: object) -> str:
    found = _SPOKEN_TYPES[min(types_of(value))]
    if "string" in node.types and isinstance(value, bool | int | float):
        return f"this is read as {found}; put it in double quotes to make it a text"
    if "string" in node.types and isinstance(value, dict) and len(value) == 1:
        return (
            "a colon and a space inside it make a field of this text; put the whole text in double quotes"
        )
    wanted = listed([_SPOKEN_TYPES[name] for name in sorted(node.types - {"null"})], last="or")
    way = ", so begin each line of it with a dash" if node.types == {"array"} else ""
    return f"this is {found}, and the form asks for {wanted}{way}"


def _wrong_date(text: str) -> str:
    if text.startswith(_QUOTES):
        return "this stands in curly quotes; take them away"
    better = suggestion(text)
    if better is not None:
        return f"this is not the way to write a date; write {better}"
    if period_of(text) is not None:
        return "this lies outside the years 1900 to 2099"
    return "there is no such day or month; write it like 2024-01-10 or 2024-01"


def _wrong_form(node: Node) -> str:
    return node.hint or "this is not written the way the form asks"
