"""The law register with the index that finds a title by its words."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from lpcheck.law.entries import LawEntry
from lpcheck.law.spelling import Parts, parts_of


class Spelling(NamedTuple):
    """One way of writing an entry's title: `year` is the one that a citation may give with it.

    `number` is the entry's own number taken apart, the same for all its spellings.
    """

    entry: LawEntry
    parts: Parts
    exact: bool
    year: int | None
    may_be_undated: bool
    number: Parts


class Register(NamedTuple):
    """All entries, and the day on which a person last looked them up.

    `spellings` has every known spelling by its bare words, so that a citation costs one look-up;
    `instruments` the statutory instruments by serial number, for a citation that gives nothing else.
    """

    entries: tuple[LawEntry, ...]
    checked_on: date
    spellings: Mapping[tuple[str, ...], tuple[Spelling, ...]]
    instruments: Mapping[int, tuple[LawEntry, ...]]


def register_of(entries: tuple[LawEntry, ...], checked_on: date) -> Register:
    """The register of these entries, with its index."""
    return Register(entries, checked_on, _by_words(entries), _by_number(entries))


def _by_words(entries: Iterable[LawEntry]) -> Mapping[tuple[str, ...], tuple[Spelling, ...]]:
    index: defaultdict[tuple[str, ...], list[Spelling]] = defaultdict(list)
    for entry in entries:
        for spelling in _spellings_of(entry):
            index[spelling.parts.bare].append(spelling)
    return {bare: tuple(found) for bare, found in index.items()}


def _by_number(entries: Iterable[LawEntry]) -> Mapping[int, tuple[LawEntry, ...]]:
    index: defaultdict[int, list[LawEntry]] = defaultdict(list)
    for entry in entries:
        for number in parts_of(entry.number or "").numbers:
            index[number.serial].append(entry)
    return {serial: tuple(found) for serial, found in index.items()}


def _spellings_of(entry: LawEntry) -> Iterator[Spelling]:
    number = parts_of(entry.number or "")
    for title in (entry.title, *entry.also_cited_as):
        yield _spelling(entry, title, number, exact=True)
    for title in entry.loosely_cited_as:
        yield _spelling(entry, title, number, exact=False)


def _spelling(entry: LawEntry, title: str, number: Parts, *, exact: bool) -> Spelling:
    parts = parts_of(title)
    return Spelling(
        entry=entry,
        parts=parts,
        exact=exact,
        year=next(iter(parts.years), entry.edition),
        may_be_undated=not parts.years or entry.series is not None,
        number=number,
    )
