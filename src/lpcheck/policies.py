"""A policy's folder, policy.yaml and the schemas beside it, as a frozen `Policy`.

Nothing is loaded from a policy but data: a rule is named, never brought along.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from lpcheck.documents import Document
from lpcheck.engines import Engine, jsonschema_rs_engine
from lpcheck.errors import PolicyError
from lpcheck.marks import Node, compile_schema, walk
from lpcheck.model import By, Check, Policy, Requirement, Severity
from lpcheck.places import Place, Pointer, Span
from lpcheck.policy_files import MEND, Source, load_schema, read_bytes
from lpcheck.rules import Pattern, Route, Routes, Rule, Texts, rule_named
from lpcheck.schema_check import faults_in
from lpcheck.yaml_reader import read_yaml

_PLACE = re.compile(r"(?:site:)?(?:/[^/]+)+")


class Loaded(NamedTuple):
    """A policy with where it came from: its own file, and the schema files of its blocks."""

    policy: Policy
    source: Source
    schemas: Mapping[Path, Mapping[str, object]]


def load_policy(folder: Path, form: tuple[Node, Engine]) -> Loaded:
    """The policy in a folder, its rules found and their parameters read."""
    file = folder / "policy.yaml"
    raw = read_bytes(file)
    data, source = _checked(file, raw, form)
    requirements = tuple(
        _requirement(part, data, source, ("requirements", number))
        for number, part in enumerate(data["requirements"])
    )
    named = data.get("adds", {})
    schemas = {
        folder / name: _block(folder / name, source, ("adds", kind, block))
        for kind, blocks in named.items()
        for block, name in blocks.items()
    }
    adds = {
        kind: {block: schemas[folder / name] for block, name in blocks.items()}
        for kind, blocks in named.items()
    }
    policy = Policy(
        id=data["id"],
        title=data["title"],
        version=data["version"],
        in_force_from=_day(data["in_force_from"], source, ("in_force_from",)),
        source=data["source"],
        always=data.get("always", False),
        digest=_digest(raw, adds),
        requirements=requirements,
        adds=adds,
        demands=data.get("demands", {}),
        settings=data.get("settings", {}),
        by_rule=_by_rule(requirements),
    )
    return Loaded(policy, source, schemas)


def _by_rule(requirements: Iterable[Requirement]) -> dict[str, tuple[tuple[Requirement, Check], ...]]:
    """The checks by rule for each kind of document, in the order of the policy."""
    checks: dict[str, list[tuple[Requirement, Check]]] = {}
    for requirement in requirements:
        for check in requirement.checks:
            for kind in check.documents:
                checks.setdefault(kind, []).append((requirement, check))
    return {kind: tuple(pairs) for kind, pairs in checks.items()}


def _block(file: Path, source: Source, at: Pointer) -> dict[str, Any]:
    """The schema of a block; one that is not there is a fault of the line that names it."""
    if not file.is_file():
        raise source.error(at, f"there is no file {file.name} beside this one")
    return load_schema(file)


def policy_form(schemas: Path) -> tuple[Node, Engine]:
    """What policy.yaml itself is checked against."""
    schema = load_schema(schemas / "policy.schema.json")
    return compile_schema(schema), jsonschema_rs_engine(schema)


def _checked(file: Path, raw: bytes, form: tuple[Node, Engine]) -> tuple[dict[str, Any], Source]:
    reading = read_yaml(raw)
    place = reading.place or Place(Span(1, 1, 1, 1), {}, {})
    source = Source(file, place)
    if reading.troubles:
        trouble = reading.troubles[0]
        raise PolicyError(f"{file.as_posix()}:{trouble.span.line}: {trouble.message}", MEND)
    if not isinstance(reading.data, dict):
        raise source.error((), "a policy must be a list of fields")
    node, engine = form
    document = Document(str(file), "", reading.data, place, reading.lines, (), is_read=True)
    complaints = list(engine(reading.data))
    visits = walk(node, reading.data) if complaints else {}
    for fault in faults_in(document, visits, complaints):
        where = fault.problem.location.span.line
        raise PolicyError(f"{file.as_posix()}:{where}: {fault.problem.message}", MEND)
    return reading.data, source


def _day(text: str, source: Source, at: Pointer) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise source.error(at, "there is no such day") from error


def _limit(part: dict[str, Any], name: str, source: Source, at: Pointer) -> date | None:
    return _day(part[name], source, (*at, name)) if name in part else None


def _digest(raw: bytes, adds: Mapping[str, object]) -> str:
    return sha256(raw + json.dumps(adds, sort_keys=True).encode()).hexdigest()[:16]


def _requirement(part: dict[str, Any], data: dict[str, Any], source: Source, at: Pointer) -> Requirement:
    checks = tuple(
        _check(check, source, (*at, "checks", number)) for number, check in enumerate(part["checks"])
    )
    spoken_for = [check for check in checks if check.by is By.SCHEMA and not check.name]
    if len(spoken_for) > 1:
        raise source.error((*at, "checks"), "a requirement may have one check by schema")
    since, until = (_limit(part, name, source, at) for name in ("since", "until"))
    if since is not None and until is not None and until < since:
        raise source.error((*at, "until"), "until lies before since, so that this would never hold")
    return Requirement(
        id=part["id"],
        title=part["title"],
        why=" ".join(part["why"].split()),
        duty=part["duty"],
        source=part.get("source", data["source"]),
        checks=checks,
        policy=data["id"],
        clause=part.get("clause"),
        quote=part.get("quote"),
        example=part.get("example", ""),
        never_hidden=part.get("never_hidden", False),
        never_waived=part.get("never_waived", False),
        outranks=tuple(part.get("outranks", ())),
        since=since,
        until=until,
    )


def _check(part: dict[str, Any], source: Source, at: Pointer) -> Check:
    by = By(part["by"])
    name = part.get("name", "")
    check = Check(
        by=by,
        severity=Severity(part["severity"]),
        looks_at=" ".join(part["looks_at"].split()),
        remedy=" ".join(part["remedy"].split()),
        name=name,
        says=" ".join(part.get("says", "").split()),
    )
    if by is not By.RULE:
        return check
    rule = find_rule(name)
    if rule is None:
        raise source.error((*at, "name"), f"there is no kind of rule called {name}")
    parameters = _parameters(part, rule, source, at)
    return check._replace(
        documents=tuple(part["documents"]),
        parameters=parameters,
        routes=rule.routes(parameters),
        whole=rule.routes_seen_whole(parameters),
        settings=rule.settings(parameters),
    )


def _parameters(part: dict[str, Any], rule: Rule, source: Source, at: Pointer) -> object:
    given: dict[str, Any] = part["parameters"]
    at = (*at, "parameters")
    types = rule.types
    for name in sorted(given.keys() - types.keys()):
        raise source.error((*at, name), f"the rule {rule.name} has no parameter {name}")
    for name in sorted(rule.required() - given.keys()):
        raise source.error(at, f"the rule {rule.name} needs the parameter {name}")
    read = {name: _parameter(value, types[name]) for name, value in given.items()}
    for name in (name for name, value in read.items() if value is None):
        raise source.error((*at, name), f"the parameter {name} of the rule {rule.name} does not fit")
    return rule.parameters(**read)


def _parameter(value: object, kind: object) -> object:
    """The value as the rule takes it, or None where it is of another kind."""
    if kind in (Routes, Texts):
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            return None
        return tuple(value) if kind is Texts or all(map(_PLACE.fullmatch, value)) else None
    if kind is bool:
        return value if isinstance(value, bool) else None
    if not isinstance(value, str):
        return None
    if kind is Route:
        return value if _PLACE.fullmatch(value) else None
    return value if kind is not Pattern or _is_pattern(value) else None


def _is_pattern(text: str) -> bool:
    try:
        re.compile(text)
    except re.error:
        return False
    return True


@cache
def find_rule(name: str) -> Rule | None:
    """The kind of rule of that name, imported once."""
    return rule_named(name)


def rules_in(requirement: Requirement) -> Iterator[tuple[Check, Rule]]:
    """Yields the checks of a requirement that a rule carries out, with the rule."""
    for check in requirement.checks:
        rule = find_rule(check.name) if check.by is By.RULE else None
        if rule is not None:
            yield check, rule
