"""No number from one to four, and none from which one can be worked out, by whoever knows the rule."""

from collections.abc import Callable, Iterator
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lpcheck.bands import FEW, MANY, NONE, SMALL, WITHHELD, WRITTEN_FROM, Count, band, banded, trend

MOST = 26
Pair = tuple[int, int]


def pairs(of: int, relation: Callable[[int, int], bool]) -> Iterator[Pair]:
    return ((a, b) for a, b in product(range(of + 1), range(of + 1)) if relation(a, b))


def what_follows(of: int, pair: Pair) -> dict[str, int]:
    """The numbers of children that somebody who knows both, and all, could take from each other."""
    one, other = pair
    return {"one": one, "other": other, "rest": of - one, "other rest": of - other, "between": other - one}


RELATIONS = pytest.mark.parametrize(
    "relation",
    [lambda _, __: True, lambda one, other: one <= other, lambda one, other: one >= other],
    ids=["nothing known", "first within second", "second within first"],
)


@RELATIONS
@pytest.mark.parametrize("of", range(MOST))
def test_whoever_knows_the_rule_and_how_many_there_are_can_work_out_no_small_number(
    of: int, relation: Callable[[int, int], bool]
) -> None:
    by_words: dict[tuple[str, ...], list[Pair]] = {}
    for pair in pairs(of, relation):
        words = banded((Count(of), Count(pair[0], of), Count(pair[1], of)))
        by_words.setdefault(words, []).append(pair)
    for words, possible in by_words.items():
        for name in what_follows(of, possible[0]):
            values = {abs(what_follows(of, pair)[name]) for pair in possible}
            assert len(values) > 1 or not values <= set(range(1, SMALL)), (words, name)


@RELATIONS
def test_nor_where_nobody_knows_how_many_there_are(relation: Callable[[int, int], bool]) -> None:
    apart: dict[tuple[str, ...], set[int]] = {}
    for one, other in pairs(MOST + SMALL, relation):
        apart.setdefault(banded((Count(one), Count(other))), set()).add(abs(other - one))
    for pair in pairs(MOST, relation):
        between = apart[banded(map(Count, pair))]
        assert len(between) > 1 or not between <= set(range(1, SMALL)), pair


def test_a_reader_who_knows_too_much_would_be_noticed() -> None:
    assert what_follows(6, (5, 5))["rest"] == 1
    assert banded((Count(6), Count(5, 6))) == banded((Count(6), Count(6, 6))) == (MANY, MANY)


COUNTS = st.integers(0, 300).flatmap(
    lambda of: st.lists(st.integers(0, of), max_size=30).map(
        lambda numbers: [Count(n, of) for n in numbers]
    )
)


@given(COUNTS)
def test_what_is_written_out_is_far_from_everything_else(counts: list[Count]) -> None:
    of = counts[0].of if counts else 0
    assert of is not None
    words = banded((Count(of), *counts))
    written = {int(word) for word in words if word.isdecimal()}
    for number in written:
        assert number >= WRITTEN_FROM
        assert number == of or of - number >= SMALL
        assert not any(0 < abs(number - other) < SMALL for other in written)
    for count, word in zip(counts, words[1:], strict=True):
        assert (word == NONE) == (count.number == 0 and (of == 0 or of >= SMALL))
        assert (word == FEW) == (0 < count.number < SMALL <= of)
        assert (word == WITHHELD) == (0 < of < SMALL)
        assert not word.isdecimal() or int(word) == count.number


def test_a_number_of_papers_has_no_rest_to_hide() -> None:
    assert banded(map(Count, (0, 1, 4, 6, 7, 17))) == (NONE, FEW, FEW, MANY, "7", "17")
    assert banded(map(Count, (17, 14, 17))) == ("17", MANY, "17")


@pytest.mark.parametrize(
    ("then", "now", "of", "word"),
    [
        (0, 0, 20, "as before"),
        (0, 1, 20, "more"),
        (3, 0, 20, "fewer"),
        (1, 4, 20, "as before"),
        (4, 5, 20, "more"),
        (5, 12, 20, "as before"),
        (5, 15, 40, "more"),
        (10, 14, 40, "as before"),
        (30, 25, 40, "fewer"),
        (6, 3, 20, "fewer"),
        (0, 3, 4, ""),
    ],
)
def test_a_trend_is_a_word(then: int, now: int, of: int, word: str) -> None:
    assert trend(Count(then, of), Count(now, of)) == word


@pytest.mark.parametrize("now", range(MOST))
def test_from_a_trend_and_a_number_the_earlier_number_does_not_follow(now: int) -> None:
    by_words: dict[str, set[int]] = {}
    for then in range(60):
        by_words.setdefault(trend(Count(then, 60), Count(now, 60)), set()).add(then)
    for word, earlier in by_words.items():
        assert len(earlier) > 1 or earlier == {0}, word
        assert len({abs(now - then) for then in earlier}) > 1 or earlier == {0}, word


def test_of_nobody_there_is_none() -> None:
    assert band(Count(0, 0)) == NONE
    assert band(Count(0, 1)) == band(Count(1, 1)) == WITHHELD
