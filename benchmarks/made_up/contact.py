"""The part of a made-up plan that ECS 38 asks for: contact, restrictions, telling, the way to school."""

from datetime import date

from made_up.children import Child, Fields, soon_after
from made_up.drawing import AS_OF, Draw, in_months, later
from made_up.restrictions import restrictions_of
from made_up.schools import class_team

_CHANNELS = ("visits", "telephone", "letters", "messages", "video_calls")
_WEEKEND = ("Saturday", "Sunday", "Wednesday", "Friday")
_HOW_TOLD = (
    "key worker session with symbols",
    "talk with the class teacher",
    "in the looked-after review",
    "with a social story",
    "by the tutor in a quiet room",
)
_IF_SOMEBODY_ELSE = (
    "Keep the child inside and ring the DSL.",
    "Wait with the child at reception and ring home.",
    "Ring the manager on call and do not hand over.",
)


def contact_of(draw: Draw, child: Child, people: dict[str, Fields]) -> Fields:
    """The block `contact`."""
    restrictions = restrictions_of(draw, child, people)
    may_be_read = [thing for one in restrictions for thing in one.get("may_be_read", [])]
    everyone_else = _everyone_else(draw, may_be_read)
    arranged = _arranged(draw, child, people, restrictions)
    contact: Fields = {"changed_on": child.changed_on, "everyone_else": everyone_else, "with": arranged}
    if not arranged:
        contact["nobody_because"] = "the child could not say and nobody else knew"
    contact |= {
        "restrictions_checked": _checked(draw, child, people),
        "restrictions": restrictions or "none",
        "told": _told(draw, child, people),
        "collection": _collection(draw, child, people),
        "device": _device(draw),
    }
    if everyone_else["social_media"] not in ("not-allowed", "not-used"):
        contact["social_media_risk"] = _risk(draw, child, everyone_else["social_media"])
    contact["log"] = _log(draw, child)
    return contact


def _everyone_else(draw: Draw, may_be_read: list[str]) -> Fields:
    return {
        "visits": draw.one(["ask-the-manager", "free", "not-allowed"]),
        "telephone": draw.one(["private", "private", "free", "monitored"]),
        "letters": draw.one(["read", "stopped"]) if "letters" in may_be_read else "private",
        "messages": "read" if "messages" in may_be_read else draw.one(["private", "monitored", "not-used"]),
        "social_media": draw.weighed({"not-allowed": 55, "not-used": 20, "monitored": 20, "free": 5}),
        "video_calls": draw.one(["not-used", "ask-the-manager", "free"]),
    }


def _arranged(draw: Draw, child: Child, people: dict[str, Fields], restrictions: list[Fields]) -> Fields:
    """What is agreed with each relative, but for what is forbidden them."""
    if draw.chance(3):
        return {}
    arranged = {}
    for word in child.relatives:
        own = [one for one in restrictions if one["person"] == word]
        by_channel = _by_channel(draw, child, people, own[0] if own else None)
        if by_channel:
            arranged[word] = by_channel
    return arranged or {child.home[0]: {"telephone": "private"}}


def _by_channel(draw: Draw, child: Child, people: dict[str, Fields], restriction: Fields | None) -> Fields:
    if restriction is None:
        channels = draw.some(_CHANNELS, draw.number(1, 2))
        return {channel: _arrangement(draw, child, people, channel) for channel in channels}
    if "except" in restriction:
        return {"letters": {"through": "social-worker", "how_often": "monthly"}}
    if restriction["forbids"] == "all" or "telephone" in restriction["forbids"]:
        return {}
    return {
        "telephone": {
            "supervised_by": _supervisor(draw, child, people),
            "how_often": "weekly",
            "day": "Sunday",
        }
    }


def _arrangement(draw: Draw, child: Child, people: dict[str, Fields], channel: str) -> str | Fields:
    if draw.chance(25):
        return draw.one(["free", "private", "monitored", "ask-the-manager"])
    often = draw.weighed(
        {
            "weekly": 40,
            "fortnightly": 25,
            "monthly": 10,
            "as-the-child-wishes": 10,
            "holidays": 5,
            "on-dates": 5,
            "as-agreed": 5,
        }
    )
    fields: Fields = {}
    if child.is_looked_after and draw.chance(35):
        fields["supervised_by"] = _supervisor(draw, child, people)
    fields["how_often"] = often
    if often in ("weekly", "fortnightly"):
        fields["day"] = draw.one(_WEEKEND)
    elif often == "on-dates":
        fields["dates"] = [date(2026, 12, 12), date(2027, 1, 16)]
    elif often == "as-agreed":
        fields |= {"decided_by": "site-manager", "longest_gap_days": draw.number(20, 60)}
    if channel == "visits":
        fields["place"] = draw.one(["home", "contact-centre", "elsewhere", "school"])
    return fields


def _supervisor(draw: Draw, child: Child, people: dict[str, Fields]) -> str:
    known = [word for word in ("contact-centre", "social-worker") if word in people]
    return draw.one([*known, draw.one(class_team(child.class_number))])


def _checked(draw: Draw, child: Child, people: dict[str, Fields]) -> Fields:
    who = (
        "social-worker"
        if "social-worker" in people
        else draw.one([child.home[0], "designated-safeguarding-lead"])
    )
    return {"with": who, "date": soon_after(draw, child.changed_on)}


def _told(draw: Draw, child: Child, people: dict[str, Fields]) -> Fields:
    """The child itself; of the staff, some one by one before the briefing."""
    told: Fields = {"child": {"date": soon_after(draw, child.changed_on), "how": draw.one(_HOW_TOLD)}}
    if draw.chance(4):
        decided_by = "social-worker" if "social-worker" in people else "site-manager"
        wait = {"decided_by": decided_by, "date": child.changed_on, "look_again_on": date(2027, 1, 15)}
        told["child"] = {"not_yet": wait}
    if draw.chance(40):
        codes = sorted(draw.some(class_team(child.class_number), draw.number(1, 3)))
        told["staff"] = {code: soon_after(draw, child.changed_on, 2) for code in codes}
    return told


def _collection(draw: Draw, child: Child, people: dict[str, Fields]) -> Fields:
    if child.attends == "all-year" and draw.chance(60):
        return {"stays_all_year": True}
    if child.decides and draw.chance(50):
        since = draw.day(date(2025, 9, 3), child.written)
        return {"travels_alone": since, "if_somebody_else_comes": draw.one(_IF_SOMEBODY_ELSE)}
    return {
        "may_collect": [*(["taxi"] if "taxi" in people else []), *child.home[: draw.number(1, 2)]],
        "received_by": child.home[0],
        "if_somebody_else_comes": draw.one(_IF_SOMEBODY_ELSE),
    }


def _device(draw: Draw) -> Fields:
    if draw.chance(45):
        return {"has_one": False}
    return {"has_one": True, "safety_taught": draw.day(date(2026, 9, 14), date(2026, 10, 16))}


def _risk(draw: Draw, child: Child, status: str) -> Fields:
    level = draw.one(["low", "medium"]) if status == "free" else draw.one(["low", "medium", "high"])
    assessed = (
        draw.day(later(child.written, -30), child.changed_on) if level != "high" else child.changed_on
    )
    risk = {
        "assessed": assessed,
        "by": draw.one(class_team(child.class_number)),
        "level": level,
        "measure": status,
        "understands_risk": level == "low",
        "can_keep_safe": level != "high" and draw.chance(60),
    }
    if draw.chance(25):
        risk["used_since"] = soon_after(draw, assessed)
    return risk | {"look_again_on": in_months(max(assessed, child.written), 12)}


def _log(draw: Draw, child: Child) -> str | Fields:
    if child.has_log:
        return "here"
    return {
        "kept_in": draw.one(["CPOMS", "ProMonitor"]),
        "last_sampled": draw.day(date(2026, 9, 14), AS_OF),
    }
