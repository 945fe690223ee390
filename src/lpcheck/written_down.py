"""Who is written down for what, as far as a document says so however badly, and what of it is forbidden.

Like the restrictions that it is compared with, nothing here stands down: a word in another case is that
word, a name is the person who has it, and what is no list is read for the words in it.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from lpcheck.pointers import is_at_or_below
from lpcheck.restrictions import EVERYONE, Allowance, Restriction, people_in, plain_word, same_name
from lpcheck.view import Entry, View, raw_entries
from lpcheck.words import texts_of

CHANNELS: Mapping[str, str] = {
    "visits": "visits",
    "telephone": "telephone calls",
    "letters": "letters",
    "messages": "messages",
    "social_media": "social media",
    "video_calls": "video calls",
}
SPOKEN: Mapping[str, str] = {
    **CHANNELS,
    "collection": "collecting the child",
    "coming-on-site": "coming on site",
    "being-rung": "being rung",
    "knowing-where-the-child-is": "knowing where the child is",
}
_COLLECTS = ("collection", "coming-on-site", "knowing-where-the-child-is")
_RECEIVES = ("collection", "knowing-where-the-child-is")
_RUNG = ("being-rung", "knowing-where-the-child-is")


class Places(NamedTuple):
    """Where somebody may be written down; see the rule that is given them."""

    people: str
    persons: str
    for_everyone: str
    supervises: tuple[str, ...]
    collects: tuple[str, ...]
    receives: tuple[str, ...]
    rung: str
    routine: str
    calls: tuple[str, ...]
    at_school: tuple[str, ...]
    not_arranged: tuple[str, ...]


class Written(NamedTuple):
    """Somebody written down: as what, for what in the first place, and what that means besides.

    `person` is their word under `people`, "" where it cannot be made out who is meant.
    """

    entry: Entry
    person: str
    role: str
    things: tuple[str, ...]
    through: str = ""
    supervised_by: str = ""
    is_of_another: bool = False


def is_about(restriction: Restriction, written: Written) -> bool:
    """Whether a restriction is about whoever is written down, by their word.

    One on everyone is about those who are in contact, not about those who supervise it or pass it on.
    """
    is_it = restriction.concerns(written.person)
    return is_it and not (written.is_of_another and restriction.person == EVERYONE)


def is_about_another_word(
    restriction: Restriction, written: Written, people: Mapping[str, Mapping[str, object]]
) -> bool:
    """Whether it is about them by another word that has the same name, and they are not told apart."""
    one, other = people.get(restriction.person, {}), people.get(written.person, {})
    if restriction.concerns(written.person) or restriction.person in texts_of(other.get("not_the_same_as")):
        return False
    return same_name(str(one.get("name", "")), str(other.get("name", "")))


def forbidden_things(restriction: Restriction, written: Written) -> set[str]:
    """The things that are written down and forbidden, without those that an exception allows that way."""
    allowed = {one.what for one in restriction.exceptions if _is_that_way(one, written)}
    if written.things[0] in allowed:
        return set()
    return {thing for thing in written.things if restriction.forbids(thing)} - allowed


def _is_that_way(exception: Allowance, written: Written) -> bool:
    through = not exception.through or exception.through == written.through
    return through and (not exception.supervised_by or exception.supervised_by == written.supervised_by)


def written_in(view: View, places: Places) -> tuple[Written, ...]:
    """Everybody who is written down for something, worked out for the first rule that asks."""
    return view.once_here(places, lambda: tuple(_written(view, places)))


def _written(view: View, places: Places) -> Iterator[Written]:
    people = people_in(view.examined, places.people)
    for at, role, things in (
        (places.collects, "on the list of who may collect is", _COLLECTS),
        (places.receives, "the child is received by", _RECEIVES),
    ):
        for entry in (entry for place in at for entry in raw_entries(view.examined, place)):
            yield from named_below(entry, people, role, things)
    for entry in raw_entries(view.examined, places.rung):
        ring = Entry(entry.examined, (*entry.pointer, "ring"), entry.fields.get("ring"))
        row = ring if "ring" in entry.fields else entry
        yield from named_below(row, people, "rung in an emergency is", _RUNG)
    yield from _arranged(view, places, people)
    yield from _around(view, places, people)


def resolved(entry: Entry, people: Mapping[str, Mapping[str, object]], text: str = "") -> str:
    """The word of whoever is meant: by their word, or by their name; "" where it is no word of the form."""
    text = text or entry.text
    word = plain_word(text)
    if word in people:
        return word
    named = (one for one, fields in people.items() if same_name(str(fields.get("name", "")), text))
    is_of_the_form = not is_at_or_below(entry.pointer, entry.examined.unreliable)
    return next(named, word if is_of_the_form else "")


def named_below(
    entry: Entry, people: Mapping[str, Mapping[str, object]], role: str, things: tuple[str, ...]
) -> Iterator[Written]:
    """Yields whoever a value names, a key of it too: in the wrong shape they are named all the same."""
    if isinstance(entry.value, str):
        yield Written(entry, resolved(entry, people), role, things)
    for key, value in entry.fields.items():
        below = Entry(entry.examined, (*entry.pointer, key), value)
        person = resolved(below, people, key)
        if person in people:
            yield Written(below, person, role, things)
        yield from named_below(below, people, role, things)
    for number, value in enumerate(entry.value if isinstance(entry.value, list) else ()):
        below = Entry(entry.examined, (*entry.pointer, number), value)
        yield from named_below(below, people, role, things)


def _arranged(view: View, places: Places, people: Mapping[str, Mapping[str, object]]) -> Iterator[Written]:
    """Yields each way of contact that is arranged with somebody, and with everyone else."""
    for entry in raw_entries(view.examined, places.persons):
        person = resolved(entry, people, str(entry.pointer[-1]))
        if not person:
            continue
        if not entry.fields and entry.value:
            yield Written(entry, person, "contact is arranged with", tuple(CHANNELS))
        yield from _channels(entry, person, places)
    for entry in raw_entries(view.examined, places.for_everyone):
        yield from _channels(entry, EVERYONE, places)


def _channels(group: Entry, person: str, places: Places) -> Iterator[Written]:
    for channel, value in group.fields.items():
        if value in places.not_arranged or value is None:
            continue
        entry = Entry(group.examined, (*group.pointer, channel), value)
        things = (channel,) if channel in CHANNELS else tuple(CHANNELS)
        if channel == "visits" and entry.fields.get("place") == "school":
            things = (*things, "coming-on-site")
        through, supervised_by = (str(entry.fields.get(name, "")) for name in ("through", "supervised_by"))
        role = f"{CHANNELS.get(channel, 'contact')} arranged with"
        yield Written(entry, person, role, things, through, supervised_by)


def _around(view: View, places: Places, people: Mapping[str, Mapping[str, object]]) -> Iterator[Written]:
    """Yields who takes part in somebody else's contact, and whom the school itself rings or meets."""
    for entry in (entry for place in places.supervises for entry in raw_entries(view.examined, place)):
        channel = str(entry.pointer[-2])
        role = f"the {CHANNELS.get(channel, 'contact')} of another go through"
        person = resolved(entry, people)
        if person:
            yield Written(entry, person, role, (channel,), is_of_another=True)
    for entry in raw_entries(view.examined, places.routine):
        person = resolved(entry, people, str(entry.fields.get("with", "")))
        method = entry.fields.get("method") if person else None
        if method in places.calls:
            yield Written(entry, person, "telephoned in the routine is", ("being-rung",))
        elif method in places.at_school:
            yield Written(entry, person, "met at school in the routine is", ("coming-on-site",))
