"""The Word master of the report `procedure`."""

from docx.document import Document as Word
from word_parts import (
    NOTHING_FILLED_IN,
    WIDTH,
    Column,
    bullets,
    lines_table,
    new_master,
    or_else,
    runs,
    say,
    table,
    tag,
)

_BLOCKS = (
    ("bullet", ("List Bullet", "List Bullet 2", "List Bullet 3")),
    ("number", ("List", "List 2", "List 3")),
    ("continued", ("List Continue", "List Continue 2", "List Continue 3")),
    ("heading", ("Heading 3",)),
    ("quote", ("Quote",)),
    ("code", ("Code",)),
)


def procedure() -> Word:
    """The form of a local procedure, part by part."""
    document = new_master("Children’s Services: Local Procedure Template", "{{ title }}")
    say(document, "{{ title }}", "Title")
    tag(document, "if overdue")
    _warn(document, "This procedure was due for review on {{ overdue | day }}.")
    tag(document, "elif is_undated")
    _warn(document, "No review date can be read in this procedure.")
    tag(document, "endif")
    lines_table(document, "front")
    _sections(document)
    for part, columns in (("checklist", 3), ("history", 3), ("first_aiders", 3), ("contacts", 5)):
        _table_of_the_form(document, part, columns)
    say(
        document,
        "Laid out from {{ document }} by lpcheck {{ lpcheck }} as of {{ as_of | day }}. It shows what "
        "the form is filled in with, without fields that the form does not have; whether anything is "
        "missing, lpcheck validate says.",
        "Foot",
    )
    return document


def _warn(document: Word, text: str) -> None:
    paragraph = document.add_paragraph(style="Notice")
    paragraph.add_run(text, "Strong")
    paragraph.add_run(" As of {{ as_of | day }}. Ask the author whether it still holds.")


def _sections(document: Word) -> None:
    tag(document, "for section in sections")
    say(document, '{{ section.heading or "Section without a heading" }}', "Heading 1")
    _markdown_text(document, "section.text")
    tag(document, "if section.lines")
    lines_table(document, "section.lines")
    tag(document, "endif")
    bullets(document, "item in section.items", "{{ item }}")
    tag(document, "if section.is_empty")
    say(document, NOTHING_FILLED_IN)
    tag(document, "endif")
    or_else(document, "No section is filled in.", end="endfor")


def _markdown_text(document: Word, text: str) -> None:
    """A text in Markdown: a paragraph for each of its blocks, in the style that fits it."""
    tag(document, f"for block in {text} | formatted")
    word = "if"
    for kind, styles in _BLOCKS:
        for depth, style in enumerate(styles, 1):
            deeper = "" if depth == len(styles) else f" and block.depth == {depth}"
            tag(document, f'{word} block.kind == "{kind}"{deeper}')
            made = document.add_paragraph("{{ block.label }}\t" if kind == "number" else "", style)
            runs(made, _RUNS)
            word = "elif"
    tag(document, "else")
    runs(document.add_paragraph(style="Body Text"), _RUNS)
    tag(document, "endif")
    tag(document, "endfor")


_SHOWN = "{{ run.text }}{% if run.link and run.link != run.text %} ({{ run.link }}){% endif %}"
_RUNS = (
    ("{%r for run in block.runs %}", None),
    ("{%r if run.is_strong %}", None),
    (_SHOWN, "Strong"),
    ("{%r elif run.is_emphasis %}", None),
    (_SHOWN, "Emphasis"),
    ("{%r else %}", None),
    (_SHOWN, None),
    ("{%r endif %}", None),
    ("{%r endfor %}", None),
)


def _table_of_the_form(document: Word, part: str, columns: int) -> None:
    say(document, f"{{{{ {part}.title }}}}", "Heading 1")
    tag(document, f"if {part}.note")
    say(document, f"{{{{ {part}.note }}}}")
    tag(document, "endif")
    reason = f"{{% if {part}.reason %}}does not apply: {{{{ {part}.reason }}}}"
    table(
        document,
        f"row in {part}.rows",
        [
            Column(f"{{{{ {part}.heads[{number}] }}}}", f"{{{{ row[{number}] }}}}", WIDTH / columns)
            for number in range(columns)
        ],
        otherwise=f"{reason}{{% else %}}{NOTHING_FILLED_IN}{{% endif %}}",
    )
