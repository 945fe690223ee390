"""A Record is true for every day: on any day, what holds is what comparing the dates themselves gives."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lpcheck.catalogue import Catalogue
from lpcheck.documents import read_document
from lpcheck.model import By, Finding
from lpcheck.standing import holds
from lpcheck.surroundings import Around
from records import site_record

EARLIEST, LATEST = date(2023, 12, 20), date(2024, 3, 10)
DAYS = st.dates(EARLIEST, LATEST)
DATES = DAYS.map(date.isoformat) | DAYS.map(lambda day: day.isoformat()[:7])
SITE = b"kind: site\nname: A\ncountry: England\nschool_type: independent\npolicies: [ECS 36]\n"

Held = set[tuple[str, str]]


def first(written: str) -> date:
    return date.fromisoformat(f"{written}-01" if len(written) == 7 else written)


def last(written: str) -> date:
    start = first(written)
    return start.replace(day=monthrange(start.year, start.month)[1]) if len(written) == 7 else start


def findings_with(
    catalogue: Catalogue, written: str, due: str, reviews: Sequence[str]
) -> tuple[Finding, ...]:
    """Every finding about dates of a procedure with these, on whatever day it holds."""
    rows = "".join(f"\n  - {{date: {row}, reviewer: Head, summary: Numbers added}}" for row in reviews)
    text = (
        "kind: local-procedure\npolicy: ECS 36 Liaison\n"
        f"date: {written}\nreview_date: {due}\nreview_history:{rows or ' []'}\n"
    )
    documents = [read_document("site.yaml", SITE), read_document("a.yaml", text.encode())]
    record = site_record(documents, "a", Around(catalogue, catalogue.defaults()))
    return tuple(finding for finding in record.findings if finding.problem.location.path == "a.yaml")


def held(findings: Sequence[Finding], as_of: date) -> Held:
    """The requirement and the rule, if any, of every finding that holds on a day."""
    return {
        (finding.requirement.id, finding.check.name if finding.check.by is By.RULE else "")
        for finding in findings
        if holds(finding.problem, as_of)
    }


# Each of the thousand documents is asked about all of these days: 168,000 answers in the two tests below.
EVERY_DAY = [EARLIEST + timedelta(days=number) for number in range(-1, (LATEST - EARLIEST).days + 2)]


@given(written=DATES, due=DATES)
@settings(max_examples=1000, deadline=None)
def test_what_holds_without_a_review_is_what_the_dates_say(
    catalogue: Catalogue, written: str, due: str
) -> None:
    findings = findings_with(catalogue, written, due, [])
    is_same_day = written == due and len(written) == 10
    for as_of in EVERY_DAY:
        found = held(findings, as_of)
        assert (("LP-6", "later_than") in found) == (last(due) < first(written) or is_same_day)
        assert (("LP-5", "not_in_future") in found) == (as_of < first(written))
        assert (("LP-6.b", "") in found) == (last(due) < as_of)
        assert (("LP-10", "row_once_due") in found) == (last(due) < as_of)
        assert ("LP-11", "moved_on") not in found


@given(written=DATES, due=DATES, reviews=st.lists(DATES, min_size=1, max_size=3))
@settings(max_examples=1000, deadline=None)
def test_what_holds_after_reviews_is_what_the_dates_say(
    catalogue: Catalogue, written: str, due: str, reviews: list[str]
) -> None:
    findings = findings_with(catalogue, written, due, reviews)
    newest = max(reviews, key=lambda row: (last(row), first(row)))
    is_review_month = len(due) == 7 and first(due) <= first(newest) <= last(due)
    still = last(due) <= last(newest) or is_review_month
    for as_of in EVERY_DAY:
        found = held(findings, as_of)
        assert (("LP-11", "moved_on") in found) == (still and first(newest) <= as_of)
        assert (("LP-10", "later_than") in found) == any(last(row) < first(written) for row in reviews)
        assert (("LP-10", "not_in_future") in found) == any(as_of < first(row) for row in reviews)
        assert (("LP-6.b", "") in found) == (last(due) < as_of)
        assert ("LP-10", "row_once_due") not in found


@given(dates=st.lists(DATES, min_size=2, max_size=4))
@settings(max_examples=300, deadline=None)
def test_rows_are_in_order_when_they_go_one_way(catalogue: Catalogue, dates: list[str]) -> None:
    found = held(findings_with(catalogue, "2023-12", "2030-01", dates), LATEST)
    pairs = list(pairwise(dates))
    downwards = any(last(below) < first(above) for above, below in pairs)
    upwards = any(last(above) < first(below) for above, below in pairs)
    assert (("LP-10", "in_order") in found) == (downwards and upwards)


@pytest.mark.parametrize("as_of", [date.min, EARLIEST, date.max])
def test_a_record_can_be_asked_about_any_day(as_of: date, catalogue: Catalogue) -> None:
    found = held(findings_with(catalogue, "1900-01-01", "2099-12-31", []), as_of)
    assert (("LP-5", "not_in_future") in found) == (as_of == date.min)
    assert (("LP-6.b", "") in found) == (as_of == date.max)
