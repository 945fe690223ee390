"""What the marks of a form find in one document: which requirements it speaks of, and which days count.

Most of a form bears no such mark. What does is taken out of the tree of the marks once, so that a document
is not walked place by place for it.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from lpcheck.branching import Condition
from lpcheck.marks import DeadlineMark, Node
from lpcheck.places import Pointer


class Bearing(NamedTuple):
    """A node that bears marks itself, or leads to some: the fields, items and branches that do."""

    node: Node
    fields: Mapping[str, "Bearing"]
    others: "Bearing | None"
    items: "Bearing | None"
    branches: "tuple[tuple[Condition, Bearing | None, Bearing | None], ...]"


class Marked(NamedTuple):
    """What stands where in a document, as far as marks speak of it.

    `speaks_of` are the places by the requirements that are marked there, `dated` the marks of days by the
    place; `outdated` are the fields that will go.
    """

    speaks_of: Mapping[tuple[str, ...], Sequence[Pointer]]
    dated: Mapping[Pointer, DeadlineMark]
    outdated: Sequence[Pointer]


_MANY = (dict, list)
NOTHING_MARKED = Marked({}, {}, ())


def bearing_of(node: Node | None) -> Bearing | None:
    """The part of a tree that bears marks; None where no part does."""
    if node is None:
        return None
    fields = {name: bearing for name, part in node.properties.items() if (bearing := bearing_of(part))}
    others, items = bearing_of(node.others), bearing_of(node.items)
    sides = [(one.condition, bearing_of(one.then), bearing_of(one.otherwise)) for one in node.branches]
    branches = tuple(side for side in sides if side[1] or side[2])
    bears_some = node.marks or node.deadline or node.use_instead
    leads_on = fields or others or items or branches
    return Bearing(node, fields, others, items, branches) if bears_some or leads_on else None


def marked_in(bearing: Bearing | None, data: object) -> Marked:
    """What the marks find in a document, valid or not."""
    search = _Search()
    if bearing is not None:
        search.look(bearing, (), data)
    return Marked(search.speaks_of, search.dated, search.outdated)


class _Search:
    """One pass over what bears marks; where several nodes speak of a place, the first gives its day."""

    def __init__(self) -> None:
        self.speaks_of: dict[tuple[str, ...], list[Pointer]] = {}
        self.dated: dict[Pointer, DeadlineMark] = {}
        self.outdated: list[Pointer] = []

    def look(self, bearing: Bearing, at: Pointer, value: object) -> None:
        node = bearing.node
        if node.marks:
            self.speaks_of.setdefault(node.marks, []).append(at)
        if node.deadline is not None:
            self.dated.setdefault(at, node.deadline)
        if node.use_instead:
            self.outdated.append(at)
        if isinstance(value, _MANY):
            for step, below, inner in _inside(bearing, value):
                self.look(below, (*at, step), inner)
        for condition, then, otherwise in bearing.branches:
            chosen = then if condition.holds(value) else otherwise
            if chosen is not None:
                self.look(chosen, at, value)


def _inside(
    bearing: Bearing, value: dict[str, object] | list[object]
) -> Iterator[tuple[str | int, Bearing, object]]:
    """Yields what stands in a value and bears marks, or leads to some."""
    if isinstance(value, list):
        if bearing.items is not None:
            yield from ((number, bearing.items, item) for number, item in enumerate(value))
        return
    for name, below in bearing.fields.items():
        if name in value:
            yield name, below, value[name]
    if bearing.others is not None:
        for name, inner in value.items():
            if name not in bearing.node.properties:
                yield name, bearing.others, inner
