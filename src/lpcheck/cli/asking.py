"""Asks somebody at a terminal for what they did not say on the command line."""

import sys
from collections.abc import Callable
from typing import TypeVar

import typer

from lpcheck.errors import UsageError

Answer = TypeVar("Answer")


def is_asked() -> bool:
    """Whether there is somebody to ask: what goes in and what comes out all belongs to a terminal."""
    return all(stream and stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))


def asked(name: str, about: str, take: Callable[[str], Answer]) -> Answer | None:
    """What `take` makes of the answer; asked again where it raises `UsageError`, None where it is Enter."""
    typer.echo(f"\n{about}", err=True)
    while words := _words(name):
        try:
            return take(words)
        except UsageError as error:
            typer.echo(
                f"{error.message}; {error.next_step}" if error.next_step else error.message, err=True
            )
    return None


def _words(name: str) -> str:
    """What is typed; the end of it, Ctrl-D, is taken for Ctrl-C: whoever types it wants to get out."""
    try:
        return str(typer.prompt(name, default="", show_default=False, err=True)).strip()
    except typer.Abort:
        typer.echo(err=True)
        raise KeyboardInterrupt from None
