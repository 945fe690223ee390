"""The settings of VS Code: ours are put among them, and nothing that was there is lost."""

import json

import pytest

from lpcheck.editor_settings import what_to_add, with_schemas

FOLDER = "./.lpcheck/"
OURS = {"./.lpcheck/site.schema.json": ("site.yaml",)}
WRITTEN = """\
{
    "yaml.schemas": {
        "./.lpcheck/site.schema.json": [
            "site.yaml"
        ]
    }
}
"""


@pytest.mark.parametrize("text", ["", " \n", "{}", '{"yaml.schemas": {}}'])
def test_settings_that_say_nothing_yet_say_it_then(text: str) -> None:
    assert with_schemas(text, OURS, FOLDER) == WRITTEN


def test_everything_else_stays_in_its_order_and_its_indentation() -> None:
    text = '{\n  "a": [1, 2.50, "é ∞"],\n  "yaml.schemas": {"./mine.json": "x.yaml"},\n  "b": null\n}\n'
    made = with_schemas(text, OURS, FOLDER)
    assert made is not None
    assert json.loads(made) == {
        "a": [1, 2.5, "é ∞"],
        "yaml.schemas": {"./mine.json": "x.yaml", "./.lpcheck/site.schema.json": ["site.yaml"]},
        "b": None,
    }
    assert list(json.loads(made)) == ["a", "yaml.schemas", "b"]
    assert '\n  "a": [\n    1,\n' in made
    assert "é ∞" in made


def test_tabs_and_the_ends_of_lines_stay() -> None:
    made = with_schemas('{\r\n\t"a": 1\r\n}\r\n', OURS, FOLDER)
    assert made is not None
    assert made.startswith('{\r\n\t"a": 1,\r\n\t"yaml.schemas": {\r\n')
    assert made.count("\n") == made.count("\r\n")


def test_schemas_of_ours_that_are_no_more_go() -> None:
    text = '{"yaml.schemas": {"./.lpcheck/old.schema.json": ["old.yaml"]}}'
    assert with_schemas(text, OURS, FOLDER) == WRITTEN


def test_the_text_is_the_same_where_there_is_nothing_to_change() -> None:
    text = '{"yaml.schemas": {"./.lpcheck/site.schema.json": ["site.yaml"]}, "a":1}'
    assert with_schemas(text, OURS, FOLDER) == text


@pytest.mark.parametrize(
    "text",
    [
        '{\n  // a comment\n  "a": 1\n}',
        '{"a": 1,}',
        '{"a": 1, "a": 2}',
        '{"b": {"a": 1, "a": 2}}',
        "[]",
        "null",
        '{"a": 1e999}',
        '{"a": NaN}',
        '{"a": "\\ud800"}',
        '{"yaml.schemas": ["x"]}',
        '{"yaml.schemas": null}',
        '{"a": ' + "[" * 100_000,
        '\ufeff{"a": 1}',
    ],
    ids=lambda text: text[:24],
)
def test_settings_that_would_lose_something_are_left_alone(text: str) -> None:
    assert with_schemas(text, OURS, FOLDER) is None


def test_what_is_to_be_added_by_hand_is_shown_as_it_is_written() -> None:
    assert f"{what_to_add(OURS)}\n" == WRITTEN
