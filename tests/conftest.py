"""What many tests share: the catalogue of the policies that ship with lpcheck, loaded once."""

import pytest

from lpcheck.catalogue import Catalogue
from lpcheck.loading import load_catalogue
from lpcheck.resources import shipped


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue(shipped("schemas"))
