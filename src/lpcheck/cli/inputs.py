"""The documents that a command is asked about: files, folders, or one on standard input."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from lpcheck.errors import UsageError

if TYPE_CHECKING:
    from lpcheck.workspace import Typed


def inputs_for(words: Sequence[str], stdin_path: Path | None) -> "tuple[tuple[Path, ...], Typed | None]":
    """The paths asked for, and the document on standard input where one of them is `-`.

    None asked for is `procedures/` if it is there, else the current folder.
    """
    from lpcheck.workspace import Typed  # noqa: PLC0415 - after the words are known to make sense
    from lpcheck.yaml_text import MOST_BYTES  # noqa: PLC0415 - likewise

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
