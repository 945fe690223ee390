"""Word pages: real styles, the same file each time, and nothing lost on the way to LibreOffice."""

import importlib
import re
import shutil
import subprocess
import unicodedata
from collections.abc import Iterator
from datetime import date
from functools import cache
from io import BytesIO
from itertools import product
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import pypdf
import pytest

from excerpts import ROOT
from lpcheck.cli.app import run_app
from lpcheck.cli.options import Exit
from lpcheck.comparison import Change, Comparison
from lpcheck.errors import LpcheckError
from lpcheck.report_formats import MARKER, Rendering
from lpcheck.report_formats.docx import render
from lpcheck.reports import Page, report_names
from report_pages import BROKEN, MODEL, REAL, pages_for

pytestmark = pytest.mark.usefixtures("at_the_top")

SOFFICE = shutil.which("soffice")
MASTERS = [name for name in report_names() if (ROOT / "templates" / name / "page.docx").is_file()]
SHEETS = ("staff", "reception")
SCHOOLS = {
    "real": (REAL,),
    "model": (MODEL,),
    "broken": (BROKEN,),
    "several": (REAL, BROKEN),
}


@cache
def pages_of(audience: str, school: str) -> list[Page]:
    return pages_for(audience, *SCHOOLS[school])


def word(page: Page, audience: str = "procedure", own: Path | None = None) -> bytes:
    return render(Rendering(audience, page, {}, own))


def procedure(school: str = "real", number: int = -1) -> Page:
    return pages_of("procedure", school)[number]


def opened(content: bytes) -> Any:  # noqa: ANN401 - its types say that any style may be missing
    return docx.Document(BytesIO(content))


def texts(content: bytes) -> Iterator[str]:
    """Yields the text of every paragraph, those of tables too."""
    document = opened(content)
    yield from (paragraph.text for paragraph in document.paragraphs)
    for table in document.tables:
        yield from (cell.text for row in table.rows for cell in row.cells)


def test_there_is_a_master_for_every_report() -> None:
    assert sorted(MASTERS) == sorted(report_names())


def test_it_has_styles_that_a_school_can_change() -> None:
    document = opened(word(procedure()))
    styles = [paragraph.style.name for paragraph in document.paragraphs]
    assert styles[0] == "Title"
    assert {"Notice", "Heading 1", "Body Text", "List Bullet", "Foot"} <= set(styles)
    assert {table.style.name for table in document.tables} == {"Report Table"}
    assert document.core_properties.title == "Contact, correspondence, communication and social media"
    section = document.sections[0]
    assert section.header.paragraphs[0].text == "Children’s Services: Local Procedure Template"
    foot = section.footer.paragraphs[0]._p.xml  # noqa: SLF001 - fields have no other name there
    assert 'w:instr="PAGE"' in foot
    assert 'w:instr="NUMPAGES"' in foot


def test_it_has_what_the_form_has() -> None:
    found = list(texts(word(procedure())))
    assert found[1].startswith("This procedure was due for review on 31 January 2024.")
    for text in ("1. Introduction", "Regular school contact", "Care Standards Act 2000,", "Lisle Smith"):
        assert text in found
    assert found.count("nothing is filled in") == 5
    assert not [text for text in found if "{" in text]


def test_texts_in_markdown_have_a_style_for_each_kind_of_paragraph() -> None:
    text = (
        "Plain *leaning* **strong** [here](https://example.org/).\n\n1. one\n2. two\n   - below\n\n"
        "     more\n\n# Head\n\n> said\n\n    code\n\n---\n"
    )
    page = procedure()
    section = page.values.sections[0]._replace(text=text)
    document = opened(word(page._replace(values=page.values._replace(sections=(section,)))))
    found = [(paragraph.style.name, paragraph.text) for paragraph in document.paragraphs]
    start = found.index(("Heading 1", "1. Introduction")) + 1
    assert found[start : start + 9] == [
        ("Body Text", "Plain leaning strong here (https://example.org/)."),
        ("List", "1.\tone"),
        ("List", "2.\ttwo"),
        ("List Bullet 2", "below"),
        ("List Continue 2", "more"),
        ("Heading 3", "Head"),
        ("Quote", "said"),
        ("Code", "code"),
        ("Body Text", ""),
    ]
    runs = {run.text: run.style.name for run in document.paragraphs[start].runs}
    assert (runs["leaning"], runs["strong"]) == ("Emphasis", "Strong")


@pytest.mark.parametrize("audience", MASTERS)
@pytest.mark.parametrize("school", SCHOOLS)
def test_the_same_page_is_the_same_file_and_known_for_what_it_is(audience: str, school: str) -> None:
    for page in pages_of(audience, school):
        content = word(page, audience)
        assert content == word(page, audience)
        assert content.endswith(MARKER.encode())
        with ZipFile(BytesIO(content)) as archive:
            assert archive.testzip() is None
            assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [text for text in texts(content) if re.search(r"\{[{%]|[}%]\}|Markup\(", text)]


def test_what_changed_since_an_earlier_run_is_there() -> None:
    (page,) = pages_of("leadership", "real")
    change = Change("LP-1", "error", "the title is `missing`", None, "ecs-36.yaml", None)
    comparison = Comparison(date(2026, 10, 1), (change,), (change,), (change,), 2)
    values = page.values._replace(comparison=comparison)
    found = list(texts(word(page._replace(values=values), "leadership")))
    assert {"Since 1 October 2026", "1 finding was put right", "The title is ‘missing’."} <= set(found)
    assert "2 earlier findings were not looked at again" in found


def test_a_title_longer_than_word_allows_is_cut_in_its_properties_alone() -> None:
    page = procedure()._replace(title="x\x00" * 300)
    assert opened(word(page)).core_properties.title == ("x\N{REPLACEMENT CHARACTER}" * 300)[:255]


def test_a_report_without_a_master_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(LpcheckError) as caught:
        word(procedure(), "nobody", tmp_path)
    assert caught.value.message == "there is no Word master for the report nobody"
    assert "put a master nobody/page.docx into the folder that --templates names" in caught.value.next_step


def own_master(folder: Path, *paragraphs: str) -> Path:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    (folder / "procedure").mkdir(parents=True)
    document.save(str(folder / "procedure" / "page.docx"))
    return folder


def test_a_master_of_the_schools_own_is_used(tmp_path: Path) -> None:
    own = own_master(
        tmp_path, "Our {{ title | upper }}", "{%p for line in front %}", "{{ line.text }}", "{%p endfor %}"
    )
    found = list(texts(word(procedure(), own=own)))
    assert found[:3] == [
        "Our CONTACT, CORRESPONDENCE, COMMUNICATION AND SOCIAL MEDIA",
        "Contact, correspondence, communication and social media",
        "Coxlease School",
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{{ titel }}", "'titel' is undefined"),
        ("Here {% for x in front %}", "Unexpected end of template"),
        ("{{ title.__class__.__mro__ }}", "access to attribute '__class__' of 'str' object is unsafe"),
        ("{{ title + 1 }}", "TypeError"),
        ("{{ nothing() }}", "'nothing' is undefined"),
        ("{{ 1 // 0 }}", "ZeroDivisionError"),
    ],
)
def test_a_mistake_in_a_master_is_named(text: str, reason: str, tmp_path: Path) -> None:
    with pytest.raises(LpcheckError) as caught:
        word(procedure(), own=own_master(tmp_path, "One line before", text))
    assert caught.value.message.startswith("the Word master procedure/page.docx cannot be filled in: ")
    assert reason in caught.value.message
    assert "it knows as_of, checklist, contacts" in caught.value.next_step


def test_what_is_no_word_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "procedure").mkdir()
    master = tmp_path / "procedure" / "page.docx"
    for content in (b"no zip", zipped({"a.txt": b"x"})):
        master.write_bytes(content)
        with pytest.raises(LpcheckError, match=r"it is no Word file \(\.docx\) that can be read"):
            word(procedure(), own=tmp_path)


def zipped(parts: dict[str, bytes]) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def test_it_is_written_over_by_the_next_until_somebody_has_changed_it(tmp_path: Path) -> None:
    file = tmp_path / "page.docx"
    words = ["report", "--for", "procedure", "--format", "docx", str(REAL / "ecs-38-contact.yaml")]
    assert run_app([*words, "--output", str(file)]) == 0
    assert run_app([*words, "--output", str(file)]) == 0
    docx.Document(str(file)).save(str(file))
    assert run_app([*words, "--output", str(file)]) == Exit.USAGE


def test_the_masters_are_what_the_tool_writes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    tool = importlib.import_module("word_masters")
    assert sorted(tool.MASTERS) == sorted(MASTERS)
    for name, made in tool.MASTERS.items():
        with (
            ZipFile(BytesIO(tool.written(made()))) as now,
            ZipFile(ROOT / "templates" / name / "page.docx") as kept,
        ):
            # Other parts of the file change with python-docx, which brings them.
            for part in ("word/document.xml", "word/header1.xml", "word/footer1.xml"):
                assert now.read(part) == kept.read(part), f"run tools/word_masters.py: {name}, {part}"


def plain(text: str) -> str:
    """A text without spaces and ligatures, which LibreOffice has otherwise than Word."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def printed(content: bytes, folder: Path) -> list[str]:
    """The text of each page that LibreOffice makes of a Word file, without what stands on all of them."""
    (folder / "page.docx").write_bytes(content)
    settings = f"-env:UserInstallation={(folder / 'settings').as_uri()}"
    subprocess.run(
        [str(SOFFICE), settings, "--headless", "--convert-to", "pdf", "--outdir", str(folder), "page.docx"],
        check=True,
        capture_output=True,
        cwd=folder,
        timeout=180,
    )
    section = opened(content).sections[0]
    head = plain(section.header.paragraphs[0].text)
    foot = re.escape(plain(section.footer.paragraphs[0].text)).replace("–pageof", r"–page\d+of\d+")
    sheets = [plain(page.extract_text()) for page in pypdf.PdfReader(folder / "page.pdf").pages]
    assert all(sheet.startswith(head) and re.search(f"{foot}$", sheet) for sheet in sheets)
    return [re.sub(f"{foot}$", "", sheet.removeprefix(head)) for sheet in sheets]


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize(
    ("audience", "school"),
    [
        *product(sorted(set(MASTERS).difference(SHEETS)), ("broken", "real")),
        *product(SHEETS, ("broken", "model")),  # the real school has no child's folder
    ],
)
def test_libreoffice_prints_every_paragraph(audience: str, school: str, tmp_path: Path) -> None:
    content = word(pages_of(audience, school)[0], audience)
    sheets = "".join(printed(content, tmp_path))
    expected = [plain(text) for text in texts(content) if text.strip()]
    assert len(expected) > 30
    assert [text for text in expected if text not in sheets] == []
