"""What is said on standard error: why a run ended, and what to do about it."""

import sys
from contextlib import suppress

from lpcheck.errors import LpcheckError


def say(sentence: str) -> None:
    """Tells whoever listens: where standard error is closed, the exit code has to do."""
    if sys.stderr is not None and not sys.stderr.closed:
        with suppress(OSError):
            sys.stderr.write(f"{sentence}\n")
            sys.stderr.flush()


def say_error(error: LpcheckError) -> None:
    """Says why no check could be made, and what to do next."""
    say(f"lpcheck: {error.message}")
    if error.next_step:
        say(f"  what to do: {error.next_step}")


def say_interrupted() -> None:
    """Says that Ctrl-C was understood."""
    say("lpcheck: interrupted; no file was left half-written")
