"""What can be said of each requirement in each document, unless a finding says otherwise."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from lpcheck.catalogue import BUILT_IN, Catalogue, schema_of
from lpcheck.examining import Examination
from lpcheck.judging import Judgement
from lpcheck.marks import compile_schema, requirements_below
from lpcheck.model import By, Policy, State
from lpcheck.pointers import is_at_or_below

_FIRST = (
    State.NOT_RECORDED,
    State.NOT_LOOKED_AT,
    State.WAIVED,
    State.RECORDED,
    State.NOT_APPLICABLE,
    State.FOR_A_PERSON,
)


def states_of(
    examination: Examination, judgements: Iterable[Judgement], catalogue: Catalogue
) -> Mapping[str, State]:
    """For each requirement that speaks of a document the least reassuring that holds."""
    states: dict[str, State] = {}
    for requirement, state in _states(examination, judgements, catalogue):
        if state is not states.get(requirement):
            states[requirement] = least(state, states.get(requirement))
    for requirement in catalogue.together.keys() & states.keys():
        for other in catalogue.looked_at_with(requirement, examination.policies):
            states[other] = least(states[requirement], states.get(other))
    return states


def least(one: State, other: State | None) -> State:
    """The less reassuring of two states, or the one that there is."""
    return one if other is None else min(one, other, key=_FIRST.index)


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
    for requirements, places in examination.examined.marked.speaks_of.items():
        is_doubtful = bool(unreliable) and any(is_at_or_below(place, unreliable) for place in places)
        for requirement in requirements:
            yield requirement, State.NOT_LOOKED_AT if is_doubtful else State.RECORDED
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


def undecided(policies: Iterable[Policy], spoken_for: Container[str]) -> Iterator[tuple[str, State]]:
    """Yields what no document of a site decides: left to a person, or nowhere to be seen.

    `spoken_for` are the requirements that some document of the site says something about.
    """
    for policy in policies:
        for requirement in policy.requirements:
            ways = {check.by for check in requirement.checks}
            if By.PERSON in ways:
                yield requirement.id, State.FOR_A_PERSON
            elif requirement.id not in spoken_for:
                yield requirement.id, State.NOT_LOOKED_AT
