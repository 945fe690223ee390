"""Reads United Kingdom telephone numbers in the spellings that people use."""

import re

_EMERGENCY_SERVICES = frozenset({"999", "101", "111"})

# Area codes, without their 0, in which some numbers are one digit shorter than elsewhere.
_SHORTER = (
    "1204|1208|1254|1276|1297|1298|1363|1364|1384|1386|1404|1420|1460|1461|1480|1488|1524|1527"
    "|1562|1566|1606|1629|1635|1647|1659|1695|1726|1744|1750|1768|1827|1837|1884|1900|1905|1935"
    "|1946|1949|1963|1995"
)
_SEPARATORS = re.compile(r"[\s().\u00ad\u200b\u2010-\u2015-]+")
_NUMBER = (  # a pattern: it takes long to compile, and a procedure has no number that is looked at
    r"(?:tel:?)?(?:(?:\+|00)440?|0)"
    r"(?P<national>"
    rf"1[1-9][0-9]{{8}}|(?:{_SHORTER})[0-9]{{5}}|16977[0-9]{{4}}"
    r"|2[03489][0-9]{8}|3[0347][0-9]{8}|7[0-9]{9}"
    r"|8001111|800[0-9]{6}|80[08][0-9]{7}|8[247][0-9]{8}"
    r")(?:,?(?:ext(?:ension|n)?|x|\#):?[0-9]{1,6})?"
)

_ABROAD = re.compile(r"(?:tel:?)?(?:\+|00)(?!44)(?P<digits>[1-9][0-9]{6,14})")


def telephone_number(text: str) -> str | None:
    """Give the national number that a text stands for, without spaces: 01632960123.

    Two spellings of one number give the same; an extension is understood and left out. None where
    the text is no number of the United Kingdom that can be rung, among them 999, 101 and 111.
    """
    return _national(_compact(text))


def _national(compact: str) -> str | None:
    match = re.fullmatch(_NUMBER, compact)
    return f"0{match['national']}" if match else None


def number_anywhere(text: str) -> str | None:
    """Give the number as it compares: a national one, or one abroad from its + on; None for neither.

    Families live abroad too. Of a number there no more is known than that it has 7 to 15 digits (E.164).
    """
    compact = _compact(text)
    abroad = _ABROAD.fullmatch(compact)
    return _national(compact) or (abroad and f"+{abroad['digits']}")


def is_emergency_service(text: str) -> bool:
    """Whether a text is 999, 101 or 111: anybody can ring these, so they reach no named person."""
    return _compact(text).removeprefix("tel:") in _EMERGENCY_SERVICES


def _compact(text: str) -> str:
    return _SEPARATORS.sub("", text).casefold()
