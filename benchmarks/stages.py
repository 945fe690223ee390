"""Where the time of lpcheck goes: microseconds a plan in each stage of a run over made-up plans.

    python benchmarks/stages.py --plans 1000

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

from corpus import Wanted, corpus_in

from lpcheck.formats import renderer
from lpcheck.look import Look
from lpcheck.run import Request, run

ONCE = ("load policies", "find files", "write JSON")
# Where a run calls what: module, name there, stage.
CALLS = (
    ("lpcheck.run", "catalogue_for", "load policies"),
    ("lpcheck.run", "units_in", "find files"),
    ("lpcheck.run", "taken_in", "read"),
    ("lpcheck.intake", "document_of", "parse"),
    ("lpcheck.checker", "examined_here", "place and form"),
    ("lpcheck.examining", "marked_in", "marks"),
    ("lpcheck.examining", "faults_in", "schema"),
    ("lpcheck.checker", "judgements_on", "rules"),
    ("lpcheck.checker", "due_in", "deadlines"),
    ("lpcheck.checker", "states_of", "coverage"),
    ("lpcheck.checker", "raised_in", "findings and frames"),
    ("lpcheck.checker", "findings_from", "findings and frames"),
    ("lpcheck.run", "check_unit", "rest of the check"),
    ("lpcheck.run", "result_of", "reduce"),
)


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
    """Prints the median of some runs, stage by stage."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--plans", type=int, default=1000, metavar="N")
    parser.add_argument("--rounds", type=int, default=5, metavar="N")
    parser.add_argument(
        "--corpus", type=Path, metavar="FOLDER", help="reused if there is one, else made there"
    )
    given = parser.parse_args()
    gc.set_threshold(50_000, 20, 20)  # as the command line has it
    with TemporaryDirectory() as scratch:
        wanted = Wanted(children=given.plans, faulty=0.02)
        corpus = corpus_in(given.corpus or Path(scratch) / "corpus", wanted)
        plans = len(list(corpus.glob("*/children/*/plan.yaml")))
        rounds = [seconds_by_stage(corpus) for _ in range(given.rounds)]
    _print(rounds, plans)
    return 0


def _print(rounds: list[Mapping[str, float]], plans: int) -> None:
    stages = dict.fromkeys([*(stage for _, _, stage in CALLS), "rest", "write JSON"])
    of_each = {stage: statistics.median(one[stage] for one in rounds) for stage in stages}
    for stage in ONCE:
        print(f"{of_each[stage] * 1000:8.1f} ms  {stage}")
    of_plans = {stage: seconds for stage, seconds in of_each.items() if stage not in ONCE}
    for stage, seconds in of_plans.items():
        print(f"{seconds / plans * 1e6:8.0f} us  {stage}")
    print(f"{sum(of_plans.values()) / plans * 1e6:8.0f} us  a plan, of {plans}")


if __name__ == "__main__":
    sys.exit(main())
