"""What several commands share: exit codes and common options."""

import os
import sys
from datetime import date, datetime
from enum import IntEnum, StrEnum
from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from lpcheck.errors import UsageError


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


Paths: TypeAlias = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[PATHS]...",
        help="Files, folders, or - for one document on standard input. "
        "Without any: procedures/ if it is there, else the current folder.",
    ),
]
AsOf: TypeAlias = Annotated[
    str | None,
    typer.Option(metavar="YYYY-MM-DD", help="The day to judge by; default: today in Europe/London."),
]
OutputFile: TypeAlias = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Where to write, when there is one format.")
]
Policies: TypeAlias = Annotated[
    list[Path] | None,
    typer.Option("--policies", metavar="DIR", help="A folder with further policies; may be repeated."),
]
StdinPath: TypeAlias = Annotated[
    Path | None,
    typer.Option(metavar="PATH", help="The path that a document on standard input is taken for."),
]
ColourWhen: TypeAlias = Annotated[Colour, typer.Option("--color", help="When to colour the text.")]
Quiet: TypeAlias = Annotated[
    bool, typer.Option("--quiet", "-q", help="Nothing on standard output; the exit code tells.")
]

Watch: TypeAlias = Annotated[
    bool,
    typer.Option("--watch", help="Look again whenever a document changes, until you press Ctrl-C."),
]
Jobs: TypeAlias = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        min=1,
        max=61,  # as many as Windows can wait for
        metavar="N",
        help="How many processes share the work; default: as pays.",
    ),
]
NoCache: TypeAlias = Annotated[
    bool, typer.Option("--no-cache", help="Look at everything anew, and keep nothing for the next run.")
]


def day_asked(text: str | None) -> date:
    """The day to judge by; raises `UsageError` for words that are no day."""
    if text is None:
        return today()
    from lpcheck.dates import period_of  # noqa: PLC0415 - after the words are known to make sense

    period = period_of(text)
    if period is None or period.is_month:
        raise UsageError("--as-of is not a day that exists", "write it like 2026-11-21")
    return period.first


def today() -> date:
    """The day it is where the schools are."""
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - costs a start that is told the day

    return datetime.now(ZoneInfo("Europe/London")).date()


def in_colour(colour: Colour) -> bool:
    """Whether standard output is to be coloured: a terminal, and nobody asked for none."""
    if colour is Colour.AUTO:
        is_open = sys.stdout is not None and not sys.stdout.closed
        return is_open and sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    return colour is Colour.ALWAYS
