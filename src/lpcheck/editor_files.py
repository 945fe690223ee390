"""The schemas that an editor needs for a folder, and which documents each of them is for."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from lpcheck.beginnings import LOCAL_PROCEDURE, SITE, school_around
from lpcheck.catalogue import Catalogue, schema_of
from lpcheck.documents import SITE_FILE
from lpcheck.editor_schema import for_editors, for_editors_alone
from lpcheck.examining import policies_for
from lpcheck.files import TABLE, located, walked
from lpcheck.intake import taken_in
from lpcheck.loading import ENDING
from lpcheck.model import Policy
from lpcheck.placing import patterns_of
from lpcheck.workspace import units_in

PROCEDURES = "procedures"
_ODD = re.compile(r"[^A-Za-z0-9_./-]+")


class EditorFile(NamedTuple):
    """A schema by the name of its file, and the patterns of the documents that it is for."""

    name: str
    schema: dict[str, Any]
    patterns: tuple[str, ...]


def editor_files(folder: Path, catalogue: Catalogue) -> list[EditorFile]:
    """The schemas for a folder that is open in an editor, as the policies of the sites in it ask.

    Where all sites have the same in force, or there is none yet, a schema is for every document of its
    kind; else each is for those of the sites that it fits, and named after the policies in force there.
    """
    top = located(folder)
    procedures = looked_through(top)
    sites = [procedures / inside for inside, _, files in walked(procedures) if SITE_FILE in files]
    in_force = {site: _in_force(site, catalogue) for site in sites}
    files = [
        file
        for kind in sorted(catalogue.kinds)
        if kind != LOCAL_PROCEDURE
        for file in _files_of(kind, top, in_force, catalogue)
    ]
    return [*files, *_procedures(top, sites, catalogue)]


def looked_through(folder: Path) -> Path:
    """Where the sites of a folder lie: in `procedures/`, as everywhere, if it is there."""
    return folder / PROCEDURES if (folder / PROCEDURES).is_dir() else folder


def _in_force(site: Path, catalogue: Catalogue) -> tuple[Policy, ...]:
    return catalogue.policies_named(school_around(site, SITE, catalogue).in_force)


def _files_of(
    kind: str, top: Path, in_force: Mapping[Path, tuple[Policy, ...]], catalogue: Catalogue
) -> Iterator[EditorFile]:
    """Yields the schemas of a kind; none where its documents are tables only, which no editor looks at."""
    names = [name for name in patterns_of(catalogue.kinds[kind]) if not name.endswith(TABLE)]
    if not names:
        return
    adding = {site: _that_add(kind, policies) for site, policies in in_force.items()}
    if len(set(adding.values())) <= 1:
        policies = next(iter(in_force.values()), catalogue.policies)
        yield _file(kind, _schema(kind, policies, catalogue), names)
        return
    # Documents that name their schema themselves name this one, wherever they were copied from.
    yield _file(kind, _schema(kind, catalogue.policies, catalogue), [])
    for group in dict.fromkeys(adding.values()):
        sites = [site for site in adding if adding[site] == group]
        name = "-".join((kind, *map(_slug, group)))
        patterns = [f"{_as_pattern(site, top)}{inside}" for site in sites for inside in names]
        yield _file(name, _schema(kind, in_force[sites[0]], catalogue), patterns)


def _that_add(kind: str, policies: tuple[Policy, ...]) -> tuple[str, ...]:
    """The ids of the policies that ask something of a kind which not every school is asked."""
    return tuple(
        policy.id
        for policy in policies
        if not policy.always and (policy.adds.get(kind) or policy.demands.get(kind))
    )


def _schema(kind: str, policies: tuple[Policy, ...], catalogue: Catalogue) -> dict[str, Any]:
    composed = schema_of(catalogue, kind, policies)
    return for_editors_alone(for_editors(composed, catalogue.requirements))


def _file(name: str, schema: dict[str, Any], patterns: list[str]) -> EditorFile:
    return EditorFile(f"{name}{ENDING}", schema, tuple(patterns))


def _slug(policy: str) -> str:
    return policy.lower().replace(" ", "-")


def _as_pattern(path: Path, top: Path) -> str:
    """A path below a folder as a pattern with `/` behind it, `*` for every letter that is not plain.

    An editor takes some for signs, and compares others, a space among them, as they stand in addresses.
    """
    inside = "" if path == top else f"{path.relative_to(top).as_posix()}/"
    return _ODD.sub("*", inside)


def _procedures(top: Path, sites: list[Path], catalogue: Catalogue) -> Iterator[EditorFile]:
    """Yields the schema of a local procedure for each policy, which stands in its name or in itself."""
    called = {p.id: [f"{_slug(p.id)}.yaml", f"{_slug(p.id)}-*.yaml"] for p in catalogue.policies}
    for site in sites:
        own = next(one.own for one in units_in([site], catalogue.kinds) if one.own.folder == site)
        for document in taken_in(own).documents:
            if document.kind == LOCAL_PROCEDURE:
                for policy in policies_for(document, catalogue, ()):
                    if not document.path.startswith(_slug(policy.id)):
                        called[policy.id].append(_as_pattern(site / document.path, top).removesuffix("/"))
    for policy in catalogue.policies:
        if not policy.always:
            schema = _schema(LOCAL_PROCEDURE, catalogue.policies_named([policy.id]), catalogue)
            yield _file(f"{LOCAL_PROCEDURE}-{_slug(policy.id)}", schema, called[policy.id])
