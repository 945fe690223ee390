"""Whatever text stands in a value, a page shows it as that text, in every format and for every audience.

Every text of real pages is replaced by one that would like to be more: markup, a tag of a template, a link
that runs a script, a formula. The page must have the same parts as before, and the text must stand in it.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import pypdf
import pytest
from markdown_it import MarkdownIt

from excerpts import ROOT
from lpcheck.reports import Asked, Page, report_names
from report_pages import BROKEN, content_of, pages_for

pytestmark = pytest.mark.usefixtures("at_the_top")

SCHOOLS = {
    "one": (BROKEN,),
    "several": (Path("procedures"), BROKEN),
}
HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</td></tr></table><b>bold",
    "</w:t></w:r><w:br/>",
    "<!-- a --> ]]>",
    "{{ 7 * 7 }} {% for a in b %} {%p if %} {{r x}}",
    "{# gone #} {%tr endfor %}",
    "[here](javascript:alert) ![here](data:image/png,x)",
    "=cmd|calc",
    "&lt;b&gt; &#60; \" ' ` | * _ ~ #",
    "MARK\u202eER \U000e0041 \x07\x0c\x00",
]
BENIGN = "a harmless text"
AUDIENCES = report_names()
MASTERS = [name for name in AUDIENCES if (ROOT / "templates" / name / "page.docx").is_file()]
# Words of the program itself: states, kinds, weights, names of files.
OF_THE_PROGRAM = re.compile(r"[a-z0-9_.-]*")


@cache
def pages_of(audience: str, school: str) -> list[Page]:
    """The first page that there is of an audience, and the last, which is of another kind where one is."""
    pages = pages_for(audience, *SCHOOLS[school], asked=Asked(names={"P-204": "Somebody’s Name"}))
    return [pages[0], pages[-1]] if len(pages) > 1 else pages


def with_text(value: Any, text: str) -> Any:  # noqa: ANN401 - any value a page may hold
    """The same with that text in place of every text in it that came from a document or may have."""
    if isinstance(value, str):
        return value if OF_THE_PROGRAM.fullmatch(value) else text
    if isinstance(value, tuple):
        parts = [with_text(part, text) for part in value]
        return value._make(parts) if hasattr(value, "_make") else tuple(parts)
    if isinstance(value, Mapping):
        return {key: with_text(part, text) for key, part in value.items()}
    return value


def rendered(audience: str, page: Page, form: str, text: str) -> bytes:
    other = Page(page.name, text, with_text(page.values, text))
    return content_of(audience, other, form, defaultdict(lambda: "page.html"))


class Parts(HTMLParser):
    """The tags of a page with the names of their attributes, its links, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, tuple[str, ...]]] = []
        self.links: list[str] = []
        self.texts: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Takes in a tag."""
        self.tags.append((tag, tuple(name for name, _ in attrs)))
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]

    def handle_data(self, data: str) -> None:
        """Takes in a text."""
        self.texts.append(data)


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("school", SCHOOLS)
def test_html_has_the_same_parts_and_the_text(audience: str, school: str) -> None:
    for page in pages_of(audience, school):
        same = Parts(rendered(audience, page, "html", BENIGN).decode())
        for text in HOSTILE:
            seen = Parts(rendered(audience, page, "html", text).decode())
            assert seen.tags == same.tags
            assert seen.links == same.links
            assert squeezed(text) in squeezed("".join(seen.texts))


def kinds(text: str) -> list[str]:
    """What a reader of Markdown takes a page for."""
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    inner = (inside for token in tokens for inside in (token, *(token.children or ())))
    return [token.type for token in inner if token.type not in ("text", "softbreak")]


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("school", SCHOOLS)
def test_markdown_has_the_same_parts(audience: str, school: str) -> None:
    for page in pages_of(audience, school):
        same = kinds(rendered(audience, page, "markdown", BENIGN).decode())
        for text in HOSTILE:
            assert kinds(rendered(audience, page, "markdown", text).decode()) == same, text


def word_parts(content: bytes) -> tuple[list[str], str]:
    """The names of all elements of a Word file, and its text."""
    with ZipFile(BytesIO(content)) as archive:
        elements = re.findall(r"<(/?w:[A-Za-z]+)", archive.read("word/document.xml").decode())
    document = docx.Document(BytesIO(content))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return elements, "".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


@pytest.mark.parametrize("audience", MASTERS)
@pytest.mark.parametrize("school", SCHOOLS)
def test_word_has_the_same_parts_and_the_text(audience: str, school: str) -> None:
    for page in pages_of(audience, school):
        for text in HOSTILE:
            # As long as the text, because a sheet with much to say has smaller letters.
            same, _ = word_parts(rendered(audience, page, "docx", (BENIGN * len(text))[: len(text)]))
            elements, words = word_parts(rendered(audience, page, "docx", text))
            assert elements == same, text
            assert squeezed(re.sub("[\x00\x07\x0c]", "\N{REPLACEMENT CHARACTER}", text)) in squeezed(words)


@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_pdf_has_the_text_and_runs_nothing(audience: str) -> None:
    try:
        import weasyprint  # noqa: F401, PLC0415 - whether it and its libraries are here
    except (ImportError, OSError):
        pytest.skip("WeasyPrint, or a library that it needs, is not installed")
    text = "<script>alert(1)</script> {{ 7 * 7 }} [a](javascript:alert)"
    content = rendered(audience, pages_of(audience, "one")[0], "pdf", text)
    read = pypdf.PdfReader(BytesIO(content))
    words = squeezed("".join(page.extract_text() for page in read.pages))
    for part in ("<script>alert(1)</script>", "{{7*7}}", "javascript:alert"):
        assert part in words
    assert "/JavaScript" not in str(read.trailer["/Root"])
    for page in read.pages:
        for link in page.get("/Annots", ()):
            assert "javascript" not in str(link.get_object())
