"""Whether checking has become slower, beside what it cannot do without: libyaml's events of the same files.

    python benchmarks/regression.py --check

Both are measured in turn in one process, as the processor's time, and only their ratio is held against the
one in `stored.json`, which --store writes anew. With --check it ends with 1 where a ratio is more than half
as high again as the stored one, three times in a row.
"""

import argparse
import gc
import json
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml
from corpus import Wanted, make_corpus
from tables import ENTRIES

from lpcheck import run as runs

STORED = Path(__file__).with_name("stored.json")
AS_OF = date(2026, 11, 21)
CORPORA = {
    "plans": Wanted(children=90, faulty=0.1, also_crosswise=True),
    "plans with logs": Wanted(children=45, logs=45, entries=ENTRIES),
}
MARGIN = 1.5
TRIES = 3


def main() -> int:
    """Prints each ratio beside the stored one; with --check, 1 where one is too high every time."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    what_then = parser.add_mutually_exclusive_group()
    what_then.add_argument("--check", action="store_true", help="end with 1 where checking is slower")
    what_then.add_argument("--store", action="store_true", help="from now on, this is what it costs")
    parser.add_argument("--rounds", type=int, default=5, metavar="N")
    given = parser.parse_args()
    gc.set_threshold(50_000, 20, 20)  # as the command line has it
    with TemporaryDirectory() as scratch:
        folders = made_in(Path(scratch))
        if given.store:
            ratios = {name: round(ratio_of(folder, given.rounds), 1) for name, folder in folders.items()}
            STORED.write_text(json.dumps(ratios, indent=2) + "\n", "utf-8")
        slower = list(slower_than(json.loads(STORED.read_text("utf-8")), folders, given.rounds))
    return int(given.check and bool(slower))


def made_in(folder: Path) -> dict[str, Path]:
    """The corpora that are checked, by what is in them."""
    for name, wanted in CORPORA.items():
        make_corpus(folder / name, wanted)
    return {name: folder / name for name in CORPORA}


def slower_than(stored: Mapping[str, float], folders: Mapping[str, Path], rounds: int) -> Iterator[str]:
    """Yields and prints what costs too much in each of some tries: noise comes and goes, a loss stays."""
    for name, folder in folders.items():
        tries = (_is_slower(name, ratio_of(folder, rounds), stored[name]) for _ in range(TRIES))
        if all(tries):
            yield name


def _is_slower(name: str, ratio: float, stored: float) -> bool:
    most = stored * MARGIN
    print(f"{ratio:8.1f}    {name}: checked / libyaml's events (stored {stored:g}, at most {most:.1f})")
    if ratio * MARGIN < stored:
        print("            which is much less than is stored: see --store")
    return ratio > most


def ratio_of(folder: Path, rounds: int) -> float:
    """How many times as long as libyaml's events a check of all files takes: the median over the rounds."""
    files = [file.read_bytes() for file in folder.rglob("*.yaml")]

    def check() -> None:
        runs.run(runs.Request((folder,), AS_OF))

    check()
    return statistics.median(_seconds(check) / _seconds(lambda: _drain(files)) for _ in range(rounds))


def _drain(files: list[bytes]) -> None:
    for file in files:
        for _ in yaml.parse(file, yaml.CSafeLoader):
            pass


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


if __name__ == "__main__":
    sys.exit(main())
