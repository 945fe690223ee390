"""For a calendar: an event on each day, with a title that says nothing of what it is about.

Calendars are shared, synchronised and shown on locked screens, so an event names a school or a child's key
and nothing else. An event keeps its identity when its day moves: imported again, it moves too. What nobody
knows the day of stands on the day that was asked about.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from icalendar import Alarm, Calendar, Event

from lpcheck.agenda import Agenda
from lpcheck.dates import day_after
from lpcheck.look import Look
from lpcheck.records import Deadline, Undated

_WARNING = timedelta(days=-7)
_ASK = "`lpcheck overdue` says more."


def render(agenda: Agenda, look: Look) -> str:
    """The calendar; `look` changes nothing."""
    del look
    calendar = Calendar()
    for name, value in (
        ("prodid", "-//lpcheck//overdue//EN"),
        ("version", "2.0"),
        ("calscale", "GREGORIAN"),
        ("method", "PUBLISH"),
        ("x-wr-calname", "Dates to check"),
    ):
        calendar.add(name, value)
    for event in _events(agenda):
        event.add("dtstamp", datetime.combine(agenda.as_of, time(), UTC))
        calendar.add_component(event)
    text: bytes = calendar.to_ical()
    return text.decode()


def _events(agenda: Agenda) -> Iterator[Event]:
    for item in agenda.items:
        yield _event(item.deadline.due, item.deadline)
    for one in agenda.undated:
        yield _event(agenda.as_of, one)
    for one in agenda.not_read:
        # What the reader says of a document is for whoever opens it, not for a calendar.
        yield _event(agenda.as_of, one._replace(what=""), thing="document")


def _event(day: date, one: Deadline | Undated, *, thing: str = "date") -> Event:
    whose = one.child or _school(one)
    title = f"{whose}: a {thing} to check" if whose else f"A {thing} to check"
    event = Event()
    for name, value in (
        ("uid", f"{UUID(hex=one.identity, version=5)}"),
        ("dtstart", day),
        ("dtend", day_after(day)),
        ("summary", title),
        ("description", _description(one)),
        ("class", "PRIVATE"),
        ("transp", "TRANSPARENT"),
    ):
        event.add(name, value)
    event.add_component(_alarm(title))
    return event


def _description(one: Deadline | Undated) -> str:
    """Where to ask; of what belongs to a school and to no child, what it is as well."""
    about = one.what if one.site and not one.child else _school(one)
    return f"{about}. {_ASK}" if about else _ASK


def _school(one: Deadline | Undated) -> str:
    """The folder of the school as a title: larkfield-school is Larkfield School."""
    words = (one.site or "").replace("-", " ").replace("_", " ").split()
    return " ".join(word[:1].upper() + word[1:] for word in words)


def _alarm(title: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", _WARNING)
    return alarm
