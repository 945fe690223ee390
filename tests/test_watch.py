"""Watching: a change is seen and told, whatever happens to the files, until Ctrl-C."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, Queue
from threading import Thread, Timer
from typing import TypeAlias

import pytest

from lpcheck.cli.app import run_app
from lpcheck.cli.options import Exit
from lpcheck.cli.watching import look_and_watch
from lpcheck.errors import LpcheckError, UsageError
from lpcheck.watched import Watched, watched_for

BASE = Path(__file__).parent / "examples" / "base"
TINY = Path(__file__).parent / "policies" / "tiny"
SCHOOL = Path("procedures/larkfield-school")
SITE = SCHOOL / "site.yaml"
PATIENCE = 30.0
AGAIN = re.compile(r"== [0-2][0-9]:[0-5][0-9]:[0-5][0-9] ==\n")
# What started the tests may have told them to ignore the signal, and a child inherits that.
START = (
    "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler);"
    "from lpcheck.cli import main; sys.exit(main())"
)
Captured: TypeAlias = pytest.CaptureFixture[str]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with one school."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(BASE, SCHOOL)
    return tmp_path


def change(old: str, new: str) -> None:
    """Changes site.yaml as many editors do: the new text takes the place of the old file."""
    text = SITE.read_text("utf-8")
    assert old in text
    beside = SITE.with_name(".site.yaml.new")
    beside.write_text(text.replace(old, new), "utf-8")
    beside.replace(SITE)


class Running:
    """A command that is watching, and what it has said so far."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process
        self._lines: Queue[str] = Queue()
        self._listener = Thread(target=self._listen, daemon=True)
        self._listener.start()

    def until(self, words: str) -> str:
        """All that is said up to a line with those words."""
        said, end = "", time.monotonic() + PATIENCE
        while words not in said.rpartition("\n")[0].rpartition("\n")[2]:
            try:
                said += self._lines.get(timeout=max(0.1, end - time.monotonic()))
            except Empty:
                raise AssertionError(f"waited for {words!r}, and heard: {said}") from None
        return said

    def rest(self) -> str:
        """What is said to the end, beyond what was waited for."""
        self._listener.join(PATIENCE)
        return "".join(self._lines.queue)

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(line)


@contextmanager
def watching(*words: str) -> Iterator[Running]:
    process = subprocess.Popen(
        [sys.executable, "-c", START, *words, "--watch", "--as-of=2026-11-21"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    with process:
        try:
            yield Running(process)
        finally:
            process.kill()


@pytest.mark.usefixtures("desk")
def test_a_change_is_told_when_it_is_saved_and_ctrl_c_ends_it() -> None:
    with watching("validate") as running:
        assert "nothing found in what was looked at" in running.until("as of 21 November 2026")
        change("country: England", "country: Engeland")
        said = running.until("as of 21 November 2026")
        assert AGAIN.search(said)
        assert "site.yaml:4:10: error FILE-4: country: this is not one of the form's words" in said
        change("country: Engeland", "country: England")
        assert "nothing found in what was looked at" in running.until("as of 21 November 2026")
        running.process.send_signal(signal.SIGINT)
        assert running.process.wait(PATIENCE) == Exit.INTERRUPTED
        assert running.rest().endswith("lpcheck: interrupted; no file was left half-written\n")
        assert "Traceback" not in running.rest()


@pytest.mark.usefixtures("desk")
def test_what_stands_in_the_way_of_a_look_is_said_and_watching_goes_on() -> None:
    with watching("validate", SCHOOL.as_posix()) as running:
        running.until("as of 21 November 2026")
        Path("lpcheck.yaml").write_text("kind: settings\npolicies: [nowhere]\n")
        assert "there is no policy.yaml in this folder" in running.until("  what to do: ")
        Path("lpcheck.yaml").write_text("kind: settings\n")
        assert "nothing found" in running.until("as of 21 November 2026")
        SCHOOL.rename("elsewhere")
        assert "there is no file or folder procedures/larkfield-school" in running.until("  what to do: ")
        Path("elsewhere").rename(SCHOOL)
        assert "nothing found" in running.until("as of 21 November 2026")
        (SCHOOL / "ecs-38.yaml").unlink()
        assert "no local procedure says how this policy" in running.until("as of 21 November 2026")


@pytest.mark.usefixtures("desk")
def test_overdue_watches_as_well() -> None:
    with watching("overdue", "--within=1d") as running:
        assert "nothing found that is due" in running.until("only dates that are written down")
        plan = next((SCHOOL / "children").glob("*/plan.yaml"))
        text = re.sub(r"(?m)^review_date: .*", "review_date: 2026-11-20", plan.read_text("utf-8"))
        plan.write_text(text, "utf-8")
        assert "20 November 2026, overdue by 1 day" in running.until("only dates that are written down")


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="there is no such terminal")
@pytest.mark.usefixtures("desk")
def test_a_terminal_is_cleared_and_told_how_to_end() -> None:
    ours, theirs = os.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", START, "validate", "--watch", "--color=never"],
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
        env={**os.environ, "TERM": "xterm"},
    )
    try:
        assert "\x1b" not in read_until(ours, "Ctrl-C ends this")
        change("country: England", "country: Engeland")
        said = read_until(ours, "Ctrl-C ends this")
        assert said.lstrip("\r\n").startswith("\x1b[H\x1b[2J")
        assert "looked at " in said
        assert "==" not in said
    finally:
        process.kill()
        process.wait()
        os.close(ours)
        os.close(theirs)


def read_until(terminal: int, words: str) -> str:
    said = ""
    while words not in said:
        said += os.read(terminal, 4096).decode("utf-8", "replace")
    return said


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["validate", "-"], "--watch looks at files, not at standard input"),
        (["overdue", "-"], "--watch looks at files, not at standard input"),
        (["validate", "--format=text=out.txt"], "--watch shows what it finds on the screen"),
        (["validate", "--output=out.txt"], "--watch shows what it finds on the screen"),
        (["overdue", "--format=csv"], "--watch is for somebody who reads along"),
        (
            ["validate", "--format=text", "--format=json=x.json"],
            "--watch shows what it finds on the screen",
        ),
        (["validate", "--write-baseline=known.json"], "--watch goes with no baseline to write"),
        (["validate", "--quiet"], "--watch shows what it finds, and --quiet shows nothing"),
    ],
    ids=lambda words: " ".join(words) if isinstance(words, list) else "",
)
@pytest.mark.usefixtures("desk")
def test_what_makes_no_sense_while_watching_is_refused(
    words: list[str], message: str, capsys: Captured
) -> None:
    before = sorted(Path().rglob("*"))
    assert run_app([*words, "--watch"]) == Exit.USAGE
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"lpcheck: {message}")
    assert "\n  what to do: " in err
    assert sorted(Path().rglob("*")) == before


@pytest.mark.parametrize(
    ("words", "code"),
    [(["nowhere"], Exit.NO_CHECK), (["--select=NO-1"], Exit.USAGE), (["--as-of=never"], Exit.USAGE)],
    ids=str,
)
@pytest.mark.usefixtures("desk")
def test_what_keeps_the_first_look_from_being_one_ends_the_run(words: list[str], code: Exit) -> None:
    assert run_app(["validate", "--watch", *words]) == code
    if "nowhere" not in words and "--select=NO-1" not in words:
        assert run_app(["overdue", "--watch", *words]) == code


# In one process


def test_each_look_leads_to_the_next(desk: Path, capsys: Captured) -> None:
    looks: list[int] = []

    def look() -> int:
        looks.append(len(looks))
        SITE.write_text(f"{SITE.read_text('utf-8')}# {looks}\n", "utf-8")  # told, though nobody waits yet
        if len(looks) == 2:
            raise UsageError("this is no time to look", "wait")
        if len(looks) == 4:
            raise KeyboardInterrupt
        return Exit.OK

    with pytest.raises(KeyboardInterrupt):
        look_and_watch(look, [desk / SCHOOL], [])
    assert looks == [0, 1, 2, 3]
    out, err = capsys.readouterr()
    assert len(AGAIN.findall(out)) == 3
    assert err == "lpcheck: this is no time to look\n  what to do: wait\n"


@pytest.mark.usefixtures("desk")
def test_a_screen_is_cleared_where_it_can_be(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("WT_SESSION", "x")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    looks: list[int] = []

    def look() -> int:
        looks.append(0)
        change("country: England", "country:  England")
        change("country:  England", "country: England")
        if len(looks) == 2:
            raise KeyboardInterrupt
        return Exit.OK

    with pytest.raises(KeyboardInterrupt):
        look_and_watch(look, [SCHOOL], [])
    out = capsys.readouterr().out
    told, _, cleared = out.partition("; Ctrl-C ends this\n")
    assert re.fullmatch(r"\nlooked at \d\d:\d\d:\d\d, and again when a document is saved", told)
    assert cleared == "\x1b[H\x1b[2J"


@pytest.mark.usefixtures("desk")
def test_where_nothing_can_be_watched_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> Iterator[set[object]]:
        raise OSError("inotify watch limit reached")
        yield set()

    monkeypatch.setattr("watchfiles.watch", refuse)
    with pytest.raises(LpcheckError, match="the documents cannot be watched"):
        look_and_watch(lambda: Exit.OK, [SCHOOL], [])


# What is watched


def test_the_school_around_a_document_is_watched_and_what_decides_about_it(desk: Path) -> None:
    Path("lpcheck.yaml").write_text(f"kind: settings\npolicies: ['{TINY.as_posix()}', nowhere]\n")
    plan = next((SCHOOL / "children").glob("*/plan.yaml"))
    watched = watched_for([plan], [])
    real = desk.resolve()
    assert watched.folders == (real / SCHOOL, TINY.resolve())
    assert watched.singles[0] == real / plan
    assert {real / "lpcheck.yaml", real / "procedures" / "lpcheck.yaml"} <= set(watched.singles)
    assert all(single.is_relative_to(real) for single in watched.singles)
    assert {real, real / "procedures", (real / plan).parent} <= set(watched.parents)


def test_a_document_in_no_school_is_watched_by_itself(desk: Path) -> None:
    Path("other").mkdir()
    Path("other/plan.yaml").write_text("kind: child-plan\n")
    watched = watched_for([Path("other/plan.yaml")], [TINY])
    other = desk.resolve() / "other"
    assert watched.folders == (TINY.resolve(),)
    assert watched.is_on_the_way(other / "plan.yaml")
    assert watched.is_on_the_way(other)
    assert not watched.is_on_the_way(other / "notes.yaml")


def test_a_document_alone_is_seen_to_change_whenever_it_does(desk: Path) -> None:
    file = desk / "alone.yaml"
    file.write_text("kind: child-plan\n")
    looks: list[int] = []

    def look() -> int:
        looks.append(0)
        if len(looks) == 2:
            raise KeyboardInterrupt
        Timer(0.5, file.write_text, ["kind: child-plan\n# more\n"]).start()
        return Exit.OK

    with pytest.raises(KeyboardInterrupt):
        look_and_watch(look, [file], [])


def test_a_folder_that_is_not_there_is_waited_for_where_it_would_be(desk: Path) -> None:
    watched = watched_for([Path("gone/further/school")], [])
    assert watched.folders == ()
    assert desk.resolve() in watched.parents
    assert watched.is_on_the_way(desk.resolve() / "gone")


def test_the_whole_disk_has_no_folder_around_it() -> None:
    root = Path(Path.cwd().anchor)
    assert Watched((root,), (root,)).parents == (root,)


@pytest.mark.parametrize(
    ("inside", "counts"),
    [
        ("site.yaml", True),
        ("PLAN.YML", True),
        ("children/P-017/log.csv", True),
        ("children/P-017", True),
        ("out.json", False),
        (".site.yaml.swp", False),
        (".git/config.yaml", False),
        (".hidden", False),
        ("node_modules/x/site.yaml", False),
    ],
)
def test_what_may_be_a_document_counts(inside: str, counts: bool, tmp_path: Path) -> None:  # noqa: FBT001
    folder = tmp_path / ".above" / "school"
    assert Watched((tmp_path / "x", folder), ()).is_in_folders(folder / inside) is counts
    assert not Watched((tmp_path / "x",), ()).is_in_folders(folder / inside)


# Ctrl-C


def test_ctrl_c_while_python_still_reads_the_program_ends_it_as_well(tmp_path: Path) -> None:
    script = (
        "import signal, sys, os\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "class Interrupting:\n"
        "    def find_spec(self, name, *_):\n"
        "        if name == 'lpcheck.cli.validate':\n"
        "            os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.meta_path.insert(0, Interrupting())\n"
        "from lpcheck.cli import main\n"
        "sys.exit(main())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, "validate"],
        cwd=tmp_path,
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == Exit.INTERRUPTED
    assert done.stderr.decode().splitlines() == ["lpcheck: interrupted; no file was left half-written"]
    assert done.stdout == b""
