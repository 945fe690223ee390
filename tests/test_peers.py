"""The benchmark beside other tools: it refuses tools that disagree, and writes down what it measured."""

import json
import subprocess
import sys
from pathlib import Path
from subprocess import CompletedProcess

import peer_tools
import pytest
from peer_tools import AJV, CHECK_JSONSCHEMA, FIRST, LPCHECK, SOURCEMETA, WARM, Tool, tools_here
from startup import VALIDATE, VERSION, Start
from tables import FEW_AGAIN, Figures, report
from timing import Command, Cost, cost_of, paired

LPCHECK_HERE = Path(sys.executable).with_name("lpcheck")
PEERS = str(Path(peer_tools.__file__).with_name("peers.py"))


def measured(*words: str) -> subprocess.CompletedProcess[str]:
    sizes = ("--sizes", "40", "--log-sizes", "3", "--rounds", "1", "--faulty", "0.5")
    command = [sys.executable, PEERS, *sizes, "--lpcheck", str(LPCHECK_HERE), *words]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_it_fills_in_the_tables_and_leaves_the_rest_of_the_page(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(_page("older"), "utf-8")
    done = measured("--into", str(page), "--corpora", str(tmp_path / "corpora"))
    assert done.returncode == 0, done.stderr
    for tool in (LPCHECK, CHECK_JSONSCHEMA):
        assert f"{tool} finds 20 files faulty, 20 are" in done.stderr
    text = page.read_text("utf-8")
    assert text == _page(f"\n{done.stdout}")
    assert "| whole process, seconds for so many plans | 40 |\n| --- | ---: |\n| lpcheck: every" in text
    assert "| children, each with a plan and a log of 60 entries | 3 |" in text


def _page(between: str) -> str:
    return f"before\n<!-- filled in by benchmarks/peers.py -->\n{between}<!-- to here -->\nafter\n"


def test_tools_that_find_other_files_than_are_faulty_are_not_measured(tmp_path: Path) -> None:
    done = measured("--corpora", str(tmp_path))
    assert done.returncode == 0, done.stderr
    file = tmp_path / "plans-40-0.5" / "faulty.json"
    made = json.loads(file.read_text("utf-8"))
    taken_out = min(made["structural"])
    del made["structural"][taken_out]
    made["structural"]["nowhere/plan.yaml"] = "said only"
    file.write_text(json.dumps(made), "utf-8")
    done = measured("--corpora", str(tmp_path))
    assert done.returncode == 1
    assert done.stdout == ""
    for tool in (LPCHECK, CHECK_JSONSCHEMA):
        assert f"  {tool} misses nowhere/plan.yaml\n" in done.stderr
        assert f"  {tool} alone finds {taken_out}\n" in done.stderr


def test_a_tool_is_compared_where_it_is_installed(tmp_path: Path) -> None:
    names = [tool.name for tool in tools_here(LPCHECK_HERE, tmp_path / "node_modules", tmp_path)]
    assert names == [LPCHECK, FIRST, WARM, CHECK_JSONSCHEMA]


def test_a_run_keeps_nothing_or_fills_a_cache_or_finds_it_filled(tmp_path: Path) -> None:
    tools = {tool.name: tool for tool in tools_here(LPCHECK_HERE, None, tmp_path)}
    corpus = tmp_path / "plans-10"
    alone, first, warm = (tools[name].command(corpus) for name in (LPCHECK, FIRST, WARM))
    assert alone.words[-1] == "--no-cache"
    assert alone.words[:-1] == first.words == warm.words
    assert (first.cache, warm.cache) == (None, tmp_path / "cache" / "plans-10")


def test_what_other_tools_say_is_understood(tmp_path: Path) -> None:
    modules, sourcemeta = tmp_path / "node_modules", "@sourcemeta/jsonschema"
    programs = f"{sourcemeta}/build/github-releases/jsonschema"
    machines = [
        f"{programs}-{system}-{chip}" for system in ("linux", "darwin") for chip in ("x86_64", "arm64")
    ]
    for name, text in (
        *((name, "") for name in (".bin/ajv", *machines)),
        ("ajv-cli/package.json", '{"version": "5.0.0"}'),
        (f"{sourcemeta}/package.json", '{"version": "16.11.0"}'),
    ):
        (modules / name).parent.mkdir(parents=True, exist_ok=True)
        (modules / name).write_text(text, "utf-8")
    tools = {tool.name: tool for tool in tools_here(LPCHECK_HERE, modules, tmp_path)}
    assert (tools[AJV].version, tools[SOURCEMETA].version) == ("5.0.0", "16.11.0")
    said = 'b/plan.yaml invalid\n[{"message": "must not be invalid"}]\n'
    assert tools[AJV].faulty(CompletedProcess([], 1, "a/plan.yaml valid\n", said)) == {"b/plan.yaml"}
    said = "fail: a/plan.yaml\nerror: Schema validation failure\n  fail: it\n\n2 validated, 1 failed\n"
    assert tools[SOURCEMETA].faulty(CompletedProcess([], 2, "", said)) == {"a/plan.yaml"}


def test_a_command_that_cannot_do_its_work_ends_the_benchmark() -> None:
    with pytest.raises(SystemExit, match="ended with 3"):
        cost_of(Command([sys.executable, "-c", "raise SystemExit(3)"]))
    cost = cost_of(Command([sys.executable, "-c", "x = bytearray(64 << 20)"]))
    assert cost.seconds > 0
    assert 64 < cost.mib < 128


def test_each_run_finds_an_empty_cache_unless_it_has_one_of_its_own(tmp_path: Path) -> None:
    words = [sys.executable, "-c", _LEAVES_A_FILE]
    for _ in range(2):
        cost_of(Command(words))
    cost_of(Command(words, cache=tmp_path))
    with pytest.raises(SystemExit, match="ended with 5"):
        cost_of(Command(words, cache=tmp_path))


_LEAVES_A_FILE = """
import os, pathlib
file = pathlib.Path(os.environ["XDG_CACHE_HOME"], "kept")
raise SystemExit(5 if file.exists() else file.write_text("") and 1)
"""


def tool(name: str) -> Tool:
    return Tool(name, "1.0", "something", lambda _: [], lambda _: set())


def costs(*seconds: float, mib: float = 40.0) -> list[Cost]:
    return [Cost(one, mib) for one in seconds]


def rows(figures: Figures) -> dict[str, list[str]]:
    lines = [line for line in report(figures) if line.startswith("| ")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return {first: rest for first, *rest in cells if first != "---"}


def figures(version: float = 1.0, *, growth: float = 1.0) -> Figures:
    """One where each bound is met, but for what is asked for."""
    return Figures(
        tools=[tool(name) for name in (LPCHECK, WARM, CHECK_JSONSCHEMA, AJV, SOURCEMETA)],
        plans={
            1000: {LPCHECK: costs(0.4, 0.5, 0.4), CHECK_JSONSCHEMA: costs(12.0, 12.0, 40.0)},
            10_000: {
                LPCHECK: costs(2.0, 4.0),
                WARM: costs(0.1, 0.1),
                AJV: costs(1.0, 2.0),
                SOURCEMETA: costs(2.2, 4.0),
            },
            100_000: {
                LPCHECK: [*costs(50 * growth), *costs(60 * growth, mib=61.4)],
                FEW_AGAIN: costs(0.5, 0.6),
            },
        },
        logs={100: {LPCHECK: costs(1.0)}},
        start=Start({}, {VERSION: version, VALIDATE: 2.0}),
    )


def test_a_table_has_medians_and_ratios_of_pairs() -> None:
    of = rows(figures())
    assert of["whole process, seconds for so many plans"] == ["1,000", "10,000", "100,000"]
    assert of["lpcheck: something"] == ["0.400", "3", "55"]
    assert of["check-jsonschema: something"] == ["12 (30)", "–", "–"]
    assert of["ajv-cli: something"] == ["–", "1.5 (0.5)", "–"]
    assert of["lpcheck: milliseconds a plan"] == ["0.4", "0.3", "0.55"]
    assert of["lpcheck: largest process, MiB"] == ["40"]
    assert of["lpcheck: milliseconds a child"] == ["10"]


def test_a_goal_is_reached_or_missed_by_so_much() -> None:
    of = rows(figures())
    assert of["1,000 plans: check-jsonschema / lpcheck"] == ["30", "at least 25", "40", "reached"]
    assert of["10,000 plans: ajv-cli / lpcheck"][0::3] == ["0.5", "missed: 50% below"]
    assert of["10,000 plans: sourcemeta / lpcheck"][0::3] == ["1.05", "stretch reached"]
    assert of["10,000 plans: sourcemeta / lpcheck, second run"][0::3] == ["31", "stretch reached"]
    assert of[f"`{VERSION}` / `python -c pass`"] == ["1", "at most 1.5", "–", "reached"]
    assert next(cells for what, cells in of.items() if VALIDATE in what)[0::3] == ["2", "missed: 25% above"]
    assert of["time a plan at 100,000 / at 1,000"][0::3] == ["1", "reached"]
    assert of["largest process at 100,000 plans"] == ["61.4 MiB", "at most 80 MiB", "50 MiB", "reached"]
    assert rows(figures(growth=1.2))["time a plan at 100,000 / at 1,000"][0::3] == [
        "1.2",
        "missed: 9% above",
    ]


def test_what_was_not_measured_is_said() -> None:
    of = rows(figures()._replace(plans={10: {LPCHECK: costs(1.0)}}))
    assert [cells[3] for cells in of.values() if len(cells) == 4].count("not measured") == 6


def test_paired_takes_the_median_of_the_ratios_and_not_the_ratio_of_the_medians() -> None:
    assert paired(costs(1.0, 20.0, 30.0), costs(1.0, 10.0, 5.0)) == 2.0
