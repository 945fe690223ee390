"""For minutes, a wiki or a message: a table of what is due, and of what could not be read."""

from lpcheck.agenda import Agenda, Item
from lpcheck.dates import spoken
from lpcheck.look import Look
from lpcheck.markdown_text import table
from lpcheck.places import Location
from lpcheck.records import Undated
from lpcheck.words import counted

_HEAD = ("due", "state", "what", "duty", "school", "child", "where", "requirement")


def render(agenda: Agenda, look: Look) -> str:
    """A title with the day, and up to three tables; `look` changes nothing."""
    del look
    lines = [
        f"# What is due, as of {spoken(agenda.as_of)}",
        "",
        f"Looking ahead {counted(agenda.within_days, 'day')}, to {spoken(agenda.until)}.",
        "",
        *(
            table(_HEAD, map(_item, agenda.items))
            if agenda.items
            else ["Nothing found that is due by then."]
        ),
    ]
    for title, places in (("No date can be read", agenda.undated), ("Could not be read", agenda.not_read)):
        if places:
            lines += ["", f"## {title}", "", *table(_HEAD[2:], map(_undated, places))]
    return "".join(f"{line}\n" for line in lines)


def _item(item: Item) -> tuple[str, ...]:
    owed = item.deadline
    return (
        spoken(owed.due),
        f"overdue by {counted(-item.days, 'day')}" if item.days < 0 else item.when.value,
        owed.what,
        owed.requirement.duty,
        owed.site or "",
        owed.child or "",
        _place(owed.location),
        owed.requirement.id,
    )


def _undated(one: Undated) -> tuple[str, ...]:
    return one.what, one.duty, one.site or "", one.child or "", _place(one.location), one.requirement


def _place(location: Location) -> str:
    return f"{location.path}:{location.span.line}:{location.span.column}"
