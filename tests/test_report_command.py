"""`lpcheck report` as people call it: what is written where, what is refused, and how it ends."""

import io
import json
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from excerpts import ROOT
from lpcheck.cli import pages as pages_module
from lpcheck.cli import progress as progress_module
from lpcheck.cli.app import run_app
from lpcheck.cli.options import Exit
from lpcheck.cli.progress import progress
from lpcheck.report_formats import MARKER
from lpcheck.run import Request, run
from rights import put_down

MODEL = str(ROOT / "procedures" / "model-school")
COXLEASE = str(ROOT / "procedures" / "coxlease-school")
BROKEN = str(ROOT / "tests" / "examples" / "broken-school")
DAY = "--as-of=2026-11-21"


@pytest.fixture(autouse=True)
def _elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)


def said(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = run_app(["report", DAY, *words])
    out, err = capsys.readouterr()
    return code, out, err


def test_a_page_goes_to_standard_output_where_that_is_no_terminal(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, out, err = said(capsys, MODEL)
    assert (code, err) == (0, "")
    assert out.startswith("<!doctype html>")
    assert out.rstrip().endswith("</html>")


def test_at_a_terminal_a_page_goes_to_a_file_that_is_named(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages_module, "_is_at_terminal", lambda: True)
    code, out, _ = said(capsys, MODEL)
    assert (code, out) == (0, "wrote leadership-2026-11-21.html\n")
    assert MARKER in Path("leadership-2026-11-21.html").read_text("utf-8")
    assert said(capsys, MODEL, "--quiet") == (0, "", "")


def test_several_schools_have_a_page_each_beside_the_first(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = said(capsys, MODEL, COXLEASE, "--output", "all.html")
    assert code == 0
    assert out.splitlines() == [
        "wrote all.html",
        "wrote all-model-school.html",
        "wrote all-coxlease-school.html",
    ]
    first = Path("all.html").read_text("utf-8")
    for name in ("all-model-school.html", "all-coxlease-school.html"):
        assert f'href="{name}"' in first
        assert Path(name).is_file()
    code, _, err = said(capsys, MODEL, COXLEASE)
    assert code == Exit.USAGE
    assert "there are 3 pages, which have to stand in files of their own" in err


def test_two_formats_are_written_in_one_run_and_a_folder_gets_a_name(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    code, out, _ = said(capsys, MODEL, "--format", "html=page.html", "--format", "markdown=page.md")
    assert (code, out) == (0, "wrote page.html\nwrote page.md\n")
    (tmp_path / "pages").mkdir()
    code, out, _ = said(capsys, MODEL, "--output", "pages")
    assert (code, out) == (0, "wrote pages/leadership-2026-11-21.html\n")


def test_a_name_without_an_ending_gets_that_of_its_format(capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, MODEL, "--output", "page")[1] == "wrote page.html\n"
    assert said(capsys, MODEL, "--format", "markdown=page")[1] == "wrote page.md\n"


def test_a_document_on_standard_input_has_a_page_too(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (Path(COXLEASE) / "ecs-38-contact.yaml").read_bytes()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text)))
    code, out, _ = said(capsys, "-", "--format", "markdown")
    assert (code, out.splitlines()[0]) == (0, "# Documents in no school: what needs doing")


def test_a_file_that_no_report_wrote_stays_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    mine = Path("mine.html")
    mine.write_text("my own page", "utf-8")
    code, _, err = said(capsys, MODEL, "--output", "mine.html")
    assert code == Exit.USAGE
    assert "mine.html is there already, and no report of lpcheck" in err
    assert mine.read_text("utf-8") == "my own page"
    assert said(capsys, MODEL, "--output", "mine.html", "--force")[0] == 0
    assert said(capsys, MODEL, "--output", "mine.html")[0] == 0
    document = Path("site.yaml")
    document.write_text("kind: site\n", "utf-8")
    code, _, err = said(capsys, MODEL, "--output", "site.yaml", "--force")
    assert code == Exit.USAGE
    assert "this would write over a document" in err


def test_a_file_that_cannot_be_read_is_not_written_over(capsys: pytest.CaptureFixture[str]) -> None:
    closed = Path("closed.html")
    closed.write_text("mine", "utf-8")
    closed.chmod(0)
    take_up = put_down()
    try:
        code, _, err = said(capsys, MODEL, "--output", "closed.html")
    finally:
        take_up()
    assert code == Exit.NO_CHECK
    assert "a file that is there already cannot be read" in err


def test_a_run_tells_how_far_it_is() -> None:
    told: list[tuple[int, int]] = []
    day = date(2026, 11, 21)
    run(Request((Path(MODEL),), day, progress=lambda done, of: told.append((done, of))))
    assert told == [(number, 13) for number in range(1, 14)]


def test_where_one_page_cannot_be_written_none_is(capsys: pytest.CaptureFixture[str]) -> None:
    Path("all-coxlease-school.html").write_text("mine", "utf-8")
    code, _, _ = said(capsys, MODEL, COXLEASE, "--output", "all.html")
    assert code == Exit.USAGE
    assert not Path("all.html").exists()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--for", "nobody"), "there is no report for nobody"),
        (("--format", "exe"), "there is no format exe for a report"),
        (
            ("--format", "html=a", "--output", "b"),
            "--output goes with one format that has no file of its own",
        ),
        (
            ("--format", "html=a.x", "--format", "markdown=a.x"),
            "two pages would be written to the same place",
        ),
        (("--format", "html", "--format", "markdown"), "would be written to the same place"),
        (("--templates", "nowhere"), "--templates names no folder"),
        (("--names", "names.csv"), "--names is for the sheets of staff and reception"),
    ],
)
def test_words_that_make_no_sense_are_refused(
    words: tuple[str, ...], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = said(capsys, MODEL, *words)
    assert (code, out) == (Exit.USAGE, "")
    assert sentence in err


def test_an_earlier_run_is_compared_with(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_app(["validate", BROKEN, "--as-of=2026-11-01", "--format", "json=earlier.json"]) == 1
    code, out, _ = said(capsys, BROKEN, "--format", "markdown", "--compare", "earlier.json")
    assert code == 0
    assert "## Since 1 November 2026" in out
    Path("other.json").write_text(json.dumps([]), "utf-8")
    code, _, err = said(capsys, BROKEN, "--compare", "other.json")
    assert code == Exit.NO_CHECK
    assert "other.json is not what `lpcheck validate --format json` writes" in err
    code, _, err = said(capsys, BROKEN, "--compare", "missing.json")
    assert code == Exit.NO_CHECK
    assert "missing.json, which --compare names, cannot be read" in err


def test_it_ends_with_1_only_where_somebody_asks_for_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, COXLEASE)[0] == 0
    assert said(capsys, COXLEASE, "--fail-on", "error")[0] == 1
    assert said(capsys, MODEL, "--fail-on", "advice")[0] == 0


def test_a_template_of_ones_own_is_used_and_its_mistake_leaves_nothing_behind(
    capsys: pytest.CaptureFixture[str],
) -> None:
    own = Path("own/leadership")
    own.mkdir(parents=True)
    (own / "page.md.jinja").write_text("{{ school }} has {{ urgent | length }}", "utf-8")
    code, out, _ = said(capsys, MODEL, "--templates", "own", "--format", "markdown")
    assert (code, out.splitlines()[0]) == (0, "Marram Bay School has 0")
    (own / "page.md.jinja").write_text("{{ schol }}", "utf-8")
    code, out, err = said(capsys, MODEL, "--templates", "own", "--format", "markdown=page.md")
    assert (code, out) == (Exit.NO_CHECK, "")
    assert "the template leadership/page.md.jinja, line 1, cannot be filled in: 'schol' is undefined" in err
    assert not Path("page.md").exists()


class Terminal(io.StringIO):
    """Standard error of somebody who is looking."""

    def isatty(self) -> bool:
        """Whether it is one."""
        return True


def test_long_work_tells_how_far_it_is_and_leaves_no_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(progress_module, "PATIENCE", 0.0)
    with progress() as tell:
        assert tell is not None
        time.sleep(0.01)
        tell(1, 2)
        tell(2, 2)
    assert "looking" in terminal.getvalue()


@pytest.mark.parametrize(
    "words",
    [["validate"], ["overdue"], ["forecast", "--until=2027-01-31"], ["report", "--output=page.html"]],
)
def test_every_command_that_looks_at_documents_tells_it(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = Terminal()
    model = Path(MODEL).absolute()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(progress_module, "PATIENCE", 0.0)
    assert run_app([*words, str(model), "--as-of=2026-11-21", "--quiet"]) == 0
    assert "looking" in terminal.getvalue()


def test_short_work_tells_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with progress() as tell:
        assert tell is not None
        tell(1, 1)
    assert terminal.getvalue() == ""
    monkeypatch.setattr(sys, "stderr", None)
    with progress() as tell:
        assert tell is None
