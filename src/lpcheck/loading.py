"""Reads every policy, schema and the law register, and refuses what does not agree with the rest.

A requirement that nobody checks, a mark that names no requirement, a rule that reads a field no form
has: each would be a silence that looks like a pass, so each ends the run with file and line.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from lpcheck.catalogue import BUILT_IN, Catalogue, schema_of
from lpcheck.documents import Document, read_document
from lpcheck.errors import PolicyError
from lpcheck.law import Register, register_from
from lpcheck.marks import Node, compile_schema
from lpcheck.model import By, Check, Place, Pointer, Policy, Requirement, Span
from lpcheck.plain_style import style_faults
from lpcheck.pointers import steps_of
from lpcheck.policies import (
    MEND,
    Source,
    load_policy,
    load_schema,
    policy_error,
    policy_form,
    read_bytes,
    rules_in,
)
from lpcheck.view import SITE
from lpcheck.yaml_reader import read_yaml


class Loaded(NamedTuple):
    """A policy with the file it came from, for saying where it disagrees with the others."""

    policy: Policy
    source: Source


def load_catalogue(schemas: Path, folders: Sequence[Path] = ()) -> Catalogue:
    """The catalogue of the policies that ship with lpcheck and of those in further folders.

    Raises `PolicyError` for the first thing that does not agree.
    """
    kinds, shared = _kinds(schemas / "kinds")
    form = policy_form(schemas)
    loaded = [Loaded(*load_policy(folder, form)) for folder in _policy_folders(schemas, folders)]
    _refuse_clashes(loaded)
    for part in loaded:
        _refuse_styles(part, kinds, shared)
    catalogue = Catalogue(
        policies=tuple(part.policy for part in loaded),
        requirements={r.id: r for part in loaded for r in part.policy.requirements},
        kinds=kinds,
        shared=shared,
        settings={name: s for part in loaded for name, s in part.policy.settings.items()},
        register=_register(schemas / "law.yaml"),
        forms={},
    )
    _refuse_gaps(catalogue, loaded)
    return catalogue


def _policy_folders(schemas: Path, folders: Sequence[Path]) -> Iterator[Path]:
    yield from sorted(file.parent for file in schemas.glob("*/policy.yaml"))
    for folder in folders:
        found = [folder] if (folder / "policy.yaml").is_file() else _inside(folder)
        if not found:
            message = f"{folder.as_posix()}: there is no policy.yaml in this folder, nor one level below"
            raise PolicyError(message, "name the folder of a policy, or the folder that holds such folders")
        yield from found


def _inside(folder: Path) -> list[Path]:
    return sorted(file.parent for file in folder.glob("*/policy.yaml"))


def _kinds(folder: Path) -> tuple[dict[str, Mapping[str, object]], Mapping[str, object]]:
    common = load_schema(folder / "common.schema.json")
    shared = common["$defs"]
    assert isinstance(shared, Mapping)
    kinds: dict[str, Mapping[str, object]] = {}
    for file in sorted(folder.glob("*.schema.json")):
        schema = common if file.name == "common.schema.json" else load_schema(file)
        refuse_style(file, schema, shared)
        kinds[file.name.removesuffix(".schema.json")] = schema
    del kinds["common"]
    return kinds, shared


def refuse_style(file: Path, schema: Mapping[str, object], shared: Mapping[str, object]) -> None:
    """Raises `PolicyError` at the first place of a schema file that is outside the plain style."""
    for pointer, sentence in style_faults(schema, shared):
        reading = read_yaml(read_bytes(file))
        place = reading.place or Place(Span(1, 1, 1, 1), {}, {})
        document = Document(str(file), "", {}, place, reading.lines, (), is_read=True)
        raise policy_error(file, document, pointer, sentence)


def _refuse_styles(
    part: Loaded, kinds: Mapping[str, Mapping[str, object]], shared: Mapping[str, object]
) -> None:
    """Holds a policy's blocks and settings to the plain style, and its kinds and fields to exist."""
    policy, source = part.policy, part.source
    for kind, blocks in policy.adds.items():
        if kind not in kinds:
            raise source.error(("adds", kind), f"there is no kind of document called {kind}")
        for block, schema in blocks.items():
            refuse_style(source.file.parent / _file_name(source, kind, block), schema, shared)
            if block in _fields(kinds[kind]):
                raise source.error(("adds", kind, block), f"a {kind} has a field {block} already")
    for kind, demands in policy.demands.items():
        for name in demands:
            if name not in _fields(kinds.get(kind, {})):
                raise source.error(("demands", kind, name), f"a {kind} has no field {name} to ask for")
    for name, schema in policy.settings.items():
        for pointer, sentence in style_faults(schema, shared):
            raise source.error(("settings", name, *pointer), sentence)


def _file_name(source: Source, kind: str, block: str) -> str:
    data = read_yaml(read_bytes(source.file)).data
    assert isinstance(data, dict)
    return str(data["adds"][kind][block])


def _fields(schema: Mapping[str, object]) -> Mapping[str, object]:
    fields = schema.get("properties", {})
    assert isinstance(fields, Mapping)
    return fields


def _register(file: Path) -> Register:
    document = read_document(file.as_posix(), read_bytes(file))
    for trouble in document.troubles:
        if trouble.pointer:
            raise PolicyError(f"{document.path}:{trouble.span.line}: {trouble.message}", MEND)
    return register_from(document.data)


def _refuse_clashes(loaded: Sequence[Loaded]) -> None:
    """Refuses two policies, requirements or settings of one name, and blocks two policies both add."""
    seen: dict[tuple[str, ...], str] = {}
    for part in loaded:
        policy = part.policy
        names: list[tuple[tuple[str, ...], Pointer]] = [(("policy", policy.id), ("id",))]
        names += [
            (("requirement", r.id), ("requirements", number, "id"))
            for number, r in enumerate(policy.requirements)
        ]
        names += [(("setting", name), ("settings", name)) for name in policy.settings]
        names += [
            (("block", kind, block), ("adds", kind, block))
            for kind, blocks in policy.adds.items()
            for block in blocks
        ]
        for name, pointer in names:
            if name in seen:
                raise part.source.error(pointer, f"the {name[0]} {name[-1]} is in {seen[name]} already")
            seen[name] = f"the policy {policy.id}"


def _refuse_gaps(catalogue: Catalogue, loaded: Sequence[Loaded]) -> None:
    everything = catalogue.policies
    nodes = {kind: compile_schema(schema_of(catalogue, kind, everything)) for kind in catalogue.kinds}
    for part in loaded:
        for number, requirement in enumerate(part.policy.requirements):
            _refuse_check_gaps(catalogue, part, requirement, ("requirements", number), nodes)
    _refuse_marks(catalogue, loaded)
    for name, by in BUILT_IN.items():
        claims = [r.id for r in catalogue.requirements.values() if r.check_by(by, name)]
        if len(claims) != 1:
            message = f"the built-in check {name} must be the check of one requirement, not {len(claims)}"
            raise loaded[0].source.error((), message)


def _refuse_check_gaps(
    catalogue: Catalogue, part: Loaded, requirement: Requirement, at: Pointer, nodes: Mapping[str, Node]
) -> None:
    for other in requirement.outranks:
        if other not in catalogue.requirements:
            raise part.source.error((*at, "outranks"), f"there is no requirement {other}")
    for number, check in enumerate(requirement.checks):
        here = (*at, "checks", number)
        for kind in check.documents:
            if kind not in catalogue.kinds:
                raise part.source.error((*here, "documents"), f"there is no kind of document {kind}")
        if check.name and check.by is not By.RULE and BUILT_IN.get(check.name) is not check.by:
            raise part.source.error((*here, "name"), f"there is no built-in check {check.name}")
    for check, rule in rules_in(requirement):
        here = (*at, "checks", requirement.checks.index(check), "parameters")
        for setting in rule.settings(check.parameters):
            if setting not in catalogue.settings:
                raise part.source.error(here, f"there is no setting {setting}")
        for place in rule.places(check.parameters):
            _refuse_place(part, place, check, here, nodes)


def _refuse_place(
    part: Loaded, place: str, check: Check, here: Pointer, nodes: Mapping[str, Node]
) -> None:
    kinds = ("site",) if place.startswith(SITE) else check.documents
    for kind in kinds:
        if not _leads_somewhere(nodes[kind], steps_of(place.removeprefix(SITE))):
            raise part.source.error(here, f"a {kind} has no place {place.removeprefix(SITE)}")


def _leads_somewhere(node: Node, steps: Sequence[str]) -> bool:
    if not steps or steps[0] == "**":
        return True
    fields = node.properties
    below = [node.others, node.items, *(fields.values() if steps[0] == "*" else (fields.get(steps[0]),))]
    return any(part is not None and _leads_somewhere(part, steps[1:]) for part in below)


def _refuse_marks(catalogue: Catalogue, loaded: Sequence[Loaded]) -> None:
    """Refuses a mark that names no requirement, and a requirement by schema that no mark names."""
    marked: set[str] = set()
    for schema in catalogue.kinds.values():
        marked.update(name for _, name in marks_in(schema))
    for part in loaded:
        for kind, blocks in part.policy.adds.items():
            for block, schema in blocks.items():
                marked.update(name for _, name in marks_in(schema))
        for demands in part.policy.demands.values():
            marked.update(demands.values())
    for name in sorted(marked):
        requirement = catalogue.requirements.get(name)
        if requirement is None or requirement.check_by(By.SCHEMA) is None:
            message = f"a schema asks for {name}, which is not a requirement checked by schema"
            raise loaded[0].source.error((), message)
    for part in loaded:
        for number, requirement in enumerate(part.policy.requirements):
            check = requirement.check_by(By.SCHEMA)
            if check is not None and not check.name and requirement.id not in marked:
                message = f"{requirement.id} is checked by schema, and no schema asks for it"
                raise part.source.error(("requirements", number, "id"), message)


def marks_in(schema: object, at: Pointer = ()) -> Iterator[tuple[Pointer, str]]:
    """Yields the place and the id of every requirement that a schema file names."""
    if isinstance(schema, Mapping):
        for key, value in schema.items():
            is_mark = key == "x-requirement" or (key == "requirement" and at[-1:] == ("x-deadline",))
            if is_mark:
                yield (*at, key), str(value)
            yield from marks_in(value, (*at, key))
    elif isinstance(schema, list):
        for number, item in enumerate(schema):
            yield from marks_in(item, (*at, number))
