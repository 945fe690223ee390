"""The rhythm of the routine that the plan agrees is kept, as far as the log tells.

What it checks: where a child's log is kept here and has begun, the days in term since somebody was last in
routine contact with each person of the routine, against what the plan says and some days of grace. An
attempt counts, a contact of the child does not. Counting begins again with the plan, with each review of it
and each time that the child joins; it ends when the child leaves. Holidays are not counted, and days of
which no term tells. A book that is a record of its own is counted only where the log has entries of it. A
child has one finding on any day: the gap that began first. While part of a log cannot be read, or where no
term tells of the days since then, it cannot be known.

Why it matters: an agreed rhythm helps a child only if it is kept.

Example (broken)::

    routine: [{with: mother, method: telephone, how_often: weekly}]
    entries:
      - {date: 2026-09-14, channel: telephone, with: [mother], outcome: took-place}
      - {date: 2026-10-12, channel: telephone, with: [mother], outcome: took-place}

Use instead::

    routine: [{with: mother, method: telephone, how_often: fortnightly}]
    entries:
      - {date: 2026-09-14, channel: telephone, with: [mother], outcome: took-place}
      - {date: 2026-09-28, channel: telephone, with: [mother], outcome: no-answer}
      - {date: 2026-10-12, channel: telephone, with: [mother], outcome: took-place}

Parameters: `routine`, the rows of the plan; `since` and `reviews`, its dates, and `people`, whom it knows;
`roll` and `terms`, the rows of the site; `log`, the kind of document that is a log, and `entries`, its
rows; `counts`, the outcomes that count; `rhythms`, for each word of the plan, a colon, and days allowed,
`rhythms_in_school_days` the same in school days; `as_agreed`, the word by which a row has a longest gap of
its own, a colon, and the field of it; `own_records`, methods that are a record of their own; `learner`,
whoever stands for the child; `grace`, the setting that holds the days of grace.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from lpcheck.dates import day_after, day_before, period_of, spoken
from lpcheck.logged import Contact, are_logs_whole, contacts_in, have_logs_begun
from lpcheck.model import Looked, Problem
from lpcheck.rules import NumberSetting, Route, Texts, Verdict
from lpcheck.school_days import Calendar, calendar_in
from lpcheck.view import Entry, View, entries_below
from lpcheck.words import counted

NEEDS_ALL_OF = ("since", "reviews", "roll", "terms")


class Parameters(NamedTuple):
    """Where plan, log and site say what was agreed and what took place, and what a rhythm comes to."""

    routine: Route
    since: Route
    reviews: Route
    people: Route
    roll: Route
    terms: Route
    log: str
    entries: str
    counts: Texts
    rhythms: Texts
    rhythms_in_school_days: Texts
    as_agreed: str
    own_records: Texts
    learner: str
    grace: NumberSetting


class Rhythm(NamedTuple):
    """A row of the routine: with whom, how many days are allowed, and how a sentence says that."""

    entry: Entry
    person: str
    days: int
    school_days: int
    words: str


class Stay(NamedTuple):
    """A time on the roll: from which day on contact is counted, and the last day on which it is owed."""

    begins: date
    until: date


class Gap(NamedTuple):
    """Days on which no contact can be found: since when, and from which day to which it is too long."""

    rhythm: Rhythm
    since: date
    first: date
    last: date


def verdicts(view: View, given: Parameters) -> Iterator[Verdict]:
    """Yields a problem for each stretch of days on which a gap of the routine is too long."""
    contacts = contacts_in(view, given.log, given.entries)
    rhythms = list(_rhythms(view, contacts, given))
    if not rhythms or not (view.is_part_unread or have_logs_begun(view, given.log, given.entries)):
        return
    calendar = calendar_in(view, given.terms)
    stays = _stays(view, given, calendar)
    told_of = [stay for stay in stays if calendar.knows(day_after(stay.begins))]
    if not told_of or told_of != stays or not are_logs_whole(view, given.log, given.entries):
        yield Looked.COULD_NOT
    if told_of and are_logs_whole(view, given.log, given.entries):
        yield Looked.AT_IT
        routine = [contact for contact in contacts if _is_routine(contact, given)]
        gaps = [
            gap
            for stay in told_of
            for rhythm in rhythms
            for gap in _gaps(rhythm, stay, _days(rhythm, routine, given), calendar)
        ]
        yield from _one_a_day(view, gaps)


def _rhythms(view: View, contacts: Sequence[Contact], given: Parameters) -> Iterator[Rhythm]:
    """Yields the rows of the routine that have a rhythm which the log can tell of."""
    grace = view.number(given.grace)
    in_days, in_school_days = (
        dict(pair.split(":", 1) for pair in pairs)
        for pairs in (given.rhythms, given.rhythms_in_school_days)
    )
    agreed, field = given.as_agreed.split(":", 1)
    recorded = {(who, str(contact.says("channel"))) for contact in contacts for who in contact.persons}
    known = view.keys_at(given.people) | {given.learner}
    for row in view.at(given.routine):
        said = {str(entry.pointer[-1]): entry.value for entry in entries_below(row, "/*")}
        who, method, word = (str(said.get(name, "")) for name in ("with", "method", "how_often"))
        is_elsewhere = method in given.own_records and (who, method) not in recorded
        longest = said.get(field)
        if is_elsewhere or not method or who not in known:
            continue
        if word == agreed and isinstance(longest, int):
            yield Rhythm(row, who, longest + grace, 0, f"{counted(longest, 'day')} at most")
        elif word in in_days or word in in_school_days:
            days, school_days = int(in_days.get(word, 0)), int(in_school_days.get(word, 0))
            yield Rhythm(row, who, days + grace, school_days, word.replace("-", " "))


def _stays(view: View, given: Parameters, calendar: Calendar) -> list[Stay]:
    """The times that the child is on the roll, from the plan, its newest review or the first term on."""
    written = [entry.period for entry in (*view.at(given.since), *view.at(given.reviews))]
    rows = [(period_of(row.fields.get("from")), row) for row in _on_roll(view, given)]
    joined = sorted((period.last, _leaves(row)) for period, row in rows if period is not None)
    terms = [day_before(first) for first, _ in calendar.terms[:1]]
    earliest = max((*(period.last for period in written if period is not None), *terms), default=date.min)
    again = [*(day_before(first) for first, _ in joined[1:]), date.max]
    stays = [
        Stay(max(earliest, first), min(last, end))
        for (first, last), end in zip(joined, again, strict=False)
    ]
    return stays or [Stay(earliest, date.max)]


def _leaves(row: Entry) -> date:
    """The last day of the child on the roll, as far as a row says."""
    until = period_of(row.fields.get("until"))
    return date.max if until is None else until.last


def _on_roll(view: View, given: Parameters) -> Sequence[Entry]:
    by_child = view.once_a_site(("on the roll", given.roll), lambda: _by_child(view.at(given.roll)))
    return by_child.get(view.child, [])


def _by_child(rows: Iterable[Entry]) -> Mapping[str, list[Entry]]:
    by_child: dict[str, list[Entry]] = {}
    for row in rows:
        by_child.setdefault(str(row.fields.get("child")), []).append(row)
    return by_child


def _is_routine(contact: Contact, given: Parameters) -> bool:
    """Whether it was routine contact, or an attempt at it."""
    return contact.says("outcome") in given.counts and contact.says("routine") is not False


def _days(rhythm: Rhythm, routine: list[Contact], given: Parameters) -> list[date]:
    """The days on which somebody was in routine contact with a person, or tried to be."""
    return sorted(
        {
            contact.day
            for contact in routine
            if rhythm.person in contact.persons
            and (contact.says("child_took_part") is not True or rhythm.person == given.learner)
        }
    )


def _gaps(rhythm: Rhythm, stay: Stay, days: list[date], calendar: Calendar) -> Iterator[Gap]:
    """Yields each gap in a stay that is longer than allowed; the last may still be open."""
    contacts = [day for day in days if stay.begins < day <= stay.until]
    ends = [*map(day_before, contacts), stay.until]
    for since, end in zip([stay.begins, *contacts], ends, strict=True):
        if (end - since).days <= rhythm.days:
            continue  # whatever of it lies in term
        counted_from = calendar.school_days_after(since, rhythm.school_days)
        first = calendar.term_days_after(counted_from, rhythm.days + 1)
        if first is not None and first <= end:
            yield Gap(rhythm, since, first, end)


def _one_a_day(view: View, gaps: list[Gap]) -> Iterator[Problem]:
    """Yields the gaps without the days on which another one is open that began before."""
    taken: list[Gap] = []
    for gap in sorted(gaps, key=lambda one: one.since):
        left = [gap]
        for other in taken:
            left = [part for one in left for part in _without(one, other)]
        taken.append(gap)
        yield from (_problem(one) for one in left if view.is_asked_about(first=one.first, last=one.last))


def _without(gap: Gap, other: Gap) -> Iterator[Gap]:
    """Yields what of a gap lies before another, and what lies after it."""
    if gap.first < other.first:
        yield gap._replace(last=min(gap.last, day_before(other.first)))
    if other.last < gap.last:
        yield gap._replace(first=max(gap.first, day_after(other.last)))


def _problem(gap: Gap) -> Problem:
    problem = gap.rhythm.entry.problem(
        f"no routine contact with home found since {spoken(gap.since)} (the plan says {gap.rhythm.words}); "
        "it may be recorded elsewhere"
    )
    return problem._replace(first=gap.first, last=None if gap.last == date.max else gap.last)
