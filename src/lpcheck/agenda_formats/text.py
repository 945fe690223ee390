"""For reading: by whose duty it is, the most urgent first, with what could not be read at the end."""

from collections.abc import Iterator, Sequence
from textwrap import wrap

from lpcheck.agenda import Agenda, Item, When
from lpcheck.dates import spoken
from lpcheck.look import Look, Run, shown
from lpcheck.places import Location
from lpcheck.records import Undated
from lpcheck.words import counted, listed

_STYLES = {When.OVERDUE: "red", When.DUE: "yellow", When.UPCOMING: "cyan"}


def render(agenda: Agenda, look: Look) -> str:
    """A block for each duty, what nobody knows the day of, and the summary."""
    runs: list[Run] = []
    by_duty: dict[str, list[Item]] = {}
    for item in agenda.items:
        by_duty.setdefault(item.deadline.requirement.duty, []).append(item)
    for duty, items in by_duty.items():
        runs += _block(duty, items, look.width)
    runs += _unknown("no date can be read, so nobody knows when this is due", agenda.undated, look.width)
    runs += _unknown("could not be read, so nobody knows what is due there", agenda.not_read, look.width)
    runs += _summary(agenda, look.width)
    return shown(runs, look)


def _block(duty: str, items: list[Item], width: int) -> Iterator[Run]:
    yield f"{duty}\n", "bold"
    for item in items:
        deadline = item.deadline
        sentence = f"{spoken(deadline.due)}, {_state(item)}: {deadline.what}"
        yield from _entry(sentence, _STYLES[item.when], deadline.location, deadline.requirement.id, width)
    yield "\n", ""


def _state(item: Item) -> str:
    if item.when is When.OVERDUE:
        return f"overdue by {counted(-item.days, 'day')}"
    return "due today" if item.when is When.DUE else f"due in {counted(item.days, 'day')}"


def _entry(sentence: str, style: str, place: Location, requirement: str, width: int) -> Iterator[Run]:
    for line in wrap(sentence, width, initial_indent="  ", subsequent_indent="    "):
        yield f"{line}\n", style
    yield f"    {place.path}:{place.span.line}:{place.span.column} {requirement}\n", ""


def _unknown(heading: str, places: Sequence[Undated], width: int) -> Iterator[Run]:
    if places:
        yield f"{heading}\n", "bold"
        for one in places:
            yield from _entry(
                f"{one.what} ({one.duty})", _STYLES[When.OVERDUE], one.location, one.requirement, width
            )
        yield "\n", ""


def _summary(agenda: Agenda, width: int) -> Iterator[Run]:
    for line in wrap(_headline(agenda), width, subsequent_indent="  "):
        yield f"{line}\n", "bold"
    ahead = f"looking ahead {counted(agenda.within_days, 'day')}, to {spoken(agenda.until)}"
    for sentence in (
        f"as of {spoken(agenda.as_of)}, {ahead}",
        "only dates that are written down are counted: `lpcheck validate` says what is missing",
    ):
        for line in wrap(sentence, width, subsequent_indent="  "):
            yield f"{line}\n", ""


def _headline(agenda: Agenda) -> str:
    looked = counted(agenda.documents, "document")
    if agenda.children:
        looked += f" and {counted(agenda.children, 'child', 'children')}"
    of = {when: sum(item.when is when for item in agenda.items) for when in When}
    numbers = [
        (of[When.OVERDUE], f"{of[When.OVERDUE]} overdue"),
        (of[When.DUE], f"{of[When.DUE]} due today"),
        (of[When.UPCOMING], f"{of[When.UPCOMING]} about to fall due"),
        (len(agenda.undated), f"{len(agenda.undated)} without a readable date"),
        (len(agenda.not_read), f"{counted(len(agenda.not_read), 'place')} that could not be read"),
    ]
    parts = [words for number, words in numbers if number]
    if not parts:
        return f"nothing found that is due by then in what was looked at: {looked}"
    return f"{listed(parts)}, in {looked}"
