"""What goes wrong in YAML that people write by hand, in words that say what to write instead.

No sentence repeats a word of the document, and none is libyaml's own.
"""

import codecs
import re
from collections.abc import Iterator
from typing import Any, NamedTuple, TypeAlias

from yaml import MarkedYAMLError, YAMLError

from lpcheck.model import Span, Trouble

Faults: TypeAlias = Iterator[tuple[Span, str]]

MOST_BYTES = 1_048_576

_IN_QUOTES = "put the whole value in double quotes"
TOO_BIG = "the file is larger than 1 MiB and was not read: split it into smaller files"
UTF_16 = 'the file is saved as Unicode (UTF-16): save it again with the encoding "UTF-8"'
NOT_UTF_8 = 'a character here is not in UTF-8: save the file as "UTF-8" and type it again'
CONTROL = "an invisible control character stands here: delete it and type the text again"
EMPTY = "the file is empty or holds only comments: write its fields, one a line, or delete the file"
SECOND_DOCUMENT = (
    "a second document starts here and is not read: keep one document in a file, and take out"
    " lines of --- and ..."
)
TOO_DEEP = "there are more than 64 levels inside one another here: take out brackets or indentation"
TOO_MANY_VALUES = "there are more than 100,000 values in this file: split it into smaller files"
TOO_MANY_TROUBLES = "reading stopped here: put right the faults above first, then check again"
TWICE = "this key is written twice and only the first one counts: delete one or rename it"
ANCHOR = (
    "a value that starts with & is taken for a label, and labels are not used here: take it out,"
    " or put the whole value in double quotes if the & belongs to it"
)
ALIAS = (
    "a value that starts with * is taken for a copy of another value, and nothing is copied here:"
    " write the value out, or put it in double quotes if the * belongs to it"
)
TAG = (
    "a value that starts with ! is taken for a type, and types are not used here: take it out,"
    " or put the whole value in double quotes if the ! belongs to it"
)
MERGE = "<< does not copy fields here: write the fields out"
COMPLEX_KEY = (
    "a list, a group in braces or a ? cannot be a key: write a plain word before the colon, and put"
    " text that starts with ?, [ or { in double quotes"
)
NO_KEY = "there is no key before this colon: write the name of the field there"
COMMA = (
    "inside { } a comma starts a new field, and this one has no colon: put text that holds a comma"
    " in double quotes, or write one field a line"
)
COLON = f"a colon followed by a space inside a value starts a new field: {_IN_QUOTES}"
COMMENT = (
    "a # after a space starts a comment and the rest of the line is lost: put the value in double"
    " quotes, or a space after the # if it is meant as a comment"
)
DASH = (
    "a line that starts with - inside a text does not start a list item: start it at the same"
    " column as the - above, or put the whole text in double quotes"
)
SPACE = (
    "an unusual space, as web pages and word processors use, stands where only an ordinary one"
    " counts: delete it and press the space bar"
)
TAB = "a tab stands where only spaces may: delete it and use the space bar, two for each level"
CURLY = (
    "a curly quotation mark does not count as a quotation mark here: type straight ones, with"
    " the one at the start matching the one at the end"
)
AFTER_CLOSING = (
    "there is more text after a closing quotation mark or bracket: put the whole value in double"
    ' quotes, and write \\" for a quotation mark inside it'
)
UNCLOSED_QUOTE = (
    "a quotation mark opens here and is never closed: close it at the end of the value, or put the"
    " whole value in double quotes if the mark belongs to it"
)
UNCLOSED_BRACKET = (
    "a bracket opens here and is not closed as it should be: close it, put commas between its"
    " parts, or put the whole value in double quotes if the bracket belongs to it"
)
NO_SPACE = "a colon after a key needs a space behind it: write key: value"
DASH_SPACE = "a - that starts a list item needs a space behind it"
NO_COLON = (
    "this line has no colon: write key: value, or - before an item of a list, or indent the line"
    " if it goes on with the text above"
)
UNDER_TEXT = (
    "a field cannot start here, because the line above already has a value or is not finished:"
    " start it at the same column as the field above, and check that line"
)
SIGN = f"a value cannot start with @, % or a backtick: {_IN_QUOTES}"
BLOCK_SIGN = (
    "a | or > at the start of a value must stand alone on its line, with the text below it:"
    f" {_IN_QUOTES} if the sign belongs to it"
)
PERCENT = "a line cannot start with % here: put text that starts with % in double quotes"
BACKSLASH = (
    "a backslash inside double quotes has a meaning of its own: write two of them, or use single"
    " quotes"
)
ITEM = (
    "a list item cannot start on the line of its key: start a new line with - below the key, or"
    f" {_IN_QUOTES} if the - belongs to it"
)
QUESTION = f"a value cannot start with ? and a space: {_IN_QUOTES}"
EMPTY_PART = "a value is missing beside a comma: take out the comma or write the value"
BRACKET = f"a closing bracket stands here without an opening one: take it out, or {_IN_QUOTES}"
MIXED = (
    "a list item stands among fields: indent it below the key that it belongs to, at the same"
    " column as the items around it"
)
INDENTATION = (
    "this line does not start where its neighbours do: fields and items of one group must all start"
    " at the same column"
)
UNKNOWN = f"this line cannot be read from here on: {_IN_QUOTES}, and check how it is indented"


_ODD = "\u00a0\u2007\u202f\u3000\u200b\ufeff"
_CURLY = "“”„‟‘’‚‛"
_SUSPECT = re.compile(
    rf"[#?{_ODD}{_CURLY}](?:(?<=[{_ODD}{_CURLY}])|(?<=[ \t]#)(?=[^\s#])|(?<=\?)(?=[ \t]))"
)
_ODD_SPACE = re.compile(rf"[ -]*(?:[\w-]+:)?([{_ODD}])")
_CUT_COMMENT = re.compile(r"[ \t]+(#)[^\s#]")
_DASHED = re.compile(r"\s*(-)\s")
_ILLEGAL = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def refusal(raw: bytes) -> Trouble | None:
    """Return why the bytes cannot be taken for YAML at all."""
    if len(raw) > MOST_BYTES:
        return Trouble("unreadable", Span(1, 1, 1, 1), TOO_BIG)
    share = [half.count(0) * 2 > len(half) for half in (raw[:1000:2], raw[1:1000:2])]
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or share[0] != share[1]:
        return Trouble("unreadable", Span(1, 1, 1, 1), UTF_16)
    return None


def decoded(raw: bytes) -> tuple[str, list[Trouble]]:
    """Return the text without a byte order mark, and a trouble at the first byte that is not UTF-8."""
    raw = raw.removeprefix(codecs.BOM_UTF8)
    try:
        return raw.decode(), []
    except UnicodeDecodeError as error:
        span = _last_character(raw[: error.start].decode() + "?")
        return raw.decode(errors="replace"), [Trouble("unreadable", span, NOT_UTF_8)]


def split_lines(text: str) -> tuple[str, ...]:
    """Return the lines without their ends, divided just where libyaml divides them."""
    for ending in ("\r\n", "\r", "\x85", "\u2028", "\u2029"):
        text = text.replace(ending, "\n")
    return tuple(text.split("\n"))


def tag_directives(text: str, lines: tuple[str, ...]) -> Faults:
    """Yields the `%TAG` lines: the time they take grows with the square of their number."""
    for number, line in enumerate(lines if "%TAG" in text else (), 1):
        if line.startswith("%TAG"):
            yield Span(number, 1, number, 5), PERCENT


def suspect_lines(text: str, lines: tuple[str, ...]) -> frozenset[int]:
    """Return the numbers, from 0, of the lines that are worth a closer look around each value."""
    if not _SUSPECT.search(text):
        return frozenset()
    return frozenset(number for number, line in enumerate(lines) if _SUSPECT.search(line))


def span_of(event: Any, lines: tuple[str, ...]) -> Span:
    """Where an event stands, without the empty lines that libyaml counts to a block's end."""
    line, column = _spot(event.start_mark, lines)
    end_line, end_column = _spot(event.end_mark, lines)
    while end_line > line and not lines[end_line][:end_column].strip():
        end_line -= 1
        end_column = len(lines[end_line])
    return Span(line + 1, column + 1, end_line + 1, end_column + 1)


def property_faults(event: Any, lines: tuple[str, ...]) -> Faults:
    """Yields the anchor and the tag in front of a value."""
    line, column = event.start_mark.line, event.start_mark.column
    for sign, word, message in (("&", event.anchor, ANCHOR), ("!", event.tag, TAG)):
        if word:
            at = max(lines[line].find(sign, column), column)
            end = at + len(re.split(r"[\s,\[\]{}]", lines[line][at:], maxsplit=1)[0])
            yield Span(line + 1, at + 1, line + 1, end + 1), message


def plain_faults(event: Any, lines: tuple[str, ...]) -> Faults:
    """Yields what looks right in and after a value without quotes, but is not read so."""
    start, end = event.start_mark, event.end_mark
    yield from _odd_space(event, lines)
    for number in range(start.line + 1, end.line + 1):
        if dash := _DASHED.match(lines[number]):
            yield _character(number, dash.start(1)), DASH
    if comment := _CUT_COMMENT.match(lines[end.line], end.column):
        column = comment.start(1)
        yield Span(end.line + 1, column + 1, end.line + 1, len(lines[end.line]) + 1), COMMENT


def key_faults(event: Any, lines: tuple[str, ...]) -> Faults:
    """Yields what stands before or at the start of a key and makes another key of it."""
    start = event.start_mark
    if lines[start.line][: start.column].rstrip().endswith("?"):
        yield span_of(event, lines), COMPLEX_KEY
    if not event.style:
        yield from _odd_space(event, lines)
        if event.value.startswith(tuple(_CURLY)):
            yield _character(start.line, start.column), CURLY


def _odd_space(event: Any, lines: tuple[str, ...]) -> Faults:
    """Yields an unusual space that took the place of indentation, or follows a key's colon."""
    line, column = event.start_mark.line, event.start_mark.column
    odd = _ODD_SPACE.match(lines[line])
    if odd and odd.start(1) >= column:
        yield _character(line, odd.start(1)), SPACE
    elif event.value.startswith(tuple(_ODD)):
        yield _character(line, column), SPACE


class _Trap(NamedTuple):
    """How one mistake shows: libyaml's complaint, and a pattern of the text around a spot, `\0`.

    The spot is where libyaml complains ("at"), where the thing began that it could not finish
    ("from"), or the start of the line of either ("line", "from line") or of the line above. The
    trouble is placed there, or at the group `here`.
    """

    complaint: str
    spot: str
    around: str
    message: str


_SPACED = rf"^\0[ -]*(?:[\w-]+:)?(?P<here>[{_ODD}])"
_QUOTED = rf"^\0(?:.*?[:,\[{{-] +| *)(?P<here>[{_CURLY}])"
_CLOSED = r"[\"'\]}] *\0"
_TRAPS = (
    _Trap("", "line", r"^\0[ -]*(?P<here>\t)", TAB),
    _Trap("", "line", _SPACED, SPACE),
    _Trap("expected ':'", "from line", _SPACED, SPACE),
    _Trap("mapping values", "line above", _SPACED, SPACE),
    _Trap("values|token|content|start>|key|'-'", "line", _QUOTED, CURLY),
    _Trap("expected ':'", "from line", _QUOTED, CURLY),
    _Trap("mapping values", "at", _CLOSED, AFTER_CLOSING),
    _Trap("mapping values", "at", r": .*\0", COLON),
    _Trap("mapping values", "line above", r"^\0[ -]*[\w-]+(?P<here>:)\S", NO_SPACE),
    _Trap("mapping values", "at", r"^ *(?P<here>)", UNDER_TEXT),
    _Trap("expected ':'", "from", r"\0[\w-]+(?P<here>:)\S", NO_SPACE),
    _Trap("expected ':'", "from", r"\0-\S", DASH_SPACE),
    _Trap("expected ':'", "from", "", NO_COLON),
    _Trap("any token", "at", r"\0[@`%]", SIGN),
    _Trap("any token", "at", "", TAB),
    _Trap("an alias", "from", "", ALIAS),
    _Trap("an anchor", "from", "", ANCHOR),
    _Trap(r"\btag\b", "from", "", TAG),
    _Trap("block scalar", "from", "", BLOCK_SIGN),
    _Trap("directive|incompatible", "from", "", PERCENT),
    _Trap("end of stream|document indicator", "from", "", UNCLOSED_QUOTE),
    _Trap("quoted scalar", "at", r"(?P<here>\\)[^\\]{0,2}\0", BACKSLASH),
    _Trap("quoted scalar", "at", "", BACKSLASH),
    _Trap("block sequence entries", "at", "", ITEM),
    _Trap("mapping keys", "at", "", QUESTION),
    _Trap("expected ',' or", "at", _CLOSED, AFTER_CLOSING),
    _Trap("expected ',' or", "at", r": .*\0:", COLON),
    _Trap("expected ',' or", "from", "", UNCLOSED_BRACKET),
    _Trap("node content", "at", r"\0,", EMPTY_PART),
    _Trap("node content", "at", r"\0[\]}]", BRACKET),
    _Trap("node content", "at", "", UNCLOSED_BRACKET),
    _Trap("did not find", "at", _CLOSED, AFTER_CLOSING),
    _Trap("did not find", "at", r"(?P<here>\*)\S* +\0", ALIAS),
    _Trap("did not find", "at", r"^ *\0-(?: |$)", MIXED),
    _Trap("expected '-'", "at", r"^\0", MIXED),
    _Trap("did not find", "at", r"^ *\0:", NO_KEY),
    _Trap("document start", "line above", r"^\0%", PERCENT),
    _Trap("did not find", "at", r"^ *\0", INDENTATION),
    _Trap("", "at", "", UNKNOWN),
)
_REACH = 200


def explained(error: YAMLError, text: str, lines: tuple[str, ...]) -> Trouble:
    """Return what an error of libyaml most likely comes from, at the place to put it right."""
    if not isinstance(error, MarkedYAMLError):
        illegal = _ILLEGAL.search(text)
        return Trouble("unreadable", _last_character(text[: illegal.end()]), CONTROL)
    at = _spot(error.problem_mark, lines)
    began = _spot(error.context_mark or error.problem_mark, lines)
    spots = {
        "at": at,
        "from": began,
        "line": (at[0], 0),
        "from line": (began[0], 0),
        "line above": (max(at[0] - 1, 0), 0),
    }
    complaint = f"{error.context}: {error.problem}"
    found = next(_matches(complaint, spots, lines))
    return Trouble("unreadable", *found)


def _matches(complaint: str, spots: dict[str, tuple[int, int]], lines: tuple[str, ...]) -> Faults:
    for trap in _TRAPS:
        if re.search(trap.complaint, complaint):
            line, column = spots[trap.spot]
            before = lines[line][max(0, column - _REACH) : column]
            after = lines[line][column : column + _REACH]
            if match := re.search(trap.around, f"{before}\0{after}"):
                here = match.start("here") if "here" in match.re.groupindex else len(before)
                offset = column - len(before) - (here > len(before))
                start = here + offset
                end = min(start + 1, len(lines[line]))
                yield Span(line + 1, start + 1, line + 1, end + 1), trap.message


def _spot(mark: Any, lines: tuple[str, ...]) -> tuple[int, int]:
    """Return line and column from 0; libyaml has one more line than a file without a last line end."""
    if mark.line < len(lines):
        return mark.line, mark.column
    return len(lines) - 1, len(lines[-1])


def _character(line: int, column: int) -> Span:
    return Span(line + 1, column + 1, line + 1, column + 2)


def _last_character(text: str) -> Span:
    lines = split_lines(text)
    return _character(len(lines) - 1, len(lines[-1]) - 1)
