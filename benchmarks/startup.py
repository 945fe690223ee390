"""What a start costs: `--version` and the two real procedures, as ratios to what they cannot do without.

Run it with the Python of the environment that lpcheck is installed in. With --check it ends with 1 where a
ratio is above its bound.
"""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from timing import medians

PROCEDURES = str(Path(__file__).parent.parent / "procedures" / "coxlease-school")
VERSION = "lpcheck --version"
VALIDATE = "lpcheck validate (two procedures)"
NOTHING = "python -c pass"
IMPORTS = 'python -c "import typer, yaml, jsonschema_rs"'
PAIRS = ((VERSION, NOTHING), (VALIDATE, IMPORTS))
# What CI holds it to; what is wanted stands in docs/performance.md.
BOUNDS = {VERSION: 1.5, VALIDATE: 2.0}


class Start(NamedTuple):
    """Median seconds by what was started, and the ratio of each command to what it cannot do without."""

    seconds: Mapping[str, float]
    ratios: Mapping[str, float]


def start_of(python: Path, rounds: int) -> Start:
    """Measures the lpcheck beside a Python."""
    lpcheck = str(python.with_name("lpcheck"))
    commands = {
        NOTHING: [str(python), "-c", "pass"],
        VERSION: [lpcheck, "--version"],
        IMPORTS: [str(python), "-c", "import typer, yaml, jsonschema_rs"],
        VALIDATE: [lpcheck, "validate", PROCEDURES, "--as-of", "2026-11-21"],
    }
    seconds = medians(commands, rounds)
    return Start(seconds, {name: seconds[name] / seconds[base] for name, base in PAIRS})


def main() -> int:
    """Prints the medians and the ratios; with --check, 1 where three runs all pass a bound."""
    tries = 3 if "--check" in sys.argv else 1
    return int(all(not _is_within_bounds() for _ in range(tries)) and "--check" in sys.argv)


def _is_within_bounds() -> bool:
    """Measures and prints once; noise only ever adds, so one run within the bounds shows what it costs."""
    start = start_of(Path(sys.executable), rounds=21)
    for name, seconds in start.seconds.items():
        print(f"{seconds * 1000:8.1f} ms  {name}")
    for name, base in PAIRS:
        print(f"{start.ratios[name]:8.2f}     {name} / {base} (at most {BOUNDS[name]})")
    return all(start.ratios[name] <= bound for name, bound in BOUNDS.items())


if __name__ == "__main__":
    sys.exit(main())
