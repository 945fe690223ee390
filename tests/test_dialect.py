"""Everything that our schemas say beside JSON Schema, in a made-up policy, from the file to the finding."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from lpcheck.cli.app import run_app
from lpcheck.documents import read_document
from lpcheck.engines import ENGINES
from lpcheck.frames import Pages
from lpcheck.marks import compile_schema
from lpcheck.model import Severity, State
from lpcheck.records import Result
from lpcheck.run import Request, run
from lpcheck.view import Examined
from lpcheck.walks import walk
from test_tiny_policy import PROCEDURE, SITE

AS_OF = date(2026, 6, 1)
DESCRIBED = {"description": "x"}
ORDER = {
    "title": "who is rung first",
    "type": "array",
    "x-words": {"nobody": "nobody is rung"},
    "uniqueItems": True,
    "items": {"title": "person", "x-numbered": True, "x-words": {"uncle": "an uncle", "aunt": "an aunt"}},
    **DESCRIBED,
}
PEOPLE: dict[str, object] = {"patternProperties": {"^f-[0-9]+$": {}}}
BLOCK: dict[str, object] = {
    "title": "farm",
    "type": "object",
    "additionalProperties": False,
    "required": ["people"],
    "properties": {
        "people": {
            "title": "people on the farm",
            "type": "object",
            "minProperties": 1,
            "additionalProperties": False,
            "x-requirement": "TP2-1",
            "x-key-requirement": "TP2-2",
            "x-key-hint": "use a code such as f-1",
            "patternProperties": {"#/$defs/code": {"title": "name", "type": "string", **DESCRIBED}},
        },
        "order": ORDER,
        "lead": {"title": "lead", "$ref": "#/$defs/code", **DESCRIBED},
        "day": {"title": "day", "x-date": "day", "x-renamed-from": "visited_on", **DESCRIBED},
        "at": {"title": "time", "x-time": True, **DESCRIBED},
        "seen": {"title": "moment", "x-moment": True, **DESCRIBED},
        "until": {"title": "end", "x-date": True, "x-words": {"further-order": "open"}, **DESCRIBED},
        "note": {
            "title": "note",
            "type": "string",
            "deprecated": True,
            "x-deprecated": "use `people`",
            **DESCRIBED,
        },
    },
    "$defs": {
        "code": {"type": "string", "pattern": r"^f-[0-9]+$(?!\n)", "x-hint": "write f-1", "x-code": True}
    },
}
CHECK = "    checks:\n      - {by: schema, severity: error, looks_at: x, remedy: x}\n"
POLICY = f"""\
id: TP 2
title: People on the farm
version: 2026-01
in_force_from: 2026-01-01
source: TP LP 2
adds: {{local-procedure: {{farm: farm.schema.json}}}}
settings:
  farm_mode: {{title: mode of the farm, description: x, x-words: {{open: it is open, closed: it is not}}}}
requirements:
  - id: TP2-1
    title: Who is there
    why: x
    duty: author
    since: 2026-03-01
{CHECK}  - id: TP2-2
    title: No names as keys
    why: x
    duty: author
    since: 2026-01-01
    until: 2026-12-31
{CHECK}"""
GOOD = """\
farm:
  people: {f-1: Ada Bright}
  order: [uncle, uncle-2]
  lead: f-1
  day: 2026-01-10
  at: 16:30
  seen: 2026-01-10T16:30
  until: further-order
"""


def policy_in(folder: Path) -> Path:
    folder.mkdir()
    (folder / "policy.yaml").write_text(POLICY, "utf-8")
    (folder / "farm.schema.json").write_text(json.dumps(BLOCK), "utf-8")
    return folder


def checked(folder: Path, block: str, site: str = "") -> Result:
    """What comes of a procedure with such a block, the same by either validator."""
    policy, school = policy_in(folder / "policy"), folder / "school"
    school.mkdir()
    (school / "site.yaml").write_text(SITE.replace("TP 1", "TP 2") + site, "utf-8")
    start = (
        PROCEDURE[: PROCEDURE.index("farm_visits:")].replace("TP 1", "TP 2").replace("TP LP 1", "TP LP 2")
    )
    (school / "tp-2.yaml").write_text(start + block, "utf-8")
    one, other = (run(Request((school,), AS_OF, (policy,), engine=engine)) for engine in ENGINES)
    assert one.findings == other.findings
    return one


def told(result: Result) -> list[tuple[str, str]]:
    return [(finding.requirement.id, finding.problem.message) for finding in result.findings]


def shown(result: Result) -> list[str]:
    return [line.text.strip() for finding in result.findings for line in finding.frame]


def with_block(changes: Mapping[str, str]) -> str:
    text = GOOD
    for old, new in changes.items():
        assert old in text, f"nothing to change: {old}"
        text = text.replace(old, new)
    return text


def test_what_is_written_as_the_schema_asks_is_right(tmp_path: Path) -> None:
    result = checked(tmp_path, GOOD, "settings: {farm_mode: open}\n")
    assert told(result) == []
    recorded = {c.requirement for c in result.coverage if c.counts.get(State.RECORDED)}
    assert {"TP2-1", "TP2-2"} <= recorded


WRONG: dict[str, tuple[dict[str, str], str, str, str]] = {
    "a key that is a name": (
        {"f-1: Ada Bright": "Ada: Bright"},
        "TP2-2",
        "this is not the way to write a key here: use a code such as f-1",
        "people: {•••: •••}",
    ),
    "an empty group": (
        {"{f-1: Ada Bright}": "{}"},
        "TP2-1",
        "nothing is filled in: people on the farm",
        "people: {}",
    ),
    "a word beside a list that is none": (
        {"[uncle, uncle-2]": "Ada"},
        "FILE-4",
        (
            "who is rung first: this is not one of the form's words; write nobody, or a list: put square "
            "brackets around it, […], or write it on a line of its own with a dash"
        ),
        "order: •••",
    ),
    "a number beside a list": (
        {"[uncle, uncle-2]": "5"},
        "FILE-4",
        "who is rung first: this is a whole number, and the form asks for a list, or the word nobody",
        "order: •••",
    ),
    "a word twice": (
        {"[uncle, uncle-2]": "[uncle, aunt, uncle]"},
        "FILE-4",
        "who is rung first: the same stands here twice",
        "order: [uncle, aunt, •••]",
    ),
    "a word that is none": (
        {"uncle-2": "uncle-Sam"},
        "FILE-4",
        "person: this is not one of the form's words; write uncle or aunt",
        "order: [uncle, •••]",
    ),
    "a code that is none": ({"lead: f-1": "lead: Ada"}, "FILE-4", "lead: write f-1", "lead: •••"),
    "a month for a day": (
        {"day: 2026-01-10": "day: 2026-01"},
        "FILE-4",
        "day: a day is needed here: write it like 2024-01-10",
        "day: •••",
    ),
    "a time that is none": (
        {"at: 16:30": "at: 4pm"},
        "FILE-4",
        "time: write the time like 16:30",
        "at: •••",
    ),
    "a moment without a time": (
        {"seen: 2026-01-10T16:30": "seen: 2026-01-10"},
        "FILE-4",
        "moment: write the day and the time like 2026-10-02T15:05",
        "seen: •••",
    ),
    "neither a date nor the word": (
        {"further-order": "later"},
        "FILE-4",
        ("end: there is no such day or month; write it like 2024-01-10 or 2024-01, or write further-order"),
        "until: •••",
    ),
    "an old name": (
        {"day: 2026-01-10": "visited_on: 2026-01-10"},
        "FILE-3",
        "this field is now called `day`",
        "•••: •••",
    ),
    "an old name beside the new one": (
        {"  day:": "  visited_on: 2026-01-11\n  day:"},
        "FILE-3",
        "this field is now called `day`, which stands here too: keep one of them",
        "•••: •••",
    ),
}


@pytest.mark.parametrize(("changes", "requirement", "message", "line"), WRONG.values(), ids=WRONG.keys())
def test_what_is_written_otherwise_is_told_once_and_masked(
    changes: dict[str, str], requirement: str, message: str, line: str, tmp_path: Path
) -> None:
    result = checked(tmp_path, with_block(changes))
    assert told(result) == [(requirement, message)]
    assert shown(result)[-1] == line


def test_a_field_that_will_go_is_advice_and_still_read(tmp_path: Path) -> None:
    result = checked(tmp_path, f"{GOOD}  note: Ask Ada\n")
    [finding] = result.findings
    assert finding.check.severity is Severity.ADVICE
    assert (finding.requirement.id, finding.problem.message) == (
        "FILE-3",
        "this field is still read, but will go: use `people`",
    )
    assert shown(result) == ["note: •••"]


def test_valid_values_that_name_nobody_are_shown_beside_a_fault(tmp_path: Path) -> None:
    block = (
        "farm: {people: {f-1: Ada}, lead: f-1, at: 16:30, until: further-order, order: nobody, dya: x}\n"
    )
    assert shown(checked(tmp_path, block)) == [
        "farm: {people: {f-1: •••}, lead: f-1, at: 16:30, until: further-order, order: nobody, •••: •••}"
    ]


def test_keys_that_do_not_fit_stay_masked_where_nothing_was_looked_at(tmp_path: Path) -> None:
    many = "".join(f"    - uncle-Sam-{number}\n" for number in range(501))
    block = f"farm:\n  people: {{f-1: Ada, Sam: Sam}}\n  order:\n{many}"
    [finding] = checked(tmp_path, block).findings
    assert finding.problem.message.startswith("there are more than 500 faults in this document")
    document = read_document("tp-2.yaml", f"kind: local-procedure\n{block}".encode())
    node = compile_schema({"properties": {"kind": {}, "farm": {"properties": {"people": PEOPLE}}}})
    examined = Examined(document, walk(node, document.data), frozenset({()}))
    pages = Pages({"tp-2.yaml": examined}, masked=True, lines={})
    assert pages.line("tp-2.yaml", 3).text == "  people: {f-1: •••, •••: •••}"


def test_a_document_for_a_newer_form_is_told_so_once(tmp_path: Path) -> None:
    result = checked(tmp_path, f"{GOOD}  weather: x\n  harvest: x\n  machines: x\n")
    [finding] = result.findings
    assert finding.problem.message.startswith("this document has 3 fields that this form does not have: ")
    assert [line.text.strip() for line in finding.frame] == ["•••: •••"] * 3


def test_a_setting_may_be_a_word(tmp_path: Path) -> None:
    result = checked(tmp_path, GOOD, "settings: {farm_mode: ajar}\n")
    assert told(result) == [
        ("FILE-4", "mode of the farm: this is not one of the form's words; write open or closed")
    ]


def test_the_days_of_a_requirement_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["--policies", str(policy_in(tmp_path / "policy"))]
    run_app(["explain", "TP2-1", "TP2-2", *words])
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["holds", "from", "1", "March", "2026"] in lines
    assert ["holds", "from", "1", "January", "2026", "until", "31", "December", "2026"] in lines
    run_app(["requirements", *words])
    assert "Who is there (from 1 March 2026)\n" in capsys.readouterr().out
    run_app(["requirements", "--format=markdown", *words])
    assert "Duty: author. Holds from 1 March 2026. x\n" in capsys.readouterr().out
