"""A document's places: where a value, a key, some words or something missing is shown; and its kind."""

import pytest

from lpcheck.documents import Document, kind_guessed, read_document, unread_document
from lpcheck.places import Pointer, Span

TEXT = """\
# a comment
kind: site
name: "Hollybush"
rows:
  - {date: 2024-01, by: x}
  - by: y
    date:
  - plain
nested:
  inner:
    list: []
    blank:
    empty: ""
    none: null
text: |
  First line.
  Second line, said here.

  Said here again: Second line.
"""


def document() -> Document:
    return read_document("site.yaml", TEXT.encode())


def shown(pointer: Pointer) -> str:
    """The words of the text that a place covers, its line in front."""
    span = document().locate(pointer).span
    lines = TEXT.splitlines()[span.line - 1 : span.end_line]
    lines[-1] = lines[-1][: span.end_column - 1]
    return f"{span.line}:{' / '.join([lines[0][span.column - 1 :], *lines[1:]])}"


@pytest.mark.parametrize(
    ("pointer", "where"),
    [
        ((), "2:kind"),
        (("kind",), "2:site"),
        (("name",), '3:"Hollybush"'),
        (("rows",), "4:rows"),
        (("rows", 0), "5:date"),
        (("rows", 0, "date"), "5:2024-01"),
        (("rows", 1), "6:by"),
        (("rows", 1, "date"), "7:date"),
        (("rows", 2), "8:plain"),
        (("nested",), "9:nested"),
        (("nested", "inner"), "10:inner"),
        (("nested", "inner", "list"), "11:[]"),
        (("nested", "inner", "blank"), "12:blank"),
        (("nested", "inner", "empty"), '13:""'),
        (("nested", "inner", "none"), "14:null"),
    ],
)
def test_a_value_is_shown_where_its_author_looks_for_it(pointer: Pointer, where: str) -> None:
    assert shown(pointer) == where
    assert document().locate(pointer).pointer == pointer


@pytest.mark.parametrize(
    ("pointer", "where"),
    [
        (("missing",), "2:kind"),
        (("rows", 9), "4:rows"),
        (("rows", 1, "missing"), "6:by"),
        (("nested", "inner", "missing", 0), "10:inner"),
        (("name", "deeper"), '3:"Hollybush"'),
    ],
)
def test_what_is_missing_is_shown_at_the_nearest_that_is_there(pointer: Pointer, where: str) -> None:
    assert shown(pointer) == where


@pytest.mark.parametrize(
    ("words", "span"),
    [
        ("First", Span(16, 3, 16, 8)),
        ("said here", Span(17, 16, 17, 25)),
        ("Second line", Span(17, 3, 17, 14)),
        ("Said here", Span(19, 3, 19, 12)),
    ],
)
def test_words_of_a_text_are_shown_on_their_line(words: str, span: Span) -> None:
    assert document().locate_within(("text",), words).span == span


@pytest.mark.parametrize("words", ["Third line", "First line.\nSecond", ""])
def test_words_that_are_on_no_line_are_shown_by_the_whole_text(words: str) -> None:
    whole = document().locate(("text",))
    assert document().locate_within(("text",), words) == whole
    assert (whole.span.line, whole.span.end_line) == (15, 19)


def test_words_before_the_value_on_its_line_do_not_count() -> None:
    read = read_document("a.yaml", b"kind: kind\n")
    assert read.locate_within(("kind",), "kind").span == Span(1, 7, 1, 11)


def test_a_field_that_should_not_be_there_is_shown_by_its_key() -> None:
    assert document().locate_key(("nested", "inner", "list")).span == Span(11, 5, 11, 9)
    assert document().locate_key(("name",)).span == Span(3, 1, 3, 5)
    assert document().locate_key(("rows", 1, "date")).span == Span(7, 5, 7, 9)


def test_a_document_has_its_kind_its_values_and_its_lines() -> None:
    read = document()
    assert (read.path, read.kind, read.is_read, read.troubles) == ("site.yaml", "site", True, ())
    assert read.data["name"] == "Hollybush"
    assert read.lines == tuple(TEXT.split("\n"))


NO_KIND = "the document does not say what it is: start it with `kind:` and its kind"
NO_FIELDS = "this is not a list of fields: a document starts with `kind:` and its kind"


@pytest.mark.parametrize(
    ("raw", "message", "span"),
    [
        (b"name: x\n", NO_KIND, Span(1, 1, 1, 5)),
        (b"\nkind: 5\n", NO_KIND, Span(2, 1, 2, 5)),
        (b"kind:\n", NO_KIND, Span(1, 1, 1, 5)),
        (b"{}\n", NO_KIND, Span(1, 1, 1, 3)),
        (b"- kind: site\n", NO_FIELDS, Span(1, 1, 1, 1)),
        (b"kind\n", NO_FIELDS, Span(1, 1, 1, 1)),
    ],
)
def test_a_document_that_does_not_say_what_it_is_is_not_read(raw: bytes, message: str, span: Span) -> None:
    read = read_document("a.yaml", raw)
    assert (read.kind, read.is_read) == ("", False)
    assert [(trouble.name, trouble.message, trouble.span) for trouble in read.troubles] == [
        ("unreadable", message, span)
    ]


def test_troubles_of_the_text_come_before_the_missing_kind() -> None:
    read = read_document("a.yaml", b"name: x\nname: y\n")
    assert [trouble.name for trouble in read.troubles] == ["key-twice", "unreadable"]


def test_a_text_that_cannot_be_read_keeps_its_lines_and_the_kind_that_it_claims() -> None:
    read = read_document("a.yaml", b"kind: local-procedure\nauthors: [\n")
    assert (read.kind, read.is_read, read.data) == ("local-procedure", False, {})
    assert read.lines == ("kind: local-procedure", "authors: [", "")
    assert [trouble.name for trouble in read.troubles] == ["unreadable"]
    assert read.locate(("authors", 0)).span == Span(1, 1, 1, 1)


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (b"kind: site\n", "site"),
        (b"a: [\nkind:\tlocal-procedure   # comment\r\n", "local-procedure"),
        (b"kind:site\n", "site"),
        (b" kind: site\n", ""),
        (b"kind: Site\n", ""),
        (b"kind: site plan\n", ""),
        (b"kind: " + b"a" * 41 + b"\n", ""),
        (b"mankind: site\n", ""),
        (b"", ""),
        (b"\xff\xfe", ""),
    ],
)
def test_the_kind_of_an_unreadable_text_is_guessed_from_a_line_of_its_own(raw: bytes, kind: str) -> None:
    assert kind_guessed(raw) == kind


@pytest.mark.parametrize(
    ("text", "pointers"),
    [
        ("kind: site\na: {b: [x, *y]}\n", [("a", "b", 1)]),
        ("kind: site\na: {b: 1}\na: {c: *y}\n", [("a",), ("a",)]),
        ("kind: site\na: 1\na: [*y]\n", [("a",), ("a",)]),
        ("kind: site\na: [1]\na: [1, *y]\n", [("a",), ("a",)]),
        ("kind: site\na: *y\nb: [\n", [(), ()]),
    ],
)
def test_a_trouble_points_no_further_than_what_was_kept(text: str, pointers: list[Pointer]) -> None:
    read = read_document("a.yaml", text.encode())
    assert [trouble.pointer for trouble in read.troubles] == pointers


def test_a_file_that_cannot_be_had_is_a_document_with_the_reason_as_its_trouble() -> None:
    unread = unread_document("a.yaml", "this cannot be opened")
    assert (unread.path, unread.kind, unread.is_read) == ("a.yaml", "", False)
    assert [(t.name, t.message, t.span) for t in unread.troubles] == [
        ("unreadable", "this cannot be opened", Span(1, 1, 1, 1))
    ]
    assert unread.locate(("anything",)).span == Span(1, 1, 1, 1)
