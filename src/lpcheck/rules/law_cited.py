"""What a list of references cites must be in force, and be what applies to this school.

What it checks: each reference at `at` against the law register, tolerant of how it is punctuated. With
`no_longer` it reports what has been revoked or replaced; without, what a person should check: another
nation's law, law for another kind of school, a title that is not exact, an entry the register is not sure
of, and what is not in the register. A document gets one finding with its references listed, and none of
them is in both.

Why it matters: staff who look up what no longer holds may act on it.

Example (broken)::

    references:
      - DfE (2015) Residential Special Schools: National Minimum Standards

Use instead::

    references:
      - DfE (2022) Residential Special Schools: National Minimum Standards

Parameters: `at`, the places of the references; `country` and `school_type`, where the site says what it
is; `no_longer`, which of the two is reported.
"""

from collections.abc import Iterator
from datetime import date
from itertools import zip_longest
from typing import NamedTuple

from lpcheck.dates import day_before
from lpcheck.law import Certainty, LawVerdict, Register, find, shown_title, verdict_on
from lpcheck.model import Looked, Problem
from lpcheck.rules import Route, Verdict
from lpcheck.view import Entry, View
from lpcheck.words import counted


class Parameters(NamedTuple):
    """Where the references stand, where the site says what it is, and what is reported."""

    at: Route
    country: Route
    school_type: Route
    no_longer: bool


class _Remark(NamedTuple):
    entry: Entry
    sentence: str
    is_over: bool
    first: date | None = None


def verdicts(view: View, given: Parameters) -> Iterator[Verdict]:
    """Yields one problem for each stretch of days on which the list of remarks is the same."""
    country, school_type = view.first(given.country), view.first(given.school_type)
    if country is None or school_type is None:
        return
    remarks: list[_Remark] = []
    for entry in view.at(given.at):
        yield Looked.AT_IT
        remarks += _remarks(view.register, entry, country.text, school_type.text)
    mine = [remark for remark in remarks if remark.is_over == given.no_longer]
    starts = sorted({remark.first or date.min for remark in mine})
    for start, after in zip_longest(starts, starts[1:]):
        so_far = [remark for remark in mine if (remark.first or date.min) <= start]
        problem = _problem(so_far, no_longer=given.no_longer)
        yield problem._replace(
            first=None if start == date.min else start,
            last=None if after is None else day_before(after),
        )


def _remarks(register: Register, entry: Entry, country: str, school_type: str) -> Iterator[_Remark]:
    citation = find(register, entry.text)
    if citation is None:
        yield _Remark(entry, "not in the register, please check", is_over=False)
        return
    law = citation.entry
    judgement = verdict_on(law, country, school_type)
    is_over = judgement.verdict is LawVerdict.NO_LONGER_IN_FORCE
    if is_over or judgement.verdict is not LawVerdict.IN_FORCE:
        is_sure = law.certainty is not Certainty.UNSURE
        yield _Remark(entry, judgement.sentence, is_over and is_sure, judgement.from_day)
    elif not citation.exact:
        yield _Remark(entry, f"the exact title is {shown_title(law)}", is_over=False)


def _problem(remarks: list[_Remark], *, no_longer: bool) -> Problem:
    first, *more = remarks
    number = counted(len(remarks), "reference")
    be, need = ("is", "needs") if len(remarks) == 1 else ("are", "need")
    message = f"{number} {be} no longer in force" if no_longer else f"{number} {need} checking"
    related = (remark.entry.related(remark.sentence) for remark in more)
    return first.entry.problem(message, *related)._replace(note=first.sentence)
