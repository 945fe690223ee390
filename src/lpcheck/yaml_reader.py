"""YAML text as plain values, each with its place.

Only `null`, `true`, `false`, integers and decimals are anything but text. Anchors, aliases, tags and
merge keys have no meaning here: each is a trouble, and reading goes on without it.
"""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, NoReturn, TypeAlias

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from lpcheck import yaml_traps as traps
from lpcheck.errors import LpcheckError
from lpcheck.model import Place, Pointer, Reading, Span, Trouble

MOST_DEPTH = 64
MOST_TROUBLES = 50
MOST_VALUES = 100_000

_Event: TypeAlias = Any  # the stubs allow events without marks; one that was read always has them
_WORDS = {"": None, "null": None, "true": True, "false": False}
_NUMBER_STARTS = frozenset("-0123456789")
_NUMBER = re.compile(r"-?(?=[0-9.]{1,16}\Z)(?:0|[1-9][0-9]{0,14})(\.[0-9]*[1-9])?")
_NO_KEYS = {"": traps.NO_KEY, "<<": traps.MERGE}
_new = tuple.__new__
_NOTHING: Mapping[Any, Any] = MappingProxyType({})


def read_yaml(raw: bytes) -> Reading:
    """Read the one document in `raw`; whatever is wrong with it is a trouble, never an error.

    After a fault that ends the reading, `data` and `place` are None: nothing half-read is judged.
    """
    if not yaml.__with_libyaml__:
        message = "YAML cannot be read, because PyYAML is installed without its C library"
        raise LpcheckError(message, "install PyYAML again from a wheel, which brings the library")
    if refusal := traps.refusal(raw):
        return Reading(None, None, ("",), (refusal,))
    text, troubles = traps.decoded(raw)
    lines = traps.split_lines(text)
    data, place = _Builder(text, lines, troubles).document()
    return Reading(data, place, lines, tuple(troubles))


def plain_value(text: str) -> object:
    """Return what a scalar without quotes stands for: almost always the text itself."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] in _NUMBER_STARTS and (number := _NUMBER.fullmatch(text)):
        return float(text) if number[1] else int(text)
    return text


class _StoppedError(Exception):
    """The reading cannot go on; the trouble that says why is already noted."""


class _Builder:
    """One pass over the events of libyaml: values and places grow, troubles are noted by the way.

    `_path` leads to the value being read; None in it stands for a field that is not kept.
    """

    def __init__(self, text: str, lines: tuple[str, ...], troubles: list[Trouble]) -> None:
        self._text = text
        self._lines = lines
        self._troubles = troubles
        self._suspects = traps.suspect_lines(text, lines)
        self._next: Any = yaml.cyaml.CParser(text).get_event
        self._path: list[str | int | None] = []
        self._left = MOST_VALUES
        self._reads: dict[type, Callable[[_Event], tuple[object, Place]]] = {
            ScalarEvent: self._scalar,
            SequenceStartEvent: self._list,
            MappingStartEvent: self._mapping,
            AliasEvent: self._alias,
        }

    def document(self) -> tuple[object, Place | None]:
        """Read the first document; (None, None) if it is empty or cannot be read to its end."""
        try:
            for span, message in traps.tag_directives(self._text, self._lines):
                self._stop(span, message)
            return self._only_document()
        except yaml.YAMLError as error:
            trouble = traps.explained(error, self._text, self._lines)
            if not any(_say_the_same(trouble, known) for known in self._troubles):
                self._troubles.append(trouble)
        except _StoppedError:
            pass
        return None, None

    def _only_document(self) -> tuple[object, Place | None]:
        self._next()  # the stream begins
        start = self._next()
        if type(start) is not DocumentStartEvent:
            self._stop(Span(1, 1, 1, 1), traps.EMPTY)
        root = self._next()
        found = self._value(root)
        more = self._event_after(self._next())
        if type(more) is DocumentStartEvent:
            self._report(traps.span_of(more, self._lines), traps.SECOND)
        elif _is_unwritten(root):
            self._stop(Span(1, 1, 1, 1), traps.EMPTY)
        return found

    def _event_after(self, end: _Event) -> _Event:
        """Return what follows the document: text after its `...` counts as another document."""
        try:
            return self._next()
        except yaml.MarkedYAMLError as error:
            if not end.explicit:
                raise
            return DocumentStartEvent(error.problem_mark, error.problem_mark)

    def _value(self, event: _Event) -> tuple[object, Place]:
        return self._reads[type(event)](event)

    def _alias(self, event: _Event) -> tuple[object, Place]:
        span = traps.span_of(event, self._lines)
        self._report(span, traps.ALIAS)
        return None, Place(span, _NOTHING, _NOTHING)

    def _scalar(self, event: _Event) -> tuple[object, Place]:
        start, end = event.start_mark, event.end_mark
        line, column, end_column = start.line, start.column, end.column
        is_on_one_line = line == end.line
        if event.anchor or event.tag:
            self._report_all(traps.property_faults(event, self._lines))
        if is_on_one_line and column < end_column:
            span = _new(Span, (line + 1, column + 1, line + 1, end_column + 1))
        else:
            span = traps.span_of(event, self._lines)
        if event.style:
            return event.value, _new(Place, (span, _NOTHING, _NOTHING))
        if line in self._suspects or not is_on_one_line:
            self._report_all(traps.plain_faults(event, self._lines))
        return plain_value(event.value), _new(Place, (span, _NOTHING, _NOTHING))

    def _list(self, opening: _Event) -> tuple[list[object], Place]:
        data: list[object] = []
        children: dict[str | int, Place] = {}
        self._open(opening)
        while type(event := self._next()) is not SequenceEndEvent:
            self._path[-1] = position = len(data)
            self._left -= 1
            value, children[position] = self._reads[type(event)](event)
            data.append(value)
        last = children[position].span if data else None
        return data, Place(self._close(opening, last, event), _NOTHING, children)

    def _mapping(self, opening: _Event) -> tuple[dict[str, object], Place]:
        data: dict[str, object] = {}
        keys: dict[str, Span] = {}
        children: dict[str | int, Place] = {}
        last = None
        self._open(opening)
        while type(event := self._next()) is not MappingEndEvent:
            key, span = self._key(event)
            content = self._next()
            self._path[-1] = key
            value, place = self._reads[type(content)](content)
            last = place.span
            if value is None and opening.flow_style and self._is_cut(event, content):
                self._path[-1] = None
                self._report(span, traps.COMMA)
            elif key in data:
                self._report_twice(span, keys[key])
            elif key is not None:
                data[key], keys[key], children[key] = value, span, place
        return data, Place(self._close(opening, last, event), keys, children)

    def _open(self, opening: _Event) -> None:
        """Go one level deeper, in the path too."""
        if opening.anchor or opening.tag:
            self._report_all(traps.property_faults(opening, self._lines))
        if len(self._path) == MOST_DEPTH:
            self._stop(traps.span_of(opening, self._lines), traps.TOO_DEEP)
        self._path.append(None)

    def _close(self, opening: _Event, last: Span | None, closing: _Event) -> Span:
        """Come back up; return the span up to the closing bracket, or else to the end of the last value."""
        self._path.pop()
        start, end = opening.start_mark, closing.end_mark
        if last is None or (opening.flow_style and end.index > closing.start_mark.index):
            return Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)
        return Span(start.line + 1, start.column + 1, last.end_line, last.end_column)

    def _key(self, event: _Event) -> tuple[str | None, Span]:
        """Return the key, or None after a trouble that leaves no field to keep."""
        self._path[-1] = None
        if type(event) is not ScalarEvent:
            if type(event) is not AliasEvent:
                self._report(traps.span_of(event, self._lines), traps.COMPLEX_KEY)
            return None, self._value(event)[1].span
        key: str = event.value
        start, end = event.start_mark, event.end_mark
        line = start.line + 1
        span = _new(Span, (line, start.column + 1, end.line + 1, end.column + 1))
        if event.anchor or event.tag or start.line in self._suspects:
            self._path[-1] = key
            self._report_all(traps.property_faults(event, self._lines))
            self._report_all(traps.key_faults(event, self._lines))
        if key in _NO_KEYS and not event.style:
            self._path[-1] = None
            self._report(span, _NO_KEYS[key])
            return None, span
        return key, span

    def _is_cut(self, key: _Event, content: _Event) -> bool:
        """Whether a comma cut this off: a key in braces with neither a colon nor a value."""
        if type(key) is not ScalarEvent or not _is_unwritten(content):
            return False
        between = self._text[key.end_mark.index : content.start_mark.index]
        return not between.lstrip().startswith(":")

    def _report_all(self, faults: traps.Faults) -> None:
        for span, message in faults:
            self._report(span, message)

    def _report(self, span: Span, message: str) -> None:
        self._note(Trouble("unreadable", span, message, self._pointer()))

    def _report_twice(self, span: Span, first: Span) -> None:
        related = ((first, "first written here"),)
        self._note(Trouble("key-twice", span, traps.TWICE, self._pointer(), related))

    def _note(self, trouble: Trouble) -> None:
        if len(self._troubles) == MOST_TROUBLES:
            self._stop(trouble.span, traps.TOO_MANY_TROUBLES)
        self._troubles.append(trouble)

    def _stop(self, span: Span, message: str) -> NoReturn:
        self._troubles.append(Trouble("unreadable", span, message))
        raise _StoppedError

    def _pointer(self) -> Pointer:
        return tuple(step for step in self._path if step is not None)


def _is_unwritten(event: _Event) -> bool:
    """Whether this is a value of which nothing at all is written."""
    return type(event) is ScalarEvent and event.start_mark.index == event.end_mark.index


def _say_the_same(one: Trouble, other: Trouble) -> bool:
    return (one.message, one.span[:2]) == (other.message, other.span[:2])
