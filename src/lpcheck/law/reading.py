"""Builds the law register from plain data, refusing what contradicts itself."""

from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import NoReturn, TypeAlias, TypeVar

from lpcheck.errors import PolicyError
from lpcheck.law.entries import (
    COUNTRIES,
    SCHOOL_TYPES,
    Certainty,
    LawEntry,
    Status,
    Successor,
)
from lpcheck.law.register import Register, register_of

_Row: TypeAlias = Mapping[str, object]
_Choice = TypeVar("_Choice", bound=Enum)

_FIELDS = frozenset(LawEntry._fields)


def register_from(data: Mapping[str, object]) -> Register:
    """Build the register; every value may be text, as a YAML file read without types gives it.

    Raises PolicyError, naming the entry, for a register that cannot be relied upon.
    """
    listed = data.get("entries")
    if not isinstance(listed, list) or not listed:
        message = "the law register has no entries"
        raise PolicyError(message, "list them under `entries:`")
    rows: dict[str, _Row] = {}
    for position, item in enumerate(listed, 1):
        row = _row(item, position)
        key = _required(row, "key")
        if key in rows:
            _refuse(key, "the key stands there twice", "give each entry its own key")
        rows[key] = row
    entries = tuple(_entry(row, rows) for row in rows.values())
    register = register_of(entries, _checked_on(data))
    _refuse_shared_spellings(register)
    return register


def _row(item: object, position: int) -> _Row:
    name = f"number {position}"
    if not isinstance(item, Mapping):
        _refuse(name, "it is not a list of fields", "give it a key and a title")
    if not item.get("key"):
        _refuse(name, "it has no key", "add `key:`")
    for field in item:
        if field not in _FIELDS:
            _refuse(str(item["key"]), f"`{field}` is not a field", "look for a typing error")
    return item


def _entry(row: _Row, rows: Mapping[str, _Row]) -> LawEntry:
    entry = LawEntry(
        key=_required(row, "key"),
        title=_required(row, "title"),
        extent=_known(row, "extent", COUNTRIES),
        status=_choice(row, "status", Status),
        certainty=_choice(row, "certainty", Certainty),
        also_cited_as=_texts(row, "also_cited_as"),
        loosely_cited_as=_texts(row, "loosely_cited_as"),
        number=_text(row, "number"),
        series=_text(row, "series"),
        edition=_edition(row),
        valid_from=_day(row, "valid_from"),
        valid_to=_day(row, "valid_to"),
        replaced_by=_successor(row, rows),
        binds=_binds(row),
        subject=_text(row, "subject"),
        note=_text(row, "note"),
    )
    _refuse_contradictions(entry)
    return entry


def _successor(row: _Row, rows: Mapping[str, _Row]) -> Successor | None:
    key = _text(row, "replaced_by")
    if key is None:
        return None
    if key not in rows or key == row["key"]:
        remedy = "name the key of another entry"
        _refuse(row["key"], f"replaced_by names `{key}`, which is no other entry", remedy)
    other = rows[key]
    title, series = _required(other, "title"), _text(other, "series")
    return Successor(key, title, series, _day(other, "valid_from"))


def _binds(row: _Row) -> frozenset[str] | None:
    if _required(row, "binds") == "all":
        return None
    return frozenset(_known(row, "binds", SCHOOL_TYPES))


def _refuse_contradictions(entry: LawEntry) -> None:
    if entry.status is Status.IN_FORCE and (entry.valid_to or entry.replaced_by):
        remedy = "change the status, or leave out `valid_to` and `replaced_by`"
        _refuse(entry.key, "it is in force and has come to an end", remedy)
    if entry.valid_from and entry.valid_to and entry.valid_to < entry.valid_from:
        _refuse(entry.key, "valid_to is before valid_from", "correct one of the two days")


def _refuse_shared_spellings(register: Register) -> None:
    seen: dict[object, str] = {}
    for spellings in register.spellings.values():
        for spelling in spellings:
            title = (spelling.parts.bare, spelling.parts.nations, spelling.year)
            other = seen.setdefault(title, spelling.entry.key)
            if other != spelling.entry.key:
                remedy = "tell them apart by title, year or edition"
                _refuse(spelling.entry.key, f"it is cited in the same way as `{other}`", remedy)


def _checked_on(data: Mapping[str, object]) -> date:
    try:
        return date.fromisoformat(str(data.get("checked_on")))
    except ValueError:
        message = "the law register does not say when it was checked"
        raise PolicyError(message, "add `checked_on:` with a day such as 2026-11-21") from None


def _required(row: _Row, field: str) -> str:
    return _text(row, field) or _refuse(row["key"], f"it has no {field}", f"add `{field}:`")


def _text(row: _Row, field: str) -> str | None:
    value = row.get(field)
    return None if value is None or value == "" else str(value)


def _texts(row: _Row, field: str) -> tuple[str, ...]:
    value = row.get(field)
    if value is None or value == "":
        return ()
    if not isinstance(value, list):
        _refuse(row["key"], f"{field} is not a list", "write it with one dash, or in brackets")
    return tuple(str(item) for item in value)


def _known(row: _Row, field: str, choices: tuple[str, ...]) -> tuple[str, ...]:
    values = _texts(row, field)
    if not values or not set(values) <= set(choices):
        _refuse(row["key"], f"{field} is not understood", f"choose from: {', '.join(choices)}")
    return values


def _choice(row: _Row, field: str, choices: type[_Choice]) -> _Choice:
    try:
        return choices(_text(row, field))
    except ValueError:
        known = ", ".join(choice.value for choice in choices)
        _refuse(row["key"], f"{field} is not understood", f"choose from: {known}")


def _day(row: _Row, field: str) -> date | None:
    text = _text(row, field)
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        _refuse(row["key"], f"{field} is not a day", "write it as 2026-11-21")


def _edition(row: _Row) -> int | None:
    text = _text(row, "edition")
    if text and not text.isdecimal():
        _refuse(row["key"], "edition is not a year", "write it as 2026")
    return int(text) if text else None


def _refuse(key: object, what: str, remedy: str) -> NoReturn:
    message = f"law register, entry `{key}`: {what}"
    raise PolicyError(message, remedy)
