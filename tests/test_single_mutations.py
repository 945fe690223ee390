"""One thing wrong anywhere in a clean site makes one finding: never none, never two, never a crash."""

from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from functools import cache
from typing import Any, NamedTuple

import pytest

from clean_site import (
    MISSPELL,
    REMOVE,
    changed,
    clean_site,
    findings_after,
    findings_in,
    pointers_in,
    shipped_policies,
    written_anew,
)
from lpcheck.documents import Document
from lpcheck.examining import examine
from lpcheck.places import Pointer
from lpcheck.pointers import written
from lpcheck.walks import Walk

STRANGER = "{x: 1}"
MUTATIONS: Mapping[str, object] = {
    "remove": REMOVE,
    "null": None,
    '""': "",
    "7": 7,
    "[]": [],
    "[1]": [1],
    "{}": {},
    STRANGER: {"x": 1},
    "misspelt": MISSPELL,
}
MISFITS = ("null", '""', "7", "[]", "[1]", "{}")
SHAPES = (*MISFITS, STRANGER)


class Exemption(NamedTuple):
    """Places and mutations that make other findings than one: these, sorted, for this reason.

    Places are the name of the document and the pointer, a `*` standing for one step or a part of it.
    """

    why: str
    mutations: tuple[str, ...]
    places: tuple[str, ...]
    findings: tuple[str, ...] = ()


EXEMPTIONS: tuple[Exemption, ...] = (
    Exemption(
        "an empty list says that there is none, which is an answer here",
        ("[]",),
        (
            "log.yaml/concerns",
            "log.yaml/entries",
            "log.yaml/entries/*/topics",
            "log.yaml/social_media_incidents",
            "plan.yaml/liaison/other_group_services/incidents",
            "plan.yaml/review_history",
            "ecs-36.yaml/associated_forms",
            "ecs-36.yaml/review_history",
            "site.yaml/local_rules",
            "site.yaml/terms",
        ),
    ),
    Exemption(
        "an empty group says no more than that it is there, and nothing depends on what it could say",
        ("{}",),
        (
            "plan.yaml/contact/told/staff",
            "plan.yaml/people/father",
            "plan.yaml/people/taxi",
            "site.yaml/settings",
        ),
    ),
    Exemption(
        "null says openly that it has not been so far, which is an answer here",
        ("null",),
        ("plan.yaml/contact/restrictions/1/ended",),
    ),
    Exemption(
        "seven months are a limit, and both procedures are planned for longer",
        ("7",),
        ("site.yaml/settings/review_interval_*_months",),
        ("LP-6", "LP-6"),
    ),
    *(
        Exemption(
            "each place that names who or what is gone leads nowhere, and each is told",
            ("remove",),
            (place,),
            findings,
        )
        for place, findings in (
            (
                "plan.yaml/people/mother",
                ("ECS36-4.b", "ECS36-4.b", "ECS38-3.1", "ECS38-4.S2a", "ECS38-9.3"),
            ),
            ("plan.yaml/people/father", ("ECS38-3.1", "ECS38-3.2", "ECS38-9.3")),
            (
                "plan.yaml/people/home-on-shift",
                (
                    *("ECS36-4.0", "ECS36-4.a", "ECS36-4.b", "ECS36-4.c", "ECS36-5.11", "ECS36-5.11"),
                    *("ECS38-5.4", "ECS38-5.4", "ECS38-9.1", "ECS38-9.3"),
                ),
            ),
            (
                "plan.yaml/people/social-worker",
                (
                    *("ECS36-4.0", "ECS36-4.a", "ECS36-4.b", "ECS36-4.b", "ECS36-4.c", "ECS36-5.11"),
                    *("ECS36-5.11", "ECS38-3.1", "ECS38-4.1", "ECS38-4.1", "ECS38-4.1", "ECS38-6.3"),
                    "ECS38-9.3",
                ),
            ),
            ("plan.yaml/people/duty-team", ("ECS36-4.c", "ECS38-6.3")),
            ("site.yaml/staff/2", ("ECS36-4.a", "ECS38-4.2")),
            ("site.yaml/staff/3", ("ECS36-4.a", "ECS38-4.2", "ECS38-4.2")),
            ("site.yaml/staff/6", ("ECS38-4.2", "ECS38-4.2")),
            ("site.yaml/teams/class-3", ("ECS38-4.2", "ECS38-4.2")),
            ("site.yaml/policies/0", ("ECS36-1.1", "LP-3")),
            ("site.yaml/policies/1", ("ECS38-1.1", "LP-17", "LP-3")),
        )
    ),
    Exemption(
        "a team of another name: each place that names the old one leads nowhere",
        ("misspelt",),
        ("site.yaml/teams/class-3",),
        ("ECS38-4.2", "ECS38-4.2"),
    ),
    Exemption(
        "three clauses each owe it to somebody else that they are told, and nobody was",
        ("remove", "[]"),
        ("site.yaml/briefings",),
        ("ECS38-4.2", "ECS38-5.2", "ECS38-8.3.b"),
    ),
    Exemption(
        "two policies each ask for monitoring of their own",
        ("remove", "[]"),
        ("site.yaml/monitoring",),
        ("ECS36-7.1", "ECS38-10.1"),
    ),
    Exemption(
        "five lines of the form each ask for a part of what is gone",
        (STRANGER,),
        ("site.yaml/family_engagement",),
        ("ECS38-4.S3c", "ECS38-4.S3d", "ECS38-4.S3e", "ECS38-4.S3f", "ECS38-4.S4", "FILE-3"),
    ),
    Exemption(
        "likewise, of one team at the briefing",
        ("remove",),
        ("site.yaml/briefings/0/present/1",),
        ("ECS38-4.2", "ECS38-5.2", "ECS38-8.3.b"),
    ),
    *(
        Exemption("several clauses each ask for a part of what is gone", ("{}",), places, findings)
        for places, findings in (
            (
                ("plan.yaml/liaison",),
                (
                    "ECS36-4.a",
                    "ECS36-4.b",
                    "ECS36-4.c",
                    "ECS36-4.d",
                    "ECS36-5.1",
                    "ECS36-5.11",
                    "ECS36-6.1",
                ),
            ),
            (
                ("plan.yaml/contact",),
                (
                    *("ECS38-2.1", "ECS38-3.1", "ECS38-4.1", "ECS38-4.2", "ECS38-4.3", "ECS38-5.4"),
                    *("ECS38-8.4", "ECS38-9.1"),
                ),
            ),
            (
                ("plan.yaml/liaison/other_group_services/incidents/*",),
                ("ECS36-6.1", "ECS36-6.2", "ECS36-6.3"),
            ),
            (("plan.yaml/contact/restrictions/*",), ("ECS38-4.1", "ECS38-5.1")),
            (("log.yaml/entries/*",), ("ECS38-9.2", "FILE-4")),
            (("log.yaml/concerns/*",), ("ECS38-6.2", "FILE-4")),
            (("site.yaml/local_rules/*",), ("ECS38-7.3", "FILE-4")),
            (("site.yaml/childrens_guides/*",), ("ECS38-7.4", "FILE-4")),
            (("ecs-*.yaml/appendices",), ("LP-12", "LP-13")),
        )
    ),
    *(
        Exemption(
            "a name of two letters is too short to tell which was meant",
            ("misspelt",),
            places,
            ("FILE-3", missing),
        )
        for places, missing in (
            (("plan.yaml/contact/restrictions/*/do",), "ECS38-4.1"),
            (("plan.yaml/contact/social_media_risk/by",), "ECS38-8.1"),
            (("site.yaml/local_rules/*/to",), "ECS38-7.3"),
            (("site.yaml/monitoring/0/by",), "ECS36-7.1"),
            (("site.yaml/monitoring/1/by",), "ECS38-10.1"),
            (
                (
                    "log.yaml/entries/*/by",
                    "site.yaml/local_rules/*/id",
                    "site.yaml/terms/*/to",
                ),
                "FILE-4",
            ),
        )
    ),
    *(
        Exemption(
            "what is forbidden is compared also where something cannot be read, and then all is forbidden",
            mutations,
            places,
            ("ECS38-3.2", *other),
        )
        for mutations, places, other in (
            (SHAPES, ("plan.yaml/contact/restrictions/0/except/0/what",), ("ECS38-3.3", "ECS38-4.1")),
            (SHAPES, ("plan.yaml/contact/restrictions/0/except",), ("ECS38-3.3", "ECS38-4.1")),
            (MISFITS, ("plan.yaml/contact/restrictions/0/except/0",), ("ECS38-3.3", "ECS38-4.1")),
            (
                tuple(one for one in MISFITS if one != "null"),
                ("plan.yaml/contact/with/father/letters",),
                ("ECS38-2.1",),
            ),
            (SHAPES, ("plan.yaml/contact/restrictions/0/except/0/through",), ("ECS38-3.3", "ECS38-4.1")),
            (("7", "[1]"), ("plan.yaml/contact/with/father",), ("ECS38-2.1",)),
            ((STRANGER,), ("plan.yaml/contact/with/father",), ("FILE-3",)),
            (MISFITS, ("plan.yaml/people",), ("FILE-4",)),
            (SHAPES, ("plan.yaml/contact/with/father/letters/through",), ("ECS38-2.1",)),
            (("remove",), ("plan.yaml/contact/restrictions/0/except",), ("ECS38-3.3",)),
            (("remove",), ("plan.yaml/contact/restrictions/0/except/0/what",), ("ECS38-3.3", "ECS38-4.1")),
            (("remove",), ("plan.yaml/people",), ("FILE-4",)),
            (
                ("misspelt",),
                (
                    "plan.yaml/contact/restrictions/0/except",
                    "plan.yaml/contact/restrictions/0/except/0/what",
                    "plan.yaml/contact/restrictions/0/except/0/through",
                ),
                ("ECS38-3.3", "FILE-3"),
            ),
            (
                ("misspelt",),
                (
                    "plan.yaml/contact/with/father/letters",
                    "plan.yaml/contact/with/father/letters/through",
                    "plan.yaml/people",
                ),
                ("FILE-3",),
            ),
            (("misspelt",), ("plan.yaml/people/father",), ("PLAN-4",)),
            ((STRANGER,), ("plan.yaml/people",), ("PLAN-4",)),
        )
    ),
    *(
        Exemption(
            "likewise in the log, where a contact of which nobody can read the kind may have been any",
            mutations,
            places,
            ("ECS38-3.3", other),
        )
        for mutations, places, other in (
            (("remove",), ("log.yaml/entries/2/channel",), "FILE-4"),
            (("misspelt",), ("log.yaml/entries/2/channel", "log.yaml/entries/2/through"), "FILE-3"),
        )
    ),
)


def mutants(document: Document, mutation: str) -> Iterator[tuple[Pointer, object]]:
    """Yields the data with each value mutated in turn, where that makes a difference."""
    for pointer in pointers_in(document.data):
        if mutation in SHAPES and any(isinstance(step, int) and step > 1 for step in pointer):
            continue  # a third row has the form of the second
        data = changed(document.data, pointer, MUTATIONS[mutation])
        if data != document.data and not (mutation == "remove" and is_alone(document, pointer)):
            yield pointer, data


def is_alone(document: Document, pointer: Pointer) -> bool:
    """Whether it is the only item of its list, so that without it the list is empty."""
    around: Any = document.data
    for step in pointer[:-1]:
        around = around[step]
    return isinstance(around, list) and len(around) == 1


def exemptions_of(place: str, mutation: str) -> list[Exemption]:
    return [
        exemption
        for exemption in EXEMPTIONS
        if mutation in exemption.mutations and any(matches(place, known) for known in exemption.places)
    ]


def matches(place: str, pattern: str) -> bool:
    steps, wanted = place.split("/"), pattern.split("/")
    return len(steps) == len(wanted) and all(map(fnmatchcase, steps, wanted))


def place_of(path: str, pointer: Pointer) -> str:
    return path.rpartition("/")[2] + written(pointer)


@cache
def walk_of(path: str) -> Walk:
    catalogue = shipped_policies()
    in_force = tuple(policy.id for policy in catalogue.policies)
    return examine(clean_site()[path], catalogue, in_force, "jsonschema-rs").examined.walk


def is_left_to_the_author(path: str, pointer: Pointer) -> bool:
    """Whether a list may have one item less here, or the form does not ask for the field."""
    *around, last = pointer
    return isinstance(last, int) or all(last not in node.required for node in walk_of(path)[tuple(around)])


def requirements_after(path: str, data: object) -> list[str]:
    found = findings_after(written_anew(path, data), clean_site())
    return sorted(finding.requirement.id for finding in found)


def is_as_it_should_be(path: str, pointer: Pointer, mutation: str, found: list[str]) -> bool:
    """Whether a mutation makes the findings it should: one, unless there is a reason for others.

    What the form leaves to the author may be missing unnoticed; the test of the schemas says which may.
    """
    exempt = exemptions_of(place_of(path, pointer), mutation)
    if exempt:
        return found == sorted(exempt[0].findings)
    if mutation == "remove" and is_left_to_the_author(path, pointer):
        return len(found) <= 1
    if mutation == STRANGER and len(found) > 1:
        # A field that the form does not have is one mistake, and those that are missing are another.
        empty = requirements_after(path, changed(clean_site()[path].data, pointer, {}))
        return found == sorted(["FILE-3", *empty])
    return len(found) == 1


def test_nothing_is_found_in_a_clean_site() -> None:
    assert not findings_in(clean_site())


@pytest.mark.parametrize("mutation", MUTATIONS)
@pytest.mark.parametrize("path", clean_site())
def test_one_thing_wrong_makes_one_finding(path: str, mutation: str) -> None:
    surprises = []
    for pointer, data in mutants(clean_site()[path], mutation):
        found = requirements_after(path, data)
        if not is_as_it_should_be(path, pointer, mutation, found):
            surprises.append((written(pointer), found))
    assert not surprises


def test_every_exemption_is_met_and_no_two_overlap() -> None:
    met: set[tuple[str, str]] = set()
    for path, document in clean_site().items():
        for mutation in MUTATIONS:
            for pointer, _ in mutants(document, mutation):
                place = place_of(path, pointer)
                exempt = exemptions_of(place, mutation)
                assert len(exempt) <= 1, (place, mutation)
                met |= {
                    (known, mutation) for one in exempt for known in one.places if matches(place, known)
                }
    assert met == {(place, m) for one in EXEMPTIONS for place in one.places for m in one.mutations}
