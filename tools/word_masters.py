"""Writes the Word masters in templates/: `python tools/word_masters.py`.

They are only where a school begins. Whoever wants other colours, letters or a crest opens a copy of the master
in Word, changes its styles, and gives the folder to `lpcheck report --templates`.
"""

from collections.abc import Callable
from pathlib import Path

from docx.document import Document as Word

from word_parts import (
    NOTHING_FILLED_IN,
    lines_table,
    markdown_text,
    new_master,
    or_else,
    say,
    table,
    tag,
)

TEMPLATES = Path(__file__).parent.parent / "templates"
_ACTION_WIDTHS = (1.6, 7.6, 4, 2.4, 2.2)


def main() -> None:
    """Writes every master over the one that is there."""
    for name, made in MASTERS.items():
        made().save(str(TEMPLATES / name / "page.docx"))


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
        "Laid out from {{ document }} by lpcheck {{ lpcheck }} as of {{ as_of | day }}. It shows what the form is "
        "filled in with, without fields that the form does not have; whether anything is missing, lpcheck "
        "validate says.",
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
    markdown_text(document, "section.text")
    tag(document, "if section.lines")
    lines_table(document, "section.lines")
    tag(document, "endif")
    tag(document, "for item in section.items")
    say(document, "{{ item }}", "List Bullet")
    tag(document, "endfor")
    tag(document, "if section.is_empty")
    say(document, NOTHING_FILLED_IN)
    tag(document, "endif")
    tag(document, "else")
    say(document, "No section is filled in.")
    tag(document, "endfor")


def _table_of_the_form(document: Word, part: str, columns: int) -> None:
    say(document, f"{{{{ {part}.title }}}}", "Heading 1")
    tag(document, f"if {part}.note")
    say(document, f"{{{{ {part}.note }}}}")
    tag(document, "endif")
    reason = f"{{% if {part}.reason %}}does not apply: {{{{ {part}.reason }}}}"
    table(
        document,
        [f"{{{{ {part}.heads[{number}] }}}}" for number in range(columns)],
        f"row in {part}.rows",
        [f"{{{{ row[{number}] }}}}" for number in range(columns)],
        otherwise=f"{reason}{{% else %}}{NOTHING_FILLED_IN}{{% endif %}}",
    )


def leadership() -> Word:
    """What the leadership team has to do, for one school or for several."""
    document = new_master("For the senior leadership team", "as of {{ as_of | day }}")
    tag(document, 'if kind == "overview"')
    say(document, "All schools: what needs doing", "Title")
    say(document, "As of {{ as_of | day }}. {{ parts.headline(summary) }}")
    _overview(document)
    tag(document, "else")
    say(document, "{{ school }}: what needs doing", "Title")
    say(document, "As of {{ as_of | day }}. {{ parts.headline(summary) }}")
    _urgent(document)
    _restrictions(document)
    _since(document)
    _dates(document)
    _children(document)
    _rest(document)
    tag(document, "endif")
    _footing(document)
    return document


def _overview(document: Word) -> None:
    say(document, "What is dangerous", "Heading 1")
    tag(document, "if dangerous")
    action = "{{ one.action.sentence | sentence }} To do: {{ one.action.do | sentence }}"
    table(
        document,
        ["School", "What was found, and what to do", "Where", "Whose duty"],
        "one in dangerous",
        ["{{ one.school }}", action, "{{ parts.spots(one.action) }}", "{{ one.action.duty }}"],
        widths=[3, 8, 4, 2.8],
    )
    or_else(document)
    say(document, "School by school", "Heading 1")
    heads = ["School", "Children", "Danger", "Must", "Should", "Overdue"]
    fields = ["school", "children", "dangerous", "errors", "warnings", "overdue"]
    cells = [f"{{{{ line.{field} }}}}" for field in fields]
    table(document, heads, "line in schools", cells, widths=[7.8, 2, 2, 2, 2, 2])
    _since(document)
    say(document, "The next twelve months", "Heading 1")
    cells = ["{{ bar.label }}", "{{ bar.number }}"]
    table(document, ["Month", "Dates that fall due"], "bar in chart.bars", cells)


def _urgent(document: Word) -> None:
    say(document, "Most urgent", "Heading 1")
    tag(document, "for action in urgent")
    numbered = document.add_paragraph(style="List Number")
    weight = "{{ parts.weight(action.severity, action.is_dangerous) }}"
    numbered.add_run(f"{weight}: {{{{ action.sentence | sentence }}}}", "Strong")
    numbered.add_run(
        " {{ parts.spots(action) }}{% if action.since %}, since {{ action.since | day }}{% endif %}. "
        "{% if action.is_in_the_way %}Until this is put right, a danger may go unseen here. {% endif %}"
        "To do: {{ action.do | sentence }} Duty: {{ action.duty }}."
    )
    tag(document, "else")
    say(document, "Nothing found in what was looked at.")
    tag(document, "endfor")
    say(document, "What is dangerous", "Heading 1")
    tag(document, "if dangerous")
    _actions(document, "dangerous")
    or_else(document)
    say(document, "Who does what next", "Heading 1")
    tag(document, "for duty in duties")
    say(document, "Duty: {{ duty.duty }}", "Heading 2")
    _actions(document, "duty.actions")
    tag(document, "else")
    say(document, "Nothing found in what was looked at.")
    tag(document, "endfor")


def _actions(document: Word, actions: str) -> None:
    table(
        document,
        ["Weight", "What was found, and what to do", "Where", "Since", "Clause"],
        f"action in {actions}",
        [
            "{{ parts.weight(action.severity, action.is_dangerous) }}",
            "{{ action.sentence | sentence }}{% if action.is_in_the_way %} Until this is put right, a danger may "
            "go unseen here.{% endif %} To do: {{ action.do | sentence }}",
            "{{ parts.spots(action) }}",
            "{{ action.since | day }}",
            "{{ action.requirement }}",
        ],
        widths=_ACTION_WIDTHS,
    )


def _restrictions(document: Word) -> None:
    say(document, "Restrictions, and who was told", "Heading 1")
    tag(document, "if restrictions.children")
    cells = [
        "{{ one.child }}",
        "{{ one.number }}",
        "{% if one.checked %}{{ one.checked | day }}{% else %}not recorded{% endif %}",
        "{% if one.look_again %}{{ one.look_again | day }}{% else %}not recorded{% endif %}",
    ]
    heads = ["Child", "In force", "Last confirmed", "Ask again by"]
    table(document, heads, "one in restrictions.children", cells)
    or_else(document, "No plan that could be read has a restriction in force.")
    say(
        document,
        '{{ restrictions.none | counted("plan says", "plans say") }} that there is no restriction in force.'
        "{% if restrictions.not_said %} Nothing is recorded either way for {{ restrictions.not_said | listed }}."
        "{% endif %}",
    )
    tag(document, "if not_told")
    heads = ["Child", "Where somebody was not told, or is to be told later", "Telling the child waits until"]
    found = (
        "{% for sentence in one.sentences %}{{ sentence | sentence }} {% else %}Somebody decided to tell the child "
        "later, and is recorded.{% endfor %}"
    )
    cells = ["{{ one.child }}", found, "{{ one.child_waits | day }}"]
    table(document, heads, "one in not_told", cells, widths=[2.2, 11, 4.6])
    tag(document, "endif")


def _since(document: Word) -> None:
    tag(document, "if comparison")
    say(document, "Since {{ comparison.earlier | day }}", "Heading 1")
    for field, one, many in (
        ("put_right", "finding was put right", "findings were put right"),
        ("new", "finding is new", "findings are new"),
        ("still_open", "finding stays open", "findings stay open"),
    ):
        number = f'{{{{ comparison.{field} | length | counted("{one}", "{many}") }}}}'
        say(document, number, "List Bullet")
    tag(document, "if comparison.not_looked_at")
    words = '"earlier finding was", "earlier findings were"'
    number = f"{{{{ comparison.not_looked_at | counted({words}) }}}}"
    say(document, f"{number} not looked at again", "List Bullet")
    tag(document, "endif")
    for field, title in (("put_right", "Put right"), ("new", "New"), ("still_open", "Still open")):
        tag(document, f"if comparison.{field}")
        say(document, title, "Heading 2")
        _changes(document, field)
        tag(document, "endif")
    tag(document, "endif")


def _changes(document: Word, field: str) -> None:
    table(
        document,
        ["Weight", "What", "Where", "Known since", "Clause"],
        f"change in comparison.{field}",
        [
            "{{ parts.words[change.severity] }}",
            "{{ change.sentence | sentence }}",
            "{{ change.where }}",
            "{{ change.since | day }}",
            "{{ change.requirement }}",
        ],
        widths=_ACTION_WIDTHS,
    )


def _dates(document: Word) -> None:
    say(document, "Dates", "Heading 1")
    cells = ["{{ parts.ago(item) }}", "{{ item.what }}", '{{ item.where | join(", ") }}', "{{ item.duty }}"]
    cells.append("{{ item.requirement }}")
    for field, title in (("overdue", "Overdue"), ("coming", "The next twelve months")):
        tag(document, f"if falling_due.{field}")
        say(document, title, "Heading 2")
        heads = ["Day", "What", "Where", "Whose duty", "Clause"]
        loop = f"item in falling_due.{field}"
        table(document, heads, loop, cells, widths=[3.2, 5.2, 4.2, 2.8, 2.4])
        tag(document, "endif")
    tag(document, "if falling_due.undated")
    say(document, "No date can be read", "Heading 2")
    tag(document, "for spot in falling_due.undated")
    say(document, "{{ spot.label }}, line {{ spot.line }}: {{ spot.sentence }}", "List Bullet")
    tag(document, "endfor")
    tag(document, "endif")


def _children(document: Word) -> None:
    say(document, "Child by child", "Heading 1")
    tag(document, "if grid.rows")
    heads = ["Child", "What was found, by section of the policies"]
    cells = ["{{ row.child }}", "{{ parts.found(row, grid.groups) }}"]
    table(document, heads, "row in grid.rows", cells, widths=[2.2, 15.6])
    or_else(document, "No child’s plan was looked at.")


def _rest(document: Word) -> None:
    tag(document, "if accepted")
    say(document, "Accepted for now", "Heading 1")
    cells = ["{{ one.ends | day }}", "{{ one.title }}", "{{ one.where }}", "{{ one.requirement }}"]
    table(document, ["Ends", "What", "Where", "Clause"], "one in accepted", cells)
    tag(document, "endif")
    say(document, "For people to judge", "Heading 1")
    say(document, "No machine can answer these. Ask them of each other, and write down when.")
    tag(document, "for one in questions")
    question = '{{ one.question | replace("left to a person: ", "") | sentence }}'
    say(document, f"{question} ({{{{ one.requirement }}}}, {{{{ one.duty }}}})", "List Bullet")
    tag(document, "endfor")
    tag(document, "if footing.not_looked_at")
    say(document, "What was not looked at", "Heading 1")
    say(
        document,
        "Because a document could not be read, a list is missing, or it is kept elsewhere, these were not looked "
        "at, at least in part. Nothing is known of them.",
    )
    tag(document, "for title in footing.not_looked_at")
    say(document, "{{ title }}", "List Bullet")
    tag(document, "endfor")
    tag(document, "endif")


def _footing(document: Word) -> None:
    say(document, "What this page rests on", "Heading 2")
    for text in (
        "As of {{ footing.as_of | day }}; law register as of {{ footing.law_checked_on }}.",
        'Looked at: {{ footing.documents | counted("document") }} and {{ footing.children | counted("child", '
        '"children") }} in {{ footing.scope | join(", ") }}; contents {{ footing.inputs_digest }}.',
        "Policies: {{ parts.policies(footing) }}. Settings that decided something: {{ parts.settings(footing) }}.",
        'Left to people: {{ footing.for_a_person | counted("question") }}. Not looked at, at least in part: '
        '{{ footing.not_looked_at | length | counted("requirement") }}.'
        "{% if footing.covered_by_baseline %} Counted apart: "
        '{{ footing.covered_by_baseline | counted("finding") }} in a baseline.{% endif %}',
        "Made by lpcheck {{ footing.lpcheck }}. Children are named by key only. Nothing found means nothing found "
        "in what was looked at, never that all is well.",
    ):
        say(document, text, "Foot")


MASTERS: dict[str, Callable[[], Word]] = {"leadership": leadership, "procedure": procedure}

if __name__ == "__main__":
    main()
