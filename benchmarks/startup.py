"""What a start costs: `--version` and the two real procedures, as ratios to what they cannot do without.

Run it with the Python of the environment that lpcheck is installed in. With --check it ends with 1 where a
ratio is above its bound.
"""

import sys
from pathlib import Path

from timing import medians

PYTHON = sys.executable
LPCHECK = str(Path(PYTHON).with_name("lpcheck"))
PROCEDURES = str(Path(__file__).parent.parent / "procedures" / "coxlease-school")

COMMANDS = {
    "python -c pass": [PYTHON, "-c", "pass"],
    "lpcheck --version": [LPCHECK, "--version"],
    'python -c "import typer, yaml, jsonschema_rs"': [PYTHON, "-c", "import typer, yaml, jsonschema_rs"],
    "lpcheck validate (two procedures)": [LPCHECK, "validate", PROCEDURES, "--as-of", "2026-11-21"],
}
BOUNDS = [
    ("lpcheck --version", "python -c pass", 1.5),
    ("lpcheck validate (two procedures)", 'python -c "import typer, yaml, jsonschema_rs"', 2.0),
]


def main() -> int:
    """Prints the medians and the ratios; with --check, 1 where three runs all pass a bound."""
    tries = 3 if "--check" in sys.argv else 1
    return int(all(not _is_within_bounds() for _ in range(tries)) and "--check" in sys.argv)


def _is_within_bounds() -> bool:
    """Measures and prints once; noise only ever adds, so one run within the bounds shows what it costs."""
    times = medians(COMMANDS, rounds=21)
    for name, seconds in times.items():
        print(f"{seconds * 1000:8.1f} ms  {name}")
    ratios = [(times[name] / times[base], name, base, bound) for name, base, bound in BOUNDS]
    for ratio, name, base, bound in ratios:
        print(f"{ratio:8.2f}     {name} / {base} (at most {bound})")
    return all(ratio <= bound for ratio, _, _, bound in ratios)


if __name__ == "__main__":
    sys.exit(main())
