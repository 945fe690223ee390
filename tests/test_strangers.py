"""What a field that the form does not have may be meant for."""

from lpcheck.marks import compile_schema
from lpcheck.strangers import Stranger, newer_form_sentence, strangers_in

NOT_A_FIELD = "this is not a field that the form has here"
FORM = compile_schema(
    {"properties": {"methods": {"x-renamed-from": ["means", "method"]}, "date": {}, "answer": {}}}
)
KEYS = compile_schema(
    {
        "properties": {"child": {}},
        "patternProperties": {"^p-": {}},
        "x-key-hint": "write p-1",
        "x-key-requirement": "TP1-1",
    }
)


def test_a_field_that_nothing_explains_may_be_of_a_newer_form() -> None:
    assert list(strangers_in((FORM,), ["betelgeuse"], {})) == [
        Stranger("betelgeuse", NOT_A_FIELD, is_alien=True)
    ]
    assert list(strangers_in((), ["x"], {})) == [Stranger("x", NOT_A_FIELD, is_alien=True)]


def test_a_misspelt_field_is_meant_for_the_nearest_that_is_not_there() -> None:
    [near] = strangers_in((FORM,), ["dtae"], {"answer": 1})
    assert near == Stranger("dtae", f"{NOT_A_FIELD}: did you mean `date`?", "date")
    [there] = strangers_in((FORM,), ["dtae"], {"date": 1})
    assert there.is_alien


def test_an_old_name_is_told_the_new_one_even_where_another_name_is_near() -> None:
    [old] = strangers_in((KEYS, FORM), ["method"], {})
    assert old == Stranger("method", "this field is now called `methods`", "methods")
    [both] = strangers_in((FORM,), ["means"], {"methods": 1})
    assert both == Stranger(
        "means", "this field is now called `methods`, which stands here too: keep one of them"
    )


def test_a_key_that_does_not_fit_is_told_how_one_is_written() -> None:
    [key] = strangers_in((KEYS,), ["Ada"], {})
    sentence = "this is not the way to write a key here: write p-1"
    assert key == Stranger("Ada", sentence, requirement="TP1-1")
    [near] = strangers_in((KEYS,), ["chlid"], {})
    assert near.meant == "child"


def test_a_key_without_a_hint_is_an_unknown_field_but_no_sign_of_a_newer_form() -> None:
    [key] = strangers_in((compile_schema({"patternProperties": {"^p-": {}}}),), ["Ada"], {})
    assert key == Stranger("Ada", NOT_A_FIELD)


def test_the_sentence_about_a_newer_form_counts_the_fields() -> None:
    assert newer_form_sentence(4).startswith("this document has 4 fields that this form does not have: ")
