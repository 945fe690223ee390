"""What a schema has against a document, in sentences built from the titles that the schema gives.

A validator says only where and which keyword; the walk of the marks says what the form calls the place
and which requirement asks for it. So two validators give the same findings.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import NamedTuple

from lpcheck.documents import Document
from lpcheck.engines import Complaint
from lpcheck.marks import Node, Walk, fields_named, requirements_below
from lpcheck.model import Problem
from lpcheck.places import Pointer
from lpcheck.pointers import is_at_or_below
from lpcheck.schema_sentences import shape_sentence
from lpcheck.words import folded, listed, nearest

MOST_COMPLAINTS = 500
UNKNOWN_FIELD = "unknown-field"
FORM = "form"
_SHAPES = ("type", "const", "enum", "pattern", "minItems", "minimum", "maximum")
_NOT_SHAPES = frozenset({"required", "additionalProperties"})
_TOO_MANY = (
    f"there are more than {MOST_COMPLAINTS} faults in this document, and nothing of it was looked at: "
    "begin it again from a copy of a good one"
)


class Fault(NamedTuple):
    """A problem that the schema has, and what it makes unreliable.

    `requirement` asks for the place, None where no clause does; `built_in` then names the check that
    speaks. `is_absent` says that something is missing or empty; `is_own` that the requirement is marked
    at the very field, so that its check may have a sentence of its own for that; `below` are
    requirements that go missing with a missing block.
    """

    requirement: str | None
    built_in: str
    problem: Problem
    pointers: tuple[Pointer, ...]
    is_absent: bool = False
    is_own: bool = False
    below: tuple[str, ...] = ()


def faults_in(document: Document, walk: Walk, complaints: Iterable[Complaint]) -> Iterator[Fault]:
    """Yields one fault for each mistake: not for each keyword that a mistake offends.

    Nothing is said at or below a place that the reader had trouble with already.
    """
    blamed = frozenset(trouble.pointer for trouble in document.troubles if trouble.pointer)
    taken = list(islice(complaints, MOST_COMPLAINTS + 1))
    if len(taken) > MOST_COMPLAINTS:
        yield Fault(None, FORM, Problem(document.locate(()), _TOO_MANY), ((),))
        return
    relevant = [complaint for complaint in taken if not is_at_or_below(complaint.pointer, blamed)]
    missing = _grouped(complaint for complaint in relevant if complaint.keyword == "required")
    unexpected = _grouped(c for c in relevant if c.keyword == "additionalProperties")
    unknown = [
        fault
        for pointer, names in unexpected.items()
        for fault in _unknown_fields(document, walk, pointer, names, missing)
    ]
    yield from unknown
    shapes = list(_shapes(document, walk, relevant))
    faulty = blamed.union(*(fault.pointers for fault in (*shapes, *unknown)))
    for pointer, names in missing.items():
        decided = [name for name in names if not _is_undecided(walk[pointer], pointer, name, faulty)]
        yield from _missing_fields(document, walk, pointer, decided)
    yield from shapes


def _is_undecided(nodes: tuple[Node, ...], pointer: Pointer, name: str, faulty: frozenset[Pointer]) -> bool:
    """Whether only a branch asks for a field, and the field that decides about the branch is faulty."""
    branches = [branch for node in nodes for branch in node.branches]
    sides = [side for branch in branches for side in (branch.then, branch.otherwise)]
    always = any(name in node.required for node in nodes if not any(node is side for side in sides))
    deciding = {(*pointer, field) for branch in branches for field in branch.condition.words}
    return not always and not deciding.isdisjoint(faulty)


def _grouped(complaints: Iterable[Complaint]) -> dict[Pointer, list[str]]:
    groups: dict[Pointer, list[str]] = {}
    for complaint in complaints:
        group = groups.setdefault(complaint.pointer, [])
        group.extend(name for name in complaint.fields if name not in group)
    return groups


def _unknown_fields(
    document: Document,
    walk: Walk,
    pointer: Pointer,
    names: list[str],
    missing: Mapping[Pointer, list[str]],
) -> Iterator[Fault]:
    """Yields a fault for each field that the form does not have; a misspelt one explains a missing one."""
    nodes = walk.get(pointer, ())
    data = _value_at(document.data, pointer)
    there_already = data if isinstance(data, dict) else {}
    known = [name for node in nodes for name in node.properties if name not in there_already]
    for name in names:
        there = (*pointer, name)
        near = nearest(name, known)
        also: tuple[str, ...] = ()
        below: tuple[str, ...] = ()
        touched = [there]
        if near is not None:
            touched.append((*pointer, near))
        if near is not None and near in missing.get(pointer, ()):
            missing[pointer].remove(near)
            also = tuple(filter(None, (_requirement(walk, pointer, near),)))
            below = tuple(requirements_below(fields_named(nodes, near)))
        guess = f": did you mean `{near}`?" if near is not None else ""
        problem = Problem(
            document.locate_key(there), f"this is not a field that the form has here{guess}", also=also
        )
        yield Fault(None, UNKNOWN_FIELD, problem, tuple(touched), below=below)


def _missing_fields(
    document: Document,
    walk: Walk,
    pointer: Pointer,
    names: list[str],
) -> Iterator[Fault]:
    by_requirement: dict[str | None, list[str]] = {}
    for name in names:
        by_requirement.setdefault(_requirement(walk, pointer, name), []).append(name)
    for requirement, together in by_requirement.items():
        nodes = [fields_named(walk[pointer], name) for name in together]
        fields = listed([f"`{name}`" for name in together])
        titles = [_title(of_field) for of_field in nodes]
        says_more = [folded(title) for title in titles] != [name.replace("_", " ") for name in together]
        meaning = f": {listed(titles)}" if says_more else ""
        sentence = f"{fields} {'is' if len(together) == 1 else 'are'} missing{meaning}"
        yield Fault(
            requirement,
            FORM,
            Problem(document.locate(pointer), sentence),
            tuple((*pointer, name) for name in together),
            is_absent=True,
            is_own=len(together) == 1 and any(node.requirement for node in nodes[0]),
            below=tuple(name for of_field in nodes for name in requirements_below(of_field)),
        )


def _shapes(document: Document, walk: Walk, complaints: list[Complaint]) -> Iterator[Fault]:
    shapes = sorted(
        (complaint for complaint in complaints if complaint.keyword not in _NOT_SHAPES), key=_telling
    )
    seen: set[Pointer] = set()
    for complaint in shapes:
        if complaint.pointer in seen:
            continue
        seen.add(complaint.pointer)
        nodes = walk.get(complaint.pointer, ())
        value = _value_at(document.data, complaint.pointer)
        sentence, is_absent = shape_sentence(_merged(nodes), value, complaint)
        yield Fault(
            _requirement(walk, complaint.pointer),
            FORM,
            Problem(document.locate(complaint.pointer), sentence),
            (complaint.pointer,),
            is_absent=is_absent,
            is_own=any(node.requirement for node in nodes),
            below=tuple(requirements_below(nodes)) if complaint.keyword == "type" else (),
        )


def _telling(complaint: Complaint) -> int:
    """How much a keyword tells about what is wrong, the most telling first; one not known comes last."""
    return _SHAPES.index(complaint.keyword) if complaint.keyword in _SHAPES else len(_SHAPES)


def _merged(nodes: tuple[Node, ...]) -> Node:
    return next((node for node in nodes if node.title), nodes[0] if nodes else Node())


def _value_at(data: object, pointer: Pointer) -> object:
    for step in pointer:
        data = data[step]  # type: ignore[index]  # the pointer comes from walking this very data
    return data


def _requirement(walk: Walk, pointer: Pointer, missing: str | None = None) -> str | None:
    """The requirement marked at a place, or at a field missing there, else the nearest one above."""
    if missing is not None:
        for node in fields_named(walk.get(pointer, ()), missing):
            if node.requirement is not None:
                return node.requirement
    for length in range(len(pointer), -1, -1):
        for node in walk.get(pointer[:length], ()):
            if node.requirement is not None:
                return node.requirement
    return None


def _title(nodes: tuple[Node, ...]) -> str:
    return next((node.title for node in nodes if node.title), "field")
