"""Who needs a call after a letter gets one, as far as the log tells.

What it checks: each letter in the log to somebody of whom the plan records that need, for a call to them,
or an attempt at one, on the same day or within some school days. A letter of the child's own is not meant,
and nobody is asked to ring a person whom a restriction forbids to be rung. While part of a log, or of the
needs in the plan, cannot be read, it cannot be known.

Why it matters: a parent who finds reading hard may not know what the letter asked.

Example (broken)::

    people: {mother: {needs: [call-after-letter]}}
    entries:
      - {date: 2026-09-14, channel: letter, with: [mother], outcome: took-place}

Use instead::

    people: {mother: {needs: [call-after-letter]}}
    entries:
      - {date: 2026-09-14, channel: letter, with: [mother], outcome: took-place}
      - {date: 2026-09-16, channel: telephone, with: [mother], outcome: no-answer}

Parameters: `entries`, the rows of the log, and `log`, its kind; `plan`, the kind of document that is the
plan; in it `people`, `needs`, their field, the `need` and `restrictions`; `letter` and `calls`, ways of
contact; `took_place`, the outcome of a letter that went, and `attempts`, those of a call; `within`, the
setting with the number of school days; `terms`, the terms of the site.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lpcheck.dates import day_after, day_before, spoken
from lpcheck.logged import Contact, are_logs_whole, contacts_in
from lpcheck.model import Looked, Problem
from lpcheck.restrictions import restrictions_in
from lpcheck.rules import NumberSetting, Route, Texts, Verdict
from lpcheck.school_days import Calendar, calendar_in
from lpcheck.view import Examined, View, entries_in

NEEDS_ALL_OF = ("terms",)
_BEING_RUNG = "being-rung"


class Parameters(NamedTuple):
    """Where log and plan say it, which ways of contact and outcomes count, and how long it may take."""

    entries: Route
    log: str
    plan: str
    people: str
    needs: str
    need: str
    restrictions: str
    letter: str
    calls: Texts
    took_place: str
    attempts: Texts
    within: NumberSetting
    terms: Route


def verdicts(view: View, given: Parameters) -> Iterator[Verdict]:
    """Yields a problem for each letter that no call has followed, until one does."""
    plan = next(view.of_kind(given.plan), None)
    needs = f"{given.people}/*/{given.needs}/*"
    if plan is None or not view._replace(examined=plan).sees_all(needs):
        yield Looked.COULD_NOT
        return
    those = list(_who_need_it(view, plan, needs, given))
    if not those:
        return
    if not are_logs_whole(view, given.log, given.entries):
        yield Looked.COULD_NOT
        return
    calendar = calendar_in(view, given.terms)
    contacts = [one for one in contacts_in(view, given.log, given.entries) if not _is_of_child(one)]
    for letter in (one for one in contacts if one.entry.examined is view.examined):
        if letter.says("channel") == given.letter and letter.says("outcome") == given.took_place:
            for person in (person for person in those if person in letter.persons):
                yield Looked.AT_IT
                yield from _problems(letter, _calls(contacts, person, given), calendar, view, given)


def _who_need_it(view: View, plan: Examined, needs: str, given: Parameters) -> Iterator[str]:
    """Yields the words of those who need a call, but for those who must not be rung."""
    restrictions = restrictions_in(view._replace(examined=plan, found=None), given.restrictions)
    for entry in entries_in(plan, needs):
        person = str(entry.pointer[-3])
        forbidden = any(
            one.forbids(_BEING_RUNG) and one.last is None
            for one in restrictions
            if not one.person or one.concerns(person)
        )
        if entry.value == given.need and not forbidden:
            yield person


def _is_of_child(contact: Contact) -> bool:
    return contact.says("child_took_part") is True


def _calls(contacts: Sequence[Contact], person: str, given: Parameters) -> list[Contact]:
    return [
        one
        for one in contacts
        if person in one.persons
        and one.says("channel") in given.calls
        and one.says("outcome") in given.attempts
    ]


def _problems(
    letter: Contact, calls: Sequence[Contact], calendar: Calendar, view: View, given: Parameters
) -> Iterator[Problem]:
    """Yields the problem that nobody rang in time, on the days until somebody did."""
    due = calendar.school_days_after(letter.day, view.number(given.within))
    after = sorted(call.day for call in calls if call.day >= letter.day)
    if after and after[0] <= due:
        return
    problem = letter.entry.problem(
        f"no call found after the letter of {spoken(letter.day)}, up to {spoken(due)}; "
        "it may be recorded elsewhere"
    )
    yield problem._replace(first=day_after(due), last=day_before(after[0]) if after else None)
