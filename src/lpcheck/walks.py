"""Which parts of a schema speak of which values of a document, whether the document is right or not."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, partial
from typing import TypeAlias

from lpcheck.marks import Node, fields_named
from lpcheck.places import Pointer

Walk: TypeAlias = Mapping[Pointer, tuple[Node, ...]]
_Step: TypeAlias = tuple[tuple[Node, ...], object]


def walk(root: Node, data: object) -> Walk:
    """Which nodes apply at every place of a document that its schema knows, branches taken included."""
    return _Walk(root, data)


class _Walk(Mapping[Pointer, tuple[Node, ...]]):
    """A walk that is gone as far as somebody asks: of most documents nobody does."""

    def __init__(self, root: Node, data: object) -> None:
        self._start: _Step = ((root,), data)
        self._visits = cache(partial(_visits, root, data))

    def __getitem__(self, pointer: Pointer) -> tuple[Node, ...]:
        known, value = self._start
        nodes = _expanded(known, value)
        for step in pointer:
            known = _named(nodes, value, step)
            if not known:
                raise KeyError(pointer)
            value = value[step]  # type: ignore[index]  # there is something of that name
            nodes = _expanded(known, value)
        return nodes

    def __iter__(self) -> Iterator[Pointer]:
        return iter(self._visits())

    def __len__(self) -> int:
        return len(self._visits())


def _visits(root: Node, data: object) -> Walk:
    visits: dict[Pointer, tuple[Node, ...]] = {}
    pending: list[tuple[Pointer, tuple[Node, ...], object]] = [((), (root,), data)]
    while pending:
        pointer, known, value = pending.pop()
        visits[pointer] = nodes = _expanded(known, value)
        for step, child in _inside(value):
            if known := _named(nodes, value, step):
                pending.append(((*pointer, step), known, child))
    return visits


def _inside(value: object) -> Iterable[tuple[str | int, object]]:
    if isinstance(value, dict):
        return value.items()
    return enumerate(value) if isinstance(value, list) else ()


def _named(nodes: tuple[Node, ...], value: object, step: str | int) -> tuple[Node, ...]:
    """The nodes that speak of what stands in a value under a step; none where nothing does."""
    if isinstance(value, dict):
        return fields_named(nodes, str(step)) if step in value else ()
    is_there = isinstance(value, list) and isinstance(step, int) and step < len(value)
    return tuple([node.items for node in nodes if node.items is not None]) if is_there else ()


def _expanded(nodes: tuple[Node, ...], value: object) -> tuple[Node, ...]:
    """The nodes of a place with those of the branches that apply there."""
    if any(node.branches for node in nodes):
        return tuple(_with_branches(nodes, value))
    return nodes


def _with_branches(nodes: tuple[Node, ...], value: object) -> Iterator[Node]:
    for node in nodes:
        yield node
        for branch in node.branches:
            chosen = branch.then if branch.condition.holds(value) else branch.otherwise
            if chosen is not None:
                yield from _with_branches((chosen,), value)
