"""Where a document has no readable date, though something falls due by the date that belongs there.

What is missing is told where the form demands it. Where something else stands in place of a group or a
list, every date that the form knows below it is told, for nobody can say which of them were meant.
"""

from collections.abc import Iterator
from typing import TypeAlias

from lpcheck.catalogue import Catalogue
from lpcheck.examining import Examination
from lpcheck.fingerprints import of_deadline
from lpcheck.marks import DeadlineMark, Node, fields_named
from lpcheck.places import Pointer
from lpcheck.pointers import is_at_or_below
from lpcheck.privacy import shown_pointer
from lpcheck.records import Undated
from lpcheck.view import Examined

_Found: TypeAlias = tuple[tuple[Pointer, str], DeadlineMark]


def undated_in(
    examination: Examination, catalogue: Catalogue, site: str | None, child: str | None
) -> Iterator[Undated]:
    """Yields each such place of a document that could be read, in the order of its lines.

    A form may speak of policies that are not in force where the document stands: those ask for nothing.
    """
    examined = examination.examined
    if not examination.is_read or not examined.unreliable:
        return
    found = {**dict(_known(examined)), **dict(_not_reached(examined))}
    in_force = {policy.id for policy in examination.policies}
    for (pointer, _), mark in sorted(found.items(), key=lambda one: _order(one[0], examined)):
        requirement = catalogue.requirements[mark.requirement]
        if requirement.policy in in_force:
            yield Undated(
                mark.what,
                mark.requirement,
                requirement.duty,
                examined.document.locate(pointer)._replace(pointer=shown_pointer(examined, pointer)),
                of_deadline(mark, pointer, examined, site),
                site,
                child,
            )


def _order(found: tuple[Pointer, str], examined: Examined) -> tuple[object, ...]:
    pointer, what = found
    return examined.document.locate(pointer).span, len(pointer), [str(step) for step in pointer], what


def _known(examined: Examined) -> Iterator[_Found]:
    """Yields the marked places that are there, and cannot be relied upon."""
    for pointer, nodes in examined.walk.items():
        for node in nodes:
            if node.deadline is not None and is_at_or_below(pointer, examined.unreliable):
                yield (pointer, node.deadline.what), node.deadline


def _not_reached(examined: Examined) -> Iterator[_Found]:
    """Yields the marks of what is missing at a place or in it, and of what something else stands for."""
    known = {
        (pointer[:length], what)
        for (pointer, what), _ in _known(examined)
        for length in range(len(pointer) + 1)
    }
    reached = {pointer[:-1] for pointer in examined.walk if pointer}
    for pointer in examined.unreliable:
        nodes = examined.walk.get(pointer) or _missing(examined, pointer)
        is_plain = pointer in examined.absent or pointer in reached
        for mark in _marks_demanded(nodes) if is_plain else _marks_below(nodes):
            if (pointer, mark.what) not in known:
                yield (pointer, mark.what), mark


def _missing(examined: Examined, pointer: Pointer) -> tuple[Node, ...]:
    """The nodes that speak of a field which is not there."""
    return fields_named(examined.walk.get(pointer[:-1], ()), str(pointer[-1])) if pointer else ()


def _marks_demanded(nodes: tuple[Node, ...]) -> Iterator[DeadlineMark]:
    """Yields the marks of a missing value, of the fields that the form demands in it, and of its rows."""
    yield from (node.deadline for node in nodes if node.deadline is not None)
    for name in {name for node in nodes for name in node.required}:
        yield from _marks_demanded(fields_named(nodes, name))
    for node in nodes:
        if node.items is not None:
            yield from _marks_demanded((node.items,))


def _marks_below(nodes: tuple[Node, ...]) -> Iterator[DeadlineMark]:
    """Yields every mark of a value and of whatever may stand in it."""
    for node in nodes:
        if node.deadline is not None:
            yield node.deadline
        sides = (side for branch in node.branches for side in branch.sides)
        inside = (*node.properties.values(), node.others, node.items, *sides)
        yield from _marks_below(tuple(part for part in inside if part is not None))
