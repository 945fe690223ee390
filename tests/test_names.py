"""A school's own list of names: read as it stands, or refused with its line."""

import pytest

from lpcheck.errors import LpcheckError
from lpcheck.names import read_names


def test_each_key_has_its_name() -> None:
    text = "child, name\nP-003,Amina Rose\n\nP-004, Jo \n"
    assert read_names(text, "names.csv") == {"P-003": "Amina Rose", "P-004": "Jo"}
    assert read_names("", "names.csv") == {}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("P-003,Amina\n", 1),
        ("child,name\nP-003\n", 2),
        ("child,name\n,Amina\n", 2),
        ("child,name\nP-003,Amina\nP-003,Jo\n", 3),
        ("child,name\nP-003,Amina,Rose\n", 2),
        (f"child,name\nP-003,{'x' * 200_000}\n", 2),
    ],
)
def test_what_is_no_list_of_names_is_refused_with_its_line_and_no_name(text: str, line: int) -> None:
    with pytest.raises(LpcheckError) as caught:
        read_names(text, "names.csv")
    assert caught.value.message == f"names.csv, line {line}, is not a list of names"
    assert "Amina" not in caught.value.next_step
