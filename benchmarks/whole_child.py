"""What a child costs with everything on, and how much memory many children take.

    python benchmarks/whole_child.py --children 300 --many 10000

The first figure is a ratio: the processor's time for a child's plan and a log of sixty entries with every
rule, against the same plan read and held to its form alone. The second is the most memory that one whole
`lpcheck validate` holds at a time, for many children and for a tenth of them, plans and logs.
"""

import argparse
import gc
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from corpus import Wanted, make_corpus
from timing import ENVIRONMENT

from lpcheck import run as runs
from lpcheck.catalogue import Catalogue

AS_OF = date(2026, 11, 21)
ENTRIES = 60
MEASURE = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


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
    load = runs.catalogue_for

    def stripped(folders: Sequence[Path], settings_files: Sequence[Path] = ()) -> Catalogue:
        catalogue = load(folders, settings_files)
        bare = tuple(policy._replace(by_rule=lambda _: ()) for policy in catalogue.policies)
        return catalogue._replace(policies=bare)

    with patch.object(runs, "catalogue_for", stripped):
        yield


def cost_of_a_child(scratch: Path, children: int, rounds: int) -> None:
    """Prints the microseconds for a child with a log and every rule, and for the form of the plan alone."""
    with_logs, without = scratch / "with", scratch / "without"
    make_corpus(with_logs, Wanted(children=children, logs=children))
    make_corpus(without, Wanted(children=children))
    for log in with_logs.glob("*/children/*/log.yaml"):
        shorten(log)
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


def shorten(log: Path) -> None:
    """Leaves the newest entries of a log, and all that stands after them."""
    lines = log.read_text("utf-8").splitlines(keepends=True)
    entries = [number for number, line in enumerate(lines) if line.startswith("  - {date:")]
    del lines[entries[0] : entries[max(0, len(entries) - ENTRIES)]]
    log.write_text("".join(lines), "utf-8")


def memory(scratch: Path, children: int, lpcheck: str) -> None:
    """Prints the most memory that whole processes hold, with lpcheck's command as it is installed."""
    for number in (children // 10, children):
        folder = scratch / f"{number}"
        make_corpus(folder, Wanted(children=number, logs=number))
        command = [sys.executable, "-c", MEASURE, lpcheck, "validate", str(folder), "--as-of", str(AS_OF)]
        found = subprocess.run(command, capture_output=True, text=True, check=True, env=ENVIRONMENT)
        print(
            f"{int(found.stdout) / 1024:8.1f} MiB at most  {number} children, plans and logs (at most 80)"
        )


def main() -> int:
    """Prints both."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--children", type=int, default=300, metavar="N")
    parser.add_argument("--many", type=int, default=10_000, metavar="N")
    parser.add_argument("--rounds", type=int, default=5, metavar="N")
    parser.add_argument("--lpcheck", default=str(Path(sys.executable).with_name("lpcheck")), metavar="PATH")
    given = parser.parse_args()
    gc.set_threshold(50_000, 20, 20)  # as the command line has it
    with TemporaryDirectory() as scratch:
        cost_of_a_child(Path(scratch), given.children, given.rounds)
        memory(Path(scratch), given.many, given.lpcheck)
    return 0


if __name__ == "__main__":
    sys.exit(main())
