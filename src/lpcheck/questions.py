"""Three questions that governors may ask of their school, chosen from what was found in it."""

from collections.abc import Callable, Container, Sequence
from typing import NamedTuple

from lpcheck.model import Finding
from lpcheck.sections import InSection, gravity

_NUMBER = 3
_ABOUT_FOUND = 2


class Ask(NamedTuple):
    """A question, and why it is asked."""

    question: str
    because: str


def questions_for(sections: Sequence[InSection], *, are_children_shown: bool) -> tuple[Ask, ...]:
    """The questions, one a section: what is gravest, what nobody looked at, then what only people judge.

    Where there are too few children to show a number, nothing about them chooses a question.
    """
    grave = [
        (rank, one)
        for one in sections
        if (rank := gravity(_findings(one) if are_children_shown else one.of_papers)) is not None
    ]
    found = [one for _, one in sorted(grave, key=lambda pair: pair[0])]
    unseen = [one for one in sections if one.is_unseen_in_papers or (are_children_shown and one.unseen)]
    chosen: dict[str, Ask] = {}
    for candidates, most, ask in (
        (found, _ABOUT_FOUND, _about_found),
        (unseen, 1, _about_unseen),
        ([one for one in sections if one.questions], _NUMBER, _for_a_person),
        (sections, _NUMBER, _about_nothing),
    ):
        chosen |= _taken(candidates, chosen.keys(), min(most, _NUMBER - len(chosen)), ask)
    return tuple(chosen.values())


def _findings(one: InSection) -> tuple[Finding, ...]:
    return (*one.of_children, *one.of_papers)


def _taken(
    candidates: Sequence[InSection], known: Container[str], most: int, ask: Callable[[InSection], Ask]
) -> dict[str, Ask]:
    """The questions about the first candidates that none was chosen of yet."""
    new = [one for one in candidates if one.label not in known][:most]
    return {one.label: ask(one) for one in new}


def _about_found(one: InSection) -> Ask:
    return Ask(one.section.ask, f"Something is open in {one.label}.")


def _about_unseen(one: InSection) -> Ask:
    return Ask(one.section.ask, f"Not all that {one.label} asks for was looked at.")


def _for_a_person(one: InSection) -> Ask:
    return Ask(
        f"How do we know {one.questions[0]}?", f"No machine can judge this; {one.label} asks for it."
    )


def _about_nothing(one: InSection) -> Ask:
    return Ask(
        one.section.ask, f"Nothing was found in what was looked at of {one.label}; ask all the same."
    )
