"""Every page in a real browser: quiet, without a request, without an axe finding, sortable, printable.

It needs Chromium and axe-core, which `.ci/run` installs; LPCHECK_NODE_MODULES is the folder of axe-core.
"""

import os
import re
import shutil
import unicodedata
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from excerpts import ROOT
from lpcheck.cli.app import run_app
from lpcheck.reports import report_names

if TYPE_CHECKING:
    from playwright.sync_api import Browser

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
pypdf = pytest.importorskip("pypdf", reason="pypdf is not installed")

SCHOOLS = {
    "model": ["procedures/model-school"],
    "broken": ["tests/examples/broken-school"],
    "real": ["procedures/coxlease-school"],
    "several": ["procedures", "tests/examples/broken-school"],
}
BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
AXE = Path(os.environ.get("LPCHECK_NODE_MODULES", ROOT / "node_modules")) / "axe-core" / "axe.min.js"
LOOKS = [("light", 1280), ("dark", 375)]

pytestmark = [
    pytest.mark.skipif(BROWSER is None, reason="there is no Chromium here"),
    pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not installed"),
]


class Made(NamedTuple):
    """A page of a report, and the file it was written to."""

    name: str
    file: Path


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    with playwright.sync_playwright() as running:
        opened = running.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> list[Made]:
    """Every page of every report on every school."""
    folder = tmp_path_factory.mktemp("pages")
    before = Path.cwd()
    os.chdir(ROOT)
    try:
        for audience in report_names():
            for name, schools in SCHOOLS.items():
                file = folder / f"{audience}-{name}.html"
                words = ["--for", audience, "--as-of=2026-11-21", "--quiet", "--output", str(file)]
                assert run_app(["report", *schools, *words]) == 0
    finally:
        os.chdir(before)
    # Of several schools only the first page: the others are the same as that of each school alone.
    files = (file for file in sorted(folder.glob("*.html")) if "-several-" not in file.stem)
    return [Made(file.stem, file) for file in files]


def test_no_page_says_anything_on_the_console_or_asks_for_anything(
    browser: "Browser", made: list[Made]
) -> None:
    assert len(made) >= len(report_names()) * (len(SCHOOLS) - 1)
    for one in made:
        page = browser.new_page()
        said: list[str] = []
        asked: list[str] = []
        page.on("console", lambda message, said=said: said.append(message.text))
        page.on("pageerror", lambda error, said=said: said.append(str(error)))
        page.on("request", lambda request, asked=asked: asked.append(request.url))
        page.goto(one.file.as_uri())
        assert (one.name, said, asked) == (one.name, [], [one.file.as_uri()])
        page.close()


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(
    scheme: str,
    width: int,
    browser: "Browser",
    made: list[Made],
) -> None:
    context = browser.new_context(
        color_scheme=scheme, viewport={"width": width, "height": 800}, bypass_csp=True
    )
    for one in made:
        page = context.new_page()
        page.goto(one.file.as_uri())
        page.add_script_tag(path=str(AXE))
        tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
        found = page.evaluate("tags => axe.run({runOnly: tags})", tags)
        violations = [(v["id"], [node["target"] for node in v["nodes"]][:3]) for v in found["violations"]]
        assert (one.name, violations) == (one.name, [])
        assert page.evaluate("document.documentElement.scrollWidth") <= width, one.name
        page.close()
    context.close()


def test_a_table_sorts_by_the_keyboard_both_ways(browser: "Browser", made: list[Made]) -> None:
    page = browser.new_page()
    page.goto(next(one.file for one in made if one.name == "leadership-broken").as_uri())
    table = page.locator("table.sortable").first
    head = table.locator("thead tr:last-child th").nth(4)
    head.locator("button").focus()

    def clauses() -> list[str]:
        cells: list[str] = table.locator("tbody tr td:nth-child(5)").all_inner_texts()
        return cells

    page.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") == "ascending"
    assert clauses() == sorted(clauses())
    page.keyboard.press("Space")
    assert head.get_attribute("aria-sort") == "descending"
    assert clauses() == sorted(clauses(), reverse=True)
    page.close()


def test_days_sort_as_days(browser: "Browser", made: list[Made]) -> None:
    page = browser.new_page()
    page.goto(next(one.file for one in made if one.name == "leadership-model").as_uri())
    table = page.locator("#dates ~ .wide table.sortable").first
    table.locator("thead th button").first.press("Enter")
    days = table.locator("tbody tr td:first-child").evaluate_all("cells => cells.map(c => c.dataset.sort)")
    assert len(days) > 20
    assert days == sorted(days)
    page.close()


def plain(text: str) -> str:
    """A text without spaces and ligatures, which a PDF has otherwise than a page."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def test_no_row_is_cut_where_a_page_ends(browser: "Browser", made: list[Made]) -> None:
    """What is to be done stands on the same sheet as what was found."""
    page = browser.new_page()
    page.goto(next(one.file for one in made if one.name == "leadership-broken").as_uri())
    printed = pypdf.PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))
    sheets = [plain(sheet.extract_text()) for sheet in printed.pages]
    parts = "row => [row.querySelector('.what').innerText, row.querySelector('p:last-child').innerText]"
    rows = page.locator("tbody tr:has(p.what):visible").evaluate_all(f"rows => rows.map({parts})")
    assert len(rows) > 20
    for row in rows:
        found, to_do = (plain(text)[-25:] for text in row)
        assert any(found in sheet and to_do in sheet for sheet in sheets), row
    page.close()
