"""For reading: month by month, by whose duty it is, what falls due and what will be found."""

from collections.abc import Iterator
from itertools import groupby
from textwrap import wrap

from lpcheck.dates import MONTHS, spoken
from lpcheck.look import Look, Run, shown
from lpcheck.model import Severity
from lpcheck.outlook import Ahead, Outlook
from lpcheck.words import counted, listed

_STYLES = {None: "cyan", Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.ADVICE: "cyan"}


def render(outlook: Outlook, look: Look) -> str:
    """A block for each month, and the summary."""
    runs: list[Run] = []
    for (year, month), ahead in groupby(outlook.ahead, key=lambda one: (one.day.year, one.day.month)):
        runs.append((f"{MONTHS[month - 1]} {year}\n", "bold"))
        runs += _month(list(ahead), look.width)
    runs += _summary(outlook, look.width)
    return shown(runs, look)


def _month(ahead: list[Ahead], width: int) -> Iterator[Run]:
    by_duty: dict[str, list[Ahead]] = {}
    for one in ahead:
        by_duty.setdefault(one.requirement.duty, []).append(one)
    for duty in sorted(by_duty, key=str.casefold):
        yield f"  {duty}\n", "bold"
        for one in by_duty[duty]:
            for line in wrap(_sentence(one), width, initial_indent="    ", subsequent_indent="      "):
                yield f"{line}\n", _STYLES[one.severity]
            place = one.location
            yield f"      {place.path}:{place.span.line}:{place.span.column} {one.requirement.id}\n", ""
    yield "\n", ""


def _sentence(one: Ahead) -> str:
    if one.severity is None:
        return f"{spoken(one.day)}: {one.what}"
    return f"{spoken(one.day)}, {one.severity.value} from then on: {one.what}"


def _summary(outlook: Outlook, width: int) -> Iterator[Run]:
    looked = counted(outlook.documents, "document")
    if outlook.children:
        looked += f" and {counted(outlook.children, 'child', 'children')}"
    due = sum(one.severity is None for one in outlook.ahead)
    numbers = [
        (due, f"{counted(due, 'date')} that fall{'s' if due == 1 else ''} due"),
        (len(outlook.ahead) - due, counted(len(outlook.ahead) - due, "new finding")),
        (len(outlook.undated), f"{len(outlook.undated)} without a readable date"),
        (len(outlook.not_read), f"{counted(len(outlook.not_read), 'place')} that could not be read"),
    ]
    parts = [words for number, words in numbers if number]
    headline = f"{listed(parts) if parts else 'nothing new'}, in {looked}"
    for sentence, style in (
        (headline, "bold"),
        (f"from {spoken(outlook.as_of)} to {spoken(outlook.until)}, if nobody does anything", ""),
        ("what is found or overdue today already is not told again: see `lpcheck validate`", ""),
    ):
        for line in wrap(sentence, width, subsequent_indent="  "):
            yield f"{line}\n", style
