"""What a unit comes to, as an answer that can be kept or sent to another process, and read again."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from lpcheck.children import child_folder
from lpcheck.csv_reader import TABLES
from lpcheck.documents import CHILDREN, SITE_FILE, Document
from lpcheck.errors import LpcheckError
from lpcheck.files import File
from lpcheck.ground import Ground, Terms, catalogue_for, ground_on
from lpcheck.intake import name_of
from lpcheck.kept import Asked, Hand, Kept
from lpcheck.keys_of_records import files_around, key_of_around, key_of_child, key_of_context, key_of_own
from lpcheck.showing import Checked
from lpcheck.work import Done, Names, Piece, as_checked, done_in
from lpcheck.workspace import Unit


class Entry(NamedTuple):
    """What is kept of a unit: the text of its Record, which holds from the day `since` on.

    `digest` is that of the site's own files: for its own unit always, for a child where the Record says in
    which line of them something stands, else "". Of own units there is more: `context`, the key of what
    they say for the children, a digest of the school's `name`, and which paths are those of `documents`.
    """

    since: int
    digest: str
    text: str
    context: str = ""
    name: str = ""
    documents: tuple[int, ...] = ()

    @property
    def value(self) -> str:
        """All of it as one text."""
        documents = " ".join(map(str, self.documents))
        return "\n".join((str(self.since), self.digest, self.context, self.name, documents, self.text))


def entry_in(value: str) -> Entry:
    """The entry in such a text; raises `ValueError` where it is none."""
    since, digest, context, name, documents, text = value.split("\n", 5)
    bytes.fromhex(digest + context)
    return Entry(int(since), digest, text, context, name, tuple(map(int, documents.split())))


class Answer(NamedTuple):
    """An entry with the digest of the files that were read, and the paths that its text counts in.

    `key` is what it may be kept under, None where it may not be kept. `taken` is what a report has taken,
    which may be personal: it goes no further than the processes of this run, and is never kept.
    """

    digest: bytes
    key: bytes | None
    entry: Entry
    paths: tuple[str, ...]
    taken: object = None


class Task(NamedTuple):
    """Pieces to be worked on, and on which terms; `ground` is a digest of what those came to."""

    terms: Terms
    ground: str
    pieces: tuple[Piece, ...]


def digest_of_ground(ground: Ground) -> str:
    """A digest of everything around the units of a run."""
    around = (ground.otherwise, *ground.below.values())
    return "".join(key_of_around(one).hex()[:16] for one in around)


def answers_to(task: Task) -> list[Answer]:
    """The answers for the units of all pieces, in order: this is what another process is asked to do."""
    ground = _ground_on(task.terms, task.ground)
    return [answer for piece in task.pieces for answer in answers_in(piece, ground)]


def ground_known(terms: Terms, ground: Ground) -> str:
    """Remembers what a run stands on, for tasks done in this process or in a fork of it; its digest."""
    digest = digest_of_ground(ground)
    _grounds.clear()
    _grounds[terms, digest] = ground
    return digest


_grounds: dict[tuple[Terms, str], Ground] = {}


def _ground_on(terms: Terms, digest: str) -> Ground:
    if (terms, digest) not in _grounds:
        catalogue = catalogue_for(terms.policies, terms.settings, is_looked_through=True)
        if ground_known(terms, ground_on(terms, catalogue)) != digest:
            raise LpcheckError("another process has other policies or settings than this one")
    return _grounds[terms, digest]


def answers_in(piece: Piece, ground: Ground) -> Iterator[Answer]:
    """Yields what each unit of a piece comes to, of which is known whether its name is an earlier site's.

    Each key is made from what was read, not from what is on disk by then.
    """
    around, hand, context = ground.around(piece.settings), Hand(ground.catalogue), b""
    key, before = key_of_around(around), files_around(piece.own)
    since = (around.since or date.min).toordinal()
    for done in done_in(piece, ground, Names()):
        context = context or key_of_context(done.site)
        is_own = done.unit.child is None
        answer = (
            _of_own(done, key, context, before, hand) if is_own else _of_child(done, key, context, hand)
        )
        may_be_kept = not done.checked.record.waivers and not piece.is_same_name
        yield answer._replace(
            key=answer.key if may_be_kept else None,
            entry=answer.entry._replace(since=since),
            taken=done.checked.record.taken,
        )


def _of_own(done: Done, around: bytes, context: bytes, before: Mapping[str, File], hand: Hand) -> Answer:
    paths = paths_of_own(before, done.own_paths)
    documents = tuple(paths.index(path) for path in done.own_paths)
    site = [e.examined.document for e in done.site.examinations if e.examined.document.path == SITE_FILE]
    name = "".join(map(name_of, site))
    entry = Entry(0, done.digest.hex(), _text(done, hand, paths), context.hex(), name, documents)
    key = key_of_own(around, done.unit, before) if _is_as_it_was(done, before, site) else None
    return Answer(done.digest, key, entry, paths)


def _is_as_it_was(done: Done, before: Mapping[str, File], site: Sequence[Document]) -> bool:
    """Whether the files that were read are those of before, and so are the lists that were not there."""
    read = {file.path: file for file in done.files}
    named = {str(one.data.get(table.named_in)) for one in site for table in TABLES.values()}
    return all(before.get(path) == read.get(path) for path in (*read, *named))


def _of_child(done: Done, around: bytes, context: bytes, hand: Hand) -> Answer:
    paths = paths_of_child(done.unit, done.own_paths)
    entry = Entry(0, done.digest_of_own.hex() if _leans(done) else "", _text(done, hand, paths))
    digest = done.digest
    return Answer(digest, key_of_child(around, context, done.unit, done.files, digest), entry, paths)


def _text(done: Done, hand: Hand, paths: Sequence[str]) -> str:
    return hand.written(Kept(done.checked.record, done.checked.of_children), paths)


def paths_of_own(files: Iterable[str], paths: Iterable[str]) -> tuple[str, ...]:
    """The paths that the text of an own unit counts in; the second are those of its documents."""
    return tuple(sorted({*files, *paths, CHILDREN}))


def paths_of_child(unit: Unit, of_site: Iterable[str]) -> tuple[str, ...]:
    """The paths that the text of a child counts in: its own, and those of the site's own documents."""
    return (*unit.paths, child_folder(str(unit.child)), *of_site)


def _leans(done: Done) -> bool:
    """Whether anything in the Record of a child stands in a line of the site's own documents."""
    findings = done.checked.record.findings
    shown = {line.path for finding in findings for line in finding.frame}
    named = {other.location.path for finding in findings for other in finding.problem.related}
    return not done.site.paths.isdisjoint(shown | named)


def checked_from(answer: Answer, unit: Unit, shown: str, hand: Hand, asked: Asked) -> Checked:
    """What an answer says of a unit, as far as it is asked about; raises `ValueError` for a damaged one."""
    record, of_children = hand.read(answer.entry.text, answer.paths, unit.site, unit.child, asked)
    return as_checked(record._replace(taken=answer.taken), unit, shown, of_children)
