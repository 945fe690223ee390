"""What a site says for every unit in it: policies in force, settings, and lists that may be lost."""

import pytest

from lpcheck.catalogue import Catalogue
from lpcheck.checker import check_unit
from lpcheck.documents import Document, read_document, read_table, unread_document
from lpcheck.records import Record
from lpcheck.surroundings import Around, SiteContext, context_of
from lpcheck.view import View

SITE = """\
kind: site
name: Hollybush School
country: England
school_type: independent
policies: [ECS 36]
staff_file: staff.csv
settings: {review_interval_advice_months: 6}
"""
PLAN = "children/P-017/plan.yaml"
STAFF = read_table("staff.csv", b"code\ns-001\n", "staff", {})
TOO_MANY = read_table("staff.csv", b"code,from\n" + b"s-001,soon\n" * 501, "staff", {})


def site_document(text: str = SITE) -> Document:
    return read_document("site.yaml", text.encode())


def around(catalogue: Catalogue) -> Around:
    return Around(catalogue, catalogue.defaults())


def context(catalogue: Catalogue, *documents: Document) -> SiteContext:
    return context_of(documents, "school", around(catalogue), ("P-017", "P-2"))


def view(site: SiteContext, catalogue: Catalogue) -> View:
    return View(
        examined=site.examined[0],
        site=site.examined,
        unit=(),
        folder="",
        is_part_unread=False,
        settings={},
        register=catalogue.register,
        policies=(),
    )


def plan_record(catalogue: Catalogue, site: SiteContext, text: str = "kind: child-plan\n") -> Record:
    return check_unit([read_document(PLAN, text.encode())], site, around(catalogue), "P-017")


def test_the_context_holds_site_yaml_first_and_then_its_lists(catalogue: Catalogue) -> None:
    other = read_document("a.yaml", b"kind: local-procedure\n")
    site = context(catalogue, other, STAFF, site_document())
    assert [examined.document.path for examined in site.examined] == ["site.yaml", "staff.csv"]
    assert [examined.document.path for examined in site.procedures] == ["a.yaml"]
    assert site.paths == {"site.yaml", "staff.csv", "a.yaml"}
    assert (site.folder, site.in_force, site.children) == ("school", ("ECS 36",), ("P-017", "P-2"))
    assert site.settings["review_interval_advice_months"] == 6
    assert not site.is_part_unread


def test_a_list_in_a_table_is_seen_by_the_same_place_as_one_in_site_yaml(catalogue: Catalogue) -> None:
    seen = view(context(catalogue, site_document(), STAFF), catalogue)
    assert [entry.value for entry in seen.at("site:/staff/*/code")] == ["s-001"]
    assert not seen.stands_down("site:/staff/*/code")
    assert seen.sees_all("site:/staff/*/code")


@pytest.mark.parametrize(
    "lost", [(), (unread_document("staff.csv", "this cannot be opened", "staff"),), (TOO_MANY,)]
)
def test_while_a_list_cannot_be_relied_upon_only_what_needs_it_stands_down(
    lost: tuple[Document, ...], catalogue: Catalogue
) -> None:
    site = context(catalogue, site_document(), *lost)
    seen = view(site, catalogue)
    assert site.is_part_unread
    assert seen.stands_down("site:/staff/*/code")
    assert not seen.sees_all("site:/staff/*/code")
    assert not seen.stands_down("site:/country")
    assert seen.sees_all("site:/country")


@pytest.mark.parametrize("policies", ["[ECS 36", "[]", "null", "ECS 36", "[ECS36]", "[ECS 36, 5]"])
def test_while_the_policies_in_force_are_in_doubt_a_child_is_held_to_all(
    policies: str, catalogue: Catalogue
) -> None:
    site = context(catalogue, site_document(SITE.replace("[ECS 36]", policies)), STAFF)
    assert site.in_force == tuple(policy.id for policy in catalogue.policies)
    assert set(plan_record(catalogue, site).policies) == set(site.in_force)
    named = context(catalogue, site_document(), STAFF)
    assert "ECS 38" not in plan_record(catalogue, named).policies


@pytest.mark.parametrize("document", [site_document("kind: [\n"), unread_document("site.yaml", "closed")])
def test_a_child_in_a_site_that_cannot_be_read_is_still_checked(
    document: Document, catalogue: Catalogue
) -> None:
    site = context(catalogue, document, STAFF)
    assert (site.of_site, site.examined, site.is_part_unread) == (None, (), True)
    assert site.settings == catalogue.defaults()
    record = plan_record(catalogue, site)
    assert record.findings
    assert {(finding.site, finding.child) for finding in record.findings} == {("school", "P-017")}


def test_the_deadlines_of_a_child_are_the_childs(catalogue: Catalogue) -> None:
    text = "kind: child-plan\nchild: P-017\nreview_date: 2026-05\n"
    record = plan_record(catalogue, context(catalogue, site_document(), STAFF), text)
    assert {(due.site, due.child) for due in record.deadlines} == {("school", "P-017")}


def test_what_of_the_site_may_be_shown_is_worked_out_once(catalogue: Catalogue) -> None:
    site = context(catalogue, site_document(SITE.replace("England", "France")), STAFF)
    assert site.lines == {}
    check_unit([site_document(SITE.replace("England", "France")), STAFF], site, around(catalogue))
    known = dict(site.lines)
    assert "site.yaml" in {path for path, _ in known}
    assert plan_record(catalogue, site).findings
    assert site.lines == known


def test_a_document_in_no_site_is_held_to_every_policy(catalogue: Catalogue) -> None:
    alone = context_of([read_document("plan.yaml", b"kind: child-plan\n")], None, around(catalogue))
    assert (alone.folder, alone.examined, alone.children) == (None, (), ())
    assert alone.named == alone.in_force == tuple(policy.id for policy in catalogue.policies)
