"""YAML text as plain values, each with its place.

Only `null`, `true`, `false`, integers and decimals are anything but text. Anchors, aliases, tags and
merge keys have no meaning here: each is a trouble, and reading goes on without it.
"""

import re
from collections.abc import Callable
from functools import cache, partial
from typing import Any, NoReturn, TypeAlias

import yaml

from lpcheck import yaml_sentences as sentences
from lpcheck import yaml_text as texts
from lpcheck import yaml_traps as traps
from lpcheck.errors import LpcheckError
from lpcheck.places import Span
from lpcheck.reading import Reading, Trouble
from lpcheck.yaml_places import Event, Group, Mark, Spot, end_of, place_of, span_between, span_of

MOST_DEPTH = 64
MOST_TROUBLES = 50
MOST_VALUES = 100_000

_Found: TypeAlias = tuple[object, Spot]
_WORDS = {"": None, "null": None, "true": True, "false": False}
_NUMBER_STARTS = frozenset("-0123456789")
_NUMBER = re.compile(r"-?(?=[0-9.]{1,16}\Z)(?:0|[1-9][0-9]{0,14})(\.[0-9]*[1-9])?")


def read_yaml(raw: bytes) -> Reading:
    """Read the one document in `raw`; whatever is wrong with it is a trouble, never an error.

    After a fault that ends the reading, `data` and `places` are None: nothing half-read is judged.
    """
    if not yaml.__with_libyaml__:
        message = "YAML cannot be read, because PyYAML is installed without its C library"
        raise LpcheckError(message, "install PyYAML again from a wheel, which brings the library")
    if refusal := texts.refusal(raw):
        return Reading(None, None, ("",), (refusal,))
    text, troubles = texts.decoded(raw)
    lines = texts.split_lines(text)
    data, spot = _Builder(text, lines, troubles).document()
    places = None if spot is None else cache(partial(place_of, lines, (data, spot)))
    return Reading(data, places, lines, tuple(troubles))


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
    """One pass over the events of libyaml: values and spots grow, troubles are noted by the way.

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
        self._may_be_too_many = len(text) > MOST_VALUES  # each is at least one character

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

    def _event_after(self, end: Event) -> Event:
        """Return what follows the document: text after its `...` counts as another document."""
        try:
            return self._next()
        except yaml.MarkedYAMLError as error:
            if not end.explicit:
                raise
            return yaml.DocumentStartEvent(error.problem_mark, error.problem_mark)

    def alias(self, event: Event) -> _Found:
        self._report(self._span(event), sentences.ALIAS)
        return None, (event.start_mark, event.end_mark)

    def scalar(self, event: Event) -> _Found:
        if event.anchor or event.tag:
            self._report_all(traps.property_faults(event, self._lines))
        spot = start, end = event.start_mark, event.end_mark
        if event.style:
            return event.value, spot
        if self._suspects or start.line != end.line:
            self._look_closer(event)
        return plain_value(event.value), spot

    def _look_closer(self, event: Event) -> None:
        span = self._span(event)
        if span.line in self._suspects or span.line != span.end_line:
            self._report_all(traps.plain_faults(event.value, span, self._lines))

    def items(self, opening: Event) -> _Found:
        data: list[object] = []
        inside: list[Mark | Group] = []
        spot = None
        self._open(opening)
        while type(event := self._next()) is not yaml.SequenceEndEvent:
            self._path[-1] = len(data)
            if self._may_be_too_many:
                self._count(event)
            value, spot = _READERS[type(event)](self, event)
            data.append(value)
            inside += spot
        self._path.pop()
        return data, (Group(opening.start_mark, end_of(opening, event, spot), (), inside),)

    def fields(self, opening: Event) -> _Found:
        data: dict[str, object] = {}
        keys: list[Mark] = []
        inside: list[Mark | Group] = []
        spot = None
        self._open(opening)
        while type(event := self._next()) is not yaml.MappingEndEvent:
            key = self._key(event)
            content = self._next()
            self._path[-1] = key
            value, spot = _READERS[type(content)](self, content)
            if value is None and opening.flow_style and self._is_cut(event, content):
                self._path[-1] = None
                self._report(self._span(event), sentences.COMMA)
            elif key in data:
                at = 2 * list(data).index(key)
                first = span_between(keys[at], keys[at + 1], self._lines)
                self._report(self._span(event), sentences.TWICE, "key-twice", (first, "first written here"))
            elif key is not None:
                data[key] = value
                keys += event.start_mark, event.end_mark
                inside += spot
        self._path.pop()
        return data, (Group(opening.start_mark, end_of(opening, event, spot), keys, inside),)

    def _open(self, opening: Event) -> None:
        """Go one level deeper, in the path too."""
        if opening.anchor or opening.tag:
            self._report_all(traps.property_faults(opening, self._lines))
        if len(self._path) == MOST_DEPTH:
            self._stop(self._span(opening), sentences.TOO_DEEP)
        self._path.append(None)

    def _key(self, event: Event) -> str | None:
        """Return the key, or None after a trouble that leaves no field to keep."""
        self._path[-1] = None
        if self._may_be_too_many:
            self._count(event)
        if type(event) is not yaml.ScalarEvent:
            if type(event) is not yaml.AliasEvent:
                self._report(self._span(event), sentences.COMPLEX_KEY)
            _READERS[type(event)](self, event)
            return None
        key: str = event.value
        if not key or (key == "<<" and not event.style):
            self._report(self._span(event), sentences.MERGE if key else sentences.NO_KEY)
            return None
        if event.anchor or event.tag or self._suspects:
            self._look_closer_at_key(key, event)
        return key

    def _look_closer_at_key(self, key: str, event: Event) -> None:
        span = self._span(event)
        if event.anchor or event.tag or span.line in self._suspects:
            self._path[-1] = key
            self._report_all(traps.property_faults(event, self._lines))
            self._report_all(traps.key_faults(event, span, self._lines))

    def _is_cut(self, key: Event, content: Event) -> bool:
        """Whether a comma cut this off: a key in braces with neither a colon nor a value."""
        between = self._text[key.end_mark.index : content.start_mark.index].lstrip()
        return _is_unwritten(content) and not between.startswith(":") and type(key) is yaml.ScalarEvent

    def _count(self, event: Event) -> None:
        self._left -= 1
        if self._left < 0:
            self._stop(self._span(event), sentences.TOO_MANY_VALUES)

    def _span(self, event: Event) -> Span:
        return span_of(event, self._lines)

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


_READERS: dict[type, Callable[[_Builder, Event], _Found]] = {
    yaml.ScalarEvent: _Builder.scalar,
    yaml.SequenceStartEvent: _Builder.items,
    yaml.MappingStartEvent: _Builder.fields,
    yaml.AliasEvent: _Builder.alias,
}


def _is_unwritten(event: Event) -> bool:
    """Whether nothing at all is written where a value should be."""
    return event.start_mark.index == event.end_mark.index and type(event) is yaml.ScalarEvent
