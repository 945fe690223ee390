"""`lpcheck validate` asks whether everything is in place."""

import os
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lpcheck.cli.failing import FailOn, exit_code
from lpcheck.cli.inputs import inputs_for
from lpcheck.cli.job_summary import add_to_job_summary
from lpcheck.cli.keeping import helped
from lpcheck.cli.known import refuse_part, with_known, without_known_to
from lpcheck.cli.options import (
    AsOf,
    Colour,
    ColourWhen,
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
from lpcheck.cli.outputs import Output, outputs_for, write_outputs
from lpcheck.cli.progress import run_with_progress
from lpcheck.cli.watching import look_and_watch, refuse_to_watch
from lpcheck.errors import UsageError

if TYPE_CHECKING:
    from lpcheck.records import Result


class EngineName(StrEnum):
    """Which validator looks at the documents' structure."""

    FAST = "jsonschema-rs"
    REFERENCE = "jsonschema"


def validate(
    paths: Paths = None,
    as_of: AsOf = None,
    formats: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            metavar="NAME[=FILE]",
            help="text, concise, json, sarif, junit, github, gitlab or markdown; may be repeated.",
        ),
    ] = None,
    output: OutputFile = None,
    fail_on: Annotated[
        FailOn, typer.Option(help="The least severity that makes the run end with 1.")
    ] = FailOn.ERROR,
    select: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ID", help="Only these requirements, such as LP-11 or ECS36; may be repeated."
        ),
    ] = None,
    ignore: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="All but these; may be repeated.")
    ] = None,
    baseline: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="What is in this baseline is counted apart, and fails no run."),
    ] = None,
    write_baseline: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Write everything found as a baseline; an older one only shrinks."
        ),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(metavar="REV", help="Only what is new since a git revision, or in changed documents."),
    ] = None,
    policies: Policies = None,
    engine: Annotated[
        EngineName, typer.Option(help="A second, independent opinion on structure.")
    ] = EngineName.FAST,
    stdin_path: StdinPath = None,
    jobs: Jobs = None,
    no_cache: NoCache = False,
    colour: ColourWhen = Colour.AUTO,
    quiet: Quiet = False,
    show_personal: Annotated[
        bool,
        typer.Option("--show-personal", help="Show personal values, in text only; refused in CI."),
    ] = False,
    watch: Watch = False,
) -> int:
    """Says what is missing, clause by clause: where, whose duty it is and what to do.

    \b
    Examples:
      lpcheck validate                                  everything in procedures/
      lpcheck validate procedures/larkfield-school      one school
      lpcheck validate --as-of 2026-09-01 --select LP   the form only, as of that day
      lpcheck validate --format text --format json=findings.json
      lpcheck validate --write-baseline known.json      begin with what is found today
      lpcheck validate --baseline known.json            only what is new fails the run
      lpcheck validate --since origin/main              what a change brought
      lpcheck validate --watch                          again and again, while you write
    """
    from lpcheck.formats import format_names, renderer  # noqa: PLC0415 - not for help

    outputs = outputs_for(formats or ["text"], output, renderer, format_names)
    _refuse_showing(outputs, show_personal=show_personal)
    is_whole = not (select or ignore)
    refuse_part(write_baseline, is_whole=is_whole)
    if watch:
        refuse_to_watch(outputs, paths or [], is_quiet=quiet, writes=write_baseline is not None)
    from lpcheck.run import Request  # noqa: PLC0415
    from lpcheck.showing import Selection  # noqa: PLC0415 - after the words are known to make sense

    asked, typed = inputs_for(paths or [], stdin_path)
    selection = Selection(tuple(select or ()), tuple(ignore or ()))

    further, masked = tuple(policies or ()), not show_personal

    def look() -> int:
        day = day_asked(as_of)  # which may have become another while watching
        request = Request(asked, day, further, selection, engine.value, masked, typed, lists_dates=False)
        request = helped(request, jobs, no_cache=no_cache)
        result = without_known_to(run_with_progress(request), request, since)
        result = with_known(result, baseline, write_baseline, is_whole=is_whole)
        write_outputs(outputs, result, colour, quiet=quiet)
        add_to_job_summary([one.format for one in outputs], result)
        return exit_code(result, fail_on)

    return look_and_watch(look, asked, policies or []) if watch else look()


def _refuse_showing(outputs: "list[Output[Result]]", *, show_personal: bool) -> None:
    if show_personal and (
        os.environ.get("CI") or any(one.format != "text" or one.file is not None for one in outputs)
    ):
        message = "--show-personal is for text on your own screen, not for other formats and not for CI"
        raise UsageError(message, "leave --show-personal out")
