"""The reader against anything at all: an answer within a second, in little memory, places true."""

import itertools
import json
import os
import string
import subprocess
import sys
import time
import unicodedata
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from lpcheck import yaml_sentences
from lpcheck.places import Place, Span
from lpcheck.reading import Reading
from lpcheck.yaml_reader import MOST_TROUBLES, read_yaml

MIB = 1 << 20
LIMIT_SECONDS = 1.0
LIMIT_BYTES = 100 * MIB


# What comes first, what fills the file up to 1 MiB (`@` in it is another word each time), what ends it.
HOSTILE = {
    "an alias bomb": (
        "a: &a [x, x]\n"
        + "".join(f"{b}: &{b} [{f'*{a}, ' * 9}]\n" for a, b in itertools.pairwise("abcdefghijkl")),
        "",
        "",
    ),
    "an alias of itself": ("a: &a [*a]\n", "", ""),
    "many aliases": ("", "- *a\n", ""),
    "many anchors": ("", "- &a x\n", ""),
    "anchors without a value": ("", "&a ", ""),
    "many tags": ("", "- !a x\n", ""),
    "one long tag": ("- !", "a", " x"),
    "tag directives": ("", "%TAG !@! x\n", "--- x"),
    "opening brackets": ("", "[", ""),
    "opening brackets, each on its line": ("", "[\n", ""),
    "opening braces": ("", "{", ""),
    "closing brackets": ("", "]", ""),
    "empty lists in a list": ("[", "[],", "]"),
    "lists in lists": ("", "- ", ""),
    "deep lists, again and again": ("", "- " * 60 + "x\n", ""),
    "deeper and deeper": ("".join(" " * depth + "a:\n" for depth in range(1400)), "", ""),
    "empty items": ("", "-\n", ""),
    "items in brackets": ("[", "a,", "]"),
    "keys in braces": ("{", "a,", "}"),
    "pairs in brackets": ("[", "a: b,", "]"),
    "one field again and again": ("", "a: 1\n", ""),
    "one field again and again in braces": ("{", "a: 1,", "}"),
    "many fields": ("", "@: @\n", ""),
    "many empty fields": ("", "@:\n", ""),
    "many fields in braces": ("{", "@: ,", "}"),
    "question marks": ("", "? ", ""),
    "question marks, each on its line": ("", "?\n", ""),
    "questions as keys": ("", "? a\n", ""),
    "double quotes": ("", '"', ""),
    "single quotes": ("", "'", ""),
    "quotes, each on its line": ("", '"\n', ""),
    "quotes over two lines": ("", "- 'aaaaaa\n bbbbbb'\n", "- 'a\n b' c"),
    "escapes": ('"', "\\x41", '"'),
    "colons": ("", ":", ""),
    "colons and spaces": ("", ": ", ""),
    "keys on one line": ("", "a: ", ""),
    "a long line that breaks at its end": ("[", "aaaa: bbbb, ", '"x" y]'),
    "one long text": ("", "x", ""),
    "one long text of words": ("", "x ", ""),
    "one text over many lines": ("", "x\n", ""),
    "a dash on every line of a text": ("- a\n", "  - b\n", ""),
    "texts over two lines": ("", "- a\n  b\n", ""),
    "one block": ("a: |\n", " x\n", ""),
    "one block of empty lines": ("a: |\n", "\n", ""),
    "blocks with empty lines": ("", "- |\n\n\n\n\n\n\n", ""),
    "empty lines": ("", "\n", ""),
    "carriage returns": ("", "\r", ""),
    "line separators": ("", "\u2028", ""),
    "spaces": ("", " ", ""),
    "tabs": ("", "\t", ""),
    "a wide gap": ("a:\n", " ", "b"),
    "comments": ("", "#\n", ""),
    "cut comments": ("", "- a #b\n", ""),
    "fields before a line that is out of place": ("x:\n", "  a: 1\n", " b: 1\n"),
    "items before a colon without a space": ("x:\n", "- a\n", "- b:1  # c\n  d: 2\n"),
    "one text before a field": ("x:\n", " a:\n", " b:1\n\n c: 2\n"),
    "dashes before a field": ("x:\n  - ", "-", "  # c\n    b: 1\n"),
    "dashes before an unusual space": ("- ", "-", "x\u00a0y"),
    "documents": ("", "---\n", ""),
    "directives": ("", "%", ""),
    "a long version": ("%YAML 1.", "1", "\n--- x"),
    "unusual spaces": ("", "-\u00a0x\n", ""),
    "curly keys": ("", "“a”: 1\n", ""),
    "emoji": ("", "- 😀\n", ""),
    "NULs": ("", "\0", ""),
    "a control character at the end": ("", "x\n", "\x01"),
}


def hostile_bytes(name: str) -> bytes:
    start, piece, end = HOSTILE[name]
    room = MIB - len((start + end).encode())
    if "@" in piece:
        words = map("".join, itertools.product(string.ascii_letters + string.digits, repeat=4))
        number = room // len(piece.replace("@", "word"))
        filling = "".join(piece.replace("@", word) for word in itertools.islice(words, number))
    else:
        filling = piece * (room // max(1, len(piece.encode())))
    return (start + filling + end).encode()


def spans_in(place: Place) -> Iterator[Span]:
    yield place.span
    yield from place.keys.values()
    for child in place.children.values():
        yield from spans_in(child)


def assert_sound(reading: Reading) -> None:
    """Every span lies inside the text, and the parts of the reading agree with one another."""
    spans = [trouble.span for trouble in reading.troubles]
    spans += [span for trouble in reading.troubles for span, _ in trouble.related]
    spans += spans_in(reading.place) if reading.place else ()
    for span in spans:
        assert 1 <= span.line <= span.end_line <= len(reading.lines)
        assert 1 <= span.column <= len(reading.lines[span.line - 1]) + 1
        assert 1 <= span.end_column <= len(reading.lines[span.end_line - 1]) + 1
        assert span[:2] <= span[2:]
    assert len(reading.troubles) <= MOST_TROUBLES + 1
    assert (reading.place is None) <= (reading.data is None and bool(reading.troubles))
    if reading.place:
        assert_places_follow(reading.data, reading.place)


def assert_places_follow(data: object, place: Place) -> None:
    steps: dict[str | int, object] = {}
    if isinstance(data, dict):
        steps = dict(data)
    elif isinstance(data, list):
        steps = dict(enumerate(data))
    assert list(place.children) == list(steps)
    assert list(place.keys) == (list(data) if isinstance(data, dict) else [])
    for step, child in place.children.items():
        assert place.span[:2] <= child.span[:2]
        assert child.span[2:] <= place.span[2:]
        assert_places_follow(steps[step], child)


@dataclass(frozen=True, slots=True)
class Cost:
    """What it took to read all hostile texts in a process of its own, without any tracing."""

    seconds: dict[str, float]
    growth: int


@pytest.fixture(scope="module")
def cost() -> Cost:
    untraced = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    run = subprocess.run(
        [sys.executable, __file__], check=True, capture_output=True, text=True, env=untraced
    )
    return Cost(**json.loads(run.stdout))


def measured_cost() -> Cost:
    """Read every hostile text; `growth` is by how many bytes that raised the peak of memory."""
    seconds = {}
    before = peak_memory()
    for name in HOSTILE:
        raw = hostile_bytes(name)
        started = time.process_time()
        read_yaml(raw)
        seconds[name] = time.process_time() - started
    return Cost(seconds, peak_memory() - before)


def peak_memory() -> int:
    """The most bytes that this process has held; what its parent held, which rusage counts, is left out."""
    status = Path("/proc/self/status").read_text("utf-8")
    return int(status.partition("VmHWM:")[2].split()[0]) * 1024


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_answered_within_a_second(name: str, cost: Cost) -> None:
    assert cost.seconds[name] < LIMIT_SECONDS


def test_hostile_text_takes_less_than_100_mib(cost: Cost) -> None:
    assert 0 < cost.growth < LIMIT_BYTES


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_answered_with_true_places(name: str) -> None:
    assert_sound(read_yaml(hostile_bytes(name)))


YAML_BITS = st.sampled_from(
    [
        *"abx01:-?[]{},#&*!|>'\"%@` \t\n\\.=~<",
        *("\r\n", "\r", "\x85", "\u2028", "\u2029", "\n  ", "\n\n", "\ufeff", "\u00a0", "\u3000"),
        *(": ", "- ", "? ", " #", "a: ", "b: 1\n", "<<: ", "---\n", "...\n", "%TAG ", "&a ", "*a"),
        *(
            "!!str ",
            "null",
            "“",
            "’",
            "é",
            "😀",
            "\0",
            "\x07",
            "|\n ",
            ">-\n ",
            "'a'",
            '"b"',
            "{a, b}",
        ),
    ]
)


@given(st.binary())
@example(b"")
@example(b"\0")
@example(b"\xff\xfe")
@example(b"\xef\xbb\xbf")
def test_any_bytes_at_all_are_answered(raw: bytes) -> None:
    assert_sound(read_yaml(raw))


@given(st.text())
@example("? ")
@example("? a")
@example("---")
@example("a: |\n  x\n   ")
@example("? |\n  x")
@example("*a")
@example("a: [")
@example("a:\n? b")
@example("x: &x\n  'y'\n\n")
def test_any_text_at_all_is_answered(text: str) -> None:
    assert_sound(read_yaml(text.encode()))


@settings(max_examples=2000, deadline=None)
@given(st.lists(YAML_BITS, max_size=30).map("".join))
def test_any_heap_of_yaml_signs_is_answered(text: str) -> None:
    assert_sound(read_yaml(text.encode()))


@given(st.lists(YAML_BITS, max_size=20).map("".join), st.binary(max_size=3), st.integers(0, 60))
def test_any_text_with_bytes_that_are_not_utf_8_is_answered(text: str, bad: bytes, at: int) -> None:
    raw = text.encode()
    assert_sound(read_yaml(raw[:at] + bad + raw[at:]))


def test_just_the_characters_that_libyaml_refuses_are_called_control_characters() -> None:
    characters = [chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000]
    refused = {one for one in characters if unicodedata.category(one) == "Cc"} - set("\t\n\r\x85")
    refused |= {"\ufffe", "\uffff"}
    for character in sorted(refused):
        (trouble,) = read_yaml(f"a: 'x{character}y'".encode()).troubles
        assert (trouble.span, trouble.message) == (Span(1, 6, 1, 7), yaml_sentences.CONTROL)
    rest = [one for one in characters if one not in refused and one != "'"]
    for start in range(0, len(rest), 200_000):
        reading = read_yaml(f"a: '{''.join(rest[start : start + 200_000])}'".encode())
        assert reading.troubles == ()


WRITABLE = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
KEYS = st.text(st.characters(categories=["L", "N", "P", "Zs"]), min_size=1, max_size=20)
NUMBERS = st.integers(-999_999_999_999_999, 999_999_999_999_999)
DATA = st.recursive(
    st.none() | st.booleans() | NUMBERS | WRITABLE,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=20,
)


class Dumper(yaml.SafeDumper):
    """Writes text in quotes and everything else plain, without anchors for what stands twice."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002
        """Write everything out each time."""
        return True


def in_quotes(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"')


Dumper.add_representer(str, in_quotes)


@given(data=DATA, is_flow=st.booleans(), is_unicode=st.booleans())
def test_what_was_written_in_quotes_is_read_back_just_as_it_was(
    *, data: object, is_flow: bool, is_unicode: bool
) -> None:
    text = yaml.dump(data, Dumper=Dumper, default_flow_style=is_flow, allow_unicode=is_unicode)
    reading = read_yaml(text.encode())
    assert_sound(reading)
    if data is not None:
        assert reading.troubles == ()
    assert reading.data == data


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asdict(measured_cost())))
