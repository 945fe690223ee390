"""What every rule has: a manual under fixed headings with two examples, and parameters with known types."""

import re
from pathlib import Path
from pkgutil import iter_modules

import pytest
import yaml

from lpcheck import rules
from lpcheck.catalogue import Catalogue
from lpcheck.model import By
from lpcheck.rules import NumberSetting, Pattern, Route, Routes, Rule, Setting, Texts, rule_named

HEADINGS = ("What it checks", "Why it matters", "Example (broken)", "Use instead", "Parameters")
HEADING = re.compile(r"^([A-Z][a-z]+(?: [a-z()]+)*)::?(?: |$)", re.MULTILINE)
EXAMPLE = re.compile(r"^(?:Example \(broken\)|Use instead)::\n\n((?:    .*\n|\n)+)", re.MULTILINE)
TYPES = (Route, Routes, Texts, Pattern, Setting, NumberSetting, str, bool)
NAMES = sorted(module.name for module in iter_modules(rules.__path__))


def rule(name: str) -> Rule:
    found = rule_named(name)
    assert found is not None
    return found


each_rule = pytest.mark.parametrize("name", NAMES)


@each_rule
def test_a_manual_has_exactly_these_headings_in_this_order(name: str) -> None:
    assert tuple(HEADING.findall(rule(name).manual)) == HEADINGS


@each_rule
def test_a_manual_begins_with_one_sentence_on_one_line(name: str) -> None:
    first, blank, *_ = rule(name).manual.splitlines()
    assert first.endswith(".")
    assert blank == ""


@each_rule
def test_both_examples_of_a_manual_are_valid_yaml_and_differ(name: str) -> None:
    broken, better = EXAMPLE.findall(rule(name).manual)
    assert isinstance(yaml.safe_load(broken), dict)
    assert isinstance(yaml.safe_load(better), dict)
    assert broken != better


@each_rule
def test_a_manual_speaks_of_every_parameter(name: str) -> None:
    text = rule(name).manual.partition("\nParameters:")[2]
    assert {f"`{parameter}`" for parameter in rule(name).types} <= set(re.findall(r"`\w+`", text))


@each_rule
def test_a_parameter_has_a_type_that_a_policy_can_give(name: str) -> None:
    assert set(rule(name).types.values()) <= set(TYPES)
    assert rule(name).required() <= rule(name).types.keys()


def test_every_rule_is_named_by_a_policy(catalogue: Catalogue) -> None:
    named = {
        check.name
        for requirement in catalogue.requirements.values()
        for check in requirement.checks
        if check.by is By.RULE
    }
    assert named == set(NAMES)


def test_a_rule_knows_the_places_and_settings_that_it_was_given() -> None:
    interval = rule("interval")
    given = interval.parameters(at="/a", since="site:/b", over="months")
    assert interval.routes(given) == ("/a", "site:/b")
    assert interval.settings(given) == ("months",)
    listed = rule("mentions_listed")
    given = listed.parameters(at=("/a", "/b"), among=("/c",), pattern="x", says="y")
    assert listed.routes(given) == ("/a", "/b", "/c")
    assert listed.settings(given) == ()


def test_a_parameter_left_out_is_no_place_and_no_setting() -> None:
    only_says = rule("only_says")
    assert only_says.routes(only_says.parameters(at=("/a",), says="x")) == ("/a",)
    assert only_says.required() == {"at", "says"}
    reachable = rule("reachable")
    given = reachable.parameters(rows="/a", phones="/b", emails="")
    assert reachable.routes(given) == ("/a", "/b")


def test_a_rule_that_says_what_is_not_there_names_what_it_must_see_whole() -> None:
    assert {name: rule(name).needs_all_of for name in NAMES if rule(name).needs_all_of} == {
        "answered_out_of_hours": ("rows", "residential"),
        "as_new_as": ("notes",),
        "at_least_two": ("at",),
        "cites_subject": ("at",),
        "core_items": ("at",),
        "covers_each": ("among",),
        "listed_at_site": ("listed",),
        "dealt_with": ("terms",),
        "entry_for": ("at",),
        "everybody_told": ("told", "site_teams", "staff", "briefings"),
        "explained_since": ("explains",),
        "folders_on_roll": ("roll", "keys"),
        "followed_up": ("terms",),
        "known_among": ("among", "among_keys"),
        "left_since": ("rows",),
        "mentions_listed": ("among",),
        "numbering": ("at",),
        "often_enough": ("at",),
        "one_of_keys": ("at",),
        "rests_on": ("restrictions",),
        "rhythm_kept": ("since", "reviews", "roll", "terms"),
        "rung_out_of_hours": ("times",),
        "single_number": ("at", "people"),
        "somebody_has": ("group", "at"),
        "staff_here": ("staff",),
        "topic_left_out": ("at",),
    }
    listed = rule("mentions_listed")
    given = listed.parameters(at=("/a", "/b"), among=("/c", "site:/d"), pattern="x", says="y")
    assert listed.routes_seen_whole(given) == ("/c", "site:/d")
    order = rule("in_order")
    assert order.routes_seen_whole(order.parameters(at="/a")) == ()


@each_rule
def test_what_a_rule_must_see_whole_is_one_of_its_routes(name: str) -> None:
    assert {rule(name).types[parameter] for parameter in rule(name).needs_all_of} <= {Route, Routes}


def test_a_rule_that_is_broken_is_not_taken_for_one_that_there_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "broken_rule.py").write_text("import no_such_module\n", "utf-8")
    monkeypatch.setattr(rules, "__path__", [str(tmp_path)])
    with pytest.raises(ModuleNotFoundError, match="no_such_module"):
        rule_named("broken_rule")


@pytest.mark.parametrize(
    "name", ["no_such_rule", "", "a b", "../interval", "interval.verdicts", "Interval "]
)
def test_a_rule_that_there_is_not_is_none(name: str) -> None:
    assert rule_named(name) is None
