"""Printed by a browser, each child of the model school is on one page, and a long sheet is too.

It needs Chromium, which `.ci/run` installs.
"""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from excerpts import ROOT
from test_report_staff import edited, handout, looked_at, page_text, school_with

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")
DO = "Keep her inside, ring the safeguarding lead, and stay with her until somebody has come. "


pytestmark = pytest.mark.skipif(BROWSER is None, reason="there is no Chromium here")


def pages_of(text: str, folder: Path) -> int:
    """How many pages a browser prints of a page."""
    (folder / "page.html").write_text(text, "utf-8")
    printed = folder / "page.pdf"
    words = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    subprocess.run(
        [
            str(BROWSER),
            *words,
            f"--user-data-dir={folder}",
            f"--print-to-pdf={printed}",
            folder / "page.html",
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return len(PAGE.findall(printed.read_bytes()))


def test_each_child_of_the_model_school_is_on_a_page_of_its_own(tmp_path: Path) -> None:
    text = page_text(handout(looked_at(ROOT / "procedures/model-school")), "html")
    assert text.count('<section class="sheet') == pages_of(text, tmp_path) == 12


@pytest.mark.parametrize("words", [1, 4, 8, 16])
def test_a_sheet_with_much_to_say_is_on_one_page(words: int, tmp_path: Path) -> None:
    plan: Any = edited(contact__restrictions__0__do=DO * words)
    plan["contact"]["restrictions"][1] |= {"ended": None, "do": DO * words}
    plan["contact"]["collection"]["if_somebody_else_comes"] = DO * 2
    text = page_text(handout(looked_at(school_with(tmp_path, plan))), "html")
    assert pages_of(text, tmp_path) == 1


def test_a_sheet_that_is_too_long_even_so_ends_on_another(tmp_path: Path) -> None:
    """So the count above is one that can fail; the sheet itself says where it ends."""
    text = page_text(
        handout(looked_at(school_with(tmp_path, edited(contact__restrictions__0__do=DO * 80)))), "html"
    )
    assert pages_of(text, tmp_path) > 1
    assert "End of the sheet for P-003" in text
