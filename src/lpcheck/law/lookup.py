"""Finds the entry of the law register that a citation means.

A law that is merely similar is worse than none: where year, nation, publisher or number speak
against an entry, or two entries fit, nothing is found.
"""

from collections.abc import Sequence
from typing import NamedTuple

from lpcheck.law.entries import LawEntry, Status
from lpcheck.law.register import Register, Spelling
from lpcheck.law.spelling import Number, Parts, parts_of

_LONGEST_CITATION = 500


class Citation(NamedTuple):
    """The entry that is meant, and whether its title stands there word for word."""

    entry: LawEntry
    exact: bool


def find(register: Register, citation: str) -> Citation | None:
    """Find what a citation means, however year, publisher, number and punctuation are written.

    A title that appears in editions means the one in force where no year is given. Words added to
    the title or left out are forgiven only for a nation in brackets, and make it inexact.
    """
    if len(citation) > _LONGEST_CITATION:
        return None
    cited = parts_of(citation)
    if not cited.bare:
        return _found_by_number(register, cited.numbers)
    known = register.spellings.get(cited.bare, ())
    matches = [spelling for spelling in known if _agrees(cited, spelling)]
    entry = _entry_meant([spelling.entry for spelling in matches])
    if entry is None:
        return None
    same_words = (s.exact and s.parts.words == cited.words for s in matches if s.entry == entry)
    return Citation(entry, any(same_words))


def _found_by_number(register: Register, numbers: Sequence[Number]) -> Citation | None:
    """Without a title only a number that cannot be another year's counts."""
    if len(numbers) != 1 or (numbers[0].year is None and numbers[0].welsh is None):
        return None
    for entry in register.instruments.get(numbers[0].serial, ()):
        if _is_numbered(numbers[0], parts_of(entry.number or "")):
            return Citation(entry, exact=False)
    return None


def _agrees(cited: Parts, spelling: Spelling) -> bool:
    return (
        _year_agrees(cited, spelling)
        and cited.publishers <= frozenset(spelling.entry.extent)
        and _number_agrees(cited, spelling)
        and _nation_agrees(cited, spelling)
    )


def _year_agrees(cited: Parts, spelling: Spelling) -> bool:
    return cited.years == {spelling.year} or (not cited.years and spelling.may_be_undated)


def _number_agrees(cited: Parts, spelling: Spelling) -> bool:
    """Hold a number against the entry only where the register has one to compare it with."""
    if spelling.entry.number is None:
        return True
    same_instrument = all(_is_numbered(number, spelling.number) for number in cited.numbers)
    return same_instrument and cited.chapters <= spelling.number.chapters


def _is_numbered(cited: Number, number: Parts) -> bool:
    return any(
        cited.serial == known.serial
        and cited.year in {None, known.year}
        and cited.welsh in {None, known.welsh}
        for known in number.numbers
    )


def _nation_agrees(cited: Parts, spelling: Spelling) -> bool:
    """Let `(England)` be left out; another nation only where publisher or number bears it out."""
    left_out = spelling.parts.nations - cited.nations
    added = cited.nations - spelling.parts.nations
    numbered = bool(cited.numbers and spelling.entry.number)
    borne_out = numbered or left_out <= {"England"} | cited.publishers
    return borne_out and added <= frozenset(spelling.entry.extent)


def _entry_meant(entries: Sequence[LawEntry]) -> LawEntry | None:
    """Prefer the edition in force, then the newest; None where two different laws fit."""
    if len({entry.series or entry.key for entry in entries}) != 1:
        return None
    return max(entries, key=lambda entry: (entry.status is Status.IN_FORCE, entry.edition or 0))
