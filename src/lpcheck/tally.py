"""What all documents of one site come to, counted for each requirement."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from lpcheck.catalogue import Catalogue
from lpcheck.coverage import undecided
from lpcheck.model import State
from lpcheck.records import Coverage, Record


def settled(
    record: Record, failing: Iterable[tuple[str, str]], waived: Iterable[tuple[str, str]]
) -> Iterator[tuple[str, Mapping[str, State]]]:
    """Yields the path of each document of a unit with how its requirements stand when all is found.

    `failing` are the requirements that have a finding, each with the path of its document, and `waived`
    those that have one which a waiver covers.
    """
    after = {**dict.fromkeys(waived, State.WAIVED), **dict.fromkeys(failing, State.NOT_RECORDED)}
    for path, states in record.states.items():
        changed = {one: state for (one, where), state in after.items() if where == path and one in states}
        yield path, {**states, **changed} if changed else states


class SiteTally:
    """The counts of a site, unit by unit: they grow with its requirements, not with its documents."""

    def __init__(self, site: str | None) -> None:
        self._site = site
        self._counts: Counter[tuple[str, State]] = Counter()
        self._spoken_of: set[str] = set()
        self._policies: set[str] = set()

    def add(
        self,
        record: Record,
        failing: Iterable[tuple[str, str]],
        waived: Iterable[tuple[str, str]],
        is_asked_for: Callable[[str], bool],
    ) -> None:
        """Counts the documents of one unit that were asked for; the others say only what is spoken of.

        `failing` and `waived` are as for `settled`.
        """
        self._policies.update(record.policies)
        for path, states in settled(record, failing, waived):
            self._spoken_of.update(states)
            if is_asked_for(path):
                self._counts.update(states.items())

    def turn(self, requirement: str) -> None:
        """Counts one document that seemed to have a requirement recorded as one that has not."""
        if self._counts[requirement, State.RECORDED]:
            self._counts[requirement, State.RECORDED] -= 1
            self._counts[requirement, State.NOT_RECORDED] += 1

    def coverage(self, catalogue: Catalogue) -> Iterator[Coverage]:
        """Yields the counts of each requirement, in the order of their ids."""
        in_force = (policy for policy in catalogue.policies if policy.id in self._policies)
        counts: defaultdict[str, Counter[State]] = defaultdict(Counter)
        for (requirement, state), number in self._counts.items():
            counts[requirement][state] = number
        for requirement, state in undecided(in_force, self._spoken_of):
            counts[requirement][state] += 1
        for requirement in sorted(counts):
            yield Coverage(self._site, requirement, counts[requirement])
