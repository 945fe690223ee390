"""The people around a made-up child: who stands under `people`, and what is known of them."""

from made_up.children import Child, Fields
from made_up.drawing import Draw

_PARENTS = ("mother", "father")
_MEETINGS = (
    "after 17:00 or by video call",
    "Mondays at the school gate",
    "at home in the evening",
    "by telephone because of shifts",
    "any morning before ten",
)
_STREETS = ("Mill Lane", "Station Road", "The Green", "Orchard Close", "Church Street")
_TEAMS = {
    "home-on-shift": "The Maples",
    "ward-on-shift": "Linden Ward",
    "duty-team": "Northshire out of hours",
    "taxi": "A2B Cars contract 44",
    "contact-centre": "Riverside Contact Centre",
}


def people_around(draw: Draw, child: Child) -> dict[str, Fields]:
    """Everybody outside the school whom the plan can name, by their words."""
    words = [*child.home, *child.relatives, *_professionals(draw, child)]
    if child.decides:
        words.append("learner")
    people = {word: _person(draw, word) for word in words}
    people[child.home[0]]["meetings"] = draw.one(_MEETINGS)
    if draw.chance(8):
        people[child.home[-1]] |= _needs(draw)
    return people


def _professionals(draw: Draw, child: Child) -> list[str]:
    words = ["social-worker", "duty-team"] if child.is_looked_after else []
    if child.is_looked_after and draw.chance(25):
        words.append(draw.one(["reviewing-officer", "independent-visitor", "advocate"]))
    words += ["sen-officer"] if draw.chance(45) else []
    words += ["contact-centre"] if child.is_looked_after and draw.chance(25) else []
    return words + (["taxi"] if draw.chance(45) else [])


def _person(draw: Draw, word: str) -> Fields:
    person: Fields = {}
    if word != "sen-officer" or draw.chance(70):
        person["name"] = _TEAMS.get(word) or draw.name()
    if word in _PARENTS:
        person["parental_responsibility"] = draw.chance(80)
    person["phones"] = [draw.phone() for _ in range(1 + draw.chance(15))]
    if draw.chance(8) and "name" in person:
        person["email"] = person["name"].lower().replace(" ", ".") + "@post.example"
    if word in _PARENTS and draw.chance(15):
        person["address"] = f"{draw.number(1, 90)} {draw.one(_STREETS)} Northshire"
    return person


def _needs(draw: Draw) -> Fields:
    needs = draw.one(
        [["interpreter"], ["call-after-letter"], ["easy-read"], ["large-print"], ["translation"]]
    )
    speaks = {"language": draw.one(["Polish", "Urdu", "Welsh", "Ukrainian"])}
    return {"needs": needs, **(speaks if needs[0] in ("interpreter", "translation") else {})}
