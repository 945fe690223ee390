"""Where Records are kept from run to run, and what is told where something about it went wrong."""

from pathlib import Path
from typing import TYPE_CHECKING

from lpcheck.cli.saying import say

if TYPE_CHECKING:
    from lpcheck.run import Request


def helped(request: "Request", jobs: int | None, *, no_cache: bool) -> "Request":
    """The request with so many processes to share the work, None for as many as pay, and with a cache.

    The cache is only looked for where it pays.
    """
    return request._replace(jobs=jobs, cache=None if no_cache else cache_folder, note=note)


def cache_folder() -> Path | None:
    """The folder of this user for what may be thrown away; None where there is none, or no home."""
    from platformdirs import user_cache_path  # noqa: PLC0415 - not for every start

    folder = user_cache_path("lpcheck", appauthor=False)
    return folder if folder.is_absolute() else None


def note(sentence: str) -> None:
    """Tells what went wrong without harm."""
    say(f"lpcheck: note: {sentence}")
