"""Which fields of a document decide whether its form asks for another."""

from collections.abc import Iterator

from lpcheck.marks import Node
from lpcheck.places import Pointer


def is_undecided(nodes: tuple[Node, ...], pointer: Pointer, name: str, faulty: frozenset[Pointer]) -> bool:
    """Whether only branches ask for a field, and a field that decides about each of them is faulty.

    `nodes` are all that apply at the pointer, the branches taken among them.
    """
    sides = [id(side) for node in nodes for branch in node.branches for side in branch.sides]
    ways = [way for node in nodes if id(node) not in sides for way in _ways_to(node, nodes, name)]
    return bool(ways) and all(any((*pointer, field) in faulty for field in way) for way in ways)


def _ways_to(node: Node, nodes: tuple[Node, ...], name: str) -> Iterator[frozenset[str]]:
    """Yields, for each way in which the nodes that apply ask for a field, the fields that decide on it."""
    if name in node.required:
        yield frozenset()
    for branch in node.branches:
        for side in branch.sides:
            if any(side is applied for applied in nodes):
                for way in _ways_to(side, nodes, name):
                    yield way | branch.condition.fields
