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
    sys.stdout.write(text)
    sys.stdout.flush()


def write_file(path: Path, text: str) -> None:
    """Writes a file whole or not at all; raises `OutputError` where it cannot be written."""
    import tempfile  # noqa: PLC0415 - costs every start that writes no file

    try:
        with tempfile.NamedTemporaryFile(
            "w",
            encoding="utf-8",
            newline="\n",
            dir=path.parent,
            prefix=f".{path.name}.",
            delete=False,
        ) as stream:
            written = Path(stream.name)
            try:
                stream.write(text)
                stream.close()
                written.replace(path)
            except BaseException:
                written.unlink(missing_ok=True)
                raise
    except OSError as error:
        message = f"{path.as_posix()} cannot be written: {error.strerror or type(error).__name__}"
        raise OutputError(
            message, "name a file in a folder that exists and that you may write to"
        ) from error
