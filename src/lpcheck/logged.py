"""What the logs of one child record, all of them together."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from lpcheck.dates import period_of
from lpcheck.pointers import is_at_or_below, steps_of
from lpcheck.view import Entry, Examined, View, entries_in, raw_entries
from lpcheck.words import texts_of

_DECIDES = ("date", "channel", "with", "outcome", "routine", "child_took_part")
_SAYS = ("channel", "with", "through", "supervised_by", "outcome", "routine", "child_took_part")


class Contact(NamedTuple):
    """An entry that can be relied upon, with its day and who was in contact."""

    entry: Entry
    day: date
    persons: tuple[str, ...]

    def says(self, field: str) -> object:
        """What the entry says in a field, None where it says nothing."""
        return self.entry.fields.get(field)


def alike_in(view: View, entries: str) -> tuple[tuple[Entry, ...], ...]:
    """The entries of this log, together those that say the same of who was in contact and how it went.

    What holds of one of them holds of all, but for the day. One that anything is wrong with stands alone.
    """
    return view.once_here(("alike", entries), lambda: _alike(view.examined, entries))


def _alike(examined: Examined, entries: str) -> tuple[tuple[Entry, ...], ...]:
    depth = len(steps_of(entries))
    wrong = frozenset(bad[:depth] for bad in examined.unreliable)
    together: dict[object, list[Entry]] = {}
    for entry in raw_entries(examined, entries):
        is_alone = bool(wrong) and is_at_or_below(entry.pointer, wrong)
        said = entry.pointer if is_alone else str([*map(entry.fields.get, _SAYS)])
        together.setdefault(said, []).append(entry)
    return tuple(map(tuple, together.values()))


def are_logs_whole(view: View, kind: str, entries: str) -> bool:
    """Whether all of the child's logs could be read, as far as they say who, when and how."""
    return not view.is_part_unread and all(
        view._replace(examined=log).sees_all(f"{entries}/{field}")
        for log in view.of_kind(kind)
        for field in _DECIDES
    )


def have_logs_begun(view: View, kind: str, entries: str) -> bool:
    """Whether any of the child's logs has an entry, whatever is wrong with it."""
    return any(True for log in view.of_kind(kind) for _ in raw_entries(log, entries))


def contacts_in(view: View, kind: str, entries: str) -> tuple[Contact, ...]:
    """Every contact, or attempt at one, of which the day can be read, in the logs of the child."""
    return view.once_a_child(("contacts", kind, entries), lambda: tuple(_contacts(view, kind, entries)))


def _contacts(view: View, kind: str, entries: str) -> Iterator[Contact]:
    for log in view.of_kind(kind):
        for entry in entries_in(log, entries):
            period = period_of(entry.fields.get("date"))
            if period is not None:
                yield Contact(entry, period.last, tuple(texts_of(entry.fields.get("with"))))
