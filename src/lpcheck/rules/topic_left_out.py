"""A topic that is neither shared with home nor left out for a reason.

What it checks: the topic is among those covered, or among those left out with a reason, or the answer is
that all are covered. Some topics count only from a certain stage of education on. The finding names every
topic that was left out, so that a child has one finding for all of them.

Why it matters: what nobody decided to share is not shared.

Example (broken)::

    topics: {covered: [attendance, progress]}

Use instead::

    topics: all

Parameters: `at`, the answer; `topic`, the word for it; `covered` and `left_out`, the fields of the answer;
`late`, topics that count only where `stage` has one of `stages`.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from lpcheck.conditions import applies
from lpcheck.model import Looked
from lpcheck.rules import Route, Texts, Verdict
from lpcheck.view import Entry, View
from lpcheck.words import listed

NEEDS_ALL_OF = ("at",)


class Parameters(NamedTuple):
    """The answer, its fields, the topic, and which topics come late."""

    at: Route
    topic: str
    covered: str
    left_out: str
    late: Texts
    stage: Route
    stages: Texts


def verdicts(view: View, given: Parameters) -> Iterator[Verdict]:
    """Yields one problem at the answer."""
    answer = view.first(given.at)
    is_late = applies(view, given.stage, given.stages)
    if answer is None or (given.topic in given.late and is_late is False):
        return
    if given.topic in given.late and is_late is None:
        yield Looked.COULD_NOT
        return
    yield Looked.AT_IT
    not_said = view.once_here(
        (given.at, given.covered, given.left_out), lambda: _missing(answer, given)
    )  # the same for every topic
    missing = [topic for topic in not_said if is_late or topic not in given.late]
    if given.topic in missing:
        be = "is" if len(missing) == 1 else "are"
        yield answer.problem(f"{listed(missing)} {be} neither covered nor left out with a reason")


def _missing(answer: Entry, given: Parameters) -> list[str]:
    """The topics that the answer says nothing of, in the order of the form."""
    if not isinstance(answer.value, Mapping):
        return []
    said = {*_words(answer.value.get(given.covered)), *_words(answer.value.get(given.left_out))}
    form = answer.examined.nodes((*answer.pointer, given.covered))
    topics = next((node.items.words for node in form if node.items is not None), ())
    return [str(topic) for topic in topics if topic not in said]


def _words(value: object) -> list[object]:
    return list(value) if isinstance(value, list | Mapping) else []
