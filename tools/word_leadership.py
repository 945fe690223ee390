"""The Word master of the report `leadership`."""

from docx.document import Document as Word
from word_parts import Column, bullets, footing, new_master, or_else, say, table, tag


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
    footing(document)
    return document


def _overview(document: Word) -> None:
    say(document, "What is dangerous", "Heading 1")
    tag(document, "if dangerous")
    found = "{{ one.action.sentence | sentence }} To do: {{ one.action.do | sentence }}"
    columns = [
        Column("School", "{{ one.school }}", 3),
        Column("What was found, and what to do", found, 8),
        Column("Where", "{{ parts.spots(one.action) }}", 4),
        Column("Whose duty", "{{ one.action.duty }}", 2.8),
    ]
    table(document, "one in dangerous", columns)
    or_else(document)
    say(document, "School by school", "Heading 1")
    numbers = ("Children", "children"), ("Danger", "dangerous"), ("Must", "errors"), ("Should", "warnings")
    columns = [
        Column("School", "{{ line.school }}", 7.8),
        *(Column(head, f"{{{{ line.{field} }}}}", 2) for head, field in (*numbers, ("Overdue", "overdue"))),
    ]
    table(document, "line in schools", columns)
    _since(document)
    say(document, "The next twelve months", "Heading 1")
    columns = [
        Column("Month", "{{ bar.label }}", 8.9),
        Column("Dates that fall due", "{{ bar.number }}", 8.9),
    ]
    table(document, "bar in chart.bars", columns)


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
    or_else(document, end="endfor")
    say(document, "What is dangerous", "Heading 1")
    tag(document, "if dangerous")
    _actions(document, "dangerous")
    or_else(document)
    say(document, "Who does what next", "Heading 1")
    tag(document, "for duty in duties")
    say(document, "Duty: {{ duty.duty }}", "Heading 2")
    _actions(document, "duty.actions")
    or_else(document, end="endfor")


def _actions(document: Word, actions: str) -> None:
    found = (
        "{{ action.sentence | sentence }}{% if action.is_in_the_way %} Until this is put right, a danger "
        "may go unseen here.{% endif %} To do: {{ action.do | sentence }}"
    )
    columns = [
        Column("Weight", "{{ parts.weight(action.severity, action.is_dangerous) }}", 1.6),
        Column("What was found, and what to do", found, 7.6),
        Column("Where", "{{ parts.spots(action) }}", 4),
        Column("Since", "{{ action.since | day }}", 2.4),
        Column("Clause", "{{ action.requirement }}", 2.2),
    ]
    table(document, f"action in {actions}", columns)


def _restrictions(document: Word) -> None:
    say(document, "Restrictions, and who was told", "Heading 1")
    tag(document, "if restrictions.children")
    columns = [
        Column("Child", "{{ one.child }}", 4),
        Column("In force", "{{ one.number }}", 3.8),
        Column("Last confirmed", _or_not_recorded("one.checked"), 5),
        Column("Ask again by", _or_not_recorded("one.look_again"), 5),
    ]
    table(document, "one in restrictions.children", columns)
    or_else(document, "No plan that could be read has a restriction in force.")
    number = '{{ restrictions.none | counted("plan says", "plans say") }}'
    not_said = (
        "{% if restrictions.not_said %} Nothing is recorded either way for "
        "{{ restrictions.not_said | listed }}.{% endif %}"
    )
    say(document, f"{number} that there is no restriction in force.{not_said}")
    tag(document, "if not_told")
    found = (
        "{% for sentence in one.sentences %}{{ sentence | sentence }} {% else %}Somebody decided to tell "
        "the child later, and is recorded.{% endfor %}"
    )
    columns = [
        Column("Child", "{{ one.child }}", 2.2),
        Column("Where somebody was not told, or is to be told later", found, 11),
        Column("Telling the child waits until", "{{ one.child_waits | day }}", 4.6),
    ]
    table(document, "one in not_told", columns)
    tag(document, "endif")


def _or_not_recorded(field: str) -> str:
    return f"{{% if {field} %}}{{{{ {field} | day }}}}{{% else %}}not recorded{{% endif %}}"


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
    columns = [
        Column("Weight", "{{ parts.words[change.severity] }}", 1.6),
        Column("What", "{{ change.sentence | sentence }}", 7.6),
        Column("Where", "{{ change.where }}", 4),
        Column("Known since", "{{ change.since | day }}", 2.4),
        Column("Clause", "{{ change.requirement }}", 2.2),
    ]
    table(document, f"change in comparison.{field}", columns)


def _dates(document: Word) -> None:
    say(document, "Dates", "Heading 1")
    columns = [
        Column("Day", "{{ parts.ago(item) }}", 3.2),
        Column("What", "{{ item.what }}", 5.2),
        Column("Where", '{{ item.where | join(", ") }}', 4.2),
        Column("Whose duty", "{{ item.duty }}", 2.8),
        Column("Clause", "{{ item.requirement }}", 2.4),
    ]
    for field, title in (("overdue", "Overdue"), ("coming", "The next twelve months")):
        tag(document, f"if falling_due.{field}")
        say(document, title, "Heading 2")
        table(document, f"item in falling_due.{field}", columns)
        tag(document, "endif")
    tag(document, "if falling_due.undated")
    say(document, "No date can be read", "Heading 2")
    undated = "{{ spot.label }}, line {{ spot.line }}: {{ spot.sentence }}"
    bullets(document, "spot in falling_due.undated", undated)
    tag(document, "endif")


def _children(document: Word) -> None:
    say(document, "Child by child", "Heading 1")
    tag(document, "if grid.rows")
    columns = [
        Column("Child", "{{ row.child }}", 2.2),
        Column("What was found, by section of the policies", "{{ parts.found(row, grid.groups) }}", 15.6),
    ]
    table(document, "row in grid.rows", columns)
    or_else(document, "No child’s plan was looked at.")


def _rest(document: Word) -> None:
    tag(document, "if accepted")
    say(document, "Accepted for now", "Heading 1")
    columns = [
        Column("Ends", "{{ one.ends | day }}", 3),
        Column("What", "{{ one.title }}", 8.2),
        Column("Where", "{{ one.where }}", 4.2),
        Column("Clause", "{{ one.requirement }}", 2.4),
    ]
    table(document, "one in accepted", columns)
    tag(document, "endif")
    say(document, "For people to judge", "Heading 1")
    say(document, "No machine can answer these. Ask them of each other, and write down when.")
    question = "{{ one.question | sentence }} ({{ one.requirement }}, {{ one.duty }})"
    bullets(document, "one in questions", question)
    tag(document, "if footing.not_looked_at")
    say(document, "What was not looked at", "Heading 1")
    say(
        document,
        "Because a document could not be read, a list is missing, or it is kept elsewhere, these were not "
        "looked at, at least in part. Nothing is known of them.",
    )
    bullets(document, "title in footing.not_looked_at", "{{ title }}")
    tag(document, "endif")
