"""Paths into a document: written as JSON pointers, and as patterns with `*` and `**`."""

from collections.abc import Iterator, Mapping, Sequence

from lpcheck.places import Pointer


def written(pointer: Pointer) -> str:
    """The pointer as RFC 6901 writes it: `/review_history/0/date`, the empty text for the whole."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in pointer)


def steps_of(pattern: str) -> tuple[str, ...]:
    """The steps of a pattern such as `/sections/*/text`; `/**` means every value below."""
    return tuple(pattern.split("/")[1:])


def matches_in(data: object, steps: Sequence[str], at: Pointer = ()) -> Iterator[tuple[Pointer, object]]:
    """Yields every pointer and value in the data that the steps lead to, in the document's order."""
    if not steps:
        yield at, data
    elif steps[0] == "**":
        yield from _texts_in(data, at)
    else:
        for key, value in _children(data):
            if steps[0] == "*" or steps[0] == key:
                yield from matches_in(value, steps[1:], (*at, key))


def _texts_in(data: object, at: Pointer) -> Iterator[tuple[Pointer, object]]:
    if isinstance(data, str):
        yield at, data
    for key, value in _children(data):
        yield from _texts_in(value, (*at, key))


def _children(data: object) -> Iterator[tuple[str | int, object]]:
    if isinstance(data, Mapping):
        yield from data.items()
    elif isinstance(data, list):
        yield from enumerate(data)


def could_match(steps: Sequence[str], pointer: Pointer) -> bool:
    """Whether a pattern leads to, through or below a pointer, so that trouble there concerns it."""
    for step, part in zip(steps, pointer, strict=False):
        if step == "**":
            return True
        if step not in ("*", part):
            return False
    return True


def asks_for(steps: Sequence[str], pointer: Pointer) -> bool:
    """Whether a pattern cannot do without a place: it leads there or, naming each step, further down."""
    along = zip(steps, pointer, strict=False)
    return all(step in ("*", part) for step, part in along) and not {"*", "**"} & {*steps[len(pointer) :]}


def is_at_or_below(pointer: Pointer, others: frozenset[Pointer]) -> bool:
    """Whether a pointer is one of the others or lies within one."""
    return any(pointer[:length] in others for length in range(len(pointer) + 1))
