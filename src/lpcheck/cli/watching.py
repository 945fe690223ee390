"""Looks again whenever a document changes, until somebody presses Ctrl-C."""

import os
import sys
from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from lpcheck.cli.saying import say_error
from lpcheck.cli.writing import write_out
from lpcheck.errors import LpcheckError, UsageError

if TYPE_CHECKING:
    from lpcheck.cli.outputs import Output
    from lpcheck.watched import Watched

_TICK = 50  # milliseconds: on Windows, Ctrl-C is not noticed while waiting
_TO_READ = frozenset({"text", "concise"})
_CLEAR = "\x1b[H\x1b[2J"


def refuse_to_watch(
    outputs: "Sequence[Output[Any]]", paths: Sequence[str], *, is_quiet: bool, writes: bool = False
) -> None:
    """Refuses what makes no sense while watching: what is read once, written to a file or not shown."""
    message, next_step = "", "leave one of them out"
    if "-" in paths:
        message, next_step = "--watch looks at files, not at standard input", "name a file or a folder"
    elif any(one.file is not None for one in outputs):
        message = "--watch shows what it finds on the screen, and goes with no file to write to"
    elif any(one.format not in _TO_READ for one in outputs):
        message = "--watch is for somebody who reads along: it goes with text or concise only"
    elif writes:
        message = "--watch goes with no baseline to write: what is known is written down once"
    elif is_quiet:
        message = "--watch shows what it finds, and --quiet shows nothing"
    if message:
        raise UsageError(message, next_step)


def look_and_watch(look: Callable[[], int], paths: Sequence[Path], policies: Sequence[Path]) -> NoReturn:
    """Looks at once, and again after every change; ends with Ctrl-C alone.

    What keeps the first look from being one ends the run. Later ones come while somebody writes: what
    stands in their way is said, and watching goes on.
    """
    from lpcheck.watched import watched_for  # noqa: PLC0415 - for --watch alone

    is_first = True
    while True:
        with closing(_changes(watched_for(paths, policies))) as changes:
            next(changes)  # from now on nothing is missed, also not while looking
            if is_first:
                look()
            else:
                _look_again(look)
            _say_that_it_goes_on()
            is_first = False
            while not next(changes):
                pass


def _look_again(look: Callable[[], int]) -> None:
    write_out(_CLEAR if _can_clear() else f"\n== {_time()} ==\n\n")
    try:
        look()
    except LpcheckError as error:
        say_error(error)


def _can_clear() -> bool:
    """Whether standard output is a terminal that knows how to be cleared."""
    is_able = "WT_SESSION" in os.environ if os.name == "nt" else os.environ.get("TERM", "dumb") != "dumb"
    return is_able and sys.stdout is not None and sys.stdout.isatty()


def _time() -> str:
    return f"{datetime.now().astimezone():%H:%M:%S}"


def _say_that_it_goes_on() -> None:
    if sys.stdout.isatty():
        write_out(f"\nlooked at {_time()}, and again when a document is saved; Ctrl-C ends this\n")


def _changes(watched: "Watched") -> Generator[bool, None, None]:
    """Yields, some times a second, whether something has changed."""
    from watchfiles import watch  # noqa: PLC0415 - for --watch alone

    def watcher(places: Sequence[Path], counts: Callable[[Path], bool], *, recursive: bool) -> Any:  # noqa: ANN401
        return watch(
            *places,
            watch_filter=lambda _, path: counts(Path(path)),
            rust_timeout=_TICK,
            yield_on_timeout=True,
            recursive=recursive,
            ignore_permission_denied=True,
        )

    watchers = [watcher(watched.parents, watched.is_on_the_way, recursive=False)]
    if watched.folders:
        watchers.append(watcher(watched.folders, watched.is_in_folders, recursive=True))
    try:
        while True:
            # All are asked, whatever one before them has to tell: that is how they begin to listen.
            changed = [bool(next(one)) for one in watchers]
            yield any(changed)
    except (OSError, RuntimeError) as error:
        message = (
            "the documents cannot be watched: this computer does not tell of changes in so many folders"
        )
        raise LpcheckError(message, "name one school, or look again without --watch") from error
    finally:
        for one in watchers:
            one.close()
