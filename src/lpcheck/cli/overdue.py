"""`lpcheck overdue` asks what has fallen due, and what is about to."""

import re
from datetime import date
from typing import Annotated

import typer

from lpcheck.cli.inputs import inputs_for
from lpcheck.cli.keeping import helped
from lpcheck.cli.options import (
    AsOf,
    Colour,
    ColourWhen,
    Exit,
    Jobs,
    NoCache,
    OutputFile,
    Paths,
    Policies,
    Quiet,
    StdinPath,
    Watch,
    day_asked,
)
from lpcheck.cli.outputs import outputs_for, write_outputs
from lpcheck.cli.progress import run_with_progress
from lpcheck.cli.watching import look_and_watch, refuse_to_watch
from lpcheck.errors import UsageError

_SPAN = re.compile(r"([0-9]{1,4})([dwm])")
_DAYS = {"d": 1, "w": 7, "m": 30}
_MOST_DAYS = 3660


def overdue(
    paths: Paths = None,
    within: Annotated[
        str,
        typer.Option(
            metavar="SPAN", help="How far to look ahead: days, weeks or months, as 60d, 8w or 3m."
        ),
    ] = "60d",
    as_of: AsOf = None,
    formats: Annotated[
        list[str] | None,
        typer.Option(
            "--format", metavar="NAME[=FILE]", help="text, json, csv, markdown or ics; may be repeated."
        ),
    ] = None,
    output: OutputFile = None,
    policies: Policies = None,
    stdin_path: StdinPath = None,
    jobs: Jobs = None,
    no_cache: NoCache = False,
    colour: ColourWhen = Colour.AUTO,
    quiet: Quiet = False,
    watch: Watch = False,
) -> int:
    """Says what has fallen due and what is about to, whose duty it is and where it is written.

    It ends with 1 where something is overdue, could not be read, or has no date that can be read.

    \b
    Examples:
      lpcheck overdue                                   today, and the 60 days to come
      lpcheck overdue --within 3m procedures/larkfield-school
      lpcheck overdue --as-of 2026-09-01 --within 1w    the first week of September
      lpcheck overdue --format text --format ics=dates.ics
    """
    from lpcheck.agenda_formats import format_names, renderer  # noqa: PLC0415 - not for help

    outputs = outputs_for(formats or ["text"], output, renderer, format_names)
    _end_of(within, day_asked(as_of))  # which refuses words that make no sense
    if watch:
        refuse_to_watch(outputs, paths or [], is_quiet=quiet)
    from lpcheck.agenda import agenda_of  # noqa: PLC0415 - after the words are known to make sense
    from lpcheck.run import Request  # noqa: PLC0415 - likewise

    asked, typed = inputs_for(paths or [], stdin_path)

    def look() -> int:
        day = day_asked(as_of)  # which may have become another while watching
        request = Request(paths=asked, as_of=day, policies=tuple(policies or ()), typed=typed)
        request = helped(request, jobs, no_cache=no_cache)
        agenda = agenda_of(run_with_progress(request), _end_of(within, day))
        write_outputs(outputs, agenda, colour, quiet=quiet)
        return Exit.OK if agenda.is_settled else Exit.FINDINGS

    return look_and_watch(look, asked, policies or []) if watch else look()


def _end_of(span: str, day: date) -> date:
    """The last day of a span that begins on a day; the last day there is where it would be after that."""
    from lpcheck.dates import plus  # noqa: PLC0415 - not for help

    found = _SPAN.fullmatch(span)
    if found is None or int(found[1]) * _DAYS[found[2]] > _MOST_DAYS:
        message = "--within is no span of time up to ten years"
        raise UsageError(
            message, "write a number and d for days, w for weeks or m for months: 60d, 8w or 3m"
        )
    try:
        return plus(day, f"P{span.upper()}")
    except (OverflowError, ValueError):
        return date.max
