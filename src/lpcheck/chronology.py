"""What was when for one child, in the order of the days, as far as the plan and the logs record it.

Only what kind of thing it was, its day and where that stands: no reason, nobody's name, no text.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lpcheck.contact_facts import RESTRICTIONS
from lpcheck.dates import Period, day_in, period_of
from lpcheck.evidence import document_name, field_of, system_at
from lpcheck.pointers import is_at_or_below
from lpcheck.restrictions import EVERYONE, Restriction, plain_word, restrictions_in
from lpcheck.view import Entry, Examined, View, entries_below, entries_in, raw_entries
from lpcheck.words import texts_of

_OF_PLAN = (
    ("/date", "Plan written"),
    ("/review_history/*/date", "Plan reviewed"),
    ("/liaison/*/last_review", "Education plan reviewed"),
    ("/contact/changed_on", "Last change that staff must know"),
    ("/contact/restrictions_checked/date", "Restrictions checked"),
    ("/contact/restrictions/*/rests_on/*/made", "Order or decision made"),
    ("/contact/restrictions/*/manager_aware", "Site manager knew of a restriction"),
    ("/contact/restrictions/*/ended/date", "Restriction ended"),
    ("/contact/told/child/date", "Child told"),
    ("/contact/told/child/not_yet/date", "Decided to tell the child later"),
    ("/contact/told/staff/*", "Staff told one by one"),
    ("/contact/social_media_risk/assessed", "Risk of social media assessed"),
)
_OF_LOG = (
    ("/concerns/*/noticed_at", "Concern noticed"),
    ("/concerns/*/reported_at", "Concern reported"),
    ("/social_media_incidents/*/date", "Incident on social media"),
    ("/social_media_incidents/*/analysed", "Incident on social media analysed"),
)
_ENTRIES = "/entries/*"
_MONITORING = "/monitoring/*"
_BRIEFINGS = "/briefings/*"


class Event(NamedTuple):
    """Something on a day, or in a month; where it stands, and the system that keeps the source, if any.

    `number` is how often the same stands there for the same day.
    """

    day: Period
    what: str
    document: str
    field: str
    kept_in: str = ""
    number: int = 1


class OfChild(NamedTuple):
    """What a child's folder records, and how much of it has no day that can be read.

    `is_plan_read` says whether there is a plan against which the log could be held.
    """

    events: tuple[Event, ...]
    unread: int
    is_plan_read: bool


class OfSite(NamedTuple):
    """What site.yaml records for everybody, and for each briefing which children it covered."""

    monitoring: tuple[Event, ...]
    briefings: tuple[tuple[Event, frozenset[str]], ...]

    def for_child(self, child: str) -> Iterator[Event]:
        """Yields what of it is about a child by key."""
        yield from self.monitoring
        yield from (event for event, covers in self.briefings if child in covers)


def recorded_for(view: View) -> OfChild:
    """What the plan and the logs in a child's folder record."""
    plan = next(view.of_kind("child-plan"), None)
    logs = tuple(view.of_kind("log"))
    tables = [(one, _OF_LOG) for one in logs] + ([(plan, _OF_PLAN)] if plan is not None else [])
    events = [event for examined, places in tables for event in _dated(view, examined, places)]
    under = _under_restriction(view, plan) if plan is not None else ()
    events += (event for log in logs for event in _contacts(view, log, under))
    unread = sum(_unread(examined, place) for examined, places in tables for place, _ in places)
    unread += sum(_unread(log, f"{_ENTRIES}/date") for log in logs)
    return OfChild(in_order(events), unread, plan is not None)


def recorded_at_site(view: View) -> OfSite:
    """What site.yaml records, where it can be read."""
    site = next(view.of_kind("site"), None)
    if site is None:
        return OfSite((), ())
    return OfSite(
        tuple(
            event._replace(what=f"Monitoring of {policy}")
            for entry in entries_in(site, _MONITORING)
            for event in _events(view, entry, "/date", "")
            for policy in _texts(entry, "/policy")
        ),
        tuple(
            (event, frozenset(texts_of(entry.fields.get("covers"))))
            for entry in entries_in(site, _BRIEFINGS)
            for event in _events(view, entry, "/date", "Staff told at a briefing")
        ),
    )


def in_order(events: Iterable[Event]) -> tuple[Event, ...]:
    """The events by their day, the same on one day as one."""
    numbers: dict[Event, int] = {}
    for event in events:
        alone = event._replace(number=1)
        numbers[alone] = numbers.get(alone, 0) + event.number
    alike = (event._replace(number=number) for event, number in numbers.items())
    return tuple(sorted(alike, key=lambda one: (one.day.last, one.what, one.document, one.field)))


def _dated(view: View, examined: Examined, places: Iterable[tuple[str, str]]) -> Iterator[Event]:
    whole = Entry(examined, (), examined.document.data)
    for place, what in places:
        yield from _events(view, whole, place, what)


def _events(view: View, above: Entry, place: str, what: str) -> Iterator[Event]:
    """Yields an event for each day at a place below an entry that can be relied upon."""
    for entry in entries_below(above, place):
        period = day_in(entry.text)
        if period is not None:
            examined, pointer, _ = entry
            document = document_name(view, examined)
            yield Event(period, what, document, field_of(examined, pointer), system_at(view, entry))


def _under_restriction(view: View, plan: Examined) -> tuple[Restriction, ...]:
    """The restrictions that forbid a single person something, whatever else is wrong with the plan."""
    every = restrictions_in(view._replace(examined=plan, found=None), RESTRICTIONS)
    return tuple(one for one in every if one.person != EVERYONE and one.things != frozenset())


def _contacts(view: View, log: Examined, under: Iterable[Restriction]) -> Iterator[Event]:
    """Yields what was refused, and what took place with somebody under a restriction, by its kind."""
    for entry in entries_in(log, _ENTRIES):
        kind = " ".join(_texts(entry, "/channel")).replace("-", " ") or "contact"
        outcome = next(iter(_texts(entry, "/outcome")), "")
        if outcome == "refused":
            yield from _events(view, entry, "/date", f"Refused: {kind}")
        elif outcome == "took-place" and _is_with_one(entry, under):
            what = f"Took place with somebody under a restriction: {kind}"
            yield from _events(view, entry, "/date", what)


def _is_with_one(entry: Entry, under: Iterable[Restriction]) -> bool:
    persons = {plain_word(word) for word in texts_of(entry.fields.get("with"))}
    period = period_of(entry.fields.get("date"))
    return any(one.person in persons and one.was_in_force(period) for one in under)


def _texts(entry: Entry, place: str) -> list[str]:
    """The texts at a place below an entry that can be relied upon."""
    return [one.text for one in entries_below(entry, place) if one.text]


def _unread(examined: Examined, place: str) -> int:
    """How much stands at a place that is not the day which should stand there."""
    return sum(is_at_or_below(one.pointer, examined.unreliable) for one in raw_entries(examined, place))
