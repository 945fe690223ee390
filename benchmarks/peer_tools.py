"""The tools that are compared: how each is told to check the plans of a corpus, and what it then says.

Left out: yamale, which has a schema language of its own, without conditions, so that it cannot find the
same; yamllint, which knows no schema.
"""

import json
import platform
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from subprocess import CompletedProcess
from typing import NamedTuple, TypeAlias

from timing import Command, done_by

AS_OF = "2026-11-21"
PLANS = "*/children/*/plan.yaml"
LPCHECK = "lpcheck"
FIRST = "lpcheck, first run"
WARM = "lpcheck, second run"
CHECK_JSONSCHEMA = "check-jsonschema"
AJV = "ajv-cli"
SOURCEMETA = "sourcemeta jsonschema"
Said: TypeAlias = CompletedProcess[str]

_VERSIONS = """
import platform
from importlib.metadata import version
libraries = ", ".join(f"{name} {version(name)}" for name in ("PyYAML", "jsonschema-rs", "typer"))
print(version("lpcheck"), f"with CPython {platform.python_version()}, {libraries}")
"""
_ARCHITECTURES = {"amd64": "x86_64", "aarch64": "arm64"}


class Tool(NamedTuple):
    """A tool: what it says of a fault, the words that have it check plans, and which it finds faulty."""

    name: str
    version: str
    says: str
    words: Callable[[Sequence[str]], Sequence[str]]
    faulty: Callable[[Said], set[str]]
    at_most: int = 10_000
    ends: Sequence[int] = (0, 1)
    keeps: Path | None = None

    def command(self, corpus: Path) -> Command:
        """How it is run on the plans of a corpus, which it finds below the current folder."""
        plans = sorted(path.relative_to(corpus).as_posix() for path in corpus.glob(PLANS))
        cache = self.keeps and self.keeps / corpus.name
        return Command(self.words(plans), corpus, self.ends, cache)


def tools_here(lpcheck: Path, node_modules: Path | None, work: Path) -> Iterator[Tool]:
    """Yields lpcheck, and the others as far as they are installed."""
    schema = work / "child-plan.schema.json"
    schema.write_text(done_by(Command([str(lpcheck), "schema", "child-plan"])).stdout, "utf-8")
    ours = _lpcheck(lpcheck)
    yield ours._replace(words=lambda plans: [*ours.words(plans), "--no-cache"])
    yield ours._replace(name=FIRST, says="the same, and it keeps what the next one needs")
    yield ours._replace(name=WARM, says="the same, nothing changed since", keeps=work / "cache")
    yield from _check_jsonschema(schema)
    if node_modules is not None:
        yield from _ajv(node_modules, schema)
        yield from _sourcemeta(node_modules, schema)


def _lpcheck(lpcheck: Path) -> Tool:
    return Tool(
        name=LPCHECK,
        version=_version_with_libraries(lpcheck),
        says="every finding, line and column, all rules",
        words=lambda _: [str(lpcheck), "validate", ".", "--as-of", AS_OF, "--format", "json"],
        faulty=lambda said: {finding["path"] for finding in json.loads(said.stdout)["findings"]},
        at_most=sys.maxsize,
    )


def _version_with_libraries(lpcheck: Path) -> str:
    """Its version, and those of the Python and the libraries beside it that decide how fast it is."""
    return done_by(Command([str(lpcheck.with_name("python")), "-c", _VERSIONS])).stdout.strip()


def _check_jsonschema(schema: Path) -> Iterator[Tool]:
    program = Path(sys.executable).with_name(CHECK_JSONSCHEMA)
    if program.exists():
        yield Tool(
            name=CHECK_JSONSCHEMA,
            version=version(CHECK_JSONSCHEMA),
            says="every finding, no line",
            words=lambda plans: [str(program), "--schemafile", str(schema), "-o", "json", *plans],
            faulty=_faulty_to_check_jsonschema,
            at_most=1000,  # beyond that it takes minutes
        )


def _faulty_to_check_jsonschema(said: Said) -> set[str]:
    answer = json.loads(said.stdout)
    return {error["filename"] for error in (*answer["errors"], *answer.get("parse_errors", ()))}


def _ajv(node_modules: Path, schema: Path) -> Iterator[Tool]:
    options = ["--spec=draft2020", "--strict=false", "--all-errors", "--errors=line"]
    program = node_modules / ".bin" / "ajv"
    if program.exists():
        yield Tool(
            name=AJV,
            version=_npm_version(node_modules / AJV),
            says="every finding, no line",
            words=lambda _: [str(program), "validate", *options, "-s", str(schema), "-d", PLANS],
            faulty=lambda said: set(re.findall(r"^(.+) invalid$", said.stderr, re.MULTILINE)),
        )


def _sourcemeta(node_modules: Path, schema: Path) -> Iterator[Tool]:
    """Yields its program itself, without the start of Node that goes before it."""
    machine = platform.machine().lower()
    name = f"jsonschema-{platform.system().lower()}-{_ARCHITECTURES.get(machine, machine)}"
    package = node_modules / "@sourcemeta" / "jsonschema"
    program = package / "build" / "github-releases" / name
    if program.exists():
        yield Tool(
            name=SOURCEMETA,
            version=_npm_version(package),
            says="the first finding of a file, line and column",
            words=lambda plans: [str(program), "validate", "--continue", str(schema), *plans],
            faulty=lambda said: set(re.findall(r"^fail: (.+)$", said.stderr, re.MULTILINE)),
            ends=(0, 2),
        )


def _npm_version(package: Path) -> str:
    return str(json.loads((package / "package.json").read_text("utf-8"))["version"])
