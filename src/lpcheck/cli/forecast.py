"""`lpcheck forecast` asks what will fall due and be found by a day, if nobody does anything."""

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
    day_asked,
)
from lpcheck.cli.outputs import outputs_for, write_outputs
from lpcheck.cli.progress import run_with_progress
from lpcheck.errors import UsageError


def forecast(
    paths: Paths = None,
    until: Annotated[
        str | None,
        typer.Option(metavar="YYYY-MM-DD", help="The last day to look at; default: three months ahead."),
    ] = None,
    as_of: AsOf = None,
    formats: Annotated[
        list[str] | None,
        typer.Option("--format", metavar="NAME[=FILE]", help="text or json; may be repeated."),
    ] = None,
    output: OutputFile = None,
    policies: Policies = None,
    stdin_path: StdinPath = None,
    jobs: Jobs = None,
    no_cache: NoCache = False,
    colour: ColourWhen = Colour.AUTO,
    quiet: Quiet = False,
) -> int:
    """Says what will fall due and what will be found by a day, month by month, if nobody does anything.

    It ends with 1 where something could not be read, or has no date that can be read.

    \b
    Examples:
      lpcheck forecast                                  the three months to come
      lpcheck forecast --until 2027-07-31 procedures/larkfield-school
      lpcheck forecast --format json --output ahead.json
    """
    from lpcheck.outlook_formats import format_names, renderer  # noqa: PLC0415 - not for help

    outputs = outputs_for(formats or ["text"], output, renderer, format_names)
    day = day_asked(as_of)
    last = _last_day(until, day)
    from lpcheck.agenda import agenda_of  # noqa: PLC0415 - after the words are known to make sense
    from lpcheck.outlook import outlook_of  # noqa: PLC0415 - likewise
    from lpcheck.run import Request  # noqa: PLC0415 - likewise

    asked, typed = inputs_for(paths or [], stdin_path)
    request = Request(asked, day, tuple(policies or ()), typed=typed, until=last)
    request = helped(request, jobs, no_cache=no_cache)
    result = run_with_progress(request)
    outlook = outlook_of(result, agenda_of(result, last))
    write_outputs(outputs, outlook, colour, quiet=quiet)
    return Exit.FINDINGS if outlook.not_read or outlook.undated else Exit.OK


def _last_day(until: str | None, day: date) -> date:
    """The last day to look at; raises `UsageError` for one that is none, or lies before the first."""
    from lpcheck.dates import period_of, plus_months  # noqa: PLC0415 - not for help

    if until is None:
        return plus_months(day, 3) if day.year < date.max.year else date.max
    period = period_of(until)
    if period is None or period.is_month:
        raise UsageError("--until is not a day that exists", "write it like 2027-02-28")
    if period.first < day:
        raise UsageError("--until lies before the day to judge by", "write a later day")
    return period.first
