"""Judges whether an entry of the law register applies to a school."""

from datetime import date, timedelta
from enum import Enum
from typing import NamedTuple

from lpcheck.dates import spoken
from lpcheck.law.entries import Certainty, LawEntry, Status
from lpcheck.words import listed

_LAW_OF: dict[tuple[str, ...], str] = {
    ("England",): "English law",
    ("Wales",): "Welsh law",
    ("Scotland",): "Scottish law",
}
_SCHOOLS = {
    "independent": "independent schools",
    "non-maintained-special": "non-maintained special schools",
    "maintained": "maintained schools",
    "academy": "academies",
    "children's-home-with-education": "registered children's homes",
}
_ENDED = {Status.REVOKED: "revoked", Status.SUPERSEDED: "replaced"}


class LawVerdict(Enum):
    """How an entry stands to a school: the first of these that holds is the one given."""

    NO_LONGER_IN_FORCE = "no longer in force"
    OTHER_COUNTRY = "other country"
    NOT_FOR_THIS_SCHOOL_TYPE = "not for this school type"
    IN_FORCE = "in force"


class Standing(NamedTuple):
    """A verdict in a sentence; `from_day` is the first day on which it holds, None if always.

    The sentence has no full stop and may end in a note in brackets on what is not certain.
    """

    verdict: LawVerdict
    from_day: date | None
    sentence: str


def verdict_on(entry: LawEntry, country: str | None, school_type: str | None) -> Standing:
    """Judge an entry for a school, leaving out what cannot be judged because it is None.

    The school type counts only where the register has verified whom the entry binds.
    """
    abroad = country is not None and country not in entry.extent
    if entry.status is not Status.IN_FORCE:
        from_day = entry.valid_to + timedelta(days=1) if entry.valid_to else None
        sentence = _ended_abroad(entry, from_day) if abroad else _ended(entry, from_day)
        return Standing(LawVerdict.NO_LONGER_IN_FORCE, from_day, sentence)
    if abroad:
        sentence = f"applies in {listed(entry.extent)}, not in {country}"
        return _standing(entry, LawVerdict.OTHER_COUNTRY, sentence)
    if entry.certainty is Certainty.VERIFIED and _leaves_out(entry, school_type):
        schools = listed([name for key, name in _SCHOOLS.items() if key in (entry.binds or ())])
        sentence = f"applies to {schools}: please check whether this school is one"
        return _standing(entry, LawVerdict.NOT_FOR_THIS_SCHOOL_TYPE, sentence)
    return _standing(entry, LawVerdict.IN_FORCE, "is in force")


def shown_title(entry: LawEntry) -> str:
    """Name an entry so that two editions with one title can be told apart."""
    if entry.series is None or entry.edition is None or str(entry.edition) in entry.title:
        return entry.title
    return f"{entry.title} ({entry.edition} edition)"


def _leaves_out(entry: LawEntry, school_type: str | None) -> bool:
    return entry.binds is not None and school_type is not None and school_type not in entry.binds


def _standing(entry: LawEntry, verdict: LawVerdict, sentence: str) -> Standing:
    return Standing(verdict, None, f"{shown_title(entry)} {sentence}{_noted(entry)}")


def _ended_abroad(entry: LawEntry, from_day: date | None) -> str:
    """Leave out what replaced it: another country's law is not what the school should turn to."""
    law = _LAW_OF.get(entry.extent, f"the law of {listed(entry.extent)}")
    return f"{shown_title(entry)} is {law}, {_end(entry, from_day)}{_noted(entry)}"


def _ended(entry: LawEntry, from_day: date | None) -> str:
    title, end, successor = shown_title(entry), _end(entry, from_day), entry.replaced_by
    if successor is None:
        return f"{title} was {end}{_noted(entry)}"
    if entry.series is None or successor.series != entry.series or not successor.valid_from:
        joined = "by" if entry.status is Status.SUPERSEDED else "and replaced by"
        return f"{title} was {end}{_noted(entry)} {joined} {successor.title}"
    edition = f"the edition of {spoken(successor.valid_from)}"
    if successor.valid_from == from_day:
        return f"{title} was replaced by {edition}{_noted(entry)}"
    return f"{title} was {end}{_noted(entry)}: turn to {edition}"


def _end(entry: LawEntry, from_day: date | None) -> str:
    on_day = f" on {spoken(from_day)}" if from_day else ""
    return f"{_ENDED[entry.status]}{on_day}"


def _noted(entry: LawEntry) -> str:
    return f" ({entry.note})" if entry.note else ""
