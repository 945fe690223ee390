"""A policy's folder, policy.yaml and the schemas beside it, as a frozen `Policy`.

Nothing is loaded from a policy but data: a rule is named, never brought along.
"""

import json
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from lpcheck.binding import Binding
from lpcheck.documents import Document
from lpcheck.engines import Engine, jsonschema_rs_engine
from lpcheck.errors import PolicyError
from lpcheck.marks import Node, compile_schema
from lpcheck.model import By, Check, Policy, Requirement, Section, Severity
from lpcheck.places import Pointer, nowhere
from lpcheck.policy_files import MEND, Source, load_schema, read_bytes
from lpcheck.schema_check import faults_in
from lpcheck.walks import walk
from lpcheck.yaml_reader import read_yaml


class Loaded(NamedTuple):
    """A policy with where it came from: its own file, and the schema files of its blocks."""

    policy: Policy
    source: Source
    schemas: Mapping[Path, Mapping[str, object]]


def load_policy(
    folder: Path, form: Callable[[], tuple[Node, Engine]], *, is_trusted: bool = False
) -> Loaded:
    """The policy in a folder; unless it is trusted, its rules found and their parameters read at once.

    `form` gives what `policy_form` does, and is asked for it where a policy.yaml has to be looked through.
    """
    file = folder / "policy.yaml"
    raw = read_bytes(file)
    data, source = _looked_through(folder, is_trusted=is_trusted) or _checked(file, raw, form())
    binding = Binding(data, source)
    requirements = tuple(
        _requirement(part, data, source, ("requirements", number))
        for number, part in enumerate(data["requirements"])
    )
    if not is_trusted:
        requirements = tuple(binding.bound(number, one) for number, one in enumerate(requirements))
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
        by_rule=cache(lambda kind: tuple(binding.checks_of(kind, requirements))),
        sections={name: Section(**section) for name, section in data.get("sections", {}).items()},
    )
    return Loaded(policy, source, schemas)


def _block(file: Path, source: Source, at: Pointer) -> dict[str, Any]:
    """The schema of a block; one that is not there is a fault of the line that names it."""
    if not file.is_file():
        raise source.error(at, f"there is no file {file.name} beside this one")
    return load_schema(file)


def policy_form(schemas: Path) -> tuple[Node, Engine]:
    """What policy.yaml itself is checked against."""
    schema = load_schema(schemas / "policy.schema.json")
    return compile_schema(schema), jsonschema_rs_engine(schema)


def _looked_through(folder: Path, *, is_trusted: bool) -> tuple[dict[str, Any], Source] | None:
    """The same policy as JSON, made when the package was built; None where there is none to trust."""
    file = folder / "policy.json"
    if not is_trusted or not file.is_file():
        return None
    return load_schema(file), Source(file, nowhere)


def _checked(file: Path, raw: bytes, form: tuple[Node, Engine]) -> tuple[dict[str, Any], Source]:
    reading = read_yaml(raw)
    places = reading.places or nowhere
    source = Source(file, places)
    if reading.troubles:
        trouble = reading.troubles[0]
        raise PolicyError(f"{file.as_posix()}:{trouble.span.line}: {trouble.message}", MEND)
    if not isinstance(reading.data, dict):
        raise source.error((), "a policy must be a list of fields")
    node, engine = form
    document = Document(str(file), "", reading.data, places, reading.lines, (), is_read=True)
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
    checks = tuple(_check(check) for check in part["checks"])
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


def _check(part: dict[str, Any]) -> Check:
    by = By(part["by"])
    name = part.get("name", "")
    return Check(
        by=by,
        severity=Severity(part["severity"]),
        looks_at=" ".join(part["looks_at"].split()),
        remedy=" ".join(part["remedy"].split()),
        name=name,
        documents=tuple(part.get("documents", ())) if by is By.RULE else (),
        says=" ".join(part.get("says", "").split()),
        once_a_site=part.get("once_a_site", ""),
        when_passed=" ".join(part.get("when_passed", "").split()),
    )
