"""All units of a run in their order: what is kept is looked up, others share in what is not."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from lpcheck.answers import Answer, Task, answers_in, checked_from, ground_known
from lpcheck.catalogue import Catalogue
from lpcheck.files import shown_folder
from lpcheck.ground import Ground, Terms, ground_on
from lpcheck.kept import Asked, Hand
from lpcheck.memory import Keeper, Looked, Memory
from lpcheck.showing import Checked
from lpcheck.work import Piece
from lpcheck.workers import Crew, Note
from lpcheck.workspace import Unit

if TYPE_CHECKING:
    from lpcheck.cache import Cache

UNITS_A_TASK = 60
UNITS_AT_ONCE = 360
TASKS_AHEAD = 8  # enough that nobody waits for work, few enough that little is held


class Means(NamedTuple):
    """What helps with a run: a folder where Records are kept, and others who share the work.

    See `lpcheck.run.Request`.
    """

    cache: Path | None
    jobs: int | None
    executor: Executor | None
    note: Note | None


class _Way(NamedTuple):
    """How a run goes through its units, of which there are that `number`."""

    number: int
    ground: Ground
    terms: Terms
    digest: str
    asked: Asked
    keeper: Keeper | None
    crew: Crew
    hand: Hand

    def here(self, task: Task) -> Iterator[Answer]:
        """Yields the answers of a task, from this process."""
        return (answer for piece in task.pieces for answer in answers_in(piece, self.ground))

    def keeping(self, answer: Answer) -> Answer:
        """The answer, which is kept where it may be."""
        if self.keeper is not None and answer.key is not None:
            self.keeper.keep(answer.key, answer.entry.value)
        return answer


class _Slot(NamedTuple):
    """Pieces as they were looked up, and what waits for the answers that they lack."""

    looked: Sequence[Looked]
    lacking: Callable[[], Iterable[Answer]]


def checked_in_order(
    pieces: Iterable[Piece], number: int, catalogue: Catalogue, terms: Terms, means: Means
) -> Iterator[tuple[bytes, Checked]]:
    """Yields what each unit comes to with a digest of it: kept, from others, or worked on here.

    What is kept holds for every day from the first one asked about.
    """
    assert terms.since is not None
    asked = Asked(terms.since, terms.until, terms.lists_dates)
    if means.cache is not None:
        terms = terms._replace(until=None, lists_dates=True)
    ground = ground_on(terms, catalogue)
    with ExitStack() as stack:
        keeper = stack.enter_context(_opened(means.cache, means.note)) if means.cache is not None else None
        crew = stack.enter_context(Crew(means.jobs, means.executor, means.note))
        digest, hand = ground_known(terms, ground), Hand(catalogue)
        way = _Way(number, ground, terms, digest, asked, keeper, crew, hand)
        waiting: deque[_Slot] = deque()
        for slot in _begun(pieces, way):
            waiting.append(slot)
            if len(waiting) > TASKS_AHEAD:
                yield from _ended(waiting.popleft(), way)
        while waiting:
            yield from _ended(waiting.popleft(), way)


def _opened(folder: Path, note: Note | None) -> "Cache":
    from lpcheck.cache import Cache  # noqa: PLC0415 - only where something is kept

    return Cache(folder, note)


def _begun(pieces: Iterable[Piece], way: _Way) -> Iterator[_Slot]:
    """Yields a slot as soon as there is enough to do in it, with the work on it begun."""
    memory = Memory(way.keeper, way.ground, way.asked.since)
    seen = lacking = 0
    for batch in _batches(map(memory.looked_up, pieces)):
        seen += sum(len(one.answers) for one in batch)
        missing = tuple(one.missing for one in batch if one.missing)
        lacking += sum(len(piece.units) for piece in missing)
        to_come = (way.number - seen) * lacking // seen + sum(len(piece.units) for piece in missing)
        task = Task(way.terms, way.digest, missing)
        yield _Slot(batch, way.crew.begun(task, to_come, way.here) if missing else tuple)


def _batches(looked: Iterable[Looked]) -> Iterator[Sequence[Looked]]:
    batch: list[Looked] = []
    units = lacking = 0
    for one in looked:
        batch.append(one)
        units += len(one.answers)
        lacking += one.answers.count(None)
        if lacking >= UNITS_A_TASK or units >= UNITS_AT_ONCE:
            yield batch
            batch, units, lacking = [], 0, 0
    if batch:
        yield batch


def _ended(slot: _Slot, way: _Way) -> Iterator[tuple[bytes, Checked]]:
    lacking = iter(slot.lacking())
    for piece, answers in slot.looked:
        shown = shown_folder(piece.own.folder)
        for unit, known in zip(piece.units, answers, strict=True):
            answer = way.keeping(next(lacking)) if known is None else known
            try:
                checked = checked_from(answer, unit, shown, way.hand, way.asked)
            except ValueError:  # what is kept is none of these texts
                answer = way.keeping(next(answers_in(_alone(piece, unit), way.ground)))
                checked = checked_from(answer, unit, shown, way.hand, way.asked)
            yield answer.digest, checked


def _alone(piece: Piece, unit: Unit) -> Piece:
    """A piece that says what one of its units comes to."""
    is_own = unit.child is None
    return piece._replace(children=() if is_own else (unit,), gives_own=is_own)
