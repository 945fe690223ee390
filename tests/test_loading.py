"""A catalogue that does not agree with itself is refused, with file and line and the name of the thing."""

import re
import shutil
from pathlib import Path
from typing import NamedTuple

import pytest

from lpcheck.errors import PolicyError
from lpcheck.loading import load_catalogue
from lpcheck.resources import shipped

TINY = Path(__file__).parent / "policies" / "tiny"
POLICY, SCHEMA = "policy.yaml", "farm-visits.schema.json"


class Edit(NamedTuple):
    """A change to the tiny policy, the line that is to be blamed, by a piece of it, and the sentence."""

    old: str
    new: str
    at: str
    sentence: str


def tiny_in(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TINY, tmp_path / "tiny"))


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text, f"nothing to change: {old}"
    file.write_text(text.replace(old, new), "utf-8")


def line_of(file: Path, piece: str) -> int:
    [line, *_] = (n for n, line in enumerate(file.read_text("utf-8").splitlines(), 1) if piece in line)
    return line


def refusal(*folders: Path, schemas: Path | None = None) -> str:
    with pytest.raises(PolicyError) as refused:
        load_catalogue(schemas or shipped("schemas"), folders)
    assert refused.value.next_step
    return refused.value.message


def assert_blamed(file: Path, change: Edit, message: str) -> None:
    assert message == f"{file.as_posix()}:{line_of(file, change.at)}: {change.sentence}"


RULE_STARTS = "      - by: rule\n"
INTERVAL = """        name: interval
        documents: [local-procedure]
        parameters:
          at: /farm_visits/next_visit
          since: /farm_visits/last_visit
          over: farm_visit_months
"""
ASKED_ELSEWHERE = "this asks for {}, which is not a requirement checked by schema"

IN_POLICY: dict[str, Edit] = {
    "a key written twice": Edit(
        "version: 2026-01\n",
        "version: 2026-01\nversion: 2026-02\n",
        "version: 2026-02",
        "this field is written twice and only the first counts: delete or rename one of them",
    ),
    "a bracket left open": Edit(
        "[local-procedure]",
        "[local-procedure",
        "[local-procedure",
        "a bracket opens here and is not closed: close it, put commas between its parts, or "
        "put the whole value in double quotes",
    ),
    "a missing field": Edit("version: 2026-01\n", "", "id: TP 1", "`version` is missing"),
    "a missing field of a requirement": Edit(
        "    duty: author\n", "", "- id: TP1-1", "`duty` is missing: whose duty it is"
    ),
    "a rule without parameters": Edit(
        INTERVAL,
        "        name: interval\n        documents: [local-procedure]\n",
        "- by: rule",
        "`parameters` is missing: parameters of the rule",
    ),
    "an unknown field": Edit(
        "source: TP LP 1",
        "sauce: TP LP 1",
        "sauce:",
        "this is not a field that the form has here: did you mean `source`?",
    ),
    "an id that is none": Edit(
        "- id: TP1-1\n", "- id: farm\n", "- id: farm", "id: write it like LP-11 or ECS36-4.c"
    ),
    "an unknown severity": Edit(
        "severity: warning",
        "severity: grave",
        "severity: grave",
        "severity: this is not one of the form's words; write error, warning or advice",
    ),
    "a day that does not exist": Edit(
        "from: 2026-01-01", "from: 2026-02-30", "from: 2026-02-30", "there is no such day"
    ),
    "a day that is a word": Edit(
        "from: 2026-01-01",
        "from: soon",
        "from: soon",
        "day from which it is in force: write the day like 2024-01-10",
    ),
    "a first day that does not exist": Edit(
        "    duty: author\n",
        "    duty: author\n    since: 2026-02-30\n",
        "since: 2026",
        "there is no such day",
    ),
    "a last day that is a word": Edit(
        "    duty: author\n",
        "    duty: author\n    until: soon\n",
        "until: soon",
        "last day on which it holds: write the day like 2024-01-10",
    ),
    "a last day before the first": Edit(
        "    duty: author\n",
        "    duty: author\n    since: 2026-09-01\n    until: 2026-08-31\n",
        "until: 2026",
        "until lies before since, so that this would never hold",
    ),
    "an unknown rule": Edit(
        "name: interval", "name: gap", "name: gap", "there is no kind of rule called gap"
    ),
    "a rule with a path for a name": Edit(
        "name: interval", "name: ../gap", "name: ../gap", "there is no kind of rule called ../gap"
    ),
    "an unknown parameter": Edit(
        "          over:",
        "          under: x\n          over:",
        "under: x",
        "the rule interval has no parameter under",
    ),
    "a missing parameter": Edit(
        "          since: /farm_visits/last_visit\n",
        "",
        "parameters:",
        "the rule interval needs the parameter since",
    ),
    "a place that leads nowhere": Edit(
        "/farm_visits/next_visit",
        "/farm_visits/next_year",
        "parameters:",
        "a local-procedure has no place /farm_visits/next_year",
    ),
    "a place in a list that leads nowhere": Edit(
        "/farm_visits/next_visit",
        "/farm_visits/risks_looked_at/*/day",
        "parameters:",
        "a local-procedure has no place /farm_visits/risks_looked_at/*/day",
    ),
    "a place below a field that has none": Edit(
        "/farm_visits/next_visit",
        "/farm_visits/*/*/by/whom",
        "parameters:",
        "a local-procedure has no place /farm_visits/*/*/by/whom",
    ),
    "a place in the site that leads nowhere": Edit(
        "/farm_visits/next_visit",
        "site:/farmer",
        "parameters:",
        "a site has no place /farmer",
    ),
    "an unknown setting": Edit(
        "over: farm_visit_months", "over: months", "parameters:", "there is no setting months"
    ),
    "a setting that is no number": Edit(
        "over: farm_visit_months",
        "over: core_checklist",
        "parameters:",
        "the setting core_checklist must be an integer with a default",
    ),
    "a setting that nobody has to set": Edit(
        "    default: 6\n",
        "",
        "        parameters:",
        "the setting farm_visit_months must be an integer with a default",
    ),
    "a rule with a name of Python's own": Edit(
        "name: interval", "name: __init__", "name: __init__", "there is no kind of rule called __init__"
    ),
    "an unknown kind of document for a rule": Edit(
        "[local-procedure]", "[farm]", "documents:", "there is no kind of document farm"
    ),
    "a block for an unknown kind of document": Edit(
        "  local-procedure:\n    farm_visits:",
        "  farm:\n    farm_visits:",
        "  farm:",
        "there is no kind of document called farm",
    ),
    "a demand on an unknown kind of document": Edit(
        "settings:", "demands: {farm: {title: TP1-1}}\nsettings:", "demands:",
        "there is no kind of document called farm",
    ),
    "a demand for a field that is not there": Edit(
        "settings:", "demands: {site: {pets: TP1-1}}\nsettings:", "demands:",
        "a site has no field pets to ask for",
    ),
    "a demand of an unknown requirement": Edit(
        "settings:", "demands: {site: {name: TP1-9}}\nsettings:", "demands:",
        ASKED_ELSEWHERE.format("TP1-9"),
    ),
    "a block where the kind has a field": Edit(
        "    farm_visits: farm", "    sections: farm", "    sections: farm",
        "a local-procedure has a field sections already",
    ),
    "outranking an unknown requirement": Edit(
        "    quote: Meeting point", "    outranks: [TP1-9]", "outranks:", "there is no requirement TP1-9"
    ),
    "the id of another policy": Edit(
        "id: TP 1\n", "id: ECS 36\n", "id: ECS 36", "the policy ECS 36 is in the policy ECS 36 already"
    ),
    "the id of another requirement": Edit(
        "- id: TP1-2", "- id: LP-1", "- id: LP-1",
        "the requirement LP-1 is in the policy local procedure already",
    ),
    "the same requirement twice": Edit(
        "- id: TP1-3", "- id: TP1-2 # here", "# here", "the requirement TP1-2 is in the policy TP 1 already"
    ),
    "the name of another setting": Edit(
        "  farm_visit_months:", "  core_checklist:", "  core_checklist:",
        "the setting core_checklist is in the policy local procedure already",
    ),
    "two checks by schema": Edit(
        "    checks:\n" + RULE_STARTS,
        "    checks: # here\n" + "      - {by: schema, severity: error, looks_at: x, remedy: x}\n" * 2
        + RULE_STARTS,
        "# here", "a requirement may have one check by schema",
    ),
    "a requirement by schema that no schema asks for": Edit(
        RULE_STARTS, "      - {by: schema, severity: error, looks_at: x, remedy: x}\n" + RULE_STARTS,
        "- {by: schema", "TP1-2 is checked by schema, and no schema asks for it",
    ),
    "an unknown built-in check": Edit(
        RULE_STARTS,
        "      - {by: reader, severity: error, looks_at: x, remedy: x, name: smell}\n" + RULE_STARTS,
        "name: smell", "there is no built-in check smell",
    ),
    "a built-in check carried out another way": Edit(
        RULE_STARTS,
        "      - {by: schema, severity: error, looks_at: x, remedy: x, name: key-twice}\n" + RULE_STARTS,
        "name: key-twice", "there is no built-in check key-twice",
    ),
    "a built-in check that is another's": Edit(
        RULE_STARTS,
        "      - {by: reader, severity: error, looks_at: x, remedy: x, name: key-twice}\n" + RULE_STARTS,
        "name: key-twice", "the built-in check key-twice is that of FILE-2 already",
    ),
    "a setting outside the plain style": Edit(
        "    maximum: 24", "    multipleOf: 2", "multipleOf",
        "the keyword multipleOf is outside the plain style",
    ),
}  # fmt: skip


@pytest.mark.parametrize("change", IN_POLICY.values(), ids=IN_POLICY.keys())
def test_a_policy_that_does_not_agree_is_refused_at_its_line(change: Edit, tmp_path: Path) -> None:
    file = tiny_in(tmp_path) / POLICY
    edit(file, change.old, change.new)
    assert_blamed(file, change, refusal(file.parent))


PARAMETERS: dict[str, tuple[str, str, str]] = {
    "a place that is a number": ("later_than", "at: 5, than: /date", "at"),
    "a place without a slash": ("later_than", "at: date, than: /date", "at"),
    "a place that is a list": ("later_than", "at: [/date], than: /date", "at"),
    "a place that ends in a slash": ("later_than", "at: /date, than: /date/", "than"),
    "places that are one": ("only_says", "at: /title, says: x", "at"),
    "places of which one is a number": ("only_says", "at: [/title, 5], says: x", "at"),
    "places of which one has no slash": ("only_says", "at: [/title, site], says: x", "at"),
    "texts that are one": ("only_says", "at: [/title], says: x, phrases: x", "phrases"),
    "texts of which one is a number": ("only_says", "at: [/title], says: x, phrases: [5]", "phrases"),
    "a text that is a number": ("left_empty", "at: /title, says: 5", "says"),
    "a text that is blank": ("left_empty", "at: /title, says: null", "says"),
    "a setting that is a list": ("core_items", "list_at: /title, at: /title, core: [x]", "core"),
    "true as a word": ("later_than", "at: /date, than: /date, same_day: 'true'", "same_day"),
    "a pattern that is none": ("only_says", "at: [/title], says: x, pattern: '('", "pattern"),
    "a pattern that is a number": ("only_says", "at: [/title], says: x, pattern: 5", "pattern"),
}


@pytest.mark.parametrize(("rule", "parameters", "bad"), PARAMETERS.values(), ids=PARAMETERS.keys())
def test_a_parameter_that_does_not_fit_its_rule_is_refused_at_its_line(
    rule: str, parameters: str, bad: str, tmp_path: Path
) -> None:
    file = tiny_in(tmp_path) / POLICY
    spread = "".join(f"          {part}\n" for part in re.split(r", (?=\w+:)", parameters))
    edit(file, INTERVAL, f"        name: {rule}\n        documents: [site]\n        parameters:\n{spread}")
    line = (
        line_of(file, "parameters:") + 1 + [p.strip().split(":")[0] for p in spread.splitlines()].index(bad)
    )
    message = f"the parameter {bad} of the rule {rule} does not fit"
    assert refusal(file.parent) == f"{file.as_posix()}:{line}: {message}"


IN_SCHEMA: dict[str, Edit] = {
    "a mark for an unknown requirement": Edit(
        '"TP1-1"', '"TP1-9"', '"TP1-9"', ASKED_ELSEWHERE.format("TP1-9")
    ),
    "a mark for a requirement that only a rule looks at": Edit(
        '"TP1-1"', '"TP1-2"', '"TP1-2"', ASKED_ELSEWHERE.format("TP1-2")
    ),
    "a mark for a requirement that the schema check itself fails": Edit(
        '"TP1-1"', '"FILE-3"', '"FILE-3"', ASKED_ELSEWHERE.format("FILE-3")
    ),
    "a deadline for an unknown requirement": Edit(
        '"TP1-3"', '"TP1-9"', '"TP1-9"', ASKED_ELSEWHERE.format("TP1-9")
    ),
    "a deadline that counts with an unknown setting": Edit(
        '"after": "P1Y"',
        '"months": "plan_review"',
        '"months"',
        "the setting plan_review must be an integer with a default",
    ),
    "a deadline that counts with a setting that is a list": Edit(
        '"after": "P1Y"',
        '"months": "core_checklist"',
        '"months"',
        "the setting core_checklist must be an integer with a default",
    ),
    "a mark of keys for an unknown requirement": Edit(
        '  "$defs"',
        '  "x-key-requirement": "TP1-9",\n  "patternProperties": {"^x$": {"title": "x"}}, '
        '"x-key-hint": "write x",\n  "$defs"',
        '"x-key-requirement"',
        ASKED_ELSEWHERE.format("TP1-9"),
    ),
    "a mark inside a condition in a list": Edit(
        '  "$defs"',
        '  "allOf": [{"if": {"type": "object"}, "then": {"x-requirement": "TP1-9"}}],\n  "$defs"',
        '"allOf"',
        ASKED_ELSEWHERE.format("TP1-9"),
    ),
    "a keyword outside the plain style": Edit(
        '"minItems": 1', '"maxItems": 1', '"maxItems"',
        "the keyword maxItems is outside the plain style",
    ),
    "a reference into nothing": Edit(
        '"$ref": "#/$defs/words"\n    },', '"$ref": "#/$defs/word"\n    },', '#/$defs/word"',
        "this reference leads nowhere: refer to #/$defs/ or common.schema.json#/$defs/",
    ),
    "a comma too few": Edit(
        '"type": "string",\n      "pattern": "\\\\S"',
        '"type": "string"\n      "pattern": "x"',
        '"pattern": "x"',
        "this is not JSON",
    ),
}  # fmt: skip


@pytest.mark.parametrize("change", IN_SCHEMA.values(), ids=IN_SCHEMA.keys())
def test_a_block_that_does_not_agree_is_refused_at_its_line(change: Edit, tmp_path: Path) -> None:
    file = tiny_in(tmp_path) / SCHEMA
    edit(file, change.old, change.new)
    assert_blamed(file, change, refusal(file.parent))
