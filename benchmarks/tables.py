"""The tables of docs/performance.md: medians, paired ratios, what is wanted, machine and versions."""

import os
import platform
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from peer_tools import AJV, CHECK_JSONSCHEMA, FIRST, LPCHECK, SOURCEMETA, WARM, Tool
from startup import IMPORTS, NOTHING, VALIDATE, VERSION, Start
from timing import Cost, median_seconds, paired

ENTRIES = 60
FEW, MANY, MOST = 1000, 10_000, 100_000
FEW_AGAIN = "lpcheck, 1,000 plans"
END = "<!-- to here -->"

Costs = Mapping[str, Sequence[Cost]]


class Figures(NamedTuple):
    """What was measured: by number of plans and tool, by number of children with logs, and of a start."""

    tools: Sequence[Tool]
    plans: Mapping[int, Costs]
    logs: Mapping[int, Costs]
    start: Start


class Goal(NamedTuple):
    """A figure that is to be reached, and what it came to; None where it was not measured."""

    what: str
    measured: float | None
    wanted: float
    stretch: float | None
    is_least: bool = True
    unit: str = ""


def write(lines: Iterable[str], script: Path, page: Path | None) -> None:
    """Prints a text, and puts it where a page says that the script fills it in."""
    text = "".join(f"{line}\n" for line in lines)
    print(text)
    if page is not None:
        begin = f"<!-- filled in by benchmarks/{script.name} -->\n"
        before, rest = page.read_text("utf-8").split(begin)
        after = rest.partition(END)[2]
        page.write_text(f"{before}{begin}\n{text}\n{END}{after}", "utf-8")


def report(figures: Figures) -> list[str]:
    """The lines of all tables, in Markdown."""
    tables = (_plans(figures), _goals(figures), _logs(figures.logs))
    return [*_setting(figures), *(line for table in tables for line in ("", *table))]


def _setting(figures: Figures) -> Iterator[str]:
    versions = [f"{tool.name} {tool.version}" for tool in figures.tools if tool.name not in (FIRST, WARM)]
    yield f"{_processor()}, {os.cpu_count()} cores, {platform.system()}, {date.today():%Y-%m-%d}."  # noqa: DTZ011 - where it is read
    yield f"{'; '.join(versions)}."


def _processor() -> str:
    """What the machine calls its processor."""
    file = Path("/proc/cpuinfo")
    text = file.read_text("utf-8") if file.exists() else ""
    named = re.search(r"^model name\s*: (.+)$", text, re.MULTILINE)
    return named[1] if named else platform.processor()


def _plans(figures: Figures) -> Iterator[str]:
    """Yields a row a tool, in brackets how many times as long as lpcheck it took, and two of lpcheck."""
    sizes = figures.plans
    yield from head("whole process, seconds for so many plans", [f"{size:,}" for size in sizes])
    for tool in figures.tools:
        yield row(f"{tool.name}: {tool.says}", [_beside(costs, tool.name) for costs in sizes.values()])
    yield from _of_lpcheck(sizes, "plan")


def _beside(costs: Costs, name: str) -> str:
    if name not in costs:
        return "–"
    seconds = _seconds(median_seconds(costs[name]))
    return seconds if name == LPCHECK else f"{seconds} ({paired(costs[name], costs[LPCHECK]):.3g})"


def _logs(sizes: Mapping[int, Costs]) -> Iterator[str]:
    yield from head(
        f"children, each with a plan and a log of {ENTRIES} entries", [f"{size:,}" for size in sizes]
    )
    yield row("lpcheck: seconds", [_beside(costs, LPCHECK) for costs in sizes.values()])
    yield from _of_lpcheck(sizes, "child")


def _of_lpcheck(sizes: Mapping[int, Costs], one: str) -> Iterator[str]:
    each = [median_seconds(costs[LPCHECK]) / size * 1000 for size, costs in sizes.items()]
    yield row(f"lpcheck: milliseconds a {one}", [f"{milliseconds:.3g}" for milliseconds in each])
    yield row("lpcheck: largest process, MiB", [f"{_largest(costs):.0f}" for costs in sizes.values()])


def head(what: str, names: Sequence[str]) -> Iterator[str]:
    """Yields the first lines of a table of numbers."""
    yield row(what, names)
    yield row("---", ["---:"] * len(names))


def row(what: str, cells: Sequence[str]) -> str:
    """A line of a table."""
    return f"| {' | '.join([what, *cells])} |"


def _seconds(seconds: float) -> str:
    return f"{seconds:.3f}" if seconds < 1 else f"{seconds:.3g}" if seconds < 100 else f"{seconds:.0f}"


def _goals(figures: Figures) -> Iterator[str]:
    yield row("to reach", ["measured", "wanted", "stretch", ""])
    yield row("---", ["---:", "---:", "---:", "---"])
    for goal in _all_goals(figures):
        bound = "at least" if goal.is_least else "at most"
        stretch = "–" if goal.stretch is None else f"{goal.stretch:g}{goal.unit}"
        measured = "–" if goal.measured is None else f"{goal.measured:.3g}{goal.unit}"
        yield row(goal.what, [measured, f"{bound} {goal.wanted:g}{goal.unit}", stretch, _verdict(goal)])


def _all_goals(figures: Figures) -> list[Goal]:
    plans, ratios = figures.plans, figures.start.ratios
    growth, largest = _growth(plans), _largest(plans[MOST]) if MOST in plans else None
    return [
        Goal("1,000 plans: check-jsonschema / lpcheck", _ratio(plans, FEW, CHECK_JSONSCHEMA), 25, 40),
        Goal("10,000 plans: ajv-cli / lpcheck", _ratio(plans, MANY, AJV), 1.0, 1.5),
        Goal("10,000 plans: sourcemeta / lpcheck", _ratio(plans, MANY, SOURCEMETA), 0.6, 1.0),
        Goal(
            "10,000 plans: sourcemeta / lpcheck, second run", _ratio(plans, MANY, SOURCEMETA, WARM), 5, 10
        ),
        Goal(f"`{VERSION}` / `{NOTHING}`", ratios[VERSION], 1.5, None, is_least=False),
        Goal(f"`{VALIDATE}` / `{IMPORTS}`", ratios[VALIDATE], 1.6, 1.3, is_least=False),
        Goal("time a plan at 100,000 / at 1,000", growth, 1.1, None, is_least=False),
        Goal("largest process at 100,000 plans", largest, 80, 50, is_least=False, unit=" MiB"),
    ]


def _ratio(plans: Mapping[int, Costs], size: int, other: str, ours: str = LPCHECK) -> float | None:
    costs = plans.get(size, {})
    return paired(costs[other], costs[ours]) if other in costs and ours in costs else None


def _growth(plans: Mapping[int, Costs]) -> float | None:
    if MOST not in plans:
        return None
    return paired(plans[MOST][LPCHECK], plans[MOST][FEW_AGAIN]) * FEW / MOST


def _largest(costs: Costs) -> float:
    return max(cost.mib for cost in costs[LPCHECK])


def _verdict(goal: Goal) -> str:
    if goal.measured is None:
        return "not measured"
    ahead = goal.measured / goal.wanted if goal.is_least else goal.wanted / goal.measured
    if ahead < 1:
        return f"missed: {abs(goal.measured / goal.wanted - 1):.0%} {'below' if goal.is_least else 'above'}"
    if goal.stretch is None:
        return "reached"
    beyond = goal.measured >= goal.stretch if goal.is_least else goal.measured <= goal.stretch
    return "stretch reached" if beyond else "reached"
