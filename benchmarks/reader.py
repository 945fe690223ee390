"""What reading costs a kilobyte: lpcheck's reader against PyYAML's CSafeLoader on the same files."""

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import yaml

from lpcheck.yaml_reader import read_yaml

ROOT = Path(__file__).parent.parent


def seconds(work: Callable[[], object]) -> float:
    """The time that one call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> int:
    """Prints, for each file, microseconds a kilobyte of both, and their ratio."""
    files = sorted([*ROOT.glob("procedures/**/*.yaml"), *ROOT.glob("schemas/**/*.yaml")])
    ratios = []
    for file in files:
        raw = file.read_bytes()
        ours, theirs = [], []
        for _ in range(15):
            ours.append(seconds(lambda raw=raw: read_yaml(raw)))  # type: ignore[misc]
            theirs.append(seconds(lambda raw=raw: yaml.load(raw, yaml.CSafeLoader)))  # type: ignore[misc]
        mine, other = (statistics.median(times) / len(raw) * 1024 * 1e6 for times in (ours, theirs))
        ratios.append(mine / other)
        print(f"{mine:7.0f} us/KB  {other:7.0f} us/KB  {mine / other:5.2f}  {file.relative_to(ROOT)}")
    print(f"median ratio {statistics.median(ratios):.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
