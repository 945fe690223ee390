"""Refuses a catalogue whose parts do not agree: each gap would be a silence that looks like a pass.

A requirement that nobody checks, a mark that names no requirement, a rule that reads a field no form
has, two policies with one id: each ends the run with file and line.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

from lpcheck.binding import rules_in
from lpcheck.catalogue import BUILT_IN, Catalogue, schema_of
from lpcheck.engines import metaschema_fault
from lpcheck.marks import Node, compile_schema
from lpcheck.model import By, Check, Requirement
from lpcheck.places import Pointer
from lpcheck.plain_style import style_faults
from lpcheck.pointers import steps_of
from lpcheck.policies import Loaded
from lpcheck.policy_files import schema_error
from lpcheck.rules import NumberSetting
from lpcheck.view import SITE

Schemas = Mapping[Path, Mapping[str, object]]


def refuse_clashes(loaded: Sequence[Loaded]) -> None:
    """Refuses two policies, requirements or settings of one name, and a block that two policies add."""
    seen: dict[tuple[str, ...], str] = {}
    for part in loaded:
        for name, at in _names_in(part):
            if name in seen:
                raise part.source.error(at, f"the {name[0]} {name[-1]} is in {seen[name]} already")
            seen[name] = f"the policy {part.policy.id}"


def _names_in(part: Loaded) -> Iterator[tuple[tuple[str, ...], Pointer]]:
    policy = part.policy
    yield ("policy", policy.id), ("id",)
    for number, requirement in enumerate(policy.requirements):
        yield ("requirement", requirement.id), ("requirements", number, "id")
    for name in policy.settings:
        yield ("setting", name), ("settings", name)
    for kind, blocks in policy.adds.items():
        for block in blocks:
            yield ("block", kind, block), ("adds", kind, block)


def refuse_schemas(
    files: Schemas,
    kinds: Mapping[str, Mapping[str, object]],
    loaded: Sequence[Loaded],
    shared: Mapping[str, object],
) -> None:
    """Refuses schemas outside the plain style, and what a policy adds to a kind or field there is not."""
    for part in [files, *(part.schemas for part in loaded)]:
        for file, schema in part.items():
            for at, sentence in style_faults(schema, shared):
                raise schema_error(file, at, sentence)
            wrong = metaschema_fault(schema)
            if wrong is not None:
                raise schema_error(file, wrong, "this is not what JSON Schema asks for here")
    for one in loaded:
        _refuse_additions(one, kinds)
        for name, schema in one.policy.settings.items():
            for at, sentence in style_faults(schema, shared):
                raise one.source.error(("settings", name, *at), sentence)
            wrong = metaschema_fault(schema)
            if wrong is not None:
                message = "this is not what JSON Schema asks for here"
                raise one.source.error(("settings", name, *wrong), message)


def _refuse_additions(part: Loaded, kinds: Mapping[str, Mapping[str, object]]) -> None:
    for keyword, additions in (("adds", part.policy.adds), ("demands", part.policy.demands)):
        for kind, names in additions.items():
            if kind not in kinds:
                raise part.source.error((keyword, kind), f"there is no kind of document called {kind}")
            for name in names:
                at = (keyword, kind, name)
                is_there = name in _fields(kinds[kind])
                if keyword == "adds" and is_there:
                    raise part.source.error(at, f"a {kind} has a field {name} already")
                if keyword == "demands" and not is_there:
                    raise part.source.error(at, f"a {kind} has no field {name} to ask for")


def _fields(schema: Mapping[str, object]) -> Mapping[str, object]:
    fields = schema.get("properties", {})
    assert isinstance(fields, Mapping)
    return fields


def built_in_checks(loaded: Sequence[Loaded]) -> dict[str, tuple[Requirement, Check]]:
    """Which requirement and check speak for each built-in check: exactly one for each."""
    claims: dict[str, tuple[Requirement, Check]] = {}
    for part in loaded:
        for requirement, check, at in _checks_in(part):
            if check.by is By.READER and not check.name:
                raise part.source.error((*at, "by"), "a check by the reader needs the name of one it has")
            if check.by in (By.RULE, By.TOGETHER) or not check.name:
                continue
            if BUILT_IN.get(check.name) is not check.by:
                raise part.source.error((*at, "name"), f"there is no built-in check {check.name}")
            if check.name in claims:
                other = claims[check.name][0].id
                message = f"the built-in check {check.name} is that of {other} already"
                raise part.source.error((*at, "name"), message)
            claims[check.name] = (requirement, check)
    for name in sorted(BUILT_IN.keys() - claims.keys()):
        raise loaded[0].source.error((), f"no requirement speaks for the built-in check {name}")
    return claims


def looked_at_together(loaded: Sequence[Loaded]) -> dict[str, tuple[Requirement, ...]]:
    """For each requirement those that are looked at together with it."""
    together: dict[str, tuple[Requirement, ...]] = {}
    for part in loaded:
        for requirement, check, _ in _checks_in(part):
            if check.by is By.TOGETHER:
                together[check.name] = (*together.get(check.name, ()), requirement)
    return together


def _checks_in(part: Loaded) -> Iterator[tuple[Requirement, Check, Pointer]]:
    for number, requirement in enumerate(part.policy.requirements):
        for position, check in enumerate(requirement.checks):
            yield requirement, check, ("requirements", number, "checks", position)


def refuse_gaps(catalogue: Catalogue, loaded: Sequence[Loaded], files: Schemas) -> None:
    """Refuses marks and checks that do not meet, and what a rule names and nothing has."""
    marked = _refuse_marks(catalogue, loaded, files)
    _refuse_settings(catalogue, loaded, files)
    everything = catalogue.policies
    nodes = {kind: compile_schema(schema_of(catalogue, kind, everything)) for kind in catalogue.kinds}
    for part in loaded:
        for requirement, check, at in _checks_in(part):
            if check.by is By.SCHEMA and not check.name and requirement.id not in marked:
                message = f"{requirement.id} is checked by schema, and no schema asks for it"
                raise part.source.error((*at, "by"), message)
            if check.by is By.TOGETHER and check.name not in catalogue.requirements:
                message = f"there is no requirement {check.name} to look at it with"
                raise part.source.error((*at, "name" if check.name else "by"), message)
            for kind in check.documents:
                if kind not in catalogue.kinds:
                    raise part.source.error((*at, "documents"), f"there is no kind of document {kind}")
        for number, requirement in enumerate(part.policy.requirements):
            _refuse_names(catalogue, part, requirement, ("requirements", number), nodes)


def _refuse_marks(catalogue: Catalogue, loaded: Sequence[Loaded], files: Schemas) -> set[str]:
    """The requirements that schemas and demands ask for, all of them checked by schema."""
    marked: set[str] = set()
    for schemas in (files, *(part.schemas for part in loaded)):
        for file, schema in schemas.items():
            for at, name in marks_in(schema):
                if not _is_by_schema(catalogue, name):
                    raise schema_error(file, at, _NO_SUCH_MARK.format(name))
                marked.add(name)
    for part in loaded:
        for kind, demands in part.policy.demands.items():
            for field, name in demands.items():
                if not _is_by_schema(catalogue, name):
                    raise part.source.error(("demands", kind, field), _NO_SUCH_MARK.format(name))
                marked.add(name)
    return marked


def _refuse_settings(catalogue: Catalogue, loaded: Sequence[Loaded], files: Schemas) -> None:
    """Refuses a deadline that counts with a setting that is no number."""
    for schemas in (files, *(part.schemas for part in loaded)):
        for file, schema in schemas.items():
            for at, name in _named_in(schema, {("x-deadline", "months")}):
                if not _is_number(catalogue.settings.get(name)):
                    raise schema_error(file, at, f"the setting {name} must be an integer with a default")


_NO_SUCH_MARK = "this asks for {}, which is not a requirement checked by schema"


def _is_by_schema(catalogue: Catalogue, name: str) -> bool:
    requirement = catalogue.requirements.get(name)
    check = requirement.check_by(By.SCHEMA) if requirement is not None else None
    return check is not None and not check.name


def marks_in(schema: object) -> Iterator[tuple[Pointer, str]]:
    """Yields the place and the id of every requirement that a schema file names."""
    return _named_in(schema, {("x-requirement",), ("x-key-requirement",), ("x-deadline", "requirement")})


def _named_in(schema: object, ways: Collection[Pointer], at: Pointer = ()) -> Iterator[tuple[Pointer, str]]:
    """Yields the place and the name of everything that stands at the end of one of those ways."""
    if isinstance(schema, Mapping | list):
        for key, value in schema.items() if isinstance(schema, Mapping) else enumerate(schema):
            here = (*at, key)
            if any(here[-len(way) :] == way for way in ways):
                yield here, str(value)
            yield from _named_in(value, ways, here)


def _is_number(setting: Mapping[str, object] | None) -> bool:
    return (
        setting is not None and setting.get("type") == "integer" and isinstance(setting.get("default"), int)
    )


def _refuse_names(
    catalogue: Catalogue,
    part: Loaded,
    requirement: Requirement,
    at: Pointer,
    nodes: Mapping[str, Node],
) -> None:
    for other in requirement.outranks:
        if other not in catalogue.requirements:
            raise part.source.error((*at, "outranks"), f"there is no requirement {other}")
    for check, rule in rules_in(requirement):
        here = (*at, "checks", requirement.checks.index(check), "parameters")
        for setting, kind in rule.settings_by_kind(check.parameters):
            schema = catalogue.settings.get(setting)
            if schema is None:
                raise part.source.error(here, f"there is no setting {setting}")
            if kind is NumberSetting and not _is_number(schema):
                raise part.source.error(here, f"the setting {setting} must be an integer with a default")
        for place in rule.routes(check.parameters):
            for kind in ("site",) if place.startswith(SITE) else check.documents:
                if not _leads_somewhere(nodes[kind], steps_of(place.removeprefix(SITE))):
                    message = f"a {kind} has no place {place.removeprefix(SITE)}"
                    raise part.source.error(here, message)


def _leads_somewhere(node: Node, steps: Sequence[str]) -> bool:
    if not steps or steps[0] == "**":
        return True
    fields = node.properties
    if steps[0] == "[]":
        return node.items is not None and _leads_somewhere(node.items, steps[1:])
    below = [*fields.values(), node.items] if steps[0] == "*" else [fields.get(steps[0])]
    below.append(node.others)
    return any(part is not None and _leads_somewhere(part, steps[1:]) for part in below)
