"""Rules that read texts: what is compared, what is set aside, and where exactly a finding stands."""

from typing import Any

import pytest

from lpcheck.catalogue import Catalogue
from lpcheck.documents import read_document
from lpcheck.examining import examine
from lpcheck.model import Looked, Problem
from lpcheck.rules import Verdict, rule_named
from lpcheck.view import View

SITE = "kind: site\nname: Hollybush School\npolicies: [ECS 36, 'ECS 38']\nkept_by_the_group: [ECS 16]\n"


def verdicts(catalogue: Catalogue, rule: str, text: str, **parameters: Any) -> list[Verdict]:  # noqa: ANN401
    path, folder = parameters.pop("path", "a.yaml"), parameters.pop("folder", "")
    document = read_document(path, f"kind: local-procedure\n{text}".encode())
    site = examine(read_document("site.yaml", SITE.encode()), catalogue, (), "jsonschema-rs").examined
    examined = examine(document, catalogue, (), "jsonschema-rs").examined
    found = rule_named(rule)
    assert found is not None
    view = View(
        examined=examined,
        site=(site,),
        unit=(examined,),
        folder=folder,
        is_part_unread=False,
        settings={},
        register=catalogue.register,
        policies=(),
    )
    return list(found.verdicts(view, found.parameters(**parameters)))


def problems(found: list[Verdict]) -> list[tuple[int, int, str, list[tuple[int, str]]]]:
    """The line, the column, the sentence and the other places of each problem."""
    return [
        (
            problem.location.span.line,
            problem.location.span.column,
            problem.message,
            [(other.location.span.line, other.note) for other in problem.related],
        )
        for problem in found
        if isinstance(problem, Problem)
    ]


def lines(found: list[Verdict]) -> list[list[int]]:
    """The lines of each problem and of its other places."""
    return [[line, *(other for other, _ in related)] for line, _, _, related in problems(found)]


SAME = {"at": "/title", "same_as": "/policy", "says": "they differ"}


@pytest.mark.parametrize(
    ("title", "policy", "is_same"),
    [
        ("ECS 36 Liaison", "ECS 36 Liaison", True),
        ("ecs  36 LIAISON", "ECS 36 Liaison", True),
        ("ECS 36 – Children’s", "ECS 36 - Children's", True),
        ("ECS 36 Liaison", "ECS 36 Liaisons", False),
    ],
)
def test_two_texts_are_the_same_whatever_their_case_spaces_and_marks(
    title: str, policy: str, catalogue: Catalogue, *, is_same: bool
) -> None:
    found = verdicts(catalogue, "equals", f'title: "{title}"\npolicy: "{policy}"\n', **SAME)
    assert problems(found) == ([] if is_same else [(2, 8, "they differ", [(3, "differs from this")])])
    assert Looked.AT_IT in found


@pytest.mark.parametrize(
    ("part", "is_same"),
    [(r"\d+", True), (r"[A-Z]+ (\d+)", True), (r".*", False), (r"(?:[A-Z]+ \d+ )?(.*)", False)],
)
def test_only_the_part_that_a_pattern_picks_out_is_compared(
    part: str, catalogue: Catalogue, *, is_same: bool
) -> None:
    text = "title: ECS 36 Liaison\npolicy: ECS 36 Contact\n"
    assert bool(problems(verdicts(catalogue, "equals", text, **SAME, part=part))) is not is_same


@pytest.mark.parametrize(("title", "policy"), [("Liaison", "ECS 36 Liaison"), ("ECS 36", "Liaison")])
def test_a_text_without_the_part_cannot_be_compared(title: str, policy: str, catalogue: Catalogue) -> None:
    text = f'associated_forms: ["{title}", "{policy}"]\ntitle: {title}\nsite: {policy}\n'
    parameters = {**SAME, "same_as": "/site", "part": r"\d+"}
    assert verdicts(catalogue, "equals", text, **parameters) == [Looked.COULD_NOT]


@pytest.mark.parametrize("text", ["title: x\n", "policy: ECS 36 x\n", "title: x\npolicy: 5\n"])
def test_a_text_is_compared_with_none_that_is_not_there(text: str, catalogue: Catalogue) -> None:
    assert verdicts(catalogue, "equals", text, **SAME) == []


def test_the_name_in_the_site_can_be_compared(catalogue: Catalogue) -> None:
    parameters = {**SAME, "at": "/site", "same_as": "site:/name"}
    assert verdicts(catalogue, "equals", "site: Hollybush  School\n", **parameters) == [Looked.AT_IT]
    [problem] = [
        verdict
        for verdict in verdicts(catalogue, "equals", "site: Larkfield School\n", **parameters)
        if isinstance(verdict, Problem)
    ]
    assert [other.location.path for other in problem.related] == ["site.yaml"]


ONLY = {
    "at": ("/title", "/authors/*", "/sections/*/text"),
    "says": "a placeholder",
    "phrases": ("Content", "TBC", "?"),
}


@pytest.mark.parametrize(
    "title",
    [
        "TBC",
        "tbc",
        '"TBC."',
        '" tbc: "',
        '"1. TBC"',
        '"**TBC**"',
        '"# TBC"',
        '"> 12) TBC"',
        '"_tbc_"',
        '"?"',
    ],
)
def test_a_text_that_says_nothing_else_is_told_however_it_is_decorated(
    title: str, catalogue: Catalogue
) -> None:
    assert lines(verdicts(catalogue, "only_says", f"title: {title}\n", **ONLY)) == [[2]]


@pytest.mark.parametrize(
    "title", ["TBC by Friday", "Contents", '"[TBC](https://example.org)"', "'1234. TBC'", "Liaison"]
)
def test_a_word_inside_a_sentence_does_not_count(title: str, catalogue: Catalogue) -> None:
    assert verdicts(catalogue, "only_says", f"title: {title}\n", **ONLY) == [Looked.AT_IT]


def test_a_paragraph_is_told_on_its_line_and_texts_of_one_item_together(catalogue: Catalogue) -> None:
    text = """\
authors: [TBC, Ada Bright, tbc]
sections:
  - heading: 1. Aims
    text: |
      Words that say something.

      TBC

      1. Content
  - heading: 2. Scope
    text: content
"""
    assert lines(verdicts(catalogue, "only_says", text, **ONLY)) == [[2], [2], [8, 10], [12]]


def test_some_phrases_are_ordinary_headings_and_one_item_is_one_finding(catalogue: Catalogue) -> None:
    text = "sections:\n  - {heading: 1. Content, text: Content}\n  - {heading: 2. TBC, text: tbc}\n"
    parameters = {**ONLY, "headings": ("/sections/*/heading",), "fine_in_headings": ("content",)}
    found = problems(verdicts(catalogue, "only_says", text, **parameters))
    assert [(line, column, len(related)) for line, column, _, related in found] == [(3, 33, 0), (4, 15, 1)]


def test_a_form_of_texts_counts_as_well_as_phrases(catalogue: Catalogue) -> None:
    parameters = {"at": ("/authors/*",), "says": "initials", "pattern": r"[A-Z](?:[. ]{0,2}[A-Z]){0,3}\.?"}
    text = "authors:\n  - CP\n  - C. P.\n  - Ada Bright\n  - AdB\n"
    assert lines(verdicts(catalogue, "only_says", text, **parameters)) == [[3], [4]]


@pytest.mark.parametrize("text", ["", "title: 5\n", "title: ''\n", "ratification: {name: null}\n"])
def test_what_is_no_text_says_nothing(text: str, catalogue: Catalogue) -> None:
    parameters = {**ONLY, "at": ("/title", "/ratification/name")}
    assert verdicts(catalogue, "only_says", text, **parameters) == []


SOMEWHERE = {"at": ("/title", "/sections/*/text"), "phrases": ("Children's Services",), "says": "a header"}


def test_words_that_should_stand_nowhere_are_one_finding_for_the_document(catalogue: Catalogue) -> None:
    text = """\
sections:
  - heading: 1. Aims
    text: |
      ## CHILDREN’S  Services: Template

      Aims.
  - {heading: 2. Scope, text: children's services}
title: Children's Services
"""
    found = verdicts(catalogue, "says_somewhere", text, **SOMEWHERE)
    assert problems(found) == [(5, 7, "a header", [(8, "and here"), (9, "and here")])]


def test_words_that_stand_nowhere_were_looked_for(catalogue: Catalogue) -> None:
    assert verdicts(catalogue, "says_somewhere", "title: Liaison\n", **SOMEWHERE) == [Looked.AT_IT]
    assert verdicts(catalogue, "says_somewhere", "", **SOMEWHERE) == []


LISTED = {
    "at": ("/title", "/sections/*/text"),
    "among": ("site:/policies/*", "site:/kept_by_the_group/*"),
    "pattern": r"\b(ECS) (?:LP )?(\d{1,3})\b",
    "says": "not listed",
}


def test_what_is_mentioned_and_listed_is_right(catalogue: Catalogue) -> None:
    text = "title: ECS 36, ECS LP 38 and ECS 16\n"
    assert verdicts(catalogue, "mentions_listed", text, **LISTED) == [Looked.AT_IT] * 3


def test_each_mention_that_is_not_listed_is_one_finding_at_its_first_place(catalogue: Catalogue) -> None:
    text = """\
title: See ECS 99
sections:
  - heading: 1. Aims
    text: |
      Outlined in ECS 36 and
      in ECS LP 98 and ECS 99.
"""
    found = verdicts(catalogue, "mentions_listed", text, **LISTED)
    assert problems(found) == [(2, 12, "not listed", [(7, "and here")]), (7, 10, "not listed", [])]


def test_without_groups_the_whole_mention_is_compared(catalogue: Catalogue) -> None:
    parameters = {**LISTED, "pattern": r"ECS \d+"}
    found = verdicts(catalogue, "mentions_listed", "title: ECS 36 and ECS 37\n", **parameters)
    assert lines(found) == [[2]]


def test_a_text_that_mentions_nothing_leaves_nothing_to_compare(catalogue: Catalogue) -> None:
    assert verdicts(catalogue, "mentions_listed", "title: Liaison\n", **LISTED) == []


LINKS = {"at": ("/title", "/associated_forms/*"), "forms": "/associated_forms/*", "itself": "/template"}


@pytest.mark.parametrize(
    ("form", "reasons"),
    [
        ("Record [form](https://example.org/form)", None),
        ("Record kept in the office", None),
        ("Record [form](#)", "a link in it leads nowhere"),
        ("Record [form]( )", "a link in it leads nowhere"),
        ("Record [a](https://example.org) and [b]()", "a link in it leads nowhere"),
        ("This ecs lp 36", "it names this very form"),
        ("ECS LP 360 and ECS LP 3", None),
        ("ECS LP 36 [form](#)", "a link in it leads nowhere and it names this very form"),
    ],
)
def test_a_link_leads_somewhere_else(form: str, reasons: str | None, catalogue: Catalogue) -> None:
    found = verdicts(
        catalogue, "link_nowhere", f'template: ECS LP 36\nassociated_forms: ["{form}"]\n', **LINKS
    )
    sentence = f"the associated form leads to no form: {reasons}"
    assert problems(found) == ([(3, 20, sentence, [])] if reasons else [])
    assert Looked.AT_IT in found


def test_a_text_that_is_no_list_of_forms_may_name_its_own(catalogue: Catalogue) -> None:
    text = "template: ECS LP 36\ntitle: How ECS LP 36 is used\n"
    assert verdicts(catalogue, "link_nowhere", text, **LINKS) == [Looked.AT_IT]
    told = problems(verdicts(catalogue, "link_nowhere", 'title: "[ECS LP 36](#)"\n', **LINKS))
    sentence = "the Local Procedure Title leads to no form: a link in it leads nowhere"
    assert told == [(2, 8, sentence, [])]


def test_without_a_form_of_its_own_a_document_names_none(catalogue: Catalogue) -> None:
    found = verdicts(catalogue, "link_nowhere", 'associated_forms: ["ECS LP 36"]\n', **LINKS)
    assert found == [Looked.AT_IT]


def test_a_blank_is_told_and_a_word_is_not(catalogue: Catalogue) -> None:
    parameters = {"at": "/ratification/date", "says": "no date"}
    blank = "ratification: {approved_by: SLT, name: null, date: null}\n"
    assert problems(verdicts(catalogue, "left_empty", blank, **parameters)) == [(2, 52, "no date", [])]
    filled = blank.replace("date: null", "date: 2024-01")
    assert verdicts(catalogue, "left_empty", filled, **parameters) == [Looked.AT_IT]
    assert verdicts(catalogue, "left_empty", "", **parameters) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("title: For B801200005001 a taxi\n", (2, 12, "this line holds a pupil number", [])),
        ("title: born 3 May 2014 at home\n", (2, 13, "this line holds a date of birth", [])),
        ("title: |\n  First line.\n  NHS 943 476 5919\n", (4, 7, "this line holds an NHS number", [])),
        ("# B801200005001\n", (2, 3, "this line holds a pupil number", [])),
        ("x: [\n  B801200005001\n", (3, 3, "this line holds a pupil number", [])),
    ],
)
def test_a_number_of_one_child_is_told_where_it_stands(
    text: str, told: tuple[int, int, str, list[tuple[int, str]]], catalogue: Catalogue
) -> None:
    assert problems(verdicts(catalogue, "identifies_a_child", text)) == [told]


@pytest.mark.parametrize(
    "text", ["title: SO41 8ZZ and a@example.org\n", "title: For B801200005002 a taxi\n"]
)
def test_an_address_or_a_number_that_only_looks_alike_may_stand_in_a_text(
    text: str, catalogue: Catalogue
) -> None:
    assert verdicts(catalogue, "identifies_a_child", text) == [Looked.AT_IT]


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("B801200005001/a.yaml", "a pupil number"),
        ("plan-ada@example.org.yaml", "an e-mail address"),
        ("SO41 8ZZ.yaml", "a postcode"),
    ],
)
def test_a_name_of_a_file_that_identifies_a_child_is_told_at_its_start(
    path: str, kind: str, catalogue: Catalogue
) -> None:
    found = verdicts(catalogue, "identifies_a_child", "title: x\n", path=path)
    assert problems(found) == [(1, 1, f"the name of this file or its folder holds {kind}", [])]


def test_a_name_of_the_sites_folder_that_identifies_a_child_is_told_too(catalogue: Catalogue) -> None:
    found = verdicts(catalogue, "identifies_a_child", "", folder="B801200005001")
    sentence = "the name of this file or its folder holds a pupil number"
    assert problems(found) == [(1, 1, sentence, [])]


def sections(*headings: str) -> str:
    return "sections:\n" + "".join(f'  - {{heading: "{heading}", text: x}}\n' for heading in headings)


NUMBERS = {"at": "/sections/*/heading"}


@pytest.mark.parametrize(
    "headings",
    [
        ("1. Aims", "2. Scope", "3) References"),
        ("Aims", "Scope"),
        ("1 Aims", "2 Scope"),
        ("3.", "Aims"),
    ],
)
def test_headings_that_run_on_are_right(headings: tuple[str, ...], catalogue: Catalogue) -> None:
    assert verdicts(catalogue, "numbering", sections(*headings), **NUMBERS) == [Looked.AT_IT]


def test_gaps_repeats_and_missing_sections_are_one_finding(catalogue: Catalogue) -> None:
    text = sections("1. Aims", "3. Scope", "4. AIMS")
    found = verdicts(catalogue, "numbering", text, **NUMBERS, expected=("Aims", "Monitoring", "References"))
    repeat = "this heading stands here a second time"
    sentence = (
        f"section 1 is followed by section 3; {repeat}; there is no section Monitoring and References"
    )
    assert problems(found) == [(4, 15, sentence, [(5, repeat)])]


@pytest.mark.parametrize(
    ("headings", "line", "sentence"),
    [
        (("2. Aims", "3. Scope"), 3, "the first number is 2"),
        (("1. Aims", "Scope", "2. References"), 4, "this heading has no number"),
        (("Aims", "2. Scope"), 3, "this heading has no number; the first number is 2"),
        (("2. Aims", "1. Scope"), 3, "the first number is 2; section 2 is followed by section 1"),
    ],
)
def test_numbers_begin_with_one_and_stand_before_all_headings_or_none(
    headings: tuple[str, ...], line: int, sentence: str, catalogue: Catalogue
) -> None:
    [problem] = problems(verdicts(catalogue, "numbering", sections(*headings), **NUMBERS))
    assert (problem[0], problem[2]) == (line, sentence)


def test_a_missing_section_alone_is_told_at_the_first(catalogue: Catalogue) -> None:
    found = verdicts(catalogue, "numbering", sections("1. Aims"), **NUMBERS, expected=("Scope",))
    assert problems(found) == [(3, 15, "there is no section Scope", [])]


def test_without_sections_there_is_nothing_to_number(catalogue: Catalogue) -> None:
    assert verdicts(catalogue, "numbering", "title: x\n", **NUMBERS, expected=("Scope",)) == []
