"""What is kept of a unit of work, and what a run comes to: deadlines, waivers, Records and the Result."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from lpcheck.model import Finding, Policy, Requirement, State
from lpcheck.places import Location, Pointer


class Deadline(NamedTuple):
    """A day on which something falls due, whose duty it is and where it is written.

    `is_owed` says that somebody has to act by then: otherwise something only ends, and is never overdue.
    `identity` stays the same when the day moves.
    """

    due: date
    what: str
    requirement: Requirement
    location: Location
    is_owed: bool = True
    site: str | None = None
    child: str | None = None
    identity: str = ""


class Undated(NamedTuple):
    """What would fall due, for which requirement, whose duty it is and where its date should stand.

    `identity` is that of the deadline which this becomes as soon as its date can be read.
    """

    what: str
    requirement: str
    duty: str
    location: Location
    identity: str = ""
    site: str | None = None
    child: str | None = None


class Waiver(NamedTuple):
    """An exception that somebody has accepted: for which requirement, where, and on which days.

    `pointer` leads to it in the document at `path`.
    """

    requirement: str
    child: str | None
    document: str | None
    first: date
    last: date
    path: str
    pointer: Pointer


class Record(NamedTuple):
    """All that is kept of a unit of work: true for every date, with nothing personal in it.

    `states` say of each document, by its path, what holds for each requirement but for what is found.
    `taken` is what a report takes from the unit, None where there is none: only that may be personal.
    """

    paths: tuple[str, ...]
    findings: tuple[Finding, ...]
    deadlines: tuple[Deadline, ...]
    states: Mapping[str, Mapping[str, State]]
    policies: tuple[str, ...]
    settings: Mapping[str, object]
    waivers: tuple[Waiver, ...] = ()
    undated: tuple[Undated, ...] = ()
    taken: object = None


class Taken(NamedTuple):
    """What a report has taken `of` a unit with so many documents, and how each requirement stands there.

    `asked_for` are the paths of the documents that were asked for, None where all were.
    """

    site: str | None
    child: str | None
    documents: int
    of: object
    states: Mapping[str, State]
    asked_for: frozenset[str] | None = None


class Coverage(NamedTuple):
    """How many documents of a site stand in each state for one requirement."""

    site: str | None
    requirement: str
    counts: Mapping[State, int]


class Coming(NamedTuple):
    """A finding that there will be from a day on, if nothing changes until then."""

    day: date
    finding: Finding


class Result(NamedTuple):
    """Everything that a format or report may say, sorted.

    `whole_sites` are the schools of which everything was looked at, and `idle_in_baseline` is how many
    entries of a baseline match nothing in them any more. `taken` is what a report asked for, unit by unit.
    """

    as_of: date
    scope: tuple[str, ...]
    documents: int
    children: int
    findings: tuple[Finding, ...]
    deadlines: tuple[Deadline, ...]
    coverage: tuple[Coverage, ...]
    policies: tuple[Policy, ...]
    law_checked_on: str
    settings: Mapping[str, object]
    inputs_digest: str
    undated: tuple[Undated, ...] = ()
    coming: tuple[Coming, ...] = ()
    whole_sites: frozenset[str] = frozenset()
    idle_in_baseline: int = 0
    taken: tuple[Taken, ...] = ()
