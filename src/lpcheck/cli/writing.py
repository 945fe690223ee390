"""Writes a text where it belongs: to standard output, or to a file whole or not at all."""

import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from lpcheck.errors import OutputError, UsageError

if TYPE_CHECKING:
    from lpcheck.writers import Rendered

OWN_TABLE = b"\xef\xbb\xbfdue,state,days overdue,days left,"
_DOCUMENTS = frozenset({".yaml", ".yml", ".csv"})
_PLAIN = str.maketrans(
    {"\ufeff": "", "•": "*", "–": "-", "—": "-", "…": "~", "’": "'", "‘": "'", "“": '"', "”": '"'}
)


def write_out(text: "Rendered") -> None:
    """Writes to standard output, with plainer letters where its encoding lacks some."""
    if sys.stdout is None or sys.stdout.closed:
        raise OutputError("there is no standard output to write to", "write to a file with --output")
    try:
        for piece in _pieces(text):
            _write_piece(piece, sys.stdout)
        sys.stdout.flush()
    except OSError as error:
        # What is left in the buffer goes nowhere, or Python would try again at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            raise _cannot_be_written("standard output", error) from error


def _write_piece(text: str, stream: TextIO) -> None:
    if "\r\n" in text and isinstance(stream, TextIOWrapper):
        stream.reconfigure(newline="")  # the lines have their ends, and Windows is not to add to them
    encoding = stream.encoding or "utf-8"
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        text = text.translate(_PLAIN).encode(encoding, "replace").decode(encoding)
    stream.write(text)


def _pieces(text: "Rendered") -> Iterable[str]:
    return (text,) if isinstance(text, str) else text


def refuse_document(path: Path) -> None:
    """Refuses a file that is there already and may be one that lpcheck reads, a link to one too.

    A table that `overdue` wrote is none, and is written anew.
    """
    from lpcheck.files import located  # noqa: PLC0415 - not for every start

    real = Path(os.path.realpath(located(path)))
    is_document = not _DOCUMENTS.isdisjoint((path.suffix.lower(), real.suffix.lower()))
    is_file = os.path.isfile(real)  # noqa: PTH113 - of a closed folder it says no
    if is_document and is_file and not _is_ours(real):
        message = f"this would write over a document: {shown(path)}"
        raise UsageError(message, "name another file")


def shown(path: Path) -> str:
    """A path that somebody typed, as a message may name it."""
    from lpcheck.children import shown_as_written  # noqa: PLC0415 - for a message, not for every start

    return shown_as_written(path)


def _is_ours(file: Path) -> bool:
    with suppress(OSError), file.open("rb") as stream:
        return stream.read(len(OWN_TABLE)) == OWN_TABLE
    return False


def write_file(path: Path, text: "Rendered") -> None:
    """Writes the text of a file, as `write_bytes` does."""
    _write(path, map(str.encode, _pieces(text)))


def write_bytes(path: Path, content: bytes) -> None:
    """Writes a file whole or not at all; raises `OutputError` where it cannot be written.

    A link is followed; a pipe or a device is written to as it stands, never replaced.
    """
    _write(path, (content,))


def _write(path: Path, pieces: Iterable[bytes]) -> None:
    place = Path(os.path.realpath(path))
    try:
        if place.exists() and not place.is_file():
            with place.open("wb") as stream:
                stream.writelines(pieces)
        else:
            _write_whole(place, pieces)
    except OSError as error:
        raise _cannot_be_written(shown(path), error) from error


def add_to_file(path: Path, text: str) -> None:
    """Writes at the end of a file that others write to as well; raises `OutputError` where that fails."""
    try:
        with path.open("a", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
    except OSError as error:
        raise _cannot_be_written(path.name, error) from error


def _write_whole(place: Path, pieces: Iterable[bytes]) -> None:
    written = place.with_name(f".{place.name}.{os.getpid()}")
    try:
        with written.open("xb") as stream:
            stream.writelines(pieces)
        written.replace(place)
    except BaseException:
        written.unlink(missing_ok=True)
        raise


def _cannot_be_written(name: str, error: OSError) -> OutputError:
    message = f"{name} cannot be written: {error.strerror or type(error).__name__}"
    return OutputError(message, "name a file in a folder that exists and that you may write to")
