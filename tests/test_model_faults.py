"""Whatever goes wrong in the model school is found under the requirement that it goes against.

`model_faults.yaml` says for each requirement what may go wrong where; each of it is done at every place of
the school that it fits, one at a time.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any, NamedTuple

from lpcheck.documents import Document
from lpcheck.model import By, Finding
from lpcheck.places import Pointer
from lpcheck.pointers import matches_in, steps_of, written
from model_site import Site, child_of, found_in, policies, rows_of, school, table, written_anew
from test_examples import yaml_in

FAULTS: Mapping[str, list[dict[str, Any]]] = yaml_in(Path(__file__).parent / "model_faults.yaml")
AT_LEAST = 0.99


class Fault(NamedTuple):
    """One thing wrong in one document: the requirement that it goes against, where, and how."""

    requirement: str
    path: str
    pointer: Pointer
    by: str
    site: Site


def faults() -> Iterator[Fault]:
    """Yields every fault of the table at every place of the school that it fits."""
    for requirement, lines in FAULTS.items():
        for line in lines:
            for path, document in school().items():
                if document.kind == line["in"]:
                    yield from faults_in(requirement, line, path, document)


def faults_in(requirement: str, line: Mapping[str, Any], path: str, document: Document) -> Iterator[Fault]:
    for pointer, value in matches_in(document.data, steps_of(line["at"])):
        if not fits(line.get("where", {}), document.data, pointer, value):
            continue
        for damage in line["by"]:
            name = damage if isinstance(damage, str) else f"set {damage['set']}"
            after = damaged(document, path, pointer, damage)
            if after is not None:
                yield Fault(requirement, path, pointer, name, {**school(), **after})


def fits(where: Mapping[str, Any], data: Any, pointer: Pointer, value: object) -> bool:  # noqa: ANN401
    """Whether what `where` asks for is so: of the `value` itself, of a field beside it, or of a place."""
    beside: Any = data
    for step in pointer[:-1]:
        beside = beside[step]
    for at, wanted in where.items():
        if at.startswith("/"):
            there = [found for _, found in matches_in(data, steps_of(at))]
        else:
            there = [value if at == "value" else beside.get(at)]
        if wanted not in there:
            return False
    return True


def damaged(document: Document, path: str, pointer: Pointer, damage: Any) -> Site | None:  # noqa: ANN401
    """The documents that are other than before; None where that damage cannot be done there."""
    data: Any = deepcopy(document.data)
    group = data
    for step in pointer[:-1]:
        group = group[step]
    last, value = pointer[-1], group[pointer[-1]]
    if damage == "leaves":
        return left(value)
    if damage == "off-the-roll":
        return roll_without(value)
    if damage == "remove":
        del group[last]
    elif damage == "misspelt":
        group[f"{last}{str(last)[-1]}"] = group.pop(last)
    else:
        other = instead_of(value, damage)
        if other is None or other == value:
            return None
        group[last] = other
    return {path: written_anew(document, path, data)}


def instead_of(value: Any, damage: Any) -> object:  # noqa: ANN401
    if isinstance(damage, Mapping):
        return deepcopy(damage["set"])
    if damage == "blank":
        return ""
    if damage == "joins":
        return "P-999"
    if damage in ("long-ago", "far-off"):
        year = int(str(value)[:4]) + (-10 if damage == "long-ago" else 10)
        return f"{year}{str(value)[4:]}".replace("-02-29", "-02-28")
    assert damage == "nobody"
    return nobody(str(value))


def nobody(name: str) -> str | None:
    """Another name of the same sort that nobody and nothing in the school has."""
    site = school()["site.yaml"].data
    if name.startswith("s-"):
        return "s-999"
    if name in site["teams"]:  # type: ignore[operator]
        return "no-such-team"
    if name in site["systems"]:  # type: ignore[operator]
        return "No such system"
    return "P-999" if name.startswith("P-") else "advocate-7"


def left(codes: list[str]) -> Site:
    """The list of staff in which these have left in July."""
    rows = rows_of("staff.csv")
    for row in rows:
        if row["code"] in codes:
            row["until"] = "2026-07-31"
    return {"staff.csv": table("staff.csv", rows)}


def roll_without(child: str) -> Site:
    return {"roll.csv": table("roll.csv", [row for row in rows_of("roll.csv") if row["child"] != child])}


def names_of(findings: tuple[Finding, ...]) -> set[str]:
    return {name for finding in findings for name in (finding.requirement.id, *finding.also)}


def test_the_model_school_is_clean_to_begin_with() -> None:
    assert not found_in(school(), None)


def test_every_requirement_that_a_machine_checks_has_faults_in_the_table() -> None:
    by_machine = {
        requirement.id
        for requirement in policies().requirements.values()
        if any(check.by in (By.SCHEMA, By.RULE) for check in requirement.checks)
    }
    assert sorted(by_machine - FAULTS.keys()) == sorted(NOT_IN_THE_TABLE)
    assert not FAULTS.keys() - policies().requirements.keys()


# Of these a single document of the model school has nothing to damage; tests/examples shows each of them.
NOT_IN_THE_TABLE: frozenset[str] = frozenset()


def test_nearly_every_fault_is_found_under_its_requirement() -> None:
    done: Counter[str] = Counter()
    missed: dict[str, list[str]] = defaultdict(list)
    for fault in faults():
        done[fault.requirement] += 1
        children = {child} if (child := child_of(fault.path)) is not None else None
        if fault.requirement not in names_of(found_in(fault.site, children)):
            missed[fault.requirement].append(f"{fault.path}{written(fault.pointer)} {fault.by}")
    number = sum(map(len, missed.values()))
    assert not FAULTS.keys() - done.keys(), "no place of the school fits these"
    assert number <= (1 - AT_LEAST) * done.total(), json.dumps(missed, indent=1)
