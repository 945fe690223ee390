"""What several commands share: exit codes and common options."""

import os
import sys
from datetime import date, datetime
from enum import IntEnum, StrEnum
from pathlib import Path
from typing import Annotated, TypeAlias

import typer


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
        is_open = sys.stdout is not None and not sys.stdout.closed
        return is_open and sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    return colour is Colour.ALWAYS
