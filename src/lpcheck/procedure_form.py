"""A local procedure in the parts of its form, in their order, as far as it is filled in."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from lpcheck.dates import Period, period_of, spoken_period
from lpcheck.places import Pointer
from lpcheck.pointers import value_at
from lpcheck.view import Examined

FRONT = ("title", "site", "policy", "template", "date", "review_date", "authors", "ratification")
STOOD_IN = ("local_arrangements", "references", "associated_forms")
_RATIFICATION = (("note", ""), ("approved_by", ""), ("name", "no name is recorded"))
_NO_DAY_OF_APPROVAL = "no date is recorded"
_YES_OR_NO = {True: "yes", False: "no"}
_CHECKLIST = (("item", "Item"), ("in_place", "In place"), ("note", "Note"))
_HISTORY = (("date", "Date Reviewed"), ("reviewer", "Reviewer"), ("summary", "Summary of revisions"))
_DRIVERS = (("who", "Who"), ("role", "Role"), ("until", "Until"))
_CONTACTS = (
    *(("who", "Who"), ("designation", "Designation"), ("phone", "Telephone")),
    *(("email", "E-mail"), ("when", "When")),
)
_REST_OF_THE_FORM = frozenset(
    [
        *("kind", "related_policies", "sections", "contents_checklist_note", "contents_checklist"),
        *("review_history", "appendices"),
    ]
)


class FormLine(NamedTuple):
    """A field of the form with what stands in it, "" for nothing."""

    title: str
    text: str


class FormSection(NamedTuple):
    """A part with a heading: a text in Markdown, or what a field holds, as a list or line by line."""

    heading: str
    text: str = ""
    items: tuple[str, ...] = ()
    lines: tuple[FormLine, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is filled in."""
        return not (self.text or self.items or self.lines)


class FormTable(NamedTuple):
    """A table of the form; `note` are words beside it, `reason` says why it does not apply."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""
    reason: str = ""


class Procedure(NamedTuple):
    """One local procedure; `document` is its path in the folder of its school."""

    document: str
    title: str
    school: str
    review: Period | None
    front: tuple[FormLine, ...]
    sections: tuple[FormSection, ...]
    checklist: FormTable
    history: FormTable
    first_aiders: FormTable
    contacts: FormTable


def procedure_in(examined: Examined) -> Procedure:
    """The procedure in a document of that kind, whatever is wrong with it."""
    data = examined.document.data
    return Procedure(
        document=examined.document.path,
        title=shown(data.get("title")) or "Local procedure",
        school=shown(data.get("site")),
        review=period_of(data.get("review_date")),
        front=tuple(_front(examined)),
        sections=(*_numbered(examined), *_unnumbered(examined)),
        checklist=_table(examined, ("contents_checklist",), _CHECKLIST)._replace(
            note=shown(data.get("contents_checklist_note"))
        ),
        history=_table(examined, ("review_history",), _HISTORY),
        first_aiders=_table(examined, ("appendices", "first_aiders_and_drivers"), _DRIVERS),
        contacts=_table(examined, ("appendices", "contact_details"), _CONTACTS),
    )


def shown(value: object) -> str:
    """A value as a page shows it: a date as it is said, a list item after item, "" for none."""
    if isinstance(value, bool):
        return _YES_OR_NO[value]
    if isinstance(value, list):
        return "; ".join(filter(None, map(shown, value)))
    if value is None or isinstance(value, Mapping):
        return ""
    period = period_of(value)
    return spoken_period(period) if period else str(value).strip()


def _front(examined: Examined) -> Iterator[FormLine]:
    data = examined.document.data
    for name in FRONT:
        value = data.get(name)
        text = _ratification(value) if isinstance(value, Mapping) else shown(value)
        yield FormLine(examined.title((name,)), text)
    related = data.get("related_policies")
    reason = shown(related.get("none")) if isinstance(related, Mapping) else ""
    yield FormLine("Related policies", f"none: {reason}" if reason else shown(related))


def _ratification(value: Mapping[str, object]) -> str:
    texts = [shown(value.get(name)) or otherwise for name, otherwise in _RATIFICATION]
    first = " ".join(filter(None, texts[:2]))
    return ", ".join(filter(None, (first, texts[2], shown(value.get("date")) or _NO_DAY_OF_APPROVAL)))


def _numbered(examined: Examined) -> Iterator[FormSection]:
    for section in _rows(examined.document.data.get("sections"), "heading"):
        heading = shown(section.get("heading"))
        field = section.get("stands_in")
        held = _section(examined, str(field)) if field in STOOD_IN else FormSection("")
        yield held._replace(heading=heading, text=shown(section.get("text")))


def _unnumbered(examined: Examined) -> Iterator[FormSection]:
    """Yields what no numbered section shows: fields of the form, and blocks that a policy has added."""
    data = examined.document.data
    numbered = {str(section.get("stands_in")) for section in _rows(data.get("sections"), "heading")}
    added = (name for name in data if name not in {*FRONT, *STOOD_IN, *_REST_OF_THE_FORM})
    for name in (*STOOD_IN, *added):
        if name not in numbered and (name in data or name == "references") and examined.title((name,)):
            yield _section(examined, name)


def _section(examined: Examined, name: str) -> FormSection:
    """What a field of the document holds, under the name that the form gives it."""
    heading, value = _capitalised(examined.title((name,))), examined.document.data.get(name)
    rows = value if isinstance(value, list) else [value]
    if any(isinstance(one, Mapping) for one in rows):
        return FormSection(heading, lines=tuple(_lines(examined, (name,), value)))
    return FormSection(heading, items=tuple(filter(None, map(shown, rows))))


def _capitalised(title: str) -> str:
    return title[:1].upper() + title[1:]


def _lines(examined: Examined, pointer: Pointer, value: object) -> Iterator[FormLine]:
    """Yields each field of a group that the form has, those of groups inside it with both names."""
    if isinstance(value, list):
        for number, one in enumerate(value):
            for title, text in _lines(examined, (*pointer, number), one):
                yield FormLine(f"{title} ({number + 1})", text)
        return
    for name, inside in value.items() if isinstance(value, Mapping) else ():
        title = _capitalised(examined.title((*pointer, name)))
        if not title:
            continue
        if isinstance(inside, Mapping) or (isinstance(inside, list) and inside and not shown(inside)):
            yield from (
                FormLine(f"{title}: {below}", text)
                for below, text in _lines(examined, (*pointer, name), inside)
            )
        else:
            yield FormLine(title, shown(inside))


def _table(examined: Examined, pointer: Pointer, columns: Iterable[tuple[str, str]]) -> FormTable:
    names, heads = zip(*columns, strict=True)
    value = value_at(examined.document.data, pointer)
    return FormTable(
        title=examined.title(pointer),
        heads=heads,
        rows=tuple(tuple(_cell(name, row.get(name)) for name in names) for row in _rows(value, names[0])),
        reason=shown(value.get("not_applicable")) if isinstance(value, Mapping) else "",
    )


def _cell(name: str, value: object) -> str:
    """A cell of a table; words of the form, such as first-aider, without their dashes."""
    text = shown(value)
    if name == "in_place" and text == "not-applicable":
        return "does not apply"
    return text.replace("-", " ") if name in ("role", "when") else text


def _rows(value: object, first: str) -> Iterator[Mapping[str, object]]:
    """Yields the rows of a list; what is no row but a text, as one with that in its `first` field."""
    if isinstance(value, Mapping):
        return
    for row in value if isinstance(value, list) else (value,):
        if isinstance(row, Mapping):
            yield row
        elif text := shown(row):
            yield {first: text}
