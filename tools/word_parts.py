"""What Word masters are made of: paragraphs and tables with Jinja tags in them, and their styles."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from docx import Document
from docx.document import Document as Word
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table
from docx.table import _Cell as Cell
from docx.table import _Row as Row
from docx.text.paragraph import Paragraph

WIDTH = 17.8  # centimetres between the margins
NOTHING_FOUND = "Nothing found in what was looked at."
NOTHING_FILLED_IN = "nothing is filled in"
TABLE_STYLE = "Report Table"


class Column(NamedTuple):
    """A column of a table: its head, what stands in each row, and how wide it is in centimetres."""

    head: str
    cell: str
    width: float


def new_master(head: str, foot: str) -> Word:
    """A master with nothing in it but its styles, and what stands above and below each numbered page."""
    document = plain_master(head, f"{foot} – page ")
    line = document.sections[0].footer.paragraphs[0]
    _field(line, "PAGE")
    line.add_run(" of ")
    _field(line, "NUMPAGES")
    return document


def plain_master(head: str, foot: str) -> Word:
    """The same without numbers."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(1.6)
    section.top_margin = section.bottom_margin = Cm(2)
    document.core_properties.author = "lpcheck"
    document.core_properties.comments = ""
    document.core_properties.language = "en-GB"
    _add_styles(document)
    section.header.paragraphs[0].text = head
    section.footer.paragraphs[0].text = foot
    tag(document, 'import "base/parts.docx.jinja" as parts')
    return document


def say(document: Word, text: str, style: str = "Normal") -> Paragraph:
    """A paragraph with a style of Word."""
    return document.add_paragraph(text, style)


def runs(paragraph: Paragraph, texts: Sequence[tuple[str, str | None]]) -> Paragraph:
    """The paragraph with stretches of letters, each in a style of its own or in none."""
    for text, style in texts:
        paragraph.add_run(text, style)
    return paragraph


def tag(place: Word | Cell, words: str) -> None:
    """A paragraph that is gone in the page: it decides about those after it."""
    place.add_paragraph(f"{{%p {words} %}}")


def or_else(document: Word, text: str = NOTHING_FOUND, *, end: str = "endif") -> None:
    """Ends what a tag `if` or `for` began, with what is said otherwise."""
    tag(document, "else")
    say(document, text)
    tag(document, end)


def bullets(document: Word, loop: str, text: str) -> None:
    """A list with an item for each turn of a loop."""
    tag(document, f"for {loop}")
    say(document, text, "List Bullet")
    tag(document, "endfor")


def table(document: Word, loop: str, columns: Sequence[Column], otherwise: str = "") -> Table:
    """A table with a row for each turn of a loop, and where there is none a row that says so."""
    made = table_head(document, columns)
    add_row(made, [f"{{%tr for {loop} %}}"])
    add_row(made, [column.cell for column in columns])
    if otherwise:
        add_row(made, ["{%tr else %}"])
        add_row(made, [otherwise])
    add_row(made, ["{%tr endfor %}"])
    widen(made, [column.width for column in columns])
    return made


def table_head(document: Word, columns: Sequence[Column]) -> Table:
    """A table that has its head alone, repeated on each page."""
    made: Table = document.add_table(0, len(columns))
    made.style = TABLE_STYLE
    head = add_row(made, [column.head for column in columns])
    _mark(head._tr.get_or_add_trPr(), "w:tblHeader")  # noqa: SLF001 - python-docx has no other way
    return made


def lines_table(document: Word, lines: str) -> None:
    """A table without a head: what a field is called, and what stands in it."""
    made = document.add_table(0, 2)
    made.style = TABLE_STYLE
    add_row(made, [f"{{%tr for line in {lines} %}}"])
    add_row(made, ["{{ line.title }}", f'{{{{ line.text or "{NOTHING_FILLED_IN}" }}}}'])
    add_row(made, ["{%tr endfor %}"])
    widen(made, [5.8, WIDTH - 5.8])
    look = made._tbl.tblPr.find(qn("w:tblLook"))  # noqa: SLF001 - python-docx has no other way
    look.set(qn("w:firstRow"), "0")
    look.set(qn("w:val"), "0480")


def footing(document: Word) -> None:
    """What a page rests on, at its end."""
    say(document, "What this page rests on", "Heading 2")
    for text in _FOOTING:
        say(document, text, "Foot")


_FOOTING = (
    "As of {{ footing.as_of | day }}; law register as of {{ footing.law_checked_on }}.",
    (
        'Looked at: {{ footing.documents | counted("document") }} and {{ footing.children | '
        'counted("child", "children") }} in {{ footing.scope | join(", ") }}; contents {{ '
        "footing.inputs_digest }}."
    ),
    (
        "Policies: {{ parts.policies(footing) }}. Settings that decided something: "
        "{{ parts.settings(footing) }}."
    ),
    (
        'Left to people: {{ footing.for_a_person | counted("question") }}. Not looked at, at least in '
        'part: {{ footing.not_looked_at | length | counted("requirement") }}.{% if '
        "footing.covered_by_baseline %} Counted apart: {{ footing.covered_by_baseline | "
        'counted("finding") }} in a baseline.{% endif %}'
    ),
    (
        "Made by lpcheck {{ footing.lpcheck }}. Children are named by key only. Nothing found means "
        "nothing found in what was looked at, never that all is well."
    ),
)


def add_lines(style: Any, sides: Sequence[str], color: str, width: int = 12) -> None:  # noqa: ANN401 - as below
    """Lines at the sides of each paragraph of a style; a point is eight of their width."""
    frame = _mark(style.element.get_or_add_pPr(), "w:pBdr")
    for side in sides:
        _mark(frame, f"w:{side}", val="single", sz=str(width), space="4", color=color)


def add_row(made: Table, texts: Sequence[str]) -> Row:
    """A row that no page cuts in two, with those texts in its first cells."""
    row: Row = made.add_row()  # type: ignore[no-untyped-call]  # python-docx has types for most of it
    _mark(row._tr.get_or_add_trPr(), "w:cantSplit")  # noqa: SLF001 - python-docx has no other way
    for cell, text in zip(row.cells, texts, strict=False):
        cell.text = text
    return row


def widen(made: Table, widths: Sequence[float]) -> None:
    """Gives each column its width in centimetres, once all rows are there."""
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Cm(width)
    for row in made.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Cm(width)


def _add_styles(document: Word) -> None:
    styles = document.styles
    for name, size in (
        ("Normal", 10),
        ("Title", 20),
        ("Heading 1", 14),
        ("Heading 2", 12),
        ("Heading 3", 11),
    ):
        _letters(styles[name], size)
    styles["Normal"].paragraph_format.space_after = Pt(4)
    for name, size in (("Foot", 8), ("Notice", 11), ("Code", 9)):
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles["Normal"]
        style.font.size = Pt(size)
    styles["Code"].font.name = "Courier New"
    styles["Foot"].paragraph_format.space_before = Pt(6)
    add_lines(styles["Notice"], ("top", "left", "bottom", "right"), color="9D1C1C")
    _add_table_style(document)
    styles.element.find(f".//{qn('w:lang')}").set(qn("w:val"), "en-GB")


def _letters(style: Any, size: float) -> None:  # noqa: ANN401 - python-docx has a type for each kind of style
    style.font.name, style.font.size, style.font.color.rgb = "Arial", Pt(size), RGBColor(0x1C, 0x24, 0x30)
    fonts = style.element.rPr.rFonts
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)
    fonts.set(qn("w:cs"), "Arial")


def _add_table_style(document: Word) -> None:
    """Lines, and a head that stands out, as one style of Word that a school can change."""
    style = document.styles.add_style(TABLE_STYLE, WD_STYLE_TYPE.TABLE)
    style.base_style = document.styles["Table Grid"]
    margins = _mark(_mark(style.element, "w:tblPr"), "w:tblCellMar")
    for side, width in (("top", "40"), ("left", "100"), ("bottom", "20"), ("right", "100")):
        _mark(margins, f"w:{side}", w=width, type="dxa")
    head = _mark(style.element, "w:tblStylePr", type="firstRow")
    _mark(_mark(head, "w:rPr"), "w:b")
    _mark(_mark(head, "w:tcPr"), "w:shd", val="clear", color="auto", fill="E6EAF0")
    first = _mark(style.element, "w:tblStylePr", type="firstCol")
    _mark(_mark(first, "w:rPr"), "w:b")


def _field(line: Paragraph, name: str) -> None:
    """A number that Word fills in."""
    field = _mark(line._p, "w:fldSimple", instr=name)  # noqa: SLF001 - python-docx has no other way
    _mark(_mark(field, "w:r"), "w:t").text = "1"


def _mark(above: Any, name: str, **values: str) -> Any:  # noqa: ANN401 - what XML is made of has no types
    element = OxmlElement(name)
    for key, value in values.items():
        element.set(qn(f"w:{key}"), value)
    above.append(element)
    return element
