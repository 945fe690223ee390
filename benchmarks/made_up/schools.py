"""A made-up site: its staff, teams and briefings, and the local procedures of the tests' examples."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from made_up.children import Child, Fields

_EXAMPLES = Path(__file__).parents[2] / "tests" / "examples" / "base"
_EXAMPLE = "Larkfield School"
_PROCEDURES = {"ecs-36.yaml": "ecs-36-home-school-liaison.yaml", "ecs-38.yaml": "ecs-38-contact.yaml"}
_TREES = ("Alder", "Beech", "Cedar", "Damson", "Elder", "Fern", "Gorse", "Hazel", "Ivy", "Juniper")
_BRIEFINGS = (date(2026, 9, 7), date(2026, 10, 5), date(2026, 11, 2), date(2026, 11, 16))
CLASSES = 9


def _codes(first: int, number: int) -> list[str]:
    return [f"s-{code:03}" for code in range(first, first + number)]


def class_team(number: int) -> list[str]:
    """The staff codes around one class."""
    return _codes(5 + 5 * number, 5)


TEAMS: dict[str, list[str]] = {
    "leadership": _codes(1, 5),
    **{f"class-{number}": class_team(number) for number in range(1, CLASSES + 1)},
    "reception": _codes(60, 2),
    "transport": _codes(62, 4),
    "house-oak": _codes(70, 6),
    "house-elm": _codes(76, 6),
    "nights": [*_codes(82, 4), "agency"],
    "therapy": _codes(86, 3),
}


class School(NamedTuple):
    """One site with its children."""

    number: int
    name: str
    children: tuple[Child, ...]

    @property
    def folder(self) -> str:
        """The name of the site's folder."""
        return f"{self.name.split()[0].lower()}-school-{self.number}"


def a_school(number: int, children: Sequence[Child]) -> School:
    """A site; `number` counts from 1."""
    again = f" {number}" if number > len(_TREES) else ""  # no two schools have one name
    return School(number, f"{_TREES[number % len(_TREES)]}field School{again}", tuple(children))


def staff_table(school: School) -> str:
    """The list of staff: one has left, and one is away for long."""
    rows = [
        f"{code},{_designation(team)},{2016 + len(code + team) % 9}-09-01,,,"
        for team, codes in TEAMS.items()
        for code in codes
        if code != "agency"
    ]
    away = school.number % len(rows)
    rows[away] = rows[away].removesuffix(",") + "2026-10-05,2026-12-18"
    rows.append("s-090,teaching assistant,2019-09-01,2026-07-22,,")
    return "\n".join(["code,designation,from,until,away_from,away_until", *rows, ""])


def _designation(team: str) -> str:
    return "class staff" if team.startswith("class") else f"{team.partition('-')[0]} staff"


def roll_table(school: School) -> str:
    """The roll: every child of the site, since the September before or since the plan was written."""
    rows = [f"{child.key},{min(child.written, date(2025, 9, 3))}," for child in school.children]
    return "\n".join(["child,from,until", *rows, ""])


def procedures(school: School) -> Iterator[tuple[str, str]]:
    """Yields the local procedures by the names of their files."""
    for source, target in _PROCEDURES.items():
        text = (_EXAMPLES / source).read_text("utf-8")
        yield target, text.replace(_EXAMPLE, school.name)


def site_of(school: School) -> Fields:
    """The site.yaml of a site that does everything it is asked to."""
    return {
        "kind": "site",
        "name": school.name,
        "country": "England",
        "school_type": "independent",
        "residential": True,
        "policies": ["ECS 36", "ECS 38"],
        "kept_by_the_group": ["ECS 16"],
        "settings": {
            "review_interval_advice_months": 12,
            "review_interval_warning_months": 18,
            "core_checklist": ["Local roles named", "Emergency numbers tried", "Record systems named"],
        },
        "roles": _roles(),
        "staff_file": "staff.csv",
        "teams": TEAMS,
        "briefings": list(_briefings(school)),
        "roll_file": "roll.csv",
        "systems": ["CPOMS", "handover-book", "ProMonitor"],
        **_life_of(),
        **_engagement(),
        "data_protection": {
            "lawful_basis": "as in the record of processing",
            "privacy_notice": "2026-09",
            "retention_schedule": "2025-11",
            "impact_assessment": "2026-02",
            "contact": "data protection officer of the group",
        },
        "terms": [
            {"from": date(2026, 4, 13), "to": date(2026, 7, 22)},
            {"from": date(2026, 9, 2), "to": date(2026, 10, 23)},
            {"from": date(2026, 11, 2), "to": date(2026, 12, 18)},
        ],
    }


def _roles() -> Fields:
    return {
        "head-teacher": "s-001",
        "site-manager": "s-002",
        "designated-safeguarding-lead": "s-003",
        "deputies": {"designated-safeguarding-lead": ["s-004", "s-005"]},
    }


def _briefings(school: School) -> Iterator[Fields]:
    """Yields a briefing of everybody for each few weeks in which something changed for a child."""
    since = date.min
    for day in _BRIEFINGS:
        covered = [child.key for child in school.children if since < child.changed_on <= day]
        if covered:
            yield {"date": day, "covers": covered, "present": list(TEAMS)}
        since = day


def _life_of() -> Fields:
    rule = {
        "id": "no-messages-after-lights-out",
        "rule": "No messages after lights out",
        "houses": ["Oak", "Elm"],
        "days": "school-nights",
        "from": "21:30",
        "to": "07:00",
        "since": date(2026, 9, 1),
    }
    guide = {"title": "Boarders' guide", "date": date(2026, 9, 2), "explains": [rule["id"]]}
    return {
        "local_rules": [rule],
        "childrens_guides": [guide],
        "monitoring": [_looked_at("ECS 36", "s-001"), _looked_at("ECS 38", "s-002")],
        "device_safety_teaching": [{"date": date(2026, 9, 15), "for": "all"}],
    }


def _looked_at(policy: str, who: str) -> Fields:
    return {
        "date": date(2026, 10, 14),
        "policy": policy,
        "by": who,
        "sample": "ten plans",
        "effectiveness": "nine of ten families were reached as agreed",
        "impact": "two families are now rung weekly",
        "kept_in": "governance folder",
    }


def _engagement() -> Fields:
    return {
        "family_engagement": {
            "reports": [date(2025, 10, 23), date(2026, 3, 19), date(2026, 7, 9), date(2026, 10, 22)],
            "open_events": [date(2026, 10, 8)],
            "celebrations": [date(2026, 7, 10)],
            "newsletters": {"how_often": "weekly", "kept_in": "website"},
            "feedback": {"collected": "2026-06", "analysed": "2026-07"},
        }
    }
