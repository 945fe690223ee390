"""How an output is to look where a format leaves that open: how wide it is, and in which colours."""

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

Run: TypeAlias = tuple[str, str]


class Look(NamedTuple):
    """How an output is to look where a format leaves that open: in colour, and how wide."""

    colour: bool = False
    width: int = 100


def shown(runs: Sequence[Run], look: Look) -> str:
    """Stretches of text, each with its style, as one text; in colour through rich, loaded only then."""
    return _coloured(runs, look.width) if look.colour else "".join(text for text, _ in runs)


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
