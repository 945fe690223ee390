"""Where the pages of a report go: each to a file of its own, all of them or none."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from lpcheck.cli.outputs import with_files
from lpcheck.cli.writing import refuse_document, shown, write_bytes, write_out
from lpcheck.errors import OutputError, UsageError
from lpcheck.words import listed

if TYPE_CHECKING:
    from lpcheck.report_formats import PageFormat
    from lpcheck.reports import Page


class PagesOutput(NamedTuple):
    """A format and the file of its first page; None for standard output."""

    format: "PageFormat"
    file: Path | None

    def file_of(self, page: str) -> Path | None:
        """The file of a page by the end of its name, beside that of the first one."""
        if self.file is None or not page:
            return self.file
        return self.file.with_name(f"{self.file.stem}-{page}{self.file.suffix}")


def outputs_of_pages(
    wanted: Sequence[str], output: Path | None, name: str, *, is_personal: bool
) -> list[PagesOutput]:
    """What to write where; `name` is what a file is called for which nobody named one.

    A folder that is there gets a file of that name, and a name without an ending gets that of its format.

    Text goes to standard output where that is no terminal, unless it is personal: a page in a build log is
    read by many.
    """
    found = with_files(wanted, output, _format_of)
    return [_placed(PagesOutput(one, file), name, is_personal=is_personal) for one, file in found]


def _format_of(name: str) -> "PageFormat":
    from lpcheck.report_formats import find_page_format, page_format_names  # noqa: PLC0415 - not for help

    found = find_page_format(name)
    if found is None:
        message = f"there is no format {name} for a report"
        raise UsageError(message, f"write {listed(page_format_names(), last='or')}")
    return found


def _placed(output: PagesOutput, name: str, *, is_personal: bool) -> PagesOutput:
    file, ending = output.file, output.format.ending
    if file is not None and file.is_dir():
        return output._replace(file=file / f"{name}{ending}")
    if file is not None and not file.suffix:
        return output._replace(file=file.with_name(f"{file.name}{ending}"))
    if file is None and (is_personal or not output.format.is_text or _is_at_terminal()):
        return output._replace(file=Path(f"{name}{ending}"))
    return output


def _is_at_terminal() -> bool:
    return sys.stdout is not None and not sys.stdout.closed and sys.stdout.isatty()


def refuse_others(places: Sequence[Path | None], *, is_forced: bool) -> None:
    """Refuses to write over a document, and over anything that no report wrote, unless it is forced."""
    from lpcheck.report_formats import MARKER  # noqa: PLC0415 - after the words are known to make sense

    if len({place and place.resolve() for place in places}) < len(places):
        message = "two pages would be written to the same place"
        raise UsageError(message, "give each format a file of its own")
    for file in filter(None, places):
        refuse_document(file)
        if not is_forced and file.is_file() and MARKER.encode() not in _content(file):
            message = f"{shown(file)} is there already, and no report of lpcheck"
            raise UsageError(message, "name another file, or write over it with --force")


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise OutputError("a file that is there already cannot be read", "name another file") from error


def write_pages(
    outputs: Sequence[PagesOutput],
    pages: Sequence["Page"],
    report: str,
    own: Path | None,
    *,
    is_forced: bool,
) -> list[Path]:
    """Writes every page in every format; all are made before the first is written. Returns the files."""
    from lpcheck.report_formats import Rendering  # noqa: PLC0415 - after the words are known to make sense

    made: list[tuple[Path | None, bytes]] = []
    for output in outputs:
        if output.file is None and len(pages) > 1:
            message = f"there are {len(pages)} pages, which have to stand in files of their own"
            raise UsageError(message, "name a file for the first with --output; the others stand beside it")
        files = {page.name: file.name for page in pages if (file := output.file_of(page.name))}
        for page in pages:
            content = output.format.render(Rendering(report, page, files, own))
            made.append((output.file_of(page.name), content))
    refuse_others([file for file, _ in made], is_forced=is_forced)
    written = []
    for file, content in made:
        if file is None:
            write_out(content.decode())
        else:
            write_bytes(file, content)
            written.append(file)
    return written
