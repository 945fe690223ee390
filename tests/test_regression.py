"""The check of what checking costs: it lets pass what costs the same, and notices what costs more."""

import json
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from time import process_time
from typing import Any

import pytest
import stages
from regression import CORPORA, MARGIN, STORED, made_in, ratio_of, slower_than

ROUNDS = 2


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return made_in(tmp_path_factory.mktemp("corpora"))


def four_times_as_slow(work: Callable[..., Any]) -> Callable[..., Any]:
    """The same function, but slower; calling it again would not be, since much is remembered."""

    def slow(*given: Any, **named: Any) -> Any:  # noqa: ANN401 - it takes and gives what the function does
        start = process_time()
        result = work(*given, **named)
        result = list(result) if isinstance(result, Iterator) else result
        until = start + 4 * (process_time() - start)
        while process_time() < until:
            pass
        return result

    return slow


def test_slow_rules_are_noticed_and_what_is_as_before_is_not(
    folders: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    plans = {"plans": folders["plans"]}
    before = {name: ratio_of(folder, ROUNDS) for name, folder in plans.items()}
    assert list(slower_than(before, plans, ROUNDS)) == []
    place, name = next((place, name) for place, name, stage in stages.CALLS if stage == "rules")
    module = import_module(place)
    monkeypatch.setattr(module, name, four_times_as_slow(getattr(module, name)))
    assert list(slower_than(before, plans, ROUNDS)) == ["plans"]


def test_one_good_try_is_enough_and_a_ratio_far_below_asks_to_be_stored(
    folders: dict[str, Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ratios = iter([16.0, 15.1, 14.9, 1.0])
    monkeypatch.setattr("regression.ratio_of", lambda _folder, _rounds: next(ratios))
    assert MARGIN == 1.5
    assert list(slower_than(dict.fromkeys(CORPORA, 10.0), folders, ROUNDS)) == []
    said = capsys.readouterr().out
    assert said.count("at most 15.0") == 4
    assert said.endswith("see --store\n")


def test_something_is_stored_for_all_that_is_measured() -> None:
    stored = json.loads(STORED.read_text("utf-8"))
    assert stored.keys() == CORPORA.keys()
    assert all(ratio > 1 for ratio in stored.values())


def test_every_stage_of_the_profile_takes_time(folders: dict[str, Path]) -> None:
    taken = stages.seconds_by_stage(folders["plans"])
    assert taken.keys() == set(stages.STAGES)
    assert all(seconds > 0 for seconds in taken.values())
