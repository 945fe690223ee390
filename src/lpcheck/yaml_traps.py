"""Where YAML that people write by hand goes wrong: from the bytes, the lines and libyaml's complaints."""

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple

import yaml

from lpcheck import yaml_sentences as sentences
from lpcheck.places import Span
from lpcheck.reading import Trouble
from lpcheck.yaml_places import Event, span_of, spot_of
from lpcheck.yaml_text import Faults, character, last_character

_ODD = "\u00a0\u2007\u202f\u3000\u200b\ufeff"
_CURLY = "".join(map(chr, range(0x2018, 0x2020)))  # single and double, high and low
_SUSPECT = re.compile(
    rf"[#?{_ODD}{_CURLY}](?:(?<=[{_ODD}{_CURLY}])|(?<=[ \t]#)(?=[^\s#])|(?<=\?)(?=[ \t]))"
)
_ODD_SPACE = re.compile(rf"[ -]*+(?:[\w-]+:)?([{_ODD}])")
_CUT_COMMENT = re.compile(r"[ \t]+(#)[^\s#]")
_DASHED = re.compile(r"\s*(-)\s")
_ILLEGAL = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def suspect_lines(text: str, lines: tuple[str, ...]) -> frozenset[int]:
    """Return the numbers of the lines that are worth a closer look around each value."""
    if not _SUSPECT.search(text):
        return frozenset()
    return frozenset(number for number, line in enumerate(lines, 1) if _SUSPECT.search(line))


def property_faults(event: Event, lines: tuple[str, ...]) -> Faults:
    """Yields the anchor and the tag in front of a value."""
    line, column = event.start_mark.line, event.start_mark.column
    for sign, word, message in (("&", event.anchor, sentences.ANCHOR), ("!", event.tag, sentences.TAG)):
        if word:
            at = max(lines[line].find(sign, column), column)
            end = at + len(re.split(r"[\s,\[\]{}]", lines[line][at:], maxsplit=1)[0])
            yield Span(line + 1, at + 1, line + 1, end + 1), message


def plain_faults(text: str, span: Span, lines: tuple[str, ...]) -> Faults:
    """Yields what looks right in and after a text without quotes, but is not read so."""
    yield from _odd_spaces(text, span, lines)
    for number in range(span.line, span.end_line):
        if dash := _DASHED.match(lines[number]):
            yield character(number, dash.start(1)), sentences.DASH
            break
    line, end = lines[span.end_line - 1], span.end_line
    if comment := _CUT_COMMENT.match(line, span.end_column - 1):
        yield Span(end, comment.start(1) + 1, end, len(line) + 1), sentences.COMMENT


def key_faults(event: Event, span: Span, lines: tuple[str, ...]) -> Faults:
    """Yields what stands before or at the start of a key and makes another key of it."""
    if lines[span.line - 1][: span.column - 1].rstrip().endswith("?"):
        yield span, sentences.COMPLEX_KEY
    if not event.style:
        yield from _odd_spaces(event.value, span, lines)
        if event.value.startswith(tuple(_CURLY)):
            yield character(span.line - 1, span.column - 1), sentences.CURLY


def _odd_spaces(text: str, span: Span, lines: tuple[str, ...]) -> Faults:
    """Yields an unusual space that took the place of indentation, or follows a key's colon."""
    odd = _ODD_SPACE.match(lines[span.line - 1])
    if odd and odd.start(1) >= span.column - 1:
        yield character(span.line - 1, odd.start(1)), sentences.SPACE
    elif text.startswith(tuple(_ODD)):
        yield character(span.line - 1, span.column - 1), sentences.SPACE


class _Trap(NamedTuple):
    r"""How one mistake shows: libyaml's complaint, and a pattern of the text around a spot, `\0`.

    The spot is where libyaml complains ("at"; "beside" if the thing it could not finish began at the
    same column), where that thing began ("from"), or the start of the line of either ("line", "from
    line") or of the line above. The trouble is placed there, or at the group `here`.
    """

    complaint: str
    spot: str
    around: str
    message: str


_SPACED = rf"^\0[ -]*(?:[\w-]+:)?(?P<here>[{_ODD}])"
_QUOTED = rf"^\0[ -]*(?:[^:\0]*: +)?[\[{{]?(?P<here>[{_CURLY}])"
_UNSPACED = r"(?!\d+:\d)[\w-]+(?P<here>:)(?!//)"
_CLOSING = r"[\"'\]}] *\0"
_TRAPS = (
    _Trap("", "line", r"^\0[ -]*(?P<here>\t)", sentences.TAB),
    _Trap("", "line", _SPACED, sentences.SPACE),
    _Trap("expected ':'", "from line", _SPACED, sentences.SPACE),
    _Trap("mapping values", "line above", _SPACED, sentences.SPACE),
    _Trap("values|token|content|start>|key|'-'", "line", _QUOTED, sentences.CURLY),
    _Trap("expected ':'", "from line", _QUOTED, sentences.CURLY),
    _Trap("mapping values|did not find", "line", rf"^\0[ -]*{_UNSPACED}[\[{{]", sentences.NO_SPACE),
    _Trap("mapping values", "at", _CLOSING, sentences.CLOSED),
    _Trap("mapping values", "at", r": .*\0", sentences.COLON),
    _Trap("mapping values", "line above", rf"^\0[ -]*{_UNSPACED}\S", sentences.NO_SPACE),
    _Trap("mapping values", "at", r"^ *(?P<here>)", sentences.NO_FIELD),
    _Trap("expected ':'", "from", rf"\0{_UNSPACED}\S", sentences.NO_SPACE),
    _Trap("expected ':'", "from", r"\0-\S", sentences.DASH_SPACE),
    _Trap("expected ':'", "from", "", sentences.NO_COLON),
    _Trap("any token", "at", r"\0[@`%]", sentences.SIGN),
    _Trap("any token", "at", "", sentences.TAB),
    _Trap("an alias", "from", "", sentences.ALIAS),
    _Trap("an anchor", "from", "", sentences.ANCHOR),
    _Trap(r"\btag\b", "from", "", sentences.TAG),
    _Trap("block scalar", "from", "", sentences.BLOCK_SIGN),
    _Trap("directive|incompatible", "from", "", sentences.PERCENT),
    _Trap("end of stream|document indicator", "from", "", sentences.OPEN_QUOTE),
    _Trap("quoted scalar", "at", r"(?P<here>\\)[^\\]{0,2}\0", sentences.BACKSLASH),
    _Trap("quoted scalar", "at", "", sentences.BACKSLASH),
    _Trap("block sequence entries", "at", "", sentences.ITEM),
    _Trap("mapping keys", "at", "", sentences.QUESTION),
    _Trap("expected ',' or", "at", _CLOSING, sentences.CLOSED),
    _Trap("expected ',' or", "at", r": .*\0:", sentences.COLON),
    _Trap("expected ',' or", "from", "", sentences.OPEN_BRACKET),
    _Trap("node content", "at", r"\0,", sentences.NO_VALUE),
    _Trap("node content", "at", r"\0[\]}]", sentences.BRACKET),
    _Trap("node content", "at", r"\0:", sentences.NO_KEY),
    _Trap("flow node: .*node content", "at", "", sentences.OPEN_BRACKET),
    _Trap("node content|expected '-'", "beside", r"^ *\0[^:]", sentences.BESIDE),
    _Trap("did not find", "at", _CLOSING, sentences.CLOSED),
    _Trap("did not find", "at", r"(?P<here>\*)\S* +\0", sentences.ALIAS),
    _Trap("did not find", "at", r"^ *\0-(?: |$)", sentences.MIXED),
    _Trap("did not find", "at", r"^ *\0:", sentences.NO_KEY),
    _Trap("document start", "line above", r"^\0%", sentences.PERCENT),
    _Trap("did not find", "at", r"^ *\0", sentences.INDENTATION),
    _Trap("", "at", "", sentences.UNKNOWN),
)
_REACH = 200
_NEAR = 20  # lines
_WITHOUT_SPACE = re.compile(rf"[ -]*+(?P<name>{_UNSPACED})\S")


def explained(error: yaml.YAMLError, text: str, lines: tuple[str, ...]) -> Trouble:
    """Return what an error of libyaml most likely comes from, at the place to put it right."""
    if not isinstance(error, yaml.MarkedYAMLError):
        illegal = next(_ILLEGAL.finditer(text))
        return Trouble("unreadable", last_character(text[: illegal.end()]), sentences.CONTROL)
    (span, message), *_ = _explanations(error, lines)
    for earlier in _causes(text, lines, span, message):
        return earlier
    for opening in _openings(text, lines, span) if message == sentences.CLOSED else ():
        return Trouble(
            "unreadable", opening, sentences.OPEN_QUOTE, (), ((span, "taken to be closed before this"),)
        )
    return Trouble("unreadable", span, message)


def _explanations(error: yaml.MarkedYAMLError, lines: tuple[str, ...]) -> Faults:
    """Yields what the traps that fit make of an error, the best first; the last trap always fits."""
    at = spot_of(error.problem_mark, lines)
    start = spot_of(error.context_mark or error.problem_mark, lines)
    spots = {
        "at": at,
        "from": start,
        "line": (at[0], 0),
        "from line": (start[0], 0),
        "line above": (max(at[0] - 1, 0), 0),
    }
    if at[1] == start[1]:
        spots["beside"] = at
    for trap in _TRAPS:
        if trap.spot in spots and re.search(trap.complaint, f"{error.context}: {error.problem}"):
            line, column = spots[trap.spot]
            before = lines[line][max(0, column - _REACH) : column]
            after = lines[line][column : column + _REACH]
            if found := re.search(trap.around, f"{before}\0{after}"):
                here = found.start("here") if "here" in trap.around else len(before)
                column += here - len(before) - (here > len(before))
                end = min(column + 1, len(lines[line]))
                yield Span(line + 1, column + 1, line + 1, end + 1), trap.message


def _causes(text: str, lines: tuple[str, ...], at: Span, message: str) -> Iterator[Trouble]:
    """Yields the colon without a space for which a field above, at the same column, was read as text."""
    last = _last_text(text) if message in {sentences.NO_FIELD, sentences.INDENTATION} else None
    if last is None or last.style:
        return
    span = span_of(last, lines)
    end = min(span.end_line, at.line - 1)
    for number in range(end, max(span.line, end - _NEAR) - 1, -1):
        line = lines[number - 1]
        if odd := _ODD_SPACE.match(line):
            yield Trouble("unreadable", character(number - 1, odd.start(1)), sentences.SPACE)
        elif (found := _WITHOUT_SPACE.match(line)) and found.start("name") == at.column - 1:
            yield Trouble("unreadable", character(number - 1, found.start("here")), sentences.NO_SPACE)


def _last_text(text: str) -> Event:
    """Return the last text that libyaml read before it stopped, None where there is none."""
    read, last = yaml.CBaseLoader(text).get_event, None
    with suppress(yaml.YAMLError):
        while event := read():
            last = event if isinstance(event, yaml.ScalarEvent) else last
    return last


def _openings(text: str, lines: tuple[str, ...], after: Span) -> Iterator[Span]:
    """Yields where the quote opened, on an earlier line, that was taken to be closed just before this."""
    last = _last_text(text)
    if last and last.style in {"'", '"'}:
        span = span_of(last, lines)
        between = lines[after.line - 1][span.end_column - 1 : after.column - 1]
        if span.line < span.end_line == after.line and not between.strip():
            yield Span(span.line, span.column, span.line, span.column + 1)
