"""What the page for the leadership team costs beside `validate`, and how many children weigh on it.

    pip install --group browser
    python benchmarks/report.py --children 1000 --many 10000

The first figure is a ratio of whole processes that keep nothing, run in turn on the same schools; a fixed
0.3 s is allowed on top of it, because templates have to be loaded once. The second is the largest page, the
third the longest time for which Chromium answers nobody while it opens one of the largest pages; it counts
from 50 ms on.
"""

import argparse
import shutil
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus import Wanted, make_corpus
from playwright.sync_api import sync_playwright
from timing import medians

AS_OF = date(2026, 11, 21)
MOST, ALLOWANCE, MOST_BYTES, MOST_MILLISECONDS = 1.5, 0.3, 5_000_000, 200
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
LARGEST = 4
WATCH = """
window.tasks = [];
new PerformanceObserver(seen => seen.getEntries().forEach(task => window.tasks.push(task.duration)))
    .observe({type: "longtask", buffered: true});
"""
LPCHECK = (sys.executable, "-m", "lpcheck")


def main() -> int:
    """Prints the figures beside their bounds; 1 where one is missed."""
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
            "validate": (*LPCHECK, "validate", str(few), f"--as-of={AS_OF}", "--no-cache"),
            "report": (*LPCHECK, "report", str(few), f"--as-of={AS_OF}", *output),
        }
        taken = medians(commands, given.rounds)
        bound = MOST * taken["validate"] + ALLOWANCE
        print(f"report of {given.children} children / validate: {taken['report'] / taken['validate']:.2f}")
        print(f"  {taken['report']:.2f} s, at most {bound:.2f} s: {MOST} times validate and {ALLOWANCE} s")
        largest = _largest(many, pages)
        size, longest = largest[0].stat().st_size, _longest_task(largest)
    print(f"largest page of {given.many} children: {size / 1e6:.2f} MB, at most {MOST_BYTES / 1e6} MB")
    print(f"  longest task while it opens: {longest:.0f} ms, at most {MOST_MILLISECONDS} ms")
    return int(taken["report"] > bound or size > MOST_BYTES or longest > MOST_MILLISECONDS)


def _largest(schools: Path, pages: Path) -> list[Path]:
    """The page of all schools, and the largest of single ones, largest first."""
    first = pages / "many.html"
    words = (str(schools), f"--as-of={AS_OF}", "--output", str(first), "--quiet")
    subprocess.run((*LPCHECK, "report", *words), check=True)
    single = sorted(pages.glob("many-*.html"), key=lambda file: file.stat().st_size)[-LARGEST:]
    return sorted([first, *single], key=lambda file: -file.stat().st_size)


def _longest_task(pages: Sequence[Path]) -> float:
    """The milliseconds of the longest task while a page opens; 0 where none took 50."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        sys.exit(f"none of {', '.join(BROWSERS)} is installed")
    longest = 0.0
    with sync_playwright() as running:
        opened = running.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        for file in pages:
            page = opened.new_page()
            page.add_init_script(WATCH)
            page.goto(file.as_uri())
            page.wait_for_timeout(1000)
            longest = max(longest, *page.evaluate("window.tasks"), 0)
            page.close()
        opened.close()
    return longest


if __name__ == "__main__":
    sys.exit(main())
