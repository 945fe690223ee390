"""Numbers as governors are told them: none, fewer than five, or the number where it gives nothing away.

Somebody who knows a school well can tell who one child of three is. A number is therefore written out only
where neither it, nor what is left of all, nor its distance from another one written out is one to four.
Everybody may read this rule: whatever stands on a page, each number it keeps back could be several.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

SMALL = 5
WRITTEN_FROM = 7  # beside a six that is written out, five or more within it can only be five
NONE = "none"
FEW = "fewer than five"
MANY = "five or more"
WITHHELD = "not shown"


class Count(NamedTuple):
    """So many of all there are; `of` is None where nobody is counted, such as of papers."""

    number: int
    of: int | None = None


def banded(counts: Iterable[Count]) -> tuple[str, ...]:
    """The words for the counts of one page, in their order; the first ones are written out rather."""
    return tuple(_banded(counts))


def _banded(counts: Iterable[Count]) -> Iterator[str]:
    written: set[int] = set()
    for count in counts:
        word = band(count)
        if word == MANY and _may_be_written(count, written):
            written.add(count.number)
            word = str(count.number)
        yield word


def band(count: Count) -> str:
    """The words for a count without ever the number; of fewer than five children nothing is said."""
    if count.of is not None and 0 < count.of < SMALL:
        return WITHHELD
    if count.number >= SMALL:
        return MANY
    return FEW if count.number else NONE


def _may_be_written(count: Count, written: Iterable[int]) -> bool:
    is_far_from_all = count.of is None or count.of - count.number >= SMALL
    is_large = count.number >= WRITTEN_FROM
    return (
        is_large and is_far_from_all and not any(0 < abs(count.number - other) < SMALL for other in written)
    )


def trend(then: Count, now: Count) -> str:
    """How a count has moved, in words from which neither number follows; "" where nothing is said of it."""
    before, after = band(then), band(now)
    if WITHHELD in (before, after):
        return ""
    if before == after and not _differ_clearly(then.number, now.number):
        return "as before"
    return "more" if now.number > then.number else "fewer"


def _differ_clearly(then: int, now: int) -> bool:
    """Whether the numbers are so far apart that the earlier one is still any of five."""
    return then - now >= SMALL or (now - then >= SMALL and now >= 3 * SMALL)
