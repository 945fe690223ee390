"""What many tests share: the catalogue of the policies that ship with lpcheck, and where tests stand."""

import pytest

from excerpts import ROOT
from lpcheck.catalogue import Catalogue
from lpcheck.loading import load_catalogue
from lpcheck.resources import shipped


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue(shipped("schemas"))


@pytest.fixture
def at_the_top(monkeypatch: pytest.MonkeyPatch) -> None:
    """The top of the repository is the current folder, so that schools are found as README finds them."""
    monkeypatch.chdir(ROOT)
