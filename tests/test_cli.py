"""The command line as people and scripts meet it: words in; text, files and exit codes out."""

import errno
import io
import json
import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import jsonschema
import pytest

from lpcheck import __version__
from lpcheck.cli.app import run_app
from lpcheck.cli.options import Exit

COXLEASE = Path(__file__).parent.parent / "procedures" / "coxlease-school"
LIAISON, CONTACT = "ecs-36-home-school-liaison.yaml", "ecs-38-contact.yaml"
DAY = "--as-of=2026-11-21"
SITE = """\
kind: site
name: Larkfield School
country: England
school_type: independent
policies: [ECS 38]
kept_by_the_group: [ECS 16]
"""
CLEAN = """\
kind: local-procedure
title: Contact
site: Larkfield School
policy: ECS 38 Contact
template: ECS LP 38
date: 2026-09
review_date: 2027-08
authors: [Head of care]
ratification: {approved_by: SLT, name: Pat Reed, date: 2026-09-04}
related_policies: [ECS 16 Governance]
sections:
  - {heading: 1. Introduction, text: How we keep in touch.}
  - {heading: 2. Aims, text: Everybody knows the same in time.}
  - {heading: 3. Scope, text: All children here.}
  - {heading: 4. Responsibilities, text: The head of care sees to it.}
  - {heading: 5. Monitoring, text: Each term under ECS 16.}
  - {heading: 6. References, stands_in: references}
local_arrangements:
  lead: head of care
  methods: [telephone]
  emergency_route: ring home, then the designated safeguarding lead
  recorded_in: [CPOMS]
  safeguarding_contact: designated safeguarding lead
  monitored: termly
references: [Equality Act 2010]
associated_forms: []
contents_checklist: [{item: Local arrangements, in_place: true}]
review_history: []
appendices:
  first_aiders_and_drivers: [{who: s-010, role: first-aider}]
  contact_details: [{who: reception, phone: 01632 960100, when: office-hours}]
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


@pytest.fixture(autouse=True)
def _plain_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CI", "NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A current folder with procedures/coxlease-school in it, and the clean procedures/larkfield-school."""
    shutil.copytree(COXLEASE, tmp_path / "procedures" / "coxlease-school")
    larkfield = tmp_path / "procedures" / "larkfield-school"
    larkfield.mkdir()
    (larkfield / "site.yaml").write_text(SITE)
    (larkfield / "contact.yaml").write_text(CLEAN)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def validate(*words: str | Path) -> int:
    return run_app(["validate", DAY, *map(str, words)])


def concise(capsys: Captured, *words: str | Path) -> list[str]:
    validate("--format=concise", *words)
    return capsys.readouterr().out.splitlines()


def requirements_of(lines: list[str]) -> set[str]:
    return {line.split(": ", 1)[1].split()[1] for line in lines}


def paths_of(lines: list[str]) -> set[str]:
    return {line.split(":", 1)[0] for line in lines}


def typed(monkeypatch: pytest.MonkeyPatch, raw: bytes) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(raw)))


def program(*words: str, cwd: Path, **environment: str) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(
        [sys.executable, "-m", "lpcheck", *words],
        cwd=cwd,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        timeout=60,
    )


# Exit codes


def test_a_clean_site_ends_with_0_and_claims_no_more_than_was_looked_at(
    desk: Path, capsys: Captured
) -> None:
    assert validate("procedures/larkfield-school") == Exit.OK
    out = capsys.readouterr().out
    assert out.startswith("nothing found in what was looked at: 2 documents\n")
    assert "left to a person: " in " ".join(out.split())
    assert not any(word in out.lower() for word in ("compliant", "met ", "green"))
    assert desk.is_dir()


@pytest.mark.usefixtures("desk")
def test_findings_end_with_1(capsys: Captured) -> None:
    assert validate("procedures/coxlease-school") == Exit.FINDINGS
    assert "4 errors, 19 warnings and 9 pieces of advice in 3 documents\n" in capsys.readouterr().out


def test_the_process_ends_with_the_code_of_its_run(desk: Path) -> None:
    codes = {
        ("validate", "procedures/larkfield-school"): 0,
        ("validate", "procedures/coxlease-school", DAY): 1,
        ("validate", "--format=xml"): 2,
        ("validate", "nowhere"): 3,
    }
    assert {words: program(*words, cwd=desk).returncode for words in codes} == codes


@pytest.mark.parametrize(
    "words",
    [
        ["--format=xml"],
        ["--engine=xml"],
        ["--color=sometimes"],
        ["--fail-on=nothing"],
        ["--as-of=2026-02-30"],
        ["--as-of=yesterday"],
        ["--select=ECS37"],
        ["--ignore=LP-1x"],
        ["--unknown"],
        ["--stdin-path=x.yaml"],
        ["--output=a.txt", "--format=text", "--format=json=b.json"],
        ["--output=a.txt", "--format=json=b.json"],
        ["--format=text", "--format=json"],
        ["--format=text=a.txt", "--format=json=a.txt"],
        ["--show-personal", "--format=json"],
        ["--show-personal", "--format=text", "--format=concise=c.txt"],
    ],
    ids=" ".join,
)
@pytest.mark.usefixtures("desk")
def test_words_that_make_no_sense_end_with_2_and_say_what_to_do(words: list[str], capsys: Captured) -> None:
    assert validate(*words) == Exit.USAGE
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("lpcheck: ")
    assert "\n  what to do: " in captured.err
    assert not list(Path().glob("*.txt"))


@pytest.mark.parametrize("words", [["bogus"], ["explain"], ["schema"], ["schema", "site", "extra"]])
def test_an_unknown_command_or_a_missing_word_ends_with_2(words: list[str], capsys: Captured) -> None:
    assert run_app(words) == Exit.USAGE
    assert "see `lpcheck --help`" in capsys.readouterr().err


@pytest.mark.parametrize("place", ["nowhere", "procedures/coxlease-school/nothing.yaml", "pictures"])
@pytest.mark.usefixtures("desk")
def test_nothing_to_check_ends_with_3_and_never_passes(place: str, capsys: Captured) -> None:
    Path("pictures").mkdir()
    Path("pictures", "other.yaml").write_text("colour: red\n")
    assert validate(place) == Exit.NO_CHECK
    captured = capsys.readouterr()
    assert captured.out == ""
    assert place in captured.err
    assert "\n  what to do: " in captured.err


@pytest.mark.usefixtures("desk")
def test_a_folder_of_a_site_with_no_document_in_it_ends_with_3(capsys: Captured) -> None:
    Path("procedures/coxlease-school/pictures").mkdir()
    assert validate("procedures/coxlease-school/pictures") == Exit.NO_CHECK
    assert "no document was found in procedures/coxlease-school/pictures" in capsys.readouterr().err


def test_a_current_folder_without_procedures_or_documents_ends_with_3(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert validate() == Exit.NO_CHECK


def test_a_fault_ends_with_70_and_shows_where_but_never_what_it_says(
    desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    def fail(*_: object) -> NoReturn:
        name = "Jane Field"
        raise ValueError(name)

    monkeypatch.setattr("lpcheck.work.check_unit", fail)
    assert validate(desk) == Exit.FAULT
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "Jane" not in captured.err
    first, *frames, last = captured.err.splitlines()
    assert first == f"lpcheck {__version__}: a fault in lpcheck itself: ValueError"
    assert any(frame.startswith("  run.py:") and frame.endswith(" in _checked") for frame in frames)
    assert frames[-1].startswith("  test_cli.py:")
    assert last.startswith("  what to do: send these lines to ")


def test_a_fault_raised_from_another_says_nothing_of_either(
    desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    def fail(*_: object) -> NoReturn:
        message = "Field"
        raise RuntimeError(message) from KeyError("Jane")

    monkeypatch.setattr("lpcheck.work.check_unit", fail)
    assert validate(desk) == Exit.FAULT
    assert not {"Jane", "Field"} & set(capsys.readouterr().err.replace("'", " ").split())


def test_an_interrupted_run_ends_with_130_and_leaves_no_file(
    desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    def interrupt(*_: object) -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.setattr("lpcheck.work.check_unit", interrupt)
    before = sorted(desk.iterdir())
    assert validate("--format=json=out.json") == Exit.INTERRUPTED
    assert "lpcheck: interrupted; no file was left half-written\n" in capsys.readouterr().err
    assert sorted(desk.iterdir()) == before


def test_ctrl_c_ends_the_process_with_130_and_no_traceback(desk: Path) -> None:
    script = (
        # What started the tests may have told them to ignore the signal, and a child inherits that.
        "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler);"
        "from lpcheck.cli import main; sys.exit(main())"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", script, "validate", "-"],
        cwd=desk,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    try:
        assert process.stdin is not None
        process.stdin.write(b"# x\n" * 100_000)  # more than a pipe holds: once written, lpcheck is reading
        process.stdin.flush()
        for _ in range(20):
            time.sleep(0.5)  # a signal between two reads would wait for the end of the next
            process.send_signal(signal.SIGINT)
            if process.poll() is not None:
                break
        assert process.wait(30) == Exit.INTERRUPTED
    finally:
        process.kill()
        _, said = process.communicate()
    assert said.decode().splitlines()[-1] == "lpcheck: interrupted; no file was left half-written"
    assert b"Traceback" not in said


def test_a_closed_pipe_ends_quietly_with_the_code_of_the_run(desk: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "lpcheck", "validate", DAY],
            cwd=desk,
            stdout=writing,
            stderr=subprocess.PIPE,
            check=False,
            timeout=60,
        )
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (Exit.FINDINGS, b"")


def test_standard_output_that_cannot_be_written_ends_with_3(desk: Path) -> None:
    script = (
        "import os, sys; from lpcheck.cli.app import run_app; sys.stdout = open(os.devnull, 'r+');"
        "sys.stdout.write = lambda text: (_ for _ in ()).throw(OSError(int(sys.argv[1]), 'No space left'));"
        "sys.exit(run_app(['validate']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(errno.ENOSPC)], cwd=desk, capture_output=True, check=False
    )
    assert done.returncode == Exit.NO_CHECK
    assert done.stderr.startswith(b"lpcheck: standard output cannot be written: No space left")


# Which findings count


@pytest.mark.parametrize(
    ("selected", "severity"), [("LP-10", "error"), ("LP-9", "warning"), ("LP-15", "advice")]
)
@pytest.mark.parametrize("limit", ["error", "warning", "advice", "never"])
@pytest.mark.usefixtures("desk")
def test_a_run_fails_on_the_severity_asked_for_and_graver(selected: str, severity: str, limit: str) -> None:
    gravity = ["error", "warning", "advice"]
    fails = severity in gravity[: gravity.index(limit) + 1] if limit != "never" else False
    words = ("procedures/coxlease-school", f"--select={selected}", f"--fail-on={limit}")
    assert validate(*words) == (Exit.FINDINGS if fails else Exit.OK)


@pytest.mark.usefixtures("desk")
def test_errors_alone_fail_a_run_unless_told_otherwise() -> None:
    assert validate("--select=LP-9", "--select=LP-15") == Exit.OK
    assert validate("--select=LP-10") == Exit.FINDINGS


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--select=LP-1"], set()),
        (["--select=LP-10"], {"LP-10", "LP-10.b"}),
        (["--select=LP-10.b"], {"LP-10.b"}),
        (["--select=ECS36"], {"ECS36-1.2", "ECS36-1.3", "ECS36-4.e"}),
        (["--select=ECS36-1"], {"ECS36-1.2", "ECS36-1.3"}),
        (["--select=ECS36", "--ignore=ECS36-1"], {"ECS36-4.e"}),
        (["--select=ECS36-4", "--select=LP-14"], {"ECS36-4.e", "LP-14"}),
        (["--ignore=LP"], {"ECS36-1.2", "ECS36-1.3", "ECS36-4.e", "ECS38-1.2", "ECS38-1.3"}),
        (["--select=LP-11"], {"LP-11"}),
        (["--select=LP-6.b"], {"LP-6.b"}),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
@pytest.mark.usefixtures("desk")
def test_a_selection_is_an_id_or_a_beginning_that_ends_at_a_hyphen_or_a_dot(
    words: list[str], expected: set[str], capsys: Captured
) -> None:
    assert requirements_of(concise(capsys, *words)) == expected


@pytest.mark.usefixtures("desk")
def test_what_is_asked_for_never_goes_missing_behind_what_outranks_it(capsys: Captured) -> None:
    place = f"procedures/coxlease-school/{CONTACT}"
    assert requirements_of(concise(capsys, place, "--ignore=LP-11")) >= {"LP-6.b"}
    assert "LP-6.b" not in requirements_of(concise(capsys, place))


@pytest.mark.usefixtures("desk")
def test_a_misspelt_field_is_shown_to_whoever_asks_for_the_requirement_of_the_missing_one(
    capsys: Captured,
) -> None:
    file = Path("procedures/coxlease-school", LIAISON)
    file.write_text(file.read_text().replace("\ntemplate:", "\ntemplat:"))
    (line,) = concise(capsys, file, "--select=LP-4")
    assert ":9:1: error FILE-3 " in line
    assert line.endswith("did you mean `template`?")
    assert concise(capsys, file, "--select=LP-4", "--ignore=FILE") == []


@pytest.mark.usefixtures("desk")
def test_an_unknown_id_is_named_and_the_catalogue_pointed_to(capsys: Captured) -> None:
    assert validate("--ignore=ECS3") == Exit.USAGE
    error = capsys.readouterr().err
    assert "there is no requirement ECS3, and none that begins so" in error
    assert "`lpcheck requirements`" in error


@pytest.mark.usefixtures("desk")
def test_another_day_gives_other_findings(capsys: Captured) -> None:
    assert run_app(["validate", "--as-of=2024-01-31", "--select=LP-6.b"]) == Exit.OK
    assert "as of 31 January 2024" in capsys.readouterr().out
    assert run_app(["validate", "--as-of=2024-02-01", "--select=LP-6.b"]) == Exit.FINDINGS


@pytest.mark.usefixtures("desk")
def test_without_a_day_it_is_today(capsys: Captured) -> None:
    assert run_app(["validate", "--format=json", "--fail-on=never"]) == Exit.OK
    assert json.loads(capsys.readouterr().out)["as_of"] >= "2026-01-01"


# Where outputs go


@pytest.mark.usefixtures("desk")
def test_each_format_goes_to_its_own_place(capsys: Captured) -> None:
    words = ("--format=concise", "--format=json=out.json", "--format=text=out.txt")
    assert validate(*words) == Exit.FINDINGS
    lines = capsys.readouterr().out.splitlines()
    found = json.loads(Path("out.json").read_text("utf-8"))["findings"]
    assert len(lines) == len(found) > 30
    assert Path("out.txt").read_text("utf-8").startswith(lines[0].split(" ")[0])


@pytest.mark.usefixtures("desk")
def test_output_is_the_short_way_for_one_format(capsys: Captured) -> None:
    expected = concise(capsys)
    assert validate("--format=concise", "--output=out.txt") == Exit.FINDINGS
    assert capsys.readouterr().out == ""
    assert Path("out.txt").read_text("utf-8").splitlines() == expected


@pytest.mark.usefixtures("desk")
def test_an_output_in_a_folder_that_is_not_there_ends_with_3_and_writes_nothing(capsys: Captured) -> None:
    assert validate("--output=nowhere/out.txt") == Exit.NO_CHECK
    assert "nowhere/out.txt cannot be written: No such file or directory" in capsys.readouterr().err
    assert not Path("nowhere").exists()


def test_an_output_that_is_a_folder_ends_with_3_and_leaves_nothing_behind(desk: Path) -> None:
    before = sorted(desk.iterdir())
    assert validate("--output=procedures") == Exit.NO_CHECK
    assert sorted(desk.iterdir()) == before


def test_a_file_is_replaced_whole_and_is_as_readable_as_any_new_one(desk: Path, capsys: Captured) -> None:
    expected = concise(capsys)
    old, new = desk / "old.txt", desk / "new.txt"
    old.write_text("x" * 1_000_000)
    new.touch()
    assert validate("--output=old.txt", "--format=concise") == Exit.FINDINGS
    assert old.read_text("utf-8").splitlines() == expected
    assert stat.S_IMODE(old.stat().st_mode) == stat.S_IMODE(new.stat().st_mode)
    assert sorted(path.name for path in desk.iterdir()) == ["new.txt", "old.txt", "procedures"]


@pytest.mark.parametrize("option", ["--output={}", "--format=json={}"])
@pytest.mark.parametrize("name", ["site.yaml", "SITE.YML", "staff.csv", "link.txt"])
def test_no_document_is_written_over(desk: Path, option: str, name: str, capsys: Captured) -> None:
    place = desk / "procedures" / "larkfield-school" / name
    if name == "link.txt":
        place.symlink_to("site.yaml")
    else:
        place.write_text(SITE)
    assert validate(option.format(place)) == Exit.USAGE
    assert place.read_text() == SITE
    assert capsys.readouterr().err.startswith("lpcheck: this would write over a document: ")
    assert validate("--format=concise", f"--output={desk / 'new.yaml'}") == Exit.FINDINGS


@pytest.mark.usefixtures("desk")
def test_an_output_that_is_a_link_is_followed_not_replaced(capsys: Captured) -> None:
    expected = concise(capsys)
    Path("link.txt").symlink_to("real.txt")
    assert validate("--output=link.txt", "--format=concise") == Exit.FINDINGS
    assert Path("link.txt").is_symlink()
    assert Path("real.txt").read_text("utf-8").splitlines() == expected


def test_an_output_that_is_a_pipe_is_written_to_not_replaced(desk: Path, capsys: Captured) -> None:
    expected = concise(capsys)
    pipe = desk / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE) as reader:  # noqa: S607 - any cat will do
        assert validate("--output=pipe", "--format=concise") == Exit.FINDINGS
        out, _ = reader.communicate(timeout=60)
    assert out.decode().splitlines() == expected
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@pytest.mark.usefixtures("desk")
def test_quiet_leaves_the_exit_code_and_the_files(capsys: Captured) -> None:
    assert validate("--quiet", "--format=text", "--format=json=out.json") == Exit.FINDINGS
    assert capsys.readouterr() == ("", "")
    assert json.loads(Path("out.json").read_text("utf-8"))["findings"]


def at_a_shell(script: str, cwd: Path) -> "subprocess.CompletedProcess[str]":
    words = ["sh", "-c", script, sys.executable]
    return subprocess.run(words, cwd=cwd, capture_output=True, text=True, check=False, timeout=60)


@pytest.mark.parametrize("words", ["validate", "explain LP-11", "--version", "--version -h"])
def test_without_standard_output_a_run_ends_with_3(desk: Path, words: str) -> None:
    done = at_a_shell(f'"$0" -m lpcheck {words} >&-', desk)
    assert (done.returncode, done.stdout) == (Exit.NO_CHECK, "")
    assert done.stderr.startswith("lpcheck: there is no standard output to write to\n")


def test_without_standard_error_the_exit_code_is_the_same(desk: Path) -> None:
    assert at_a_shell('"$0" -m lpcheck validate nowhere 2>&-', desk).returncode == Exit.NO_CHECK
    assert at_a_shell('"$0" -m lpcheck validate nowhere >&- 2>&-', desk).returncode == Exit.NO_CHECK


@pytest.mark.usefixtures("desk")
def test_streams_that_were_closed_are_like_none(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    closed = io.StringIO()
    closed.close()
    monkeypatch.setattr("sys.stdout", closed)
    assert validate() == Exit.NO_CHECK
    assert "there is no standard output to write to" in capsys.readouterr().err
    monkeypatch.setattr("sys.stderr", closed)
    assert validate() == Exit.NO_CHECK
    monkeypatch.setattr("sys.stdout", None)
    assert run_app(["--version"]) == Exit.NO_CHECK


def test_a_folder_that_was_removed_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    assert run_app(["validate"]) == run_app(["new", "site", "x"]) == Exit.NO_CHECK
    assert capsys.readouterr().err.count("the folder that you are in is not there any more") == 2


@pytest.mark.parametrize(
    "words",
    ["validate", "validate x", "validate {}/kept", "validate --output=x", "new site x", "new site ."],
)
def test_in_a_folder_that_was_removed_a_run_ends_with_3(tmp_path: Path, words: str) -> None:
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "site.yaml").write_text(SITE)
    script = f'mkdir gone && cd gone && rmdir ../gone && "$0" -m lpcheck {words.format(tmp_path)}'
    done = at_a_shell(script, tmp_path)
    assert done.returncode == Exit.NO_CHECK
    assert done.stderr.startswith("lpcheck: the folder that you are in is not there any more")


# Colour and letters


@pytest.mark.parametrize(
    ("words", "environment", "is_coloured"),
    [
        ([], {}, False),
        (["--color=auto"], {}, False),
        (["--color=never"], {}, False),
        (["--color=always"], {}, True),
        (["--color=always"], {"NO_COLOR": "1", "TERM": "dumb"}, True),
        ([], {"NO_COLOR": "1"}, False),
    ],
)
@pytest.mark.usefixtures("desk")
def test_colour_is_used_when_asked_for(
    words: list[str],
    environment: dict[str, str],
    is_coloured: bool,  # noqa: FBT001 - a column of the table
    monkeypatch: pytest.MonkeyPatch,
    capsys: Captured,
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    validate(*words)
    assert ("\x1b[1;31merror\x1b[0m" in capsys.readouterr().out) is is_coloured


@pytest.mark.parametrize(("no_colour", "is_coloured"), [("", True), ("1", False)])
@pytest.mark.usefixtures("desk")
def test_a_terminal_is_coloured_unless_no_color_is_set(
    no_colour: str,
    is_coloured: bool,  # noqa: FBT001 - a column of the table
    monkeypatch: pytest.MonkeyPatch,
    capsys: Captured,
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setenv("NO_COLOR", no_colour)
    validate()
    assert ("\x1b[" in capsys.readouterr().out) is is_coloured


@pytest.mark.usefixtures("desk")
def test_colour_never_reaches_a_file() -> None:
    validate("--color=always", "--output=out.txt")
    assert "\x1b" not in Path("out.txt").read_text("utf-8")


@pytest.mark.parametrize("encoding", ["ascii", "cp437", "cp1252", "utf-8"])
def test_a_console_with_fewer_letters_gets_plainer_ones(desk: Path, encoding: str) -> None:
    done = program("validate", DAY, cwd=desk, PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert (done.returncode, done.stderr) == (Exit.FINDINGS, b"")
    lines = done.stdout.decode(encoding).splitlines()
    mask = "***" if encoding in ("ascii", "cp437") else "•••"
    assert f" 13 |   - {mask}" in lines
    assert lines[lines.index(f" 13 |   - {mask}") + 1] == "    |     ^^^"
    assert not any("?" in line for line in lines)


@pytest.mark.parametrize("words", [["requirements"], ["explain", "LP-12"], ["schema", "site"], ["--help"]])
def test_every_command_works_on_an_ascii_console(tmp_path: Path, words: list[str]) -> None:
    done = program(*words, cwd=tmp_path, PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert (done.returncode, done.stderr) == (Exit.OK, b"")
    assert done.stdout.isascii()


def test_an_error_that_names_a_path_with_other_letters_does_not_crash_an_ascii_console(
    tmp_path: Path,
) -> None:
    done = program("validate", "Söhne•.yaml", cwd=tmp_path, PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.returncode == Exit.NO_CHECK
    assert b"there is no file or folder S\\xf6hne\\u2022.yaml" in done.stderr


@pytest.mark.usefixtures("desk")
def test_a_folder_whose_name_is_no_text_is_shown_in_every_format() -> None:
    shutil.copytree(COXLEASE, Path(os.fsdecode(b"procedures/b\xe9te")))
    words = ("--format=text=a.txt", "--format=json=b.json", "--format=concise=c.txt")
    assert validate(*words) == Exit.FINDINGS
    found = json.loads(Path("b.json").read_text("utf-8"))["findings"]
    assert {finding["site"] for finding in found} == {"b?te", "coxlease-school"}
    assert "procedures/b?te/" in Path("a.txt").read_text("utf-8")
    assert "procedures/b?te/" in Path("c.txt").read_text("utf-8")


# Personal values


@pytest.mark.usefixtures("desk")
def test_personal_values_are_shown_in_text_to_whoever_asks(capsys: Captured) -> None:
    validate()
    assert "Lisle" not in capsys.readouterr().out
    validate("--show-personal")
    assert (
        "170 |   - {date: 2024-01-10, reviewer: Lisle Smith, summary: reviewed}" in capsys.readouterr().out
    )


@pytest.mark.parametrize(
    "words", [["--format=json"], ["--format=concise"], ["--format=text", "--format=json=x"]]
)
@pytest.mark.usefixtures("desk")
def test_personal_values_are_refused_to_every_other_format(words: list[str], capsys: Captured) -> None:
    assert validate("--show-personal", *words) == Exit.USAGE
    assert capsys.readouterr().out == ""
    assert not Path("x").exists()


@pytest.mark.usefixtures("desk")
def test_personal_values_are_refused_in_ci(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    monkeypatch.setenv("CI", "true")
    assert validate("--show-personal") == Exit.USAGE
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "not for CI" in captured.err


# What is checked


@pytest.mark.usefixtures("desk")
def test_without_paths_the_folder_procedures_is_checked(capsys: Captured) -> None:
    Path("site.yaml").write_text("kind: site\n")
    assert all(path.startswith("procedures/") for path in paths_of(concise(capsys)))


def test_without_paths_and_procedures_the_current_folder_is_checked(
    desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.chdir(desk / "procedures" / "coxlease-school")
    assert paths_of(concise(capsys)) == {LIAISON, CONTACT}


@pytest.mark.usefixtures("desk")
def test_a_folder_with_several_sites_is_checked_site_by_site(capsys: Captured) -> None:
    validate("--format=json", "procedures")
    result = json.loads(capsys.readouterr().out)
    assert result["summary"]["documents"] == 5
    assert {cell["site"] for cell in result["coverage"]} == {"coxlease-school", "larkfield-school"}
    assert result["scope"] == ["procedures"]


@pytest.mark.usefixtures("desk")
def test_of_a_single_file_of_a_site_only_its_findings_are_reported_and_the_site_is_still_read(
    capsys: Captured,
) -> None:
    whole = concise(capsys, "procedures/coxlease-school")
    mine = concise(capsys, f"procedures/coxlease-school/{CONTACT}")
    assert mine == [line for line in whole if f"/{CONTACT}:" in line]
    assert requirements_of(mine) >= {
        "LP-16",
        "LP-19",
    }  # the one needs site.yaml, the other the other procedure
    validate("--format=json", f"procedures/coxlease-school/{CONTACT}")
    assert json.loads(capsys.readouterr().out)["summary"]["documents"] == 1


@pytest.mark.usefixtures("desk")
def test_two_files_of_a_site_are_reported_together(capsys: Captured) -> None:
    folder = "procedures/coxlease-school"
    assert concise(capsys, f"{folder}/{LIAISON}", f"{folder}/{CONTACT}") == concise(capsys, folder)


def test_a_path_that_goes_up_and_down_again_means_the_same_place(
    desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    expected = concise(capsys, "procedures")
    assert concise(capsys, "procedures/coxlease-school/..") == expected
    assert concise(capsys, "procedures", desk / "procedures", "procedures/larkfield-school/..") == expected
    monkeypatch.chdir(desk / "procedures" / "coxlease-school")
    assert len(concise(capsys, "..")) == len(expected)
    assert paths_of(concise(capsys, "..")) == {LIAISON, CONTACT}


@pytest.mark.usefixtures("desk")
def test_a_document_outside_a_site_is_checked_and_told_that_its_site_is_missing(capsys: Captured) -> None:
    shutil.copy(COXLEASE / CONTACT, "loose.yaml")
    found = concise(capsys, "loose.yaml")
    assert found[1].startswith(
        "loose.yaml:5:7: error FILE-1 there is no site.yaml beside or above this document"
    )
    assert "LP-11" in requirements_of(found)


@pytest.mark.parametrize(
    ("raw", "is_ours"),
    [
        (b"kind: local-procedure\n", True),
        (b"\xef\xbb\xbfkind: local-procedure\n", True),
        (b"# a note\nkind:  'local-procedure'\n", True),
        ("kind: local-procedure\n".encode("utf-16"), True),
        (b"kind: Deployment\n", False),
        (b"other:\n  kind: local-procedure\n", False),
        (b"", False),
    ],
)
def test_in_a_folder_outside_a_site_a_file_counts_if_it_says_that_it_is_ours(
    raw: bytes,
    is_ours: bool,  # noqa: FBT001 - a column of the table
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: Captured,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.yaml").write_bytes(raw)
    code = validate()
    assert (code, "a.yaml:" in capsys.readouterr().out) == (
        (Exit.FINDINGS, True) if is_ours else (Exit.NO_CHECK, False)
    )


@pytest.mark.parametrize("name", ["notes.txt", ".hidden.yaml"])
@pytest.mark.usefixtures("desk")
def test_a_file_that_is_named_is_checked_whatever_it_is_called(name: str, capsys: Captured) -> None:
    file = Path("procedures/coxlease-school", name)
    file.write_text("Ring Jane\n")
    (line,) = concise(capsys, file)
    assert line.startswith(f"{file}:1:1: error FILE-1 this is not a list of fields: ")


@pytest.mark.usefixtures("desk")
def test_hidden_files_and_foreign_folders_are_left_alone(capsys: Captured) -> None:
    for place in (".git/a.yaml", "node_modules/a.yaml", "venv/a.yaml", ".a.yaml"):
        Path(place).parent.mkdir(exist_ok=True)
        Path(place).write_text("kind: local-procedure\n")
    assert {path.split("/")[0] for path in paths_of(concise(capsys, "."))} == {"procedures"}


# Standard input


def test_a_document_typed_inside_a_site_takes_the_place_of_the_one_on_disk(
    desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    place = f"procedures/coxlease-school/{CONTACT}"
    on_disk = concise(capsys, place)
    raw = (desk / place).read_bytes()
    (desk / place).write_text("kind: local-procedure\n")
    typed(monkeypatch, raw)
    assert concise(capsys, "-", f"--stdin-path={place}") == on_disk


@pytest.mark.usefixtures("desk")
def test_a_document_typed_for_a_new_file_of_a_site_is_checked_with_the_site(
    monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    typed(monkeypatch, (COXLEASE / CONTACT).read_bytes())
    found = concise(capsys, "-", "--stdin-path=procedures/coxlease-school/new.yaml")
    assert paths_of(found) == {"procedures/coxlease-school/new.yaml"}
    assert "LP-19" in requirements_of(found)


@pytest.mark.usefixtures("desk")
def test_a_document_typed_without_a_path_is_in_no_site(
    monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    typed(monkeypatch, (COXLEASE / CONTACT).read_bytes())
    found = concise(capsys, "-")
    assert paths_of(found) == {"stdin.yaml"}
    assert found[1].startswith(
        "stdin.yaml:5:7: error FILE-1 there is no site.yaml beside or above this document"
    )


@pytest.mark.usefixtures("desk")
def test_a_document_and_a_folder_can_be_asked_for_together(
    monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    typed(monkeypatch, b"kind: nonsense\n")
    found = concise(capsys, "-", "procedures", "--stdin-path=typed.yaml")
    assert paths_of(found) >= {"typed.yaml", f"procedures/coxlease-school/{CONTACT}"}


@pytest.mark.usefixtures("desk")
def test_no_more_is_read_from_standard_input_than_from_a_file(
    monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    typed(monkeypatch, b"#" * 3_000_000)
    (line,) = concise(capsys, "-")
    assert line.startswith("stdin.yaml:1:1: error FILE-1 the file is larger than 1 MiB and was not read")


# Settings and policies


@pytest.mark.usefixtures("desk")
def test_settings_hold_for_every_site_below_their_folder_and_are_named(capsys: Captured) -> None:
    Path("lpcheck.yaml").write_text("kind: settings\nreview_interval_warning_months: 40\n")
    validate("procedures/coxlease-school", "--format=json")
    result = json.loads(capsys.readouterr().out)
    severities = {f["severity"] for f in result["findings"] if f["requirement"] == "LP-6"}
    assert severities == {"advice"}
    assert result["settings"]["review_interval_warning_months"] == 40


@pytest.mark.usefixtures("desk")
def test_settings_change_nothing_in_what_was_looked_at(capsys: Captured) -> None:
    results = []
    for text in ("", "kind: settings\n"):
        Path("lpcheck.yaml").write_text(text) if text else None
        validate("procedures/larkfield-school", "--format=json")
        results.append(json.loads(capsys.readouterr().out))
    assert results[0]["coverage"] == results[1]["coverage"]
    assert results[0]["policies"] == results[1]["policies"]


@pytest.mark.parametrize("place", ["lpcheck.yaml", "procedures/lpcheck.yaml"])
@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("kind: settings\nreview_interval_warning_months: never\n", ":2:33: error FILE-4 "),
        ("kind: settings\nsomething: 1\n", ":2:1: error FILE-3 "),
        ("kind: [x\n", ":1:7: error FILE-1 "),
        ("kind: site\n", ":1:7: error FILE-1 a file of this name must be of the kind settings"),
    ],
)
@pytest.mark.usefixtures("desk")
def test_broken_settings_are_a_finding_told_once_and_the_run_goes_on(
    place: str, text: str, sentence: str, capsys: Captured
) -> None:
    expected = concise(capsys, ".")
    Path(place).write_text(text)
    found = concise(capsys, ".")
    (mine,) = [line for line in found if line.startswith(f"{place}:")]
    assert mine.startswith(f"{place}{sentence}")
    assert [line for line in found if line != mine] == expected


@pytest.mark.parametrize("place", ["lpcheck.yaml", "procedures/coxlease-school/lpcheck.yaml"])
@pytest.mark.usefixtures("desk")
def test_settings_that_are_named_are_checked_once(place: str, capsys: Captured) -> None:
    Path(place).write_text("kind: settings\nsomething: 1\n")
    assert len(concise(capsys, place)) == 1
    assert len(concise(capsys, ".", "--select=FILE")) == 1


@pytest.mark.usefixtures("desk")
def test_sites_may_set_the_same_setting_otherwise() -> None:
    for name, items in (("coxlease-school", "[Aims, Scope]"), ("larkfield-school", "[Scope]")):
        site = Path("procedures", name, "site.yaml")
        site.write_text(f"{site.read_text()}settings:\n  core_checklist: {items}\n")
    shutil.copytree("procedures/coxlease-school", "procedures/third-school")
    third = Path("procedures/third-school/site.yaml")
    third.write_text(third.read_text().split("settings:")[0])
    assert validate() == Exit.FINDINGS


@pytest.mark.parametrize("way", ["option", "folder of folders", "settings"])
@pytest.mark.usefixtures("desk")
def test_further_policies_are_read_from_a_folder(way: str, capsys: Captured) -> None:
    Path("more/ecs-99").mkdir(parents=True)
    Path("more/ecs-99/policy.yaml").write_text(POLICY)
    site = Path("procedures/larkfield-school/site.yaml")
    site.write_text(SITE.replace("[ECS 38]", "[ECS 38, ECS 99]"))
    assert validate(site) == Exit.FINDINGS  # lpcheck has no such policy
    words = {"option": ["--policies=more/ecs-99"], "folder of folders": ["--policies=more"], "settings": []}
    if way == "settings":
        Path("lpcheck.yaml").write_text("kind: settings\npolicies: [more]\n")
    capsys.readouterr()
    assert validate(site, *words[way]) == Exit.OK
    assert "ECS 99 (2026-01)" in " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize(
    "command", [["validate"], ["explain", "LP-1"], ["requirements"], ["schema", "site"]]
)
@pytest.mark.usefixtures("desk")
def test_a_folder_without_policies_ends_with_3(command: list[str], capsys: Captured) -> None:
    assert run_app([*command, "--policies=nowhere"]) == Exit.NO_CHECK
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("lpcheck: nowhere: there is no policy.yaml in this folder")
    assert "\n  what to do: name the folder of a policy" in captured.err


@pytest.mark.usefixtures("desk")
def test_settings_that_name_a_folder_without_policies_end_with_3(capsys: Captured) -> None:
    Path("lpcheck.yaml").write_text('kind: settings\npolicies: [nowhere, "a\\0b"]\n')
    assert validate() == Exit.NO_CHECK
    assert "nowhere: there is no policy.yaml" in capsys.readouterr().err


@pytest.mark.usefixtures("desk")
def test_a_broken_policy_ends_with_3_and_names_file_and_line(capsys: Captured) -> None:
    Path("more").mkdir()
    Path("more/policy.yaml").write_text(POLICY.replace("duty: gardener", "duty: 7"))
    assert validate("--policies=more") == Exit.NO_CHECK
    assert capsys.readouterr().err.startswith("lpcheck: more/policy.yaml:12: ")


@pytest.mark.usefixtures("desk")
def test_the_second_engine_is_of_the_same_opinion(capsys: Captured) -> None:
    file = Path("procedures/coxlease-school", LIAISON)
    file.write_text(
        file.read_text().replace("\ndate: 2021-06", "\ndate: 21 June\nodd: x").replace("ECS LP 36", "x")
    )
    outputs = []
    for engine in ("jsonschema-rs", "jsonschema"):
        validate(f"--engine={engine}")
        outputs.append(capsys.readouterr().out)
    assert outputs[0] == outputs[1]
    assert "FILE-3" in outputs[0]


# What a file system can hold

AS_NOBODY = """
import sys
sys.path.insert(0, sys.argv.pop(1))
from lpcheck.cli.app import run_app
from rights import put_down
put_down()
sys.exit(run_app(sys.argv[1:]))
"""


@pytest.fixture
def open_desk() -> Iterator[Path]:
    """A folder with the two sites that anybody may look into, as pytest's own temporary ones are not."""
    with tempfile.TemporaryDirectory() as folder:
        desk = Path(folder)
        shutil.copytree(COXLEASE, desk / "procedures" / "coxlease-school")
        desk.chmod(0o755)
        yield desk
        for path in [desk, *desk.rglob("*")]:
            path.chmod(0o755)


def as_nobody(desk: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    """Run as a user to whom permissions apply, which they do not to root."""
    return subprocess.run(
        [
            sys.executable,
            "-c",
            AS_NOBODY,
            str(Path(__file__).parent),
            "validate",
            DAY,
            "--format=concise",
            *words,
        ],
        cwd=desk,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize("mode", [0o000, 0o200])
@pytest.mark.parametrize("asked", ["procedures", f"procedures/coxlease-school/{LIAISON}"])
def test_a_file_that_may_not_be_read_is_a_finding_and_the_run_goes_on(
    open_desk: Path, mode: int, asked: str
) -> None:
    (open_desk / "procedures" / "coxlease-school" / LIAISON).chmod(mode)
    done = as_nobody(open_desk, asked)
    lines = done.stdout.splitlines()
    place = f"procedures/coxlease-school/{LIAISON}"
    assert (done.returncode, done.stderr) == (Exit.FINDINGS, "")
    assert f"{place}:1:1: error FILE-1 this cannot be opened: you have no permission to read it" in lines
    assert len(lines) > 1 or asked != "procedures"


@pytest.mark.parametrize("mode", [0o000, 0o444, 0o111])
@pytest.mark.parametrize(
    ("closed", "asked"),
    [
        ("procedures/coxlease-school/more", "procedures"),
        ("procedures/coxlease-school/more", "procedures/coxlease-school/more"),
        ("procedures/more", "procedures"),
        ("procedures/more", "procedures/more"),
    ],
)
def test_a_folder_that_may_not_be_opened_is_a_finding(
    open_desk: Path, mode: int, closed: str, asked: str
) -> None:
    folder = open_desk / closed
    folder.mkdir()
    shutil.copy(COXLEASE / CONTACT, folder)
    folder.chmod(mode)
    done = as_nobody(open_desk, asked)
    assert (done.returncode, done.stderr) == (Exit.FINDINGS, "")
    # With mode 444 its files can be seen, though not opened: then each of them is named.
    unread = f"{closed}/{CONTACT}" if mode == 0o444 else closed
    expected = f"{unread}:1:1: error FILE-1 this cannot be opened: you have no permission to read it"
    assert expected in done.stdout.splitlines()


@pytest.mark.parametrize("mode", [0o000, 0o444])
def test_a_site_whose_folder_may_not_be_opened_is_a_finding(open_desk: Path, mode: int) -> None:
    (open_desk / "procedures" / "coxlease-school").chmod(mode)
    for asked in ("procedures", "procedures/coxlease-school"):
        done = as_nobody(open_desk, asked)
        assert (done.returncode, done.stderr) == (Exit.FINDINGS, "")
        assert "you have no permission to read it" in done.stdout


def test_a_file_in_a_folder_that_may_not_be_entered_is_not_found_and_no_fault(open_desk: Path) -> None:
    (open_desk / "procedures" / "coxlease-school").chmod(0o444)
    done = as_nobody(open_desk, f"procedures/coxlease-school/{LIAISON}")
    assert done.returncode == Exit.NO_CHECK
    assert "there is no file or folder" in done.stderr


def test_in_a_folder_outside_a_site_a_file_that_may_not_be_read_is_a_finding(open_desk: Path) -> None:
    shutil.copy(COXLEASE / CONTACT, open_desk / "loose.yaml")
    (open_desk / "loose.yaml").chmod(0o000)
    assert "loose.yaml:1:1: error FILE-1 this cannot be opened" in as_nobody(open_desk, ".").stdout


def test_settings_that_may_not_be_read_are_a_finding(open_desk: Path) -> None:
    (open_desk / "lpcheck.yaml").write_text("kind: settings\n")
    (open_desk / "lpcheck.yaml").chmod(0o000)
    done = as_nobody(open_desk, ".")
    assert done.returncode == Exit.FINDINGS
    assert "lpcheck.yaml:1:1: error FILE-1 this cannot be opened" in done.stdout


def test_an_output_in_a_folder_that_may_not_be_written_to_ends_with_3(open_desk: Path) -> None:
    (open_desk / "out").mkdir(0o555)
    done = as_nobody(open_desk, "--output=out/a.txt")
    assert done.returncode == Exit.NO_CHECK
    assert done.stderr.startswith("lpcheck: out/a.txt cannot be written: Permission denied\n  what to do: ")


@pytest.mark.parametrize("folder", ["procedures/coxlease-school", "loose"])
@pytest.mark.parametrize(
    ("trap", "sentence"),
    [
        ("dangling", "this cannot be opened: the link leads nowhere"),
        ("loop", "this cannot be opened"),
        ("pipe", "this cannot be opened: it is not a file"),
    ],
)
def test_what_only_looks_like_a_file_is_a_finding_and_never_waited_for(
    desk: Path, folder: str, trap: str, sentence: str, capsys: Captured
) -> None:
    place = desk / folder / "x.yaml"
    place.parent.mkdir(exist_ok=True)
    if trap == "pipe":
        os.mkfifo(place)
    else:
        place.symlink_to("nowhere.yaml" if trap == "dangling" else "x.yaml")
    line = f"{folder}/x.yaml:1:1: error FILE-1 {sentence}"
    assert line in concise(capsys, folder)
    assert concise(capsys, f"{folder}/x.yaml") == [line]


@pytest.mark.usefixtures("desk")
def test_settings_behind_a_link_that_leads_nowhere_are_not_passed_over(capsys: Captured) -> None:
    Path("lpcheck.yaml").write_text("kind: settings\nreview_interval_warning_months: 40\n")
    Path("procedures/lpcheck.yaml").symlink_to("nowhere.yaml")
    found = concise(capsys, "procedures/coxlease-school")
    assert (
        found[-1]
        == "procedures/lpcheck.yaml:1:1: error FILE-1 this cannot be opened: the link leads nowhere"
    )


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize(
    ("text", "place", "sentence"),
    [
        ("", "1:1", "the file is empty or holds only comments"),
        ("- name: Coxlease", "1:1", "this is not a list of fields"),
        ("name: Coxlease", "1:1", "the document does not say what it is"),
        ("kind: site: [", "1:11", "a colon followed by a space inside a value starts a new field"),
        ("kind: sites", "1:7", "lpcheck does not know this kind of document"),
        ("kind: local-procedure", "1:7", "a file of this name must be of the kind site"),
        (None, "1:1", "this cannot be opened: the link leads nowhere"),
    ],
)
def test_whoever_asks_about_one_document_is_told_that_its_site_cannot_be_read(
    text: str | None, place: str, sentence: str, capsys: Captured
) -> None:
    site = Path("procedures/coxlease-school/site.yaml")
    if text is None:
        site.unlink()
        site.symlink_to("nowhere.yaml")
    else:
        site.write_text(text, "utf-8")
    found = concise(capsys, f"procedures/coxlease-school/{CONTACT}")
    assert [line for line in found if line.startswith(f"{site}:{place}: error FILE-1 {sentence}")]


@pytest.mark.usefixtures("desk")
def test_whoever_asks_about_one_document_is_told_what_of_its_site_cannot_be_read(capsys: Captured) -> None:
    site = Path("procedures/coxlease-school/site.yaml")
    document = f"procedures/coxlease-school/{CONTACT}"
    before = concise(capsys, document)
    site.write_text(
        site.read_text("utf-8") + "staff_file: staff.csv\nteams: &all\n  a: []\nteams: {}\n", "utf-8"
    )
    site.with_name("staff.csv").write_text('code,"role\n', "utf-8")
    added = [line for line in concise(capsys, document) if line not in before]
    lines = len(site.read_text("utf-8").splitlines())
    assert [line.split(": ", 1)[0] for line in added] == [
        f"{site}:{lines - 2}:8",
        f"{site}:{lines}:1",
        f"{site.with_name('staff.csv')}:1:6",
    ]


@pytest.mark.usefixtures("desk")
def test_a_folder_with_the_name_of_a_file_is_a_folder(capsys: Captured) -> None:
    folder = Path("procedures/coxlease-school/x.yaml")
    folder.mkdir()
    shutil.copy(COXLEASE / CONTACT, folder / "again.yaml")
    assert paths_of(concise(capsys, folder)) == {"procedures/coxlease-school/x.yaml/again.yaml"}


@pytest.mark.usefixtures("desk")
def test_a_link_from_a_folder_back_to_itself_is_not_followed(capsys: Captured) -> None:
    expected = concise(capsys)
    Path("procedures/coxlease-school/again").symlink_to(".")
    Path("procedures/again").symlink_to("../procedures")
    assert concise(capsys) == expected


@pytest.mark.usefixtures("desk")
def test_a_site_behind_a_link_is_shown_where_it_was_asked_for(capsys: Captured) -> None:
    Path("school").symlink_to("procedures/coxlease-school")
    assert paths_of(concise(capsys, "school")) == {f"school/{LIAISON}", f"school/{CONTACT}"}


# The other commands


def test_explain_tells_each_requirement_in_full(capsys: Captured) -> None:
    assert run_app(["explain", "LP-11", "ECS36-4.c", "ECS36-2.0"]) == Exit.OK
    out = capsys.readouterr().out
    assert [line for line in out.splitlines() if line[:2] in ("LP", "EC")] == [
        "LP-11  Next review date after a review",
        "ECS36-4.c  Who is rung in an emergency, and when",
        "ECS36-2.0  Working together and sharing information",
    ]
    for part in (
        "asked by",
        "duty",
        "why",
        "checked by rule: error",
        "to do",
        "broken",
        "instead",
        "what good",
    ):
        assert part in out
    assert max(map(len, out.splitlines())) <= 120


def test_explain_suggests_the_nearest_id_and_tells_nothing_else(capsys: Captured) -> None:
    assert run_app(["explain", "LP-1", "LP-111"]) == Exit.USAGE
    assert capsys.readouterr() == (
        "",
        "lpcheck: there is no requirement LP-111\n  what to do: did you mean LP-11?\n",
    )


def test_explain_points_to_the_catalogue_where_no_id_is_near(capsys: Captured) -> None:
    assert run_app(["explain", "gardening"]) == Exit.USAGE
    assert "see `lpcheck requirements` for all of them" in capsys.readouterr().err


def test_requirements_lists_every_requirement_with_how_it_is_checked(capsys: Captured) -> None:
    assert run_app(["requirements"]) == Exit.OK
    table, totals = capsys.readouterr().out.split("\n\n")
    rows = [line.split(None, 2) for line in table.splitlines()]
    assert totals.startswith(f"{len(rows)} requirements in 4 policies\n")
    assert ["LP-11", "error"] in [row[:2] for row in rows]
    assert all("checked" in line or "not built yet" in line for line in totals.splitlines()[1:])


def test_requirements_as_markdown_has_a_section_for_each(capsys: Captured) -> None:
    assert run_app(["requirements"]) == Exit.OK
    ids = [line.split()[0] for line in capsys.readouterr().out.split("\n\n")[0].splitlines()]
    assert run_app(["requirements", "--format=markdown"]) == Exit.OK
    page = capsys.readouterr().out
    assert page.startswith("# Requirements\n")
    assert sorted(line.split()[1] for line in page.splitlines() if line.startswith("### ")) == sorted(ids)


@pytest.mark.parametrize("kind", ["local-procedure", "site", "settings"])
def test_schema_writes_one_sound_schema_that_needs_no_other_file(kind: str, capsys: Captured) -> None:
    assert run_app(["schema", kind]) == Exit.OK
    out = capsys.readouterr().out
    jsonschema.Draft202012Validator.check_schema(json.loads(out))
    assert "common.schema.json" not in out


def test_schema_follows_the_policies_in_force(capsys: Captured) -> None:
    required = {}
    for policy in ("ECS 36", "local procedure"):
        assert run_app(["schema", "local-procedure", f"--policy={policy}"]) == Exit.OK
        required[policy] = json.loads(capsys.readouterr().out)["required"]
    assert set(required["ECS 36"]) - set(required["local procedure"]) == {
        "local_arrangements",
        "related_policies",
    }


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["schema", "bogus"], "there is no kind of document bogus"),
        (["schema", "site", "--policy=ECS 7"], "there is no policy ECS 7"),
    ],
)
def test_schema_names_what_there_is_where_it_does_not_know_a_word(
    words: list[str], message: str, capsys: Captured
) -> None:
    assert run_app(words) == Exit.USAGE
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith(f"lpcheck: {message}\n  what to do: write one of ")


@pytest.mark.parametrize("command", ["validate", "overdue", "explain", "requirements", "schema"])
@pytest.mark.parametrize("word", ["-h", "--help"])
def test_help_of_each_command_has_an_example(command: str, word: str, capsys: Captured) -> None:
    assert run_app([command, word]) == Exit.OK
    _, examples = capsys.readouterr().out.split("Examples:\n")
    assert examples.startswith(f"    lpcheck {command}")
    assert examples.splitlines()[1].startswith("    lpcheck ")


def test_help_names_every_command_and_exit_code(capsys: Captured) -> None:
    assert run_app(["--help"]) == Exit.OK
    out = " ".join(capsys.readouterr().out.split())
    commands = ("validate", "overdue", "explain", "requirements", "schema")
    assert all(f" {command} " in out for command in commands)
    assert all(f" {code.value} " in out for code in Exit)


def test_help_is_shown_to_whoever_types_nothing_else(capsys: Captured) -> None:
    code = run_app([])
    captured = capsys.readouterr()
    assert code in (Exit.OK, Exit.USAGE)
    assert "Usage: lpcheck" in captured.out + captured.err


@pytest.mark.parametrize("words", [["--version"], ["--version", "validate"]], ids=" ".join)
def test_the_version_is_told_in_both_spellings(words: list[str], tmp_path: Path) -> None:
    done = program(*words, cwd=tmp_path)
    assert (done.returncode, done.stdout.decode().strip()) == (Exit.OK, f"lpcheck {__version__}")
    assert done.stderr == b""
