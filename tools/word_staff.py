"""The Word master of the report `staff`."""

from docx.document import Document as Word
from docx.shared import Pt
from word_parts import Column, runs, say, table, tag
from word_sheets import (
    CHILD,
    add_small_styles,
    collection,
    mark,
    must_not,
    name_box,
    new_sheets,
    not_to_be_handed_out,
    on_a_new_page,
    review,
    terms,
    worried,
)

_ADVICE = (
    "Each child is on a sheet of their own. Hand the sheets to those who need them, tick off who has one, "
    "and delete this file."
)
_USUAL = ("Normal", "Heading 2", "Must Not")
_SMALL = ("Small", "Small Heading", "Small Must Not")


def staff() -> Word:
    """A page for each child, in smaller letters where there is much to say, and one for whoever prints."""
    document = new_sheets(12.5)
    add_small_styles(document, 9.5)
    document.styles["Heading 1"].font.size, document.styles["Heading 2"].font.size = Pt(22), Pt(14)
    tag(document, "for school in schools")
    tag(document, "for sheet in school.sheets")
    on_a_new_page(mark(document, " {{ school.school }}"))
    say(document, CHILD, "Heading 1")
    name_box(document)
    tag(document, "if not sheet.told")
    _ask(document)
    tag(document, "elif sheet.told.is_long")
    _sheet(document, *_SMALL)
    tag(document, "else")
    _sheet(document, *_USUAL)
    tag(document, "endif")
    say(document, "As of {{ as_of | day }}. End of the sheet for {{ sheet.child }}.", "Foot")
    tag(document, "endfor")
    tag(document, "endfor")
    not_to_be_handed_out(document, _ADVICE)
    return document


def _ask(document: Word) -> None:
    runs(
        document.add_paragraph(style="Notice"),
        [("Ask the safeguarding lead before anything else.", "Strong")],
    )
    say(
        document,
        "Ring nobody about this child and hand the child to nobody until they have told you whom. "
        "Stay with the child.",
    )
    _worried(document, "Normal", "Heading 2")


def _sheet(document: Word, text: str, heading: str, restriction: str) -> None:
    review(document, "sheet.told")
    say(document, "What must not happen", heading)
    must_not(document, "sheet.told", text, restriction)
    say(document, "Whom to ring, in this order", heading)
    tag(document, "if sheet.told.ring")
    _ring(document, text)
    tag(document, "else")
    say(document, "Nobody is recorded: ask {{ school.ask }}.", text)
    tag(document, "endif")
    tag(document, "if sheet.told.says")
    own_words = "{{ sheets.one_line(sheet.told.says) }}"
    said = terms(document, text, "In the learner’s own words", own_words)
    said.paragraph_format.space_before = Pt(6)
    tag(document, "endif")
    say(document, "Who may collect", heading)
    collection(document, "sheet.told", text)
    _worried(document, text, heading)


def _ring(document: Word, style: str) -> None:
    """The numbers below each other, and easy to see."""
    number = (
        "{% if one.is_on_condition %}Do not ring: first ask {{ school.ask }}{% else %}"
        "{% for phone in one.phones %}{{ phone }}{% if not loop.last %}\n{% endif %}"
        "{% else %}No number that can be read: ask {{ school.ask }}{% endfor %}{% endif %}"
    )
    needs = "{% if one.needs %}\n{{ one.needs | listed }}{% endif %}"
    columns = [
        Column("Order", "{{ loop.index }}", 1.8),
        Column("Who", f"{{{{ sheets.person(one.person) }}}}{needs}", 7),
        Column("Number", number, 4.5),
        Column("When", '{{ one.when or "not recorded" }}', 4.5),
    ]
    rows = table(document, "one in sheet.told.ring", columns).rows
    for row in rows:
        for cell in row.cells:
            cell.paragraphs[0].style = style
    rows[2].cells[2].paragraphs[0].runs[0].style = "Strong"


def _worried(document: Word, text: str, heading: str) -> None:
    say(document, "If you are worried", heading)
    worried(document, text)
