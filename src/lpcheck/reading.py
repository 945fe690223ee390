"""What reading a text gives: its values with their places, and what was wrong with it."""

from typing import NamedTuple

from lpcheck.places import Place, Places, Pointer, Span


class Trouble(NamedTuple):
    """A fault that the reader met in the text itself: `name` is the built-in check it fails.

    `pointer` is the value that cannot be relied upon because of it; `related` are other places,
    each with a word on what is there.
    """

    name: str
    span: Span
    message: str
    pointer: Pointer = ()
    related: tuple[tuple[Span, str], ...] = ()


class Reading(NamedTuple):
    """A text as plain values with their places, and what was wrong with it.

    `places` works out where they stand, and is None where nothing could be read. `lines` are the lines of
    the text without their ends.
    """

    data: object
    places: Places | None
    lines: tuple[str, ...]
    troubles: tuple[Trouble, ...]

    @property
    def place(self) -> Place | None:
        """Where everything stands; None where nothing could be read."""
        return None if self.places is None else self.places()
