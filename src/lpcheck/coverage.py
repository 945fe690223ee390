"""What can be said of each requirement in each document, unless a finding says otherwise."""

from collections.abc import Iterable, Iterator, Sequence

from lpcheck.catalogue import BUILT_IN, Catalogue, schema_of
from lpcheck.examining import Examination
from lpcheck.judging import Judgement
from lpcheck.marks import compile_schema, requirements_below
from lpcheck.model import By, Cell, Policy, State
from lpcheck.pointers import is_at_or_below

_FIRST = (State.NOT_RECORDED, State.NOT_LOOKED_AT, State.RECORDED, State.NOT_APPLICABLE)


def cells_of(
    examination: Examination, judgements: Iterable[Judgement], catalogue: Catalogue
) -> Iterator[Cell]:
    """Yields one cell for each requirement that speaks of a document: the least reassuring that holds."""
    path = examination.examined.document.path
    states: dict[str, list[State]] = {}
    for requirement, state in _states(examination, judgements, catalogue):
        states.setdefault(requirement, []).append(state)
    for requirement, found in sorted(states.items()):
        yield Cell(requirement, path, min(found, key=_FIRST.index))


def _states(
    examination: Examination, judgements: Iterable[Judgement], catalogue: Catalogue
) -> Iterator[tuple[str, State]]:
    document = examination.examined.document
    yield from _built_in(examination, catalogue)
    if not document.is_read:
        for requirement in _asked_of(document.kind, examination.policies, catalogue):
            yield requirement, State.NOT_LOOKED_AT
        return
    unreliable = examination.examined.unreliable
    for pointer, nodes in examination.examined.walk.items():
        state = State.NOT_LOOKED_AT if is_at_or_below(pointer, unreliable) else State.RECORDED
        for node in nodes:
            yield from ((requirement, state) for requirement in node.marks())
    for fault in examination.faults:
        for name in fault.below:
            yield name, State.NOT_RECORDED
    for judgement in judgements:
        yield judgement.requirement.id, _state_of(judgement)


def _built_in(examination: Examination, catalogue: Catalogue) -> Iterator[tuple[str, State]]:
    is_read = examination.examined.document.is_read
    for name, by in BUILT_IN.items():
        looked = is_read or by is By.READER
        yield catalogue.built_in[name][0].id, State.RECORDED if looked else State.NOT_LOOKED_AT


def _asked_of(kind: str, policies: Sequence[Policy], catalogue: Catalogue) -> Iterator[str]:
    """Yields what a document of a kind would be asked, by rule or by its form."""
    for policy in policies:
        for requirement in policy.requirements:
            if any(kind in check.documents for check in requirement.checks):
                yield requirement.id
    if kind in catalogue.kinds:
        yield from requirements_below((compile_schema(schema_of(catalogue, kind, policies)),))


def _state_of(judgement: Judgement) -> State:
    if judgement.stood_down:
        return State.NOT_LOOKED_AT
    return State.RECORDED if judgement.looked else State.NOT_APPLICABLE


def cells_of_site(policies: Sequence[Policy], cells: Iterable[Cell]) -> Iterator[Cell]:
    """Yields what no document decides: what is left to a person, not built yet, or nowhere to be seen."""
    spoken_for = {cell.requirement for cell in cells}
    for policy in policies:
        for requirement in policy.requirements:
            ways = {check.by for check in requirement.checks}
            if By.PERSON in ways:
                yield Cell(requirement.id, "", State.FOR_A_PERSON)
            elif By.NOT_BUILT in ways or requirement.id not in spoken_for:
                yield Cell(requirement.id, "", State.NOT_LOOKED_AT)
