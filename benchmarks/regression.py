"""Whether checking has become slower than what is stored, without measuring a second.

    python benchmarks/regression.py --check

Two figures, for plans without and with logs. The lines of Python that are run for a child are the same each
time, and may be a quarter more. The time, which also sees what the libraries do, is the processor's, beside
PyYAML's plainest reading of the same files in turn in one process. It may be twice as much, and is tried
three times: with many other programs running, it was seen to go up by a half with nothing changed. Beyond
that --check ends with 1. --store writes down what it is now, as `stored.json`.
"""

import argparse
import gc
import json
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType
from typing import Any, NamedTuple

import yaml
from corpus import Wanted, make_corpus
from tables import ENTRIES

from lpcheck import GARBAGE_THRESHOLDS
from lpcheck import run as runs

STORED = Path(__file__).with_name("stored.json")
AS_OF = date(2026, 11, 21)
CORPORA = {
    "plans": Wanted(children=90, faulty=0.1, also_crosswise=True),
    "plans with logs": Wanted(children=45, logs=45, entries=ENTRIES),
}


class Measure(NamedTuple):
    """How something is measured in a folder, how many times the stored figure it may be, and the tries."""

    of: Callable[[Path], float]
    margin: float
    tries: int


def lines_in(folder: Path) -> float:
    """The lines of Python that are run for a child: those of lpcheck and of its libraries."""
    lines = 0

    def count(_frame: FrameType, event: str, _given: object) -> Any:  # noqa: ANN401 - it gives itself
        nonlocal lines
        lines += event == "line"
        return count

    _check(folder)
    before = sys.gettrace()
    sys.settrace(count)
    try:
        _check(folder)
    finally:
        sys.settrace(before)
    return lines / len(list(folder.glob("*/children/*")))


def time_in(folder: Path, rounds: int = 5) -> float:
    """How many times as long as reading the files a check of them takes: the median over the rounds."""
    files = [file.read_bytes() for file in folder.rglob("*.yaml")]
    check, read = partial(_check, folder), partial(_read, files)
    check()
    return statistics.median(_seconds(check) / _seconds(read) for _ in range(rounds))


MEASURES = {"lines": Measure(lines_in, margin=1.25, tries=1), "time": Measure(time_in, margin=2.0, tries=3)}


def main() -> int:
    """Prints each figure beside the stored one; with --check, 1 where one is too high."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    what_then = parser.add_mutually_exclusive_group()
    what_then.add_argument("--check", action="store_true", help="end with 1 where checking is slower")
    what_then.add_argument("--store", action="store_true", help="from now on, this is what it costs")
    given = parser.parse_args()
    gc.set_threshold(*GARBAGE_THRESHOLDS)
    with TemporaryDirectory() as scratch:
        folders = made_in(Path(scratch))
        if given.store:
            STORED.write_text(json.dumps(figures_of(folders), indent=2) + "\n", "utf-8")
        slower = list(slower_than(json.loads(STORED.read_text("utf-8")), folders))
    return int(given.check and bool(slower))


def made_in(folder: Path) -> dict[str, Path]:
    """The corpora that are checked, by what is in them."""
    for name, wanted in CORPORA.items():
        make_corpus(folder / name, wanted)
    return {name: folder / name for name in CORPORA}


def figures_of(folders: Mapping[str, Path]) -> dict[str, dict[str, float]]:
    """What checking costs now, by measure and corpus."""
    return {
        kind: {name: round(measure.of(folder), 1) for name, folder in folders.items()}
        for kind, measure in MEASURES.items()
    }


def slower_than(stored: Mapping[str, Mapping[str, float]], folders: Mapping[str, Path]) -> Iterator[str]:
    """Yields and prints what costs too much in every try: noise comes and goes, a loss stays."""
    for kind, measure in MEASURES.items():
        for name, folder in folders.items():
            most = stored[kind][name] * measure.margin
            if all(_now(measure, folder, kind, name, most) > most for _ in range(measure.tries)):
                yield f"{kind}, {name}"


def _now(measure: Measure, folder: Path, kind: str, name: str, most: float) -> float:
    now = measure.of(folder)
    print(f"{now:10,.1f}  {kind}, {name} (at most {most:,.1f})")
    return now


def _check(folder: Path) -> None:
    runs.run(runs.Request((folder,), AS_OF))


def _read(files: list[bytes]) -> None:
    for file in files:
        yaml.load(file, yaml.CBaseLoader)  # noqa: S506 - it makes texts of everything


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


if __name__ == "__main__":
    sys.exit(main())
