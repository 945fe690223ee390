"""A run from paths to the Result: find, read, check each unit, reduce."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from lpcheck.catalogue import Catalogue
from lpcheck.checker import check_unit
from lpcheck.children import shown_as_written
from lpcheck.documents import SETTINGS_FILE, Document, document_of, read_document
from lpcheck.errors import UsageError
from lpcheck.examining import examine, settings_in
from lpcheck.files import located, nearest_with, read_file, shown_folder
from lpcheck.intake import taken_in, told_apart
from lpcheck.loading import kind_names, load_catalogue
from lpcheck.model import Severity
from lpcheck.placing import placed_alone
from lpcheck.records import Result
from lpcheck.resources import is_installed, shipped
from lpcheck.results import Question, result_of
from lpcheck.showing import Checked, Selection, is_prefix
from lpcheck.surroundings import Around, SiteContext, context_of
from lpcheck.view import View
from lpcheck.workspace import Typed, Unit, units_in


class Request(NamedTuple):
    """What the user asked for, in words of their own: paths, day, further policies, what to report.

    `until` is the last day for which the run is to say what will be found, None for the day alone; `takes`
    is what a report takes from each unit. `progress` is told how many units are done, and of how many.
    `lists_dates` is False where nobody asks what falls due, but only how much of it has passed.
    """

    paths: tuple[Path, ...]
    as_of: date
    policies: tuple[Path, ...] = ()
    selection: Selection = Selection()
    engine: str = "jsonschema-rs"
    masked: bool = True
    typed: Typed | None = None
    until: date | None = None
    takes: Callable[[View], object] | None = None
    progress: Callable[[int, int], None] | None = None
    lists_dates: bool = True


def run(request: Request) -> Result:
    """Checks everything that was asked for; raises an `LpcheckError` where no check can be made."""
    units = units_in(request.paths, kind_names(shipped("schemas")), request.typed)
    folders = dict.fromkeys(unit.folder for unit in units)
    around_folders = {folder: settings_around(folder) for folder in folders}
    settings_files = [file for file in dict.fromkeys(around_folders.values()) if file is not None]
    catalogue = catalogue_for(request.policies, settings_files)
    _refuse_unknown(request.selection, catalogue)
    units += _settings_units(units, settings_files)
    around = Around(
        catalogue,
        catalogue.defaults(),
        request.engine,
        request.masked,
        since=request.as_of,
        until=request.until or request.as_of,
        takes=request.takes,
        lists_dates=request.lists_dates,
    )
    below = {file: _with_settings(file, around) for file in settings_files}
    arounds = {folder: below[file] for folder, file in around_folders.items() if file is not None}
    scope = tuple(shown_as_written(Path(shown_folder(located(path)))) for path in request.paths)
    digest = sha256()
    checked = _told(_all_checked(units, arounds, around, digest.update), len(units), request.progress)
    result = result_of(
        checked, catalogue, Question(request.as_of, scope, request.selection, request.until), ""
    )
    return result._replace(inputs_digest=digest.hexdigest()[:32])


def catalogue_for(folders: Sequence[Path], settings_files: Sequence[Path] = ()) -> Catalogue:
    """The catalogue of the shipped policies, those of the folders, and those that settings files name."""
    named = [folder for file in settings_files for folder in policy_folders(file)]
    wanted = tuple(dict.fromkeys((*folders, *named)))
    return load_catalogue(shipped("schemas"), wanted, is_trusted=is_installed() and not wanted)


def policy_folders(file: Path) -> Iterator[Path]:
    """Yields the folders with further policies that an lpcheck.yaml names."""
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
    seen = {unit.folder / path for unit in units if unit.child is None for path in unit.paths}
    return [Unit(file.parent, None, None, (SETTINGS_FILE,), None) for file in files if file not in seen]


def _with_settings(file: Path, around: Around) -> Around:
    """What surrounds a unit below an lpcheck.yaml: its settings too, those that can be relied upon.

    The nearest lpcheck.yaml gives the settings; severities that one further up raises stay raised.
    """
    above = settings_around(file.parent.parent) if file.parent != file.parent.parent else None
    raised = _with_settings(above, around).severities if above is not None else {}
    placed = placed_alone(document_of(read_file(file, SETTINGS_FILE)), around.catalogue)
    examined = examine(placed, around.catalogue, (), around.engine).examined
    given = {n: value for n, value in settings_in(examined, ()).items() if n in around.settings}
    own = {name: Severity(value) for name, value in settings_in(examined, ("severities",)).items()}
    both = {
        name: min((s[name] for s in (raised, own) if name in s), key=lambda severity: severity.rank)
        for name in (*raised, *own)
    }
    return around._replace(settings={**around.settings, **given}, severities=both)


def _told(
    checked: Iterable[Checked], number: int, progress: Callable[[int, int], None] | None
) -> Iterator[Checked]:
    """Yields the same, and tells how far it is."""
    for done, unit in enumerate(checked, start=1):
        yield unit
        if progress is not None:
            progress(done, number)


def _all_checked(
    units: Iterable[Unit], arounds: Mapping[Path, Around], otherwise: Around, take: Callable[[bytes], None]
) -> Iterator[Checked]:
    """Yields what each unit comes to, read when its turn has come; `take` is given all that was read.

    The own unit of a site stands before those of its children, which see what it says.
    """
    context = context_of((), None, otherwise)
    shown: dict[Path, str] = {}
    names: set[object] = set()
    for unit in units:
        around = arounds.get(unit.folder, otherwise)
        intake = taken_in(unit)
        for file in intake.files:
            take(f"{unit.site}\0{file.path}\0{len(file.raw)}\0".encode("utf-8", "surrogateescape"))
            take(file.raw)
        if unit.child is None:
            intake = intake._replace(documents=tuple(told_apart(intake.documents, unit.site, names)))
            context = context_of(intake.documents, unit.site, around, unit.children)
        if unit.folder not in shown:
            shown[unit.folder] = shown_folder(unit.folder)
        yield _checked(unit, intake.documents, context, around, shown[unit.folder])


def _checked(
    unit: Unit, documents: Sequence[Document], site: SiteContext, around: Around, shown: str
) -> Checked:
    record = check_unit(documents, site, around, unit.child or "")
    if unit.site is None and unit.paths == (SETTINGS_FILE,):
        # Settings put no policy into practice: they say nothing of what a school has or has not recorded.
        record = record._replace(policies=(), states={})
    return Checked(
        record,
        unit.site,
        shown,
        unit.asked_for,
        unit.child,
        unit.children,
        of_children=frozenset(d.path for d in documents if d.kind in ("child-plan", "log")),
        below=unit.below if unit.site is None else None,
    )


def settings_around(folder: Path) -> Path | None:
    """The lpcheck.yaml that holds for a folder: the nearest in or above it."""
    nearest = nearest_with(SETTINGS_FILE, folder)
    return nearest / SETTINGS_FILE if nearest is not None else None
