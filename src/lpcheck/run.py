"""A run from paths to the Result: find, read, check each unit, reduce."""

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from lpcheck.catalogue import Catalogue
from lpcheck.children import shown_as_written
from lpcheck.documents import SETTINGS_FILE
from lpcheck.errors import UsageError
from lpcheck.files import located, shown_folder
from lpcheck.ground import Terms, catalogue_for, ground_on, settings_around
from lpcheck.loading import kind_names
from lpcheck.records import Result
from lpcheck.resources import shipped
from lpcheck.results import Question, result_of
from lpcheck.sharing import jobs_for
from lpcheck.showing import Checked, Selection, is_prefix
from lpcheck.view import View
from lpcheck.work import Piece, checked_here, pieces_of
from lpcheck.workspace import Together, Typed, Unit, units_in

if TYPE_CHECKING:
    from concurrent.futures import Executor

FEWEST_TO_KEEP = 20  # with fewer there is little to gain, and a start loads nothing for it


class Request(NamedTuple):
    """What the user asked for, in words of their own: paths, day, further policies, what to report.

    `until` is the last day for which the run is to say what will be found, None for the day alone; `takes`
    is what a report takes from each unit. `progress` is told how many units are done, and of how many.
    `lists_dates` is False where nobody asks what falls due, but only how much of it has passed.

    `jobs` is how many processes share the work, None for as many as pay; `executor` is somebody else who
    shares it. `cache` says in which folder Records are kept from run to run, None for nowhere; it is only
    asked where that pays. `note` is told in a sentence what went wrong without harm. Where a report takes
    something, nothing is kept; where values are not masked, nothing is shared either.
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
    jobs: int | None = 1
    executor: "Executor | None" = None
    cache: Callable[[], Path | None] | None = None
    note: Callable[[str], None] | None = None


def run(request: Request) -> Result:
    """Checks everything that was asked for; raises an `LpcheckError` where no check can be made."""
    units = units_in(request.paths, kind_names(shipped("schemas")), request.typed)
    settings = {one.own.folder: settings_around(one.own.folder) for one in units}
    files = tuple(file for file in dict.fromkeys(settings.values()) if file is not None)
    catalogue = catalogue_for(request.policies, files)
    _refuse_unknown(request.selection, catalogue)
    units += _settings_units(units, files)
    number = sum(one.number for one in units)
    settings |= {file.parent: file for file in files}
    terms = Terms(
        request.policies,
        files,
        request.engine,
        request.masked,
        since=request.as_of,
        until=request.until or request.as_of,
        takes=request.takes,
        lists_dates=request.lists_dates,
    )
    scope = tuple(shown_as_written(Path(shown_folder(located(path)))) for path in request.paths)
    question = Question(request.as_of, scope, request.selection, request.until)
    digest = sha256()
    with closing(_checked(pieces_of(units, settings), number, catalogue, terms, request)) as checked:
        told = _told(checked, digest.update, number, request.progress)
        result = result_of(told, catalogue, question, "")
    return result._replace(inputs_digest=digest.hexdigest()[:32])


def _refuse_unknown(selection: Selection, catalogue: Catalogue) -> None:
    for prefix in (*selection.select, *selection.ignore):
        if not any(is_prefix(prefix, requirement) for requirement in catalogue.requirements):
            message = f"there is no requirement {prefix}, and none that begins so"
            raise UsageError(message, "see `lpcheck requirements` for all of them")


def _settings_units(units: Sequence[Together], files: Sequence[Path]) -> list[Together]:
    """Every lpcheck.yaml that holds for something, but for those that are checked as part of a unit."""
    seen = {one.own.folder / path for one in units for path in one.own.paths}
    alone = (Unit(file.parent, None, None, (SETTINGS_FILE,), None) for file in files if file not in seen)
    return list(map(Together, alone))


def _checked(
    pieces: Iterable[Piece], number: int, catalogue: Catalogue, terms: Terms, request: Request
) -> Generator[tuple[bytes, Checked]]:
    """Yields what each of so many units comes to with a digest of it, in the way that is quickest."""
    may_keep = request.masked and request.takes is None and number >= FEWEST_TO_KEEP
    folder = request.cache() if request.cache is not None and may_keep else None
    pays = request.executor is not None or jobs_for(number, request.jobs) > 1
    if folder is None and not (pays and request.masked):
        yield from checked_here(pieces, ground_on(terms, catalogue))
        return
    from lpcheck.in_order import Means, checked_in_order  # noqa: PLC0415 - only where there is much to do

    means = Means(folder, request.jobs, request.executor, request.note)
    yield from checked_in_order(pieces, number, catalogue, terms, means)


def _told(
    checked: Iterable[tuple[bytes, Checked]],
    take: Callable[[bytes], None],
    number: int,
    progress: Callable[[int, int], None] | None,
) -> Iterator[Checked]:
    """Yields what is checked, tells how far it is, and has the digests taken."""
    for done, (digest, unit) in enumerate(checked, start=1):
        take(digest)
        yield unit
        if progress is not None:
            progress(done, number)
