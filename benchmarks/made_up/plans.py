"""A made-up child's plan, whole: clean in every way that lpcheck looks at."""

from datetime import date

from made_up.children import Child, Fields, soon_after
from made_up.contact import contact_of
from made_up.drawing import AS_OF, Draw, in_months, later
from made_up.liaison import liaison_of
from made_up.people import people_around

_CHANGES = (
    "New plan after the looked-after review",
    "Numbers tried and one corrected",
    "No change needed; checked with home and the child",
    "Contact at weekends added as the child asked",
    "Routine moved to Fridays",
)
_SAYS = (
    "I want my mum to hear the good things",
    "Ring me first and then home",
    "I will tell them myself",
    "Send it to my key worker too",
)
_PROCEDURES_REVIEWED = date(2026, 10, 15)


def a_plan(draw: Draw, child: Child) -> Fields:
    """The plan of one child, in the order of the form."""
    people = people_around(draw, child)
    plan: Fields = {
        "kind": "child-plan",
        "child": child.key,
        "stage": child.stage,
        "attends": child.attends,
        "lives": child.lives,
        "legal_status": child.legal_status,
        "teams": child.teams,
        "date": child.written,
        "review_date": _review_date(draw, child),
        "review_history": _reviews(draw, child),
        "agreed": _agreed(draw, child, people),
        "authorities": _authorities(child, people),
    }
    if child.decides:
        said = draw.day(later(child.written, -30), child.written)
        plan["learner_decides"] = {"able_to": True, "says": draw.one(_SAYS), "date": said}
    elif child.stage in ("post-16", "adult"):
        plan["learner_decides"] = None
    plan["people"] = people
    plan["liaison"] = liaison_of(draw, child, people)
    plan["contact"] = contact_of(draw, child, people)
    return plan


def _review_date(draw: Draw, child: Child) -> str:
    """Half a year on for a looked-after child, else a year: a month, or a day in it."""
    month = in_months(child.written, 5 if child.is_looked_after else 11)
    return f"{month}-{draw.number(1, 28):02}" if draw.chance(40) else month


def _reviews(draw: Draw, child: Child) -> list[Fields]:
    """The rows, oldest first; the newest comes after the last review of the procedures."""
    last = draw.day(max(_PROCEDURES_REVIEWED, child.written), AS_OF)
    days = sorted({child.written, last}) if draw.chance(30) else [last]
    return [
        {"date": day, "reviewer": f"s-{draw.number(1, 5):03}", "summary": draw.one(_CHANGES)}
        for day in days
    ]


def _agreed(draw: Draw, child: Child, people: dict[str, Fields]) -> Fields:
    who = ["child", child.home[0], *(["social-worker"] if child.is_looked_after else [])]
    if "sen-officer" in people and draw.chance(20):
        who.append("sen-officer")
    return {word: soon_after(draw, child.written) for word in who}


def _authorities(child: Child, people: dict[str, Fields]) -> str | Fields:
    ehcp = {"ehcp": {"by_day": "sen-officer"}} if "sen-officer" in people else {}
    if child.is_looked_after:
        return {"placing": {"by_day": "social-worker", "out_of_hours": "duty-team"}, **ehcp}
    return {"placing": "none", **ehcp} if ehcp else "none"
