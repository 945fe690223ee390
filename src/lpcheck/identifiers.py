"""Finds numbers and addresses that point at one person and do not belong in a key or a file name.

A detector of leaks, not a proof that there is none: a name, for one, is not found.
"""

import re
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple


class IdentifierKind(Enum):
    """What was found, in words for a message that must not repeat the thing itself."""

    PUPIL_NUMBER = "a pupil number"
    NHS_NUMBER = "an NHS number"
    DATE_OF_BIRTH = "a date of birth"
    POSTCODE = "a postcode"
    EMAIL_ADDRESS = "an e-mail address"


class Identifier(NamedTuple):
    """A stretch of a text, from its first character to the one after its last; never its value."""

    kind: IdentifierKind
    start: int
    end: int


_GAP = "[ \u00a0_.\u2010-\u2013-]?"
_ALONE = r"(?<![^\W_])"
_ENDS = r"(?![^\W_])"

_DIGIT = re.compile(r"[0-9]")
_PUPIL_NUMBER = re.compile(
    rf"{_ALONE}[A-HJ-NP-RT-Z]{_GAP}[0-9]{{3}}{_GAP}[0-9]{{4}}{_GAP}"
    rf"[0-9]{{2}}{_GAP}[0-9]{{2}}[0-9A-HJ-NP-RT-Z]{_ENDS}",
    re.IGNORECASE | re.ASCII,
)

_NHS_NUMBER = re.compile(rf"{_ALONE}[1-9][0-9]{{2}}({_GAP})[0-9]{{3}}({_GAP})[0-9]{{4}}{_ENDS}")
_DIALLED = re.compile(r"(?:\+|\b00)[ -]?44[ -]?(?:\(0\)[ -]?)?\Z|\(0\)[ -]?\Z|\b0[ -]\Z")
_OWNER = re.compile(
    r"(?<![a-z])(?:(nhs)|tel|telephone|phone|mobile|mob|fax|call|ring)(?![a-z])", re.IGNORECASE
)

_MONTH = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    "|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DAY = "(?:0?[1-9]|[12][0-9]|3[01])"
_ORDINAL = rf"{_DAY}(?:st|nd|rd|th)?"
_YEAR = "(?:(?:19|20)[0-9]{2}|['\u2019]?[0-9]{2})"
_DATE = (  # a pattern: few texts speak of a birth, and it takes long to compile
    rf"{_ALONE}(?:"
    rf"(?:19|20)[0-9]{{2}}[ ./_-]{_DAY}[ ./_-]{_DAY}"
    rf"|{_DAY} ?[ ./_-] ?{_DAY} ?[ ./_-] ?{_YEAR}"
    rf"|{_ORDINAL}[ .-]{{0,2}}(?:of )?{_MONTH}[ .,-]{{0,2}}{_YEAR}"
    rf"|{_MONTH}[ .-]{{1,2}}{_ORDINAL}[ ,]{{1,2}}{_YEAR}"
    rf"|[0-9]{{8}}"
    rf"){_ENDS}"
)
_BIRTH = re.compile(
    rf"{_ALONE}(?:date[\s_-]?of[\s_-]?birth|birth[\s_-]?date|d\.? ?o\.? ?b\.?|born){_ENDS}",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?]\s+[A-Z]")

_AREA = (
    "A[BL]|B[ABDHLNRST]?|C[ABFHMORTVW]|D[ADEGHLNTY]|E[CHNX]?|F[KY]|G[LUY]?|H[ADGPRSUX]|I[GMPV]"
    "|JE|K[ATWY]|L[ADELNSU]?|M[EKL]?|N[EGNPRW]?|O[LX]|P[AEHLOR]|R[GHM]|S[AEGKLMNOPRSTWY]?"
    "|T[ADFNQRSW]|UB|W[ACDFNRSV]?|YO|Z[E]"
)
_POSTCODE = re.compile(
    rf"{_ALONE}(?:(?:{_AREA})[0-9][0-9A-HJKMNPR-Y]?|GIR){_GAP} ?[0-9][ABD-HJLNP-UW-Z]{{2}}{_ENDS}",
    re.IGNORECASE | re.ASCII,
)
_LOWER_ORDINAL = re.compile(r"[0-9](?:st|nd|rd|th)\Z")

_EMAIL_ADDRESS = re.compile(r"(?<![\w.%+'-])[\w.%+'-]++@[\w-]++(?:\.[\w-]++)++")

_WORDS_BETWEEN = 5
_CLOSE = 40
_NEAR = 60


def identifiers_in(text: str) -> Iterator[Identifier]:
    """Find what points at one person, in the order of the text; takes time in step with its length.

    Pupil and NHS numbers count only with the right check character. An NHS number must be grouped
    3-3-4 or stand close behind the word NHS, a date close behind a word for birth.
    """
    found = list(_email_addresses_in(text)) if "@" in text else []
    if _DIGIT.search(text):
        found += [*_pupil_numbers_in(text), *_nhs_numbers_in(text)]
        found += [*_dates_of_birth_in(text), *_postcodes_in(text)]
    yield from sorted(found, key=lambda identifier: (identifier.start, identifier.kind.value))


def _email_addresses_in(text: str) -> Iterator[Identifier]:
    for match in _EMAIL_ADDRESS.finditer(text):
        yield Identifier(IdentifierKind.EMAIL_ADDRESS, *match.span())


def _pupil_numbers_in(text: str) -> Iterator[Identifier]:
    for match in _PUPIL_NUMBER.finditer(text):
        if _is_pupil_number(match[0]):
            yield Identifier(IdentifierKind.PUPIL_NUMBER, *match.span())


def _is_pupil_number(text: str) -> bool:
    """Check the letter alone: stdnum's list of local authorities lacks the newest of them."""
    from stdnum.gb import upn  # noqa: PLC0415 - slow to import, and seldom needed

    number = "".join(filter(str.isalnum, text)).upper()
    return upn.calc_check_digit(number[1:]) == number[0]


def _nhs_numbers_in(text: str) -> Iterator[Identifier]:
    for match in _NHS_NUMBER.finditer(text):
        grouped = bool(match[1] and match[2])
        if _may_be_nhs(text, match.start(), grouped=grouped) and _is_nhs_number(match[0]):
            yield Identifier(IdentifierKind.NHS_NUMBER, *match.span())


def _may_be_nhs(text: str, start: int, *, grouped: bool) -> bool:
    """Let the nearest word before a number say whose it is: the NHS's, or a telephone's."""
    before = text[max(0, start - _CLOSE) : start]
    if _DIALLED.search(before):
        return False
    owners = _OWNER.findall(before)
    return bool(owners[-1]) if owners else grouped


def _is_nhs_number(text: str) -> bool:
    from stdnum.gb import nhs  # noqa: PLC0415 - slow to import, and seldom needed

    return nhs.is_valid("".join(filter(str.isdecimal, text)))


def _dates_of_birth_in(text: str) -> Iterator[Identifier]:
    if not _BIRTH.search(text):
        return
    last = 0
    for match in re.finditer(_DATE, text, re.IGNORECASE):
        since = max(last, match.start() - _NEAR)
        births = list(_BIRTH.finditer(text, since, match.start()))
        if births and _is_close(text[births[-1].end() : match.start()]):
            yield Identifier(IdentifierKind.DATE_OF_BIRTH, *match.span())
        last = match.end()


def _is_close(between: str) -> bool:
    return len(between.split()) <= _WORDS_BETWEEN and not _SENTENCE_END.search(between)


def _postcodes_in(text: str) -> Iterator[Identifier]:
    for match in _POSTCODE.finditer(text):
        if not _LOWER_ORDINAL.search(match[0]):
            yield Identifier(IdentifierKind.POSTCODE, *match.span())
