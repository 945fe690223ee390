"""Every place of a form with something filled in there, and every kind of damage that can be done to it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple, TypeAlias

from clean_site import (
    LOG,
    PLAN,
    REMOVE,
    SITE_YAML,
    Site,
    changed,
    clean_site,
    findings_after,
    findings_in,
    shipped_policies,
    written_anew,
)
from lpcheck.catalogue import form_of
from lpcheck.documents import Document, read_table
from lpcheck.examining import policies_for
from lpcheck.marks import Node
from lpcheck.model import Finding
from lpcheck.places import Pointer
from lpcheck.pointers import matches_in, steps_of, written

ENGINE = "jsonschema-rs"
ARRANGEMENT = {
    "status": "supervised",
    "supervised_by": "contact-centre",
    "through": "social-worker",
    "how_often": "on-dates",
    "day": "Saturday",
    "dates": ["2027-01-16", "2027-02-20"],
    "decided_by": "social-worker",
    "longest_gap_days": 28,
    "place": "contact-centre",
    "note": "after supper",
}
CHANNELS = ("visits", "telephone", "letters", "messages", "social_media", "video_calls")
EDUCATION_PLAN = {
    "last_review": "2026-03-12",
    "next_review": "2027-03",
    "given": {"home-on-shift": "whole", "social-worker": "parts"},
}
EXCEPTION = {"what": "visits", "supervised_by": "social-worker", "only": "at the contact centre"}
REASON = "there is nobody whom the school could ask"

# What is filled in besides, for each kind of document: by pointer, one variant after the other.
FILLED: Mapping[str, tuple[Mapping[str, object], ...]] = {
    PLAN: (
        {},
        {f"/contact/with/mother/{channel}": ARRANGEMENT for channel in CHANNELS},
        {
            "/learner_decides": {"able_to": False, "says": "Ring my mother", "date": "2026-09-01"},
            "/agreed/child": {"asked": ["2026-09-09"]},
            "/agreed/mother": {"asked": ["2026-09-09"]},
            "/people/mother/not_the_same_as": ["father"],
            "/liaison/idp": EDUCATION_PLAN,
            "/liaison/csp": EDUCATION_PLAN,
            "/liaison/routine/0/day": "Friday",
            "/contact/restrictions/0/except": [{"what": "letters", "through": "social-worker"}, EXCEPTION],
            "/contact/restrictions/0/may_be_read": ["letters"],
            "/contact/restrictions/0/school_may_tell": {
                "yearly-report": "by post",
                "progress": "by post",
                "school-events": "by post",
                "emergencies": "by telephone",
            },
            "/contact/social_media_risk/used_since": "2026-09-05",
            "/contact/log": {"kept_in": "CPOMS", "last_sampled": "2026-10-20"},
        },
        {
            "/liaison/named_persons/home": {"none": REASON},
            "/liaison/routine": {"none": REASON},
            "/contact/with": {},
            "/contact/nobody_because": REASON,
            "/contact/told/child": {
                "not_yet": {
                    "decided_by": "social-worker",
                    "date": "2026-09-04",
                    "look_again_on": "2026-12-01",
                }
            },
            "/contact/collection": {"travels_alone": "2026-09-04", "if_somebody_else_comes": "Ring us."},
        },
        {"/contact/collection": {"stays_all_year": True}},
    ),
    "ecs-36.yaml": (
        {},
        {
            "/related_policies": {"none": REASON},
            "/appendices/first_aiders_and_drivers": {"not_applicable": "nobody drives here"},
        },
    ),
    LOG: ({},),
    SITE_YAML: (
        {},
        {
            "/roll/0/until": "2027-07-20",
            "/roles/deputies/head-teacher": ["s-002"],
            "/roles/deputies/site-manager": ["s-001"],
            "/settings/plan_review_months": 12,
            "/settings/plan_within_school_days": 5,
            "/settings/monitoring_interval_months": 12,
            "/settings/data_protection_months": 36,
            "/settings/family_engagement_months": 12,
            "/settings/reports_to_families": 2,
            "/settings/device_safety_months": 12,
            "/settings/waiver_months": 6,
            "/settings/plan_review_looked_after_months": 6,
            "/settings/routine_grace_days": 3,
            "/settings/report_advice_hours": 1,
            "/settings/report_error_hours": 24,
            "/settings/incident_school_days": 20,
            "/settings/call_after_letter_days": 5,
        },
        {
            "/staff": REMOVE,
            "/roll": REMOVE,
            "/staff_file": "staff.csv",
            "/roll_file": "roll.csv",
        },
    ),
}
TABLES = {
    "staff": b"code,from\ns-001,2019-09\ns-002,2020-01-06\ns-003,2021-09-01\ns-010,2022-09-01\n"
    b"s-012,2026-09-01\ns-040,2018-05-01\n",
    "roll": b"child,from\nP-003,2026-09-04\n",
}
DATE = re.compile(r"\d{4}-\d{2}(?:-\d{2})?(T\d{2}:\d{2})?")
CODE = re.compile(r"s-[0-9]{1,4}")
ITEM = "*"

Path: TypeAlias = tuple[str, ...]
Told: TypeAlias = frozenset[tuple[str, str, str]]


class Filled(NamedTuple):
    """A place of a form that is filled in: the site, the document, and where in it."""

    site: Site
    document: Document
    pointer: Pointer

    @property
    def value(self) -> Any:  # noqa: ANN401 - any value of any document
        """What stands there."""
        value: Any = self.document.data
        for step in self.pointer:
            value = value[step]
        return value


@cache
def site_with(path: str, number: int) -> Site:
    """The clean site with one variant of a document, and the lists that it names."""
    data: Any = clean_site()[path].data
    for place, value in FILLED[path][number].items():
        pointer = tuple(int(step) if step.isdigit() else step for step in steps_of(place))
        data = changed(data, pointer, value)
    named = {f"{kind}.csv": kind for kind in TABLES if f"{kind}_file" in data}
    tables = {file: read_table(file, TABLES[kind], kind, {}) for file, kind in named.items()}
    return {**clean_site(), path: written_anew(path, data), **tables}


def node_of(path: str) -> Node:
    """The form of a document of the clean site."""
    catalogue = shipped_policies()
    document = clean_site()[path]
    in_force = tuple(policy.id for policy in catalogue.policies)
    return form_of(catalogue, document.kind, policies_for(document, catalogue, in_force), ENGINE).node


def paths_in(node: Node, at: Path = ()) -> Iterator[Path]:
    """Yields every path of a form, those of its branches too; an item or a chosen key is `*`."""
    below = {**node.properties, ITEM: node.others, f"{ITEM} ": node.items}
    for name, child in below.items():
        if child is not None:
            yield (*at, name.strip())
            yield from paths_in(child, (*at, name.strip()))
    for branch in node.branches:
        for side in branch.sides:
            yield from paths_in(side, at)


def filled(path: str) -> Iterator[tuple[Path, Filled | None]]:
    """Yields every path of the form of a document with the first place that fills it in."""
    sites = [site_with(path, number) for number in range(len(FILLED[path]))]
    for steps in dict.fromkeys(paths_in(node_of(path))):
        places = (
            Filled(site, site[path], pointer)
            for site in sites
            for pointer, _ in matches_in(site[path].data, steps)
        )
        yield steps, next(places, None)


def damages_to(place: Filled) -> Iterator[tuple[str, object]]:
    """Yields every kind of damage that can be done at a place, with the data of the document after it."""
    value, data = place.value, place.document.data
    yield "removed", changed(data, place.pointer, REMOVE)
    for name, damaged in _values(value):
        yield name, changed(data, place.pointer, damaged)
    key = nobody(place.pointer[-1])
    if key is not None:
        yield "of nobody", changed(changed(data, place.pointer, REMOVE), (*place.pointer[:-1], key), value)


def _values(value: object) -> Iterator[tuple[str, object]]:
    yield "blank", ""
    yield "of another type", "text" if isinstance(value, int) else 7
    if isinstance(value, bool):
        yield "turned round", not value
    if isinstance(value, dict):
        yield "with an unknown field", {**value, "zzzz": 1}
        yield "empty", {}
    if isinstance(value, list):
        yield "empty", []
        yield "with an item twice", [*value, *value[:1]]
    if not isinstance(value, str):
        return
    yield "another text", "zz-zz zz"
    other, date = nobody(value), DATE.fullmatch(value)
    if other is not None:
        yield "of nobody", other
    if date is not None:
        time = date[1] or ""
        yield "impossible", f"2026-02-30{time}"
        yield "long ago", f"1950-01-01{time}"
        yield "far off", f"2090-01-01{time}"


def nobody(name: object) -> str | None:
    """Another name of the same sort that nobody and nothing has; None where it is no such name."""
    plan, site = clean_site()[PLAN].data, clean_site()[SITE_YAML].data
    kinds = {
        "advocate": plan["people"],
        "no-such-team": site["teams"],
        "No such system": site["systems"],
        "P-999": [plan["child"]],
    }
    if isinstance(name, str) and CODE.fullmatch(name):
        return "s-999"
    return next((other for other, names in kinds.items() if name in names), None)  # type: ignore[operator]


def told_in(findings: Iterable[Finding]) -> Told:
    """What is told, without the lines, which change with every damage."""
    return frozenset(
        (f.requirement.id, written(f.problem.location.pointer), f.problem.message) for f in findings
    )


def survivors(path: str) -> Iterator[tuple[str, str]]:
    """Yields the path and the damage of everything that is damaged and not noticed."""
    before: dict[int, Told] = {}
    for steps, place in filled(path):
        if place is None:
            continue
        known = before.setdefault(id(place.site), told_in(findings_in(place.site)))
        for damage, data in damages_to(place):
            if data == place.document.data:
                continue
            after = told_in(findings_after(written_anew(path, data), place.site))
            if after <= known:
                yield "/".join(("", *steps)), damage
