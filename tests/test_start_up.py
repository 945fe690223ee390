"""What a command loads: every module costs a part of every start, so a new one is to be seen in a change.

Golden files list the modules of lpcheck, other people's packages and some large parts of the standard
library, as far as they are loaded. They are written anew, instead of compared, where LPCHECK_WRITE_GOLDEN
is set; read the difference before keeping it: nothing belongs there that the command does not use.
"""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from test_formats import golden

MODEL = str(Path(__file__).parent.parent / "procedures" / "model-school")
COMMANDS = {
    "version": ["--version"],
    "help": ["--help"],
    "validate": ["validate", MODEL, "--as-of=2026-11-21"],
    "overdue": ["overdue", MODEL, "--as-of=2026-11-21"],
}
# What the start script of an installed lpcheck does; it then says what was loaded on top of Python itself.
LOADED = """
import sys
before = set(sys.modules)
from lpcheck.cli import main
sys.argv = ["lpcheck", *sys.argv[1:]]
code = main()
loaded = sorted(set(sys.modules) - before)
import json
print("\\n" + json.dumps([code, loaded]))
"""
FOUND_BY_NAME = "lpcheck.rules."
# What lpcheck could do without in most runs. Other large parts come with its packages, by version.
LARGE = {
    *("asyncio", "concurrent.futures", "csv", "http", "importlib.metadata", "logging", "multiprocessing"),
    *("pickle", "sqlite3", "ssl", "statistics", "tempfile", "unittest", "urllib.request", "xml", "zipfile"),
}


def loaded_by(words: Sequence[str]) -> list[str]:
    said = subprocess.run(
        [sys.executable, "-c", LOADED, *words], capture_output=True, text=True, check=True
    )
    code, loaded = json.loads(said.stdout.splitlines()[-1])
    assert code == 0
    return list(loaded)


def listed(loaded: Sequence[str]) -> Iterator[str]:
    """Yields a line for each thing that counts; all rules together are one."""
    others = packages_distributions()
    tops = {name.partition(".")[0] for name in loaded}
    yield from (f"standard library: {name}" for name in loaded if name in LARGE)
    yield from (f"package: {name}" for name in sorted(tops & others.keys() - {"lpcheck"}))
    yield from (
        name for name in loaded if name.startswith("lpcheck") and not name.startswith(FOUND_BY_NAME)
    )
    if any(name.startswith(FOUND_BY_NAME) for name in loaded):
        yield f"{FOUND_BY_NAME}*"


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_loads_what_it_uses_and_no_more(name: str) -> None:
    text = "".join(f"{line}\n" for line in listed(loaded_by(COMMANDS[name])))
    assert text == golden(f"loaded-by-{name}.txt", text)


def test_what_is_new_is_seen_whatever_it_is() -> None:
    loaded = ["json", "json.decoder", "lpcheck", "lpcheck.cache", "lpcheck.rules", "lpcheck.rules.interval"]
    assert list(listed([*loaded, "sqlite3", "yaml", "yaml.nodes"])) == [
        "standard library: sqlite3",
        "package: yaml",
        "lpcheck",
        "lpcheck.cache",
        "lpcheck.rules",
        "lpcheck.rules.*",
    ]
