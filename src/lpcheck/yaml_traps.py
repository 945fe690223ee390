"""What goes wrong in YAML that people write by hand, in words that say what to write instead.

No sentence repeats a word of the document, and none is libyaml's own.
"""

import codecs
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, NamedTuple, TypeAlias

import yaml

from lpcheck.model import Span, Trouble

Faults: TypeAlias = Iterator[tuple[Span, str]]
Event: TypeAlias = Any  # the stubs allow events without marks; one that was read always has them
_Mark: TypeAlias = Any  # libyaml's own, or PyYAML's, and they share no type

MOST_BYTES = 1_048_576

_QUOTE_IT = "put the whole value in double quotes"
TOO_BIG = "the file is larger than 1 MiB and was not read: split it into smaller files"
UTF_16 = "the file is saved as Unicode (UTF-16): save it again with UTF-8 as its encoding"
NOT_UTF_8 = "a character here is not in UTF-8: save the file as UTF-8 and type the character again"
CONTROL = "an invisible control character stands here: delete it and type the text again"
EMPTY = "the file is empty or holds only comments: write its fields, one a line, or delete the file"
SECOND = "what stands from here on is not read: keep one document in a file, and take out --- or ..."
TOO_DEEP = "more than 64 levels lie inside one another here: take out brackets or indentation"
TOO_MANY_VALUES = "there are more than 100,000 values up to here: split the file into smaller ones"
TOO_MANY_TROUBLES = "reading stopped here: put the faults above right first, then check again"
TWICE = "this key is written twice and only the first counts: delete or rename one of them"
ANCHOR = "an & at the start is taken for a label and left out: put the value in double quotes if it is text"
ALIAS = "a * at the start is taken for a copy of another value: write it out, or put text in double quotes"
TAG = "a ! at the start is taken for a type and left out: put the value in double quotes if it is text"
MERGE = "<< does not copy fields here: write the fields out"
COMPLEX_KEY = (
    "this cannot be a key: write a word before the colon, and put text with ?, [ or { in double quotes"
)
NO_KEY = "there is no key before this colon: write the name of the field there"
COMMA = "inside { } a comma starts a new field, which needs a colon: put text with a comma in double quotes"
COMMENT = (
    "a # after a space starts a comment and the rest of the line is lost: put the value in double quotes,"
    " or a space after the # if it is meant as a comment"
)
DASH = "this - goes on with the text above: to start an item, put it just below the - or the key above"
SPACE = "an unusual space stands where only an ordinary one counts: delete it and press the space bar"
TAB = "a tab stands where only spaces may: delete it and use the space bar, two for each level"
CURLY = "a curly quotation mark does not count as one here: type straight ones at the start and at the end"
COLON = f"a colon followed by a space inside a value starts a new field: {_QUOTE_IT}"
CLOSED = f'there is text after a closing quote or bracket: {_QUOTE_IT}, with \\" for each quote inside it'
OPEN_QUOTE = f"a quote opens here and is not closed: close it, or {_QUOTE_IT} if it is an apostrophe"
OPEN_BRACKET = (
    f"a bracket opens here and is not closed: close it, put commas between its parts, or {_QUOTE_IT}"
)
NO_SPACE = "a colon after a key needs a space behind it: write key: value"
DASH_SPACE = "a - that starts a list item needs a space behind it: write - value"
NO_COLON = "this line has no colon: write key: value, or indent it if it goes on with the text above"
NO_FIELD = "a field cannot start here: start it at the column of the field above, and check the line above"
SIGN = f"a value cannot start with @, % or a backtick: {_QUOTE_IT}"
BLOCK_SIGN = (
    f"a | or > at the start puts the text on the lines below: {_QUOTE_IT} if it belongs to the text"
)
PERCENT = "a line cannot start with % here: put text that starts with % in double quotes"
BACKSLASH = "a backslash inside double quotes starts a special sign: write two, or use single quotes"
ITEM = "a list item cannot start on the line of its key: start it on the next, or put text in double quotes"
QUESTION = f"a value cannot start with ? and a space: {_QUOTE_IT}"
NO_VALUE = "a value is missing beside a comma: take the comma out or write the value"
BRACKET = f"a closing bracket stands here without an opening one: take it out, or {_QUOTE_IT}"
MIXED = "a list item and a field stand side by side: indent items below their key, all at the same column"
INDENTATION = "this line does not start where its neighbours do: start the fields of a group at one column"
UNKNOWN = f"this line cannot be read from here on: {_QUOTE_IT}, and check how it is indented"

_ODD = "\u00a0\u2007\u202f\u3000\u200b\ufeff"
_CURLY = "".join(map(chr, range(0x2018, 0x2020)))  # single and double, high and low
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
    """Return the numbers of the lines that are worth a closer look around each value."""
    if not _SUSPECT.search(text):
        return frozenset()
    return frozenset(number for number, line in enumerate(lines, 1) if _SUSPECT.search(line))


def span_of(event: Event, lines: tuple[str, ...]) -> Span:
    """Where an event stands, without the empty lines that libyaml counts to a block's end."""
    line, column = _spot(event.start_mark, lines)
    end_line, end_column = _spot(event.end_mark, lines)
    while end_line > line and not lines[end_line][:end_column].strip():
        end_line -= 1
        end_column = len(lines[end_line])
    return Span(line + 1, column + 1, end_line + 1, end_column + 1)


def property_faults(event: Event, lines: tuple[str, ...]) -> Faults:
    """Yields the anchor and the tag in front of a value."""
    line, column = event.start_mark.line, event.start_mark.column
    for sign, word, message in (("&", event.anchor, ANCHOR), ("!", event.tag, TAG)):
        if word:
            at = max(lines[line].find(sign, column), column)
            end = at + len(re.split(r"[\s,\[\]{}]", lines[line][at:], maxsplit=1)[0])
            yield Span(line + 1, at + 1, line + 1, end + 1), message


def plain_faults(text: str, span: Span, lines: tuple[str, ...]) -> Faults:
    """Yields what looks right in and after a text without quotes, but is not read so."""
    yield from _odd_spaces(text, span, lines)
    for number in range(span.line, span.end_line):
        if dash := _DASHED.match(lines[number]):
            yield _character(number, dash.start(1)), DASH
            break
    line, end = lines[span.end_line - 1], span.end_line
    if comment := _CUT_COMMENT.match(line, span.end_column - 1):
        yield Span(end, comment.start(1) + 1, end, len(line) + 1), COMMENT


def key_faults(event: Event, span: Span, lines: tuple[str, ...]) -> Faults:
    """Yields what stands before or at the start of a key and makes another key of it."""
    if lines[span.line - 1][: span.column - 1].rstrip().endswith("?"):
        yield span, COMPLEX_KEY
    if not event.style:
        yield from _odd_spaces(event.value, span, lines)
        if event.value.startswith(tuple(_CURLY)):
            yield _character(span.line - 1, span.column - 1), CURLY


def _odd_spaces(text: str, span: Span, lines: tuple[str, ...]) -> Faults:
    """Yields an unusual space that took the place of indentation, or follows a key's colon."""
    odd = _ODD_SPACE.match(lines[span.line - 1])
    if odd and odd.start(1) >= span.column - 1:
        yield _character(span.line - 1, odd.start(1)), SPACE
    elif text.startswith(tuple(_ODD)):
        yield _character(span.line - 1, span.column - 1), SPACE


class _Trap(NamedTuple):
    r"""How one mistake shows: libyaml's complaint, and a pattern of the text around a spot, `\0`.

    The spot is where libyaml complains ("at"), where the thing began that it could not finish
    ("from"), or the start of the line of either ("line", "from line") or of the line above. The
    trouble is placed there, or at the group `here`.
    """

    complaint: str
    spot: str
    around: str
    message: str


_SPACED = rf"^\0[ -]*(?:[\w-]+:)?(?P<here>[{_ODD}])"
_QUOTED = rf"^\0[ -]*(?:[^:\0]*: +)?[\[{{]?(?P<here>[{_CURLY}])"
_CLOSING = r"[\"'\]}] *\0"
_TRAPS = (
    _Trap("", "line", r"^\0[ -]*(?P<here>\t)", TAB),
    _Trap("", "line", _SPACED, SPACE),
    _Trap("expected ':'", "from line", _SPACED, SPACE),
    _Trap("mapping values", "line above", _SPACED, SPACE),
    _Trap("values|token|content|start>|key|'-'", "line", _QUOTED, CURLY),
    _Trap("expected ':'", "from line", _QUOTED, CURLY),
    _Trap("mapping values", "at", _CLOSING, CLOSED),
    _Trap("mapping values", "at", r": .*\0", COLON),
    _Trap("mapping values", "line above", r"^\0[ -]*[\w-]+(?P<here>:)\S", NO_SPACE),
    _Trap("mapping values", "at", r"^ *(?P<here>)", NO_FIELD),
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
    _Trap("end of stream|document indicator", "from", "", OPEN_QUOTE),
    _Trap("quoted scalar", "at", r"(?P<here>\\)[^\\]{0,2}\0", BACKSLASH),
    _Trap("quoted scalar", "at", "", BACKSLASH),
    _Trap("block sequence entries", "at", "", ITEM),
    _Trap("mapping keys", "at", "", QUESTION),
    _Trap("expected ',' or", "at", _CLOSING, CLOSED),
    _Trap("expected ',' or", "at", r": .*\0:", COLON),
    _Trap("expected ',' or", "from", "", OPEN_BRACKET),
    _Trap("node content", "at", r"\0,", NO_VALUE),
    _Trap("node content", "at", r"\0[\]}]", BRACKET),
    _Trap("node content", "at", r"\0:", NO_KEY),
    _Trap("node content", "at", "", OPEN_BRACKET),
    _Trap("did not find", "at", _CLOSING, CLOSED),
    _Trap("did not find", "at", r"(?P<here>\*)\S* +\0", ALIAS),
    _Trap("did not find", "at", r"^ *\0-(?: |$)", MIXED),
    _Trap("expected '-'", "at", r"^\0", MIXED),
    _Trap("did not find", "at", r"^ *\0:", NO_KEY),
    _Trap("document start", "line above", r"^\0%", PERCENT),
    _Trap("did not find", "at", r"^ *\0", INDENTATION),
    _Trap("", "at", "", UNKNOWN),
)
_REACH = 200


def explained(error: yaml.YAMLError, text: str, lines: tuple[str, ...]) -> Trouble:
    """Return what an error of libyaml most likely comes from, at the place to put it right."""
    if not isinstance(error, yaml.MarkedYAMLError):
        illegal = next(_ILLEGAL.finditer(text))
        return Trouble("unreadable", _last_character(text[: illegal.end()]), CONTROL)
    (span, message), *_ = _explanations(error, lines)
    for opening in _openings(text, lines, span) if message == CLOSED else ():
        return Trouble("unreadable", opening, OPEN_QUOTE, (), ((span, "taken to be closed before this"),))
    return Trouble("unreadable", span, message)


def _explanations(error: yaml.MarkedYAMLError, lines: tuple[str, ...]) -> Faults:
    """Yields what the traps that fit make of an error, the best first; the last trap always fits."""
    at = _spot(error.problem_mark, lines)
    start = _spot(error.context_mark or error.problem_mark, lines)
    spots = {
        "at": at,
        "from": start,
        "line": (at[0], 0),
        "from line": (start[0], 0),
        "line above": (max(at[0] - 1, 0), 0),
    }
    for trap in _TRAPS:
        if re.search(trap.complaint, f"{error.context}: {error.problem}"):
            line, column = spots[trap.spot]
            before = lines[line][max(0, column - _REACH) : column]
            after = lines[line][column : column + _REACH]
            if found := re.search(trap.around, f"{before}\0{after}"):
                here = found.start("here") if "here" in trap.around else len(before)
                column += here - len(before) - (here > len(before))
                end = min(column + 1, len(lines[line]))
                yield Span(line + 1, column + 1, line + 1, end + 1), trap.message


def _openings(text: str, lines: tuple[str, ...], after: Span) -> Iterator[Span]:
    """Yields where the quote opened, on an earlier line, that was taken to be closed just before this."""
    read, last = yaml.CBaseLoader(text).get_event, None
    with suppress(yaml.YAMLError):
        while event := read():
            last = event if isinstance(event, yaml.ScalarEvent) else last
    if last and last.style in {"'", '"'}:
        span = span_of(last, lines)
        between = lines[after.line - 1][span.end_column - 1 : after.column - 1]
        if span.line < span.end_line == after.line and not between.strip():
            yield Span(span.line, span.column, span.line, span.column + 1)


def _spot(mark: _Mark, lines: tuple[str, ...]) -> tuple[int, int]:
    """Return line and column from 0; libyaml has one more line than a file without a last line end."""
    if mark.line < len(lines):
        return mark.line, mark.column
    return len(lines) - 1, len(lines[-1])


def _character(line: int, column: int) -> Span:
    return Span(line + 1, column + 1, line + 1, column + 2)


def _last_character(text: str) -> Span:
    lines = split_lines(text)
    return _character(len(lines) - 1, len(lines[-1]) - 1)
