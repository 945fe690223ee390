"""One thing wrong anywhere in a clean site makes one finding: never none, never two, never a crash."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from lpcheck.catalogue import Catalogue
from lpcheck.checker import Around, check_unit
from lpcheck.documents import Document, read_document
from lpcheck.model import Finding
from lpcheck.places import Pointer
from lpcheck.pointers import written
from lpcheck.results import Checked, Question, Selection, result_of
from test_examples import AS_OF, EXAMPLES, as_yaml

REMOVE = object()
MISSPELL = object()
MUTATIONS: Mapping[str, object] = {
    "remove": REMOVE,
    "null": None,
    '""': "",
    "7": 7,
    "[]": [],
    "[1]": [1],
    "{}": {},
    "{x: 1}": {"x": 1},
    "misspelt": MISSPELL,
}


class Exemption(NamedTuple):
    """Places and mutations that make other than one finding: these, sorted, for this reason.

    Places are the document and the pointer, a `*` standing for one step or a part of it.
    """

    why: str
    mutations: tuple[str, ...]
    places: tuple[str, ...]
    findings: tuple[str, ...] = ()


class Clean(NamedTuple):
    """A folder with a site in which nothing is found, and its exemptions."""

    folder: Path
    exemptions: tuple[Exemption, ...]


LARKFIELD = Clean(
    EXAMPLES / "base",
    (
        Exemption(
            "the form leaves it to the author whether to fill in this field",
            ("remove",),
            (
                "site.yaml/residential",
                "ecs-36.yaml/ratification/note",
                "ecs-36.yaml/contents_checklist_note",
                "ecs-*.yaml/contents_checklist/*/note",
                "ecs-36.yaml/appendices/first_aiders_and_drivers/*/until",
                "ecs-*.yaml/appendices/contact_details/*/designation",
                "ecs-*.yaml/appendices/contact_details/0/phone",
                "ecs-*.yaml/appendices/contact_details/0/when",
                "ecs-36.yaml/appendices/contact_details/2/email",
                "ecs-36.yaml/appendices/contact_details/2/when",
            ),
        ),
        Exemption(
            "a setting has a default, or there is nothing to compare without it",
            ("remove",),
            ("site.yaml/settings", "site.yaml/settings/*"),
        ),
        Exemption(
            "a list may have fewer items, as long as something is left in it",
            ("remove",),
            (
                "site.yaml/settings/core_checklist/*",
                "ecs-36.yaml/authors/*",
                "ecs-36.yaml/related_policies/*",
                "ecs-*.yaml/local_arrangements/methods/*",
                "ecs-36.yaml/local_arrangements/recorded_in/*",
                "ecs-36.yaml/references/[!1]",  # 1 is the only data protection law
                "ecs-38.yaml/references/*",
                "ecs-36.yaml/contents_checklist/3",  # the others are on the core list
                "ecs-36.yaml/appendices/first_aiders_and_drivers/*",
                "ecs-36.yaml/appendices/contact_details/[!1]",  # 1 is the only number at night
                "ecs-38.yaml/appendices/contact_details/0",
            ),
        ),
        Exemption(
            "a list that may be empty",
            ("remove",),
            ("ecs-36.yaml/associated_forms/*", "ecs-36.yaml/review_history/*"),
        ),
        Exemption(
            "an empty list says that there is none, which is an answer here",
            ("[]",),
            ("ecs-36.yaml/associated_forms", "ecs-36.yaml/review_history"),
        ),
        Exemption("no setting at all is as good as no settings", ("{}",), ("site.yaml/settings",)),
        Exemption(
            "the appendices answer to one clause each, and both are gone",
            ("{}",),
            ("ecs-*.yaml/appendices",),
            ("LP-12", "LP-13"),
        ),
        *(
            Exemption(
                "a field that the form does not have, and fields missing that it does have",
                ("{x: 1}",),
                places,
                ("FILE-3", *missing),
            )
            for places, missing in (
                (("ecs-36.yaml/local_arrangements",), ("ECS36-1.2",)),
                (("ecs-36.yaml/related_policies",), ("ECS36-1.3",)),
                (("ecs-38.yaml/local_arrangements",), ("ECS38-1.2",)),
                (("ecs-38.yaml/related_policies",), ("ECS38-1.3",)),
                (("ecs-*.yaml/ratification",), ("LP-8",)),
                (("ecs-*.yaml/contents_checklist/*",), ("LP-9",)),
                (("ecs-36.yaml/review_history/*",), ("LP-10",)),
                (("ecs-*.yaml/appendices",), ("LP-12", "LP-13")),
                (("ecs-*.yaml/appendices/first_aiders_and_drivers",), ("LP-12",)),
                (("ecs-36.yaml/appendices/first_aiders_and_drivers/*",), ("LP-12",)),
                (("ecs-*.yaml/appendices/contact_details/*",), ("LP-13",)),
                (("ecs-*.yaml/sections/*",), ("LP-18",)),
            )
        ),
        Exemption(
            "seven months are a limit, and both procedures are planned for longer",
            ("7",),
            ("site.yaml/settings/review_interval_*_months",),
            ("LP-6", "LP-6"),
        ),
        Exemption(
            "one procedure puts ECS 38 into practice, and the other sends its reader to it",
            ("remove",),
            ("site.yaml/policies/1",),
            ("LP-17", "LP-3"),
        ),
    ),
)
CLEAN = (LARKFIELD,)

Site = Mapping[str, Document]


def site_in(folder: Path) -> Site:
    return {
        file.name: read_document(file.name, file.read_bytes()) for file in sorted(folder.glob("*.yaml"))
    }


def pointers_in(value: object, at: Pointer = ()) -> Iterator[Pointer]:
    """Yields the pointer of every key and every list item, at any depth."""
    pairs = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    for step, child in pairs:
        yield (*at, step)
        yield from pointers_in(child, (*at, step))


def changed(data: object, pointer: Pointer, value: object) -> object:
    """The data with the value at a pointer replaced, or removed, or its key misspelt."""
    data = deepcopy(data)
    group: Any = data
    for step in pointer[:-1]:
        group = group[step]
    last = pointer[-1]
    if value is REMOVE:
        del group[last]
    elif value is not MISSPELL:
        group[last] = deepcopy(value)
    elif isinstance(last, str):
        group[f"{last}{last[-1]}"] = group.pop(last)
    return data


def written_anew(path: str, data: object) -> Document:
    """The data as YAML, read again, so that every value has its place."""
    return read_document(path, as_yaml(data).encode())


def mutants(document: Document, mutation: str) -> Iterator[tuple[Pointer, object]]:
    """Yields the data with each value mutated in turn, where that makes a difference."""
    for pointer in pointers_in(document.data):
        data = changed(document.data, pointer, MUTATIONS[mutation])
        if data != document.data:
            yield pointer, data


def findings_in(site: Site, catalogue: Catalogue, engine: str = "jsonschema-rs") -> tuple[Finding, ...]:
    """What a run finds in a site on the day of these tests."""
    record = check_unit(
        tuple(site.values()), "larkfield-school", Around(catalogue, catalogue.defaults(), engine)
    )
    question = Question(AS_OF, (), Selection())
    return result_of([Checked(record, "larkfield-school", "", None)], catalogue, question, "").findings


def exemptions_of(clean: Clean, place: str, mutation: str) -> list[Exemption]:
    return [
        exemption
        for exemption in clean.exemptions
        if mutation in exemption.mutations and any(matches(place, known) for known in exemption.places)
    ]


def matches(place: str, pattern: str) -> bool:
    steps, wanted = place.split("/"), pattern.split("/")
    return len(steps) == len(wanted) and all(map(fnmatchcase, steps, wanted))


def documents() -> Iterator[tuple[Clean, str]]:
    for clean in CLEAN:
        yield from ((clean, file.name) for file in sorted(clean.folder.glob("*.yaml")))


@pytest.mark.parametrize("clean", CLEAN, ids=lambda clean: clean.folder.name)
def test_nothing_is_found_in_a_clean_site(clean: Clean, catalogue: Catalogue) -> None:
    assert not findings_in(site_in(clean.folder), catalogue)


@pytest.mark.parametrize("mutation", MUTATIONS)
@pytest.mark.parametrize(("clean", "name"), [pytest.param(*one, id=one[1]) for one in documents()])
def test_one_thing_wrong_makes_one_finding(
    clean: Clean, name: str, mutation: str, catalogue: Catalogue
) -> None:
    site = site_in(clean.folder)
    surprises = []
    for pointer, data in mutants(site[name], mutation):
        found = findings_in({**site, name: written_anew(name, data)}, catalogue)
        exempt = exemptions_of(clean, name + written(pointer), mutation)
        ids = sorted(finding.requirement.id for finding in found)
        if ids != sorted(exempt[0].findings) if exempt else len(ids) != 1:
            sentences = [f"{finding.requirement.id}: {finding.problem.message}" for finding in found]
            surprises.append((written(pointer), sentences))
    assert not surprises


@pytest.mark.parametrize("clean", CLEAN, ids=lambda clean: clean.folder.name)
def test_every_exemption_is_met_and_no_two_overlap(clean: Clean) -> None:
    met: set[tuple[str, str]] = set()
    for name, document in site_in(clean.folder).items():
        for mutation in MUTATIONS:
            for pointer, _ in mutants(document, mutation):
                place = name + written(pointer)
                exempt = exemptions_of(clean, place, mutation)
                assert len(exempt) <= 1, (place, mutation)
                met |= {
                    (known, mutation) for one in exempt for known in one.places if matches(place, known)
                }
    assert met == {(place, m) for one in clean.exemptions for place in one.places for m in one.mutations}
