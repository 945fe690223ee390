"""What is drawn first of a made-up child, because everything else in the plan has to fit it."""

from datetime import date
from typing import Any, NamedTuple, TypeAlias

from made_up.drawing import AS_OF, Draw, later

Fields: TypeAlias = dict[str, Any]

LOOKED_AFTER = ("section-20", "interim-care-order", "care-order", "other")
TERM_BEGAN = date(2026, 9, 2)
# Up to this day something may have changed: the last briefing of every site comes after it.
LAST_CHANGE = date(2026, 11, 13)

_STAGES = (
    *("early-years", "primary", "primary", "key-stage-3", "key-stage-3"),
    *("key-stage-4", "key-stage-4", "post-16", "adult"),
)
_HOMES: dict[str, tuple[tuple[str, ...], ...]] = {
    "family": (
        ("mother", "father"),
        ("mother", "grandmother"),
        ("father", "step-parent"),
        ("mother", "aunt"),
    ),
    "foster-care": (("foster-carer", "foster-carer-2"),),
    "kinship-or-special-guardian": (("grandmother", "grandfather"), ("guardian", "aunt")),
    "childrens-home": (("home-on-shift", "home-manager"), ("home-on-shift", "key-worker")),
    "school-care-accommodation": (("key-worker", "home-on-shift"),),
    "care-home": (("home-on-shift", "key-worker"),),
    "supported-accommodation": (("key-worker", "home-on-shift"),),
    "fe-accommodation": (("key-worker", "mother"),),
    "inpatient-unit": (("ward-on-shift", "mother"),),
    "secure": (("home-on-shift", "home-manager"),),
    "own-home": (("partner", "mother"), ("friend", "sister")),
    "other": (("former-carer", "relative"),),
}
_LIVES = {
    "family": 48,
    "foster-care": 12,
    "kinship-or-special-guardian": 6,
    "childrens-home": 14,
    "school-care-accommodation": 4,
    "care-home": 2,
    "inpatient-unit": 2,
    "secure": 2,
    "other": 3,
}
_LIVES_GROWN_UP = {"family": 50, "supported-accommodation": 20, "fe-accommodation": 15, "own-home": 15}
_ATTENDS = {"day": 62, "weekly-boarder": 16, "termly-boarder": 14, "all-year": 8}
_RELATIVES = (
    "mother",
    "father",
    "grandmother",
    "grandfather",
    "aunt",
    "uncle",
    "uncle-2",
    "brother",
    "sister",
)


class Child(NamedTuple):
    """One child: `home` are those at home whom the school rings, `relatives` others who matter."""

    key: str
    class_number: int
    stage: str
    attends: str
    lives: str
    legal_status: str
    written: date
    changed_on: date
    home: tuple[str, ...]
    relatives: tuple[str, ...]
    decides: bool
    has_log: bool

    @property
    def is_looked_after(self) -> bool:
        """Whether an authority looks after the child."""
        return self.legal_status in LOOKED_AFTER

    @property
    def teams(self) -> list[str]:
        """The teams of the site around the child."""
        houses = (
            []
            if self.attends == "day"
            else ["house-oak" if self.class_number % 2 else "house-elm", "nights"]
        )
        return [f"class-{self.class_number}", "reception", "transport", *houses]


def a_child(draw: Draw, key: str, place: int, *, has_log: bool) -> Child:
    """A child of a site; `place` counts from 0 in the site and decides on the class."""
    class_number = 1 + place % len(_STAGES)
    stage = _STAGES[class_number - 1]
    is_grown_up = stage in ("post-16", "adult")
    lives = draw.weighed(_LIVES_GROWN_UP if is_grown_up else _LIVES)
    legal_status = _legal_status(draw, stage, lives)
    first = TERM_BEGAN if legal_status in LOOKED_AFTER else date(2026, 1, 12)
    written = draw.day(first, date(2026, 11, 6))
    home = draw.one(_HOMES[lives])
    others = [word for word in _RELATIVES if word not in home]
    return Child(
        key=key,
        class_number=class_number,
        stage=stage,
        attends=draw.weighed(_ATTENDS),
        lives=lives,
        legal_status=legal_status,
        written=written,
        changed_on=draw.one([written, draw.day(written, LAST_CHANGE)]),
        home=home,
        relatives=tuple(draw.some(others, 1 + draw.chance(25))),
        decides=is_grown_up and draw.chance(60),
        has_log=has_log,
    )


def _legal_status(draw: Draw, stage: str, lives: str) -> str:
    if stage in ("post-16", "adult") or lives in ("family", "kinship-or-special-guardian"):
        return draw.weighed({"not-looked-after": 88, "section-20": 3, "interim-care-order": 4, "other": 5})
    return draw.weighed({"section-20": 25, "interim-care-order": 15, "care-order": 50, "other": 10})


def soon_after(draw: Draw, day: date, days: int = 9) -> date:
    """A day not long after another, never after the day by which everything is judged."""
    return min(later(day, draw.number(0, days)), AS_OF)
