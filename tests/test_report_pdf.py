"""The PDF of a page: tagged, with bookmarks, the same each time, and without asking anybody for anything.

It needs WeasyPrint's libraries, which `.ci/run` installs.
"""

import sys
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
import pytest

from lpcheck.cli.app import run_app
from lpcheck.cli.options import Exit
from lpcheck.report_formats import MARKER, Rendering
from lpcheck.report_formats import pdf as pdf_format
from report_pages import REAL, content_of, pages_for

try:
    import weasyprint  # noqa: F401 - whether it and its libraries are here
except (ImportError, OSError):
    pytest.skip("WeasyPrint, or a library that it needs, is not installed", allow_module_level=True)

pytestmark = pytest.mark.usefixtures("at_the_top")


def made(audience: str = "procedure", path: Path = REAL / "ecs-38-contact.yaml") -> bytes:
    (page,) = pages_for(audience, path)
    return content_of(audience, page, "pdf")


@cache
def made_once() -> bytes:
    return made()


def read(content: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(BytesIO(content), strict=True)


def root_of(content: bytes) -> Any:  # noqa: ANN401 - what a PDF is made of
    return read(content).trailer["/Root"]


def titles(outline: object) -> list[str]:
    assert isinstance(outline, list)
    return [
        title
        for entry in outline
        for title in (titles(entry) if isinstance(entry, list) else [str(entry["/Title"])])
    ]


def test_it_is_tagged_and_says_its_language_and_title() -> None:
    read_back = read(made_once())
    root = root_of(made_once())
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert read_back.metadata is not None
    assert read_back.metadata.title is not None
    assert read_back.metadata.title.endswith(", Coxlease School")
    assert b"pdfuaid:part" in root["/Metadata"].get_data()


def tagged(element: object) -> set[str]:
    """The kinds of all elements below one."""
    if isinstance(element, pypdf.generic.IndirectObject):
        element = element.get_object()
    if isinstance(element, list):
        return {kind for one in element for kind in tagged(one)}
    if not isinstance(element, dict):
        return set()
    return {str(element["/S"])} | tagged(element.get("/K", [])) if "/S" in element else set()


def test_headings_tables_and_lists_are_told_to_whoever_listens() -> None:
    root = root_of(made_once())
    found = tagged(root["/StructTreeRoot"]["/K"])
    assert {"/Document", "/H1", "/H2", "/P", "/Table", "/TR", "/TH", "/TD", "/L", "/LI"} <= found


def test_every_section_has_a_bookmark() -> None:
    found = titles(read(made_once()).outline)
    assert found[:2] == ["Contact, correspondence, communication and social media", "1. Introduction"]
    assert found[-2:] == ["Appendix A – First Aiders and Drivers", "Appendix B – Contact Details"]


def test_it_has_the_text_of_the_page_on_a4() -> None:
    read_back = read(made_once())
    text = " ".join(" ".join(page.extract_text() for page in read_back.pages).split())
    assert "This procedure was due for review on 31 January 2024." in text
    assert "Care Standards Act 2000" in text
    assert "nothing is filled in" in text
    assert text.endswith(f"{len(read_back.pages)} / {len(read_back.pages)}")
    box = read_back.pages[0].mediabox
    assert (round(box.width), round(box.height)) == (595, 842)


@pytest.mark.parametrize("audience", ["leadership", "procedure"])
def test_the_same_page_is_the_same_file(audience: str) -> None:
    path = REAL / "ecs-38-contact.yaml"
    first = made_once() if audience == "procedure" else made(audience, path)
    assert made(audience, path) == first


def test_it_is_known_for_what_it_is_and_written_over_by_the_next(tmp_path: Path) -> None:
    assert f"\n%{MARKER}\nstartxref\n".encode() in made_once()
    file = str(tmp_path / "page.pdf")
    words = ["report", "--format", "pdf", "--output", file, str(REAL / "ecs-38-contact.yaml")]
    assert run_app([*words, "--for", "procedure"]) == 0
    assert run_app([*words, "--for", "procedure"]) == 0
    Path(file).write_bytes(b"%PDF-1.7\n")
    assert run_app([*words, "--for", "procedure"]) == Exit.USAGE


def test_nothing_is_fetched_whatever_a_template_asks_for(tmp_path: Path) -> None:
    secret = tmp_path / "secret.css"
    secret.write_text("body::after { content: 'SECRET' }", "utf-8")
    own = tmp_path / "own" / "procedure"
    own.mkdir(parents=True)
    asks = f"<html lang=en><title>t</title><link rel=stylesheet href='{secret.as_uri()}'><h1>Seen</h1>"
    data = "<link rel=stylesheet href='data:text/css,h1::after{content:%22SECRET%22}'>"
    (own / "page.html.jinja").write_text(
        f"{asks}{data}<img src='https://example.org/a.png' alt=''>", "utf-8"
    )
    (page,) = pages_for("procedure", REAL / "ecs-38-contact.yaml")
    text = (
        read(pdf_format.render(Rendering("procedure", page, {}, tmp_path / "own"))).pages[0].extract_text()
    )
    assert "Seen" in text
    assert "SECRET" not in text


def test_it_says_nothing_of_what_a_style_has_for_screens(capfd: pytest.CaptureFixture[str]) -> None:
    made("leadership", REAL)
    assert capfd.readouterr() == ("", "")


def test_a_page_that_cannot_be_laid_out_is_said_to_be_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def at_odds(*_: object, **__: object) -> bytes:
        raise AssertionError("Daniel Marsh")

    monkeypatch.setattr("weasyprint.HTML.write_pdf", at_odds)
    file = tmp_path / "page.pdf"
    assert run_app(["report", "--format", "pdf", "--output", str(file), str(REAL)]) == Exit.NO_CHECK
    said = " ".join(capsys.readouterr().err.split())
    assert said.startswith("lpcheck: this page cannot be laid out as PDF ")
    assert said.endswith("what to do: ask for html or docx, and print that")
    assert "Daniel" not in said
    assert not file.exists()


def test_without_the_extra_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    file = tmp_path / "page.pdf"
    assert run_app(["report", "--format", "pdf", "--output", str(file), str(REAL)]) == Exit.NO_CHECK
    said = " ".join(capsys.readouterr().err.split())
    assert "pip install 'lpcheck[pdf]'" in said
    assert "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0" in said
    assert not file.exists()
