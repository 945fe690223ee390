"""For minutes, a wiki or a message: a table of what is due, and of what could not be read."""

import re
from collections.abc import Iterable, Iterator

from lpcheck.agenda import Agenda, Item
from lpcheck.dates import spoken
from lpcheck.look import Look
from lpcheck.places import Location
from lpcheck.records import Undated
from lpcheck.words import counted

_HEAD = ("due", "state", "what", "duty", "school", "child", "where", "requirement")
_SIGNS = re.compile(r"([\\`*_\[\]<>|~&])")


def render(agenda: Agenda, look: Look) -> str:
    """A title with the day, and up to three tables; `look` changes nothing."""
    del look
    lines = [
        f"# What is due, as of {spoken(agenda.as_of)}",
        "",
        f"Looking ahead {counted(agenda.within_days, 'day')}, to {spoken(agenda.until)}.",
        "",
        *(
            _table(_HEAD, map(_item, agenda.items))
            if agenda.items
            else ["Nothing found that is due by then."]
        ),
    ]
    for title, places in (("No date can be read", agenda.undated), ("Could not be read", agenda.not_read)):
        if places:
            lines += ["", f"## {title}", "", *_table(_HEAD[2:], map(_undated, places))]
    return "".join(f"{line}\n" for line in lines)


def _item(item: Item) -> tuple[str | None, ...]:
    owed = item.deadline
    return (
        spoken(owed.due),
        f"overdue by {counted(-item.days, 'day')}" if item.days < 0 else item.when.value,
        owed.what,
        owed.requirement.duty,
        owed.site,
        owed.child,
        _place(owed.location),
        owed.requirement.id,
    )


def _undated(one: Undated) -> tuple[str | None, ...]:
    return one.what, one.duty, one.site, one.child, _place(one.location), one.requirement


def _place(location: Location) -> str:
    return f"{location.path}:{location.span.line}:{location.span.column}"


def _table(head: Iterable[str], rows: Iterable[Iterable[str | None]]) -> Iterator[str]:
    names = tuple(head)
    yield _row(names)
    yield _row("---" for _ in names)
    for row in rows:
        yield _row(_escaped(cell or "") for cell in row)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _escaped(text: str) -> str:
    """A text that no reader of Markdown takes for anything but itself, on one line."""
    return _SIGNS.sub(r"\\\1", " ".join(text.split()))
