"""Whatever stands in a document, a run ends with findings at true places and outputs in good order."""

import json
import re
import string
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from lpcheck.catalogue import Catalogue
from lpcheck.documents import read_document
from lpcheck.formats import format_names, renderer
from lpcheck.loading import load_catalogue
from lpcheck.look import Look
from lpcheck.records import Result
from lpcheck.resources import shipped
from lpcheck.results import Question, result_of
from lpcheck.showing import Checked, Selection
from lpcheck.surroundings import Around
from records import site_record

COXLEASE = Path(__file__).parent.parent / "procedures" / "coxlease-school"
LIAISON, CONTACT = "ecs-36-home-school-liaison.yaml", "ecs-38-contact.yaml"
REAL = {path.name: path.read_bytes() for path in sorted(COXLEASE.glob("*.yaml"))}
OUTPUT = json.loads(
    (Path(__file__).parent.parent / "schemas" / "output" / "validate-1.schema.json").read_text("utf-8")
)
FITS = jsonschema_rs.validator_for(OUTPUT)
DAY = date(2026, 11, 21)
ODD = (
    "\t\u00a0\u2028\u2029\u200b\u202e\ufeff\x00\x07\x0b\x0c\x1b\x1c\x1d\x85\x9b\x7f\r\n"
    "\"'“”‘’#&*!|>%@`:-?,[]{}~\\<é•🙂"
)

Files = dict[str, bytes]


@cache
def shipped_catalogue() -> Catalogue:
    """The catalogue: not a fixture, whose whole content Hypothesis would print with each example."""
    return load_catalogue(shipped("schemas"))


def result_for(files: Files, *, masked: bool = True) -> Result:
    """The result of checking files as those of one site, as a run does."""
    documents = [read_document(path, raw) for path, raw in sorted(files.items())]
    catalogue = shipped_catalogue()
    around = Around(catalogue, catalogue.defaults(), masked=masked)
    record = site_record(documents, "school", around)
    question = Question(DAY, ("school",), Selection())
    return result_of([Checked(record, "school", "", None)], catalogue, question, "0")


def assert_all_is_well(files: Files) -> None:
    """Check every finding's place against its file, and every format's output for its form."""
    result = result_for(files)
    assert_places_are_true(result, files)
    for look in (Look(), Look(width=60), Look(colour=True)):
        outputs = {name: written(result, name, look) for name in format_names()}
        for name, output in outputs.items():
            assert_no_control_characters(name, output, look)
        assert len(outputs["concise"].splitlines()) == len(result.findings)
        FITS.validate(json.loads(outputs["json"]))
    unmasked = result_for(files, masked=False)
    assert_no_control_characters("text", written(unmasked, "text", Look()), Look())


def written(result: Result, name: str, look: Look) -> str:
    render = renderer(name)
    assert render is not None
    return "".join(render(result, look))


def assert_no_control_characters(name: str, output: str, look: Look) -> None:
    if look.colour:
        output = re.sub(r"\x1b\[[0-9;]*m", "", output)
    odd = {letter for letter in output if not letter.isprintable()} - {"\n"}
    assert not odd, (name, odd)
    output.encode()


def assert_places_are_true(result: Result, files: Files) -> None:
    lines = {path: read_document(path, raw).lines for path, raw in files.items()}
    for finding in result.findings:
        for place in [finding.problem.location, *(other.location for other in finding.problem.related)]:
            span = place.span
            assert 1 <= span.line <= span.end_line <= len(lines[place.path]), finding
            assert 1 <= span.column <= len(lines[place.path][span.line - 1]) + 1, finding
            assert 1 <= span.end_column <= len(lines[place.path][span.end_line - 1]) + 1, finding
            assert (span.line, span.column) <= (span.end_line, span.end_column), finding
        for line in finding.frame:
            assert 1 <= line.number <= len(lines[line.path])
            for underline in line.underlines:
                assert 1 <= underline.start < underline.end <= len(line.text) + 2, (finding, line)
        assert sum(underline.main for line in finding.frame for underline in line.underlines) == 1


PATHS = st.sampled_from(["a.yaml", "site.yaml", "lpcheck.yaml", "more/a.yaml"])


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=200), PATHS)
@example(b"", "a.yaml")
@example(b"\xff\xfe", "a.yaml")
@example(b"\x00", "site.yaml")
@example(b"kind: local-procedure", "a.yaml")
@example(b"kind: local-procedure\r\ntitle: |\r\n  a\x85b\r\n", "a.yaml")
@example(b"kind: local-procedure\x1c\n", "a.yaml")
def test_any_bytes(raw: bytes, path: str) -> None:
    assert_all_is_well({path: raw})


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet=string.ascii_lowercase[:3] + ODD + " \n", max_size=60), PATHS)
def test_any_text_after_a_kind(text: str, path: str) -> None:
    for kind in ("local-procedure", "site"):
        assert_all_is_well({path: f"kind: {kind}\n{text}".encode()})


def field_names(schema: Any) -> list[str]:  # noqa: ANN401 - any JSON
    """Every name of a field in a schema, at whatever depth."""
    if isinstance(schema, list):
        return [name for part in schema for name in field_names(part)]
    if not isinstance(schema, dict):
        return []
    own = schema.get("properties")
    below = [name for part in schema.values() for name in field_names(part)]
    return [*own, *below] if isinstance(own, dict) else below


KINDS = Path(__file__).parent.parent / "schemas" / "kinds"
NAMES = sorted(
    {
        name
        for file in KINDS.glob("*.json")
        for name in field_names(json.loads(file.read_text("utf-8")))
        if name != "kind"
    }
)
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False),
    st.text(max_size=12),
    st.text(alphabet=ODD, max_size=6),
    st.dates().map(str),
    st.sampled_from(
        [
            *(
                "2024-01",
                "2024-13",
                "0000-00",
                "9999-12-31",
                "31/04/2024",
                "10 January 2024",
                "Autumn 2018",
            ),
            *(
                "ECS 36",
                "ECS 38 x",
                "ECS LP 38",
                "CP",
                "SLT",
                "TBC",
                "reviewed",
                "Section Title",
                "England",
            ),
            *(
                "Wales",
                "independent",
                "references",
                "monthly",
                "driver",
                "01632 960100",
                "999",
                "a@b.example",
            ),
            *("Children Act 2004", "Children's Homes (Wales) Regulations 2002", "[x](#)", "See ECS 99"),
            *(
                "1. Introduction",
                "3. Aims",
                "1. Introduction",
                "Children's Services: Local Procedure Template",
            ),
            *("943 476 5919", "born 11 March 2012", "not-applicable", "every 3 months", "office-hours"),
        ]
    ),
)
DATA = st.recursive(
    SCALARS,
    lambda part: (
        st.lists(part, max_size=4)
        | st.dictionaries(st.sampled_from(NAMES) | st.text(max_size=6), part, max_size=6)
    ),
    max_leaves=25,
)


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(["local-procedure", "site", "settings", "nonsense"]),
    st.dictionaries(st.sampled_from(NAMES) | st.text(max_size=6), DATA, max_size=8),
    PATHS,
    st.fixed_dictionaries(
        {"default_flow_style": st.sampled_from([True, False, None]), "width": st.just(60)}
    ),
)
def test_any_values_in_any_fields(
    kind: str, fields: dict[str, object], path: str, look: dict[str, Any]
) -> None:
    text = yaml.safe_dump({"kind": kind, **fields}, allow_unicode=True, **look)
    assert_all_is_well({**REAL, path: text.encode()})


@settings(max_examples=80, deadline=None)
@given(DATA)
@example([{"appendices": {"": None}}])
def test_any_yaml_at_the_top(data: object) -> None:
    assert_all_is_well({"a.yaml": yaml.safe_dump(data).encode()})


def places_of_values(data: object, at: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Every pointer into plain data, the top left out."""
    steps: list[tuple[str | int, object]] = []
    if isinstance(data, dict):
        steps = list(data.items())
    elif isinstance(data, list):
        steps = list(enumerate(data))
    return [found for step, part in steps for found in [(*at, step), *places_of_values(part, (*at, step))]]


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(REAL)), st.data())
def test_a_real_document_in_which_one_value_is_another(name: str, chance: st.DataObject) -> None:
    data = json.loads(json.dumps(yaml.safe_load(REAL[name]), default=str))
    pointer = chance.draw(st.sampled_from(places_of_values(data)))
    parent = data
    for step in pointer[:-1]:
        parent = parent[step]
    parent[pointer[-1]] = chance.draw(DATA)
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
    assert_all_is_well({**REAL, name: text.encode()})


@st.composite
def mangled(draw: st.DrawFn) -> tuple[str, bytes]:
    """One of the real documents after a few slips of the hand."""
    name = draw(st.sampled_from(sorted(REAL)))
    text = REAL[name].decode()
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 300)))
        slip = draw(st.sampled_from(["delete", "duplicate", "insert", "swap", "indent"]))
        if slip == "delete":
            text = text[:start] + text[end:]
        elif slip == "duplicate":
            text = text[:end] + text[start:end] + text[end:]
        elif slip == "insert":
            text = text[:start] + draw(st.text(alphabet=ODD, min_size=1, max_size=3)) + text[start:]
        elif slip == "swap":
            text = text[:start] + text[start:end][::-1] + text[end:]
        else:
            text = text[:start] + text[start:end].replace("\n", "\n  ") + text[end:]
    return name, text.encode()


@settings(max_examples=100, deadline=None)
@given(mangled())
def test_a_real_document_after_slips_of_the_hand(document: tuple[str, bytes]) -> None:
    name, raw = document
    assert_all_is_well({**REAL, name: raw})


@pytest.mark.parametrize("name", sorted(REAL))
@pytest.mark.parametrize("letter", ODD, ids=lambda letter: f"U+{ord(letter):04X}")
def test_an_odd_character_at_the_start_of_each_value_and_line(name: str, letter: str) -> None:
    text = REAL[name].decode()
    for pattern, new in (
        ("\nreview_date: ", "\nreview_date: @"),
        ("\nreview_date", "\n@review_date"),
        ("\n  - ", "\n  - @"),
    ):
        raw = text.replace(pattern, new.replace("@", letter)).encode()
        assert_all_is_well({**REAL, name: raw})


@pytest.mark.parametrize("name", [LIAISON, CONTACT])
@pytest.mark.parametrize("change", ["cut", "without"])
def test_a_real_document_cut_at_each_line_or_without_it(name: str, change: str) -> None:
    lines = REAL[name].decode().splitlines(keepends=True)
    for number in range(len(lines)):
        rest = [] if change == "cut" else lines[number + 1 :]
        raw = "".join([*lines[:number], *rest]).encode()
        result = result_for({**REAL, name: raw})
        assert_places_are_true(result, {**REAL, name: raw})


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_the_ends_of_the_lines_change_no_finding(newline: str) -> None:
    other = {name: raw.replace(b"\n", newline.encode()) for name, raw in REAL.items()}
    assert result_for(other).findings == result_for(REAL).findings


def test_a_byte_order_mark_changes_no_finding() -> None:
    other = {name: b"\xef\xbb\xbf" + raw for name, raw in REAL.items()}
    assert result_for(other).findings == result_for(REAL).findings


@pytest.mark.parametrize("engine", ["jsonschema-rs", "jsonschema"])
def test_many_faults_in_one_document_stay_readable(engine: str) -> None:
    rows = "".join(f"  - {{date: x{number}, odd: 1, odd: 2}}\n" for number in range(400))
    raw = f"kind: local-procedure\nreview_history:\n{rows}".encode()
    catalogue = shipped_catalogue()
    around = Around(catalogue, catalogue.defaults(), engine)
    record = site_record([read_document("a.yaml", raw)], None, around)
    assert 1 <= len(record.findings) <= 1000
