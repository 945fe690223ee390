"""What an author sees while typing, in every editor that asks yaml-language-server, here the real one.

It is looked for on the path, and installed with `npm install yaml-language-server`. Without it these tests
are skipped, but not where LPCHECK_ALL_TOOLS is set, as it is in CI.
"""

import json
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from excerpts import ROOT
from language_server import LanguageServer, Underlined, language_server
from lpcheck.catalogue import Catalogue
from lpcheck.cli.app import run_app
from lpcheck.cli.options import Exit
from lpcheck.documents import read_document
from lpcheck.examining import examine

SCHOOL = "procedures/model-school"
PLAN = f"{SCHOOL}/children/P-011/plan.yaml"
PROGRAM = shutil.which("yaml-language-server")
MODELINE = re.compile(r"^# yaml-language-server: .*\n")

pytestmark = pytest.mark.skipif(
    PROGRAM is None and not os.environ.get("LPCHECK_ALL_TOOLS"), reason="yaml-language-server is not here"
)


def settings(schemas: Mapping[str, object]) -> Mapping[str, object]:
    """The settings of an editor: those of YAML, and as little of everything else as the server takes."""
    ours = {"validate": True, "hover": True, "completion": True, "schemaStore": {"enable": False}}
    return {"yaml": {**ours, "schemas": schemas}, "http": {}, "files": {}, "editor": {}}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that is open in the editor: this repository, as far as authors see it."""
    place = tmp_path_factory.mktemp("desk") / "school's own"
    for name in (".lpcheck", "procedures"):
        shutil.copytree(ROOT / name, place / name)
    return place


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[LanguageServer]:
    """A server that knows no more than what the documents say of themselves."""
    assert PROGRAM is not None
    with language_server(PROGRAM, folder, settings({})) as running:
        yield running


def documents() -> list[str]:
    return sorted(file.relative_to(ROOT).as_posix() for file in (ROOT / SCHOOL).rglob("*.yaml"))


def changed(folder: Path, path: str, old: str, new: str) -> str:
    """The text of a document with the one place where some words stand changed."""
    text = (folder / path).read_text("utf-8")
    assert text.count(old) == 1, f"{old!r} stands there {text.count(old)} times"
    return text.replace(old, new)


def here(text: str, words: str) -> int:
    """The line of some words, from 1."""
    return text[: text.index(words)].count("\n") + 1


@pytest.mark.parametrize("path", documents())
def test_nothing_is_underlined_in_the_model_school(path: str, server: LanguageServer, folder: Path) -> None:
    assert server.underlined(folder / path) == []
    assert server.shown(folder / path, "\nkind").startswith("#### kind of document\n")


def test_a_broken_plan_is_underlined_where_it_is_wrong(server: LanguageServer, folder: Path) -> None:
    text = changed(folder, PLAN, "attends: termly-boarder", "attends: termly")
    text = text.replace("\ndate: 2026-09-07", "\ndate: 07/09/2026")
    text = text.replace("\nstage: key-stage-3", "\nstagge: key-stage-3")
    text = text.replace("parental_responsibility: true", "parental_responsibility: yes", 1)
    words = '"day", "weekly-boarder", "termly-boarder", "all-year"'
    assert server.underlined(folder / PLAN, text) == [
        Underlined(here(text, "stagge"), "stagge", "Property stagge is not allowed."),
        Underlined(here(text, "attends:"), "termly", f"Value is not accepted. Valid values: {words}."),
        Underlined(here(text, "\ndate: ") + 1, "07/09/2026", "write it like 2024-01-10 or 2024-01"),
        Underlined(here(text, ": yes"), "yes", "write true or false, without quotes"),
    ]


def test_what_is_missing_is_told_at_the_top_of_where_it_is_missing(
    server: LanguageServer, folder: Path
) -> None:
    text = changed(folder, PLAN, "\nlegal_status: not-looked-after", "")
    (found,) = server.underlined(folder / PLAN, text)
    assert found.message == 'Missing property "legal_status".'
    assert found.line == here(text, "kind: child-plan")


@pytest.mark.parametrize(
    ("old", "new", "offered"),
    [
        ("attends: termly-boarder", "attends: ", ["day", "weekly-boarder", "termly-boarder", "all-year"]),
        ("placing: {by_day: sen-officer, out_of_hours: duty-team}", "placing: ", ["none"]),
        ("    parental_responsibility: true\n    phones: [07700 900351]", "    ", ["phones", "address"]),
        ("people:\n  mother:", "people:\n  ", ["step-parent", "social-worker", "taxi"]),
        ("lives: family", "", ["lives"]),
    ],
)
def test_the_words_that_may_stand_there_are_offered(
    old: str, new: str, offered: list[str], server: LanguageServer, folder: Path
) -> None:
    text = changed(folder, PLAN, old, f"{new}\N{FULL BLOCK}")
    before = text.partition("\N{FULL BLOCK}")[0]
    server.underlined(folder / PLAN, text.replace("\N{FULL BLOCK}", ""))
    given = server.offered(folder / PLAN, before)
    assert set(offered) <= set(given)
    assert [word for word in given if re.search("[0-9]{3}", word)] == [], "nothing that was made up"


@pytest.mark.parametrize(
    ("on", "told"),
    [
        (
            "\nattends",
            "#### way in which the child attends\n\nWhere the child sleeps in term time: ",
        ),
        ("\nlives", "Decides who `home` is."),
        ("\nlives", "* `foster-care`: with foster carers"),
        ("  placing", "Or write this word:\n\n* `none`: no authority placed the child"),
        ("\npeople", "Each name is `learner`, `mother`,"),
        ("\nreview_history", r"One row a review; \[\] until the first."),
        ("\nattends", "Asked for by ECS LP 36, 3: "),
    ],
)
def test_what_a_field_is_for_is_shown_on_it(
    on: str, told: str, server: LanguageServer, folder: Path
) -> None:
    server.underlined(folder / PLAN)
    assert told in server.shown(folder / PLAN, on)


def test_vs_code_finds_the_schemas_by_its_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No document names its schema; the folders are such as schools have, and so are their policies."""
    assert PROGRAM is not None
    monkeypatch.chdir(tmp_path)
    liaison_only = Path("procedures", "St Mary's (Upper)")
    for school in (liaison_only, Path(SCHOOL)):
        shutil.copytree(ROOT / SCHOOL, school)
        for file in school.rglob("*.yaml"):
            file.write_text(MODELINE.sub("", file.read_text("utf-8")), "utf-8")
    site = liaison_only / "site.yaml"
    site.write_text(site.read_text("utf-8").replace("\n  - ECS 38\n", "\n", 1), "utf-8")
    (liaison_only / "ecs-38-contact.yaml").unlink()
    for file in liaison_only.rglob("plan.yaml"):
        file.write_text(re.sub(r"(?ms)^contact:\n.*", "", file.read_text("utf-8")), "utf-8")
    assert run_app(["schema", "--vscode"]) == Exit.OK
    written = json.loads(Path(".vscode/settings.json").read_text("utf-8"))
    with language_server(PROGRAM, tmp_path, settings(written["yaml.schemas"])) as running:
        for file in sorted(tmp_path.rglob("*.yaml")):
            assert (file, running.underlined(file)) == (file, [])
            assert running.shown(file, "\nkind").startswith("#### kind of document\n")
        found = running.underlined(
            tmp_path / PLAN, changed(tmp_path, PLAN, "\ncontact:\n", "\ncontacts:\n")
        )
    messages = [one.message for one in found]
    assert messages == ['Missing property "contact".', "Property contacts is not allowed."]


PAGE = (ROOT / "docs" / "editors.md").read_text("utf-8")
STRICTER, KINDER = (
    re.findall(r"^\| `(\w+: .*?)` \|", part, re.MULTILINE) for part in PAGE.split("\nThe other way round")
)


assert len(STRICTER) > 10
assert len(KINDER) > 1


@pytest.mark.parametrize("line", STRICTER)
def test_the_page_says_where_an_editor_is_stricter(
    line: str, server: LanguageServer, folder: Path, catalogue: Catalogue
) -> None:
    text = with_line(folder, line)
    name, _, value = line.partition(": ")
    assert [found.words for found in server.underlined(folder / PLAN, text)] == [value.strip("[]")], name
    assert faults_in(text, catalogue) == []


@pytest.mark.parametrize("line", KINDER)
def test_the_page_says_where_an_editor_is_kinder(
    line: str, server: LanguageServer, folder: Path, catalogue: Catalogue
) -> None:
    text = with_line(folder, line)
    assert server.underlined(folder / PLAN, text) == []
    assert len(faults_in(text, catalogue)) == 1


@pytest.mark.parametrize(
    "value",
    [
        *("yes", "no", "on", "16:30", "190:20:30", "2026-09-01", "1_000", "0b11", "=", "<<", "'5'"),
        *("true", "null", "2026", "-1", "-0", "1.1", "{a: b}", "[a, b]", "Ann: Lee", "&a Ann", "!a Ann"),
    ],
)
def test_they_agree_on_other_spellings(
    value: str, server: LanguageServer, folder: Path, catalogue: Catalogue
) -> None:
    text = with_line(folder, f"name: {value}")
    assert bool(server.underlined(folder / PLAN, text)) == bool(faults_in(text, catalogue))


def with_line(folder: Path, line: str) -> str:
    """The plan with one line of the father's written another way."""
    name = line.partition(":")[0]
    start, father, text = (folder / PLAN).read_text("utf-8").partition("  father:\n")
    assert re.search(rf"(?m)^    {name}: .*$", text)
    return start + father + re.sub(rf"(?m)^    {name}: .*$", lambda _: f"    {line}", text, count=1)


def faults_in(text: str, catalogue: Catalogue) -> list[str]:
    """What lpcheck says of a plan by itself: what its reader met, and what the form is against."""
    document = read_document("plan.yaml", text.encode())
    policies = tuple(policy.id for policy in catalogue.policies)
    faults = examine(document, catalogue, policies, "jsonschema-rs").faults
    return [one.message for one in document.troubles] + [fault.problem.message for fault in faults]
