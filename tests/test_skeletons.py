"""What a skeleton asks for: each of its blanks is one finding at its line, and nothing else is found.

The golden files are written anew, instead of compared, where LPCHECK_WRITE_GOLDEN is set; read them before
keeping them:

    LPCHECK_WRITE_GOLDEN=1 python -m pytest tests/test_skeletons.py
"""

import os
import re
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from lpcheck.catalogue import Catalogue, schema_of
from lpcheck.documents import read_document
from lpcheck.places import Pointer
from lpcheck.run import Request, run
from lpcheck.skeleton_lines import WIDTH
from lpcheck.skeletons import explained, skeleton, written
from lpcheck.yaml_reader import read_yaml

DAY = date(2026, 11, 21)
BASE = Path(__file__).parent / "examples" / "base"
GOLDEN = Path(__file__).parent / "golden"
LIAISON, CONTACT = "ECS 36", "ECS 38"
SITE: Mapping[str, object] = {
    "name": "Larkfield School",
    "country": "England",
    "school_type": "independent",
    "residential": True,
}
PROCEDURE: Mapping[str, object] = {
    "title": "Home-School/College Liaison",
    "site": "Larkfield School",
    "policy": "ECS 36 Home-School/College Liaison",
    "template": "ECS LP 36",
}
PLAN: Mapping[str, object] = {"child": "P-003"}

# What is found beside the blanks, and honestly so: it is still to be done, and no one field is to blame.
STILL_TO_DO = {
    "no local procedure says how this policy is put into practice here",
    # The form lets a number and an address be left out, since it takes only one of them to reach somebody.
    "nobody in this list can be reached: there is no number and no address",
}

# Answers of a made-up school for every blank in the plan of a child.
ANSWERS = {
    "attends": "weekly-boarder",
    "lives": "family",
    "legal_status": "not-looked-after",
    "teams/0": "class-3",
    "date": "2026-09-04",
    "review_date": "2027-03",
    "agreed/child": "2026-09-09\n  mother: 2026-09-09",
    "authorities": "none",
    "people": "\n"
    "  mother:\n"
    "    name: Jane Field\n"
    "    parental_responsibility: true\n"
    "    phones: [07700 900201, 01632 960201]\n"
    "    meetings: after 17:00",
    "liaison/named_persons/school/0": "s-010\n      - s-003",
    "liaison/named_persons/home/0": "mother",
    "liaison/routine/0/with": "mother",
    "liaison/routine/0/method": "telephone",
    "liaison/routine/0/how_often": "weekly",
    "liaison/emergency/0/ring": "mother",
    "liaison/emergency/0/when": "any-time",
    "liaison/recorded_in/routine": "handover-book",
    "liaison/recorded_in/concerns": "CPOMS",
    "liaison/topics": "all",
    "liaison/ehcp": "none",
    "liaison/iep": "none",
    "liaison/other_group_services": "none",
    "contact/changed_on": "2026-09-04",
    "contact/everyone_else/visits": "ask-the-manager",
    "contact/everyone_else/telephone": "private",
    "contact/everyone_else/letters": "private",
    "contact/everyone_else/messages": "private",
    "contact/everyone_else/social_media": "not-allowed",
    "contact/everyone_else/video_calls": "not-used",
    "contact/with": "{mother: {visits: free}}",
    "contact/restrictions_checked/with": "mother",
    "contact/restrictions_checked/date": "2026-09-04",
    "contact/restrictions": "none",
    "contact/told/child/date": "2026-09-12",
    "contact/told/child/how": "key worker session with symbols",
    "contact/collection/may_collect/0": "mother",
    "contact/collection/received_by": "mother",
    "contact/collection/if_somebody_else_comes": "Keep her inside and ring the safeguarding lead.",
    "contact/device/has_one": "false",
    "contact/log": "{kept_in: CPOMS, last_sampled: 2026-10-20}",
}


def skeleton_of(
    catalogue: Catalogue, kind: str, policies: tuple[str, ...], answers: Mapping[str, object]
) -> str:
    return skeleton(schema_of(catalogue, kind, catalogue.policies_named(policies)), answers)


def plan(catalogue: Catalogue, *policies: str) -> str:
    return skeleton_of(catalogue, "child-plan", policies, PLAN)


def golden(name: str, text: str) -> str:
    """What a golden file holds; where it is to be written anew, that is the text."""
    if os.environ.get("LPCHECK_WRITE_GOLDEN"):
        (GOLDEN / name).write_bytes(text.encode())
    return (GOLDEN / name).read_bytes().decode()


def blanks(data: object, at: Pointer = ()) -> Iterator[Pointer]:
    """Yields the places at which nothing is filled in."""
    parts = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, part in parts:
        yield from blanks(part, (*at, step))
    if data is None:
        yield at


def lines_of_blanks(text: str) -> dict[str, int]:
    """The line of each blank of a document, by its place."""
    document = read_document("skeleton.yaml", text.encode())
    assert document.troubles == ()
    return {
        "/".join(map(str, blank)): document.locate(blank).span.line for blank in blanks(dict(document.data))
    }


def in_a_site(folder: Path, path: str, text: str, *, policies: str = "[ECS 36, ECS 38]") -> Path:
    """A document in the clean site of the examples, with nothing of a child in it but this."""
    site = folder / "larkfield-school"
    shutil.copytree(BASE, site)
    shutil.rmtree(site / "children")
    file = site / "site.yaml"
    in_force = re.sub(
        r"^policies:\n(?:  - .*\n)+", f"policies: {policies}\n", file.read_text(), flags=re.MULTILINE
    )
    file.write_text(in_force)
    document = site / path
    document.parent.mkdir(parents=True, exist_ok=True)
    document.write_text(text)
    return document


def found_in(document: Path) -> list[tuple[int, str]]:
    """The line and the sentence of everything that is found in a document."""
    findings = run(Request(paths=(document,), as_of=DAY)).findings
    return [
        (finding.problem.location.span.line, finding.problem.message)
        for finding in findings
        if finding.problem.location.path.endswith(document.name)
    ]


def assert_only_blanks_are_found(document: Path) -> None:
    found = [(line, said) for line, said in found_in(document) if said not in STILL_TO_DO]
    wanted = lines_of_blanks(document.read_text())
    assert Counter(line for line, _ in found) == Counter(wanted.values())


# The documents whole


@pytest.mark.parametrize(
    ("kind", "policies", "answers"),
    [
        ("site", (LIAISON, CONTACT), {}),
        ("local-procedure", (LIAISON,), PROCEDURE),
        ("child-plan", (LIAISON, CONTACT), PLAN),
    ],
)
def test_a_skeleton_is_the_one_that_was_read_by_eye(
    kind: str, policies: tuple[str, ...], answers: Mapping[str, object], catalogue: Catalogue
) -> None:
    text = skeleton_of(catalogue, kind, policies, answers)
    assert text == golden(f"new-{kind}.txt", text)


@pytest.mark.parametrize("kind", ["site", "local-procedure", "child-plan"])
def test_no_line_is_wider_than_a_page_or_ends_in_a_space(kind: str, catalogue: Catalogue) -> None:
    lines = skeleton_of(catalogue, kind, (LIAISON, CONTACT), {}).splitlines()
    assert max(map(len, lines)) <= WIDTH
    assert [line for line in lines if line != line.rstrip()] == []


# Each blank is a finding, and nothing else is


def test_every_blank_of_a_site_is_found(catalogue: Catalogue, tmp_path: Path) -> None:
    text = skeleton_of(catalogue, "site", (), {})
    document = in_a_site(tmp_path, "site.yaml", text)
    assert set(lines_of_blanks(text)) == {"name", "country", "school_type", "policies/0"}
    assert_only_blanks_are_found(document)


def test_a_site_without_blanks_lacks_only_its_procedures(catalogue: Catalogue, tmp_path: Path) -> None:
    text = skeleton_of(catalogue, "site", (LIAISON, CONTACT), {**SITE, "policies": [LIAISON, CONTACT]})
    document = tmp_path / "site.yaml"
    document.write_text(text)
    rows = [number for number, line in enumerate(text.splitlines(), 1) if line.startswith("  - ECS")]
    said = "no local procedure says how this policy is put into practice here"
    assert found_in(document) == [(row, said) for row in rows]


@pytest.mark.parametrize("number", ["36", "38"])
def test_every_blank_of_a_local_procedure_is_found(
    number: str, catalogue: Catalogue, tmp_path: Path
) -> None:
    (policy,) = (policy for policy in catalogue.policies if policy.id == f"ECS {number}")
    answers = {
        "title": policy.title,
        "site": "Larkfield School",
        "policy": f"{policy.id} {policy.title}",
        "template": f"ECS LP {number}",
    }
    text = skeleton_of(catalogue, "local-procedure", (policy.id,), answers)
    assert_only_blanks_are_found(in_a_site(tmp_path, f"ecs-{number}.yaml", text))


@pytest.mark.parametrize("policies", [(), (LIAISON,), (CONTACT,), (LIAISON, CONTACT)], ids=" and ".join)
def test_every_blank_of_a_childs_plan_is_found(
    policies: tuple[str, ...], catalogue: Catalogue, tmp_path: Path
) -> None:
    text = plan(catalogue, *policies)
    blocks = {"liaison": LIAISON in policies, "contact": CONTACT in policies}
    data: Any = read_yaml(text.encode()).data
    assert {block: block in data for block in blocks} == blocks
    document = in_a_site(tmp_path, "children/P-003/plan.yaml", text, policies=f"[{', '.join(policies)}]")
    if policies:  # without any in force, all of them would be asked for
        assert_only_blanks_are_found(document)


def test_a_plan_with_its_blanks_filled_in_is_clean(catalogue: Catalogue, tmp_path: Path) -> None:
    text = plan(catalogue, LIAISON, CONTACT)
    lines, there = text.splitlines(), lines_of_blanks(text)
    assert there.keys() == ANSWERS.keys()
    for blank, line in there.items():
        lines[line - 1] += f" {ANSWERS[blank]}"
    document = in_a_site(tmp_path, "children/P-003/plan.yaml", "\n".join(lines) + "\n")
    assert found_in(document) == []


# What is not in use


def put_into_use(text: str, name: str) -> str:
    """A skeleton with everything below the first field of a name put into use, the name too."""
    lines = text.splitlines()
    named = [n for n, line in enumerate(lines) if re.match(rf" *#?{name}:", line)]
    start = min(named, key=lambda n: "#" in lines[n])
    deep = re.compile(rf" {{{len(lines[start]) - len(lines[start].lstrip()) + 1},}}\S")
    end = next((n for n in range(start + 1, len(lines)) if not deep.match(lines[n])), len(lines))
    used = [re.sub(r"^( *)#(?=\S)", r"\1", line) for line in lines[start:end]]
    return "\n".join([*lines[:start], *used, *lines[end:]]) + "\n"


@pytest.mark.parametrize(
    "name",
    ["agreed", "authorities", "people", "topics", "ehcp", "iep", "idp", "with", "restrictions", "log"],
)
def test_what_is_not_in_use_fits_the_form_once_it_is(
    name: str, catalogue: Catalogue, tmp_path: Path
) -> None:
    text = put_into_use(plan(catalogue, LIAISON, CONTACT), name)
    document = in_a_site(tmp_path, "children/P-003/plan.yaml", text)
    said = [sentence for _, sentence in found_in(document)]
    assert not [s for s in said if "missing" in s or "does not have" in s or "form asks" in s]
    assert len(lines_of_blanks(text)) > len(lines_of_blanks(plan(catalogue, LIAISON, CONTACT)))


def test_what_may_stand_in_a_site_fits_the_form_once_it_is_in_use(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    schema = schema_of(catalogue, "site", catalogue.policies_named((LIAISON, CONTACT)))
    text = skeleton(schema, {})
    for name in schema["properties"].keys() - schema["required"]:
        text = put_into_use(text, name)
    document = tmp_path / "site.yaml"
    document.write_text(text)
    said = [sentence for _, sentence in found_in(document)]
    assert [sentence for sentence in said if not sentence.startswith("nothing is filled in: ")] == []
    assert set(lines_of_blanks(text).values()) == {line for line, _ in found_in(document)}


# Values


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("Larkfield School", "Larkfield School"),
        ("Oak: the school", '"Oak: the school"'),
        ("Oak #1", '"Oak #1"'),
        ("#1 Oak", '"#1 Oak"'),
        ("- Oak", '"- Oak"'),
        ("? Oak", '"? Oak"'),
        ("'Oak", '"\'Oak"'),
        ('"Oak', '"\\"Oak"'),
        ("Oak\\House", "Oak\\House"),
        ("", '""'),
        ("null", '"null"'),
        ("true", '"true"'),
        ("no", "no"),
        ("123", '"123"'),
        ("0123", "0123"),
        ("2026-11", "2026-11"),
        ("16:30", "16:30"),
        ("Ysgol Gŵyr", "Ysgol Gŵyr"),
        (True, "true"),
        (False, "false"),
    ],
)
def test_a_value_is_written_so_that_it_is_read_as_the_same(value: object, text: str) -> None:
    assert written(value) == text
    assert read_yaml(f"one: {text}\nmore:\n  - {text}\n".encode()).data == {"one": value, "more": [value]}


def test_an_answer_takes_the_place_of_a_blank(catalogue: Catalogue) -> None:
    text = skeleton_of(catalogue, "site", (), {**SITE, "name": "Oak: a school", "policies": [LIAISON]})
    data: Any = read_yaml(text.encode()).data
    assert data == {"kind": "site", **SITE, "name": "Oak: a school", "policies": [LIAISON]}


# Notes

WORDS = {"small": "up to ten", "large": "all others"}
MADE_UP: dict[str, Any] = {
    "title": "made-up form",
    "type": "object",
    "required": ["size", "sizes", "day", "flag", "count", "free"],
    "properties": {
        "size": {"title": "size", "x-words": WORDS, "enum": [*WORDS]},
        "sizes": {"title": "sizes", "type": "array", "minItems": 1, "items": {"$ref": "#/$defs/size"}},
        "day": {"title": "day", "x-date": True, "x-words": {"never": "it does not come"}, "type": "string"},
        "flag": {"title": "flag", "description": "true where there is one", "type": "boolean"},
        "count": {"title": "count", "type": "integer", "examples": [3, None]},
        "free": {
            "title": "free names",
            "type": "object",
            "x-key-hint": "write anything",
            "patternProperties": {"^x": {"title": "thing", "type": "string"}},
        },
    },
    "$defs": {"size": {"title": "one size", "x-words": WORDS, "enum": [*WORDS]}},
}
MADE_UP_TEXT = """\
# Made-up form.

# Size.
# Write one of these:
#   small  up to ten
#   large  all others
size:

# Sizes.
# Each is one of the words that stand above `size`.
sizes:
  -

# Day.
# Or write this word:
#   never  it does not come
day:

# Flag. true where there is one. Write true or false.
flag:

# Count. Such as 3 or null.
count:

# Free names. Write anything.
free:
  # Thing.
  #…:
"""


def test_a_note_says_what_the_schema_says_and_no_words_twice() -> None:
    head, *rest = re.split(r"(?m)^# How to fill this in:\n(?:# .*\n)+\n", skeleton(MADE_UP, {}))
    assert head + "".join(rest) == MADE_UP_TEXT


def test_a_note_can_be_read_without_the_document() -> None:
    assert explained(MADE_UP, "size") == (
        "Size.\nWrite one of these:\n  small  up to ten\n  large  all others"
    )
