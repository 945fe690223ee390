"""What authors write and what is read from it: values, places, and a sentence for every trap."""

import pytest
import yaml

from lpcheck import yaml_sentences as sentences
from lpcheck.errors import LpcheckError
from lpcheck.places import Place, Span
from lpcheck.reading import Reading
from lpcheck.yaml_reader import read_yaml


def read(text: str) -> Reading:
    return read_yaml(text.encode())


def said(reading: Reading) -> list[tuple[int, int, str]]:
    return [(trouble.span.line, trouble.span.column, trouble.message) for trouble in reading.troubles]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("", None),
        ("null", None),
        ("true", True),
        ("false", False),
        ("0", 0),
        ("-12", -12),
        ("999999999999999", 999_999_999_999_999),
        ("1000000000000000", "1000000000000000"),
        ("0.5", 0.5),
        ("-3.25", -3.25),
        ("123456789012345.1", "123456789012345.1"),
        ("1.10", "1.10"),
        ("1.0", "1.0"),
        ("1.", "1."),
        (".5", ".5"),
        ("-x", "-x"),
        ("-.5", "-.5"),
        ("+1", "+1"),
        ("1e5", "1e5"),
        ("1_000", "1_000"),
        ("0x1F", "0x1F"),
        ("0123456", "0123456"),
        ("01632 960123", "01632 960123"),
        ("16:30", "16:30"),
        ("2024-01-10", "2024-01-10"),
        ("2024-01", "2024-01"),
        ("12abc", "12abc"),
        ("٣", "٣"),
        ("no", "no"),
        ("on", "on"),
        ("Yes", "Yes"),
        ("True", "True"),
        ("NULL", "NULL"),
        ("~", "~"),
        (".inf", ".inf"),
        ("=", "="),
        ('"5"', "5"),
        ("'true'", "true"),
        ('""', ""),
        ("|\n  5", "5"),
        (">\n  null\n", "null\n"),
    ],
)
def test_only_null_true_false_and_plain_numbers_are_anything_but_text(written: str, value: object) -> None:
    reading = read(f"a: {written}")
    assert reading.troubles == ()
    assert reading.data == {"a": value}
    assert isinstance(reading.data, dict)
    assert type(reading.data["a"]) is type(value)


def test_keys_are_text_as_they_are_written() -> None:
    assert read("on: 1\n5: 2\ntrue: 3\n1.50: 4\n'q': 5\n").data == {
        "on": 1,
        "5": 2,
        "true": 3,
        "1.50": 4,
        "q": 5,
    }


NESTED = """\
kind: child-plan   # said first
people:
  mother: {name: "Jane Field", phones: [07700 900201, 5]}
  notes:
    - plain text
      on two lines
    - |
      a block

      of text


empty:
last: >-
  folded
"""


def test_every_value_and_key_has_its_place() -> None:
    place = read(NESTED).place
    assert place is not None
    assert place.span == Span(1, 1, 15, 9)
    assert place.keys == {
        "kind": Span(1, 1, 1, 5),
        "people": Span(2, 1, 2, 7),
        "empty": Span(13, 1, 13, 6),
        "last": Span(14, 1, 14, 5),
    }
    assert place.children["kind"] == Place(Span(1, 7, 1, 17), {}, {})
    assert place.children["empty"].span == Span(13, 7, 13, 7)
    assert place.children["last"].span == Span(14, 7, 15, 9)
    people = place.children["people"]
    assert people.span == Span(3, 3, 10, 14)
    mother = people.children["mother"]
    assert mother.span == Span(3, 11, 3, 58)
    assert mother.keys == {"name": Span(3, 12, 3, 16), "phones": Span(3, 32, 3, 38)}
    assert mother.children["name"].span == Span(3, 18, 3, 30)
    assert mother.children["phones"].span == Span(3, 40, 3, 57)
    assert mother.children["phones"].children[0].span == Span(3, 41, 3, 53)
    assert mother.children["phones"].children[1].span == Span(3, 55, 3, 56)
    notes = people.children["notes"]
    assert notes.span == Span(5, 5, 10, 14)
    assert notes.keys == {}
    assert notes.children[0].span == Span(5, 7, 6, 19)
    assert notes.children[1].span == Span(7, 7, 10, 14)


def test_a_list_may_stand_at_the_column_of_its_key() -> None:
    place = read("a:\n- x\n- y\nb: 1\n").place
    assert place is not None
    assert place.children["a"].span == Span(2, 1, 3, 4)


def test_a_pair_in_square_brackets_ends_with_its_value() -> None:
    place = read("[a: b , {}, []]").place
    assert place is not None
    assert [place.children[number].span for number in range(3)] == [
        Span(1, 2, 1, 6),
        Span(1, 9, 1, 11),
        Span(1, 13, 1, 15),
    ]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r", "\x85", "\u2028", "\u2029"])
def test_every_line_ending_counts_alike(ending: str) -> None:
    reading = read(f"a: 1{ending}b:{ending}  c: 2")
    assert reading.troubles == ()
    assert reading.data == {"a": 1, "b": {"c": 2}}
    assert reading.lines == ("a: 1", "b:", "  c: 2")
    assert reading.place is not None
    assert reading.place.children["b"].children["c"].span == Span(3, 6, 3, 7)


def test_columns_count_characters_and_a_byte_order_mark_is_none() -> None:
    reading = read_yaml(b"\xef\xbb\xbf" + "é😀: ü, b\n".encode())
    assert reading.troubles == ()
    assert reading.lines == ("é😀: ü, b", "")
    assert reading.place is not None
    assert reading.place.keys == {"é😀": Span(1, 1, 1, 3)}
    assert reading.place.children["é😀"].span == Span(1, 5, 1, 9)


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("%YAML 1.1\n---\na: 1\n", {"a": 1}),
        ("---\na: 1\n...\n", {"a": 1}),
        ("a: Tom & Jerry, 5 * 3! | x > y @ home 50% #1\n".replace(" #1", "#1"), None),
        ("a: he said “no”, didn’t he\n", {"a": "he said “no”, didn’t he"}),
        ("a: “no”\n", {"a": "“no”"}),
        ("'a': “no”\n", {"a": "“no”"}),
        ("a: 10\u00a0000 and Regs:\u00a04\n", {"a": "10\u00a0000 and Regs:\u00a04"}),
        ("a: |\n  -\u00a0x\n  b:\u00a0y\n  c #d\n", {"a": "-\u00a0x\nb:\u00a0y\nc #d\n"}),
        ("a: '-\u00a0x'\n", {"a": "-\u00a0x"}),
        ("a: b # c\n", {"a": "b"}),
        ("a: b #\n", {"a": "b"}),
        ("a: b ## c\n#x\n", {"a": "b"}),
        ("a: C#5\n", {"a": "C#5"}),
        ("a: why? because\nb: 1\n", {"a": "why? because", "b": 1}),
        ("- Regs 2017: No 4\n", [{"Regs 2017": "No 4"}]),
        ("a: one\n  two - three\n", {"a": "one two - three"}),
        ("a:\tb\n", {"a": "b"}),
        ("'<<': 1\n", {"<<": 1}),
        ("{a: , b: null, c : }", {"a": None, "b": None, "c": None}),
        ("only text", "only text"),
        ("null", None),
    ],
)
def test_what_is_harmless_is_no_trouble(text: str, data: object) -> None:
    reading = read(text)
    assert reading.troubles == ()
    assert reading.place is not None
    assert data is None or reading.data == data


KEPT = [
    ("a: &x 1\n", {"a": 1}, ("a",), (1, 4, 1, 6), sentences.ANCHOR),
    ("a: &x\n  b: 1\n", {"a": {"b": 1}}, ("a",), (1, 4, 1, 6), sentences.ANCHOR),
    ("- [&x]\n", [[None]], (0, 0), (1, 4, 1, 6), sentences.ANCHOR),
    ("&x a: 1\n", {"a": 1}, ("a",), (1, 1, 1, 3), sentences.ANCHOR),
    ("a: *x\n", {"a": None}, ("a",), (1, 4, 1, 6), sentences.ALIAS),
    ("- *x\n", [None], (0,), (1, 3, 1, 5), sentences.ALIAS),
    ("*x : 1\nb: 2\n", {"b": 2}, (), (1, 1, 1, 3), sentences.ALIAS),
    ("a: !x 1\n", {"a": 1}, ("a",), (1, 4, 1, 6), sentences.TAG),
    ("a: !!str 5\n", {"a": 5}, ("a",), (1, 4, 1, 9), sentences.TAG),
    ("a: !important note\n", {"a": "note"}, ("a",), (1, 4, 1, 14), sentences.TAG),
    ("a: ! note\n", {"a": "note"}, ("a",), (1, 4, 1, 5), sentences.TAG),
    ("a: !x [1]\n", {"a": [1]}, ("a",), (1, 4, 1, 6), sentences.TAG),
    ("<<: {a: 1}\nb: 2\n", {"b": 2}, (), (1, 1, 1, 3), sentences.MERGE),
    ("? not sure\n", {"not sure": None}, ("not sure",), (1, 3, 1, 11), sentences.COMPLEX_KEY),
    ("{? a : 1}\n", {"a": 1}, ("a",), (1, 4, 1, 5), sentences.COMPLEX_KEY),
    ("? [a]\n: 1\nb: 2\n", {"b": 2}, (), (1, 3, 1, 4), sentences.COMPLEX_KEY),
    ("{a: 1}: 1\n", {}, (), (1, 1, 1, 2), sentences.COMPLEX_KEY),
    ("x: {{a: b}}\n", {"x": {}}, ("x",), (1, 5, 1, 6), sentences.COMPLEX_KEY),
    ("? ", {}, (), (1, 2, 1, 2), sentences.NO_KEY),
    ("'': 1\n", {}, (), (1, 1, 1, 3), sentences.NO_KEY),
    (
        "p: {name: Smith, Jane}\n",
        {"p": {"name": "Smith"}},
        ("p",),
        (1, 18, 1, 22),
        sentences.COMMA,
    ),
    ("{a: 1, 'b'}", {"a": 1}, (), (1, 8, 1, 11), sentences.COMMA),
    ("ref: Case #12\n", {"ref": "Case"}, ("ref",), (1, 11, 1, 14), sentences.COMMENT),
    ("ref: #12 x\n", {"ref": None}, ("ref",), (1, 6, 1, 11), sentences.COMMENT),
    ("- a\n  b  #c", ["a b"], (0,), (2, 6, 2, 8), sentences.COMMENT),
    ("- Ring\n  - then tell\n  - x\n", ["Ring - then tell - x"], (0,), (2, 3, 2, 4), sentences.DASH),
    ("\u00a0 a: 1\n", {"\u00a0 a": 1}, ("\u00a0 a",), (1, 1, 1, 2), sentences.SPACE),
    ("a:\u202f1: 2\n", {"a:\u202f1": 2}, ("a:\u202f1",), (1, 3, 1, 4), sentences.SPACE),
    ("a:\n  b:\u00a01\n", {"a": "b:\u00a01"}, ("a",), (2, 5, 2, 6), sentences.SPACE),
    ("a: \u30001\n", {"a": "\u30001"}, ("a",), (1, 4, 1, 5), sentences.SPACE),
    ("a:\n  -\u200bx\n", {"a": "-\u200bx"}, ("a",), (2, 4, 2, 5), sentences.SPACE),
    ("- \ufeffx\n", ["\ufeffx"], (0,), (1, 3, 1, 4), sentences.SPACE),
    ("“a”: 1\n", {"“a”": 1}, ("“a”",), (1, 1, 1, 2), sentences.CURLY),
    ("[“b: c”]\n", [{"“b": "c”"}], (0, "“b"), (1, 2, 1, 3), sentences.CURLY),
    ("a: 1\n---\nb: 2\n", {"a": 1}, (), (2, 1, 2, 4), sentences.SECOND),
    ("a: 1\n--- b\n", {"a": 1}, (), (2, 1, 2, 4), sentences.SECOND),
    ("a: 1\n...\nb\n", {"a": 1}, (), (3, 1, 3, 1), sentences.SECOND),
    ("a: 1\n...\n@", {"a": 1}, (), (3, 1, 3, 1), sentences.SECOND),
    ("---\n---\nb: 2\n", None, (), (2, 1, 2, 4), sentences.SECOND),
]


@pytest.mark.parametrize(("text", "data", "pointer", "span", "message"), KEPT)
def test_a_trap_is_shown_at_its_place_and_the_rest_is_read(
    text: str,
    data: object,
    pointer: tuple[str | int, ...],
    span: tuple[int, int, int, int],
    message: str,
) -> None:
    reading = read(text)
    (trouble,) = reading.troubles
    assert (trouble.message, trouble.pointer, trouble.related) == (message, pointer, ())
    assert trouble.span == Span(*span)
    assert trouble.name == "unreadable"
    assert reading.data == data
    assert reading.place is not None


ENDING = [
    ("a: b: c\n", 1, 5, sentences.COLON),
    ("- Regs: No: 4\n", 1, 11, sentences.COLON),
    ("x: [a: b: c]\n", 1, 9, sentences.COLON),
    ("a: 'x': y\n", 1, 7, sentences.CLOSED),
    ('a: "x" y\n', 1, 8, sentences.CLOSED),
    ("a: 'tis Jane's\n", 1, 14, sentences.CLOSED),
    ("a: [x] y\n", 1, 8, sentences.CLOSED),
    ("a: {x: 1} y\n", 1, 11, sentences.CLOSED),
    ("a: [x]]\n", 1, 7, sentences.CLOSED),
    ('x: ["a" b]\n', 1, 9, sentences.CLOSED),
    ('"x" y\n', 1, 5, sentences.CLOSED),
    ("a: ['x\n  y'] z\n", 2, 7, sentences.CLOSED),
    ("a: 'tis\nb: 1", 1, 4, sentences.OPEN_QUOTE),
    ('a: "x\n---\n', 1, 4, sentences.OPEN_QUOTE),
    ("a: [x, 'y]\nb: 1\n", 1, 8, sentences.OPEN_QUOTE),
    ("a: 'tis\nb: Jane's x\nc: 1\n", 1, 4, sentences.OPEN_QUOTE),
    ("a: [x\nb: 1\n", 1, 4, sentences.OPEN_BRACKET),
    ("a: {x: 1\nb: 1\n", 1, 4, sentences.OPEN_BRACKET),
    ("a: [x}", 1, 4, sentences.OPEN_BRACKET),
    ("a: [", 1, 5, sentences.OPEN_BRACKET),
    ("a: ]\n", 1, 4, sentences.BRACKET),
    ("a: }\n", 1, 4, sentences.BRACKET),
    ("a: , b\n", 1, 4, sentences.NO_VALUE),
    ("a: [b,,c]\n", 1, 7, sentences.NO_VALUE),
    ("a: @x\n", 1, 4, sentences.SIGN),
    ("a: `x`\n", 1, 4, sentences.SIGN),
    ("a: %x\n", 1, 4, sentences.SIGN),
    ("a: **bold** x\n", 1, 4, sentences.ALIAS),
    ("- * x\n", 1, 3, sentences.ALIAS),
    ("a: & b\n", 1, 4, sentences.ANCHOR),
    ("a: &amp; b\n", 1, 4, sentences.ANCHOR),
    ("a: !x!y z\n", 1, 4, sentences.TAG),
    ("a: !<foo\n", 1, 4, sentences.TAG),
    ("a: |x\n", 1, 4, sentences.BLOCK_SIGN),
    ("a: > 5 years\n", 1, 4, sentences.BLOCK_SIGN),
    ("% of pupils: 5\n", 1, 1, sentences.PERCENT),
    ("a: 1\n%b\n", 2, 1, sentences.PERCENT),
    ("%YAML 1.1\na: 1\n", 1, 1, sentences.PERCENT),
    ("%YAML 3.0\n---\na: 1\n", 1, 1, sentences.PERCENT),
    ("# x\n%TAG ! x\n---\na: 1\n", 2, 1, sentences.PERCENT),
    ('a: "C:\\Users"\n', 1, 7, sentences.BACKSLASH),
    ('a: "x\\"\n', 1, 4, sentences.OPEN_QUOTE),
    ('a: "\\d"\n', 1, 5, sentences.BACKSLASH),
    ('a: "\\ud800"\n', 1, 5, sentences.BACKSLASH),
    ("a: - b\n", 1, 4, sentences.ITEM),
    ("a: ? b\n", 1, 4, sentences.QUESTION),
    ("a: 1\n: b\n", 2, 1, sentences.NO_KEY),
    ("{: 1, b: 2}\n", 1, 2, sentences.NO_KEY),
    ("a: 1\nkey:value\nb: 1\n", 2, 4, sentences.NO_SPACE),
    ("key:value\nb: 1\n", 1, 4, sentences.NO_SPACE),
    ("a:\n  - key:value\n    b: 1\n", 2, 8, sentences.NO_SPACE),
    ("a:\n  b:1  # why\n  c: 2\n  d: 3\n", 2, 4, sentences.NO_SPACE),
    ("a:\n  b:1\n  # why\n\n  c: 2\n", 2, 4, sentences.NO_SPACE),
    ("a:\n  b:1\n\n  c: 2\n", 2, 4, sentences.NO_SPACE),
    ("- b:2026-09-04  # why\n  c: 2\n", 1, 4, sentences.NO_SPACE),
    ("kind:plan\n\na: 1\n", 1, 5, sentences.NO_SPACE),
    ("- b:1\n  goes on\n  c: 2\n", 1, 4, sentences.NO_SPACE),
    ("a: x\n  b:1\n\n  c: 2\n", 2, 4, sentences.NO_SPACE),
    ("a:{b: 1, c: 2}\nd: 3\n", 1, 2, sentences.NO_SPACE),
    ("a:\n  - b:[c: 1, d: 2]\n", 2, 6, sentences.NO_SPACE),
    ("a:{b: [c]}\nd: 2\n", 1, 2, sentences.NO_SPACE),
    ("a: 1\nhttp://x\nb: 1\n", 2, 1, sentences.NO_COLON),
    ("a: 1\n16:30\nb: 1\n", 2, 1, sentences.NO_COLON),
    ("a:\n  http://x\n  b: 1\n", 3, 3, sentences.NO_FIELD),
    ("a:\n  16:30\n\n  b: 1\n", 4, 3, sentences.NO_FIELD),
    ("a:\n  b\n\n  c: 1\n", 4, 3, sentences.NO_FIELD),
    ("a:\n  http://x  # why\n  b: 1\n", 3, 3, sentences.INDENTATION),
    ("a:\n  b: c:1  # why\n d: 2\n", 3, 2, sentences.INDENTATION),
    ("a:\n  - b:1\n c: 2\n", 3, 2, sentences.INDENTATION),
    ("a:\n  - |\n    b:1\n    c:1\n   d: 2\n", 5, 4, sentences.INDENTATION),
    ("- a\n-b\n", 2, 1, sentences.DASH_SPACE),
    ("a: 1\nsome text\nb: 1\n", 2, 1, sentences.NO_COLON),
    ("a: x\n  b: 1\n", 2, 3, sentences.NO_FIELD),
    ("some text\na: 1\n", 2, 1, sentences.NO_FIELD),
    ("a: 1\n- b\n", 2, 1, sentences.MIXED),
    ("a:\n - b\n- c\n", 3, 1, sentences.MIXED),
    ("- a\nb: 1\n", 2, 1, sentences.BESIDE),
    ("-\nb: 1\n", 2, 1, sentences.BESIDE),
    ("a:\n  -\n  b: she lives alone\n", 3, 3, sentences.BESIDE),
    ("a:\n  -\n  b: 1\n  c: 2\n", 3, 3, sentences.BESIDE),
    ("a:\n  - # why\n\n  'b': 1\n", 4, 3, sentences.BESIDE),
    ("a:\n  -\n  -\n  b: 1\n", 4, 3, sentences.BESIDE),
    ("a:\n  - x\n  b: 1\n", 3, 3, sentences.BESIDE),
    ("a:\n  - b: 1\n  c: 2\n", 3, 3, sentences.BESIDE),
    ("a:\n  - b: 1\n   c: 2\n", 3, 4, sentences.INDENTATION),
    ("a:\n  - b\n  : c\n", 3, 3, sentences.NO_KEY),
    ("a:\n  b: 1\n c: 2\n", 3, 2, sentences.INDENTATION),
    (" a: 1\nb: 2\n", 2, 1, sentences.INDENTATION),
    ("a:\n\tb: 1\n", 2, 1, sentences.TAB),
    ("a:\n  \tb: 1\n", 2, 3, sentences.TAB),
    ("a: x\n\tb: 1\n", 2, 1, sentences.TAB),
    ("a: |\n  x\n\ty\n", 3, 1, sentences.TAB),
    ("-\tb\n", 1, 2, sentences.TAB),
    ("?\tb\n", 1, 2, sentences.TAB),
    ("a:\u00a01\nb: 1\n", 1, 3, sentences.SPACE),
    ("a: 1\nb:\u00a02\nc: 3\n", 2, 3, sentences.SPACE),
    ("a: 1\n\ufeffb: 2\n", 2, 1, sentences.SPACE),
    ("a:\n  - b\n  -\u00a0c\n", 3, 4, sentences.SPACE),
    ("a: “b: c”\n", 1, 4, sentences.CURLY),
    ("a: 1\n“b” c\n", 2, 1, sentences.CURLY),
    ("a: b\x07c\n", 1, 5, sentences.CONTROL),
    ("a: 1\r\n  b\x00", 2, 4, sentences.CONTROL),
    ("a: 1\n\x7f", 2, 1, sentences.CONTROL),
]


@pytest.mark.parametrize(("text", "line", "column", "message"), ENDING)
def test_a_fault_that_ends_the_reading_is_shown_at_its_place_and_nothing_is_judged(
    text: str, line: int, column: int, message: str
) -> None:
    reading = read(text)
    assert said(reading) == [(line, column, message)]
    assert reading.troubles[0].name == "unreadable"
    assert reading.troubles[0].pointer == ()
    assert (reading.data, reading.place) == (None, None)


def test_what_was_found_before_a_fault_that_ends_the_reading_is_kept() -> None:
    assert said(read("a: 1\na: 2\nb: *x y\nc: @z\n")) == [
        (2, 1, sentences.TWICE),
        (3, 4, sentences.ALIAS),
    ]
    assert said(read("a: &x &y 1\n")) == [(1, 4, sentences.ANCHOR), (1, 7, sentences.UNKNOWN)]


@pytest.mark.parametrize("tail", ["", "  # why", "\n", "\n\n  # why"])
def test_an_unusual_space_after_a_colon_is_the_only_thing_that_is_said(tail: str) -> None:
    assert said(read(f"a:\n  b:\u00a01{tail}\n  c: 2\n")) == [(2, 5, sentences.SPACE)]


def test_a_colon_without_a_space_is_told_to_get_one_and_a_dash_beside_a_field_to_go() -> None:
    assert "put a space after the colon" in sentences.NO_SPACE
    assert "keep one of them" in sentences.BESIDE


@pytest.mark.parametrize("text", ["a: http://x", "a: 16:30", "a:\n  b:1", "- b:1", "- http://x\n- 16:30"])
def test_a_colon_inside_a_text_that_can_be_read_is_no_trouble(text: str) -> None:
    assert read(f"{text}  # why\n").troubles == ()


@pytest.mark.parametrize("text", ["a: &x *y\n", "- !x *y\n"])
def test_no_bracket_is_spoken_of_where_there_is_none(text: str) -> None:
    assert sentences.OPEN_BRACKET not in {message for _, _, message in said(read(text))}


def test_a_quote_that_a_later_line_seems_to_close_is_shown_where_it_opens() -> None:
    (trouble,) = read("a: 'tis\nb: Jane's x\n").troubles
    assert trouble.related == ((Span(2, 9, 2, 10), "taken to be closed before this"),)


def test_an_anchor_and_a_tag_before_one_value_are_each_shown() -> None:
    assert said(read("a: !x &y 1\nb: &z\n  !w v\n")) == [
        (1, 7, sentences.ANCHOR),
        (1, 4, sentences.TAG),
        (2, 4, sentences.ANCHOR),
        (2, 4, sentences.TAG),
    ]


def test_a_key_written_twice_keeps_its_first_value_and_names_both_places() -> None:
    reading = read("p:\n  a: 1\n  b: 2\n  a: 3\n")
    (trouble,) = reading.troubles
    assert (trouble.name, trouble.message) == ("key-twice", sentences.TWICE)
    assert trouble.pointer == ("p", "a")
    assert trouble.span == Span(4, 3, 4, 4)
    assert trouble.related == ((Span(2, 3, 2, 4), "first written here"),)
    assert reading.data == {"p": {"a": 1, "b": 2}}
    assert reading.place is not None
    assert reading.place.span == Span(1, 1, 4, 7)


def test_the_same_key_in_two_mappings_is_no_trouble() -> None:
    assert read("- {a: 1}\n- {a: 2}\n").troubles == ()


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "---\n", "---\n# x\n...\n"])
def test_an_empty_file_is_a_trouble(text: str) -> None:
    reading = read(text)
    assert said(reading) == [(1, 1, sentences.EMPTY)]
    assert (reading.data, reading.place) == (None, None)
    assert len(reading.lines) >= 1


def test_a_byte_that_is_not_utf_8_is_shown_and_the_rest_is_read() -> None:
    reading = read_yaml("a: é\nb: “caf".encode() + b"\xe9 x\xff\nc: 1\n")
    assert said(reading) == [(2, 8, sentences.NOT_UTF_8)]
    assert reading.data == {"a": "é", "b": "“caf\ufffd x\ufffd", "c": 1}
    assert reading.lines[1] == "b: “caf\ufffd x\ufffd"


@pytest.mark.parametrize(
    "raw",
    [
        "a: 1\n".encode("utf-16"),
        "a: “x” 1\n".encode("utf-16-le"),
        "a: 1\n".encode("utf-16-be"),
        "a: 1\n".encode("utf-32"),
        "a: 1\n".encode("utf-32-be"),
    ],
)
def test_a_file_saved_as_utf_16_or_32_is_not_read(raw: bytes) -> None:
    reading = read_yaml(raw)
    assert said(reading) == [(1, 1, sentences.UTF_16)]
    assert (reading.data, reading.place, reading.lines) == (None, None, ("",))


def test_a_file_of_nothing_but_nul_bytes_is_not_taken_for_utf_16() -> None:
    assert said(read_yaml(bytes(4096))) == [(1, 1, sentences.CONTROL)]


def test_64_levels_are_read_and_65_are_not() -> None:
    assert read("[" * 64 + "]" * 64).troubles == ()
    reading = read("[" * 65 + "]" * 65)
    assert said(reading) == [(1, 65, sentences.TOO_DEEP)]
    assert reading.data is None


def test_a_file_of_1_mib_is_read_and_a_larger_one_is_not() -> None:
    text = "a: " + "x" * 1_048_573
    assert read(text).troubles == ()
    reading = read(text + "x")
    assert said(reading) == [(1, 1, sentences.TOO_BIG)]
    assert (reading.data, reading.place, reading.lines) == (None, None, ("",))


def test_100_000_values_are_read_and_more_are_not() -> None:
    assert read("-\n" * 100_000).troubles == ()
    reading = read("-\n" * 100_001)
    assert said(reading) == [(100_001, 2, sentences.TOO_MANY_VALUES)]
    assert reading.data is None
    assert said(read("{" + "a: ,\n" * 49 + "}"))[-1] == (49, 1, sentences.TWICE)


def test_after_50_troubles_one_more_says_that_reading_stopped() -> None:
    reading = read("- *x\n" * 50)
    assert len(reading.troubles) == 50
    assert reading.place is not None
    reading = read("- *x\n" * 60)
    assert len(reading.troubles) == 51
    assert said(reading)[-1] == (51, 3, sentences.TOO_MANY_TROUBLES)
    assert (reading.data, reading.place) == (None, None)


def test_reading_without_the_c_library_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml, "__with_libyaml__", False)
    with pytest.raises(LpcheckError, match="C library"):
        read_yaml(b"a: 1\n")


SENTENCES = sorted(
    value
    for name, value in vars(sentences).items()
    if name.isupper() and isinstance(value, str) and not name.startswith("_")
)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_is_plain_lower_case_says_what_to_do_and_has_no_full_stop(sentence: str) -> None:
    assert not sentence[0].isupper()
    assert sentence.endswith("...") or not sentence.endswith(".")
    assert ": " in sentence
    for jargon in ("mapping", "scalar", "token", "node", "expected", "alias", "anchor", "stream"):
        assert jargon not in sentence


def test_every_sentence_is_shown_by_an_example_here() -> None:
    shown = {row[-1] for row in [*KEPT, *ENDING]}
    limits = {sentences.TOO_BIG, sentences.TOO_DEEP, sentences.TOO_MANY_VALUES, sentences.TOO_MANY_TROUBLES}
    others = {sentences.UTF_16, sentences.NOT_UTF_8, sentences.EMPTY, sentences.TWICE, sentences.UNKNOWN}
    assert shown | limits | others == set(SENTENCES)
