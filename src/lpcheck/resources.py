"""Where the data that ships with lpcheck lies: beside the code in a wheel, in the checkout otherwise."""

from pathlib import Path

_HERE = Path(__file__).parent


def is_installed() -> bool:
    """Whether this is an installed package, whose data was looked through before it was built."""
    return (_HERE / "_bundled").is_dir()


def shipped(name: str) -> Path:
    """The folder `schemas` or `templates` as installed, or as checked out for an editable install."""
    bundled = _HERE / "_bundled" / name
    return bundled if bundled.is_dir() else _HERE.parent.parent / name
