"""Times whole processes side by side, so that only their ratio counts and not the machine."""

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

# A user's Python keeps compiled modules, and finds lpcheck where it is installed.
ENVIRONMENT = {
    name: value
    for name, value in os.environ.items()
    if name not in ("PYTHONDONTWRITEBYTECODE", "PYTHONPATH")
}
# In a process of its own: the memory of a process counts from the one that it was forked from.
_MEASURED = """
import json, resource, subprocess, sys, time
start = time.perf_counter()
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
seconds = time.perf_counter() - start
largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(json.dumps([seconds, largest / 1024, done.returncode]))
"""


class Command(NamedTuple):
    """What to run where, and how it may end; what it keeps is lost after a run, unless it has a folder."""

    words: Sequence[str]
    folder: Path | None = None
    ends: Sequence[int] = (0, 1)
    cache: Path | None = None


class Cost(NamedTuple):
    """What one run took, and the most memory that one of its processes held."""

    seconds: float
    mib: float


def in_turn(commands: Mapping[str, Command], rounds: int) -> dict[str, list[Cost]]:
    """What each command cost in each round; one command after the other, round after round."""
    costs: dict[str, list[Cost]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            costs[name].append(cost_of(command))
    return costs


def cost_of(command: Command) -> Cost:
    """What one run costs."""
    runner = command._replace(words=[sys.executable, "-S", "-c", _MEASURED, *command.words])
    seconds, mib, code = json.loads(done_by(runner).stdout)
    _refuse_other_end(command, code)
    return Cost(seconds, mib)


def done_by(command: Command) -> subprocess.CompletedProcess[str]:
    """A run of a command, with what it says; one that could not do its work ends the benchmark."""
    with TemporaryDirectory() as empty:
        done = subprocess.run(
            command.words,
            capture_output=True,
            text=True,
            check=False,
            cwd=command.folder,
            env={**ENVIRONMENT, "XDG_CACHE_HOME": str(command.cache or empty)},
        )
    _refuse_other_end(command, done.returncode)
    return done


def _refuse_other_end(command: Command, code: int) -> None:
    if code not in command.ends:
        sys.exit(f"{' '.join(command.words)[:300]} ended with {code}")


def median_seconds(costs: Iterable[Cost]) -> float:
    """The seconds in the middle."""
    return statistics.median(cost.seconds for cost in costs)


def medians(commands: Mapping[str, Sequence[str]], rounds: int) -> dict[str, float]:
    """The median seconds of each command, run in turn for so many rounds after one that does not count."""
    named = {name: Command(words) for name, words in commands.items()}
    return {name: median_seconds(costs[1:]) for name, costs in in_turn(named, rounds + 1).items()}


def paired(ones: Iterable[Cost], others: Iterable[Cost]) -> float:
    """How many times as long as others some runs took: the median over the rounds."""
    return statistics.median(one.seconds / other.seconds for one, other in zip(ones, others, strict=True))
