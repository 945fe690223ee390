"""The Word master of the report `inspection`."""

from docx.document import Document as Word
from word_parts import Column, bullets, footing, new_master, or_else, say, table, tag

_ABOUT = (
    "For an inspection, as of {{ as_of | day }}. {% if is_whole %}The whole school was looked at.{% elif "
    'children %}Only part of the school was asked for: {{ children | join(", ") }}{% if more_children %} '
    'and {{ more_children | counted("more child", "more children") }}{% endif %}.{% else %}Only part of '
    "the school was asked for.{% endif %} Each clause stands in its own words. Recorded means that what "
    "it asks for is written down and nothing was found against it; that it is true, and that it works, "
    "only people can say. Numbers are documents. Of the documents only days and places are shown."
)
_UNREAD = (
    '{{ one.unread | counted("day") }} cannot be read, and {% if one.unread == 1 %}is{% else %}are{% '
    "endif %} missing here."
)


def inspection() -> Word:
    """Every clause with its evidence, and for a child what was when; or several schools in numbers."""
    document = new_master("For an inspection", "as of {{ as_of | day }}")
    tag(document, 'if kind == "overview"')
    say(document, "All schools: clause by clause", "Title")
    say(
        document,
        "For an inspection, as of {{ as_of | day }}. How many clauses stand so in at least one document.",
    )
    tag(document, "for line in schools")
    say(document, "{{ line.school }}", "Heading 1")
    bullets(document, "number in line.numbers", "{{ states[loop.index0] }}: {{ number }}")
    tag(document, "endfor")
    tag(document, "else")
    say(document, "{{ school }}: clause by clause", "Title")
    say(document, _ABOUT)
    _clauses(document)
    _chronologies(document)
    tag(document, "endif")
    footing(document)
    return document


def _clauses(document: Word) -> None:
    tag(document, "for part in policies")
    say(document, "{{ part.id }}: {{ part.title }} ({{ part.version }})", "Heading 1")
    tag(document, "for one in part.clauses")
    clause = "{% if one.clause %}, {{ one.clause }}{% endif %}"
    say(document, f"{{{{ one.requirement }}}}{clause}: {{{{ one.title }}}}", "Heading 2")
    say(
        document,
        "{% if one.quote %}“{{ one.quote }}”{% else %}The policy has no words of its own for this.{% "
        "endif %} Duty: {{ one.duty }}.",
    )
    say(document, "{{ parts.state(one) }}")
    tag(document, "for source in one.evidence")
    say(document, "{{ parts.source(source, footing) }}", "List Bullet")
    tag(document, "else")
    asked = '{{ (look if look.startswith("left to a person") else "looked at: " ~ look) | sentence }}'
    bullets(document, "look in one.looks", asked)
    tag(document, "endfor")
    tag(document, "endfor")
    tag(document, "endfor")


def _chronologies(document: Word) -> None:
    tag(document, "for one in chronologies")
    say(document, "{{ one.child }}: what was when", "Heading 1")
    tag(document, "if not one.is_plan_read")
    say(
        document,
        "No plan of this child could be read: what it records is missing here, and nobody can tell which "
        "contact took place under a restriction.",
    )
    tag(document, "endif")
    tag(document, "if one.unread")
    say(document, _UNREAD)
    tag(document, "endif")
    tag(document, "if one.events")
    columns = [
        Column("Day", "{{ event.day | day }}{% if event.day.first > as_of %} (to come){% endif %}", 3.2),
        Column(
            "What", "{{ event.what }}{% if event.number > 1 %} ({{ event.number }} times){% endif %}", 6.6
        ),
        Column("Where it stands", "{{ event.document }}, {{ event.field }}", 5),
        Column("Source kept in", '{{ event.kept_in or "–" }}', 3),
    ]
    table(document, "event in one.events", columns)
    or_else(document, "No day is recorded.")
    or_else(
        document,
        "What was when for a child stands here when at most five children are asked for: name the child’s "
        "folder.",
        end="endfor",
    )
