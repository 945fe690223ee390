"""Times whole processes side by side, so that only their ratio counts and not the machine."""

import os
import statistics
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

# A user's Python keeps compiled modules, and finds lpcheck where it is installed.
ENVIRONMENT = {
    name: value
    for name, value in os.environ.items()
    if name not in ("PYTHONDONTWRITEBYTECODE", "PYTHONPATH")
}


def medians(commands: Mapping[str, Sequence[str]], rounds: int) -> dict[str, float]:
    """The median seconds of each command, run in turn for so many rounds after one that does not count."""
    return {name: statistics.median(taken[1:]) for name, taken in in_turn(commands, rounds + 1).items()}


def in_turn(
    commands: Mapping[str, Sequence[str]], rounds: int, folder: Path | None = None
) -> dict[str, list[float]]:
    """The seconds of each command in each round, run in turn in a folder."""
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            start = time.perf_counter()
            subprocess.run(
                command,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                check=False,
                cwd=folder,
                env=ENVIRONMENT,
            )
            times[name].append(time.perf_counter() - start)
    return times
