"""What a child costs with everything on.

    python benchmarks/whole_child.py --children 300

It is a ratio: the processor's time for a child's plan and a log of sixty entries with every rule, against
the same plan read and held to its form alone.
"""

import argparse
import gc
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from corpus import Wanted, make_corpus
from tables import ENTRIES

from lpcheck import GARBAGE_THRESHOLDS, ground
from lpcheck import run as runs
from lpcheck.catalogue import Catalogue

AS_OF = date(2026, 11, 21)


def seconds(folder: Path, rounds: int) -> float:
    """The processor's time of one run over a folder, the median of some."""
    taken = []
    for _ in range(rounds):
        start = time.process_time()
        runs.run(runs.Request((folder,), AS_OF, lists_dates=False))
        taken.append(time.process_time() - start)
    return statistics.median(taken)


@contextmanager
def without_rules() -> Iterator[None]:
    """Has runs check the form alone."""
    load = ground.catalogue_for

    def stripped(folders: Sequence[Path], settings_files: Sequence[Path] = ()) -> Catalogue:
        catalogue = load(folders, settings_files)
        bare = tuple(policy._replace(by_rule=lambda _: ()) for policy in catalogue.policies)
        return catalogue._replace(policies=bare)

    with patch.object(runs, "catalogue_for", stripped):
        yield


def cost_of_a_child(scratch: Path, children: int, rounds: int) -> None:
    """Prints the microseconds for a child with a log and every rule, and for the form of the plan alone."""
    with_logs, without = scratch / "with", scratch / "without"
    make_corpus(with_logs, Wanted(children=children, logs=children, entries=ENTRIES))
    make_corpus(without, Wanted(children=children))
    everything = seconds(with_logs, rounds)
    plans = seconds(without, rounds)
    with without_rules():
        forms = seconds(without, rounds)
    for what, taken in (
        (f"plan, log of {ENTRIES} entries, every rule", everything),
        ("plan, every rule", plans),
        ("plan, its form alone", forms),
    ):
        print(f"{taken / children * 1e6:8.0f} us a child  {what}")
    print(f"{everything / forms:8.2f}    the first against the last (at most 2.5)")


def main() -> int:
    """Prints it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--children", type=int, default=300, metavar="N")
    parser.add_argument("--rounds", type=int, default=5, metavar="N")
    given = parser.parse_args()
    gc.set_threshold(*GARBAGE_THRESHOLDS)
    with TemporaryDirectory() as scratch:
        cost_of_a_child(Path(scratch), given.children, given.rounds)
    return 0


if __name__ == "__main__":
    sys.exit(main())
