"""The frozen types of the law register's entries."""

from datetime import date
from enum import Enum
from typing import NamedTuple

COUNTRIES = ("England", "Wales", "Scotland", "Northern Ireland")

SCHOOL_TYPES = (
    "independent",
    "non-maintained-special",
    "maintained",
    "academy",
    "children's-home-with-education",
)


class Status(Enum):
    """What became of a law: only `IN_FORCE` has no last day."""

    IN_FORCE = "in-force"
    REVOKED = "revoked"
    SUPERSEDED = "superseded"


class Certainty(Enum):
    """How far the register vouches for an entry: what rests on `UNSURE` is advice at most."""

    VERIFIED = "verified"
    GENERAL = "general"
    UNSURE = "unsure"


class Successor(NamedTuple):
    """What took the place of an entry that is no longer in force, as far as a sentence needs it."""

    key: str
    title: str
    series: str | None
    valid_from: date | None


class LawEntry(NamedTuple):
    """One law, or one edition of a guidance document.

    `valid_from` and `valid_to` are its first and last day in force, None where not recorded.
    `binds` holds the school types it binds, None where it binds all of them. `also_cited_as` count
    as exact titles, `loosely_cited_as` are understood and not exact.
    """

    key: str
    title: str
    extent: tuple[str, ...]
    status: Status
    certainty: Certainty
    also_cited_as: tuple[str, ...] = ()
    loosely_cited_as: tuple[str, ...] = ()
    number: str | None = None
    series: str | None = None
    edition: int | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    replaced_by: Successor | None = None
    binds: frozenset[str] | None = None
    subject: str | None = None
    note: str | None = None
