"""What speaks against telling staff anything out of a child's plan.

It is worked out from the plan itself, beside what the rules find: a page that says whom to ring must not
rest on one reading alone. What cannot be relied upon is a doubt; what a restriction forbids and the plan
arranges all the same is a danger, until the last day of that restriction.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TypeAlias

from lpcheck.contact_facts import RESTRICTIONS
from lpcheck.pointers import could_match, steps_of
from lpcheck.restrictions import Restriction, people_in, plain_word, restrictions_in
from lpcheck.telephone import number_anywhere
from lpcheck.view import Entry, View, raw_entries
from lpcheck.words import texts_of
from lpcheck.written_down import (
    Places,
    Written,
    forbidden_things,
    is_about,
    is_about_another_word,
    written_in,
)

Until: TypeAlias = date | None
"""The last day on which something holds, None while nobody has confirmed an end."""

People: TypeAlias = Mapping[str, Mapping[str, object]]

IF_SOMEBODY_ELSE_COMES = "/contact/collection/if_somebody_else_comes"
LEARNER_SAYS = "/learner_decides/says"
# What policies give the rule, once more: where none is in force, a sheet is to be no less careful.
# A test holds the two alike.
PLACES = Places(
    people="/people",
    persons="/contact/with/*",
    for_everyone="/contact/everyone_else",
    supervises=("/contact/with/*/*/supervised_by", "/contact/with/*/*/through"),
    collects=("/contact/collection/may_collect",),
    receives=("/contact/collection/received_by",),
    rung="/liaison/emergency/*",
    routine="/liaison/routine/[]",
    calls=("telephone", "through-interpreter", "video-call"),
    at_school=("meeting", "visit"),
    not_arranged=("not-allowed", "not-used", "stopped"),
)
NOBODY_UNDER_PEOPLE = frozenset({"everyone", "unknown-person", "another-pupil"})

_RELIED_UPON = tuple(
    steps_of(place)
    for place in ("/kind", "/child", PLACES.people, RESTRICTIONS, "/contact/collection", PLACES.rung)
)
_RINGING = ("being-rung", "knowing-where-the-child-is")
_SHORTEST = 7  # digits that are fewer may be a day, or the number of a house


def doubts_in(view: View) -> Iterator[str]:
    """Yields each reason why a plan cannot be relied upon, as a sentence for whoever looks after it."""
    examined = view.examined
    data = examined.document.data
    if view.is_part_unread:
        yield "a document of this child, or of the school, cannot be read"
    if data.get("child") != view.child:
        yield "the plan is about another child than its folder"
    wrong = examined.unreliable - examined.absent
    if any(could_match(place, bad) for bad in wrong for place in _RELIED_UPON):
        yield "what it says of people, restrictions, collection or whom to ring has a mistake"
    if any(not examined.nodes(bad) for bad in wrong):
        yield "it has a field that the form does not have"
    words = [plain_word(str(entry.pointer[-1])) for entry in raw_entries(examined, f"{PLACES.people}/*")]
    if len(set(words)) < len(words):
        yield "two people stand under the same word"
    if not any(entry.value for entry in raw_entries(examined, RESTRICTIONS)):
        yield "it does not say whether there are restrictions"


def dangers_in(view: View) -> Iterator[Until]:
    """Yields the last day of each restriction that the plan goes against, or that protects nobody."""
    people = people_in(view.examined, PLACES.people)
    for restriction in restrictions_in(view, RESTRICTIONS):
        if restriction.person not in {*people, *NOBODY_UNDER_PEOPLE}:
            yield restriction.last
        if any(map(restriction.forbids, _RINGING)) and _is_rung_by_number(view, restriction, people):
            yield restriction.last
        for written in written_in(view, PLACES):
            is_meant = not written.person or concerns(restriction, written, people)
            if is_meant and forbidden_things(restriction, written):
                yield restriction.last


def concerns(restriction: Restriction, written: Written, people: People) -> bool:
    """Whether a restriction is about whoever is written down, under another word for the same name too."""
    return is_about(restriction, written) or is_about_another_word(restriction, written, people)


def _is_rung_by_number(view: View, restriction: Restriction, people: People) -> bool:
    """Whether a number of theirs is also that of somebody who is rung, or stands in a text for staff."""
    theirs = {word for word in people if concerns(restriction, _somebody(view, word), people)}
    numbers = {digits for word in theirs for digits in _numbers(people[word].get("phones"))}
    rung = {written.person for written in written_in(view, PLACES) if written.things == _RINGING} - theirs
    phones = {digits for word in rung if word in people for digits in _numbers(people[word].get("phones"))}
    if any(one in other or other in one for one in numbers for other in phones):
        return True
    return any(digits in _digits(text) for text in _said(view, people, theirs) for digits in numbers)


def _somebody(view: View, word: str) -> Written:
    return Written(Entry(view.examined, (), None), word, "", _RINGING)


def _said(view: View, people: People, theirs: Iterable[str]) -> Iterator[str]:
    """Yields the texts that a sheet says beside numbers: names of others, and what is written for staff."""
    yield from (str(fields.get("name", "")) for word, fields in people.items() if word not in theirs)
    for place in (IF_SOMEBODY_ELSE_COMES, LEARNER_SAYS):
        yield from (entry.text for entry in raw_entries(view.examined, place))


def _numbers(phones: object) -> Iterator[str]:
    """Yields the digits of each number, without what stands before the area code."""
    for text in texts_of(phones):
        digits = _digits(number_anywhere(text) or text).removeprefix("00").removeprefix("44").lstrip("0")
        if len(digits) >= _SHORTEST:
            yield digits


def _digits(text: str) -> str:
    return "".join(str(unicodedata.digit(sign)) for sign in text if sign.isdigit())
