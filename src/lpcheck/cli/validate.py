"""`lpcheck validate` asks whether everything is in place."""

import os
import shutil
import sys
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from lpcheck.cli.options import Colour, Exit, Policies, in_colour, today
from lpcheck.cli.writing import refuse_document, write_file, write_out
from lpcheck.errors import UsageError
from lpcheck.words import listed

if TYPE_CHECKING:
    from lpcheck.formats import Render
    from lpcheck.model import Result
    from lpcheck.workspace import Typed


class FailOn(StrEnum):
    """The gravest severity that a run may find and still end well is just below this one."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"
    NEVER = "never"


class EngineName(StrEnum):
    """Which validator looks at the documents' structure."""

    FAST = "jsonschema-rs"
    REFERENCE = "jsonschema"


class Output(NamedTuple):
    """A format and the file it goes to; None for standard output."""

    format: str
    render: "Render"
    file: Path | None


def validate(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PATHS]...",
            help="Files, folders, or - for one document on standard input. "
            "Without any: procedures/ if it is there, else the current folder.",
        ),
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option(metavar="YYYY-MM-DD", help="The day to judge by; default: today in Europe/London."),
    ] = None,
    formats: Annotated[
        list[str] | None,
        typer.Option("--format", metavar="NAME[=FILE]", help="text, concise or json; may be repeated."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Where to write, when there is one format.")
    ] = None,
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
    policies: Policies = None,
    engine: Annotated[
        EngineName, typer.Option(help="A second, independent opinion on structure.")
    ] = EngineName.FAST,
    stdin_path: Annotated[
        Path | None,
        typer.Option(metavar="PATH", help="The path that a document on standard input is taken for."),
    ] = None,
    colour: Annotated[Colour, typer.Option("--color", help="When to colour the text.")] = Colour.AUTO,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Nothing on standard output; the exit code tells.")
    ] = False,
    show_personal: Annotated[
        bool,
        typer.Option("--show-personal", help="Show personal values, in text only; refused in CI."),
    ] = False,
) -> int:
    """Says what is missing, clause by clause: where, whose duty it is and what to do.

    \b
    Examples:
      lpcheck validate                                  everything in procedures/
      lpcheck validate procedures/larkfield-school      one school
      lpcheck validate --as-of 2026-09-01 --select LP   the form only, as of that day
      lpcheck validate --format text --format json=findings.json
    """
    outputs = _outputs(formats or ["text"], output)
    _refuse_showing(outputs, show_personal=show_personal)
    from lpcheck.results import Selection  # noqa: PLC0415 - after the words are known to make sense
    from lpcheck.run import Request, run  # noqa: PLC0415

    asked, typed = _paths(paths or [], stdin_path)
    result = run(
        Request(
            paths=asked,
            as_of=_day(as_of),
            policies=tuple(policies or ()),
            selection=Selection(tuple(select or ()), tuple(ignore or ())),
            engine=engine.value,
            masked=not show_personal,
            typed=typed,
        )
    )
    _write(outputs, result, colour, quiet=quiet)
    return _exit_code(result, fail_on)


def _outputs(wanted: list[str], output: Path | None) -> list[Output]:
    """What to write where; refuses a format that there is not, and two that want the same place."""
    from lpcheck.formats import format_names, renderer  # noqa: PLC0415

    outputs = []
    for words in wanted:
        name, _, file = words.partition("=")
        render = renderer(name)
        if render is None:
            message = f"there is no format {name}"
            raise UsageError(message, f"write {listed(format_names(), last='or')}")
        outputs.append(Output(name, render, Path(file) if file else None))
    if output is not None:
        if len(outputs) > 1 or outputs[0].file is not None:
            message = "--output goes with one format that has no file of its own"
            raise UsageError(message, "write --format NAME=FILE for each format instead")
        outputs = [outputs[0]._replace(file=output)]
    places = [one.file for one in outputs]
    if len(set(places)) < len(places):
        message = "two formats want to write to the same place"
        raise UsageError(message, "give all but one of them a file: --format NAME=FILE")
    for place in places:
        if place is not None:
            refuse_document(place)
    return outputs


def _refuse_showing(outputs: list[Output], *, show_personal: bool) -> None:
    if show_personal and (
        os.environ.get("CI") or any(one.format != "text" or one.file is not None for one in outputs)
    ):
        message = "--show-personal is for text on your own screen, not for other formats and not for CI"
        raise UsageError(message, "leave --show-personal out")


def _day(text: str | None) -> date:
    if text is None:
        return today()
    from lpcheck.dates import period_of  # noqa: PLC0415

    period = period_of(text)
    if period is None or period.is_month:
        raise UsageError("--as-of is not a day that exists", "write it like 2026-11-21")
    return period.first


def _paths(words: list[str], stdin_path: Path | None) -> "tuple[tuple[Path, ...], Typed | None]":
    """The paths asked for, and the document on standard input where one of them is `-`."""
    from lpcheck.workspace import Typed  # noqa: PLC0415
    from lpcheck.yaml_text import MOST_BYTES  # noqa: PLC0415

    if not words:
        words = ["procedures" if Path("procedures").is_dir() else "."]
    typed = None
    if "-" in words:
        if sys.stdin is None:
            raise UsageError("there is no standard input to read", "name a file instead of -")
        typed = Typed(stdin_path or Path("stdin.yaml"), sys.stdin.buffer.read(MOST_BYTES + 1))
    elif stdin_path is not None:
        message = "--stdin-path names a document on standard input, and none is asked for"
        raise UsageError(message, "write - as the path")
    return tuple(typed.path if word == "-" and typed else Path(word) for word in words), typed


def _write(outputs: list[Output], result: "Result", colour: Colour, *, quiet: bool) -> None:
    from lpcheck.formats import Look  # noqa: PLC0415

    for output in outputs:
        if output.file is not None:
            write_file(output.file, output.render(result, Look()))
        elif not quiet:
            width = min(120, max(60, shutil.get_terminal_size((100, 24)).columns))
            write_out(output.render(result, Look(in_colour(colour), width)))


def _exit_code(result: "Result", fail_on: FailOn) -> int:
    """1 where something weighs enough, or may never be hidden whatever was asked for."""
    limit = list(FailOn).index(fail_on) if fail_on is not FailOn.NEVER else -1
    for finding in result.findings:
        is_error = finding.check.severity.rank == 0
        if finding.is_kept and is_error:
            return Exit.FINDINGS
        counted = finding.waived is None and not finding.baselined
        if counted and finding.check.severity.rank <= limit:
            return Exit.FINDINGS
    return Exit.OK
