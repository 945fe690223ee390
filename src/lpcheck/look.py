"""How an output is to look where a format leaves that open: how wide it is, and in which colours."""

import re
from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

Run: TypeAlias = tuple[str, str]

# What a CI takes for a command where it stands in a log: two colons at the start of a line, and ##[error]
# or ##vso[task] anywhere.
_COMMAND = re.compile(r"(?P<colon>\A\s*:(?=:))|(?P<hash>#(?=#\w*\[))")


class Look(NamedTuple):
    """How an output is to look where a format leaves that open: in colour, and how wide."""

    colour: bool = False
    width: int = 100


def inert(text: str) -> str:
    """A text on one line that steers neither a terminal nor a CI, and reads from left to right.

    Whatever cannot be seen becomes a blank, and so does the place before what would end the start of a
    command.
    """
    if not text.isprintable():
        text = "".join(letter if letter.isprintable() else " " for letter in text)
    return _COMMAND.sub(r"\g<0> ", text)


def shown(runs: Sequence[Run], look: Look) -> str:
    """Stretches of text, each with its style, as one text; in colour through rich, loaded only then.

    A stretch goes on to the next line where its text ends with a line's end, and nowhere else.
    """
    harmless = [(_inert_run(text), style) for text, style in runs]
    return _coloured(harmless, look.width) if look.colour else "".join(text for text, _ in harmless)


def _inert_run(text: str) -> str:
    line = text.removesuffix("\n")
    return inert(line) + text[len(line) :]


def _coloured(runs: Sequence[Run], width: int) -> str:
    from rich.console import Console  # noqa: PLC0415 - slow to load, and only colour needs it
    from rich.text import Text  # noqa: PLC0415

    console = Console(
        force_terminal=True,
        color_system="standard",
        no_color=False,
        legacy_windows=False,
        width=width,
        highlight=False,
    )
    with console.capture() as captured:
        console.print(Text.assemble(*runs), end="", soft_wrap=True)
    return captured.get()
