"""What checking costs, beside what other tools take: fills in the tables of docs/performance.md.

    npm install --prefix FOLDER @sourcemeta/jsonschema ajv-cli
    python benchmarks/peers.py --npm FOLDER --into docs/performance.md

All are whole processes, run in turn on the same made-up plans, of which one in fifty is faulty; their dates
are in quotes, which not every tool can do without. The schema is what `lpcheck schema child-plan` writes.
Each tool must find the same faulty files, or this ends with 1. check-jsonschema is taken from the
environment of this Python; a tool that is not installed is left out. lpcheck is installed from this
checkout into a fresh environment, unless --lpcheck names another. --sizes without 100,000 is much quicker.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus import MANIFEST, Wanted, corpus_in
from peer_tools import LPCHECK, Tool, tools_here
from startup import start_of
from tables import ENTRIES, FEW, FEW_AGAIN, Figures, report, write
from timing import ENVIRONMENT, Command, Cost, done_by, in_turn

ROOT = Path(__file__).parent.parent


def main() -> int:
    """Measures, prints and fills in the tables; 1 where a tool does not find the files that are faulty."""
    given = _words()
    with TemporaryDirectory() as scratch:
        work = Path(scratch)
        corpora = given.corpora or work / "corpora"
        lpcheck = _lpcheck(given.lpcheck, work)
        tools = list(tools_here(lpcheck, given.npm and given.npm.resolve() / "node_modules", work))
        sizes = {*given.sizes, FEW} if max(given.sizes) > FEW else {*given.sizes}
        plans = {size: _plans(corpora, size, given.faulty) for size in sorted(sizes)}
        agreed = [_agree(tools, plans[size]) for size in given.sizes]
        if not all(agreed):
            return 1
        figures = Figures(
            tools=tools,
            plans={size: _costs(tools, plans, size, given.rounds) for size in given.sizes},
            logs={
                size: _costs_with_logs(tools[0], corpora, size, given.rounds) for size in given.log_sizes
            },
            start=start_of(lpcheck.with_name("python"), rounds=4 * given.rounds + 1),
        )
    write(report(figures), Path(__file__), given.into)
    return 0


def _words() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add = parser.add_argument
    add("--sizes", type=int, nargs="+", default=[10, 100, FEW, 10_000, 100_000], metavar="N")
    add("--log-sizes", type=int, nargs="+", default=[10, 100, FEW, 10_000], metavar="N")
    add("--rounds", type=int, default=5, metavar="N", help="about half as many beyond a thousand")
    add("--faulty", type=float, default=0.02, metavar="SHARE")
    add("--npm", type=Path, metavar="FOLDER", help="where npm has installed tools")
    add("--lpcheck", type=Path, metavar="PATH", help="an lpcheck that is installed already")
    add("--corpora", type=Path, metavar="FOLDER", help="corpora there are used again, others made there")
    add("--into", type=Path, metavar="FILE", help="fill the tables in here")
    return parser.parse_args()


def _lpcheck(path: Path | None, work: Path) -> Path:
    """An lpcheck as users have it, from a wheel; the start scripts of a new pip import less."""
    if path is not None:
        return path.absolute()
    subprocess.run([sys.executable, "-m", "venv", str(work / "venv")], check=True)
    python = work / "venv" / "bin" / "python"
    for wanted in (["--upgrade", "pip"], [str(ROOT)]):
        words = [str(python), "-m", "pip", "install", "--quiet", *wanted]
        subprocess.run(words, check=True, env=ENVIRONMENT)
    return python.with_name("lpcheck")


def _plans(corpora: Path, size: int, faulty: float) -> Path:
    wanted = Wanted(children=size, faulty=faulty, quoted_dates=True)
    return corpus_in(corpora / f"plans-{size}-{faulty:g}", wanted)


def _agree(tools: Sequence[Tool], corpus: Path) -> bool:
    """Says which files a tool finds otherwise than they were made. It also fills what a tool keeps."""
    made = set(json.loads((corpus / MANIFEST).read_text("utf-8"))["structural"])
    agree = True
    for tool in _able(tools, corpus):
        found = tool.faulty(done_by(tool.command(corpus)))
        _say(f"{corpus.name}: {tool.name} finds {len(found)} files faulty, {len(made)} are")
        for path in sorted(found ^ made):
            agree = False
            _say(f"  {tool.name} {'misses' if path in made else 'alone finds'} {path}")
    return agree


def _able(tools: Sequence[Tool], corpus: Path) -> list[Tool]:
    """Those that can be waited for with so many plans."""
    plans = sum(1 for _ in corpus.glob("*/children/*"))
    return [tool for tool in tools if plans <= tool.at_most]


def _costs(tools: Sequence[Tool], plans: dict[int, Path], size: int, rounds: int) -> dict[str, list[Cost]]:
    commands = {tool.name: tool.command(plans[size]) for tool in _able(tools, plans[size])}
    if size > FEW:
        commands[FEW_AGAIN] = tools[0].command(plans[FEW])
    return _in_turn(commands, rounds, size)


def _costs_with_logs(lpcheck: Tool, corpora: Path, size: int, rounds: int) -> dict[str, list[Cost]]:
    wanted = Wanted(children=size, logs=size, entries=ENTRIES)
    corpus = corpus_in(corpora / f"logs-{size}", wanted)
    done_by(lpcheck.command(corpus))
    return _in_turn({LPCHECK: lpcheck.command(corpus)}, rounds, size)


def _in_turn(commands: dict[str, Command], rounds: int, size: int) -> dict[str, list[Cost]]:
    _say(f"{size}: {', '.join(commands)}")
    return in_turn(commands, rounds if size <= FEW else -(-rounds // 2))


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
