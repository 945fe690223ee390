"""What the Word masters of the sheets for staff and of the list for the desk have in common."""

from typing import Any

from docx.document import Document as Word
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import _Cell as Cell
from docx.text.paragraph import Paragraph
from word_parts import TABLE_STYLE, Column, add_lines, plain_master, runs, say, table, tag

CHILD = "{{ sheet.child }}{% if sheet.name %} {{ sheet.name }}{% endif %}"
_BLACK = "000000"
_NOTHING_TO_PRINT = "No child’s folder in a school was looked at, so there is nothing to print."
_NAMELESS = (
    "{{ nameless | listed }}: more than one school has this key, so no name is printed. Ask for one "
    "school at a time."
)
_UNMATCHED = (
    '{{ unmatched | counted("line") }} of the list of names {{ "is" if unmatched == 1 else "are" }} '
    "about no child here: check the keys."
)


def new_sheets(size: float) -> Word:
    """A master in black and white, with letters of that size, that says on each page how long it holds.

    Pages have no numbers: a sheet is handed out alone, and how many others there are is nobody's business.
    """
    document = plain_master("", "Confidential. Valid until {{ valid_until | day }}, then shred.")
    section, styles = document.sections[0], document.styles
    section.top_margin = section.bottom_margin = Cm(1.5)
    styles["Normal"].font.size = styles["Foot"].font.size = styles["Notice"].font.size = Pt(size)
    for name, sides, width in (
        ("Name Box", ("top", "left", "bottom", "right"), 8),
        ("Must Not", ("left",), 36),
    ):
        add_lines(_style_like(document, "Normal", name), sides, _BLACK, width)
    for name in ("Notice", "Name Box", "Must Not"):
        styles[name].paragraph_format.left_indent = Cm(0.4)
    for name in ("Notice", "Name Box"):
        shape = styles[name].paragraph_format
        shape.right_indent, shape.space_before, shape.space_after = Cm(0.2), Pt(6), Pt(8)
    _take_colours_away(document)
    tag(document, 'import "staff/parts.docx.jinja" as sheets')
    return document


def name_box(place: Word | Cell, empty: str = "") -> None:
    """Room for the name that only the school knows, where it gave no list of names."""
    tag(place, "if not sheet.name")
    place.add_paragraph(f"Name:{empty}", "Name Box")
    tag(place, "endif")


def _style_like(document: Word, like: str, name: str) -> Any:  # noqa: ANN401 - each kind of style has its own
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles[like]
    return style


def _take_colours_away(document: Word) -> None:
    """Makes all that is not white black, in letters and lines, and takes shades away."""
    for style in document.styles:
        if style.type == WD_STYLE_TYPE.TABLE and style.name != TABLE_STYLE:
            continue
        for part in style.element.iter():
            if part.tag == qn("w:color"):
                part.attrib.clear()
                part.set(qn("w:val"), _BLACK)
            elif part.get(qn("w:color")):
                part.set(qn("w:color"), _BLACK)
            if part.get(qn("w:fill")):
                part.set(qn("w:fill"), "auto")


def add_small_styles(document: Word, size: float) -> None:
    """The styles of a sheet with much to say, each beside the one that it is like."""
    for like, bigger in (("Normal", 0), ("Heading 2", 1.5), ("Must Not", 0)):
        name = f"Small {like}".removesuffix(" 2").removesuffix(" Normal")
        style = _style_like(document, like, name)
        style.font.size = Pt(size + bigger)
        style.paragraph_format.line_spacing, style.paragraph_format.space_after = 1.0, Pt(2)


def on_a_new_page(paragraph: Paragraph) -> Paragraph:
    """The paragraph, with which a page begins."""
    paragraph.paragraph_format.page_break_before = True
    return paragraph


def mark(document: Word, after: str = "") -> Paragraph:
    """How long it holds, and that it is confidential."""
    return runs(
        document.add_paragraph(),
        [
            ("Confidential.", "Strong"),
            (" Valid until ", None),
            ("{{ valid_until | day }}", "Strong"),
            (f", then shred.{after}", None),
        ],
    )


def review(place: Word | Cell, told: str) -> None:
    """That the plan is to be looked at again, where that is so."""
    tag(place, f"if {told}.review")
    runs(place.add_paragraph(style="Notice"), [(f"{{{{ sheets.review({told}) }}}}", "Strong")])
    tag(place, "endif")


def must_not(place: Word | Cell, told: str, text: str, restriction: str) -> None:
    """What must not happen, and what to do, with the styles of a text and of a restriction."""
    tag(place, f"for one in {told}.must_not")
    who = runs(
        place.add_paragraph(style=restriction),
        [("{{ sheets.person(one.who) }}.", "Strong"), (" {{ sheets.not_allowed(one) }}", None)],
    )
    who.paragraph_format.keep_with_next = True
    not_recorded = "not recorded; ask {{ school.ask }}."
    do = f"{{% if one.do %}}{{{{ sheets.one_line(one.do) }}}}{{% else %}}{not_recorded}{{% endif %}}"
    terms(place, restriction, "Do", do)
    tag(place, "else")
    place.add_paragraph(f"{{{{ sheets.none_in_force({told}) }}}}", text)
    tag(place, "endfor")


def collection(place: Word | Cell, told: str, style: str) -> None:
    """Journeys, who may collect, who receives, and what to do when somebody else comes."""
    for condition, term, text in _JOURNEYS:
        tag(place, f"if {condition.format(told=told)}")
        terms(place, style, term, text.format(told=told))
        tag(place, "endif")
    other = (
        f"{{% if {told}.if_somebody_else_comes %}}{{{{ sheets.one_line({told}.if_somebody_else_comes) }}}}"
        "{% else %}Keep the child with you, and ask {{ school.ask }}.{% endif %}"
    )
    terms(place, style, "If somebody else comes", other)


_ON_CONDITION = "only once the safeguarding lead has said so"
_JOURNEYS = (
    ("{told}.stays_all_year", "Journeys", "Stays all year: there is no journey home."),
    ("{told}.alone", "Journeys", "Travels alone since {{{{ {told}.alone | day }}}}."),
    (
        "{told}.not_yet_alone and not {told}.alone",
        "Journeys",
        "Does not travel alone yet: from {{{{ {told}.not_yet_alone | day }}}}.",
    ),
    ("{told}.may_collect", "May collect", "{{{{ sheets.people({told}.may_collect) }}}}"),
    (
        "not ({told}.may_collect or {told}.alone or {told}.stays_all_year)",
        "May collect",
        "Nobody is recorded: ask {{{{ school.ask }}}} before anybody collects.",
    ),
    (
        "{told}.may_collect_on_condition",
        _ON_CONDITION.capitalize(),
        "{{{{ sheets.people({told}.may_collect_on_condition) }}}}",
    ),
    ("{told}.received_by", "At the other end", "{{{{ sheets.people({told}.received_by) }}}}"),
    (
        "{told}.received_by_on_condition",
        f"At the other end, {_ON_CONDITION}",
        "{{{{ sheets.people({told}.received_by_on_condition) }}}}",
    ),
)


def terms(place: Word | Cell, style: str, term: str, text: str) -> Paragraph:
    """A word that says what follows, and what follows."""
    return runs(place.add_paragraph(style=style), [(f"{term}:", "Strong"), (f" {text}", None)])


def worried(document: Word, style: str) -> None:
    """Whom to ask when worried, with the numbers to see at once."""
    runs(
        document.add_paragraph(style=style),
        [
            ("If somebody is in danger, ring 999 first.", "Strong"),
            (" Then ask {{ school.ask }}", None),
            ("{%r for lead in school.leads %}", None),
            ("{{ ': ' if loop.first else '; ' }}{{ lead.role }}", None),
            ("{% if lead.who %} ({{ lead.who }}){% endif %}, ", None),
            ("{{ lead.phone }}", "Strong"),
            ("{% if lead.when %}, {{ lead.when }}{% endif %}", None),
            ("{%r endfor %}", None),
            (".", None),
        ],
    )


def not_to_be_handed_out(document: Word, advice: str) -> None:
    """A page at the end for whoever prints: why there is nothing for some children, which no sheet says."""
    on_a_new_page(say(document, "Not to be handed out", "Heading 1"))
    say(document, f"This page is for you alone. {advice}")
    for condition, text in (
        ('not schools | selectattr("sheets") | list', _NOTHING_TO_PRINT),
        ("nameless", _NAMELESS),
        ("unmatched", _UNMATCHED),
    ):
        tag(document, f"if {condition}")
        say(document, text)
        tag(document, "endif")
    tag(document, "for school in schools")
    tag(document, "if school.not_told")
    say(
        document,
        "{{ school.school }}: children for whom only “ask the safeguarding lead” is printed, and why",
        "Heading 2",
    )
    why = '{% for reason in one.why %}{{ reason | sentence }}{{ " " if not loop.last }}{% endfor %}'
    table(
        document,
        "one in school.not_told",
        [Column("Child", "{{ one.child }}", 3), Column("Why", why, 14.8)],
    )
    tag(document, "endif")
    tag(document, "if school.left")
    say(document, "{{ sheets.not_printed(school) }}")
    tag(document, "endif")
    tag(document, "endfor")
