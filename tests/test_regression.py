"""The check of what checking costs: it lets pass what costs the same, and notices what costs more."""

import json
import sys
from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from pathlib import Path
from types import FrameType, SimpleNamespace
from typing import Any

import pytest
import stages
from regression import (
    CORPORA,
    MEASURES,
    STORED,
    Measure,
    figures_of,
    lines_in,
    made_in,
    slower_than,
    time_in,
)


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return made_in(tmp_path_factory.mktemp("corpora"))


@pytest.fixture
def clock_of_calls(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Has time go on with each call of a function, whatever else the machine does."""
    calls = 0

    def count(_frame: FrameType, event: str, _given: object) -> None:
        nonlocal calls
        calls += event.endswith("call")

    monkeypatch.setattr("regression.time", SimpleNamespace(process_time=lambda: float(calls)))
    sys.setprofile(count)
    yield
    sys.setprofile(None)


def nothing() -> None:
    """What slow rules do so often."""


def slow_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """Has the rules do much for nothing, for each unit that they are asked about."""

    def slowly(work: Callable[..., Any], *given: Any, **named: Any) -> Any:  # noqa: ANN401 - whatever it does
        for _ in range(30_000):
            nothing()
        return work(*given, **named)

    place, name = next((place, name) for place, name, stage in stages.CALLS if stage == "rules")
    module = import_module(place)
    work = getattr(module, name)
    monkeypatch.setattr(module, name, lambda *given, **named: slowly(work, *given, **named))


def test_the_lines_that_are_run_are_the_same_each_time(folders: dict[str, Path]) -> None:
    first, second = (lines_in(folders["plans"]) for _ in range(2))
    assert second == pytest.approx(first, rel=0.01)


@pytest.mark.usefixtures("clock_of_calls")
@pytest.mark.parametrize(("kind", "of"), [("lines", lines_in), ("time", partial(time_in, rounds=1))])
def test_slow_rules_are_noticed_and_what_is_as_before_is_not(
    kind: str, of: Callable[[Path], float], folders: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("regression.MEASURES", {kind: MEASURES[kind]._replace(of=of, tries=1)})
    plans = {"plans": folders["plans"]}
    before = figures_of(plans)
    assert list(slower_than(before, plans)) == []
    slow_rules(monkeypatch)
    assert list(slower_than(before, plans)) == [f"{kind}, plans"]


def test_one_good_try_is_enough(
    folders: dict[str, Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    found: Iterator[float] = iter([30.1, 40.0, 30.0, 31.0, 32.0, 33.0])
    measure = Measure(lambda _: next(found), margin=1.5, tries=3)
    monkeypatch.setattr("regression.MEASURES", {"time": measure})
    assert list(slower_than({"time": dict.fromkeys(CORPORA, 20.0)}, folders)) == ["time, plans with logs"]
    said = capsys.readouterr().out
    assert said.startswith("      30.1  time, plans (at most 30.0)\n")
    assert said.count("time, plans (") == said.count("time, plans with logs (") == 3


def test_something_is_stored_for_all_that_is_measured() -> None:
    stored = json.loads(STORED.read_text("utf-8"))
    assert stored.keys() == MEASURES.keys()
    assert all(figures.keys() == CORPORA.keys() for figures in stored.values())
    assert all(figure > 1 for figures in stored.values() for figure in figures.values())


def test_every_stage_of_the_profile_takes_time(folders: dict[str, Path]) -> None:
    taken = stages.seconds_by_stage(folders["plans"])
    assert taken.keys() == set(stages.STAGES)
    assert all(seconds > 0 for seconds in taken.values())
