"""What the page for the leadership team costs beside `validate`, and how large many children make it.

    python benchmarks/report.py --children 1000 --many 10000

The first figure is a ratio of whole processes, run in turn on the same schools; a fixed 0.3 s is allowed on
top of it, because templates have to be loaded once.
"""

import argparse
import subprocess
import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus import Wanted, make_corpus
from timing import medians

AS_OF = date(2026, 11, 21)
MOST, ALLOWANCE, MOST_BYTES = 1.5, 0.3, 5_000_000
LPCHECK = (sys.executable, "-m", "lpcheck")


def main() -> int:
    """Prints both figures beside their bounds; 1 where one is missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--children", type=int, default=1000)
    parser.add_argument("--many", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    with TemporaryDirectory() as scratch:
        few, many, pages = (Path(scratch) / name for name in ("few", "many", "pages"))
        pages.mkdir()
        make_corpus(few, Wanted(given.children, faulty=0.02, also_crosswise=True))
        make_corpus(many, Wanted(given.many, faulty=0.02, also_crosswise=True))
        output = ("--output", str(pages / "few.html"), "--quiet")
        commands = {
            "validate": (*LPCHECK, "validate", str(few), f"--as-of={AS_OF}"),
            "report": (*LPCHECK, "report", str(few), f"--as-of={AS_OF}", *output),
        }
        taken = medians(commands, given.rounds)
        bound = MOST * taken["validate"] + ALLOWANCE
        print(f"report of {given.children} children / validate: {taken['report'] / taken['validate']:.2f}")
        print(f"  {taken['report']:.2f} s, at most {bound:.2f} s: {MOST} times validate and {ALLOWANCE} s")
        largest = _largest(many, pages)
        print(
            f"largest page of {given.many} children: {largest / 1e6:.2f} MB, at most {MOST_BYTES / 1e6} MB"
        )
    return int(taken["report"] > bound or largest > MOST_BYTES)


def _largest(schools: Path, pages: Path) -> int:
    words = (str(schools), f"--as-of={AS_OF}", "--output", str(pages / "many.html"), "--quiet")
    subprocess.run((*LPCHECK, "report", *words), check=True)
    return max(file.stat().st_size for file in pages.glob("many*.html"))


if __name__ == "__main__":
    sys.exit(main())
