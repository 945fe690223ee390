"""Whom staff ask at a school when they are worried, and which children the school says it has."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from lpcheck.dates import Period, period_of
from lpcheck.keys import is_child_key
from lpcheck.restrictions import plain_word
from lpcheck.view import Examined, View, entries_in, raw_entries
from lpcheck.words import begins_with, trimmed

LEAD = "designated-safeguarding-lead"
_ROLE = LEAD.replace("-", " ")
WHEN = {
    "any-time": "at any time",
    "office-hours": "on working days, by day",
    "out-of-hours": "evenings, nights and weekends",
}


class Lead(NamedTuple):
    """Somebody who can be asked: as what, who that is, and the number with when it is answered."""

    role: str
    who: str
    phone: str
    when: str


class OnRoll(NamedTuple):
    """A child's days on the roll; `until` is None while no last day is written down."""

    child: str
    first: Period | None
    until: Period | None

    def has_left(self, day: date) -> bool:
        """Whether the last day has passed for certain."""
        return self.until is not None and self.until.last < day

    def is_here(self, day: date) -> bool:
        """Whether the child may be here: what cannot be read counts as here."""
        return not self.has_left(day) and (self.first is None or self.first.first <= day)


class Desk(NamedTuple):
    """What sheets need to know of the school: whom to ask, and which children there are.

    `children` are the folders that are called by a key. `is_part_unread` says that a document of the
    school's own cannot be read: it may be the newer plan of a child, in the wrong place.
    """

    ask: str
    leads: tuple[Lead, ...]
    children: tuple[str, ...]
    roll: tuple[OnRoll, ...]
    is_part_unread: bool


NOBODY_NAMED = Desk(f"the {_ROLE}", (), (), (), is_part_unread=False)


def desk_of(view: View) -> Desk:
    """What a school's own documents say of whom to ask, and of which children there are."""
    return Desk(
        ask=next(_contacts(view), NOBODY_NAMED.ask),
        leads=tuple(dict.fromkeys(_leads(view))),
        children=tuple(filter(is_child_key, view.children)),
        roll=tuple(_on_roll(view)),
        is_part_unread=view.is_part_unread,
    )


def _guarded_policies(view: View) -> frozenset[str]:
    """The policies with something never hidden: theirs is the procedure that says whom to ask."""
    return frozenset(one.policy for one in view.requirements.values() if one.never_hidden)


def _contacts(view: View) -> Iterator[str]:
    """Yields the post to ask as each local procedure names it, those that matter most here first."""
    guarded = _guarded_policies(view)

    def is_of_another(procedure: Examined) -> bool:
        policy = str(procedure.document.data.get("policy"))
        return not any(begins_with(policy, one) for one in guarded)

    for procedure in sorted(view.procedures, key=is_of_another):
        for entry in entries_in(procedure, "/local_arrangements/safeguarding_contact"):
            text = entry.text.strip()
            is_spoken = text.lower().startswith("the ") or any(map(str.isdigit, text.split()[0]))
            yield text if is_spoken else f"the {text}"


def _leads(view: View) -> Iterator[Lead]:
    """Yields who is the safeguarding lead, by code or designation, then the deputies who can be rung."""
    holders = view.texts_at(f"site:/roles/{LEAD}")
    deputies = view.texts_at(f"site:/roles/deputies/{LEAD}/*")
    rows = list(_contact_details(view))
    for who, designation, phone, when in rows:
        if who in holders or plain_word(designation) == _ROLE:
            yield Lead(_ROLE, "" if plain_word(who) == _ROLE else who, phone, when)
    for who, _, phone, when in rows:
        if who in deputies:
            yield Lead("a deputy", who, phone, when)


def _contact_details(view: View) -> Iterator[tuple[str, str, str, str]]:
    for procedure in view.procedures:
        for entry in entries_in(procedure, "/appendices/contact_details/*"):
            who, designation, phone, when = (
                trimmed(entry.fields.get(name)) for name in ("who", "designation", "phone", "when")
            )
            if phone:
                yield who, designation, phone, WHEN.get(when, "")


def _on_roll(view: View) -> Iterator[OnRoll]:
    for site in view.site:
        for entry in raw_entries(site, "/roll/*"):
            first, until = (period_of(entry.fields.get(name)) for name in ("from", "until"))
            if is_child_key(child := trimmed(entry.fields.get("child"))):
                yield OnRoll(child, first, until)
