"""`lpcheck schema`: the JSON Schema of a kind of document, for editors and other tools."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lpcheck.cli.options import Policies
from lpcheck.cli.writing import shown, write_file, write_out
from lpcheck.errors import OutputError, UsageError
from lpcheck.words import counted, listed

if TYPE_CHECKING:
    from lpcheck.catalogue import Catalogue

_SCHEMAS = ".lpcheck"
_SETTINGS = ".vscode/settings.json"


def schema(
    words: Annotated[
        str | None,
        typer.Argument(
            metavar="KIND",
            help="child-plan, local-procedure, log, roll, settings, site, staff or waivers; "
            "with --vscode a folder.",
        ),
    ] = None,
    policies: Policies = None,
    policy: Annotated[
        list[str] | None,
        typer.Option(metavar="ID", help="As where these are in force, such as 'ECS 36'; default: all."),
    ] = None,
    vscode: Annotated[
        bool,
        typer.Option(
            "--vscode",
            help="Set up VS Code for a folder, by default the current one: its schemas in .lpcheck, and "
            "which of them is for which document in .vscode/settings.json.",
        ),
    ] = False,
) -> None:
    """Writes the JSON Schema of a kind of document, in one file, or sets up an editor with all of them.

    \b
    Examples:
      lpcheck schema local-procedure > local-procedure.schema.json
      lpcheck schema local-procedure --policy 'ECS 38'
      lpcheck schema --vscode                           the folder that you open in VS Code
    """
    if vscode:
        _set_up(Path(words or "."), policies or [], policy)
    elif words is None:
        raise UsageError(
            "no kind of document is named", "write one, such as child-plan, or see `lpcheck --help`"
        )
    else:
        _write_one(words, policies or [], policy or [])


def _write_one(kind: str, folders: Sequence[Path], policies: Sequence[str]) -> None:
    from lpcheck.catalogue import schema_of  # noqa: PLC0415 - after the words are known to make sense
    from lpcheck.editor_schema import for_editors  # noqa: PLC0415 - likewise
    from lpcheck.ground import catalogue_for  # noqa: PLC0415 - likewise

    catalogue = catalogue_for(folders)
    if kind not in catalogue.kinds:
        message = f"there is no kind of document {kind}"
        raise UsageError(message, f"write one of {listed(sorted(catalogue.kinds), last='or')}")
    known = [one.id for one in catalogue.policies]
    for name in policies:
        if name not in known:
            message = f"there is no policy {name}"
            raise UsageError(message, f"write one of {listed(known, last='or')}")
    composed = schema_of(catalogue, kind, catalogue.policies_named(policies or known))
    write_out(_as_text(for_editors(composed, catalogue.requirements)))


def _as_text(schema: Mapping[str, object]) -> str:
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _set_up(folder: Path, folders: Sequence[Path], policies: Sequence[str] | None) -> None:
    """Writes the schemas of a folder and the settings that name them."""
    if policies:
        message = "--policy does not go with --vscode: each site.yaml says which policies are in force"
        raise UsageError(message, "leave one of them out")
    if not folder.is_dir():
        raise UsageError("there is no such folder to set up", "name the folder that you open in VS Code")
    from lpcheck.editor_files import editor_files  # noqa: PLC0415 - after the words are known to make sense

    files = editor_files(folder, _catalogue(folder, folders))
    for file in files:
        _write(folder / _SCHEMAS / file.name, _as_text(file.schema))
    write_out(f"wrote {counted(len(files), 'schema')} into {shown(folder / _SCHEMAS)}\n")
    patterns = {f"./{_SCHEMAS}/{file.name}": file.patterns for file in files if file.patterns}
    _name_in_settings(folder / _SETTINGS, patterns)


def _catalogue(folder: Path, folders: Sequence[Path]) -> "Catalogue":
    """The catalogue with the policies that any lpcheck.yaml in, above or below the folder names."""
    from lpcheck.documents import SETTINGS_FILE  # noqa: PLC0415 - likewise
    from lpcheck.editor_files import looked_through  # noqa: PLC0415 - likewise
    from lpcheck.files import walked  # noqa: PLC0415 - likewise
    from lpcheck.ground import catalogue_for, settings_around  # noqa: PLC0415 - likewise

    around = settings_around(folder)
    top = looked_through(folder)
    below = [top / inside / SETTINGS_FILE for inside, _, files in walked(top) if SETTINGS_FILE in files]
    return catalogue_for(folders, [*below, *([around] if around is not None else [])])


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = f"the folder {path.parent.name} cannot be made: {error.strerror}"
        raise OutputError(message, "name a folder that you may write to") from error
    write_file(path, text)


def _name_in_settings(path: Path, schemas: Mapping[str, Sequence[str]]) -> None:
    """Names the schemas in the settings; where something would be lost, it says instead what to add."""
    from lpcheck.editor_settings import what_to_add, with_schemas  # noqa: PLC0415 - likewise

    before = _settings_in(path)
    after = None if before is None else with_schemas(before, schemas, f"./{_SCHEMAS}/")
    if after is None:
        write_out(f"{what_to_add(schemas)}\n")
        message = f"{shown(path)} is no plain JSON, so it stays as it is: a comment in it would be lost"
        raise OutputError(message, "add to it what stands above, or take out comments and surplus commas")
    if after == before:
        write_out(f"{shown(path)} names them already\n")
    else:
        _write(path, after)
        write_out(f"wrote {shown(path)}{', and kept everything else in it' if before else ''}\n")


def _settings_in(path: Path) -> str | None:
    """The text of the settings; empty where there are none; None where they cannot be read."""
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError):
        return None
