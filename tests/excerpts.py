"""What the documents show of the program's output, and what the program prints when it is asked again."""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
EXCERPT = re.compile(r"<!-- excerpt: (.*?) -->\n```text\n(.*?)```", re.DOTALL)


def excerpts_in(page: str) -> list[tuple[str, str]]:
    """The words after `lpcheck` and what is shown of the answer, of each excerpt in a page."""
    return EXCERPT.findall((ROOT / page).read_text("utf-8"))


def printed(words: str, folder: Path) -> str:
    """What the program prints in a folder; every excerpt shows a run that found something."""
    done = subprocess.run(
        [sys.executable, "-m", "lpcheck", *words.split()],
        check=False,
        capture_output=True,
        cwd=folder,
        env={**os.environ, "COLUMNS": "120", "PYTHONUTF8": "1"},
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 1, done.stderr
    return done.stdout
