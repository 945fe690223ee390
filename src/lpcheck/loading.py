"""Reads every policy, every schema and the law register into one catalogue."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, partial
from pathlib import Path

from lpcheck.catalogue import Catalogue
from lpcheck.children import shown_as_written
from lpcheck.consistency import (
    built_in_checks,
    looked_at_together,
    refuse_clashes,
    refuse_gaps,
    refuse_schemas,
)
from lpcheck.errors import PolicyError
from lpcheck.law import Register, register_from
from lpcheck.policies import load_policy, policy_form
from lpcheck.policy_files import MEND, load_schema, read_bytes
from lpcheck.yaml_reader import read_yaml

COMMON = "common.schema.json"
ENDING = ".schema.json"


def load_catalogue(schemas: Path, folders: Sequence[Path] = (), *, is_trusted: bool = False) -> Catalogue:
    """The catalogue of the policies that ship with lpcheck and of those in further folders.

    Raises `PolicyError`, with file and line, for the first thing that does not agree with the rest. What is
    trusted was looked through before: it is not again, and a rule is imported where a document needs it.
    """
    form = cache(partial(policy_form, schemas))  # which takes a while, and what is trusted does not need
    loaded = [
        load_policy(folder, form, is_trusted=is_trusted) for folder in _policy_folders(schemas, folders)
    ]
    files = {file: load_schema(file) for file in _kind_files(schemas)}
    shared = files[schemas / "kinds" / COMMON]["$defs"]
    assert isinstance(shared, Mapping)
    kinds = {file.name.removesuffix(ENDING): part for file, part in files.items() if file.name != COMMON}
    if not is_trusted:
        refuse_clashes(loaded)
        refuse_schemas(files, kinds, loaded, shared)
    catalogue = Catalogue(
        policies=tuple(part.policy for part in loaded),
        requirements={r.id: r for part in loaded for r in part.policy.requirements},
        kinds=kinds,
        shared=shared,
        settings={name: s for part in loaded for name, s in part.policy.settings.items()},
        register=_register(schemas / "law.yaml"),
        built_in=built_in_checks(loaded),
        forms={},
        together=looked_at_together(loaded),
    )
    if not is_trusted:
        refuse_gaps(catalogue, loaded, files)
    return catalogue


def kind_names(schemas: Path) -> list[str]:
    """The kinds of document there are; no policy adds one."""
    return [file.name.removesuffix(ENDING) for file in _kind_files(schemas) if file.name != COMMON]


def _kind_files(schemas: Path) -> list[Path]:
    return sorted((schemas / "kinds").glob(f"*{ENDING}"))


def _policy_folders(schemas: Path, folders: Sequence[Path]) -> Iterator[Path]:
    yield from _inside(schemas)
    for folder in folders:
        found = [folder] if (folder / "policy.yaml").is_file() else _inside(folder)
        if not found:
            message = (
                f"{shown_as_written(folder)}: there is no policy.yaml in this folder, nor one level below"
            )
            raise PolicyError(message, "name the folder of a policy, or the folder that holds such folders")
        yield from found


def _inside(folder: Path) -> list[Path]:
    return sorted(file.parent for file in folder.glob("*/policy.yaml"))


def _register(file: Path) -> Register:
    reading = read_yaml(read_bytes(file))
    if reading.troubles or not isinstance(reading.data, dict):
        line = reading.troubles[0].span.line if reading.troubles else 1
        raise PolicyError(f"{file.as_posix()}:{line}: the law register cannot be read", MEND)
    return register_from(reading.data)
