"""Nobody else in the plan has the number of a person under a restriction.

What it checks: the telephone numbers of each person to whom a restriction in force forbids calls, messages,
being rung or knowing where the child is, against the numbers of everybody else; two spellings of one
number are one. Somebody with the same name as well is another check's.

Why it matters: who rings the mother and reaches the father has rung the father.

Example (broken)::

    people:
      father: {name: John Field, phones: [07700 900310]}
      grandmother: {name: Rose Field, phones: [+44 7700 900310]}
    restrictions:
      - {person: father, forbids: all}

Use instead::

    people:
      father: {name: John Field, phones: [07700 900310]}
      grandmother: {name: Rose Field, phones: [01632 960202]}
    restrictions:
      - {person: father, forbids: all}

Parameters: `restrictions`, the list; `people`, everybody by their word.
"""

from collections.abc import Iterator
from typing import NamedTuple

from lpcheck.model import Looked
from lpcheck.restrictions import Restriction, people_in, restrictions_in, same_name
from lpcheck.rules import Route, Verdict
from lpcheck.telephone import number_anywhere
from lpcheck.view import Entry, View, raw_entries

_BY_NUMBER = ("telephone", "messages", "video_calls", "being-rung", "knowing-where-the-child-is")


class Parameters(NamedTuple):
    """Where the restrictions and the people stand."""

    restrictions: Route
    people: Route


def verdicts(view: View, given: Parameters) -> Iterator[Verdict]:
    """Yields a problem for each number of somebody else that is also a restricted person's."""
    restrictions = restrictions_in(view, given.restrictions)
    numbers = list(_numbers(view, given.people)) if restrictions else []
    for restriction in restrictions:
        theirs = {number for person, number, _ in numbers if person == restriction.person}
        if not theirs or not any(map(restriction.forbids, _BY_NUMBER)):
            continue
        yield Looked.AT_IT
        for person, number, entry in numbers:
            if number in theirs and person != restriction.person:
                yield from _unless_same_name(view, given, restriction, person, entry)


def _unless_same_name(
    view: View, given: Parameters, restriction: Restriction, person: str, entry: Entry
) -> Iterator[Verdict]:
    people = people_in(view.examined, given.people)
    one, other = (people.get(word, {}).get("name", "") for word in (restriction.person, person))
    if not same_name(str(one), str(other)):
        problem = entry.problem(
            "this is also the number of a person under a restriction: check who answers it",
            restriction.entry.related("under a restriction"),
        )
        yield problem._replace(last=restriction.last)


def _numbers(view: View, people: str) -> Iterator[tuple[str, str, Entry]]:
    for entry in raw_entries(view.examined, f"{people}/*/phones/*"):
        number = number_anywhere(entry.text)
        if number is not None:
            yield str(entry.pointer[-3]), number, entry
