"""Setting up an editor: which schema is for which document, and what is written where."""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import TypeAlias

import pytest

from excerpts import ROOT
from lpcheck.cli.app import run_app
from lpcheck.cli.options import Exit

BASE = Path(__file__).parent / "examples" / "base"
TINY = Path(__file__).parent / "policies" / "tiny"
SCHEMAS, SETTINGS = Path(".lpcheck"), Path(".vscode/settings.json")
Captured: TypeAlias = pytest.CaptureFixture[str]

PATTERNS = {
    "child-plan": ["children/*/plan.yaml"],
    "log": ["children/*/log.yaml", "children/*/log-20[0-9][0-9].yaml"],
    "settings": ["lpcheck.yaml"],
    "site": ["site.yaml"],
    "waivers": ["waivers.yaml"],
    "local-procedure-ecs-36": ["ecs-36.yaml", "ecs-36-*.yaml"],
    "local-procedure-ecs-38": ["ecs-38.yaml", "ecs-38-*.yaml"],
}


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def school(place: str, *, without: str = "") -> Path:
    """A copy of the school of the examples, without a line of its site.yaml."""
    shutil.copytree(BASE, place)
    site = Path(place, "site.yaml")
    lines = site.read_text("utf-8").splitlines(keepends=True)
    site.write_text("".join(line for line in lines if line.strip() != without), "utf-8")
    return Path(place)


def patterns() -> Mapping[str, list[str]]:
    """The patterns by the name of the schema, as the settings have them."""
    named = json.loads(SETTINGS.read_text("utf-8"))["yaml.schemas"]
    return {
        name.removeprefix("./.lpcheck/").removesuffix(".schema.json"): given
        for name, given in named.items()
    }


def properties(name: str) -> set[str]:
    schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text("utf-8"))
    return set(schema["properties"])


@pytest.mark.usefixtures("desk")
def test_a_folder_without_a_school_gets_everything_that_there_is(capsys: Captured) -> None:
    assert run_app(["schema", "--vscode"]) == Exit.OK
    assert capsys.readouterr() == ("wrote 7 schemas into .lpcheck\nwrote .vscode/settings.json\n", "")
    assert patterns() == PATTERNS
    assert {file.name for file in SCHEMAS.iterdir()} == {f"{name}.schema.json" for name in PATTERNS}
    assert {"liaison", "contact"} <= properties("child-plan")


@pytest.mark.usefixtures("desk")
def test_a_second_time_nothing_is_left_to_do(capsys: Captured) -> None:
    run_app(["schema", "--vscode"])
    written = {file: file.read_bytes() for file in (*SCHEMAS.iterdir(), SETTINGS)}
    capsys.readouterr()
    assert run_app(["schema", "--vscode"]) == Exit.OK
    assert capsys.readouterr().out.endswith("\n.vscode/settings.json names them already\n")
    assert {file: file.read_bytes() for file in written} == written


@pytest.mark.usefixtures("desk")
def test_a_school_is_asked_for_what_is_in_force_there() -> None:
    school("procedures/larkfield-school", without="- ECS 38")
    school("tests/elsewhere")  # beside procedures/, where nobody looks
    assert run_app(["schema", "--vscode"]) == Exit.OK
    assert patterns() == PATTERNS
    assert "liaison" in properties("child-plan")
    assert "contact" not in properties("child-plan")


@pytest.mark.usefixtures("desk")
def test_schools_that_differ_have_schemas_of_their_own() -> None:
    school("schools/St Mary's [Upper]", without="- ECS 38")
    school("schools/larkfield")
    assert run_app(["schema", "--vscode", "schools"]) == Exit.OK
    settings = json.loads(Path("schools", SETTINGS).read_text("utf-8"))["yaml.schemas"]
    assert settings["./.lpcheck/child-plan-ecs-36.schema.json"] == ["St*Mary*s*Upper*/children/*/plan.yaml"]
    assert settings["./.lpcheck/child-plan-ecs-36-ecs-38.schema.json"] == ["larkfield/children/*/plan.yaml"]
    assert settings["./.lpcheck/site.schema.json"] == ["site.yaml"]
    assert "./.lpcheck/child-plan.schema.json" not in settings
    whole = Path("schools/.lpcheck/child-plan.schema.json").read_text("utf-8")
    both = Path("schools/.lpcheck/child-plan-ecs-36-ecs-38.schema.json").read_text("utf-8")
    assert whole == both, "it is still there for documents that name it"


@pytest.mark.usefixtures("desk")
def test_a_local_procedure_is_known_by_what_it_says_of_itself() -> None:
    place = school("larkfield-school")
    (place / "ecs-38.yaml").rename(place / "keeping in touch.yaml")
    assert run_app(["schema", "--vscode"]) == Exit.OK
    named = patterns()["local-procedure-ecs-38"]
    assert named == ["ecs-38.yaml", "ecs-38-*.yaml", "larkfield-school/keeping*in*touch.yaml"]


@pytest.mark.usefixtures("desk")
def test_a_school_may_be_the_folder_itself_and_its_settings_name_further_policies() -> None:
    school("larkfield-school")
    text = f"kind: settings\npolicies: [{json.dumps(TINY.as_posix())}]\n"
    Path("larkfield-school/lpcheck.yaml").write_text(text, "utf-8")
    assert run_app(["schema", "--vscode", "larkfield-school"]) == Exit.OK
    there = {file.name for file in Path("larkfield-school", SCHEMAS).iterdir()}
    assert there > {f"{name}.schema.json" for name in PATTERNS}
    assert run_app(["schema", "--vscode", f"--policies={TINY}", "."]) == Exit.OK
    assert {file.name for file in SCHEMAS.iterdir()} == there


@pytest.mark.usefixtures("desk")
def test_settings_of_ones_own_are_kept(capsys: Captured) -> None:
    SETTINGS.parent.mkdir()
    SETTINGS.write_text('{"editor.tabSize": 2}')
    assert run_app(["schema", "--vscode"]) == Exit.OK
    assert json.loads(SETTINGS.read_text("utf-8"))["editor.tabSize"] == 2
    assert capsys.readouterr().out.endswith("wrote .vscode/settings.json, and kept everything else in it\n")


@pytest.mark.parametrize(
    "text", [b'{\n  // mine\n  "a": 1\n}\n', b'{"a": "\xff"}'], ids=["comment", "bytes"]
)
@pytest.mark.usefixtures("desk")
def test_settings_that_would_lose_something_stay_and_it_is_said_what_to_add(
    text: bytes, capsys: Captured
) -> None:
    SETTINGS.parent.mkdir()
    SETTINGS.write_bytes(text)
    assert run_app(["schema", "--vscode"]) == Exit.NO_CHECK
    out, err = capsys.readouterr()
    assert SETTINGS.read_bytes() == text
    head, _, to_add = out.partition("\n")
    assert head == "wrote 7 schemas into .lpcheck"
    assert json.loads(to_add)["yaml.schemas"]["./.lpcheck/site.schema.json"] == ["site.yaml"]
    assert err == (
        "lpcheck: .vscode/settings.json is no plain JSON, so it stays as it is: "
        "a comment in it would be lost\n"
        "  what to do: add to it what stands above, or take out comments and surplus commas\n"
    )


@pytest.mark.usefixtures("desk")
def test_where_nothing_can_be_written_it_is_said(capsys: Captured) -> None:
    SCHEMAS.write_text("in the way")
    assert run_app(["schema", "--vscode"]) == Exit.NO_CHECK
    assert capsys.readouterr().err.startswith("lpcheck: the folder .lpcheck cannot be made: ")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--vscode", "nowhere"], "there is no such folder to set up"),
        (["--vscode", "--policy=ECS 36"], "--policy does not go with --vscode"),
        ([], "no kind of document is named"),
    ],
    ids=" ".join,
)
@pytest.mark.usefixtures("desk")
def test_words_that_make_no_sense_are_refused(words: list[str], message: str, capsys: Captured) -> None:
    assert run_app(["schema", *words]) == Exit.USAGE
    assert capsys.readouterr().err.startswith(f"lpcheck: {message}")
    assert not SCHEMAS.exists()


def test_help_names_every_kind(capsys: Captured) -> None:
    assert run_app(["schema", "bogus"]) == Exit.USAGE
    kinds = capsys.readouterr().err.split("write one of ")[1].strip()
    assert run_app(["schema", "--help"]) == Exit.OK
    assert kinds in " ".join(capsys.readouterr().out.split())


def test_the_schemas_of_this_repository_are_what_lpcheck_writes(desk: Path) -> None:
    """Run `lpcheck schema --vscode` in the root where this fails."""
    shutil.copytree(ROOT / "procedures", desk / "procedures")
    assert run_app(["schema", "--vscode"]) == Exit.OK
    written = {file.name: file.read_text("utf-8") for file in SCHEMAS.iterdir()}
    assert written == {file.name: file.read_text("utf-8") for file in (ROOT / SCHEMAS).iterdir()}
    theirs = json.loads((ROOT / SETTINGS).read_text("utf-8"))  # beside what somebody has set for themselves
    assert json.loads(SETTINGS.read_text("utf-8"))["yaml.schemas"] == theirs["yaml.schemas"]


def test_every_document_of_the_model_school_names_its_schema() -> None:
    for file in (ROOT / "procedures" / "model-school").rglob("*.yaml"):
        first, _, text = file.read_text("utf-8").partition("\n")
        mark, _, place = first.partition("=")
        assert mark == "# yaml-language-server: $schema"
        schema = (file.parent / place).resolve()
        assert schema.is_relative_to(ROOT / SCHEMAS)
        kind = json.loads(schema.read_text("utf-8"))["properties"]["kind"]["const"]
        assert f"\nkind: {kind}\n" in text
