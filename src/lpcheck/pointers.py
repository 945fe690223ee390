"""Paths into a document: written as JSON pointers, and as patterns with `*` and `**`."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TypeVar

from lpcheck.places import Pointer

T = TypeVar("T")
_OPEN = frozenset({"*", "[]", "**"})  # steps that may lead to several places


def written(pointer: Pointer) -> str:
    """The pointer as RFC 6901 writes it: `/review_history/0/date`, the empty text for the whole."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in pointer)


@lru_cache(maxsize=4096)
def steps_of(pattern: str) -> tuple[str, ...]:
    """The steps of a pattern such as `/sections/*/text`.

    `*` is any field or item, `[]` any item of a list but no field of a group, `/**` every value below.
    """
    return tuple(pattern.split("/")[1:])


def value_at(data: object, steps: Iterable[str | int]) -> object:
    """What fields lead to, one inside the other; None where they lead nowhere."""
    for step in steps:
        data = data.get(step) if isinstance(data, Mapping) else None
    return data


def matches_in(data: object, steps: Sequence[str], at: Pointer = ()) -> list[tuple[Pointer, object]]:
    """Every pointer and value in the data that the steps lead to, in the document's order."""
    found = [(at, data)]
    for step in steps:
        found = [match for pointer, value in found for match in one_step(pointer, value, step)]
        if not found:
            break
    return found


def one_step(at: Pointer, data: object, step: str) -> list[tuple[Pointer, object]]:
    """Every pointer and value to which one step leads from a value that stands at a pointer."""
    if step == "**":
        return list(_texts_in(data, at))
    if isinstance(data, dict):
        if step == "*":
            return [((*at, key), value) for key, value in data.items()]
        return [((*at, step), data[step])] if step in data else []
    if isinstance(data, list) and step in ("*", "[]"):
        return [((*at, number), value) for number, value in enumerate(data)]
    return []


def in_each(found: Iterable[tuple[T, Pointer, object]], step: str) -> list[tuple[T, Pointer, object]]:
    """The same for several values at once, each with whatever it belongs to."""
    if step in _OPEN:
        return [(whose, *one) for whose, at, data in found for one in one_step(at, data, step)]
    return [
        (whose, (*at, step), data[step])
        for whose, at, data in found
        if isinstance(data, dict) and step in data
    ]


def _leads(step: str, part: str | int) -> bool:
    return step in ("*", part) or (step == "[]" and isinstance(part, int))


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
        if not _leads(step, part):
            return False
    return True


def asks_for(steps: Sequence[str], pointer: Pointer) -> bool:
    """Whether a pattern cannot do without a place: it leads there or, naming each step, further down."""
    along = zip(steps, pointer, strict=False)
    return all(_leads(step, part) for step, part in along) and not {"*", "[]", "**"} & {
        *steps[len(pointer) :]
    }


def is_at_or_below(pointer: Pointer, others: frozenset[Pointer]) -> bool:
    """Whether a pointer is one of the others or lies within one."""
    return any(pointer[:length] in others for length in range(len(pointer) + 1))
