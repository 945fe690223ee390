"""Where a list of names may lie: anywhere but among the documents that name children by key alone."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from lpcheck.errors import UsageError


def refuse_among_documents(file: Path, asked: Iterable[Path]) -> None:
    """Refuses a list in a folder that is looked at, in its school, or in the git repository around it."""
    from lpcheck.files import located  # noqa: PLC0415 - rarely used

    places = {located(file), Path(os.path.realpath(file))}
    around = {folder for path in asked for folder in _folders_around(path)}
    if any(folder in place.parents for place in places for folder in around):
        message = "the list of names lies among the documents, where a name could stay for good"
        raise UsageError(message, "keep it outside the school's folder and outside its git repository")


def _folders_around(path: Path) -> Iterator[Path]:
    """Yields the folders asked about, those of their schools, and the git work trees that hold them."""
    from lpcheck.documents import SITE_FILE  # noqa: PLC0415 - rarely used
    from lpcheck.files import located, nearest_with  # noqa: PLC0415 - likewise

    for place in (located(path), Path(os.path.realpath(path))):
        yield place if place.is_dir() else place.parent
        school = nearest_with(SITE_FILE, place)
        if school is not None:
            yield school
        yield from (folder for folder in (place, *place.parents) if os.path.lexists(folder / ".git"))
