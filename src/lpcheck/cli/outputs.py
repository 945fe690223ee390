"""The formats that a command is asked for, and the writing of each where it belongs."""

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from lpcheck.cli.options import Colour, in_colour
from lpcheck.cli.writing import refuse_document, write_file, write_out
from lpcheck.errors import UsageError
from lpcheck.words import listed

if TYPE_CHECKING:
    from lpcheck.writers import Render

Content = TypeVar("Content")
Found = TypeVar("Found")


class Output(NamedTuple, Generic[Content]):
    """A format and the file it goes to; None for standard output."""

    format: str
    render: "Render[Content]"
    file: Path | None


def outputs_for(
    wanted: Sequence[str],
    output: Path | None,
    renderer: "Callable[[str], Render[Content] | None]",
    format_names: Callable[[], Sequence[str]],
) -> list[Output[Content]]:
    """What to write where; refuses a format that there is not, and two that want the same place."""

    def named(name: str) -> Output[Content]:
        render = renderer(name)
        if render is None:
            message = f"there is no format {name}"
            raise UsageError(message, f"write {listed(format_names(), last='or')}")
        return Output(name, render, None)

    outputs = [one._replace(file=file) for one, file in with_files(wanted, output, named)]
    _refuse_places([one.file for one in outputs])
    return outputs


def with_files(
    wanted: Sequence[str], output: Path | None, named: Callable[[str], Found]
) -> list[tuple[Found, Path | None]]:
    """What is `named` in the words of each `--format`, with its file: `--output` for the only one."""
    found: list[tuple[Found, Path | None]] = []
    for words in wanted:
        name, _, file = words.partition("=")
        found.append((named(name), Path(file) if file else None))
    if output is None:
        return found
    if len(found) > 1 or found[0][1] is not None:
        message = "--output goes with one format that has no file of its own"
        raise UsageError(message, "write --format NAME=FILE for each format instead")
    return [(found[0][0], output)]


def _refuse_places(places: Sequence[Path | None]) -> None:
    if len(set(places)) < len(places):
        message = "two formats want to write to the same place"
        raise UsageError(message, "give all but one of them a file: --format NAME=FILE")
    for place in places:
        if place is not None:
            refuse_document(place)


def write_outputs(
    outputs: Sequence[Output[Content]], content: Content, colour: Colour, *, quiet: bool
) -> None:
    """Writes every output; where the run is to be quiet, only those that go to files."""
    from lpcheck.look import Look  # noqa: PLC0415 - after the words are known to make sense

    for output in outputs:
        if output.file is not None:
            write_file(output.file, output.render(content, Look()))
        elif not quiet:
            width = min(120, max(60, shutil.get_terminal_size((100, 24)).columns))
            write_out(output.render(content, Look(in_colour(colour), width)))
