"""The law that a local procedure cites: which entry of the register is meant, and does it apply."""

from lpcheck.law.entries import (
    COUNTRIES,
    SCHOOL_TYPES,
    Certainty,
    LawEntry,
    Status,
    Successor,
)
from lpcheck.law.lookup import Citation, find
from lpcheck.law.reading import register_from
from lpcheck.law.register import Register
from lpcheck.law.verdict import LawVerdict, Standing, shown_title, verdict_on

__all__ = [
    "COUNTRIES",
    "SCHOOL_TYPES",
    "Certainty",
    "Citation",
    "LawEntry",
    "LawVerdict",
    "Register",
    "Standing",
    "Status",
    "Successor",
    "find",
    "register_from",
    "shown_title",
    "verdict_on",
]
