"""What a school's own key of a child looks like: a letter and a number, or a number alone, never a name."""

import re

CHILD_KEY = r"^([A-Z]-?)?[0-9]{1,5}$"
_CHILD_KEY = re.compile(CHILD_KEY.removesuffix("$"))


def is_child_key(text: str) -> bool:
    """Whether a text is a child's key, such as P-017, and so may be shown wherever it stands."""
    return _CHILD_KEY.fullmatch(text) is not None
