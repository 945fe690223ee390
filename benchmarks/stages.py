"""Where the time of lpcheck goes: microseconds a child in each stage of a run, without and with logs.

    python benchmarks/stages.py --into docs/performance.md

The functions of a stage are timed where a run calls them, without what they call of another stage. What a
run does once, such as loading the policies, is in milliseconds. It is the processor's time, to which other
programs on the machine add little.
"""

import argparse
import gc
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import date
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

from corpus import Wanted, make_corpus
from tables import ENTRIES, head, row, write

from lpcheck import GARBAGE_THRESHOLDS
from lpcheck.formats import renderer
from lpcheck.look import Look
from lpcheck.run import Request, run

ONCE = ("load policies", "find files", "write JSON")
# Where a run calls what: module, name there, stage.
CALLS = (
    ("lpcheck.run", "catalogue_for", "load policies"),
    ("lpcheck.run", "units_in", "find files"),
    ("lpcheck.work", "taken_in", "read"),
    ("lpcheck.intake", "document_of", "parse"),
    ("lpcheck.checker", "examined_here", "place and form"),
    ("lpcheck.examining", "marked_in", "marks"),
    ("lpcheck.examining", "faults_in", "schema"),
    ("lpcheck.checker", "judgements_on", "rules"),
    ("lpcheck.checker", "due_in", "deadlines"),
    ("lpcheck.checker", "states_of", "coverage"),
    ("lpcheck.checker", "raised_in", "findings and frames"),
    ("lpcheck.checker", "findings_from", "findings and frames"),
    ("lpcheck.work", "check_unit", "rest of the check"),
    ("lpcheck.run", "result_of", "reduce"),
)
STAGES = tuple(dict.fromkeys([*(stage for _, _, stage in CALLS), "rest", "write JSON"]))


class Watch:
    """Seconds by stage; while a stage is in another, only the inner one counts."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self._open: list[str] = []
        self._since = 0.0

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Counts what happens within to a stage."""
        self._turn()
        self._open.append(name)
        yield
        self._turn()
        self._open.pop()

    def timed(self, work: Callable[..., Any], name: str) -> Callable[..., Any]:
        """A function that counts to a stage, and so does what it yields: that comes at once."""

        def call(*given: Any, **named: Any) -> Any:  # noqa: ANN401 - it takes and gives what the function does
            with self.stage(name):
                result = work(*given, **named)
                return list(result) if isinstance(result, Iterator) else result

        return call

    def _turn(self) -> None:
        now = time.process_time()
        if self._open:
            self.seconds[self._open[-1]] += now - self._since
        self._since = now


@contextmanager
def watched(watch: Watch) -> Iterator[None]:
    """Has every call of `CALLS` timed."""
    with ExitStack() as replaced:
        for place, name, stage in CALLS:
            module = import_module(place)
            function = watch.timed(getattr(module, name), stage)
            replaced.enter_context(patch.object(module, name, function))
        yield


def seconds_by_stage(folder: Path) -> Mapping[str, float]:
    """One run over a folder and its result as JSON."""
    watch, render = Watch(), renderer("json")
    assert render is not None
    with watched(watch), watch.stage("rest"):
        result = run(Request(paths=(folder,), as_of=date(2026, 11, 21), lists_dates=False))
        with watch.stage("write JSON"):
            render(result, Look())
    return watch.seconds


def main() -> int:
    """Prints the medians of some runs, stage by stage."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--plans", type=int, default=1000, metavar="N")
    parser.add_argument("--rounds", type=int, default=5, metavar="N")
    parser.add_argument("--into", type=Path, metavar="FILE", help="fill the table in here")
    given = parser.parse_args()
    gc.set_threshold(*GARBAGE_THRESHOLDS)
    columns = {
        "a plan": Wanted(given.plans, faulty=0.02),
        f"with a log of {ENTRIES} entries": Wanted(
            given.plans, faulty=0.02, logs=given.plans, entries=ENTRIES
        ),
    }
    taken = {name: _median_seconds(wanted, given.rounds) for name, wanted in columns.items()}
    write(_table(taken, given.plans), Path(__file__), given.into)
    return 0


def _median_seconds(wanted: Wanted, rounds: int) -> dict[str, float]:
    with TemporaryDirectory() as scratch:
        make_corpus(Path(scratch), wanted)
        runs = [seconds_by_stage(Path(scratch)) for _ in range(rounds)]
    return {stage: statistics.median(run[stage] for run in runs) for stage in STAGES}


def _table(taken: Mapping[str, Mapping[str, float]], plans: int) -> Iterator[str]:
    """Yields what a run does once, in milliseconds, and what it does for each child."""
    yield from head(f"once in a run of {plans:,} children, milliseconds", list(taken))
    for stage in ONCE:
        yield row(stage, [f"{seconds[stage] * 1000:.1f}" for seconds in taken.values()])
    yield ""
    yield from head("microseconds a child, and the share", list(taken))
    each = [stage for stage in STAGES if stage not in ONCE]
    sums = [sum(seconds[stage] for stage in each) for seconds in taken.values()]
    for stage in each:
        pairs = zip(taken.values(), sums, strict=True)
        yield row(stage, [f"{s[stage] / plans * 1e6:.0f} ({s[stage] / whole:.0%})" for s, whole in pairs])
    yield row("together", [f"{whole / plans * 1e6:.0f}" for whole in sums])


if __name__ == "__main__":
    sys.exit(main())
