"""A piece of work, a site's own unit and some of its children, from files to what each unit comes to."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from lpcheck.checker import check_unit
from lpcheck.documents import SETTINGS_FILE, SITE_FILE, Document
from lpcheck.files import File, shown_folder
from lpcheck.ground import Ground
from lpcheck.intake import Intake, name_of, same_name, taken_in
from lpcheck.records import Record
from lpcheck.showing import Checked
from lpcheck.surroundings import Around, SiteContext, context_of
from lpcheck.workspace import Together, Unit, digest_of

CHILDREN_A_PIECE = 90  # as many as a site has: what it says for them is worked out once a piece


class Piece(NamedTuple):
    """A site's own unit, or a document in no site, with those of its children that are looked at with it.

    `settings` is the lpcheck.yaml that holds for it. `gives_own` is False where another piece says what
    the own unit comes to. `is_same_name` says that an earlier site of the run has the same name; None where
    that is not known yet.
    """

    own: Unit
    children: tuple[Unit, ...] = ()
    settings: Path | None = None
    gives_own: bool = True
    is_same_name: bool | None = None

    @property
    def units(self) -> tuple[Unit, ...]:
        """The units of which it says what they come to, in order."""
        return (self.own, *self.children) if self.gives_own else self.children


class Names:
    """What the sites of a run are called so far: their folders and their schools."""

    def __init__(self) -> None:
        self._known: set[tuple[str, str | None]] = set()
        self._are_taken: dict[Path, bool] = {}

    def are_taken(self, site: Unit, name: str) -> bool:
        """Whether an earlier site has the folder or the name of this one, which are known from now on.

        Of a site that was asked about before, it is what it was then. A site.yaml without a name is told
        about that instead.
        """
        if site.folder not in self._are_taken:
            own = {("folder", site.site), ("school", name)} if site.site is not None and name else set()
            self._are_taken[site.folder] = not self._known.isdisjoint(own)
            self._known |= own
        return self._are_taken[site.folder]


class Done(NamedTuple):
    """What a unit comes to, with the files that were read for it and what its site says.

    `digest_of_own` and `own_paths` are of the own unit of its site, which may be this one.
    """

    unit: Unit
    files: tuple[File, ...]
    site: SiteContext
    checked: Checked
    digest_of_own: bytes
    own_paths: tuple[str, ...]

    @property
    def digest(self) -> bytes:
        """A digest of what was read for it."""
        return self.digest_of_own if self.unit.child is None else digest_of(self.unit, self.files)


def pieces_of(units: Iterable[Together], settings: Mapping[Path, Path | None]) -> Iterator[Piece]:
    """Yields the pieces that the units of a run make; `settings` are the lpcheck.yaml files by folder."""
    for together in units:
        children = together.of_children()
        some = tuple(islice(children, CHILDREN_A_PIECE))
        piece = Piece(together.own, some, settings[together.own.folder])
        yield piece
        while some := tuple(islice(children, CHILDREN_A_PIECE)):
            yield piece._replace(children=some, gives_own=False)


def checked_here(pieces: Iterable[Piece], ground: Ground) -> Iterator[tuple[bytes, Checked]]:
    """Yields what each unit comes to with a digest of what was read for it, one after the other."""
    names = Names()
    for piece in pieces:
        for done in done_in(piece, ground, names):
            yield done.digest, done.checked


def done_in(piece: Piece, ground: Ground, names: Names) -> Iterator[Done]:
    """Yields what each unit of a piece comes to, read when its turn has come.

    The own unit is read first, for its children see what it says. `names` are asked where the piece does
    not say whether its name is that of an earlier site.
    """
    own, around = piece.own, ground.around(piece.settings)
    shown = shown_folder(own.folder)
    intake, site = own_taken_in(piece, around, names)
    digest, paths = digest_of(own, intake.files), tuple(document.path for document in intake.documents)
    if piece.gives_own:
        checked = _checked(own, intake.documents, site, around, shown)
        yield Done(own, intake.files, site, checked, digest, paths)
    for child in piece.children:
        of_child = taken_in(child)
        checked = _checked(child, of_child.documents, site, around, shown)
        yield Done(child, of_child.files, site, checked, digest, paths)


def own_taken_in(piece: Piece, around: Around, names: Names) -> tuple[Intake, SiteContext]:
    """The documents of the own unit of a piece, and what they say for the children."""
    intake = taken_in(piece.own)
    if _is_same_name(piece, intake.documents, names):
        intake = intake._replace(documents=tuple(map(same_name, intake.documents)))
    return intake, context_of(intake.documents, piece.own.site, around, piece.own.children)


def _is_same_name(piece: Piece, documents: Sequence[Document], names: Names) -> bool:
    if piece.is_same_name is not None:
        return piece.is_same_name
    site = next((document for document in documents if document.path == SITE_FILE), None)
    return site is not None and names.are_taken(piece.own, name_of(site))


def _checked(
    unit: Unit, documents: Sequence[Document], site: SiteContext, around: Around, shown: str
) -> Checked:
    record = check_unit(documents, site, around, unit.child or "")
    if unit.site is None and unit.paths == (SETTINGS_FILE,):
        # Settings put no policy into practice: they say nothing of what a school has or has not recorded.
        record = record._replace(policies=(), states={})
    of_children = frozenset(d.path for d in documents if d.kind in ("child-plan", "log"))
    return as_checked(record, unit, shown, of_children)


def as_checked(record: Record, unit: Unit, shown: str, of_children: frozenset[str]) -> Checked:
    """The Record of a unit with what only the run knows; `shown` is how the folder of the site is shown."""
    return Checked(
        record,
        unit.site,
        shown,
        unit.asked_for,
        unit.child,
        unit.children,
        of_children=of_children,
        below=unit.below if unit.site is None else None,
    )
