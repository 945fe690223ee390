"""What rules may see: values that nobody has complained about, with their places and titles."""

import pytest

from lpcheck.catalogue import Catalogue
from lpcheck.documents import read_document
from lpcheck.law import Register
from lpcheck.marks import compile_schema
from lpcheck.places import Pointer, Span
from lpcheck.view import Examined, View, entries_in, entry_at
from lpcheck.walks import walk

SCHEMA: dict[str, object] = {
    "title": "the whole",
    "properties": {
        "title": {"title": "heading of the procedure"},
        "rows": {
            "title": "history",
            "items": {"title": "review", "properties": {"date": {"title": "day"}}},
        },
        "mixed": {"allOf": [{"if": {"type": "string"}, "then": {"title": "by branch"}}]},
    },
}
TEXT = """\
kind: site
title: Liaison
mixed: words
rows:
  - {date: 2024-01-10}
  - {date: 2024-02}
  - {date: soon}
"""


def examined(*unreliable: Pointer, text: str = TEXT) -> Examined:
    document = read_document("site.yaml", text.encode())
    return Examined(document, walk(compile_schema(SCHEMA), document.data), frozenset(unreliable))


def view(of: Examined, site: Examined | None, register: Register) -> View:
    return View(
        examined=of,
        site=() if site is None else (site,),
        unit=(of,) if site is None else (of, site),
        folder="hollybush",
        is_part_unread=False,
        settings={"months": 12},
        register=register,
        policies=(),
    )


def values(of: View, place: str) -> list[object]:
    return [entry.value for entry in of.at(place)]


def test_a_view_yields_what_stands_at_a_place_in_order(catalogue: Catalogue) -> None:
    seen = view(examined(), None, catalogue.register)
    assert values(seen, "/rows/*/date") == ["2024-01-10", "2024-02", "soon"]
    assert values(seen, "/nothing") == []
    first = seen.first("/rows/*/date")
    assert first is not None
    assert first.pointer == ("rows", 0, "date")
    assert seen.first("/nothing") is None


@pytest.mark.parametrize(
    ("unreliable", "left"),
    [
        (("rows", 1, "date"), ["2024-01-10", "soon"]),
        (("rows", 1), ["2024-01-10", "soon"]),
        (("rows",), []),
        ((), []),
        (("title",), ["2024-01-10", "2024-02", "soon"]),
        (("rows", 1, "date", "more"), ["2024-01-10", "2024-02", "soon"]),
    ],
)
def test_nothing_is_seen_at_or_below_a_place_that_cannot_be_relied_upon(
    unreliable: Pointer, left: list[str], catalogue: Catalogue
) -> None:
    assert values(view(examined(unreliable), None, catalogue.register), "/rows/*/date") == left


def test_the_site_is_seen_by_its_own_places(catalogue: Catalogue) -> None:
    site = examined(text="kind: site\ntitle: Hollybush School\n")
    assert values(view(examined(), site, catalogue.register), "site:/title") == ["Hollybush School"]
    assert values(view(examined(), None, catalogue.register), "site:/title") == []


def test_a_place_of_the_site_is_looked_for_in_all_its_documents_in_order(catalogue: Catalogue) -> None:
    first, second = examined(text="kind: site\ntitle: One\n"), examined(text="kind: site\ntitle: Two\n")
    seen = view(examined(), first, catalogue.register)._replace(site=(first, second))
    assert values(seen, "site:/title") == ["One", "Two"]
    assert seen.sees_all("site:/title")
    assert not seen.stands_down("site:/title")
    wrong = second._replace(unreliable=frozenset({("title",)}))
    assert not seen._replace(site=(first, wrong)).sees_all("site:/title")
    assert seen._replace(site=(first, wrong)).stands_down("site:/title")
    assert not seen._replace(site=(first, wrong)).stands_down("site:/kind")


def test_a_view_knows_the_childs_folder_only_where_there_is_one(catalogue: Catalogue) -> None:
    seen = view(examined(), None, catalogue.register)
    assert (seen.child, seen.children) == ("", ())


@pytest.mark.parametrize(
    ("place", "stands_down"),
    [
        ("/rows/*/date", True),
        ("/rows", True),
        ("/**", True),
        ("/title", False),
        ("/rows/*/reviewer", False),
        ("site:/title", False),
    ],
)
def test_a_rule_stands_down_where_something_at_its_place_cannot_be_relied_upon(
    place: str, catalogue: Catalogue, *, stands_down: bool
) -> None:
    seen = view(examined(("rows", 1, "date")), examined(), catalogue.register)
    assert seen.stands_down(place) is stands_down


@pytest.mark.parametrize(
    ("place", "stands_down"),
    [("/rows", True), ("/rows/*/date", False), ("/title", False), ("/**", False)],
)
def test_what_is_merely_absent_stops_only_the_rule_that_cannot_do_without_it(
    place: str, catalogue: Catalogue, *, stands_down: bool
) -> None:
    nothing: frozenset[Pointer] = frozenset({("rows",)})
    without = examined(("rows",))._replace(absent=nothing)
    assert view(without, None, catalogue.register).stands_down(place) is stands_down


@pytest.mark.parametrize(
    ("place", "sees_all"),
    [("/rows", False), ("/rows/*/date", False), ("/**", False), ("/title", True), ("site:/title", True)],
)
def test_all_of_a_place_is_seen_where_nothing_there_or_around_it_is_wrong_or_absent(
    place: str, catalogue: Catalogue, *, sees_all: bool
) -> None:
    nothing: frozenset[Pointer] = frozenset({("rows",)})
    for one in (examined(("rows",)), examined(("rows",))._replace(absent=nothing)):
        assert view(one, examined(), catalogue.register).sees_all(place) is sees_all
    assert not view(examined(), None, catalogue.register).sees_all("site:/title")


def test_a_rule_on_the_site_stands_down_where_there_is_none(catalogue: Catalogue) -> None:
    assert view(examined(), None, catalogue.register).stands_down("site:/title")
    assert not view(examined(), None, catalogue.register).stands_down("/title")


def test_a_view_yields_the_documents_of_a_kind(catalogue: Catalogue) -> None:
    site = examined(text="kind: site\n")
    other = examined(text="kind: local-procedure\n")
    seen = view(other, site, catalogue.register)
    assert list(seen.of_kind("site")) == [site]
    assert list(seen.of_kind("local-procedure")) == [other]
    assert list(seen.of_kind("settings")) == []


def test_a_setting_that_is_a_number_is_one(catalogue: Catalogue) -> None:
    assert view(examined(), None, catalogue.register).number("months") == 12


def test_an_entry_knows_its_text_its_days_and_what_the_form_calls_it() -> None:
    entry = entry_at(examined(), ("rows", 0, "date"))
    assert (entry.text, entry.title) == ("2024-01-10", "day")
    assert entry.period is not None
    assert entry.location.span == Span(5, 12, 5, 22)
    assert entry.location.path == "site.yaml"
    table = entry_at(examined(), ("rows",))
    assert (table.text, table.period, table.title) == ("", None, "history")
    assert entry_at(examined(), ("rows", 0)).fields == {"date": "2024-01-10"}
    assert table.fields == {}
    assert entry_at(examined(), ("rows", 2, "date")).period is None


def test_an_entry_makes_problems_and_related_places_where_it_stands() -> None:
    entry, other = entry_at(examined(), ("title",)), entry_at(examined(), ("mixed",))
    problem = entry.problem("the title is odd", other.related("compare this"))
    assert problem.location == entry.location
    assert [(related.location, related.note) for related in problem.related] == [
        (other.location, "compare this")
    ]
    assert (problem.first, problem.last, problem.also) == (None, None, ())


@pytest.mark.parametrize(
    ("pointer", "title"),
    [
        ((), "the whole"),
        (("title",), "heading of the procedure"),
        (("mixed",), "by branch"),
        (("rows", 1), "review"),
        (("rows", 1, "missing"), ""),
        (("nowhere",), ""),
        (("nowhere", "deeper"), ""),
    ],
)
def test_a_place_has_the_title_that_the_schema_gives_it(pointer: Pointer, title: str) -> None:
    assert examined().title(pointer) == title


def test_a_field_that_is_missing_has_its_title_too() -> None:
    assert examined(text="kind: site\n").title(("title",)) == "heading of the procedure"
    assert examined(text="kind: site\nrows: [{}]\n").title(("rows", 0, "date")) == "day"
    nobody = Examined(read_document("a.yaml", b"kind: site\n"), {}, frozenset())
    assert nobody.title(()) == ""


def test_the_nodes_of_a_place_are_those_of_the_walk() -> None:
    assert [node.title for node in examined().nodes(("mixed",))] == ["", "by branch"]
    assert examined().nodes(("nowhere",)) == ()


def test_entries_of_another_document_can_be_relied_upon_too() -> None:
    entries = entries_in(examined(("rows", 0)), "/rows/*/date")
    assert [entry.pointer for entry in entries] == [("rows", 1, "date"), ("rows", 2, "date")]
