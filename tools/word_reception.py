"""The Word master of the report `reception`."""

from docx.document import Document as Word
from docx.table import _Cell as Cell
from word_parts import WIDTH, Column, add_row, runs, say, table_head, tag, widen
from word_sheets import (
    CHILD,
    collection,
    mark,
    must_not,
    name_box,
    new_sheets,
    not_to_be_handed_out,
    on_a_new_page,
    review,
    worried,
)

_ADVICE = "Print the list for the front desk, keep it where visitors cannot read it, and delete this file."


def reception() -> Word:
    """A list for each school with a row for each child, and a page for whoever prints."""
    document = new_sheets(10)
    tag(document, "for school in schools")
    tag(document, "if school.sheets")
    on_a_new_page(say(document, "{{ school.school }}: who may and who may not collect", "Heading 1"))
    mark(document)
    worried(document, "Normal")
    _children(document)
    say(
        document,
        "As of {{ as_of | day }}. End of the list, "
        '{{ school.sheets | length | counted("child", "children") }}.',
        "Foot",
    )
    tag(document, "endif")
    tag(document, "endfor")
    not_to_be_handed_out(document, _ADVICE)
    return document


def _children(document: Word) -> None:
    columns = [
        Column("Child", "", 4),
        Column("Must not happen, and what to do", "", 8),
        Column("May collect", "", WIDTH - 12),
    ]
    made = table_head(document, columns)
    add_row(made, ["{%tr for sheet in school.sheets %}"])
    add_row(made, ["{%tr if sheet.told %}"])
    child, forbidden, collecting = map(_emptied, add_row(made, []).cells)
    _child(child)
    review(forbidden, "sheet.told")
    must_not(forbidden, "sheet.told", "Normal", "Must Not")
    collection(collecting, "sheet.told", "Normal")
    add_row(made, ["{%tr else %}"])
    asked = add_row(made, []).cells
    add_row(made, ["{%tr endif %}"])
    add_row(made, ["{%tr endfor %}"])
    widen(made, [column.width for column in columns])
    _child(_emptied(asked[0]))
    notice = _emptied(asked[1].merge(asked[2])).add_paragraph(style="Notice")
    runs(notice, [("Ask the safeguarding lead before anybody collects.", "Strong")])


def _child(cell: Cell) -> None:
    cell.add_paragraph(CHILD)
    name_box(cell, "\n\u00a0")


def _emptied(cell: Cell) -> Cell:
    """The cell without the paragraphs that python-docx begins it with."""
    for paragraph in cell.paragraphs:
        cell._tc.remove(paragraph._p)  # noqa: SLF001 - python-docx has no other way
    return cell
