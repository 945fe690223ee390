"""When a rule applies: where a place has one of certain words.

Several rules are about some children only, such as those who are looked after. They take two parameters:
the place that decides, and the words that it must have one of.
"""

from collections.abc import Sequence

from lpcheck.view import View


def applies(view: View, where: str, words: Sequence[str]) -> bool | None:
    """Whether the place has one of the words; None where nothing there can be relied upon.

    Without a place a rule always applies. `true` and `false` are words as well.
    """
    if not where:
        return True
    entry = view.first(where)
    if entry is None:
        return None
    value = str(entry.value).lower() if isinstance(entry.value, bool) else entry.value
    return value in words
