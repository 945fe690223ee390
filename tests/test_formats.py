"""What each output format writes for the two real procedures, whole and word for word.

The golden files are written anew, instead of compared, where LPCHECK_WRITE_GOLDEN is set; read them before
keeping them:

    LPCHECK_WRITE_GOLDEN=1 python -m pytest tests/test_formats.py
"""

import json
import os
import re
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from excerpts import ROOT
from lpcheck.formats import format_names, renderer
from lpcheck.look import Look
from lpcheck.records import Result
from lpcheck.run import Request, run

pytestmark = pytest.mark.usefixtures("at_the_top")

GOLDEN = Path(__file__).parent / "golden"
SITE = Path("procedures/coxlease-school")
CONTACT = SITE / "ecs-38-contact.yaml"
SCHEMA = ROOT / "schemas" / "output" / "validate-1.schema.json"
DAY = date(2026, 11, 21)

# Every defect of the two procedures that a machine decides, and nothing else: requirement, severity, and
# the lines in ECS LP 36 and in ECS LP 38, that of the finding first and those of its further places after.
DEFECTS: list[tuple[str, str, list[int], list[int]]] = [
    ("ECS36-1.2", "warning", [5], []),  # nothing local
    ("ECS38-1.2", "warning", [], [5]),
    ("ECS36-1.3", "warning", [19], []),  # the list of related policies that the text points to
    ("ECS38-1.3", "warning", [], [19]),
    ("ECS36-4.e", "warning", [100], []),  # data protection law is demanded and not cited
    ("LP-6", "warning", [11, 10], [11, 10]),  # 31 months between date and review
    ("LP-6.b", "error", [11], []),  # the review date has passed: in 38 LP-11 says so
    ("LP-7", "advice", [13], [13]),  # initials
    ("LP-8", "advice", [17], [17]),  # no name
    ("LP-8", "warning", [18], [18]),  # no date
    ("LP-9", "warning", [116], [168]),  # the checklist without an item
    ("LP-10", "error", [117, 11], []),  # no row although the date has passed
    ("LP-10.b", "warning", [], [170]),  # only "reviewed"
    ("LP-11", "error", [], [11, 170]),  # the review date did not roll forward
    ("LP-12", "warning", [119], [172]),  # Appendix A
    ("LP-13", "warning", [120], [173]),  # Appendix B
    ("LP-14", "error", [98, 99], []),  # a placeholder section
    ("LP-15", "advice", [63], [59, 116]),  # the running header
    ("LP-16", "advice", [105, 108, 109, 110, 112], [158, 161, 162, 163, 165]),  # titles, other nations
    ("LP-16", "warning", [106, 107, 111], [159, 160]),  # superseded or revoked
    ("LP-17", "warning", [114], []),  # a link to nowhere
    ("LP-19", "advice", [], [164, 111]),  # the same guidance cited in two ways
]


@pytest.fixture
def result() -> Result:
    return run(Request(paths=(SITE,), as_of=DAY))


def golden(name: str, text: str) -> str:
    """What a golden file holds; where it is to be written anew, that is the text."""
    if os.environ.get("LPCHECK_WRITE_GOLDEN"):
        GOLDEN.mkdir(exist_ok=True)
        (GOLDEN / name).write_bytes(text.encode())
    return (GOLDEN / name).read_bytes().decode()


def rendered(result: Result, name: str, look: Look | None = None) -> str:
    render = renderer(name)
    assert render is not None
    return "".join(render(result, look or Look()))


def as_json(result: Result) -> Any:  # noqa: ANN401 - any JSON
    return json.loads(rendered(result, "json"))


def without_digests(text: str) -> str:
    """The text without what every edit of a policy or another version of lpcheck changes."""
    text = re.sub(r'("lpcheck"): ".*"', r'\1: "any"', text)
    return re.sub(r'("digest"): ".*"', r'\1: "any"', text)


def test_text_is_as_it_was(result: Result) -> None:
    text = rendered(result, "text", Look(width=100))
    assert text == golden("validate.txt", text)


def test_concise_is_as_it_was(result: Result) -> None:
    text = rendered(result, "concise")
    assert text == golden("validate.concise.txt", text)


def test_json_is_as_it_was(result: Result) -> None:
    text = without_digests(rendered(result, "json"))
    assert text == golden("validate.json", text)


def test_text_in_colour_is_as_it_was() -> None:
    result = run(Request(paths=(CONTACT,), as_of=DAY))
    text = rendered(result, "text", Look(colour=True, width=100))
    assert text == golden("validate-colour.txt", text)


def test_colour_changes_no_letter(result: Result) -> None:
    plain = rendered(result, "text")
    coloured = rendered(result, "text", Look(colour=True))
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain
    assert coloured != plain


@pytest.mark.parametrize("width", [60, 80, 120])
def test_text_keeps_to_the_width_where_no_word_of_a_document_is_longer(result: Result, width: int) -> None:
    lines = rendered(result, "text", Look(width=width)).splitlines()
    wrapped = [line for line in lines if not re.match(r" *(in )?procedures/| *\d* \| ", line)]
    assert [line for line in wrapped if len(line) > width] == []


@pytest.mark.parametrize(("column", "document"), [(2, "ecs-36-home-school-liaison"), (3, "ecs-38-contact")])
def test_each_defect_is_found_at_its_lines_and_nothing_else(
    result: Result, column: int, document: str
) -> None:
    expected = {(row[0], row[1], *row[column]) for row in DEFECTS if row[column]}
    found = [
        (f["requirement"], f["severity"], f["line"], *(other["line"] for other in f["related"]))
        for f in as_json(result)["findings"]
        if f["path"] == f"{SITE.as_posix()}/{document}.yaml"
    ]
    assert set(found) == expected
    assert len(found) == len(expected)


def test_the_site_itself_has_no_finding(result: Result) -> None:
    assert {f["path"] for f in as_json(result)["findings"]} == {
        f"{SITE.as_posix()}/{name}.yaml" for name in ("ecs-36-home-school-liaison", "ecs-38-contact")
    }


def test_a_review_date_that_did_not_move_on_stands_for_the_passed_one(result: Result) -> None:
    (finding,) = [f for f in as_json(result)["findings"] if f["requirement"] == "LP-11"]
    assert finding["also"] == ["LP-6.b"]
    assert finding["holds_from"] == "2024-01-10"


def test_every_format_says_the_same_of_each_finding_in_the_same_order(result: Result) -> None:
    findings = as_json(result)["findings"]
    lines = [
        "{path}:{line}:{column}: {severity} {requirement} {message}".format(**finding)
        for finding in findings
    ]
    assert rendered(result, "concise").splitlines() == lines
    heads = [line for line in rendered(result, "text").splitlines() if line.startswith("procedures/")]
    assert [head.replace(": ", " ", 2).replace(" ", ": ", 1) for head in heads] == lines


def test_what_is_never_hidden_stands_first(result: Result) -> None:
    first, *others, last = result.findings
    never = last._replace(requirement=last.requirement._replace(never_hidden=True))
    assert (
        rendered(result._replace(findings=(never, first, *others)), "concise").splitlines()[0]
        == (rendered(result, "concise").splitlines()[-1])
    )


def test_what_is_waived_or_in_the_baseline_is_counted_apart(result: Result) -> None:
    first, second, *others = result.findings
    changed = result._replace(
        findings=(first._replace(waived=date(2026, 12, 31)), second._replace(baselined=True), *others),
        children=1,
    )
    text = rendered(changed, "text")
    assert "4 errors, 17 warnings and 9 pieces of advice in 3 documents and 1 child\n" in text
    assert "counted apart: 1 waived, 1 in the baseline\n" in text


def test_a_run_without_a_finding_claims_nothing(result: Result) -> None:
    nothing = result._replace(findings=(), settings={})
    assert rendered(nothing, "concise") == ""
    assert rendered(nothing, "text").startswith("nothing found in what was looked at: 3 documents\n")
    assert "settings" not in rendered(nothing, "text")


def test_the_output_fits_its_schema(result: Result) -> None:
    jsonschema.validate(
        as_json(result),
        json.loads(SCHEMA.read_text("utf-8")),
        format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER,
    )


def test_every_field_of_the_output_is_in_its_schema(result: Result) -> None:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(as_json(result), closed(schema))


def closed(schema: Any) -> Any:  # noqa: ANN401 - any JSON goes in and comes out
    """The schema with no room for a field that it does not name."""
    if isinstance(schema, list):
        return [closed(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    parts = {key: closed(part) for key, part in schema.items()}
    return {"additionalProperties": False, **parts} if "properties" in schema else parts


def test_every_property_of_the_schema_has_a_title_and_a_description() -> None:
    def properties(schema: Any) -> list[tuple[str, Any]]:  # noqa: ANN401 - any JSON
        if isinstance(schema, list):
            return [found for part in schema for found in properties(part)]
        if not isinstance(schema, dict):
            return []
        named = list(schema["properties"].items()) if isinstance(schema.get("properties"), dict) else []
        return named + [found for part in schema.values() for found in properties(part)]

    found = properties(json.loads(SCHEMA.read_text("utf-8")))
    assert len(found) > 50
    assert [name for name, part in found if not {"title", "description"} <= part.keys()] == []


def test_two_runs_write_the_same_bytes(result: Result) -> None:
    again = run(Request(paths=(SITE,), as_of=DAY))
    for name in format_names():
        assert rendered(result, name).encode() == rendered(again, name).encode()


def test_the_order_of_the_paths_asked_for_changes_no_finding(result: Result) -> None:
    files = tuple(sorted(SITE.glob("*.yaml"), reverse=True))
    assert rendered(run(Request(paths=files, as_of=DAY)), "concise") == rendered(result, "concise")


@pytest.mark.parametrize("name", ["xml", "", "__init__", "../text", "text.render", "json "])
def test_what_is_not_a_format_has_no_renderer(name: str) -> None:
    assert renderer(name) is None


@pytest.mark.parametrize("name", format_names())
def test_every_format_begins_with_a_sentence_that_help_can_show(name: str) -> None:
    sentence = (import_module(f"lpcheck.formats.{name}").__doc__ or "").splitlines()[0]
    assert sentence.endswith(".")
