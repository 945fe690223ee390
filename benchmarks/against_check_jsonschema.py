"""What checking many plans costs: lpcheck, with every rule, against check-jsonschema with the schema alone.

    python benchmarks/against_check_jsonschema.py --plans 1000

Both are whole processes, run in turn on the same made-up plans, some of them faulty. Run it with the Python
of the environment that check-jsonschema is installed in; lpcheck is installed from this checkout into a
fresh environment, unless --lpcheck names another. It ends with 1 where lpcheck misses a file that
check-jsonschema finds; with --check also where it is less than 20 times as fast, three times in a row.
"""

import argparse
import json
import statistics
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from corpus import MANIFEST, Wanted, make_corpus
from timing import ENVIRONMENT, in_turn

ROOT = Path(__file__).parent.parent
CHECK_JSONSCHEMA = str(Path(sys.executable).with_name("check-jsonschema"))
AT_LEAST = 20.0
TRIES = 3


class Rivals(NamedTuple):
    """The two commands on the same plans, and where lpcheck writes what it found."""

    folder: Path
    ours: Sequence[str]
    theirs: Sequence[str]
    found: Path


def main() -> int:
    """Prints who found what, the times and their ratio."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--plans", type=int, default=1000, metavar="N")
    parser.add_argument("--rounds", type=int, default=3, metavar="N")
    parser.add_argument(
        "--corpus", type=Path, metavar="FOLDER", help="reused if there is one, else made there"
    )
    parser.add_argument("--lpcheck", metavar="PATH", help="an lpcheck that is installed already")
    parser.add_argument("--check", action="store_true", help=f"end with 1 below {AT_LEAST:g}")
    given = parser.parse_args()
    with TemporaryDirectory() as scratch:
        work = Path(scratch)
        rivals = _rivals(
            _corpus(given.corpus or work / "corpus", given.plans), _lpcheck(given.lpcheck, work), work
        )
        missed = _misses(rivals)
        tries = TRIES if given.check else 1
        is_slow = all(_ratio(rivals, given.rounds) < AT_LEAST for _ in range(tries))
    return int(missed or (given.check and is_slow))


def _corpus(folder: Path, plans: int) -> Path:
    if not (folder / MANIFEST).is_file():
        make_corpus(folder, Wanted(children=plans, faulty=0.02))
    return folder.resolve()


def _lpcheck(path: str | None, work: Path) -> str:
    """An lpcheck as users have it, from a wheel; the start scripts of a new pip import less."""
    if path is not None:
        return str(Path(path).absolute())
    subprocess.run([sys.executable, "-m", "venv", str(work / "venv")], check=True)
    python = work / "venv" / "bin" / "python"
    for wanted in (["--upgrade", "pip"], [str(ROOT)]):
        subprocess.run(
            [str(python), "-m", "pip", "install", "--quiet", *wanted], check=True, env=ENVIRONMENT
        )
    return str(python.with_name("lpcheck"))


def _rivals(corpus: Path, lpcheck: str, work: Path) -> Rivals:
    schema, found = work / "child-plan.schema.json", work / "found.json"
    schema.write_text(_output([lpcheck, "schema", "child-plan"], corpus), "utf-8")
    plans = sorted(path.relative_to(corpus).as_posix() for path in corpus.glob("*/children/*/plan.yaml"))
    for command in ([lpcheck, "--version"], [CHECK_JSONSCHEMA, "--version"], [sys.executable, "--version"]):
        print(_output(command, corpus).strip())
    size = sum((corpus / plan).stat().st_size for plan in plans) / len(plans)
    print(f"{len(plans)} plans of {size:.0f} bytes")
    return Rivals(
        folder=corpus,
        ours=[lpcheck, "validate", ".", "--as-of", "2026-11-21", "--format", f"json={found}"],
        theirs=[CHECK_JSONSCHEMA, "--schemafile", str(schema), "-o", "json", *plans],
        found=found,
    )


def _output(command: Sequence[str], folder: Path) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder, env=ENVIRONMENT)
    if done.returncode not in (0, 1):
        sys.exit(f"{command[0]} ended with {done.returncode}: {done.stderr}")
    return done.stdout


def _misses(rivals: Rivals) -> bool:
    """Prints which files each finds wrong; True where lpcheck misses one. It also warms both up."""
    _output(rivals.ours, rivals.folder)
    ours = {finding["path"] for finding in json.loads(rivals.found.read_text("utf-8"))["findings"]}
    answer = json.loads(_output(rivals.theirs, rivals.folder))
    theirs = {error["filename"] for error in (*answer["errors"], *answer["parse_errors"])}
    missed = sorted(theirs - ours)
    print(f"files with a finding: lpcheck {len(ours)}, check-jsonschema {len(theirs)}")
    for path in missed:
        print(f"missed by lpcheck: {path}")
    for path in sorted(ours - theirs):
        print(f"only found by lpcheck: {path}")
    return bool(missed)


def _ratio(rivals: Rivals, rounds: int) -> float:
    """Measures and prints once: the median of the ratios of each round."""
    commands = {"lpcheck": rivals.ours, "check-jsonschema": rivals.theirs}
    times = in_turn(commands, rounds, rivals.folder)
    for name, taken in times.items():
        print(f"{statistics.median(taken):8.2f} s  {name} ({', '.join(f'{one:.2f}' for one in taken)})")
    pairs = zip(times["check-jsonschema"], times["lpcheck"], strict=True)
    ratio = statistics.median(theirs / ours for theirs, ours in pairs)
    print(f"{ratio:8.1f}    check-jsonschema / lpcheck (at least {AT_LEAST:g})")
    return ratio


if __name__ == "__main__":
    sys.exit(main())
