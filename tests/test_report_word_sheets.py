"""Word sheets for staff and for the desk: the words of the HTML page, a page a child, black and white."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import pytest

from lpcheck.reports import Page
from lpcheck.sheets import Handout, ToRing
from report_pages import BROKEN, MODEL, content_of
from test_print_layout import DO
from test_report_staff import edited, handout, looked_at, page_text, school_with
from test_report_word import SOFFICE, printed

pytestmark = pytest.mark.usefixtures("at_the_top")

EACH_REPORT = pytest.mark.parametrize("audience", ["staff", "reception"])
APART = "Not to be handed out"


def word(values: Handout, audience: str = "staff") -> bytes:
    return content_of(audience, Page("", "Sheets", values), "docx")


def opened(content: bytes) -> Any:  # noqa: ANN401 - its types say that any style may be missing
    return docx.Document(BytesIO(content))


def texts(content: bytes) -> Iterator[str]:
    """Yields the text of every paragraph, in the order of the page."""
    for part in opened(content).iter_inner_content():
        if hasattr(part, "rows"):
            cells = (cell for row in part.rows for cell in dict.fromkeys(row.cells))
            yield from (paragraph.text for cell in cells for paragraph in cell.paragraphs)
        else:
            yield part.text


def squeezed(text: str) -> str:
    """Without what only looks otherwise in Word: spaces, the colon after a term, the form's own words."""
    return re.sub(r"[\s:‘’]+", "", text)


class OnPaper(HTMLParser):
    """The words of an HTML page that are printed, and those for the screen, without hidden captions."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.place = ""
        self.caption = False
        self.words = {"main": "", "header": ""}
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Takes in where the words that follow stand."""
        self.place = tag if tag in self.words else self.place
        self.caption = (tag == "caption" and ("class", "hidden") in attrs) or self.caption

    def handle_endtag(self, tag: str) -> None:
        """Takes in that a place ends."""
        self.place = "" if tag in self.words else self.place
        self.caption = self.caption and tag != "caption"

    def handle_data(self, data: str) -> None:
        """Takes in words."""
        if self.place and not self.caption:
            self.words[self.place] += data.replace("Name, to be written in:", "Name:")


def situations() -> dict[str, Handout]:
    """Pages with everything that there may be on a sheet."""
    values = {"model": handout(looked_at(MODEL)), "broken": handout(looked_at(BROKEN))}
    values["named"] = handout(looked_at(MODEL), P_003="Amy Jessop", P_999="Nobody")
    values["nothing"] = values["model"]._replace(schools=(), nameless=("P-003",))
    return values | {"rare": rare(values["model"])}


def rare(values: Handout) -> Handout:
    """The same with what is not in any school that is made up here."""
    (school,) = values.schools
    first, second, third, *others = school.sheets
    assert first.told is not None
    assert second.told is not None
    assert third.told is not None
    somebody = first.told.ring[0].person
    unreadable = ToRing(somebody, (), "", (), is_on_condition=False)
    asked_first = ToRing(somebody, (), "", (), is_on_condition=True)
    alone = first.told.alone
    first_told = first.told._replace(
        alone=None, not_yet_alone=alone, ring=(unreadable, asked_first), may_collect=()
    )
    second_told = second.told._replace(
        may_collect_on_condition=(somebody,),
        received_by_on_condition=(somebody,),
        ring=(),
        must_not=tuple(one._replace(do="") for one in second.told.must_not),
    )
    third_told = third.told._replace(checked=None, review=values.as_of, if_somebody_else_comes="")
    sheets = (
        first._replace(told=first_told),
        second._replace(told=second_told),
        third._replace(told=third_told),
    )
    return values._replace(schools=(school._replace(sheets=(*sheets, *others), left=("P-001",)),))


@EACH_REPORT
def test_it_has_the_words_that_html_prints_and_no_other(audience: str) -> None:
    for name, values in situations().items():
        found = list(texts(word(values, audience)))
        sheets = found[: found.index(APART)]
        paper = OnPaper(page_text(values, "html", audience)).words["main"]
        assert squeezed("".join(sheets)) == squeezed(paper), name


@EACH_REPORT
def test_what_html_shows_on_the_screen_alone_is_on_a_page_at_the_end(audience: str) -> None:
    for name, values in situations().items():
        content = word(values, audience)
        paragraphs = opened(content).paragraphs
        start = next(number for number, one in enumerate(paragraphs) if one.text == APART)
        assert paragraphs[start].paragraph_format.page_break_before, name
        assert [one.text for one in paragraphs].count(APART) == 1
        found = list(texts(content))
        apart = squeezed("".join(found[found.index(APART) :]))
        assert ("P-201" in apart) is (name == "broken")
        page = OnPaper(page_text(values, "html", audience)).words["header"]
        said = re.split(r"(?<=\.)\s", page.replace("This table is not printed; it is for you alone.", ""))
        own_words = ("Print this", "Sheets for", "Who may collect,")
        for sentence in (one.strip() for one in said if not one.strip().startswith(own_words)):
            assert squeezed(sentence).removesuffix(".") in apart, (name, sentence)


@EACH_REPORT
def test_each_page_says_that_it_is_confidential_and_until_when(audience: str) -> None:
    (section,) = opened(word(handout(looked_at(MODEL)), audience)).sections
    foot = section.footer.paragraphs[0]
    assert foot.text == "Confidential. Valid until 5 December 2026, then shred."
    assert "fldSimple" not in foot._p.xml  # noqa: SLF001 - how many other sheets there are is not said
    assert section.header.paragraphs[0].text == ""


@EACH_REPORT
def test_it_has_real_styles_in_black_and_white(audience: str) -> None:
    content = word(handout(looked_at(BROKEN)), audience)
    document = opened(content)
    styles = {paragraph.style.name for paragraph in document.paragraphs}
    for table in document.tables:
        assert table.style.name == "Report Table"
        styles |= {one.style.name for row in table.rows for cell in row.cells for one in cell.paragraphs}
    assert {"Heading 1", "Heading 2", "Must Not", "Name Box", "Notice", "Foot"} <= styles
    for style in (style for style in document.styles if style.name in {*styles, "Report Table"}):
        colours = re.findall(r'w:(?:color|fill|val)="([0-9A-F]{6})"', style.element.xml)
        assert set(colours) <= {"000000"}, style.name
    with ZipFile(BytesIO(content)) as archive:
        assert b"w:color" not in archive.read("word/document.xml")


def sheets_printed(content: bytes, folder: Path) -> list[str]:
    """The pages before the one that is not handed out."""
    *pages, last = printed(content, folder)
    assert last.startswith(squeezed(APART))
    return pages


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize(("school", "children"), [(MODEL, 12), (BROKEN, 14)])
def test_each_child_is_on_a_page_of_its_own(school: Path, children: int, tmp_path: Path) -> None:
    values = handout(looked_at(school))
    pages = sheets_printed(word(values), tmp_path)
    keys = [sheet.child for one in values.schools for sheet in one.sheets]
    assert len(keys) == children
    assert [re.findall(r"Endofthesheetfor(P-\d+)", page) for page in pages] == [[key] for key in keys]


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_the_most_that_stands_in_the_usual_letters_is_on_one_page(tmp_path: Path) -> None:
    values = handout(looked_at(MODEL))
    (school,) = values.schools
    told = next(sheet.told for sheet in school.sheets if sheet.child == "P-004")
    assert told is not None
    by_length = (told._replace(if_somebody_else_comes=(DO * 20)[:number]) for number in range(len(DO) * 20))
    longest = [one for one in by_length if not one.is_long][-1]
    sheet = school.sheets[0]._replace(told=longest)
    values = values._replace(schools=(school._replace(sheets=(sheet,)),))
    assert len(sheets_printed(word(values), tmp_path)) == 1


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize(("words", "number"), [(4, 1), (16, 1), (80, 2)])
def test_a_sheet_with_much_to_say_is_on_one_page(words: int, number: int, tmp_path: Path) -> None:
    """Where it is far too long even so, it says where it ends; so this count is one that can fail."""
    plan: Any = edited(contact__restrictions__0__do=DO * words)
    plan["contact"]["restrictions"][1] |= {"ended": None, "do": DO * min(words, 16)}
    plan["contact"]["collection"]["if_somebody_else_comes"] = DO * 2
    values = handout(looked_at(school_with(tmp_path, plan)))
    assert len(sheets_printed(word(values), tmp_path)) == number
