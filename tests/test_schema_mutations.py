"""What the forms ask for is noticed when it is damaged, and what is not noticed has a reason.

Every place of a form is damaged in every way that there is. Damage that no finding notices survives. The
table below holds the reasons why that is right; docs/survivors.md, which names each survivor, is written
from it:

    python tests/test_schema_mutations.py > docs/survivors.md
"""

import re
import sys
from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import NamedTuple, TypeAlias

import pytest

from lpcheck.words import counted, listed
from schema_damage import FILLED, filled, survivors

PAGE = Path(__file__).parent.parent / "docs" / "survivors.md"
LINE = re.compile(r"^- `(.+)`: (.+)$", re.MULTILINE)
BETWEEN = re.compile(", | and ")
LOST = ("removed",)
EMPTY = ("empty",)
TWICE = ("with an item twice",)
DATES = ("long ago", "far off")


INTRODUCTION = """\
# What may be damaged unnoticed

A test fills in every place of the forms of a child's plan, a log, site.yaml and a local procedure, damages
each in every way there is, and looks whether a finding notices: removed, blank, of another type, an
impossible date, a date of long ago or far off, another text, a name that nobody has, an unknown field, an
empty list, an item twice, a yes turned into a no. This is what no finding notices, and why. Blank values,
values of another type, impossible dates and unknown fields are always noticed.

The page is written by `python tests/test_schema_mutations.py > docs/survivors.md`; the test holds it to its
table, and fails where something new survives or where a reason or a line is needed no more."""


Survivor: TypeAlias = tuple[str, str]


class Reason(NamedTuple):
    """Why damage survives: which damage, and where; a `*` stands for any part of a place."""

    why: str
    damages: tuple[str, ...]
    places: tuple[str, ...]

    def covers(self, place: str, damage: str) -> bool:
        """Whether this is why the damage survives there."""
        return damage in self.damages and any(fnmatchcase(place, known) for known in self.places)


REASONS: tuple[Reason, ...] = (
    Reason(
        "A text, of which only a person can say whether it is right.",
        ("another text",),
        (
            *("*/note", "*_note", "*/reviewer", "*/summary", "*/reference", "*/kept_in", "*/designation"),
            *("*/name", "*/none", "*/email", "*_because", "*/title"),
            *("plan.yaml/learner_decides/says", "plan.yaml/liaison/topics/left_out/*"),
            *("plan.yaml/people/*/address", "plan.yaml/people/*/meetings", "plan.yaml/people/*/language"),
            *("plan.yaml/liaison/*/services/*", "plan.yaml/liaison/*/consulted"),
            "plan.yaml/liaison/data_protection_exceptions",
            *("plan.yaml/contact/restrictions/*/do", "plan.yaml/contact/restrictions/*/only"),
            *("plan.yaml/contact/*/school_may_tell/*", "plan.yaml/contact/told/child/how"),
            "plan.yaml/contact/collection/if_somebody_else_comes",
            *("site.yaml/local_rules/*/rule", "site.yaml/local_rules/*/houses/*"),
            *("site.yaml/monitoring/*/sample", "site.yaml/monitoring/*/effectiveness"),
            *("site.yaml/monitoring/*/impact", "site.yaml/device_safety_teaching/*/for"),
            *("site.yaml/data_protection/lawful_basis", "site.yaml/data_protection/contact"),
            *("ecs-36.yaml/authors/*", "ecs-36.yaml/ratification/approved_by", "ecs-36.yaml/*/who"),
            *("ecs-36.yaml/related_policies/*", "ecs-36.yaml/sections/*/text"),
            *("ecs-36.yaml/local_arrangements/*", "ecs-36.yaml/associated_forms/*"),
            "ecs-36.yaml/*/not_applicable",
        ),
    ),
    Reason(
        "A number that nobody is told to ring in an emergency; those that are rung are looked at.",
        ("another text",),
        ("plan.yaml/people/*/phones/*",),
    ),
    Reason(
        "A field that the form leaves to the author.",
        LOST,
        (
            *("*/note", "*_note", "*/day", "*/designation", "*/learner_decides", "*/stage", "*/status"),
            *("plan.yaml/authorities/ehcp", "plan.yaml/people/*", "plan.yaml/liaison/idp"),
            *("plan.yaml/liaison/csp", "plan.yaml/liaison/data_protection_exceptions"),
            *("plan.yaml/contact/with/*", "plan.yaml/contact/restrictions/*/may_be_read"),
            *("plan.yaml/contact/*/look_again_on", "plan.yaml/contact/*/ended"),
            *("plan.yaml/contact/*/school_may_tell", "plan.yaml/contact/*/school_may_tell/*"),
            *("plan.yaml/contact/told/staff", "plan.yaml/contact/social_media_risk"),
            "plan.yaml/contact/social_media_risk/used_since",
            *("log.yaml/entries/*/routine", "log.yaml/entries/*/topics"),
            *("log.yaml/entries/*/supervised_by", "log.yaml/entries/*/child_took_part"),
            *("site.yaml/residential", "site.yaml/staff/*/away_*", "site.yaml/settings*"),
            *("ecs-36.yaml/*/until", "ecs-36.yaml/*/phone", "ecs-36.yaml/*/email", "ecs-36.yaml/*/when"),
        ),
    ),
    Reason(
        "A condition of an exception: without it the exception is wider, which the order may well say.",
        LOST,
        tuple(
            f"plan.yaml/contact/restrictions/*/except/*/{n}" for n in ("through", "supervised_by", "only")
        ),
    ),
    Reason(
        "A list may have fewer items: nobody can tell from a list what is not in it.",
        LOST,
        (
            *("*/dates/*", "*/topics/*", "*/review_history/*", "*/settings/core_checklist/*"),
            *("plan.yaml/teams/*", "plan.yaml/liaison/named_persons/home/*"),
            *("plan.yaml/liaison/emergency/*", "plan.yaml/liaison/*/incidents/*"),
            *(
                "plan.yaml/contact/with/*",
                "plan.yaml/contact/restrictions/*",
                "plan.yaml/contact/*/forbids/*",
            ),
            *(
                "plan.yaml/contact/*/rests_on/*",
                "plan.yaml/contact/told/staff/*",
                "plan.yaml/contact/*/may_collect/*",
            ),
            *("log.yaml/entries/*", "ecs-36.yaml/authors/*", "ecs-36.yaml/related_policies/*"),
            *(
                "ecs-36.yaml/local_arrangements/*/*",
                "ecs-36.yaml/references/*",
                "ecs-36.yaml/associated_forms/*",
            ),
            *(
                "ecs-36.yaml/appendices/first_aiders_and_drivers/*",
                "ecs-36.yaml/appendices/contact_details/*",
            ),
        ),
    ),
    Reason(
        "An empty list or group says that there is none.",
        EMPTY,
        (
            *("*/review_history", "log.yaml/entries", "log.yaml/entries/*/topics", "site.yaml/settings"),
            *(
                "plan.yaml/liaison/*/incidents",
                "plan.yaml/contact/told/staff",
                "ecs-36.yaml/associated_forms",
            ),
        ),
    ),
    Reason(
        "What stands there twice says no more than once, and no less.",
        TWICE,
        (
            *("*/asked", "*/phones", "*/dates", "*/services", "*/incidents", "*/emergency", "*/routine"),
            *("*/restrictions", "*/except", "*/rests_on", "*/entries", "*/entries/*/with", "*/advice_from"),
            *("*/concerns", "*/social_media_incidents", "*/policies", "*/kept_by_the_group", "*/staff"),
            *("*/briefings", "*/covers", "*/present", "*/roll", "*/local_rules", "*/houses", "*/explains"),
            *(
                "*/childrens_guides",
                "*/monitoring",
                "*/device_safety_teaching",
                "*/terms",
                "*/core_checklist",
            ),
            *("site.yaml/family_engagement/*", "ecs-36.yaml/*"),
        ),
    ),
    Reason(
        "Who wrote, reviewed or assessed something may have left, and be on no list of staff any more.",
        ("of nobody",),
        (*("*/reviewer", "*/by", "ecs-36.yaml/appendices/*/who"),),
    ),
    Reason(
        "Where an order or a record is kept is in words of the author.",
        ("of nobody",),
        ("plan.yaml/contact/*/kept_in", "ecs-36.yaml/local_arrangements/recorded_in/*"),
    ),
    Reason(
        "An answer of yes or no, of which only a person can say whether it is right.",
        ("turned round",),
        (
            *("plan.yaml/learner_decides/able_to", "plan.yaml/people/*/parental_responsibility"),
            *("plan.yaml/contact/device/has_one", "plan.yaml/contact/social_media_risk/*"),
            *("log.yaml/entries/*/routine", "log.yaml/entries/*/child_took_part"),
            *("log.yaml/concerns/*/immediate_action", "site.yaml/residential"),
            "ecs-36.yaml/contents_checklist/*/in_place",
        ),
    ),
    Reason(
        "A date of long ago, where no clause says how long ago is too long.",
        ("long ago",),
        (
            *("*/review_history/*/date", "plan.yaml/agreed/*", "*/learner_decides/date", "*/last_review"),
            *("*/consulted_on", "*/shared_first_at", "plan.yaml/contact/changed_on", "*/manager_aware"),
            *("plan.yaml/contact/restrictions_checked/date", "*/made", "*/ended/date", "*/not_yet/date"),
            *("plan.yaml/contact/told/staff/*", "*/travels_alone", "*/assessed"),
            *(
                "*/last_sampled",
                "log.yaml/entries/*/date",
                "site.yaml/staff/*",
                "site.yaml/data_protection/*",
            ),
        ),
    ),
    Reason(
        "A date still to come, where no clause says how far is too far; `overdue` shows what falls due.",
        ("far off",),
        (
            *("*/look_again_on", "*/next_review", "*/travels_alone", "*/used_since", "*/shared_first_at"),
            *(
                "*/learner_decides/date",
                "site.yaml/staff/*",
                "ecs-36.yaml/*/until",
                "ecs-36.yaml/ratification/date",
            ),
        ),
    ),
    Reason(
        "An agreed day, which may have passed or lie far ahead; and a review that may be late by any time.",
        DATES,
        ("*/dates/*", "*/next_review"),
    ),
    Reason(
        "Who holds a role: no clause asks for it, and nothing is compared with it.",
        (*LOST, "of nobody"),
        ("site.yaml/roles*",),
    ),
    Reason(
        "How many there were only the school itself can say, and whether there is any house rule.",
        (*LOST, *EMPTY),
        (
            *("log.yaml/concerns", "log.yaml/concerns/[*]", "log.yaml/social_media_incidents"),
            *("log.yaml/social_media_incidents/[*]", "site.yaml/local_rules", "site.yaml/local_rules/[*]"),
        ),
    ),
    Reason(
        "Where no terms are given no holiday is known: what counts school days then counts every weekday, "
        "and the rhythm of a log is not looked at.",
        (*LOST, *EMPTY, *DATES),
        ("site.yaml/terms*",),
    ),
    Reason(
        "A child may have joined at any time, join later, and leave at any time or never.",
        (*DATES, *LOST),
        ("site.yaml/roll/[*]/from", "site.yaml/roll/[*]/until"),
    ),
    Reason(
        "What happened long ago, and was dealt with since, is in order; a rule may have held for long.",
        ("long ago",),
        ("log.yaml/social_media_incidents/[*]/date", "site.yaml/local_rules/[*]/since"),
    ),
)


def surviving_in(path: str) -> set[Survivor]:
    """Every place of a document and every damage there that no finding notices."""
    name = path.rpartition("/")[2]
    return {(name + place, damage) for place, damage in survivors(path)}


@cache
def on_the_page() -> frozenset[Survivor]:
    """What docs/survivors.md says survives."""
    lines = LINE.findall(PAGE.read_text("utf-8"))
    return frozenset((place, damage) for place, damages in lines for damage in BETWEEN.split(damages))


def explained(reason: Reason, found: Iterable[Survivor]) -> Iterator[Survivor]:
    """Yields the survivors that a reason is the first to explain."""
    before = REASONS[: REASONS.index(reason)]
    for place, damage in found:
        if reason.covers(place, damage) and not any(one.covers(place, damage) for one in before):
            yield place, damage


def page(found: Iterable[Survivor]) -> str:
    """The page for developers about what survives."""
    found = sorted(found)
    parts = [INTRODUCTION]
    lists = [(reason.why, by_place(explained(reason, found))) for reason in REASONS]
    parts.append("\n".join(f"- {why} {counted(len(places), 'place')}." for why, places in lists))
    parts.append("## Each of them")
    for why, places in lists:
        lines = [f"- `{place}`: {listed(damages)}" for place, damages in sorted(places.items())]
        parts += [f"### {why.removesuffix('.')}", "\n".join(lines)]
    return "\n\n".join(parts) + "\n"


def by_place(found: Iterable[Survivor]) -> dict[str, list[str]]:
    """The damages that survive at each place."""
    places: dict[str, list[str]] = {}
    for place, damage in found:
        places.setdefault(place, []).append(damage)
    return places


@pytest.mark.parametrize("path", FILLED)
def test_every_place_of_a_form_is_filled_in_somewhere(path: str) -> None:
    assert not ["/".join(steps) for steps, place in filled(path) if place is None]


@pytest.mark.parametrize("path", FILLED)
def test_the_page_says_what_survives(path: str) -> None:
    name = path.rpartition("/")[2]
    assert surviving_in(path) == {one for one in on_the_page() if one[0].startswith(f"{name}/")}


def test_what_survives_has_a_reason() -> None:
    assert not [one for one in on_the_page() if not any(reason.covers(*one) for reason in REASONS)]
    assert PAGE.read_text("utf-8") == page(on_the_page())


def test_every_reason_is_needed() -> None:
    idle = [
        (reason.why, part)
        for reason in REASONS
        for part in (*reason.places, *reason.damages)
        if not any(
            reason.covers(place, damage) and (part == damage or fnmatchcase(place, part))
            for place, damage in on_the_page()
        )
    ]
    assert not idle


if __name__ == "__main__":
    sys.stdout.write(page(one for path in FILLED for one in surviving_in(path)))
