"""What is watched for changes: the schools that were asked about, and what around them decides."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from lpcheck.documents import SETTINGS_FILE, SITE_FILE
from lpcheck.files import ENDINGS, TABLE, is_ours, located, nearest_with
from lpcheck.ground import policy_folders

_ENDINGS = frozenset({"", *ENDINGS, TABLE})


class Watched(NamedTuple):
    """Folders in which every document counts, and single files and folders that count by themselves.

    All are as the system knows them, with links followed. What counts by itself is watched from the folder
    around it, since it may be replaced, renamed or not yet there.
    """

    folders: tuple[Path, ...]
    singles: tuple[Path, ...]

    @property
    def parents(self) -> tuple[Path, ...]:
        """The nearest folders around the single files and folders that are there."""
        return tuple(dict.fromkeys(_folder_around(single) for single in self.singles))

    def is_in_folders(self, path: Path) -> bool:
        """Whether what has changed may be a document in one of the folders, or a folder of documents."""
        if path.suffix.lower() not in _ENDINGS or path.name.startswith("."):
            return False
        return any(
            all(map(is_ours, path.relative_to(folder).parts[:-1]))
            for folder in self.folders
            if path.is_relative_to(folder)
        )

    def is_on_the_way(self, path: Path) -> bool:
        """Whether what has changed is one of the single files and folders, or leads to one."""
        return any(single == path or path in single.parents for single in self.singles)


def watched_for(paths: Sequence[Path], policies: Sequence[Path]) -> Watched:
    """What decides about the documents at those paths: their schools, settings files and policies."""
    places = [located(path) for path in paths]
    settings = list(dict.fromkeys(file for place in places for file in _settings_above(place)))
    named = [folder for file in settings if file.is_file() for folder in policy_folders(file)]
    schools = [nearest_with(SITE_FILE, place) or place for place in places]
    folders = [folder for folder in (*schools, *policies, *named) if folder.is_dir()]
    return Watched(_real(folders), _real([*places, *settings]))


def _settings_above(place: Path) -> Iterator[Path]:
    """Yields every lpcheck.yaml that holds for a place, and below the current folder those that might."""
    here = located(Path())
    for folder in (place, *place.parents):
        file = folder / SETTINGS_FILE
        if file.is_file() or (folder.is_dir() and folder.is_relative_to(here)):
            yield file


def _folder_around(path: Path) -> Path:
    return next((folder for folder in path.parents if folder.is_dir()), path)


def _real(paths: Sequence[Path]) -> tuple[Path, ...]:
    return tuple(dict.fromkeys(Path(os.path.realpath(path)) for path in paths))
