"""The lines shown with a finding: cut and masked once, so that nothing after holds a personal value."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from lpcheck.model import Problem
from lpcheck.places import FrameLine, Location, Underline
from lpcheck.privacy import (
    MaskedLine,
    masked_line,
    shown_stretches,
    unmasked_line,
)
from lpcheck.view import Examined

MOST_LINES = 16


class Pages(NamedTuple):
    """The documents of a unit as they may be shown; what is masked in each is worked out when asked."""

    documents: Mapping[str, Examined]
    masked: bool
    lines: dict[tuple[str, int], MaskedLine]

    def line(self, path: str, number: int) -> MaskedLine:
        """One line of a document, masked."""
        if (path, number) not in self.lines:
            self.lines[path, number] = self._line(self.documents[path], number)
        return self.lines[path, number]

    def _line(self, examined: Examined, number: int) -> MaskedLine:
        lines = examined.document.lines
        if number > len(lines):
            return unmasked_line("")
        text = lines[number - 1]
        return masked_line(text, shown_stretches(examined, number)) if self.masked else unmasked_line(text)


def frame_of(problem: Problem, pages: Pages) -> tuple[FrameLine, ...]:
    """The line of a problem and those of its related places, in the order of their documents."""
    lines: dict[tuple[str, int], list[Underline]] = {}
    for place, note, main in _places(problem):
        shown = _underline(place, note, pages, main=main)
        lines.setdefault((place.path, place.span.line), []).append(shown)
    own = (problem.location.path, problem.location.span.line)
    kept = sorted(lines, key=lambda key: (key != own, key[0] != own[0], key))[:MOST_LINES]
    ordered = sorted(kept, key=lambda key: (key[0] != own[0], key))
    return tuple(
        FrameLine(
            path,
            number,
            pages.line(path, number).text,
            tuple(sorted(lines[path, number], key=lambda underline: underline.start)),
        )
        for path, number in ordered
    )


def _places(problem: Problem) -> Iterator[tuple[Location, str, bool]]:
    yield problem.location, problem.note, True
    for related in problem.related:
        yield related.location, related.note, False


def _underline(place: Location, note: str, pages: Pages, *, main: bool) -> Underline:
    """The stretch of the first line that a place covers, in the columns of the masked line."""
    span, line = place.span, pages.line(place.path, place.span.line)
    end = span.end_column if span.line == span.end_line else line.original_end
    start, end = line.shown(span.column, end)
    return Underline(start, end, note, main)
