"""The frozen types that travel between the modules, from a requirement to the result of a run."""

from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from types import MappingProxyType
from typing import NamedTuple

from lpcheck.places import FrameLine, Location, Related


class Severity(Enum):
    """How much a finding weighs, after the text's own word: must, should, may."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"

    @property
    def rank(self) -> int:
        """Its place from the gravest, 0, downwards."""
        return list(Severity).index(self)


class By(Enum):
    """Who or what carries out a check."""

    READER = "reader"
    SCHEMA = "schema"
    RULE = "rule"
    PERSON = "person"
    TOGETHER = "together"


class State(Enum):
    """What can be said of a requirement in one document, in the words of every report."""

    RECORDED = "recorded"
    NOT_RECORDED = "not_recorded"
    WAIVED = "waived"
    NOT_APPLICABLE = "not_applicable"
    NOT_LOOKED_AT = "not_looked_at"
    FOR_A_PERSON = "for_a_person"

    __hash__ = object.__hash__  # each is one of a kind, and Enum's own is slow to count with


class Looked(Enum):
    """What a rule yields beside problems: that it had something to compare, or could not know."""

    AT_IT = "looked"
    COULD_NOT = "could not look"


class Problem(NamedTuple):
    """A place and a sentence, with the first and the last day on which it holds.

    It knows neither requirement nor severity: the check that yielded it does. None means that the
    days have no limit on that side. `also` are other requirements that the same mistake touches. `child`
    is whom it is about, where it stands in a document about many.
    """

    location: Location
    message: str
    related: tuple[Related, ...] = ()
    first: date | None = None
    last: date | None = None
    note: str = ""
    also: tuple[str, ...] = ()
    child: str = ""


class Check(NamedTuple):
    """One way in which a requirement is looked at, with its weight and what to do about a finding.

    `name` is the rule's or the built-in check's; `documents` the kinds that a rule looks at, empty
    where it looks at none; `parameters` the rule's own, already read, with what follows from them: the
    places it reads as `routes`, those that it must see whole as `whole`, and the `settings` that decide.
    `says` replaces the sentence that a missing or empty field gets, and `when_passed` says what to do where
    a day that the form marks has passed, if that is something else than `remedy`. `once_a_site` is what its
    findings are counted in, such as plan, where all of them in a site are one finding; "" where each stands
    for itself.
    """

    by: By
    severity: Severity
    looks_at: str
    remedy: str
    name: str = ""
    documents: tuple[str, ...] = ()
    parameters: object = None
    says: str = ""
    routes: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    once_a_site: str = ""
    when_passed: str = ""


class Requirement(NamedTuple):
    """One obligation of a policy, in its own words where there are any.

    It holds from `since` to `until`, both included; None means that there is no limit on that side.
    """

    id: str
    title: str
    why: str
    duty: str
    source: str
    checks: tuple[Check, ...]
    policy: str
    clause: str | None = None
    quote: str | None = None
    example: str = ""
    never_hidden: bool = False
    never_waived: bool = False
    outranks: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None

    @property
    def asked_by(self) -> str:
        """Who asks for it: the document, the clause and its own words, as far as there are any."""
        clause = f", {self.clause}" if self.clause else ""
        quote = f': "{self.quote}"' if self.quote else f": {self.title}"
        return f"{self.source}{clause}{quote}"

    def check_by(self, by: By, name: str = "") -> Check | None:
        """The check carried out that way, of which there is at most one for each name."""
        return next((c for c in self.checks if c.by is by and name in ("", c.name)), None)

    @property
    def gravest(self) -> Severity:
        """The weight of its gravest check."""
        return min((check.severity for check in self.checks), key=lambda severity: severity.rank)


class Section(NamedTuple):
    """A section of a policy in the words of somebody who is no teacher, and what to ask about it."""

    title: str
    ask: str


class Policy(NamedTuple):
    """A policy as data: its requirements and what it adds to which kind of document.

    `adds` maps a kind to blocks and the schema of each; `demands` maps a kind to fields that the
    kind has anyway and the requirement that asks for them here; `settings` are schemas by name. `by_rule`
    gives the checks by rule for a kind of document, each with its requirement. `sections` are by number, or
    by the word that the ids of requirements in no section begin with.
    """

    id: str
    title: str
    version: str
    in_force_from: date
    source: str
    always: bool
    digest: str
    requirements: tuple[Requirement, ...]
    adds: Mapping[str, Mapping[str, Mapping[str, object]]] = MappingProxyType({})
    demands: Mapping[str, Mapping[str, str]] = MappingProxyType({})
    settings: Mapping[str, Mapping[str, object]] = MappingProxyType({})
    by_rule: Callable[[str], tuple[tuple[Requirement, Check], ...]] = lambda _: ()
    sections: Mapping[str, Section] = MappingProxyType({})


class Finding(NamedTuple):
    """A problem joined with its requirement and check, with nothing personal left in it.

    `site` and `child` say where it belongs; the path of its location is as a person would type it
    once `check_site` has made it so. `is_kept` says that no filter hides it, because of its requirement or
    because it kept such a requirement from being looked at. `waived` is the last day of the waiver that
    covers it, None where none does.
    """

    requirement: Requirement
    check: Check
    problem: Problem
    frame: tuple[FrameLine, ...]
    fingerprint: str
    site: str | None = None
    child: str | None = None
    also: tuple[str, ...] = ()
    waived: date | None = None
    baselined: bool = False
    is_kept: bool = False

    @property
    def is_open(self) -> bool:
        """Whether nobody has accepted it for a time, nor counted it apart in a baseline."""
        return self.waived is None and not self.baselined
