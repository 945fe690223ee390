"""The Word master of the report `governors`."""

from docx.document import Document as Word
from word_parts import Column, bullets, new_master, or_else, say, table, tag

_FOOT = (
    "As of {{ as_of | day }}; {{ parts.policies(basis) }}; law register as of {{ basis.law_checked_on "
    "}}; lpcheck {{ basis.lpcheck }}. A number from one to four is never given, nor one from which such "
    "a number could be worked out: then the page says “fewer than five” or “five or more”. Of fewer than "
    "five children no number is shown at all.{% if is_part_left_out %} Part of a school, and papers that "
    "lie in no school, were asked for too; they are not on this page.{% endif %} Nothing found means "
    "nothing found in what was looked at, never that all is well."
)


def governors() -> Word:
    """What governors should know, for one school or for several, and no number about a single child."""
    document = new_master("For governors", "as of {{ as_of | day }}")
    tag(document, 'if kind == "overview"')
    _overview(document)
    tag(document, "else")
    _school(document)
    tag(document, "endif")
    say(document, _FOOT, "Foot")
    return document


def _overview(document: Word) -> None:
    say(document, "All schools: for governors", "Title")
    say(
        document,
        "As of {{ as_of | day }}. Nobody is named here, no number is about a single child, and schools "
        "are not added up.",
    )
    say(document, "Is anything dangerous?", "Heading 1")
    tag(document, 'if schools | selectattr("is_dangerous") | list')
    say(document, "Some: ask the head teacher today, at the schools marked below.", "Notice")
    or_else(document, "None found in what was looked at.")
    tag(document, "for line in schools")
    say(document, "{{ line.school }}", "Heading 1")
    say(document, 'Danger: {{ "some" if line.is_dangerous else "none found" }}', "List Bullet")
    say(document, "Children looked at: {{ line.children }}", "List Bullet")
    bullets(document, "number in line.numbers", "{{ themes[loop.index0] }}: {{ number }}")
    tag(document, "endfor")


def _school(document: Word) -> None:
    say(document, "{{ school }}: for governors", "Title")
    say(document, "As of {{ as_of | day }}. Nobody is named here, and no number is about a single child.")
    say(document, "Is anything dangerous?", "Heading 1")
    tag(document, "if is_dangerous")
    danger = document.add_paragraph(style="Notice")
    danger.add_run("Some: ask the head teacher today.", "Strong")
    danger.add_run(
        " It may be that somebody who may not have contact with a child is written down for it, that "
        "forbidden contact took place, or that papers which would show it cannot be read."
    )
    or_else(document, "None found in what was looked at.")
    say(document, "Three questions to ask", "Heading 1")
    tag(document, "for one in questions")
    question = document.add_paragraph(style="List Number")
    question.add_run("{{ one.question }}", "Strong")
    question.add_run(" {{ one.because }}")
    tag(document, "endfor")
    _numbers(document)


def _numbers(document: Word) -> None:
    say(document, "In numbers", "Heading 1")
    say(
        document,
        "Children looked at: {{ children }}.{% if are_withheld %} With so few, any number would be about "
        "somebody the reader may know, so none is shown. Ask the head teacher in a meeting instead.{% "
        "endif %}",
    )
    columns = [Column("What", "{{ theme.label }}", 13.8), Column("How many", "{{ theme.number }}", 4)]
    table(document, "theme in themes", columns)
    say(document, "Section by section", "Heading 1")
    say(
        document,
        "What must or should be put right. What only may be better is not counted here. Only a person "
        "can judge some of it.",
    )
    moved = "{% if earlier and line.since %} ({{ line.since }} since {{ earlier | day }}){% endif %}"
    columns = [
        Column("Section", "{{ line.title }}, {{ line.label }}", 6.8),
        Column("Children with something open", f"{{{{ line.children }}}}{moved}", 4),
        Column("Children not wholly looked at", "{{ line.not_looked_at }}", 3.5),
        Column("Open in the school’s own papers", "{{ line.papers }}", 3.5),
    ]
    table(document, "line in lines", columns)
