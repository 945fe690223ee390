"""A made-up log: the routine with home as the plan agrees it, contact with others, and refused calls."""

from collections.abc import Iterator, Mapping
from datetime import date

from made_up.children import TERM_BEGAN, Child, Fields
from made_up.drawing import AS_OF, Draw, later
from made_up.schools import class_team

_FEWEST, _MANY, _MOST = 40, 120, 200
_HALF_TERM = (date(2026, 10, 24), date(2026, 11, 1))
_EVERY = {
    "each-school-day": 1,
    "weekly": 7,
    "fortnightly": 14,
    "monthly": 28,
    "half-termly": 32,
    "as-agreed": 12,
}
_CHANNELS = {
    "visits": "visit",
    "telephone": "telephone",
    "letters": "letter",
    "messages": "email",
    "video_calls": "video-call",
}
_TIMED = ("telephone", "visit", "video-call", "meeting", "home-visit")
_TOPICS = ("attendance", "participation", "progress", "behaviour", "concerns", "celebrations")


def a_log(draw: Draw, child: Child, plan: Fields, number: int | None = None) -> Fields:
    """The log of the child whose plan this is, since the school year began: its newest entries."""
    routine, contacts = list(_routine(draw, child, plan)), list(_contacts(draw, child, plan))
    first, fewest = plan["liaison"]["routine"][0], number or draw.number(_FEWEST, _MANY)
    while len(routine) + len(contacts) < fewest:
        routine.append(_of_routine(draw, child, first, draw.one(_school_days())))
    kept = draw.some(contacts, max(_FEWEST, _MOST - len(routine)))
    entries = sorted([*routine, *kept], key=lambda entry: (entry["date"], entry.get("time", "")))
    log: Fields = {"kind": "log", "child": child.key, "entries": entries[-(number or _MOST) :]}
    return log | ({"concerns": [_concern(draw)]} if draw.chance(10) else {})


def _school_days() -> list[date]:
    days = [later(TERM_BEGAN, number) for number in range((AS_OF - TERM_BEGAN).days)]
    return [day for day in days if day.weekday() < 5 and not _HALF_TERM[0] <= day <= _HALF_TERM[1]]


def _routine(draw: Draw, child: Child, plan: Fields) -> Iterator[Fields]:
    for line in plan["liaison"]["routine"]:
        since = date.min
        for day in _school_days():
            if since == date.min or (day - since).days >= _EVERY[line["how_often"]]:
                since = day
                yield _of_routine(draw, child, line, day)


def _of_routine(draw: Draw, child: Child, line: Fields, day: date) -> Fields:
    entry = _entry(draw, child, day, line["method"], line["with"])
    topics = {"topics": draw.some(_TOPICS, draw.number(1, 3))} if draw.chance(40) else {}
    return entry | {"outcome": draw.weighed({"took-place": 92, "no-answer": 8}), "routine": True} | topics


def _contacts(draw: Draw, child: Child, plan: Fields) -> Iterator[Fields]:
    """Yields what took place as it is arranged, a week apart, and what was refused."""
    for person, by_channel in plan["contact"]["with"].items():
        for channel, arrangement in by_channel.items():
            says = arrangement if isinstance(arrangement, Mapping) else {}
            way = {name: says[name] for name in ("through", "supervised_by") if name in says}
            for week in range(draw.number(4, 11)):
                day = later(TERM_BEGAN, 7 * week + draw.number(0, 6))
                outcome = {"outcome": draw.weighed({"took-place": 85, "missed": 10, "no-answer": 5})}
                yield _entry(draw, child, day, _CHANNELS[channel], person) | outcome | way
    restrictions = plan["contact"]["restrictions"]
    for restriction in restrictions if isinstance(restrictions, list) else ():
        if restriction["person"] in plan["people"]:
            entry = _entry(draw, child, draw.one(_school_days()), "telephone", restriction["person"])
            yield entry | {"by": "s-060", "outcome": "refused"}


def _entry(draw: Draw, child: Child, day: date, channel: str, person: str) -> Fields:
    time = {"time": f"{draw.number(8, 20):02}:{draw.number(0, 59):02}"} if channel in _TIMED else {}
    by = draw.one(class_team(child.class_number))
    return {"date": day, **time, "channel": channel, "with": [person], "by": by}


def _concern(draw: Draw) -> Fields:
    day, minutes = draw.one(_school_days()), draw.number(0, 29)
    concern: Fields = {
        "reference": f"CPOMS {draw.number(2000, 2999)}",
        "noticed_at": f"{day}T15:{minutes:02}",
        "reported_at": f"{day}T15:{minutes + draw.number(5, 30):02}",
        "reported_to": "designated-safeguarding-lead",
        "immediate_action": draw.chance(30),
    }
    return concern | ({"advice_from": ["placing-authority"]} if concern["immediate_action"] else {})
