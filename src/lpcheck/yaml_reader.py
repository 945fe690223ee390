"""YAML text as plain values, each with its place.

Only `null`, `true`, `false`, integers and decimals are anything but text. Anchors, aliases, tags and
merge keys have no meaning here: each is a trouble, and reading goes on without it.
"""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, NoReturn, TypeAlias

import yaml

from lpcheck import yaml_sentences as sentences
from lpcheck import yaml_text as texts
from lpcheck import yaml_traps as traps
from lpcheck.errors import LpcheckError
from lpcheck.places import Place, Span
from lpcheck.reading import Reading, Trouble

MOST_DEPTH = 64
MOST_TROUBLES = 50
MOST_VALUES = 100_000

_Found: TypeAlias = tuple[object, Place]
_WORDS = {"": None, "null": None, "true": True, "false": False}
_NUMBER_STARTS = frozenset("-0123456789")
_NUMBER = re.compile(r"-?(?=[0-9.]{1,16}\Z)(?:0|[1-9][0-9]{0,14})(\.[0-9]*[1-9])?")
_new = tuple.__new__  # half the time of calling Span and Place, of which there are two a value
_NOTHING: Mapping[Any, Any] = MappingProxyType({})


def read_yaml(raw: bytes) -> Reading:
    """Read the one document in `raw`; whatever is wrong with it is a trouble, never an error.

    After a fault that ends the reading, `data` and `place` are None: nothing half-read is judged.
    """
    if not yaml.__with_libyaml__:
        message = "YAML cannot be read, because PyYAML is installed without its C library"
        raise LpcheckError(message, "install PyYAML again from a wheel, which brings the library")
    if refusal := texts.refusal(raw):
        return Reading(None, None, ("",), (refusal,))
    text, troubles = texts.decoded(raw)
    lines = texts.split_lines(text)
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
        self._next: Any = yaml.CBaseLoader(text).get_event
        self._path: list[str | int | None] = []
        self._left = MOST_VALUES

    def document(self) -> _Found | tuple[None, None]:
        """Read the first document; (None, None) if it is empty or cannot be read to its end."""
        try:
            for span, message in texts.tag_directives(self._text, self._lines):
                self._stop(span, message)
            return self._only_document()
        except yaml.YAMLError as error:
            trouble = traps.explained(error, self._text, self._lines)
            said = {(known.message, known.span[:2]) for known in self._troubles}
            if (trouble.message, trouble.span[:2]) not in said:
                self._troubles.append(trouble)
        except _StoppedError:
            pass
        return None, None

    def _only_document(self) -> _Found:
        self._next()  # the stream begins
        start = self._next()
        if type(start) is not yaml.DocumentStartEvent:
            self._stop(Span(1, 1, 1, 1), sentences.EMPTY)
        root = self._next()
        found = _READERS[type(root)](self, root)
        more = self._event_after(self._next())
        if type(more) is yaml.DocumentStartEvent:
            self._report(self._span(more), sentences.SECOND)
        elif _is_unwritten(root):
            self._stop(Span(1, 1, 1, 1), sentences.EMPTY)
        return found

    def _event_after(self, end: traps.Event) -> traps.Event:
        """Return what follows the document: text after its `...` counts as another document."""
        try:
            return self._next()
        except yaml.MarkedYAMLError as error:
            if not end.explicit:
                raise
            return yaml.DocumentStartEvent(error.problem_mark, error.problem_mark)

    def alias(self, event: traps.Event) -> _Found:
        span = self._span(event)
        self._report(span, sentences.ALIAS)
        return None, Place(span, _NOTHING, _NOTHING)

    def scalar(self, event: traps.Event) -> _Found:
        if event.anchor or event.tag:
            self._report_all(traps.property_faults(event, self._lines))
        span = self._span(event)
        if event.style:
            return event.value, _new(Place, (span, _NOTHING, _NOTHING))
        if span.line in self._suspects or span.line != span.end_line:
            self._report_all(traps.plain_faults(event.value, span, self._lines))
        return plain_value(event.value), _new(Place, (span, _NOTHING, _NOTHING))

    def items(self, opening: traps.Event) -> _Found:
        data: list[object] = []
        children: dict[str | int, Place] = {}
        self._open(opening)
        while type(event := self._next()) is not yaml.SequenceEndEvent:
            self._path[-1] = position = len(data)
            self._count(event)
            value, children[position] = _READERS[type(event)](self, event)
            data.append(value)
        last = children[position].span if data else None
        return data, Place(self._close(opening, last, event), _NOTHING, children)

    def fields(self, opening: traps.Event) -> _Found:
        data: dict[str, object] = {}
        keys: dict[str, Span] = {}
        children: dict[str | int, Place] = {}
        last = None
        self._open(opening)
        while type(event := self._next()) is not yaml.MappingEndEvent:
            key, span = self._key(event)
            content = self._next()
            self._path[-1] = key
            value, place = _READERS[type(content)](self, content)
            last = place.span
            if value is None and opening.flow_style and self._is_cut(event, content):
                self._path[-1] = None
                self._report(span, sentences.COMMA)
            elif key in data:
                self._report(span, sentences.TWICE, "key-twice", (keys[key], "first written here"))
            elif key is not None:
                data[key], keys[key], children[key] = value, span, place
        return data, Place(self._close(opening, last, event), keys, children)

    def _open(self, opening: traps.Event) -> None:
        """Go one level deeper, in the path too."""
        if opening.anchor or opening.tag:
            self._report_all(traps.property_faults(opening, self._lines))
        if len(self._path) == MOST_DEPTH:
            self._stop(self._span(opening), sentences.TOO_DEEP)
        self._path.append(None)

    def _close(self, opening: traps.Event, last: Span | None, closing: traps.Event) -> Span:
        """Come back up; return the span up to the closing bracket, or else to the end of the last value."""
        self._path.pop()
        start, end = opening.start_mark, closing.end_mark
        if last is None or (opening.flow_style and end.index > closing.start_mark.index):
            return Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)
        return Span(start.line + 1, start.column + 1, last.end_line, last.end_column)

    def _key(self, event: traps.Event) -> tuple[str | None, Span]:
        """Return the key, or None after a trouble that leaves no field to keep."""
        self._path[-1] = None
        self._count(event)
        span = self._span(event)
        if type(event) is not yaml.ScalarEvent:
            if type(event) is not yaml.AliasEvent:
                self._report(span, sentences.COMPLEX_KEY)
            _READERS[type(event)](self, event)
            return None, span
        key: str = event.value
        if not key or (key == "<<" and not event.style):
            self._report(span, sentences.MERGE if key else sentences.NO_KEY)
            return None, span
        if event.anchor or event.tag or span.line in self._suspects:
            self._path[-1] = key
            self._report_all(traps.property_faults(event, self._lines))
            self._report_all(traps.key_faults(event, span, self._lines))
        return key, span

    def _is_cut(self, key: traps.Event, content: traps.Event) -> bool:
        """Whether a comma cut this off: a key in braces with neither a colon nor a value."""
        between = self._text[key.end_mark.index : content.start_mark.index].lstrip()
        return _is_unwritten(content) and not between.startswith(":") and type(key) is yaml.ScalarEvent

    def _count(self, event: traps.Event) -> None:
        self._left -= 1
        if self._left < 0:
            self._stop(self._span(event), sentences.TOO_MANY_VALUES)

    def _span(self, event: traps.Event) -> Span:
        """Where an event stands; nearly every one stands on one line, and that is quickly said."""
        start, end = event.start_mark, event.end_mark
        line, column, end_column = start.line + 1, start.column + 1, end.column + 1
        if line == end.line + 1 and column < end_column:
            return _new(Span, (line, column, line, end_column))
        return traps.span_of(event, self._lines)

    def _report_all(self, faults: texts.Faults) -> None:
        for span, message in faults:
            self._report(span, message)

    def _report(
        self, span: Span, message: str, name: str = "unreadable", *related: tuple[Span, str]
    ) -> None:
        if len(self._troubles) == MOST_TROUBLES:
            self._stop(span, sentences.TOO_MANY_TROUBLES)
        pointer = tuple(step for step in self._path if step is not None)
        self._troubles.append(Trouble(name, span, message, pointer, related))

    def _stop(self, span: Span, message: str) -> NoReturn:
        self._troubles.append(Trouble("unreadable", span, message))
        raise _StoppedError


_READERS: dict[type, Callable[[_Builder, traps.Event], _Found]] = {
    yaml.ScalarEvent: _Builder.scalar,
    yaml.SequenceStartEvent: _Builder.items,
    yaml.MappingStartEvent: _Builder.fields,
    yaml.AliasEvent: _Builder.alias,
}


def _is_unwritten(event: traps.Event) -> bool:
    """Whether nothing at all is written where a value should be."""
    return event.start_mark.index == event.end_mark.index and type(event) is yaml.ScalarEvent
