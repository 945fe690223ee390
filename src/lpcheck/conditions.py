"""What several rules ask first: whether a place has certain words, whether a row changed anything.

Several rules are about some children only, such as those who are looked after. They take two parameters:
the place that decides, and the words that it must have one of.
"""

from collections.abc import Iterable, Iterator, Sequence

from lpcheck.view import Entry, View
from lpcheck.words import folded

_BUT = ("except", "but", "other", "apart", "besides", "save")


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


def that_changed_something(
    dates: Iterable[Entry], notes: Iterable[Entry], unless: Iterable[str]
) -> Iterator[Entry]:
    """Yields the dates of the rows whose note does not begin with words that say that nothing changed."""
    unchanged = tuple(map(folded, unless))
    quiet = {note.pointer[:-1] for note in notes if _says_only(folded(note.text), unchanged)}
    return (entry for entry in dates if entry.pointer[:-1] not in quiet)


def _says_only(note: str, unchanged: tuple[str, ...]) -> bool:
    """Whether a note begins with one of those words, and does not take them back in the next."""
    rest = next((note[len(words) :] for words in unchanged if note.startswith(words)), None)
    return rest is not None and rest.split()[:1] not in [[word] for word in _BUT]
