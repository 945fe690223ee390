"""A run from paths to the Result: find, read, check each unit, reduce."""

import os
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from lpcheck.catalogue import Catalogue
from lpcheck.checker import Around, check_unit
from lpcheck.documents import Document, read_document, unread_document
from lpcheck.errors import UsageError
from lpcheck.examining import examine, settings_in
from lpcheck.loading import kind_names, load_catalogue
from lpcheck.model import Result
from lpcheck.privacy import shown_path
from lpcheck.resources import shipped
from lpcheck.results import Checked, Question, Selection, is_prefix, result_of
from lpcheck.workspace import (
    SETTINGS_FILE,
    File,
    Typed,
    Unit,
    located,
    read_file,
    settings_around,
    units_in,
)


class Request(NamedTuple):
    """What the user asked for, in words of their own: paths, day, further policies, what to report."""

    paths: tuple[Path, ...]
    as_of: date
    policies: tuple[Path, ...] = ()
    selection: Selection = Selection()
    engine: str = "jsonschema-rs"
    masked: bool = True
    typed: Typed | None = None


def run(request: Request) -> Result:
    """Checks everything that was asked for; raises an `LpcheckError` where no check can be made."""
    units = units_in(request.paths, kind_names(shipped("schemas")), request.typed)
    around_units = [settings_around(unit.folder) for unit in units]
    settings_files = [file for file in dict.fromkeys(around_units) if file is not None]
    catalogue = catalogue_for(request.policies, settings_files)
    _refuse_unknown(request.selection, catalogue)
    units += _settings_units(units, settings_files)
    around = Around(catalogue, catalogue.defaults(), request.engine, request.masked)
    checked = [_checked(unit, around) for unit in units]
    scope = tuple(shown_path(shown_folder(located(path)) or ".") for path in request.paths)
    question = Question(request.as_of, scope, request.selection)
    return result_of(checked, catalogue, question, _digest(units))


def catalogue_for(folders: Sequence[Path], settings_files: Sequence[Path] = ()) -> Catalogue:
    """The catalogue of the shipped policies, those of the folders, and those that settings files name."""
    named = [folder for file in settings_files for folder in _policy_folders(file)]
    return load_catalogue(shipped("schemas"), tuple(dict.fromkeys((*folders, *named))))


def _policy_folders(file: Path) -> Iterator[Path]:
    named = read_document(file.name, read_file(file, file.name).raw).data.get("policies")
    for folder in named if isinstance(named, list) else ():
        if isinstance(folder, str):
            yield file.parent / folder


def _refuse_unknown(selection: Selection, catalogue: Catalogue) -> None:
    for prefix in (*selection.select, *selection.ignore):
        if not any(is_prefix(prefix, requirement) for requirement in catalogue.requirements):
            message = f"there is no requirement {prefix}, and none that begins so"
            raise UsageError(message, "see `lpcheck requirements` for all of them")


def _settings_units(units: Sequence[Unit], files: Sequence[Path]) -> list[Unit]:
    """Every lpcheck.yaml that holds for something, but for those that are checked as part of a unit."""
    seen = {unit.folder / file.path for unit in units for file in unit.files}
    return [
        Unit(file.parent, None, (read_file(file, SETTINGS_FILE),), None)
        for file in files
        if file not in seen
    ]


def _checked(unit: Unit, around: Around) -> Checked:
    documents = [_document(file) for file in unit.files]
    settings = {**around.settings, **_settings_for(unit, around)}
    record = check_unit(documents, unit.site, around._replace(settings=settings))
    if unit.site is None and [file.path for file in unit.files] == [SETTINGS_FILE]:
        # Settings put no policy into practice: they say nothing of what a school has or has not recorded.
        record = record._replace(policies=(), cells=())
    return Checked(record, unit.site, shown_folder(unit.folder), unit.asked_for)


def _document(file: File) -> Document:
    return unread_document(file.path, file.failure) if file.failure else read_document(file.path, file.raw)


def _settings_for(unit: Unit, around: Around) -> Mapping[str, object]:
    """The settings in the lpcheck.yaml above a unit, those of them that can be relied upon."""
    file = settings_around(unit.folder)
    if file is None:
        return {}
    document = _document(read_file(file, SETTINGS_FILE))
    examined = examine(document, around.catalogue, (), around.engine).examined
    return {n: value for n, value in settings_in(examined, ()).items() if n in around.settings}


def shown_folder(folder: Path) -> str:
    """A folder as seen from the current one, with `/`; "" for the current one itself."""
    is_near = folder.drive == Path.cwd().drive  # on Windows there is no way from one drive to another
    shown = (Path(os.path.relpath(folder)) if is_near else folder).as_posix()
    return "" if shown == "." else shown


def _digest(units: Sequence[Unit]) -> str:
    digest = sha256()
    for unit in units:
        for file in unit.files:
            digest.update(f"{unit.site}\0{file.path}\0{len(file.raw)}\0".encode("utf-8", "surrogateescape"))
            digest.update(file.raw)
    return digest.hexdigest()[:32]
