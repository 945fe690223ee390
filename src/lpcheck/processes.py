"""Processes of a run's own, which end when it does, whatever ends it.

They are forked where that is safe, on Linux and with no other thread about, because a fork has everything
loaded already; elsewhere they begin anew, which works on every system.
"""

import gc
import os
import signal
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from multiprocessing import connection, get_context, parent_process
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from typing import Any, cast

from lpcheck import GARBAGE_THRESHOLDS

_THREADS_EACH, _THREADS_OF_POOL = 2, 3  # of a process: its own and the one that watches its parent
_BY_THE_POOL = -signal.SIGTERM  # which ends the others when one has died


class Hands:
    """A pool of so many processes that knows each of them."""

    def __init__(self, number: int, method: str | None = None) -> None:
        """`method` is how they begin, "fork" or "spawn"; None leaves that open.

        Raises `OSError` or `RuntimeError` where the system allows no such pool.
        """
        _refuse_where_few_may_begin(_THREADS_EACH * number + _THREADS_OF_POOL)
        self.processes: list[BaseProcess] = []
        self.context = _Context(method or way_to_begin(), self.processes)
        self.executor = ProcessPoolExecutor(
            number, mp_context=cast("BaseContext", self.context), initializer=begin
        )

    def fate(self) -> str:
        """Which process died, and of what."""
        ends = ((one.pid, one.exitcode) for one in self.processes)
        dead = sorted((code == _BY_THE_POOL, pid, code) for pid, code in ends if pid and code)
        if not dead:
            return "one of them died"
        _, pid, code = dead[0]
        how = f"was ended by {signal.Signals(-code).name}" if code < 0 else f"ended with {code}"
        return f"number {pid} {how}"

    def end(self, *, at_once: bool) -> None:
        """Ends the pool, with what its processes are about if it has to be at once."""
        if at_once:
            for process in self.processes:
                if process.pid is not None:
                    process.kill()
        self.executor.shutdown(wait=True, cancel_futures=True)


def _refuse_where_few_may_begin(number: int) -> None:
    """Raises `RuntimeError` where so many threads, which count like processes, cannot be begun.

    A pool that meets such a limit itself waits for ever.
    """
    release = threading.Event()
    begun: list[threading.Thread] = []
    try:
        for _ in range(number):
            thread = threading.Thread(target=release.wait, daemon=True)
            thread.start()
            begun.append(thread)
    finally:
        release.set()
        for thread in begun:
            thread.join()


class _Context:
    """A way to begin processes that remembers those it began."""

    def __init__(self, method: str, processes: list[BaseProcess]) -> None:
        self._inner = get_context(method)
        self._processes = processes

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever a context has
        return getattr(self._inner, name)

    def Process(self, *words: object, **given: object) -> BaseProcess:  # noqa: N802 - as a context calls it
        """Makes a process and remembers it."""
        make = cast("Callable[..., BaseProcess]", self._inner.Process)  # type: ignore[attr-defined]
        process = make(*words, **given)
        self._processes.append(process)
        return process


def way_to_begin() -> str:
    """How processes begin here: a fork copies no other thread, and what one holds is held for ever."""
    return "fork" if sys.platform == "linux" and threading.active_count() == 1 else "spawn"


def begin() -> None:
    """What each process does first: Ctrl-C is for its parent to hear, and it ends when that has ended."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(*GARBAGE_THRESHOLDS)
    parent = parent_process()
    if parent is not None:
        with suppress(RuntimeError):  # where no thread can be begun, it goes without
            threading.Thread(target=end_with, args=(parent.sentinel, os._exit), daemon=True).start()


def end_with(sentinel: int, end: Callable[[int], object]) -> None:
    """Waits until a process has ended, and ends too."""
    connection.wait([sentinel])
    end(1)
