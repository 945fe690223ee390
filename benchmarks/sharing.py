"""What two processes and a warm cache gain: whole runs of `lpcheck validate`, against one without either.

    python benchmarks/sharing.py --children 100 1000 5000

Each round runs every way in turn on the same files; the ratio of a way is the median of its ratios in the
rounds. Above 1 is quicker. On the clock two processes gain what other programs leave of the processors; the
processors' own time says what sharing costs, whatever else goes on. `cold` begins with an empty cache and
fills it, `warm` finds everything there.
"""

import argparse
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from corpus import Wanted, make_corpus
from timing import ENVIRONMENT

DAY, NEXT_DAY = "--as-of=2026-11-21", "--as-of=2026-11-22"
ALONE = "one process, no cache"
WAYS = {
    ALONE: ["--jobs=1", "--no-cache", DAY],
    "two processes, no cache": ["--jobs=2", "--no-cache", DAY],
    "as it pays, no cache": ["--no-cache", DAY],
    "one process, cold": ["--jobs=1", DAY],
    "one process, warm": ["--jobs=1", DAY],
    "one process, warm, the next morning": ["--jobs=1", NEXT_DAY],
}


class Taken(NamedTuple):
    """The seconds of a run, on the clock and of all processors."""

    clock: float
    processors: float


def seconds(lpcheck: str, folder: Path, words: list[str], cache: Path) -> Taken:
    """One whole run."""
    command = [lpcheck, "validate", "--quiet", "--fail-on=never", *words, str(folder)]
    start, before = time.perf_counter(), processor()
    subprocess.run(command, check=False, env={**ENVIRONMENT, "XDG_CACHE_HOME": str(cache)})
    return Taken(time.perf_counter() - start, processor() - before)


def processor() -> float:
    """The seconds that processes begun here, and those that they began, have had a processor for."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def measure(lpcheck: str, folder: Path, rounds: int) -> None:
    """Prints the ratios of every way."""
    taken: dict[str, list[Taken]] = {way: [] for way in WAYS}
    for _ in range(rounds):
        with TemporaryDirectory() as cache:
            for way, words in WAYS.items():
                taken[way].append(seconds(lpcheck, folder, words, Path(cache)))
    print("  on the clock  on processors")
    for way, ones in taken.items():
        pairs = list(zip(taken[ALONE], ones, strict=True))
        clock = statistics.median(alone.clock / one.clock for alone, one in pairs)
        processors = statistics.median(alone.processors / one.processors for alone, one in pairs)
        print(f"  {clock:12.2f}  {processors:13.2f}  {way}")


def main() -> int:
    """Prints a table for each number of children."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--children", type=int, nargs="+", default=[100, 1000, 5000], metavar="N")
    parser.add_argument("--logs", action="store_true", help="every child has a log as well")
    parser.add_argument("--rounds", type=int, default=5, metavar="N")
    parser.add_argument("--lpcheck", default=str(Path(sys.executable).with_name("lpcheck")), metavar="PATH")
    given = parser.parse_args()
    for number in given.children:
        with TemporaryDirectory() as folder:
            make_corpus(
                Path(folder), Wanted(children=number, faulty=0.02, logs=number if given.logs else 0)
            )
            print(f"{number} children, {given.rounds} rounds")
            measure(given.lpcheck, Path(folder), given.rounds)
    return 0


if __name__ == "__main__":
    sys.exit(main())
