"""From the bytes of a file to its text and its lines, or why there is none."""

import codecs
from collections.abc import Iterator
from typing import TypeAlias

from lpcheck import yaml_sentences as sentences
from lpcheck.places import Span
from lpcheck.reading import Trouble

Faults: TypeAlias = Iterator[tuple[Span, str]]

MOST_BYTES = 1_048_576


def refusal(raw: bytes) -> Trouble | None:
    """Return why the bytes cannot be taken for YAML at all."""
    if len(raw) > MOST_BYTES:
        return Trouble("unreadable", Span(1, 1, 1, 1), sentences.TOO_BIG)
    share = [half.count(0) * 2 > len(half) for half in (raw[:1000:2], raw[1:1000:2])]
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or share[0] != share[1]:
        return Trouble("unreadable", Span(1, 1, 1, 1), sentences.UTF_16)
    return None


def decoded(raw: bytes) -> tuple[str, list[Trouble]]:
    """Return the text without a byte order mark, and a trouble at the first byte that is not UTF-8."""
    raw = raw.removeprefix(codecs.BOM_UTF8)
    try:
        return raw.decode(), []
    except UnicodeDecodeError as error:
        span = last_character(raw[: error.start].decode() + "?")
        return raw.decode(errors="replace"), [Trouble("unreadable", span, sentences.NOT_UTF_8)]


def split_lines(text: str) -> tuple[str, ...]:
    """Return the lines without their ends, divided just where libyaml divides them."""
    for ending in ("\r\n", "\r", "\x85", "\u2028", "\u2029"):
        text = text.replace(ending, "\n")
    return tuple(text.split("\n"))


def tag_directives(text: str, lines: tuple[str, ...]) -> Faults:
    """Yields the `%TAG` lines: the time they take grows with the square of their number."""
    for number, line in enumerate(lines if "%TAG" in text else (), 1):
        if line.startswith("%TAG"):
            yield Span(number, 1, number, 5), sentences.PERCENT


def character(line: int, column: int) -> Span:
    """The span of one character; line and column count from 0."""
    return Span(line + 1, column + 1, line + 1, column + 2)


def last_character(text: str) -> Span:
    """The span of the last character of a text."""
    lines = split_lines(text)
    return character(len(lines) - 1, len(lines[-1]) - 1)
