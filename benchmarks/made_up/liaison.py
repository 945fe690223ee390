"""The part of a made-up plan that ECS 36 asks for: who keeps in touch with home, how and how often."""

from datetime import date

from made_up.children import Child, Fields
from made_up.drawing import Draw, in_months
from made_up.schools import class_team

_METHODS = (
    "telephone",
    "handover-book",
    "email",
    "app",
    "text",
    "meeting",
    "video-call",
    "letter",
    "home-visit",
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
_TOPICS = (
    *("attendance", "participation", "progress", "outcomes", "curriculum", "careers"),
    *("concerns", "behaviour", "risks", "celebrations"),
)
_REASONS = {
    "careers": "too early for this child",
    "curriculum": "home asked for less of it",
    "celebrations": "the child would rather tell it at home",
    "concerns": "withheld-on-dsl-advice",
}


def liaison_of(draw: Draw, child: Child, people: dict[str, Fields]) -> Fields:
    """The block `liaison`."""
    named = _named_at_home(draw, child, people)
    return {
        "named_persons": {"school": draw.some(class_team(child.class_number), 2), "home": named},
        "routine": [_line(draw, who, people[who]) for who in named],
        "emergency": _emergency(draw, child),
        "recorded_in": {"routine": draw.one(["handover-book", "CPOMS"]), "concerns": "CPOMS"},
        "topics": _topics(draw),
        "ehcp": _education_plan(draw, named) if draw.chance(45) else "none",
        "iep": _education_plan(draw, named) if draw.chance(10) else "none",
        "other_group_services": _other_services(draw) if draw.chance(6) else "none",
    }


def _named_at_home(draw: Draw, child: Child, people: dict[str, Fields]) -> list[str]:
    if child.decides and draw.chance(50):
        return ["learner"]
    named = list(child.home[: draw.number(1, 2)])
    return [*named, "social-worker"] if "social-worker" in people and draw.chance(60) else named


def _line(draw: Draw, who: str, person: Fields) -> Fields:
    """One rhythm; nobody is written to for whom reading is hard."""
    methods = [one for one in _METHODS if one != "letter" or "needs" not in person]
    how_often = draw.weighed(
        {
            "each-school-day": 25,
            "weekly": 40,
            "fortnightly": 15,
            "monthly": 8,
            "half-termly": 6,
            "as-agreed": 6,
        }
    )
    line = {"with": who, "method": draw.one(methods), "how_often": how_often}
    if how_often == "as-agreed":
        return line | {"decided_by": who, "longest_gap_days": draw.number(14, 40)}
    return line | (
        {"day": draw.one(_DAYS)} if how_often in ("weekly", "fortnightly") and draw.chance(50) else {}
    )


def _emergency(draw: Draw, child: Child) -> list[Fields]:
    """Two people at least, each with a number of their own, and somebody at night."""
    rows = [
        {"ring": child.home[0], "when": "any-time"},
        {"ring": child.home[1], "when": draw.one(["any-time", "office-hours", "out-of-hours"])},
    ]
    if child.is_looked_after:
        rows += [
            {"ring": "social-worker", "when": "office-hours"},
            {"ring": "duty-team", "when": "out-of-hours"},
        ]
    return rows


def _topics(draw: Draw) -> str | Fields:
    if draw.chance(80):
        return "all"
    left_out = draw.some(list(_REASONS), draw.number(1, 2))
    return {
        "covered": [topic for topic in _TOPICS if topic not in left_out],
        "left_out": {topic: _REASONS[topic] for topic in left_out},
    }


def _education_plan(draw: Draw, named: list[str]) -> Fields:
    last = draw.day(date(2026, 1, 12), date(2026, 10, 20))
    return {
        "last_review": last if draw.chance(90) else "not-yet",
        "next_review": in_months(last, 12),
        "given": {who: draw.weighed({"whole": 80, "parts": 15, "not-needed": 5}) for who in named},
    }


def _other_services(draw: Draw) -> Fields:
    incident = {
        "reference": f"CPOMS {draw.number(1000, 1999)}",
        "consulted": "safeguarding team of the authority",
        "consulted_on": draw.day(date(2026, 9, 7), date(2026, 11, 6)),
        "contacted_by": draw.one(["local-authority-safeguarding-team", "referring-individual"]),
        "names_and_designations_recorded": True,
    }
    services = [draw.one(["respite home of the group", "children's home of the group"])]
    return {"services": services, "incidents": [incident] if draw.chance(60) else []}
