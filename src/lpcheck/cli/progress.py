"""Tells whoever waits at a terminal how far a run has come, once it takes more than a second."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress

    from lpcheck.records import Result
    from lpcheck.run import Request

PATIENCE = 1.0


def run_with_progress(request: "Request") -> "Result":
    """What a run comes to, while whoever waits at a terminal is told how far it is."""
    from lpcheck.run import run  # noqa: PLC0415 - after the words are known to make sense

    with progress() as tell:
        return run(request._replace(progress=tell))


@contextmanager
def progress() -> Iterator[Callable[[int, int], None] | None]:
    """Gives what is to be told how many units are done of how many; None where nobody is looking.

    What it shows is gone again at the end.
    """
    if sys.stderr is None or sys.stderr.closed or not sys.stderr.isatty():
        yield None
        return
    began = time.monotonic()
    bars: list[Progress] = []

    def tell(done: int, of: int) -> None:
        if not bars and time.monotonic() - began > PATIENCE:
            bars.append(_bar(of))
        if bars:
            bars[0].update(bars[0].task_ids[0], completed=done)

    try:
        yield tell
    finally:
        for bar in bars:
            bar.stop()


def _bar(of: int) -> "Progress":
    from rich.console import Console  # noqa: PLC0415 - only where it takes long
    from rich.progress import Progress  # noqa: PLC0415 - likewise

    bar = Progress(console=Console(stderr=True), transient=True)
    bar.add_task("looking", total=of)
    bar.start()
    return bar
