"""What the marks of a form find in a document without a walk, and a walk as far as somebody asks."""

from datetime import date
from pathlib import Path

import pytest

from lpcheck.marked import NOTHING_MARKED, bearing_of, marked_in
from lpcheck.marks import compile_schema
from lpcheck.places import Pointer
from lpcheck.run import Request, run
from lpcheck.walks import walk

MODEL = Path(__file__).parent.parent / "procedures" / "model-school"
DAY = {"type": "string", "x-requirement": "A-2", "x-deadline": {"requirement": "A-2", "what": "review"}}
SCHEMA: dict[str, object] = {
    "type": "object",
    "properties": {
        "kind": {"type": "string"},
        "rows": {
            "type": "array",
            "items": {"type": "object", "properties": {"by": {"x-requirement": "A-1"}}},
        },
        "plain": {"type": "array", "items": {"type": "string"}},
        "people": {
            "type": "object",
            "properties": {"nobody": {"type": "boolean"}},
            "patternProperties": {"^[a-z-]+$": {"x-requirement": "A-3"}},
        },
        "old": {"type": "string", "x-deprecated": "use `rows`"},
    },
    "allOf": [
        {
            "if": {"properties": {"kind": {"const": "dated"}}, "required": ["kind"]},
            "then": {"properties": {"day": DAY}},
        }
    ],
}
DATA = {
    "kind": "dated",
    "rows": [{"by": "x"}, {"on": "y"}, {"by": "z"}],
    "plain": ["a"],
    "people": {"mother": {}, "nobody": True},
    "old": "x",
    "day": "2026-09-01",
}
PLACES: dict[tuple[str, ...], list[Pointer]] = {
    ("A-1",): [("rows", 0, "by"), ("rows", 2, "by")],
    ("A-2", "A-2"): [("day",)],
    ("A-3",): [("people", "mother")],
}


def test_each_mark_is_found_wherever_it_applies() -> None:
    found = marked_in(bearing_of(compile_schema(SCHEMA)), DATA)
    assert found.speaks_of == PLACES
    assert [(place, mark.what) for place, mark in found.dated.items()] == [(("day",), "review")]
    assert found.outdated == [("old",)]


@pytest.mark.parametrize("data", [{**DATA, "kind": "other"}, {"rows": {"by": 1}, "people": [1]}, [], "x"])
def test_marks_are_where_a_walk_finds_them_too(data: object) -> None:
    node = compile_schema(SCHEMA)
    of_walk = [place for place, nodes in walk(node, data).items() for one in nodes if one.marks]
    found = marked_in(bearing_of(node), data).speaks_of
    assert sorted(of_walk, key=str) == sorted((p for places in found.values() for p in places), key=str)


def test_a_form_without_marks_finds_nothing() -> None:
    assert bearing_of(compile_schema({"type": "object", "properties": {"a": {"type": "string"}}})) is None
    assert marked_in(None, DATA) == marked_in(bearing_of(None), DATA)
    assert not any(NOTHING_MARKED)


def test_a_walk_says_the_same_of_one_place_as_of_all() -> None:
    gone = walk(compile_schema(SCHEMA), DATA)
    assert {place: gone[place] for place in gone} == dict(gone.items())
    assert len(gone) == len(list(gone))


@pytest.mark.parametrize(
    "place", [("rows", 3), ("rows", "by"), ("kind", "x"), ("people", "NOBODY"), ("none",)]
)
def test_a_walk_knows_no_place_that_is_not_there(place: Pointer) -> None:
    assert walk(compile_schema(SCHEMA), DATA).get(place) is None


def test_without_a_list_of_dates_those_are_kept_that_have_passed() -> None:
    everything, passed = (
        run(Request((MODEL,), date(2028, 6, 1), lists_dates=one)) for one in (True, False)
    )
    overdue = tuple(one for one in everything.deadlines if one.is_owed and one.due < everything.as_of)
    assert overdue == passed.deadlines
    assert 0 < len(overdue) < len(everything.deadlines)
    assert everything.findings == passed.findings
