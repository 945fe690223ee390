"""JSON as the library lays it out, also where it goes out piece by piece."""

import json

from hypothesis import given
from hypothesis import strategies as st

from lpcheck.json_parts import as_json, json_pieces

PLAIN = st.text(st.characters(min_codepoint=32, max_codepoint=126, exclude_characters="#"))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | PLAIN,
    lambda inner: st.lists(inner) | st.lists(inner).map(tuple) | st.dictionaries(PLAIN, inner),
)


@given(VALUES)
def test_a_value_is_laid_out_as_the_library_does_it(value: object) -> None:
    assert as_json(value) == json.dumps(value, indent=2) + "\n"


@given(st.dictionaries(PLAIN, VALUES, min_size=1), st.lists(VALUES))
def test_a_list_that_is_never_held_whole_is_laid_out_like_any_other(
    fields: dict[str, object], items: list[object]
) -> None:
    pieces = list(json_pieces({**fields, "items": iter(items)}))
    assert "".join(pieces) == as_json({**fields, "items": items})
    assert len(pieces) >= len(items)
