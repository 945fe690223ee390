"""How the work of a run is shared: by how many, what each is given, and what if one of them dies."""

from collections.abc import Callable, Iterable
from concurrent.futures import BrokenExecutor, Executor, Future
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeAlias

from lpcheck.answers import Answer, Task, answers_to
from lpcheck.sharing import jobs_for

if TYPE_CHECKING:
    from lpcheck.processes import Hands

Note: TypeAlias = Callable[[str], None]
Here: TypeAlias = Callable[[Task], Iterable[Answer]]


class Crew:
    """Those who share the work of a run; what they do not bring about is done here.

    They are processes of its own, begun when there is enough to do, or those of an executor that somebody
    else looks after.
    """

    def __init__(self, jobs: int | None, executor: Executor | None, note: Note | None) -> None:
        """`jobs` is None for as many as pay; `note` is told in a sentence where one of them dies."""
        self._jobs = jobs
        self._executor = executor
        self._note = note
        self._hands: Hands | None = None
        self._has_begun = self._is_broken = False

    def __enter__(self) -> Self:  # noqa: D105
        return self

    def __exit__(  # noqa: D105
        self, kind: type[BaseException] | None, error: BaseException | None, frames: TracebackType | None
    ) -> None:
        self._end(at_once=error is not None)

    def _end(self, *, at_once: bool) -> None:
        if self._hands is not None:
            self._hands.end(at_once=at_once)
        self._hands = None

    def shares(self, units: int) -> bool:
        """Whether others take part where that many units are to be looked at."""
        return self._executor is not None or jobs_for(units, self._jobs) > 1

    def begun(self, task: Task, units: int, here: Here) -> Callable[[], Iterable[Answer]]:
        """Has a task begun, with that many units to come; gives what waits for its answers.

        `here` is how it is done in this process.
        """
        future = self._sent(task, units)
        return lambda: here(task) if future is None else self._awaited(future, task, here)

    def _sent(self, task: Task, units: int) -> "Future[list[Answer]] | None":
        try:
            if self._executor is None and not self._is_broken and self.shares(units):
                from lpcheck.processes import Hands  # noqa: PLC0415 - only where there is much to do

                self._hands = Hands(jobs_for(units, self._jobs))
                self._executor = self._hands.executor
            if self._executor is None:
                return None
            future = self._executor.submit(answers_to, task)
        except (RuntimeError, OSError) as error:  # it has ended since, or no process can be begun
            self._give_up(error)
            return None
        self._has_begun = True
        return future

    def _awaited(self, future: "Future[list[Answer]]", task: Task, here: Here) -> Iterable[Answer]:
        try:
            return future.result()
        except Exception as error:  # noqa: BLE001 - whatever it was, it happens here again if it must
            self._give_up(error)
            return here(task)

    def _give_up(self, error: Exception) -> None:
        """Ends those who share, sends nothing more, and says why, once."""
        if not self._is_broken and self._note is not None:
            is_dead = self._hands is not None and isinstance(error, BrokenExecutor)
            fate = self._hands.fate() if self._hands is not None and is_dead else type(error).__name__
            self._note(
                f"a process that shared the work failed ({fate}): what it had is looked at here"
                if self._has_begun
                else f"no other process can share the work ({fate}): all of it is done here"
            )
        self._is_broken, self._executor = True, None
        self._end(at_once=True)  # what it holds of the system may be what is lacking
