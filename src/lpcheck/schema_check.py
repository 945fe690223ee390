"""What a schema has against a document, in sentences built from the titles that the schema gives.

A validator says only where and which keyword; the walk of the marks says what the form calls the place
and which requirement asks for it. So two validators give the same findings.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from lpcheck.deciding import is_undecided
from lpcheck.documents import Document
from lpcheck.engines import Complaint, repeat_in
from lpcheck.marks import Node, fields_named, requirements_below
from lpcheck.model import Problem
from lpcheck.places import Pointer, Related
from lpcheck.pointers import is_at_or_below
from lpcheck.schema_sentences import shape_sentence
from lpcheck.strangers import NEWER_FORM, Stranger, newer_form_sentence, strangers_in
from lpcheck.walks import Walk
from lpcheck.words import folded, listed

MOST_COMPLAINTS = 500
UNKNOWN_FIELD = "unknown-field"
FORM = "form"
DEPRECATED = "deprecated"
_SHAPES = ("type", "const", "enum", "pattern", "minItems", "minimum", "maximum")
_HOLLOW = frozenset({"type", "minProperties"})
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


def faults_in(
    document: Document, walk: Walk, complaints: Iterable[Complaint], outdated: Sequence[Pointer] = ()
) -> Iterator[Fault]:
    """Yields one fault for each mistake: not for each keyword that a mistake offends.

    Nothing is said at or below a place that the reader had trouble with already. `outdated` are the places
    of fields that will go.
    """
    blamed = frozenset(trouble.pointer for trouble in document.troubles if trouble.pointer)
    taken = list(islice(complaints, MOST_COMPLAINTS + 1))
    if len(taken) > MOST_COMPLAINTS:
        yield Fault(None, FORM, Problem(document.locate(()), _TOO_MANY), ((),))
        return
    relevant = [complaint for complaint in taken if not is_at_or_below(complaint.pointer, blamed)]
    missing = _grouped(complaint for complaint in relevant if complaint.keyword == "required")
    unknown = list(_unknown_fields(document, walk, relevant, missing))
    yield from unknown
    shapes = list(_shapes(document, walk, relevant))
    faulty = blamed.union(*(fault.pointers for fault in (*shapes, *unknown)))
    for pointer, names in missing.items():
        if pointer in faulty:
            continue
        decided = [name for name in names if not is_undecided(walk[pointer], pointer, name, faulty)]
        yield from _missing_fields(document, walk, pointer, decided)
    yield from shapes
    yield from _deprecated_fields(
        document, walk, (one for one in outdated if not is_at_or_below(one, faulty))
    )


def _grouped(complaints: Iterable[Complaint]) -> dict[Pointer, list[str]]:
    groups: dict[Pointer, list[str]] = {}
    for complaint in complaints:
        group = groups.setdefault(complaint.pointer, [])
        group.extend(name for name in complaint.fields if name not in group)
    return groups


def _unknown_fields(
    document: Document, walk: Walk, complaints: list[Complaint], missing: Mapping[Pointer, list[str]]
) -> Iterator[Fault]:
    """Yields a fault for each field that the form does not have, or one for all that nothing explains."""
    found: list[tuple[Pointer, Stranger]] = []
    unexpected = _grouped(c for c in complaints if c.keyword == "additionalProperties")
    for pointer, names in unexpected.items():
        data = _value_at(document.data, pointer)
        there = data if isinstance(data, dict) else {}
        found += ((pointer, stranger) for stranger in strangers_in(walk.get(pointer, ()), names, there))
    aliens = [(*pointer, stranger.name) for pointer, stranger in found if stranger.is_alien]
    if len(aliens) >= NEWER_FORM:
        yield _newer_form(document, aliens)
        found = [(pointer, stranger) for pointer, stranger in found if not stranger.is_alien]
    for pointer, stranger in found:
        yield _unknown_field(document, walk, pointer, stranger, missing)


def _newer_form(document: Document, aliens: list[Pointer]) -> Fault:
    places = sorted((document.locate_key(pointer) for pointer in aliens), key=lambda place: place.span)
    related = tuple(Related(place, "nor this") for place in places[1:])
    problem = Problem(places[0], newer_form_sentence(len(aliens)), related, note="not in this form")
    return Fault(None, UNKNOWN_FIELD, problem, tuple(aliens))


def _unknown_field(
    document: Document,
    walk: Walk,
    pointer: Pointer,
    stranger: Stranger,
    missing: Mapping[Pointer, list[str]],
) -> Fault:
    """The fault of a field that the form does not have; one that is misspelt explains a missing one."""
    there, meant = (*pointer, stranger.name), stranger.meant
    also: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    if meant is not None and meant in missing.get(pointer, ()):
        missing[pointer].remove(meant)
        also = tuple(filter(None, (_requirement(walk, pointer, meant),)))
        below = tuple(requirements_below(fields_named(walk[pointer], meant)))
    problem = Problem(document.locate_key(there), stranger.sentence, also=also)
    touched = (there,) if meant is None else (there, (*pointer, meant))
    return Fault(stranger.requirement, UNKNOWN_FIELD, problem, touched, below=below)


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
        fault = _shape(document, walk, complaint)
        if seen.isdisjoint(fault.pointers):
            seen.update(fault.pointers)
            yield fault


def _shape(document: Document, walk: Walk, complaint: Complaint) -> Fault:
    nodes = walk.get(complaint.pointer, ())
    value = _value_at(document.data, complaint.pointer)
    sentence, is_absent = shape_sentence(_merged(nodes), value, complaint)
    there, related = _place_of(document, complaint, value)
    return Fault(
        _requirement(walk, complaint.pointer),
        FORM,
        Problem(document.locate(there), sentence, related),
        (there,),
        is_absent=is_absent,
        is_own=any(node.requirement for node in nodes),
        below=tuple(requirements_below(nodes)) if complaint.keyword in _HOLLOW else (),
    )


def _place_of(
    document: Document, complaint: Complaint, value: object
) -> tuple[Pointer, tuple[Related, ...]]:
    """Where a complaint is told, and what is shown beside it: the second of two items that are the same."""
    repeated = repeat_in(value) if complaint.keyword == "uniqueItems" and isinstance(value, list) else None
    if repeated is None:
        return complaint.pointer, ()
    first, second = ((*complaint.pointer, number) for number in repeated)
    return second, (Related(document.locate(first), "first here"),)


def _telling(complaint: Complaint) -> int:
    """How much a keyword tells about what is wrong, the most telling first; one not known comes last."""
    return _SHAPES.index(complaint.keyword) if complaint.keyword in _SHAPES else len(_SHAPES)


def _merged(nodes: tuple[Node, ...]) -> Node:
    """The nodes of a place as one: by the first that has a title, with the words and hint of the last."""
    named = next((node for node in nodes if node.title), nodes[0] if nodes else Node())
    words = next((node.words for node in reversed(nodes) if node.words), ())
    hint = next((node.hint for node in reversed(nodes) if node.hint), "")
    return named._replace(words=words, hint=hint)


def _deprecated_fields(document: Document, walk: Walk, outdated: Iterable[Pointer]) -> Iterator[Fault]:
    for pointer in dict.fromkeys(outdated):
        instead = next(node.use_instead for node in walk[pointer] if node.use_instead)
        sentence = f"this field is still read, but will go: {instead}"
        yield Fault(None, DEPRECATED, Problem(document.locate_key(pointer), sentence), ())


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
