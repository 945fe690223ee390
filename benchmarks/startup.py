"""What a start costs: `--version` and the two real procedures, each as a ratio to what it cannot do without.

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
    """Prints the medians and the ratios; 1 where --check is given and a bound is passed."""
    times = medians(COMMANDS, rounds=21)
    for name, seconds in times.items():
        print(f"{seconds * 1000:8.1f} ms  {name}")
    late = False
    for name, base, bound in BOUNDS:
        ratio = times[name] / times[base]
        late = late or ratio > bound
        print(f"{ratio:8.2f}     {name} / {base} (at most {bound})")
    return int(late and "--check" in sys.argv)


if __name__ == "__main__":
    sys.exit(main())
