"""The files that docs/ci.md tells a school to write, and those that this repository offers to pipelines."""

import re
from collections.abc import Mapping
from pathlib import Path

from excerpts import ROOT

PAGE = "docs/ci.md"
BLOCK = re.compile(r"<!-- (file|add to): (\S+) -->\n```yaml\n(.*?)```", re.DOTALL)
PRE_COMMIT = ".pre-commit-config.yaml"
WORKFLOW = ".github/workflows/lpcheck.yml"
DATES = ".github/workflows/lpcheck-dates.yml"
GITLAB = ".gitlab-ci.yml"


def whole_files() -> dict[str, str]:
    """The text of each file by its path in the school's repository."""
    return {path: text for word, path, text in _blocks() if word == "file"}


def additions() -> list[tuple[str, str]]:
    """Each addition that the page offers: the path of its file, and the text of the file with it."""
    files = whole_files()
    return [(path, files[path] + text) for word, path, text in _blocks() if word == "add to"]


def write(files: Mapping[str, str], folder: Path) -> None:
    """Writes the files where they belong in a repository."""
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")


def _blocks() -> list[tuple[str, str, str]]:
    return BLOCK.findall((ROOT / PAGE).read_text("utf-8"))
