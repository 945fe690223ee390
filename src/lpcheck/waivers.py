"""The exceptions that a site has accepted, and which findings they cover.

A waiver that anything is wrong with covers nothing: it is a finding itself, and so is what it was for.
"""

from collections.abc import Iterable, Iterator

from lpcheck.dates import period_of
from lpcheck.examining import Examination
from lpcheck.judging import Judgement
from lpcheck.model import Finding
from lpcheck.records import Waiver
from lpcheck.view import Entry, entries_in

KIND = "waivers"
# These rules look at waivers that are sound: one that has ended, has not begun, or covers nothing.
_OF_SOUND_ONES = ("has_passed", "not_in_future", "covers_nothing")


def waivers_in(examination: Examination, judgements: Iterable[Judgement]) -> Iterator[Waiver]:
    """Yields the waivers of a document that nothing is wrong with."""
    examined = examination.examined
    if examined.document.kind != KIND or not examination.is_read:
        return
    wrong = {bad[:2] for bad in examined.unreliable}
    for judgement in judgements:
        if judgement.check.name not in _OF_SOUND_ONES:
            wrong.update(problem.location.pointer[:2] for problem in judgement.problems)
    for entry in entries_in(examined, f"/{KIND}/*"):
        if entry.pointer not in wrong:
            yield _waiver(entry)


def _waiver(entry: Entry) -> Waiver:
    fields = entry.fields
    first, last = (period_of(fields[name]) for name in ("approved_on", "ends"))
    assert first is not None
    assert last is not None
    child, document = fields.get("child"), fields.get("document")
    return Waiver(
        requirement=str(fields["requirement"]),
        child=None if child is None else str(child),
        document=None if document is None else str(document),
        first=first.first,
        last=last.last,
        path=entry.examined.document.path,
        pointer=entry.pointer,
    )


def covers(waiver: Waiver, finding: Finding) -> bool:
    """Whether a waiver is about a finding, whatever the day; what nobody may miss is never covered."""
    is_of_child = waiver.child in (None, finding.child, finding.problem.child)
    is_there = is_of_child and waiver.document in (None, finding.problem.location.path)
    may_be = not finding.is_kept and not finding.requirement.never_waived
    return is_there and may_be and finding.requirement.id == waiver.requirement


def is_about_nothing(finding: Finding) -> bool:
    """Whether a finding says of a waiver that it covers nothing, which all other findings decide."""
    return finding.check.name == "covers_nothing"
