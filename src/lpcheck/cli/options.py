"""What several commands share: exit codes, common options, and writing a text where it belongs."""

import os
import sys
from datetime import date, datetime
from enum import IntEnum, StrEnum
from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from lpcheck.errors import OutputError

_PLAIN = str.maketrans({"•": "*", "–": "-", "—": "-", "…": "~", "’": "'", "‘": "'", "“": '"', "”": '"'})


class Exit(IntEnum):
    """How a run ends; the same for every format."""

    OK = 0
    FINDINGS = 1
    USAGE = 2
    NO_CHECK = 3
    FAULT = 70
    INTERRUPTED = 130


class Colour(StrEnum):
    """When to colour."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


Policies: TypeAlias = Annotated[
    list[Path] | None,
    typer.Option("--policies", metavar="DIR", help="A folder with further policies; may be repeated."),
]


def today() -> date:
    """The day it is where the schools are."""
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - costs a start that is told the day

    return datetime.now(ZoneInfo("Europe/London")).date()


def in_colour(colour: Colour) -> bool:
    """Whether standard output is to be coloured: a terminal, and nobody asked for none."""
    if colour is Colour.AUTO:
        return sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    return colour is Colour.ALWAYS


def write_out(text: str) -> None:
    """Writes to standard output, with plainer letters where its encoding lacks some."""
    encoding = sys.stdout.encoding or "utf-8"
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        text = text.translate(_PLAIN).encode(encoding, "replace").decode(encoding)
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError as error:
        # What is left in the buffer goes nowhere, or Python would try again at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            raise _cannot_be_written("standard output", error) from error


def write_file(path: Path, text: str) -> None:
    """Writes a file whole or not at all; raises `OutputError` where it cannot be written.

    A link is followed; a pipe or a device is written to as it stands, never replaced.
    """
    place = Path(os.path.realpath(path))
    try:
        if place.exists() and not place.is_file():
            place.write_text(text, encoding="utf-8", newline="\n")
        else:
            _write_whole(place, text)
    except OSError as error:
        raise _cannot_be_written(path.as_posix(), error) from error


def _write_whole(place: Path, text: str) -> None:
    written = place.with_name(f".{place.name}.{os.getpid()}")
    try:
        with written.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
        written.replace(place)
    except BaseException:
        written.unlink(missing_ok=True)
        raise


def _cannot_be_written(name: str, error: OSError) -> OutputError:
    message = f"{name} cannot be written: {error.strerror or type(error).__name__}"
    return OutputError(message, "name a file in a folder that exists and that you may write to")
