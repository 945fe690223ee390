"""Work that others share: what they are asked, what happens when one fails or dies, and how all end."""

import gc
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from lpcheck import answers, processes
from lpcheck.answers import Task, answers_to
from lpcheck.errors import LpcheckError
from lpcheck.ground import Terms
from lpcheck.processes import Hands
from lpcheck.reports import Asked, find_report, report_names
from lpcheck.run import Request, run
from lpcheck.sharing import MOST_PROCESSES, jobs_for, processors
from same_bytes import AS_OF, ROOT, written
from test_corpus import made

MODEL = (ROOT / "procedures" / "model-school",)
LPCHECK = [sys.executable, "-m", "lpcheck"]


class Ending(Executor):
    """Does what it is given in this thread, and fails from the second task on."""

    def __init__(self, error: Exception, *, when_sent: bool = False) -> None:
        self.error = error
        self.when_sent = when_sent
        self.given = 0

    def submit(self, fn: Callable[..., Any], /, *words: Any, **named: Any) -> Future[Any]:  # noqa: ANN401
        """Does the first at once."""
        self.given += 1
        future: Future[Any] = Future()
        if self.given == 1:
            future.set_result(fn(*words, **named))
        elif self.when_sent:
            raise self.error
        else:
            future.set_exception(self.error)
        return future


@pytest.fixture
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lpcheck.in_order.UNITS_A_TASK", 2)
    monkeypatch.setattr("lpcheck.work.CHILDREN_A_PIECE", 2)


@pytest.mark.usefixtures("_small")
@pytest.mark.parametrize("when_sent", [True, False])
@pytest.mark.parametrize("error", [ValueError("Quillfeather"), BrokenProcessPool(), RuntimeError("ended")])
def test_what_others_do_not_bring_about_is_done_here_and_said_once(
    error: Exception,
    when_sent: bool,  # noqa: FBT001
) -> None:
    if when_sent and isinstance(error, ValueError):
        error = OSError()
    executor, notes = Ending(error, when_sent=when_sent), list[str]()
    assert written(MODEL, AS_OF, executor=executor, note=notes.append) == written(MODEL, AS_OF)
    name = type(error).__name__
    assert notes == [f"a process that shared the work failed ({name}): what it had is looked at here"]
    assert 2 <= executor.given < 12
    executor = Ending(error, when_sent=when_sent)
    assert run(Request(MODEL, AS_OF, executor=executor)).children == 12


def test_a_process_that_is_killed_is_named_and_its_units_are_looked_at_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lpcheck.in_order.UNITS_A_TASK", 2)  # so that much is still to be begun by then
    monkeypatch.setattr("lpcheck.work.CHILDREN_A_PIECE", 2)
    folder = made(tmp_path / "schools", "--children=60", "--faulty=0.1")
    begun: list[Hands] = []

    class Watched(Hands):
        def __init__(self, number: int) -> None:
            super().__init__(number)
            begun.append(self)

    monkeypatch.setattr("lpcheck.processes.Hands", Watched)
    killed: list[int] = []

    def kill_one(done: int, _: int) -> None:
        if done == 5:
            process = begun[0].processes[0]
            process.kill()
            process.join()
            killed.append(process.pid or 0)

    notes: list[str] = []
    result = run(Request((folder,), AS_OF, jobs=2, note=notes.append, progress=kill_one))
    assert result == run(Request((folder,), AS_OF))._replace(policies=result.policies)
    how = f"number {killed[0]} was ended by SIGKILL"
    assert notes == [f"a process that shared the work failed ({how}): what it had is looked at here"]


@pytest.mark.usefixtures("_small")
@pytest.mark.parametrize("method", ["fork", "spawn"])
@pytest.mark.parametrize("audience", report_names())
def test_what_a_report_takes_comes_from_other_processes_as_it_is(
    audience: str, method: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lpcheck.processes.way_to_begin", lambda: method)
    chosen = find_report(audience)
    assert chosen is not None
    request, notes = Request(MODEL, AS_OF, takes=chosen.taken_from), list[str]()
    shared, alone = run(request._replace(jobs=2, note=notes.append)), run(request)
    assert notes == []
    assert shared.taken
    assert shared.taken == alone.taken
    assert list(chosen.pages(shared, Asked())) == list(chosen.pages(alone, Asked()))


@pytest.mark.usefixtures("_small")
@pytest.mark.parametrize("few", ["threads", "semaphores"])
def test_where_no_pool_can_be_had_all_is_done_here(few: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise {"threads": RuntimeError, "semaphores": OSError}[few]

    begin, begun = threading.Thread.start, list[threading.Thread]()

    def begin_three(thread: threading.Thread) -> None:
        if len(begun) == 3:
            refuse()
        begun.append(thread)
        begin(thread)

    if few == "threads":
        monkeypatch.setattr(threading.Thread, "start", begin_three)
    else:
        monkeypatch.setattr("lpcheck.processes.ProcessPoolExecutor", refuse)
    notes: list[str] = []
    assert written(MODEL, AS_OF, jobs=2, note=notes.append) == written(MODEL, AS_OF)
    name = "RuntimeError" if few == "threads" else "OSError"
    assert notes == [f"no other process can share the work ({name}): all of it is done here"]
    assert not any(thread.is_alive() for thread in begun)


def test_a_process_that_can_begin_no_thread_goes_without(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: threading.Thread) -> None:
        raise RuntimeError

    monkeypatch.setattr(threading.Thread, "start", refuse)
    monkeypatch.setattr(processes, "parent_process", lambda: SimpleNamespace(sentinel=0))
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    monkeypatch.setattr(gc, "set_threshold", lambda *_: None)
    processes.begin()


def test_the_fate_of_a_process_is_told_in_words() -> None:
    hands = Hands(1, "spawn")
    assert hands.fate() == "one of them died"
    process = hands.context.Process(target=os._exit, args=(7,))
    process.start()
    process.join()
    assert hands.fate() == f"number {process.pid} ended with 7"
    hands.context.Process(target=int)
    hands.end(at_once=True)


def test_a_process_of_other_policies_is_not_believed() -> None:
    with pytest.raises(LpcheckError, match="other policies"):
        answers_to(Task(Terms(since=AS_OF), "another", ()))
    assert answers._grounds  # noqa: SLF001
    ((terms, digest),) = answers._grounds  # noqa: SLF001
    answers._grounds.clear()  # noqa: SLF001
    assert answers_to(Task(terms, digest, ())) == []


def test_a_process_begins_deaf_to_ctrl_c_and_ends_with_its_parent(monkeypatch: pytest.MonkeyPatch) -> None:
    before, parent = signal.getsignal(signal.SIGINT), get_context("spawn").Process(target=int)
    parent.start()
    monkeypatch.setattr(processes, "parent_process", lambda: parent)
    ended: list[int] = []
    monkeypatch.setattr(os, "_exit", ended.append)
    try:
        processes.begin()
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
        for _ in range(1000):
            if ended:
                break
            time.sleep(0.01)
        assert ended == [1]
        monkeypatch.setattr(processes, "parent_process", lambda: None)
        processes.begin()
    finally:
        signal.signal(signal.SIGINT, before)


def test_how_processes_begin_depends_on_system_and_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    assert processes.way_to_begin() == "fork"
    monkeypatch.setattr(threading, "active_count", lambda: 2)
    assert processes.way_to_begin() == "spawn"
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    assert processes.way_to_begin() == "spawn"


def test_how_many_share_depends_on_how_much_there_is(monkeypatch: pytest.MonkeyPatch) -> None:
    assert processors() >= 1
    monkeypatch.setattr("lpcheck.sharing.processors", lambda: 64)
    monkeypatch.setattr(sys, "platform", "darwin")
    assert [jobs_for(units, None) for units in (0, 799, 800, 2000)] == [1, 1, 2, 5]
    monkeypatch.setattr(sys, "platform", "linux")
    assert [jobs_for(units, None) for units in (0, 199, 200, 500)] == [1, 1, 2, 5]
    assert jobs_for(100_000, None) == MOST_PROCESSES
    assert (jobs_for(3, 5), jobs_for(100_000, 1)) == (5, 1)
    monkeypatch.setattr("lpcheck.sharing.processors", lambda: 2)
    assert jobs_for(100_000, None) == 2


def test_processors_are_counted_where_nobody_says_which_may_be_used(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    assert processors() == 1


def whole(folder: Path, *words: str) -> "subprocess.Popen[str]":
    command = [*LPCHECK, "validate", f"--as-of={AS_OF}", "--format=json", *words, str(folder)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_whole_commands_with_one_two_and_three_processes_write_the_same(tmp_path: Path) -> None:
    folder = made(tmp_path / "schools", "--children=200", "--faulty=0.1")
    told = [
        whole(folder, *words).communicate(timeout=120)
        for words in (["--jobs=1", "--no-cache"], ["--jobs=2", "--no-cache"], ["--jobs=3", "--no-cache"])
    ]
    assert told[0] == told[1] == told[2]
    assert len(told[0][0]) > 10_000


@pytest.mark.skipif(sys.platform == "win32", reason="signals are another thing there")
def test_ctrl_c_ends_everything_within_a_second(tmp_path: Path) -> None:
    folder = made(tmp_path / "schools", "--children=1200", "--logs=1200")  # which takes some seconds
    process = whole(folder, "--jobs=2", "--no-cache")
    of_it = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    for _ in range(2000):
        workers = of_it.read_text("ascii").split()
        if len(workers) >= 2:
            break
        time.sleep(0.01)
    time.sleep(0.2)
    began = time.monotonic()
    process.send_signal(signal.SIGINT)
    out, told = process.communicate(timeout=30)
    assert time.monotonic() - began < 1
    assert (process.returncode, out) == (130, "")
    assert told == "lpcheck: interrupted; no file was left half-written\n"
    assert not any(Path("/proc", worker).exists() for worker in workers)
