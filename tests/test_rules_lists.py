"""Rules that read lists: references against the law register, items, policies and contacts."""

from datetime import date
from typing import Any

import pytest

from lpcheck.catalogue import Catalogue
from lpcheck.documents import read_document
from lpcheck.examining import examine
from lpcheck.model import Looked, Problem
from lpcheck.rules import Verdict, rule_named
from lpcheck.view import Examined, View

SITE = "kind: site\nname: A\ncountry: England\nschool_type: independent\npolicies: [ECS 36]\n"


def examined(catalogue: Catalogue, path: str, text: str) -> Examined:
    return examine(read_document(path, text.encode()), catalogue, (), "jsonschema-rs").examined


def procedure(catalogue: Catalogue, text: str, path: str = "b.yaml") -> Examined:
    return examined(catalogue, path, f"kind: local-procedure\n{text}")


def view_of(
    catalogue: Catalogue, text: str, *others: tuple[str, str], site: str = SITE, **settings: object
) -> View:
    mine = procedure(catalogue, text)
    return View(
        examined=mine,
        site=(examined(catalogue, "site.yaml", site),),
        unit=(mine, *(procedure(catalogue, other, path) for path, other in others)),
        folder="",
        is_part_unread=False,
        settings=settings,
        register=catalogue.register,
        policies=("ECS 36", "TP 1"),
    )


def verdicts(view: View, rule: str, **parameters: Any) -> list[Verdict]:  # noqa: ANN401
    found = rule_named(rule)
    assert found is not None
    return list(found.verdicts(view, found.parameters(**parameters)))


def problems(found: list[Verdict]) -> list[tuple[int, str, list[tuple[str, int, str]]]]:
    """The line, the sentence and the other places of each problem."""
    return [
        (
            problem.location.span.line,
            problem.message,
            [(other.location.path, other.location.span.line, other.note) for other in problem.related],
        )
        for problem in found
        if isinstance(problem, Problem)
    ]


def references(*cited: str) -> str:
    return "references:\n" + "".join(f'  - "{one}"\n' for one in cited)


CITED = {"at": "/references/*", "country": "site:/country", "school_type": "site:/school_type"}


def test_what_is_in_force_and_exact_is_right(catalogue: Catalogue) -> None:
    view = view_of(catalogue, references("Children Act 2004", "Equality Act 2010"))
    for no_longer in (True, False):
        assert verdicts(view, "law_cited", **CITED, no_longer=no_longer) == [Looked.AT_IT] * 2


def test_without_references_there_is_nothing_to_look_up(catalogue: Catalogue) -> None:
    assert verdicts(view_of(catalogue, ""), "law_cited", **CITED, no_longer=True) == []


def test_without_a_country_or_a_type_of_school_no_law_is_judged(catalogue: Catalogue) -> None:
    for site in (SITE.replace("country: England\n", ""), SITE.replace("independent", "circus")):
        view = view_of(catalogue, references("Children Act 2004"), site=site)
        assert verdicts(view, "law_cited", **CITED, no_longer=False) == []


def test_what_is_to_be_checked_is_one_finding_with_its_references(catalogue: Catalogue) -> None:
    cited = ("A law nobody knows", "Children Act (2004)", "Equality Act 2010")
    found = verdicts(view_of(catalogue, references(*cited)), "law_cited", **CITED, no_longer=False)
    [(line, sentence, related)] = problems(found)
    assert (line, sentence, len(related)) == (3, "1 reference needs checking", 0)
    [problem] = [verdict for verdict in found if isinstance(verdict, Problem)]
    assert problem.note == "not in the register, please check"
    assert (problem.first, problem.last) == (None, None)


def test_a_title_that_is_not_exact_is_told_the_exact_one(catalogue: Catalogue) -> None:
    view = view_of(catalogue, references("A law nobody knows", "DPA 2018"))
    assert problems(verdicts(view, "law_cited", **CITED, no_longer=False)) == [
        (3, "2 references need checking", [("b.yaml", 4, "the exact title is Data Protection Act 2018")])
    ]


def test_what_is_no_longer_in_force_grows_with_the_days(catalogue: Catalogue) -> None:
    cited = ("Children's Homes (Wales) Regulations 2002", "Keeping children safe in education (2015)")
    found = verdicts(view_of(catalogue, references(*cited)), "law_cited", **CITED, no_longer=True)
    stretches = [
        (problem.message, problem.location.span.line, problem.first, problem.last)
        for problem in found
        if isinstance(problem, Problem)
    ]
    assert stretches == [
        ("1 reference is no longer in force", 4, date(2016, 9, 5), date(2018, 4, 1)),
        ("2 references are no longer in force", 3, date(2018, 4, 2), None),
    ]


def test_what_the_register_is_not_sure_of_is_for_a_person_to_check(catalogue: Catalogue) -> None:
    cited = ("National Minimum Standards for Children's Homes (Wales)", "A law nobody knows")
    view = view_of(catalogue, references(*cited))
    assert problems(verdicts(view, "law_cited", **CITED, no_longer=True)) == []
    found = [v for v in verdicts(view, "law_cited", **CITED, no_longer=False) if isinstance(v, Problem)]
    assert [(problem.message, problem.first, problem.last) for problem in found] == [
        ("1 reference needs checking", None, date(2018, 4, 1)),
        ("2 references need checking", date(2018, 4, 2), None),
    ]


def test_law_of_another_nation_is_for_a_person_to_check(catalogue: Catalogue) -> None:
    view = view_of(catalogue, references("Children Act 2004"), site=SITE.replace("England", "Scotland"))
    [(line, sentence, _)] = problems(verdicts(view, "law_cited", **CITED, no_longer=False))
    assert (line, sentence) == (3, "1 reference needs checking")
    assert problems(verdicts(view, "law_cited", **CITED, no_longer=True)) == []


ALIKE = {"at": "/references/*"}


def test_the_same_law_in_other_words_is_told_in_the_later_document(catalogue: Catalogue) -> None:
    mine = references("Equality Act 2010", "Children Act (2004)", "CARE STANDARDS ACT 2000;")
    theirs = references("Children Act 2004", "Care Standards Act 2000,", "The Equality Act 2010")
    found = verdicts(view_of(catalogue, mine, ("a.yaml", theirs)), "cited_alike", **ALIKE)
    assert problems(found) == [
        (
            3,
            "2 references are worded otherwise than elsewhere at this school",
            [
                ("b.yaml", 4, "and this"),
                ("a.yaml", 3, "the other wording"),
                ("a.yaml", 5, "the other wording"),
            ],
        )
    ]
    assert found.count(Looked.AT_IT) == 3


def test_the_earlier_document_is_told_nothing(catalogue: Catalogue) -> None:
    view = view_of(
        catalogue, references("Children Act (2004)"), ("c.yaml", references("Children Act 2004"))
    )
    assert verdicts(view, "cited_alike", **ALIKE) == []


def test_a_reference_that_differs_from_two_documents_is_counted_once(catalogue: Catalogue) -> None:
    others = (("a.yaml", references("Children Act 2004")), ("aa.yaml", references("Children Act 2004.")))
    view = view_of(catalogue, references("Children Act (2004)"), *others)
    assert problems(verdicts(view, "cited_alike", **ALIKE)) == [
        (
            3,
            "1 reference is worded otherwise than elsewhere at this school",
            [("a.yaml", 3, "the other wording"), ("aa.yaml", 3, "the other wording")],
        )
    ]


def test_a_document_must_cite_as_it_does_itself(catalogue: Catalogue) -> None:
    view = view_of(catalogue, references("Children Act 2004", "Equality Act 2010", "Children Act (2004)"))
    assert problems(verdicts(view, "cited_alike", **ALIKE)) == [
        (
            5,
            "1 reference is worded otherwise than elsewhere at this school",
            [("b.yaml", 3, "the other wording")],
        )
    ]


def test_a_document_that_cites_twice_alike_is_right(catalogue: Catalogue) -> None:
    view = view_of(catalogue, references("Children Act 2004", "children act  2004."))
    assert verdicts(view, "cited_alike", **ALIKE) == [Looked.AT_IT]


def test_references_that_the_register_does_not_know_are_not_compared(catalogue: Catalogue) -> None:
    view = view_of(
        catalogue, references("A law nobody knows"), ("a.yaml", references("a law  NOBODY knew"))
    )
    assert verdicts(view, "cited_alike", **ALIKE) == []
    assert verdicts(view_of(catalogue, references("Children Act 2004")), "cited_alike", **ALIKE) == []


SUBJECT = {
    "list_at": "/references",
    "at": "/references/*",
    "subject": "data-protection",
    "words": ("data protection",),
    "says": "no law on data protection",
}


@pytest.mark.parametrize(
    ("cited", "is_there"),
    [
        (("Children Act 2004", "Data Protection Act 2018"), True),
        (("Our Data  PROTECTION guide",), True),
        (("Children Act 2004", "A law nobody knows"), False),
    ],
)
def test_a_list_cites_law_on_a_subject(
    cited: tuple[str, ...], catalogue: Catalogue, *, is_there: bool
) -> None:
    found = verdicts(view_of(catalogue, references(*cited)), "cites_subject", **SUBJECT)
    assert problems(found) == ([] if is_there else [(2, "no law on data protection", [])])
    assert Looked.AT_IT in found


def test_law_on_a_subject_counts_by_the_register_without_its_words(catalogue: Catalogue) -> None:
    parameters = {**SUBJECT, "words": ()}
    view = view_of(catalogue, references("Data Protection Act 2018"))
    assert verdicts(view, "cites_subject", **parameters) == [Looked.AT_IT]


def test_a_list_that_is_not_there_cites_nothing(catalogue: Catalogue) -> None:
    assert verdicts(view_of(catalogue, ""), "cites_subject", **SUBJECT) == []


CORE = {"list_at": "/contents_checklist", "at": "/contents_checklist/*/item", "core": "core"}
CHECKLIST = "contents_checklist:\n  - {item: Roles  NAMED, in_place: true}\n"


@pytest.mark.parametrize(
    ("core", "sentence"),
    [
        (["Roles named"], None),
        (["Roles named", "Keys"], "1 item of the group's core list of 2 is not in the Contents Checklist"),
        (["Doors", "Keys"], "2 items of the group's core list of 2 are not in the Contents Checklist"),
    ],
)
def test_each_core_item_is_looked_for(core: list[str], sentence: str | None, catalogue: Catalogue) -> None:
    found = verdicts(view_of(catalogue, CHECKLIST, core=core), "core_items", **CORE)
    assert problems(found) == ([(2, sentence, [])] if sentence else [])
    assert Looked.AT_IT in found


def test_while_the_core_list_is_not_known_there_is_nothing_to_compare(catalogue: Catalogue) -> None:
    assert verdicts(view_of(catalogue, CHECKLIST, core=None), "core_items", **CORE) == []
    assert verdicts(view_of(catalogue, "", core=["Keys"]), "core_items", **CORE) == []


def test_a_policy_that_lpcheck_does_not_have_is_told(catalogue: Catalogue) -> None:
    site = examined(catalogue, "site.yaml", SITE.replace("[ECS 36]", "[ecs  36, ECS 83, TP 1]"))
    view = view_of(catalogue, "")._replace(examined=site)
    found = verdicts(view, "known_policy", at="/policies/*")
    assert problems(found) == [(5, "lpcheck does not have this policy, so nothing of it is checked", [])]
    assert found.count(Looked.AT_IT) == 2


REACH = {
    "rows": "/appendices/contact_details",
    "phones": "/appendices/contact_details/*/phone",
    "emails": "/appendices/contact_details/*/email",
}
CANNOT_BE_RUNG = "this is not a number that reaches somebody in the United Kingdom: count the digits"
ANYBODY = "anybody can ring this number: write the one that reaches this person"
NOT_REACHED = "nobody in this list can be reached: there is no number and no address"


def contacts(*rows: str) -> str:
    return "appendices:\n  contact_details:\n" + "".join(f"    - {{who: x{row}}}\n" for row in rows)


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ((", phone: 01632 960123",), []),
        ((", email: a@example.org",), []),
        ((", phone: 01632 9600", ", phone: 01632 960123"), [(4, CANNOT_BE_RUNG)]),
        ((", email: a@example.org", ', phone: "999"'), [(5, ANYBODY)]),
        (("",), [(3, NOT_REACHED)]),
        (("", ", when: any-time"), [(3, NOT_REACHED)]),
        ((", phone: 1632960123",), []),
        ((", email: 5",), []),
    ],
)
def test_somebody_can_be_reached(
    rows: tuple[str, ...], told: list[tuple[int, str]], catalogue: Catalogue
) -> None:
    found = verdicts(view_of(catalogue, contacts(*rows)), "reachable", **REACH)
    assert [(line, sentence) for line, sentence, _ in problems(found)] == told
    assert Looked.AT_IT in found


@pytest.mark.parametrize("text", ["", "appendices: {contact_details: []}\n"])
def test_a_list_without_a_row_is_not_judged(text: str, catalogue: Catalogue) -> None:
    assert verdicts(view_of(catalogue, text), "reachable", **REACH) == []
    assert verdicts(view_of(catalogue, text, site=RESIDENTIAL), "answered_out_of_hours", **LATE) == []


LATE = {
    "rows": "/appendices/contact_details",
    "phones": "/appendices/contact_details/*/phone",
    "times": "/appendices/contact_details/*/when",
    "residential": "site:/residential",
}
RESIDENTIAL = f"{SITE}residential: true\n"
DAY_SCHOOL = f"{SITE}residential: false\n"


@pytest.mark.parametrize(
    ("rows", "site", "is_answered"),
    [
        ((", phone: 01632 960123",), RESIDENTIAL, False),
        ((", phone: 01632 960123, when: office-hours",), RESIDENTIAL, False),
        ((", phone: 01632 960123", ", when: out-of-hours"), RESIDENTIAL, False),
        ((", phone: 01632 960123, when: any-time",), RESIDENTIAL, True),
        ((", phone: 01632 960123", ", phone: 07700 900100, when: out-of-hours"), RESIDENTIAL, True),
        ((", phone: 01632 960123",), DAY_SCHOOL, True),
    ],
)
def test_where_children_live_a_number_is_answered_out_of_hours(
    rows: tuple[str, ...], site: str, catalogue: Catalogue, *, is_answered: bool
) -> None:
    found = verdicts(view_of(catalogue, contacts(*rows), site=site), "answered_out_of_hours", **LATE)
    sentence = "no number in this list is answered out of hours, and children live at this school"
    told = [(3, sentence, [("site.yaml", 6, "children live here")])]
    assert problems(found) == ([] if is_answered else told)
    assert Looked.AT_IT in found


def test_while_nobody_says_whether_children_live_there_it_cannot_be_known(catalogue: Catalogue) -> None:
    rows = contacts(", phone: 01632 960123")
    for site in (SITE, f"{SITE}residential: perhaps\n"):
        found = verdicts(view_of(catalogue, rows, site=site), "answered_out_of_hours", **LATE)
        assert found == [Looked.COULD_NOT]


def test_an_address_is_not_answered_at_all(catalogue: Catalogue) -> None:
    view = view_of(catalogue, contacts(", email: a@example.org, when: any-time"), site=RESIDENTIAL)
    assert verdicts(view, "answered_out_of_hours", **LATE) == []


THERE = {
    "at": "/policies/*",
    "policy": "ECS 36",
    "kind": "local-procedure",
    "names": "/policy",
    "says": "no procedure",
}


def seen_from_site(
    catalogue: Catalogue, text: str, *, site: str = SITE, is_part_unread: bool = False
) -> View:
    view = view_of(catalogue, text)
    of_site = examined(catalogue, "site.yaml", site)
    return view._replace(examined=of_site, unit=(*view.unit, of_site), is_part_unread=is_part_unread)


@pytest.mark.parametrize("line", ["ECS 36 Liaison", "ECS 36: Liaison", "ECS 36 – Liaison"])
def test_a_policy_in_force_has_a_document(line: str, catalogue: Catalogue) -> None:
    view = seen_from_site(catalogue, f'policy: "{line}"\n')
    assert verdicts(view, "has_document", **THERE) == [Looked.AT_IT]


@pytest.mark.parametrize("text", ["policy: ECS 360 Liaison\n", "policy: ECS 38 Contact\n"])
def test_a_policy_in_force_without_a_document_is_told_where_it_is_listed(
    text: str, catalogue: Catalogue
) -> None:
    view = seen_from_site(catalogue, text, site=SITE.replace("[ECS 36]", "\n  - TP 1\n  - ECS 36"))
    assert problems(verdicts(view, "has_document", **THERE)) == [(7, "no procedure", [])]


def test_a_policy_that_is_not_in_force_needs_no_document(catalogue: Catalogue) -> None:
    view = seen_from_site(catalogue, "title: x\n", site=SITE.replace("ECS 36", "ECS 38"))
    assert verdicts(view, "has_document", **THERE) == []


def test_while_a_document_cannot_be_read_it_may_be_the_one(catalogue: Catalogue) -> None:
    view = seen_from_site(catalogue, "policy: ECS 38 Contact\n", is_part_unread=True)
    assert verdicts(view, "has_document", **THERE) == [Looked.COULD_NOT]


@pytest.mark.parametrize("text", ["title: ECS 36\n", "policy: ecs 36 Liaison\n"])
def test_a_document_that_does_not_say_for_which_policy_it_is_may_be_the_one(
    text: str, catalogue: Catalogue
) -> None:
    assert verdicts(seen_from_site(catalogue, text), "has_document", **THERE) == [Looked.COULD_NOT]
