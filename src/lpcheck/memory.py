"""What earlier runs have kept of the units of this one, and what this one keeps for later."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import NamedTuple, Protocol

from lpcheck.answers import Answer, Entry, entry_in, paths_of_child, paths_of_own
from lpcheck.ground import Ground
from lpcheck.intake import name_in
from lpcheck.keys_of_records import files_around, key_of_around, key_of_child, key_of_context, key_of_own
from lpcheck.work import Names, Piece, own_taken_in
from lpcheck.workspace import Unit, digest_of


class Keeper(Protocol):
    """Where texts are kept by their keys."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is kept that could be found."""

    def found(self, keys: Sequence[bytes]) -> Mapping[bytes, str]:
        """The texts of those of the keys that there are texts of."""

    def keep(self, key: bytes, text: str) -> None:
        """Keeps a text for a later run."""


class Looked(NamedTuple):
    """A piece with the answers that are known for its units, and what of it is to be worked on."""

    piece: Piece
    answers: tuple[Answer | None, ...]

    @property
    def missing(self) -> Piece | None:
        """The piece with those units alone for which there is no answer, None where there are none."""
        lacking = [unit for unit, answer in zip(self.piece.units, self.answers, strict=True) if not answer]
        if not lacking:
            return None
        is_own = lacking[0].child is None
        return self.piece._replace(children=tuple(lacking[is_own:]), gives_own=is_own)


class _Site(NamedTuple):
    """What is known of a site: the answer of its own unit if there is one, and what its children hang on.

    `context` is the key of what it says for them, empty where no child can be looked up.
    """

    own: Unit
    is_same_name: bool
    around: bytes
    answer: Answer | None
    context: bytes = b""
    digest: str = ""
    paths: tuple[str, ...] = ()


class Memory:
    """Looks up the pieces of a run in their order; without a keeper, nothing is known of any."""

    def __init__(self, keeper: Keeper | None, ground: Ground, since: date) -> None:
        self._keeper = keeper if keeper is not None and not keeper.is_empty else None
        self._ground = ground
        self._since = since.toordinal()
        self._names = Names()
        self._arounds: dict[Path | None, bytes] = {}
        self._last: _Site | None = None

    def looked_up(self, piece: Piece) -> Looked:
        """The piece with what is known of it, and with whether its name is that of an earlier site."""
        if self._last is None or self._last.own is not piece.own:
            self._last = self._site(piece)
        site = self._last
        own = [site.answer] if piece.gives_own else []
        answers = (*own, *self._of_children(piece.children, site))
        return Looked(piece._replace(is_same_name=site.is_same_name), answers)

    def _site(self, piece: Piece) -> _Site:
        if piece.settings not in self._arounds:
            self._arounds[piece.settings] = key_of_around(self._ground.around(piece.settings))
        around = self._arounds[piece.settings]
        answer = self._of_own(piece.own, around)
        name = name_in(piece.own) if answer is None else answer.entry.name
        is_same_name = self._names.are_taken(piece.own, name)
        site = _Site(piece.own, is_same_name, around, None if is_same_name else answer)
        if site.answer is not None:
            entry = site.answer.entry
            paths = tuple(site.answer.paths[number] for number in entry.documents)
            return site._replace(context=bytes.fromhex(entry.context), digest=entry.digest, paths=paths)
        if self._keeper is None or not piece.children:
            return site
        around_site = self._ground.around(piece.settings)
        intake, context = own_taken_in(piece._replace(is_same_name=is_same_name), around_site, Names())
        return site._replace(
            context=key_of_context(context),
            digest=digest_of(piece.own, intake.files).hex(),
            paths=tuple(document.path for document in intake.documents),
        )

    def _of_own(self, unit: Unit, around: bytes) -> Answer | None:
        if self._keeper is None:
            return None
        files = files_around(unit)
        key = key_of_own(around, unit, files)
        entry = self._entries([key]).get(key)
        if key is None or entry is None:
            return None
        paths = paths_of_own(files, ())
        is_whole = entry.context and all(number < len(paths) for number in entry.documents)
        return Answer(bytes.fromhex(entry.digest), key, entry, paths) if is_whole else None

    def _of_children(self, children: Sequence[Unit], site: _Site) -> Iterator[Answer | None]:
        if not site.context:
            yield from (None for _ in children)
            return
        read = [[child.file(path) for path in child.paths] for child in children]
        digests = list(map(digest_of, children, read))
        units = zip(children, read, digests, strict=True)
        keys = [key_of_child(site.around, site.context, *one) for one in units]
        entries = self._entries(keys)
        for child, digest, key in zip(children, digests, keys, strict=True):
            entry = entries.get(key)
            if entry is None or entry.digest not in ("", site.digest):
                yield None
            else:
                yield Answer(digest, key, entry, paths_of_child(child, site.paths))

    def _entries(self, keys: Sequence[bytes | None]) -> Mapping[bytes | None, Entry]:
        """The entries of those keys that hold from the first day asked about, or earlier."""
        assert self._keeper is not None
        entries: dict[bytes | None, Entry] = {}
        for key, value in self._keeper.found([key for key in keys if key is not None]).items():
            with suppress(ValueError):
                entry = entry_in(value)
                if entry.since <= self._since:
                    entries[key] = entry
        return entries
