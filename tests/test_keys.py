"""What is a child's key, which may be shown, and what may be a name."""

import re

import pytest

from lpcheck.keys import CHILD_KEY, is_child_key


@pytest.mark.parametrize("text", ["P-017", "P017", "017", "1", "12345", "Z-99999"])
def test_a_letter_and_a_number_or_a_number_alone_is_a_key(text: str) -> None:
    assert is_child_key(text)
    assert re.search(CHILD_KEY, text)


@pytest.mark.parametrize(
    "text",
    ["", "P", "P-", "p-017", "PQ-1", "P--1", "123456", "P-017\n", "jane", "J-17-2", "١٢", "P-017 jane"],
)
def test_anything_else_may_be_a_name(text: str) -> None:
    assert not is_child_key(text)
