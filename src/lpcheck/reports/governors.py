"""For governors: whether anything is dangerous, how much is open where, and three questions to ask.

Nothing on the page is about one child: no key, no path, no document, no number from one to four.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from lpcheck import __version__
from lpcheck.actions import is_dangerous
from lpcheck.bands import SMALL, Count, banded, trend
from lpcheck.contact_facts import contact_facts
from lpcheck.errors import UsageError
from lpcheck.footing import Rule, rules_in
from lpcheck.marks import fields_named
from lpcheck.questions import Ask, questions_for
from lpcheck.records import Result
from lpcheck.reports import Asked, Page, of_school
from lpcheck.sections import InSection, sections_in
from lpcheck.shares import Share, shares_in
from lpcheck.themes import OfChild, themes_of
from lpcheck.view import View

IS_PERSONAL = False
_PLAN = "child-plan"
_CONTACT = "contact"


class Theme(NamedTuple):
    """A line of its own: what is counted, and the words for how many."""

    label: str
    number: str


class SectionLine(NamedTuple):
    """A section in plain words: children with something open, children not looked at in it, and papers.

    `label` is the policy and the number of the section. `since` says how the number of children has moved
    since the earlier run, "" where nobody can say.
    """

    title: str
    label: str
    children: str
    not_looked_at: str
    papers: str
    since: str


class Basis(NamedTuple):
    """What the page rests on, as far as governors need it."""

    lpcheck: str
    policies: tuple[Rule, ...]
    law_checked_on: str


class ForGovernors(NamedTuple):
    """The page of one school; `are_withheld` says that it has too few children for any number of them."""

    kind: str
    school: str
    as_of: date
    is_dangerous: bool
    children: str
    are_withheld: bool
    themes: tuple[Theme, ...]
    lines: tuple[SectionLine, ...]
    earlier: date | None
    questions: tuple[Ask, ...]
    is_part_left_out: bool
    basis: Basis


class SchoolInWords(NamedTuple):
    """One school among several, in the words of its own page; `numbers` are those of the themes."""

    school: str
    page: str
    is_dangerous: bool
    children: str
    numbers: tuple[str, ...]


class SchoolsForGovernors(NamedTuple):
    """The first page of several schools; `themes` are the heads of what stands in every line."""

    kind: str
    as_of: date
    themes: tuple[str, ...]
    schools: tuple[SchoolInWords, ...]
    is_part_left_out: bool
    basis: Basis


def taken_from(view: View) -> object:
    """The name of a school, or what a child's plan says of restrictions and of who was told."""
    if not view.child:
        return of_school(view)
    plan = next(view.of_kind(_PLAN), None)
    is_asked = plan is not None and bool(fields_named(plan.nodes(()), _CONTACT))
    return OfChild(is_asked, contact_facts(view))


def pages(result: Result, asked: Asked) -> Iterator[Page]:
    """Yields the page of the one school, or where there are several an overview and a page for each.

    Raises `UsageError` where no school was looked at whole: such a page would be about single children.
    """
    shares = shares_in(result)
    whole = [share for share in shares if share.folder in result.whole_sites]
    if not whole:
        message = "governors are told about a whole school, and none was asked for whole"
        raise UsageError(message, "name the folder of a school")
    is_part_left_out = len(whole) < len(shares)
    schools = [(share, _school(share, asked, is_part_left_out=is_part_left_out)) for share in whole]
    if len(schools) > 1:
        yield Page("", "All schools", _overview(schools))
    for share, school in schools:
        yield Page(share.page if len(schools) > 1 else "", share.name, school)


def _school(share: Share, asked: Asked, *, is_part_left_out: bool) -> ForGovernors:
    result = share.result
    sections = sections_in(result, share.folder or "", asked.earlier)
    are_withheld = 0 < result.children < SMALL
    children, themes, lines = _in_words(result, sections)
    return ForGovernors(
        kind="school",
        school=share.name,
        as_of=result.as_of,
        is_dangerous=any(map(is_dangerous, result.findings)),
        children=children,
        are_withheld=are_withheld,
        themes=themes,
        lines=lines,
        earlier=asked.earlier.as_of if asked.earlier is not None else None,
        questions=questions_for(sections, are_children_shown=not are_withheld),
        is_part_left_out=is_part_left_out,
        basis=_basis(result),
    )


def _in_words(
    result: Result, sections: Sequence[InSection]
) -> tuple[str, tuple[Theme, ...], tuple[SectionLine, ...]]:
    """How many children there are, the themes and the lines, all numbers of children worded together."""
    total = result.children
    children, papers = themes_of(result)
    counted = (
        *children.values(),
        *(len(one.children) for one in sections),
        *(len(one.unseen) for one in sections),
    )
    of_children = iter(banded((Count(total), *(Count(number, total) for number in counted))))
    of_papers = iter(banded(map(Count, (*papers.values(), *(len(one.of_papers) for one in sections)))))
    looked_at = next(of_children)
    themes = (
        *(Theme(label, next(of_children)) for label in children),
        *(Theme(label, next(of_papers)) for label in papers),
    )
    found = [next(of_children) for _ in sections]
    lines = (
        SectionLine(
            one.section.title, one.label, number, next(of_children), next(of_papers), _since(one, total)
        )
        for one, number in zip(sections, found, strict=True)
    )
    return looked_at, themes, tuple(lines)


def _since(one: InSection, total: int) -> str:
    if one.before is None:
        return ""
    return trend(Count(len(one.before), total), Count(len(one.children), total))


def _overview(schools: Sequence[tuple[Share, ForGovernors]]) -> SchoolsForGovernors:
    """All schools in the words of their own pages, so that no two pages together say more than one."""
    most_first = sorted((school.themes for _, school in schools), key=len, reverse=True)
    labels = dict.fromkeys(theme.label for themes in most_first for theme in themes)
    first = schools[0][1]
    return SchoolsForGovernors(
        kind="overview",
        as_of=first.as_of,
        themes=tuple(labels),
        schools=tuple(_school_line(share, school, labels) for share, school in schools),
        is_part_left_out=first.is_part_left_out,
        basis=first.basis,
    )


def _school_line(share: Share, school: ForGovernors, labels: Iterable[str]) -> SchoolInWords:
    numbers = {theme.label: theme.number for theme in school.themes}
    words = tuple(numbers.get(label, "–") for label in labels)
    return SchoolInWords(school.school, share.page, school.is_dangerous, school.children, words)


def _basis(result: Result) -> Basis:
    return Basis(__version__, rules_in(result), result.law_checked_on)
