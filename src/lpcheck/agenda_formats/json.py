"""Everything for other programs, as JSON of the form lpcheck.overdue/1."""

from typing import Any

from lpcheck.agenda import Agenda, Item
from lpcheck.json_parts import as_json, place_in_json, undated_in_json
from lpcheck.look import Look


def render(agenda: Agenda, look: Look) -> str:
    """One document; fields are only ever added to it; `look` changes nothing."""
    del look
    whole = {
        "format": "lpcheck.overdue/1",
        "as_of": agenda.as_of.isoformat(),
        "within_days": agenda.within_days,
        "not_read": [undated_in_json(one, "message") for one in agenda.not_read],
        "undated": [undated_in_json(one, "what") for one in agenda.undated],
        "items": [_item(item) for item in agenda.items],
    }
    return as_json(whole)


def _item(item: Item) -> dict[str, Any]:
    deadline = item.deadline
    return {
        "due": deadline.due.isoformat(),
        "days": item.days,
        "state": item.when.value,
        "what": deadline.what,
        **place_in_json(deadline.location),
        "site": deadline.site,
        "child": deadline.child,
        "duty": deadline.requirement.duty,
        "requirement": deadline.requirement.id,
    }
