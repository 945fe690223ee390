"""The commands together, and the one place where an error becomes a sentence and an exit code."""

import traceback
from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

from lpcheck import __version__
from lpcheck.cli.options import Exit
from lpcheck.cli.saying import say, say_error, say_interrupted
from lpcheck.cli.writing import write_out
from lpcheck.errors import LpcheckError, UsageError

REPORT_TO = "the person who looks after lpcheck at your school"

_EPILOG = (
    "Exit codes: 0 nothing at or above --fail-on; 1 findings; 2 wrong usage; 3 no check could be made; "
    "70 a fault in lpcheck itself; 130 interrupted."
)

COMMANDS = {
    "validate": "Is everything in place? (CI)",
    "overdue": "What has fallen due, and what is about to?",
    "forecast": "What will fall due and be found by a day, if nobody does anything?",
    "report": "Pages for people: leadership, governors, inspectors, staff.",
    "explain": "One requirement: its words, why, how it is checked, what to do, an example.",
    "requirements": "The whole catalogue, and how each requirement is checked.",
    "schema": "The JSON Schema of a kind of document, for editors and other tools.",
    "cache": "What is kept from run to run, to make the next one quick: `lpcheck cache clear`.",
    "new": "A skeleton of a site, local procedure or child's plan, with a note on every field.",
}


def app_for(words: list[str]) -> typer.Typer:
    """The commands together; where one of them is asked for by name, that one alone is ever loaded."""
    app = typer.Typer(
        name="lpcheck",
        help="Checks a school's local procedures against the policies they put into practice.",
        epilog=_EPILOG,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )
    app.callback()(everything)
    for name in words[:1] if words and words[0] in COMMANDS else COMMANDS:
        command = getattr(import_module(f"lpcheck.cli.{name}"), name)
        app.command(short_help=COMMANDS[name])(command)
    return app


def _show_version(value: bool) -> None:  # noqa: FBT001 - typer calls it so
    if value:
        write_out(f"lpcheck {__version__}\n")
        raise typer.Exit


def everything(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Checks a school's local procedures against the policies they put into practice."""


def run_app(words: list[str]) -> int:
    """Runs a command; every way in which it can end has its exit code here."""
    try:
        code = app_for(words)(words or ["--help"], prog_name="lpcheck", standalone_mode=False)
    except LpcheckError as error:
        say_error(error)
        return Exit.USAGE if isinstance(error, UsageError) else Exit.NO_CHECK
    except Exception as error:  # noqa: BLE001 - the last resort, so that no text of a document gets out
        return _refused(error) if hasattr(error, "format_message") else _fault(error)
    if code == Exit.INTERRUPTED:  # which is what typer makes of Ctrl-C
        say_interrupted()
    return code if isinstance(code, int) else Exit.OK


def _refused(error: Exception) -> int:
    """Words on the command line that typer could not make sense of."""
    say(f"lpcheck: {error.format_message()}")  # type: ignore[attr-defined]
    say("  what to do: see `lpcheck --help`, or `lpcheck COMMAND --help`")
    return Exit.USAGE


def _fault(error: Exception) -> int:
    """A fault in lpcheck: where it happened, never what it says, which may quote a document."""
    say(f"lpcheck {__version__}: a fault in lpcheck itself: {type(error).__name__}")
    for frame in traceback.extract_tb(error.__traceback__):
        say(f"  {Path(frame.filename).name}:{frame.lineno} in {frame.name}")
    say(f"  what to do: send these lines to {REPORT_TO}; they hold nothing from your documents")
    return Exit.FAULT
