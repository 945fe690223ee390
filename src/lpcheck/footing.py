"""What a page rests on, said at its foot, and what it leaves to people."""

from datetime import date
from typing import NamedTuple

from lpcheck import __version__
from lpcheck.clauses import question_in
from lpcheck.model import State
from lpcheck.records import Result
from lpcheck.summary import requirements_in


class Question(NamedTuple):
    """What only a person can judge: the requirement, its title, the question and whose duty it is."""

    requirement: str
    title: str
    question: str
    duty: str


class Rule(NamedTuple):
    """A policy that was looked at, with its version and the digest of its text."""

    id: str
    title: str
    version: str
    digest: str


class Footing(NamedTuple):
    """What the numbers of a page rest on, and how much of it was not looked at.

    `settings` are those that decided something; `not_looked_at` and `for_a_person` are titles of
    requirements; `covered_by_baseline` counts what a baseline counts apart.
    """

    lpcheck: str
    as_of: date
    scope: tuple[str, ...]
    documents: int
    children: int
    policies: tuple[Rule, ...]
    law_checked_on: str
    inputs_digest: str
    settings: tuple[tuple[str, str], ...]
    not_looked_at: tuple[str, ...]
    for_a_person: int
    covered_by_baseline: int


def footing_of(result: Result) -> Footing:
    """What a page about a result rests on."""
    titles = {one.id: one.title for policy in result.policies for one in policy.requirements}
    return Footing(
        lpcheck=__version__,
        as_of=result.as_of,
        scope=result.scope,
        documents=result.documents,
        children=result.children,
        policies=rules_in(result),
        law_checked_on=result.law_checked_on,
        inputs_digest=result.inputs_digest,
        settings=tuple((name.replace("_", " "), str(value)) for name, value in result.settings.items()),
        not_looked_at=tuple(
            titles.get(name, name) for name in requirements_in(result, State.NOT_LOOKED_AT)
        ),
        for_a_person=len(questions_in(result)),
        covered_by_baseline=sum(finding.baselined for finding in result.findings),
    )


def rules_in(result: Result) -> tuple[Rule, ...]:
    """The policies that were looked at, in their order."""
    return tuple(Rule(one.id, one.title, one.version, one.digest) for one in result.policies)


def questions_in(result: Result) -> tuple[Question, ...]:
    """The questions that a run leaves to people, in the order of the requirements."""
    left = frozenset(requirements_in(result, State.FOR_A_PERSON))
    return tuple(
        Question(requirement.id, requirement.title, question, requirement.duty)
        for policy in result.policies
        for requirement in policy.requirements
        if requirement.id in left and (question := question_in(requirement))
    )
