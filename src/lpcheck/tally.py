"""What all documents of one site come to, counted for each requirement."""

from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterator

from lpcheck.catalogue import Catalogue
from lpcheck.coverage import undecided
from lpcheck.model import State
from lpcheck.records import Coverage, Record


def settled(
    record: Record, failing: Container[tuple[str, str]], waived: Container[tuple[str, str]]
) -> Iterator[tuple[str, str, State]]:
    """Yields each document and requirement of a unit with how they stand when all is found.

    `failing` are the requirements that have a finding, each with the path of its document, and `waived`
    those that have one which a waiver covers.
    """
    for path, states in record.states.items():
        for requirement, state in states.items():
            if (requirement, path) in failing:
                yield path, requirement, State.NOT_RECORDED
            elif (requirement, path) in waived:
                yield path, requirement, State.WAIVED
            else:
                yield path, requirement, state


class SiteTally:
    """The counts of a site, unit by unit: they grow with its requirements, not with its documents."""

    def __init__(self, site: str | None) -> None:
        self._site = site
        self._counts: defaultdict[str, Counter[State]] = defaultdict(Counter)
        self._policies: set[str] = set()

    def add(
        self,
        record: Record,
        failing: Container[tuple[str, str]],
        waived: Container[tuple[str, str]],
        is_asked_for: Callable[[str], bool],
    ) -> None:
        """Counts the documents of one unit that were asked for; the others say only what is spoken of.

        `failing` and `waived` are as for `settled`.
        """
        self._policies.update(record.policies)
        for path, requirement, state in settled(record, failing, waived):
            self._counts[requirement][state] += is_asked_for(path)

    def turn(self, requirement: str) -> None:
        """Counts one document that seemed to have a requirement recorded as one that has not."""
        counts = self._counts[requirement]
        if counts[State.RECORDED]:
            counts[State.RECORDED] -= 1
            counts[State.NOT_RECORDED] += 1

    def coverage(self, catalogue: Catalogue) -> Iterator[Coverage]:
        """Yields the counts of each requirement, in the order of their ids."""
        in_force = (policy for policy in catalogue.policies if policy.id in self._policies)
        once = dict(undecided(in_force, self._counts))
        for requirement in sorted(self._counts.keys() | once.keys()):
            counts = self._counts.get(requirement, Counter[State]()).copy()
            if requirement in once:
                counts[once[requirement]] += 1
            if counts.total():
                yield Coverage(self._site, requirement, counts)
