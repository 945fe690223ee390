"""CSV tables as values with exact places; whatever is wrong is a sentence at its place."""

import pytest

from lpcheck import csv_sentences as said
from lpcheck.csv_cells import rows_in, separator_of
from lpcheck.csv_reader import MOST_TROUBLES, TABLES, read_csv
from lpcheck.documents import read_table
from lpcheck.places import Place, Span
from lpcheck.reading import Reading
from lpcheck.yaml_sentences import CONTROL, TOO_BIG, TOO_MANY_TROUBLES, UTF_16
from lpcheck.yaml_text import MOST_BYTES

LOG = "date,time,with,by,routine\n2026-09-14,16:10,mother;father,s-010,TRUE\n2026-09-15,,aunt,s-011,no\n"


def read(text: str, kind: str = "log") -> Reading:
    return read_csv(text.encode(), kind, {"child": "P-017"} if kind == "log" else {})


def place_at(reading: Reading, *steps: str | int) -> Place:
    assert reading.place is not None
    place = reading.place
    for step in steps:
        place = place.children[step]
    return place


def troubles(reading: Reading) -> list[tuple[str, Span, str, tuple[str | int, ...]]]:
    return [(t.name, t.span, t.message, t.pointer) for t in reading.troubles]


def test_every_row_becomes_the_fields_of_the_first_line() -> None:
    reading = read(LOG)
    assert reading.troubles == ()
    assert reading.data == {
        "kind": "log",
        "child": "P-017",
        "entries": [
            {
                "date": "2026-09-14",
                "time": "16:10",
                "with": ["mother", "father"],
                "by": "s-010",
                "routine": True,
            },
            {"date": "2026-09-15", "with": ["aunt"], "by": "s-011", "routine": "no"},
        ],
    }
    assert reading.lines == (*LOG.split("\n"),)


def test_every_value_and_every_name_has_its_place() -> None:
    reading = read(LOG)
    row = place_at(reading, "entries", 0)
    assert (row.span, row.keys["with"]) == (Span(2, 1, 2, 42), Span(1, 11, 1, 15))
    assert row.children["with"].span == Span(2, 18, 2, 31)
    assert [item.span for item in row.children["with"].children.values()] == [
        Span(2, 18, 2, 24),
        Span(2, 25, 2, 31),
    ]
    assert row.children["routine"].span == Span(2, 38, 2, 42)
    assert place_at(reading, "entries").span == place_at(reading).span == Span(1, 1, 1, 26)


@pytest.mark.parametrize(
    ("kind", "text", "rows"),
    [
        ("staff", "code,from\ns-001,2020-09\n", [{"code": "s-001", "from": "2020-09"}]),
        ("roll", "child\nP-017\n", [{"child": "P-017"}]),
    ],
)
def test_lists_of_a_site_are_tables_of_texts(kind: str, text: str, rows: list[dict[str, str]]) -> None:
    assert read(text, kind).data == {"kind": kind, TABLES[kind].field: rows}


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_blank_lines_and_line_ends_of_every_kind_count_for_nothing(ending: str) -> None:
    text = ending.join(["", "child,from", "", " , ", '"",', "P-017,2026", "", "P-018,2027"])
    reading = read_csv(b"\xef\xbb\xbf" + text.encode(), "roll", {})
    assert reading.troubles == ()
    assert reading.data == {
        "kind": "roll",
        "roll": [{"child": "P-017", "from": "2026"}, {"child": "P-018", "from": "2027"}],
    }
    assert place_at(reading, "roll", 1, "child").span == Span(8, 1, 8, 6)


def test_a_quoted_cell_may_hold_separators_quotes_and_line_breaks() -> None:
    text = 'child,note\n "P-017" ,"one, two\nsaid ""no"""\nP-018, b \n'
    reading = read(text, "roll")
    assert reading.troubles == ()
    assert reading.data == {
        "kind": "roll",
        "roll": [{"child": "P-017", "note": 'one, two\nsaid "no"'}, {"child": "P-018", "note": "b"}],
    }
    assert place_at(reading, "roll", 0, "child").span == Span(2, 2, 2, 9)
    assert place_at(reading, "roll", 0, "note").span == Span(2, 11, 3, 13)
    assert place_at(reading, "roll", 1, "note").span == Span(4, 8, 4, 9)


def test_a_quote_inside_a_cell_without_quotes_is_a_letter_like_others() -> None:
    assert read('child,note\nP-017,5" tall\n', "roll").data == {
        "kind": "roll",
        "roll": [{"child": "P-017", "note": '5" tall'}],
    }


@pytest.mark.parametrize(
    ("text", "separator"),
    [
        ("a;b\n1,2\n", ";"),
        ("\n \na;b", ";"),
        ("a;b,c\n", ","),
        ("a,b\n1;2\n", ","),
        ("a\n", ","),
        ("", ","),
    ],
)
def test_semicolons_divide_where_the_first_line_has_no_comma(text: str, separator: str) -> None:
    assert separator_of(text) == separator


def test_a_table_with_semicolons_has_its_lists_in_quotes() -> None:
    reading = read('date;with\n2026-09-14;"mother; ""aunt"" ;\n;uncle"\n2026-09-15;" ; "\n')
    assert reading.data == {
        "kind": "log",
        "child": "P-017",
        "entries": [
            {"date": "2026-09-14", "with": ["mother", '"aunt"', "uncle"]},
            {"date": "2026-09-15"},
        ],
    }
    items = place_at(reading, "entries", 0, "with").children
    assert [item.span for item in items.values()] == [
        Span(2, 13, 2, 19),
        Span(2, 21, 2, 29),
        Span(3, 2, 3, 7),
    ]


def test_a_column_without_a_name_at_the_end_is_none_unless_something_stands_in_it() -> None:
    reading = read("child,,\nP-017,,\nP-018,,x\n", "roll")
    assert troubles(reading) == [("unreadable", Span(3, 8, 3, 9), said.too_long(","), ("roll", 1))]


@pytest.mark.parametrize(
    ("text", "name", "span", "message", "pointer"),
    [
        ("child;from\nP-017;1;2;3\n", "unreadable", Span(2, 9, 2, 12), said.too_long(";"), ("roll", 0)),
        ("child,child\nP-017,1\n", "key-twice", Span(1, 7, 1, 12), said.TWICE, ("roll",)),
        ("child,,to\nP-017,1,2\n", "unreadable", Span(1, 7, 1, 8), said.NO_NAME, ()),
        ('child,to\n"P"-017,1\n', "unreadable", Span(2, 4, 2, 8), said.AFTER_QUOTE, ("roll", 0, "child")),
        ('child,,to\nP-1,"a"b,1\n', "unreadable", Span(2, 8, 2, 9), said.AFTER_QUOTE, ("roll", 0)),
    ],
)
def test_a_fault_is_told_at_its_place_and_reading_goes_on(
    text: str, name: str, span: Span, message: str, pointer: tuple[str | int, ...]
) -> None:
    reading = read(text, "roll")
    assert reading.place is not None
    assert troubles(reading)[-1] == (name, span, message, pointer)


def test_of_a_column_that_is_there_twice_the_first_counts_and_is_named() -> None:
    reading = read("child,to,child\nP-017,1,P-018\n", "roll")
    assert reading.data == {"kind": "roll", "roll": [{"child": "P-017", "to": "1"}]}
    assert reading.troubles[0].related == ((Span(1, 1, 1, 6), "first written here"),)


def test_a_character_that_is_not_in_utf_8_is_told_where_it_stands() -> None:
    reading = read_csv("child,note\nP-017,é".encode() + b"\xe9x\n", "roll", {})
    assert troubles(reading) == [("unreadable", Span(2, 8, 2, 9), said.NOT_UTF_8, ())]
    assert reading.place is not None


@pytest.mark.parametrize(
    ("raw", "span", "message"),
    [
        (b"", Span(1, 1, 1, 1), said.EMPTY),
        (b"\n , \n", Span(1, 1, 1, 1), said.EMPTY),
        (b"P-017,2026-09\n", Span(1, 1, 1, 14), said.NO_HEAD),
        (b"2026-09-14,16:10,telephone\n", Span(1, 1, 1, 27), said.NO_HEAD),
        (b"s-001,teacher\n", Span(1, 1, 1, 14), said.NO_HEAD),
        (b'child,to\nP-017, "open\nP-018,x\n', Span(2, 8, 2, 9), said.OPEN_QUOTE),
        (b"child,from\nP-017,\0x\n", Span(2, 7, 2, 8), CONTROL),
        (b"child,from\nP-017,\x1b[2J\n", Span(2, 7, 2, 8), CONTROL),
        ("child\nP-017\n".encode("utf-16"), Span(1, 1, 1, 1), UTF_16),
        (b"x" * (MOST_BYTES + 1), Span(1, 1, 1, 1), TOO_BIG),
    ],
)
def test_nothing_is_read_after_a_fault_that_ends_the_reading(raw: bytes, span: Span, message: str) -> None:
    reading = read_csv(raw, "roll", {})
    assert (reading.data, reading.place) == (None, None)
    assert troubles(reading) == [("unreadable", span, message, ())]


def test_reading_stops_after_so_many_faults() -> None:
    reading = read("child\n" + "P-017,x\n" * (MOST_TROUBLES + 1), "roll")
    assert reading.place is None
    assert len(reading.troubles) == MOST_TROUBLES + 1
    assert reading.troubles[-1].message == TOO_MANY_TROUBLES


def test_no_sentence_repeats_the_table() -> None:
    words = 'qzx,qzx,,vjk\n"wqy"wqy,1,2,3,jqx\n'
    told = " ".join(message for _, _, message, _ in troubles(read(words, "roll")))
    assert told
    assert not {"qzx", "vjk", "wqy", "jqx"} & set(told.split())


def test_the_rows_of_a_text_are_those_of_the_standard_reader() -> None:
    text = 'a,"b ""x""",c\r\n1, 2 ,"3\n4"\n'
    assert [[cell.text for cell in row] for row in rows_in(text, ",")] == [
        ["a", 'b "x"', "c"],
        ["1", "2", "3\n4"],
    ]


def test_a_document_of_a_table_is_located_by_cell_row_and_first_line() -> None:
    document = read_table("children/P-017/log.csv", LOG.encode(), "log", {"child": "P-017"})
    assert (document.kind, document.is_read, document.is_table) == ("log", True, True)
    assert document.locate(("entries", 0, "by")).span == Span(2, 32, 2, 37)
    assert document.locate(("entries", 0, "with")).span == Span(2, 18, 2, 31)
    assert document.locate(("entries", 0, "with", 1)).span == Span(2, 25, 2, 31)
    assert document.locate(("entries", 1, "time")).span == Span(3, 1, 3, 26)
    assert document.locate(("entries",)).span == document.locate(("child",)).span == Span(1, 1, 1, 26)
    assert document.locate_key(("entries", 1, "by")).span == Span(1, 16, 1, 18)


def test_a_table_that_cannot_be_read_still_has_its_kind_and_its_lines() -> None:
    document = read_table("roll.csv", b'child\n"P-017\n', "roll", {})
    assert (document.kind, document.is_read, document.data) == ("roll", False, {})
    assert document.lines == ("child", '"P-017', "")
