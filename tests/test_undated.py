"""Where no date can be read by which something falls due, and what a deadline keeps when its day moves."""

import shutil
from pathlib import Path

import pytest

from lpcheck.catalogue import Catalogue
from lpcheck.documents import read_document
from lpcheck.loading import load_catalogue
from lpcheck.pointers import written
from lpcheck.records import Record
from lpcheck.resources import shipped
from lpcheck.surroundings import Around
from records import site_record

TINY = Path(__file__).parent / "policies" / "tiny"
REVIEW, RISKS = "review of the local procedure", "look at the risks of the farm"
HEAD = "kind: local-procedure\npolicy: TP 1 Farm\n"
DATED = "review_date: 2026-05\n"
MEETING = "farm_visits:\n  meeting_point: gate\n"
LATEST = '"of": "latest",'


@pytest.fixture
def farm(tmp_path: Path) -> Catalogue:
    return farm_with(tmp_path)


def farm_with(tmp_path: Path, old: str = "", new: str = "") -> Catalogue:
    folder = Path(shutil.copytree(TINY, tmp_path / "tiny"))
    file = folder / "farm-visits.schema.json"
    assert old in file.read_text("utf-8")
    file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")
    return load_catalogue(shipped("schemas"), (folder,))


def record_of(catalogue: Catalogue, text: str, site: str | None = "farm") -> Record:
    around = Around(catalogue, catalogue.defaults())
    return site_record([read_document("a.yaml", (HEAD + text).encode())], site, around)


def undated(catalogue: Catalogue, text: str) -> list[tuple[str, str, int]]:
    return [
        (one.what, written(one.location.pointer), one.location.span.line)
        for one in record_of(catalogue, text).undated
    ]


def rows(*dates: str) -> str:
    return f"{DATED}{MEETING}  risks_looked_at:\n" + "".join(
        f"    - {{date: {day}, by: s-{number:03}}}\n" for number, day in enumerate(dates)
    )


ROW = "/farm_visits/risks_looked_at"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (rows("2026-03-01"), []),
        (f"review_date: soon\n{rows('2026-03-01').removeprefix(DATED)}", [(REVIEW, "/review_date", 3)]),
        (rows("2026-03-01").removeprefix(DATED), [(REVIEW, "/review_date", 1)]),
        ("review_dat: 2026-05\n" + rows("2026-03-01").removeprefix(DATED), [(REVIEW, "/review_date", 1)]),
        (f"{DATED}{rows('2026-03-01')}", [(REVIEW, "/review_date", 3)]),
        (
            rows("soon", "2026-03-01", "2026-02-31"),
            [(RISKS, f"{ROW}/0/date", 7), (RISKS, f"{ROW}/2/date", 9)],
        ),
        (f"{DATED}{MEETING}  risks_looked_at:\n    - {{by: s-010}}\n", [(RISKS, f"{ROW}/0/date", 7)]),
        (
            f"{DATED}{MEETING}  risks_looked_at: [yes, 2026-03-01]\n",
            [(RISKS, f"{ROW}/{n}", 6) for n in (0, 1)],
        ),
        (f"{DATED}{MEETING}  risks_looked_at: often\n", [(RISKS, ROW, 6)]),
        (f"{DATED}{MEETING}  risks_looked_at: []\n", [(RISKS, ROW, 6)]),
        (f"{DATED}{MEETING}", [(RISKS, ROW, 4)]),
        (f"{DATED}farm_visits: often\n", [(RISKS, "/farm_visits", 4)]),
        (DATED, [(RISKS, "/farm_visits", 1)]),
        (f"{DATED}{MEETING}  risks_looked_at: 1\n  risks_looked_at: 2\n", [(RISKS, ROW, 6)]),
    ],
)
def test_a_place_without_a_readable_date_is_told(
    text: str, expected: list[tuple[str, str, int]], farm: Catalogue
) -> None:
    assert undated(farm, text) == expected


def test_a_document_in_which_nothing_can_be_relied_upon_has_no_date_at_all(farm: Catalogue) -> None:
    text = rows("2026-03-01") + "".join(f"x{number}: 1\n" for number in range(600))
    text += "sections:\n" + "".join("  - 5\n" for _ in range(600))
    assert undated(farm, text) == [(REVIEW, "/review_date", 3), (RISKS, f"{ROW}/0/date", 7)]
    assert undated(farm, text.removeprefix(DATED)) == [
        (REVIEW, "", 1),
        (RISKS, f"{ROW}/0/date", 6),
    ]


def test_of_a_document_that_cannot_be_read_there_is_no_place_to_tell(farm: Catalogue) -> None:
    record = record_of(farm, "review_date: [")
    assert [finding.check.name for finding in record.findings] == ["unreadable"]
    assert record.undated == ()


def test_a_blank_that_the_form_allows_lacks_nothing(tmp_path: Path) -> None:
    old = '"$ref": "common.schema.json#/$defs/date"\n          },\n          "by"'
    farm = farm_with(tmp_path, old, old.replace("/date", "/date_or_blank"))
    assert undated(farm, rows("null")) == []


def test_a_policy_that_is_not_in_force_lacks_nothing(tmp_path: Path) -> None:
    old = '"x-deadline": {\n              "requirement": "TP1-3"'
    farm = farm_with(tmp_path, old, '"x-requirement": "TP1-3", "x-deadline": {"requirement": "ECS38-4.3"')
    assert undated(farm, rows("soon")) == []


def test_a_place_says_whose_duty_it_is_and_where_it_belongs(farm: Catalogue) -> None:
    (one,) = record_of(farm, rows("soon")).undated
    assert (one.requirement, one.site, one.child) == ("TP1-3", "farm", None)
    assert one.duty == farm.requirements["TP1-3"].duty


def identities(catalogue: Catalogue, text: str, site: str | None = "farm") -> list[str]:
    record = record_of(catalogue, text, site)
    dated = [one.identity for one in record.deadlines]
    return sorted(dated + [one.identity for one in record.undated])


def test_what_falls_due_is_the_same_whenever_it_does(tmp_path: Path) -> None:
    farm = farm_with(tmp_path, LATEST)
    before = identities(farm, rows("2026-03-01", "2026-04-01"))
    assert len(set(before)) == 3
    assert identities(farm, rows("2026-03-01", "2026-04-01").replace("2026-05", "2027-06")) == before
    assert identities(farm, rows("2026-03-01", "2027-04-01")) == before
    assert identities(farm, rows("2026-03-01", "soon")) == before
    assert identities(farm, rows("2026-03-01", "2026-04-01").removeprefix(DATED)) == before
    assert identities(farm, rows("2026-03-01", "2026-04-01").replace("s-000", "s-009")) != before


def test_of_several_of_which_the_newest_counts_it_is_always_the_same_one(farm: Catalogue) -> None:
    before = identities(farm, rows("2026-03-01"))
    assert len(set(before)) == 2
    assert identities(farm, rows("2026-03-01", "2026-09-01")) == before
    assert identities(farm, rows("2026-09-01", "2026-03-01")) == before
    assert identities(farm, DATED) == before


def test_what_falls_due_elsewhere_is_something_else(farm: Catalogue) -> None:
    here = identities(farm, rows("2026-03-01"))
    for there in ("orchard", None):
        assert not set(here) & set(identities(farm, rows("2026-03-01"), there))


def test_a_key_that_the_form_does_not_have_is_masked_in_the_place(tmp_path: Path) -> None:
    old = '"last_visit": {'
    chosen = (
        '"seen_by": {"title": "seen by", "description": "Who saw it.", "type": "object", '
        '"x-key-hint": "a code such as s-010", "additionalProperties": false, '
        '"patternProperties": {"^s-[0-9]+$": {"title": "when", "description": "The day.", "x-deadline": '
        '{"requirement": "TP1-3", "what": "another look"}, "$ref": "common.schema.json#/$defs/date"}}},'
    )
    farm = farm_with(tmp_path, old, chosen + old)
    seen = "  seen_by: {s-010: 2026-01, Quillfeather: 2026-01}\n"
    record = record_of(farm, rows("2026-03-01") + seen)
    assert [written(one.location.pointer) for one in record.undated] == ["/farm_visits/seen_by/•••2"]
    assert "/farm_visits/seen_by/s-010" in [written(one.location.pointer) for one in record.deadlines]
