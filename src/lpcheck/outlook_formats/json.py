"""Everything for other programs, as JSON of the form lpcheck.forecast/1."""

from typing import Any

from lpcheck.json_parts import as_json, place_in_json, undated_in_json
from lpcheck.look import Look
from lpcheck.outlook import Ahead, Outlook


def render(outlook: Outlook, look: Look) -> str:
    """One document; fields are only ever added to it; `look` changes nothing."""
    del look
    whole = {
        "format": "lpcheck.forecast/1",
        "as_of": outlook.as_of.isoformat(),
        "until": outlook.until.isoformat(),
        "not_read": [undated_in_json(one, "what") for one in outlook.not_read],
        "undated": [undated_in_json(one, "what") for one in outlook.undated],
        "items": [_ahead(one) for one in outlook.ahead],
    }
    return as_json(whole)


def _ahead(one: Ahead) -> dict[str, Any]:
    return {
        "day": one.day.isoformat(),
        "kind": "deadline" if one.severity is None else "finding",
        "severity": one.severity and one.severity.value,
        "what": one.what,
        **place_in_json(one.location),
        "site": one.site,
        "child": one.child,
        "duty": one.requirement.duty,
        "requirement": one.requirement.id,
    }
