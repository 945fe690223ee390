"""What a run stands on: the catalogue, and what the lpcheck.yaml around each folder says."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from lpcheck.catalogue import Catalogue
from lpcheck.documents import SETTINGS_FILE, document_of, read_document
from lpcheck.examining import examine, settings_in
from lpcheck.files import nearest_with, read_file
from lpcheck.loading import load_catalogue
from lpcheck.model import Severity
from lpcheck.placing import placed_alone
from lpcheck.resources import is_installed, shipped
from lpcheck.surroundings import Around
from lpcheck.view import View


class Terms(NamedTuple):
    """What of a request decides what a unit comes to: small enough to be sent to another process.

    `settings` are the lpcheck.yaml files that hold for something; the rest is as for `Around`.
    """

    policies: tuple[Path, ...] = ()
    settings: tuple[Path, ...] = ()
    engine: str = "jsonschema-rs"
    masked: bool = True
    since: date | None = None
    until: date | None = None
    takes: Callable[[View], object] | None = None
    lists_dates: bool = True


class Ground(NamedTuple):
    """The catalogue, and what surrounds a unit: below each lpcheck.yaml, and where there is none."""

    catalogue: Catalogue
    otherwise: Around
    below: Mapping[Path, Around]

    def around(self, settings: Path | None) -> Around:
        """What surrounds a unit for which that lpcheck.yaml holds, or none."""
        return self.otherwise if settings is None else self.below[settings]


def ground_on(terms: Terms, catalogue: Catalogue) -> Ground:
    """What a run on those terms stands on, with a catalogue that holds their policies."""
    around = Around(
        catalogue,
        catalogue.defaults(),
        terms.engine,
        terms.masked,
        since=terms.since,
        until=terms.until,
        takes=terms.takes,
        lists_dates=terms.lists_dates,
    )
    return Ground(catalogue, around, {file: _with_settings(file, around) for file in terms.settings})


def catalogue_for(
    folders: Sequence[Path], settings_files: Sequence[Path] = (), *, is_looked_through: bool = False
) -> Catalogue:
    """The catalogue of the shipped policies, those of the folders, and those that settings files name.

    What another process of this run has looked through already need not be again.
    """
    named = [folder for file in settings_files for folder in policy_folders(file)]
    wanted = tuple(dict.fromkeys((*folders, *named)))
    is_trusted = is_looked_through or (is_installed() and not wanted)
    return load_catalogue(shipped("schemas"), wanted, is_trusted=is_trusted)


def policy_folders(file: Path) -> Iterator[Path]:
    """Yields the folders with further policies that an lpcheck.yaml names."""
    named = read_document(file.name, read_file(file.parent, file.name).raw).data.get("policies")
    for folder in named if isinstance(named, list) else ():
        if isinstance(folder, str):
            yield file.parent / folder


def settings_around(folder: Path) -> Path | None:
    """The lpcheck.yaml that holds for a folder: the nearest in or above it."""
    nearest = nearest_with(SETTINGS_FILE, folder)
    return nearest / SETTINGS_FILE if nearest is not None else None


def _with_settings(file: Path, around: Around) -> Around:
    """What surrounds a unit below an lpcheck.yaml: its settings too, those that can be relied upon.

    The nearest lpcheck.yaml gives the settings; severities that one further up raises stay raised.
    """
    above = settings_around(file.parent.parent) if file.parent != file.parent.parent else None
    raised = _with_settings(above, around).severities if above is not None else {}
    placed = placed_alone(document_of(read_file(file.parent, SETTINGS_FILE)), around.catalogue)
    examined = examine(placed, around.catalogue, (), around.engine).examined
    given = {n: value for n, value in settings_in(examined, ()).items() if n in around.settings}
    own = {name: Severity(value) for name, value in settings_in(examined, ("severities",)).items()}
    both = {
        name: min((s[name] for s in (raised, own) if name in s), key=lambda severity: severity.rank)
        for name in (*raised, *own)
    }
    return around._replace(settings={**around.settings, **given}, severities=both)
