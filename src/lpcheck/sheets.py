"""What staff are told of each child on a day, or that they ask first: what is in doubt is not told."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from lpcheck.dates import Period
from lpcheck.doubts import Until
from lpcheck.need_to_know import Collector, Facts, Forbidden, Person, Ring
from lpcheck.records import Result
from lpcheck.shares import OfSchool, Share, shares_in
from lpcheck.whom_to_ask import NOBODY_NAMED, Desk, Lead
from lpcheck.withholding import judged

VALID_DAYS = 14
# In letters: what a row takes at least, and what one page holds in the usual size.
_ROW, _MOST_LETTERS = 80, 1300


class ToRing(NamedTuple):
    """Somebody to ring; where `is_on_condition` only once the safeguarding lead says so: no number then."""

    person: Person
    phones: tuple[str, ...]
    when: str
    needs: tuple[str, ...]
    is_on_condition: bool


class Told(NamedTuple):
    """What staff are told of a child.

    `review` is the day by which the plan is to be looked at again, where that is before the sheet ends, and
    `is_overdue` says that it has passed. Those `on_condition` collect, or receive, only once the
    safeguarding lead has said so; `alone` is since when the child travels alone, `not_yet_alone` from when.
    `is_long` says that it needs smaller letters.
    """

    review: date | None
    is_overdue: bool
    checked: Period | None
    must_not: tuple[Forbidden, ...]
    may_collect: tuple[Person, ...]
    may_collect_on_condition: tuple[Person, ...]
    received_by: tuple[Person, ...]
    received_by_on_condition: tuple[Person, ...]
    if_somebody_else_comes: str
    alone: Period | None
    not_yet_alone: Period | None
    stays_all_year: bool
    ring: tuple[ToRing, ...]
    says: str

    @property
    def is_long(self) -> bool:
        """Whether it needs smaller letters to stay on one page."""
        texts = [self.if_somebody_else_comes, self.says, "".join(p.name for p in self.may_collect)]
        for one in self.must_not:
            texts += [one.do, " " * _ROW, *one.things, *one.but]
        for ring in self.ring:
            texts += [" " * _ROW, *ring.needs, *ring.phones[1:]]
        return sum(map(len, texts)) > _MOST_LETTERS


class Sheet(NamedTuple):
    """A child by key, and by name where there is a list; `told` is None where staff are to ask."""

    child: str
    name: str
    told: Told | None


class Withheld(NamedTuple):
    """Why there is nothing but `ask` for a child; for whoever prints the sheets, never on one."""

    child: str
    why: tuple[str, ...]


class SchoolSheets(NamedTuple):
    """A school with its children in order, and whom to ask there.

    `not_told` and `left`, children for whom there is nothing because the roll says that they have left, are
    for whoever prints the sheets.
    """

    school: str
    ask: str
    leads: tuple[Lead, ...]
    sheets: tuple[Sheet, ...]
    not_told: tuple[Withheld, ...]
    left: tuple[str, ...]


class Handout(NamedTuple):
    """What is printed of a run, and the last day on which it may be used.

    `nameless` are keys that more than one school has, so that no list can name them; `unmatched` counts the
    lines of the list of names that are about no child here.
    """

    as_of: date
    valid_until: date
    schools: tuple[SchoolSheets, ...]
    nameless: tuple[str, ...]
    unmatched: int


def handout_of(result: Result, names: Mapping[str, str]) -> Handout:
    """The sheets of all children that were looked at, school by school."""
    shares = shares_in(result)
    here = Counter(child for share in shares for child in _known_at(share.result))
    own = {child: name for child, name in names.items() if here[child] == 1}
    return Handout(
        as_of=result.as_of,
        valid_until=_valid_until(result.as_of),
        schools=tuple(_of_school(share, own) for share in shares),
        nameless=tuple(sorted(child for child in names if here[child] > 1)),
        unmatched=sum(here[child] == 0 for child in names),
    )


def _valid_until(day: date) -> date:
    return day + timedelta(days=min(VALID_DAYS, (date.max - day).days))


def _known_at(result: Result) -> frozenset[str]:
    """Every child whom the school knows, whether asked about or not."""
    desk = _desk(result)
    looked_at = (one.child for one in result.taken if one.child)
    return frozenset((*looked_at, *desk.children, *(one.child for one in desk.roll)))


def _of_school(share: Share, names: Mapping[str, str]) -> SchoolSheets:
    result, desk = share.result, _desk(share.result)
    by_child = {one.child: one for one in result.taken if one.child}
    children = _children(share, desk)
    left = [child for child in children if _has_left(child, desk, result.as_of)]
    sheets, not_told = [], []
    for child in (one for one in children if one not in left):
        facts, why = judged(child, by_child.get(child), result, desk)
        told = _told(facts, result.as_of) if facts is not None and not why else None
        sheets.append(Sheet(child, names.get(child, ""), told))
        not_told += [Withheld(child, why)] if told is None else []
    return SchoolSheets(
        school=share.name,
        ask=desk.ask,
        leads=desk.leads,
        sheets=tuple(sheets),
        not_told=tuple(not_told),
        left=tuple(left),
    )


def _desk(result: Result) -> Desk:
    own = (one.of.more for one in result.taken if isinstance(one.of, OfSchool))
    return next((more for more in own if isinstance(more, Desk)), NOBODY_NAMED)


def _children(share: Share, desk: Desk) -> list[str]:
    """Every child that was asked about; in a whole school those too who have no plan that was looked at."""
    asked = {one.child for one in share.result.taken if one.child}
    if share.folder in share.result.whole_sites:
        on_roll = {one.child for one in desk.roll if one.is_here(share.result.as_of)}
        asked |= on_roll.union(desk.children)
    return sorted(asked)


def _has_left(child: str, desk: Desk, day: date) -> bool:
    rows = [one for one in desk.roll if one.child == child]
    return bool(rows) and all(one.has_left(day) for one in rows)


def _told(facts: Facts, day: date) -> Told:
    due = facts.review.last if facts.review is not None else None
    alone = facts.travels_alone
    is_alone = alone is not None and alone.last <= day
    may_collect, may_collect_on_condition = _sorted(facts.may_collect, day)
    received_by, received_by_on_condition = _sorted(facts.received_by, day)
    return Told(
        review=due if due is not None and due <= _valid_until(day) else None,
        is_overdue=due is not None and due < day,
        checked=facts.checked,
        must_not=tuple(one for one in facts.forbidden if _is_in_force((one.last,), day)),
        may_collect=may_collect,
        may_collect_on_condition=may_collect_on_condition,
        received_by=received_by,
        received_by_on_condition=received_by_on_condition,
        if_somebody_else_comes=facts.if_somebody_else_comes,
        alone=alone if is_alone else None,
        not_yet_alone=None if is_alone else alone,
        stays_all_year=facts.stays_all_year,
        ring=tuple(_to_ring(one, day) for one in facts.ring),
        says=facts.says,
    )


def _sorted(collectors: Sequence[Collector], day: date) -> tuple[tuple[Person, ...], tuple[Person, ...]]:
    """The people in the order of the plan: those who may, then those who may on a condition."""
    free = tuple(one.person for one in collectors if not _is_in_force(one.conditions, day))
    return free, tuple(one.person for one in collectors if _is_in_force(one.conditions, day))


def _to_ring(one: Ring, day: date) -> ToRing:
    is_on_condition = _is_in_force(one.conditions, day)
    phones = () if is_on_condition else one.phones
    return ToRing(one.person, phones, one.when, one.needs, is_on_condition)


def _is_in_force(lasts: Sequence[Until], day: date) -> bool:
    return any(last is None or day <= last for last in lasts)
