"""`lpcheck new` as people meet it: words in; a document to fill in, a refusal or a question out."""

import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any, NoReturn, TypeAlias

import pytest

from lpcheck.catalogue import Catalogue
from lpcheck.cli.app import run_app
from lpcheck.cli.options import Exit
from lpcheck.yaml_reader import read_yaml

SCHOOL = Path("procedures/larkfield-school")
PLAN = SCHOOL / "children/P-018/plan.yaml"
SITE = """\
kind: site
name: "Larkfield: a school"
country: England
school_type: independent
policies: [ECS 36, ECS 38]
"""
POLICY = """\
id: ECS 99
title: Gardens
version: 2026-01
in_force_from: 2026-01-01
source: ECS 99
requirements:
  - id: ECS99-1
    title: A garden
    clause: "1"
    quote: will have a garden
    why: Children like gardens.
    duty: gardener
    checks:
      - {by: person, severity: advice, looks_at: the garden, remedy: go and see}
    example: |
      kind: site
"""

Captured = pytest.CaptureFixture[str]
Typed: TypeAlias = Callable[..., None]


@pytest.fixture(autouse=True)
def _desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A current folder with one school in it, that has nothing but its site.yaml."""
    monkeypatch.chdir(tmp_path)
    SCHOOL.mkdir(parents=True)
    (SCHOOL / "site.yaml").write_text(SITE)


def new(*words: str | Path) -> int:
    return run_app(["new", *map(str, words)])


def data_in(path: Path) -> Any:  # noqa: ANN401 - whatever stands there
    reading = read_yaml(path.read_bytes())
    assert reading.troubles == ()
    return reading.data


def refusal(capsys: Captured, *words: str | Path) -> str:
    """What is said where nothing may be written; every file and folder stays as it was."""
    before = {path: path.is_file() and path.read_bytes() for path in Path().rglob("*")}
    assert new(*words) == Exit.USAGE
    assert {path: path.is_file() and path.read_bytes() for path in Path().rglob("*")} == before
    captured = capsys.readouterr()
    assert captured.out.strip() == ""
    return captured.err


# What is written


def test_a_site_is_written_with_the_answers_that_options_give(capsys: Captured) -> None:
    place = Path("procedures/oak")
    options = ("--name=Oak:  House ", "--country=Wales", "--school-type=academy", "--not-residential")
    assert new("site", place, *options, "--policy=ECS 36", "--policy=ECS 36") == Exit.OK
    assert data_in(place / "site.yaml") == {
        "kind": "site",
        "name": "Oak: House",
        "country": "Wales",
        "school_type": "academy",
        "residential": False,
        "policies": ["ECS 36"],
    }
    assert capsys.readouterr().out == (
        "wrote procedures/oak/site.yaml\n"
        "Fill it in from the top: above each field stands what belongs there. Then run\n"
        "  lpcheck validate procedures/oak/site.yaml\n"
        "which says what is still to be filled in.\n"
    )


def test_what_no_option_gives_stays_blank_where_there_is_nobody_to_ask() -> None:
    assert new("site", "oak/site.yaml") == Exit.OK
    assert data_in(Path("oak/site.yaml")) == {
        "kind": "site",
        "name": None,
        "country": None,
        "school_type": None,
        "policies": [None],
    }


def test_a_local_procedure_is_named_after_its_policy_and_knows_its_school() -> None:
    assert new("local-procedure", SCHOOL, "--policy=ECS 36") == Exit.OK
    data = data_in(SCHOOL / "ecs-36.yaml")
    assert {field: data[field] for field in ("title", "site", "policy", "template", "date")} == {
        "title": "Home-School/College Liaison",
        "site": "Larkfield: a school",
        "policy": "ECS 36 Home-School/College Liaison",
        "template": "ECS LP 36",
        "date": None,
    }


def test_a_local_procedure_may_have_a_name_of_its_own() -> None:
    assert new("local-procedure", SCHOOL / "contact.yml", "--policy=ECS 38") == Exit.OK
    assert data_in(SCHOOL / "contact.yml")["template"] == "ECS LP 38"


def test_the_one_policy_without_a_local_procedure_is_chosen() -> None:
    assert new("local-procedure", SCHOOL, "--policy=ECS 38") == Exit.OK
    assert new("local-procedure", SCHOOL) == Exit.OK
    assert data_in(SCHOOL / "ecs-36.yaml")["template"] == "ECS LP 36"


@pytest.mark.parametrize("name", ["", "name:", "name: [Larkfield]"])
def test_a_site_without_a_name_leaves_that_of_the_procedure_blank(name: str) -> None:
    (SCHOOL / "site.yaml").write_text(SITE.replace('name: "Larkfield: a school"', name))
    assert new("local-procedure", SCHOOL, "--policy=ECS 36") == Exit.OK
    assert data_in(SCHOOL / "ecs-36.yaml")["site"] is None


@pytest.mark.parametrize("place", [PLAN.parent, PLAN])
def test_a_plan_has_the_key_of_its_folder_and_what_the_policies_in_force_add(place: Path) -> None:
    assert new("child-plan", place) == Exit.OK
    data = data_in(PLAN)
    assert data["child"] == "P-018"
    assert {"liaison", "contact"} <= data.keys()


def test_a_plan_has_nothing_of_a_policy_that_is_not_in_force() -> None:
    (SCHOOL / "site.yaml").write_text(SITE.replace(", ECS 38", ""))
    assert new("child-plan", PLAN.parent) == Exit.OK
    assert "contact" not in data_in(PLAN)


def test_a_key_of_digits_alone_is_still_a_text(monkeypatch: pytest.MonkeyPatch) -> None:
    (SCHOOL / "children" / "123").mkdir(parents=True)
    monkeypatch.chdir(SCHOOL / "children" / "123")
    assert new("child-plan", ".") == Exit.OK
    assert data_in(Path("plan.yaml"))["child"] == "123"


def test_further_policies_count_here_and_in_the_next_step(capsys: Captured) -> None:
    Path("my gardens").mkdir()
    Path("my gardens/policy.yaml").write_text(POLICY)
    assert new("local-procedure", SCHOOL, "--policy=ECS 99", "--policies=my gardens") == Exit.OK
    assert data_in(SCHOOL / "ecs-99.yaml")["policy"] == "ECS 99 Gardens"
    assert "/ecs-99.yaml --policies 'my gardens'\n" in capsys.readouterr().out


def test_policies_that_the_settings_around_a_school_name_count_too() -> None:
    Path("gardens").mkdir()
    Path("gardens/policy.yaml").write_text(POLICY)
    Path("lpcheck.yaml").write_text("kind: settings\npolicies: [gardens]\n")
    assert new("local-procedure", SCHOOL, "--policy=ECS 99") == Exit.OK


def test_a_next_step_can_be_typed_as_it_stands(capsys: Captured) -> None:
    assert new("site", "our school") == Exit.OK
    assert "\n  lpcheck validate 'our school/site.yaml'\n" in capsys.readouterr().out


# What is refused


@pytest.mark.parametrize(
    ("kind", "file"),
    [("site", SCHOOL / "site.yaml"), ("local-procedure", SCHOOL / "ecs-36.yaml"), ("child-plan", PLAN)],
)
def test_a_file_that_is_there_is_never_touched(kind: str, file: Path, capsys: Captured) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(SITE)
    words = ["--policy=ECS 36"] if kind == "local-procedure" else []
    said = refusal(capsys, kind, file.parent, *words)
    assert said == (
        f"lpcheck: {file.as_posix()} is there already, and stays as it is\n"
        "  what to do: fill in what is there, or name another place\n"
    )


def test_a_link_that_leads_nowhere_is_not_written_through(capsys: Captured) -> None:
    PLAN.parent.mkdir(parents=True)
    PLAN.symlink_to("elsewhere.yaml")
    assert "is there already" in refusal(capsys, "child-plan", PLAN)


@pytest.mark.parametrize("place", ["children/P-099", "children"])
def test_nothing_is_written_through_a_link_in_place_of_a_folder(place: str, capsys: Captured) -> None:
    (SCHOOL / place).parent.mkdir(exist_ok=True)
    (SCHOOL / place).symlink_to("nowhere")
    said = refusal(capsys, "child-plan", SCHOOL / "children" / "P-099")
    assert said.startswith(f"lpcheck: {(SCHOOL / place).as_posix()} is there already, and stays as it is\n")


@pytest.mark.parametrize("kind", ["site", "child-plan"])
@pytest.mark.parametrize("place", ["", " "])
def test_without_a_place_nothing_is_written(kind: str, place: str, capsys: Captured) -> None:
    said = refusal(capsys, kind, place)
    assert said.startswith("lpcheck: no place is named\n  what to do: name a folder")


def test_a_file_that_somebody_else_writes_at_the_same_moment_is_not_touched(
    monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    def also_written(path: Path, *_: object, **__: object) -> None:
        os.makedirs(path)  # noqa: PTH103 - Path.mkdir is this very function
        PLAN.write_text("theirs")

    monkeypatch.setattr(Path, "mkdir", also_written)
    assert new("child-plan", PLAN) == Exit.USAGE
    assert "is there already" in capsys.readouterr().err
    assert PLAN.read_text() == "theirs"


@pytest.mark.parametrize(
    "place", ["P-099 ", "P-099 /plan.yaml", "sam", "S.F", "sam/plan.yaml", "p-018", "P-018-sam"]
)
def test_a_childs_folder_that_is_not_called_by_a_key_is_refused_and_not_repeated(
    place: str, capsys: Captured
) -> None:
    said = refusal(capsys, "child-plan", SCHOOL / "children" / place)
    assert said.startswith(
        "lpcheck: a child's folder is called by the child's key, and the name of this one is none\n"
        "  what to do: use the school's own key, "
    )
    assert place.partition("/")[0] not in said


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["child-plan", "children/P-018"], "there is no site.yaml here or in a folder above"),
        (["local-procedure", "procedures"], "there is no site.yaml here or in a folder above"),
        (["child-plan", SCHOOL / "P-018"], "must be called plan.yaml, in the child's own folder"),
        (["child-plan", SCHOOL / "children/P-018/plans/plan.yaml"], "must be called plan.yaml"),
        (["child-plan", SCHOOL / "children/P-018/P-018.yaml"], "must be called plan.yaml"),
        (["site", "oak.yaml"], "a document of the kind site must be called site.yaml"),
        (["site", PLAN.parent], "does not belong in a child's folder"),
        (["local-procedure", PLAN.parent, "--policy=ECS 36"], "does not belong in a child's folder"),
        (["site", "x.csv"], "a place that ends in .csv is a table, and no folder for a site"),
        (["local-procedure", SCHOOL / "staff.CSV", "--policy=ECS 36"], "is a table, and no folder for a"),
        (["local-procedure", SCHOOL / "site.yaml", "--policy=ECS 36"], "must be of the kind site"),
    ],
)
def test_a_place_where_it_does_not_belong_is_refused(
    words: list[str | Path], sentence: str, capsys: Captured
) -> None:
    said = refusal(capsys, *words)
    assert sentence in said
    assert "\n  what to do: name the " in said


@pytest.mark.parametrize(
    ("words", "message", "next_step"),
    [
        (["--country=Englund"], "country: this is not one of the form's words; write England, ", ""),
        (["--school-type=school"], "type of school: this is not one of the form's words; write ", ""),
        (["--name="], "nothing is filled in: name of the school\n", ""),
        (["--name=Oak\x07"], "one of the letters cannot be printed, nor kept in a file\n", "write it anew"),
        (["--policy=ECS 37"], "there is no policy ECS 37\n", "write ECS 36 or ECS 38"),
    ],
)
def test_an_answer_that_the_form_refuses_is_refused_in_its_words(
    words: list[str], message: str, next_step: str, capsys: Captured
) -> None:
    said = refusal(capsys, "site", "oak", *words)
    assert said.startswith(f"lpcheck: {message}")
    assert said.endswith(f"what to do: {next_step}\n") == bool(next_step)


@pytest.mark.parametrize(
    ("words", "option"),
    [
        (["child-plan", PLAN, "--policy=ECS 36"], "--policy is not for a child-plan"),
        (["local-procedure", SCHOOL, "--name=x"], "--name is not for a local-procedure"),
        (["local-procedure", SCHOOL, "--school-type=x"], "--school-type is not for a local-procedure"),
    ],
)
def test_an_option_of_another_kind_is_refused(
    words: list[str | Path], option: str, capsys: Captured
) -> None:
    assert option in refusal(capsys, *words)


@pytest.mark.parametrize("words", [["log", "x"], ["site"], []])
def test_an_unknown_kind_or_no_place_is_wrong_usage(words: list[str], capsys: Captured) -> None:
    assert "see `lpcheck --help`" in refusal(capsys, *words)


@pytest.mark.parametrize("given", [[], ["--policy=ECS 36", "--policy=ECS 38"]])
def test_a_local_procedure_for_no_or_two_policies_is_refused_with_the_choices(
    given: list[str], capsys: Captured
) -> None:
    said = refusal(capsys, "local-procedure", SCHOOL, *given)
    assert "is for one policy" in said
    assert said.endswith("what to do: write --policy with ECS 36 or ECS 38\n")


def test_where_every_policy_has_its_procedure_all_are_choices(capsys: Captured) -> None:
    for policy in ("ECS 36", "ECS 38"):
        assert new("local-procedure", SCHOOL, f"--policy={policy}") == Exit.OK
    capsys.readouterr()
    assert "write --policy with ECS 36 or ECS 38\n" in refusal(capsys, "local-procedure", SCHOOL)


def test_where_no_policy_is_known_there_is_no_choice_to_list(capsys: Captured) -> None:
    (SCHOOL / "site.yaml").write_text(SITE.replace("[ECS 36, ECS 38]", "[ECS 99]"))
    assert "write --policy with its number\n" in refusal(capsys, "local-procedure", SCHOOL)


# What goes wrong


def test_a_place_that_cannot_be_written_to_ends_with_3(capsys: Captured) -> None:
    Path("file").write_text("x")
    assert new("site", "file/oak") == Exit.NO_CHECK
    said = capsys.readouterr().err
    assert said.startswith("lpcheck: file/oak/site.yaml cannot be written: ")
    assert said.endswith("what to do: name a folder that you may write to\n")


def test_ctrl_c_while_it_is_written_leaves_no_file(
    monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    plain = Path.open

    def interrupted(path: Path, mode: str = "r", **options: Any) -> IO[Any]:  # noqa: ANN401
        stream = plain(path, mode, **options)
        if mode == "x":
            stream.write("half")
            monkeypatch.setattr(stream, "write", interrupt)
        return stream

    def interrupt(*_: object) -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "open", interrupted)
    assert new("child-plan", PLAN) == Exit.INTERRUPTED
    assert "no file was left half-written" in capsys.readouterr().err
    assert list(PLAN.parent.iterdir()) == []


# At a terminal


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Typed:
    """Sets down what somebody at a terminal is going to type."""

    def type_in(*lines: str) -> None:
        keyboard = io.StringIO("".join(f"{line}\n" for line in lines))
        monkeypatch.setattr("sys.stdin", keyboard)
        for stream in (sys.stdin, sys.stdout, sys.stderr):
            monkeypatch.setattr(stream, "isatty", lambda: True)

    return type_in


def test_somebody_at_a_terminal_is_asked_until_the_form_takes_the_answer(
    typed: Typed, capsys: Captured
) -> None:
    typed("Oak: House", "Englund", "England", "", "perhaps", "yes", "ECS 36, ECS 9", "ECS 36,ECS 38")
    assert new("site", "oak") == Exit.OK
    assert data_in(Path("oak/site.yaml")) == {
        "kind": "site",
        "name": "Oak: House",
        "country": "England",
        "school_type": None,
        "residential": True,
        "policies": ["ECS 36", "ECS 38"],
    }
    asked = capsys.readouterr().err
    assert "\nCountry. Where the school is, which decides which law can apply.\n" in asked
    assert "country: this is not one of the form's words; write England, Wales" in asked
    assert "whether children live here: this is a text, and the form asks for true or false" in asked
    assert "\nThere is ECS 36 (Home-School/College Liaison) and ECS 38 (" in asked
    assert "there is no policy ECS 9; write ECS 36 or ECS 38" in asked


def test_what_an_option_gives_is_not_asked_for(typed: Typed, capsys: Captured) -> None:
    typed("", "", "", "")
    assert new("site", "oak", "--name=Oak") == Exit.OK
    assert "Name of the school." not in capsys.readouterr().err
    assert data_in(Path("oak/site.yaml"))["name"] == "Oak"


def test_nobody_is_asked_before_the_place_is_known_to_be_free(typed: Typed, capsys: Captured) -> None:
    typed()
    assert "is there already" in refusal(capsys, "site", SCHOOL)


def test_somebody_at_a_terminal_is_asked_for_the_policy(typed: Typed, capsys: Captured) -> None:
    typed("ECS 3", "ECS 38")
    assert new("local-procedure", SCHOOL) == Exit.OK
    asked = capsys.readouterr().err
    assert "Which policy is it for? Write ECS 36 or ECS 38." in asked
    assert "there is no policy ECS 3; write ECS 36 or ECS 38" in asked
    assert (SCHOOL / "ecs-38.yaml").is_file()


def test_no_answer_to_the_policy_is_a_refusal(typed: Typed, capsys: Captured) -> None:
    typed("")
    assert "is for one policy" in refusal(capsys, "local-procedure", SCHOOL)


def test_the_end_of_what_is_typed_is_a_way_out(typed: Typed, capsys: Captured) -> None:
    typed()
    assert new("site", "oak") == Exit.INTERRUPTED
    assert "\nlpcheck: interrupted; no file was left half-written\n" in capsys.readouterr().err
    assert not Path("oak").exists()


def test_at_a_real_terminal_the_questions_are_asked_there() -> None:
    pty = pytest.importorskip("pty")
    controller, terminal = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "lpcheck", "new", "site", "oak"],
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
    )
    os.close(terminal)
    os.write(controller, b"Oak House\n\n\n\n\n")
    assert process.wait(60) == Exit.OK
    os.close(controller)
    assert data_in(Path("oak/site.yaml"))["name"] == "Oak House"


# Around it


def test_help_and_completion_know_the_kinds(capsys: Captured) -> None:
    assert new("--help") == Exit.OK
    out = capsys.readouterr().out
    assert "site, local-procedure or child-plan" in out
    assert "  lpcheck new child-plan procedures/larkfield-school/children/P-018\n" in out
    completed = subprocess.run(
        [sys.executable, "-c", "from lpcheck.cli.app import app_for; app_for([])(prog_name='lpcheck')"],
        env={
            **os.environ,
            "_LPCHECK_COMPLETE": "complete_bash",
            "COMP_WORDS": "lpcheck new ",
            "COMP_CWORD": "2",
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert completed.stdout.split() == ["site", "local-procedure", "child-plan"]


def test_other_commands_do_not_pay_for_it() -> None:
    script = (
        "import sys; from lpcheck.cli.app import run_app; run_app(['validate', '--quiet']);"
        "print([name for name in sys.modules if 'skeleton' in name or 'beginning' in name])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


@pytest.mark.parametrize("kind", ["site", "local-procedure", "child-plan"])
def test_every_kind_that_can_be_begun_is_a_kind_of_document(kind: str, catalogue: Catalogue) -> None:
    assert kind in catalogue.kinds
