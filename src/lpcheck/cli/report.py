"""`lpcheck report` makes pages for people: leadership, governors, inspectors, staff."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lpcheck.cli.failing import FailOn, exit_code
from lpcheck.cli.inputs import inputs_for
from lpcheck.cli.keeping import helped
from lpcheck.cli.options import AsOf, Exit, Jobs, Paths, Policies, Quiet, StdinPath, day_asked
from lpcheck.cli.pages import outputs_of_pages, write_pages
from lpcheck.cli.progress import run_with_progress
from lpcheck.cli.writing import shown, write_out
from lpcheck.errors import LpcheckError, UsageError
from lpcheck.words import listed

if TYPE_CHECKING:
    from lpcheck.comparison import Earlier
    from lpcheck.reports import Report


def report(
    paths: Paths = None,
    audience: Annotated[
        str,
        typer.Option(
            "--for",
            metavar="AUDIENCE",
            help="leadership, governors, inspection, staff, reception or procedure.",
        ),
    ] = "leadership",
    formats: Annotated[
        list[str] | None,
        typer.Option(
            "--format", metavar="NAME[=FILE]", help="html, docx, pdf or markdown; may be repeated."
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(metavar="PATH", help="Where to write, when there is one format: a file or a folder."),
    ] = None,
    compare: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="What `validate --format json` wrote earlier, to say what changed since."
        ),
    ] = None,
    names: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="A list of child and name, for staff and reception; keep it outside the repository.",
        ),
    ] = None,
    templates: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="A folder with templates of your own, used before lpcheck's."),
    ] = None,
    as_of: AsOf = None,
    policies: Policies = None,
    stdin_path: StdinPath = None,
    fail_on: Annotated[
        FailOn | None, typer.Option(help="End with 1 where something weighs as much; default: never.")
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Write over a file that lpcheck did not write.")
    ] = False,
    jobs: Jobs = None,
    quiet: Quiet = False,
) -> int:
    """Makes pages for people: what is dangerous, who does what next, what falls due.

    Without a file, pages go to files in the current folder, named after audience and day; what is text goes
    to standard output where that is no terminal. Staff sheets hold names and numbers: print them, hand
    them out, and delete the file.

    \b
    Examples:
      lpcheck report procedures/larkfield-school        the page for the leadership team
      lpcheck report --format pdf --output today.pdf    the same on paper
      lpcheck report --compare last-month.json          with what changed since
      lpcheck report --for staff procedures/larkfield-school/children/P-018
      lpcheck report --for procedure --format docx procedures/larkfield-school/ecs-38.yaml
    """
    chosen = _report_for(audience)
    day = day_asked(as_of)
    name = f"{audience}-{day.isoformat()}"
    outputs = outputs_of_pages(formats or ["html"], output, name, is_personal=chosen.is_personal)
    from lpcheck.reports import Asked  # noqa: PLC0415 - after the words are known to make sense
    from lpcheck.run import Request  # noqa: PLC0415 - likewise

    asked, typed = inputs_for(paths or [], stdin_path)
    told = Asked(_earlier(compare), _names(names, chosen, asked))
    if templates is not None and not templates.is_dir():
        raise UsageError("--templates names no folder", "name the folder that holds your own templates")
    request = Request(paths=asked, as_of=day, policies=tuple(policies or ()), typed=typed)
    request = helped(request._replace(takes=chosen.taken_from), jobs, no_cache=True)
    result = run_with_progress(request)
    pages = list(chosen.pages(result, told))
    written = write_pages(outputs, pages, audience, templates, is_forced=force)
    if written and not quiet:
        write_out("".join(f"wrote {file.as_posix()}\n" for file in written))
    return exit_code(result, fail_on) if fail_on is not None else Exit.OK


def _report_for(audience: str) -> "Report":
    from lpcheck.reports import find_report, report_names  # noqa: PLC0415 - not for help

    found = find_report(audience)
    if found is None:
        message = f"there is no report for {audience}"
        raise UsageError(message, f"write {listed(report_names(), last='or')}")
    return found


def _earlier(file: Path | None) -> "Earlier | None":
    if file is None:
        return None
    from lpcheck.comparison import read_earlier  # noqa: PLC0415 - rarely used

    return read_earlier(_text_of(file, "--compare"), shown(file))


def _names(file: Path | None, chosen: "Report", asked: Sequence[Path]) -> Mapping[str, str]:
    if file is None:
        return {}
    if not chosen.is_personal:
        message = "--names is for the sheets of staff and reception: no other page shows a name"
        raise UsageError(message, "leave --names out")
    from lpcheck.cli.names_file import refuse_among_documents  # noqa: PLC0415 - rarely used
    from lpcheck.names import read_names  # noqa: PLC0415 - likewise

    refuse_among_documents(file, asked)
    return read_names(_text_of(file, "--names"), shown(file))


def _text_of(file: Path, option: str) -> str:
    try:
        return file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        message = f"{shown(file)}, which {option} names, cannot be read"
        raise LpcheckError(message, "check the spelling, and that it is a text in UTF-8") from error
