"""What is forbidden whom in a made-up plan, on which grounds, and what that leaves to be arranged."""

from datetime import date

from made_up.children import Child, Fields
from made_up.drawing import Draw, in_months, later

_LEGAL = (
    *(
        "child-arrangements-order",
        "prohibited-steps-order",
        "specific-issue-order",
        "section-34-contact-order",
    ),
    *("care-order-contact-decision", "interim-care-order", "emergency-protection-order"),
    *("placement-or-adoption-order", "non-molestation-order", "occupation-order", "restraining-order"),
    *("sexual-harm-or-risk-order", "injunction", "court-of-protection", "bail", "licence"),
    *("abduction-warning-notice", "police-advice", "placing-authority-decision"),
)
_NOT_LEGAL = ("parents-instruction", "childs-own-wish", "risk-assessment", "site-ban")
_THINGS = (
    *("visits", "letters", "messages", "social_media", "video_calls"),
    *("collection", "coming-on-site", "knowing-where-the-child-is"),
)
_DO = (
    "Do not put calls through and do not say whether the child is here. Ring the DSL.",
    "Keep the child inside and ring the designated safeguarding lead.",
    "Say that you cannot help and pass the name to the DSL at once.",
    "Do not let this person in. Ring the site manager and then the police.",
)
_MAY_BE_TOLD = {"yearly-report": "through the social worker", "school-events": "in the newsletter only"}


def restrictions_of(draw: Draw, child: Child, people: dict[str, Fields]) -> list[Fields]:
    """The list of restrictions of a child; most have none."""
    kind = draw.weighed(_kinds(child))
    if kind == "none":
        return []
    if kind == "post":
        return [_post_is_read(draw, child)]
    if kind == "stranger":
        who = draw.one(["unknown-person", "another-pupil"])
        return [_restriction(draw, child, who, draw.some(["messages", "social_media", "video_calls"], 2))]
    return [_person(draw, child, people)]


def _kinds(child: Child) -> dict[str, int]:
    if child.is_looked_after:
        return {"none": 30, "person": 60, "post": 5, "stranger": 5}
    return {"none": 80, "person": 14, "post": 2, "stranger": 4}


def _person(draw: Draw, child: Child, people: dict[str, Fields]) -> Fields:
    """Somebody of the family: everything is forbidden them, some things, or it ended."""
    who = child.relatives[0]
    forbids = "all" if draw.chance(45) else draw.some(_THINGS, draw.number(1, 4))
    restriction = _restriction(draw, child, who, forbids)
    if forbids == "all" and "social-worker" in people and draw.chance(60):
        exception = {"what": "letters", "through": "social-worker"}
        restriction = _with(restriction, "forbids", {"except": [exception]})
        restriction = _with(restriction, "except", {"school_may_tell": _MAY_BE_TOLD})
    if draw.chance(15):
        ended = {"date": draw.day(later(child.written, -90), child.written), "confirmed_by": _asked(people)}
        restriction["ended"] = ended
    return restriction


def _post_is_read(draw: Draw, child: Child) -> Fields:
    restriction = _restriction(draw, child, "everyone", "nothing")
    return _with(restriction, "forbids", {"may_be_read": [draw.one(["letters", "messages"])]})


def _restriction(draw: Draw, child: Child, who: str, forbids: str | list[str]) -> Fields:
    """A restriction that rests on one or two orders or decisions, a legal one first."""
    bases = [draw.one(_LEGAL), *([draw.one(_NOT_LEGAL)] if draw.chance(20) else [])]
    return {
        "person": who,
        "forbids": forbids,
        "rests_on": [_order(draw, child, basis) for basis in bases],
        "look_again_on": in_months(child.written, draw.number(3, 9))
        if child.is_looked_after
        else "2027-02",
        "ended": None,
        "do": draw.one(_DO),
        "manager_aware": later(child.changed_on, -draw.number(0, 3)),
    }


def _order(draw: Draw, child: Child, basis: str) -> Fields:
    return {
        "basis": basis,
        "made": draw.day(date(2025, 9, 1), child.written),
        "until": draw.one(["further-order", draw.day(date(2027, 1, 8), date(2028, 6, 30))]),
        "kept_in": "CPOMS",
    }


def _with(fields: Fields, behind: str, more: Fields) -> Fields:
    """The fields with some more behind one of them."""
    at = list(fields).index(behind) + 1
    pairs = list(fields.items())
    return dict([*pairs[:at], *more.items(), *pairs[at:]])


def _asked(people: dict[str, Fields]) -> str:
    return "social-worker" if "social-worker" in people else "designated-safeguarding-lead"
