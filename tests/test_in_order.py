"""However a run goes about its units, alone, shared, cold or warm, it says the same to the byte."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from lpcheck.catalogue import Catalogue
from same_bytes import DAYS, ROOT, corpus, odd_places, written
from test_broken_school import SCHOOL

CORPORA: dict[str, Callable[[Path], tuple[Path, ...]]] = {
    "procedures": lambda _: (ROOT / "procedures",),
    "broken-school": lambda _: (ROOT / SCHOOL,),
    "corpus": corpus,
    "odd places": odd_places,
}


@pytest.fixture
def _small(monkeypatch: pytest.MonkeyPatch, catalogue: Catalogue) -> None:
    """Has everything kept and much of it shared, however little there is, and policies loaded once."""
    monkeypatch.setattr("lpcheck.run.catalogue_for", lambda *_: catalogue)
    monkeypatch.setattr("lpcheck.run.FEWEST_TO_KEEP", 0)
    monkeypatch.setattr("lpcheck.in_order.UNITS_A_TASK", 5)
    monkeypatch.setattr("lpcheck.in_order.UNITS_AT_ONCE", 20)
    monkeypatch.setattr("lpcheck.work.CHILDREN_A_PIECE", 7)


@pytest.fixture(params=CORPORA)
def paths(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, ...]:
    return CORPORA[request.param](tmp_path / "schools")


@pytest.mark.usefixtures("_small")
def test_kept_and_shared_work_says_the_same_on_every_day(paths: tuple[Path, ...], tmp_path: Path) -> None:
    with ThreadPoolExecutor(3) as executor:
        for day in DAYS:
            alone = written(paths, day)
            assert written(paths, day, cache=lambda: tmp_path / "kept", executor=executor) == alone
            assert written(paths, day, cache=lambda: tmp_path / "kept") == alone
        assert written(paths, day, executor=executor) == alone
