"""Takes a citation apart into the words of the title and what people write around them."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_NATIONS = {
    "england": "England",
    "wales": "Wales",
    "scotland": "Scotland",
    "northernireland": "Northern Ireland",
}
_NOT_BARE = frozenset({"(", ")", *_NATIONS})
_BRITAIN = "(england) (wales) (scotland)"

_PUBLISHERS = {
    "department for education and skills": "England",
    "department for education": "England",
    "department for children, schools and families": "England",
    "department of health and social care": "England",
    "department of health": "England",
    "dfes": "England",
    "dfe": "England",
    "dcsf": "England",
    "dhsc": "England",
    "ofsted": "England",
    "scottish government": "Scotland",
    "scottish executive": "Scotland",
    "scottish ministers": "Scotland",
    "care inspectorate wales": "Wales",
    "care inspectorate": "Scotland",
    "welsh assembly government": "Wales",
    "welsh assembly": "Wales",
    "welsh government": "Wales",
    "welsh ministers": "Wales",
    "national assembly for wales": "Wales",
    "llywodraeth cymru": "Wales",
    "northernireland executive": "Northern Ireland",
    "hm government": None,
    "uk government": None,
    "uk parliament": None,
    "home office": None,
    "hmso": None,
    "tso": None,
}

_YEAR_FORM = r"(?:19|20)[0-9]{2}"
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_APOSTROPHES = dict.fromkeys(map(ord, "\u2018\u2019\u201b\u02bc\u0060\u00b4"), "'")
_LINK = re.compile(r"\[([^\[\]]*)\]\([^()]*\)")
_ADDRESS = re.compile(r"https?://[^\s)]+|www\.[^\s)]+")
_LIST_MARK = re.compile(r"\s*[-*\u2022\u2013]?\s*(?:[0-9]{1,2}[.)]\s)?")
_INSTRUMENT = re.compile(
    rf"""\b(?:
        (?:(?:uk|welsh|scottish)\s)?(?:w?s\.?\s?i\.?|s\.?\s?s\.?\s?i\.?|statutory\sinstruments?)
        [\s,:]*(?:(?P<year>{_YEAR_FORM})\b[\s,/]*)?(?:no\b\.?|number)?\s*(?P<serial>[0-9]{{1,4}})
        | (?P<bare_year>{_YEAR_FORM})(?:\s?/|,?\s*no\b\.?)\s*(?P<bare_serial>[0-9]{{1,4}})
    )\b(?:\s*\(w\.?\s?(?P<welsh>[0-9]{{1,4}})\))?""",
    re.VERBOSE,
)
_CHAPTER = re.compile(r"\b(?:c|ch|chapter)\b\.?\s*([0-9]{1,3})\b")
_PUBLISHER = re.compile(
    r"\b(?:" + "|".join(map(re.escape, sorted(_PUBLISHERS, key=len, reverse=True))) + r")\b"
)
_DECORATION = re.compile(
    r"\b(?:(?:current|latest)(?:\s(?:version|edition))?|version|edition|updated|as\samended"
    r"|statutory\sguidance(?:\sfor\sschools\sand\scolleges)?"
    r"|available\sat|(?:london|edinburgh|cardiff)\s?(?=:))(?!\w)"
    r"|\b(?:section|part|schedule|regulation|s)\.?\s?[0-9]{1,3}[a-z]?\b(?:\s?\([0-9a-z]{1,3}\)){0,3}"
    r"(?:\sof\b)?"
    r"|\(w\.?\s?[0-9]{1,4}\)"
    r"|\b(?:[0-9]{1,2}(?:st|nd|rd|th)?\s)?(?:january|february|march|april|may|june|july|august"
    rf"|sept(?:ember)?|october|november|december)\s(?={_YEAR_FORM}\b)"
)
_YEAR = re.compile(rf"\b{_YEAR_FORM}\b")
_NATION_LIST = re.compile(r"\(((?:england|wales|scotland|northernireland|and|,|\s)+)\)")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*'?|[()]")


class Number(NamedTuple):
    """The number of a statutory instrument: `welsh` is its W. number, None where left out."""

    year: int | None
    serial: int
    welsh: int | None


class Parts(NamedTuple):
    """A citation taken apart.

    `words` are those of the title with its brackets, `bare` the same without brackets, apostrophes
    and nations: what two spellings of one title have in common. `publishers` holds the countries
    that the named publishers write for.
    """

    words: tuple[str, ...]
    bare: tuple[str, ...]
    years: frozenset[int]
    nations: frozenset[str]
    publishers: frozenset[str]
    numbers: tuple[Number, ...]
    chapters: frozenset[int]


@lru_cache(maxsize=4096)
def parts_of(citation: str) -> Parts:
    """Take a citation or an exact title apart: both go the same way, so they can be compared."""
    text = _folded(citation)
    instruments, text = _taken(_INSTRUMENT, text)
    chapters, text = _taken(_CHAPTER, text)
    publishers, text = _taken(_PUBLISHER, text)
    years, text = _taken(_YEAR, _DECORATION.sub(" ", text))
    words = _words(text)
    numbers = tuple(_number(match) for match in instruments)
    countries = (_PUBLISHERS[match[0]] for match in publishers)
    return Parts(
        words=words,
        bare=tuple(_bare(word) for word in words if word not in _NOT_BARE),
        years=frozenset(int(match[0]) for match in years) or _years_of(numbers),
        nations=frozenset(_NATIONS[word] for word in words if word in _NATIONS),
        publishers=frozenset(country for country in countries if country),
        numbers=numbers,
        chapters=frozenset(int(match[1]) for match in chapters),
    )


def _folded(citation: str) -> str:
    text = unicodedata.normalize("NFKC", citation.translate(_INVISIBLE | _APOSTROPHES)).casefold()
    text = _ADDRESS.sub(" ", _LINK.sub(r"\1", text))
    text = _LIST_MARK.sub("", text, count=1).replace("&amp;", " and ").replace("&", " and ")
    text = " ".join(text.split()).replace("northern ireland", "northernireland")
    for britain in ("(great britain)", "(gb)"):
        text = text.replace(britain, _BRITAIN)
    for kingdom in ("(united kingdom)", "(uk)"):
        text = text.replace(kingdom, f"{_BRITAIN} (northernireland)")
    return _NATION_LIST.sub(_one_by_one, text)


def _one_by_one(listed: re.Match[str]) -> str:
    nations = [word for word in _WORD.findall(listed[1]) if word in _NATIONS]
    return " ".join(f"({nation})" for nation in nations)


def _taken(pattern: re.Pattern[str], text: str) -> tuple[list[re.Match[str]], str]:
    return list(pattern.finditer(text)), pattern.sub(" ", text)


def _number(match: re.Match[str]) -> Number:
    year, welsh = match["year"] or match["bare_year"], match["welsh"]
    serial = int(match["serial"] or match["bare_serial"])
    return Number(int(year) if year else None, serial, int(welsh) if welsh else None)


def _years_of(numbers: tuple[Number, ...]) -> frozenset[int]:
    return frozenset(number.year for number in numbers if number.year is not None)


def _bare(word: str) -> str:
    return "regulations" if word == "regs" else word.replace("'", "")


def _words(text: str) -> tuple[str, ...]:
    """Leave out a pair of brackets that decoration has emptied, and a leading The."""
    words: list[str] = []
    for word in _WORD.findall(text):
        if word == ")" and words[-1:] == ["("]:
            words.pop()
        elif words or word != "the":
            words.append(word)
    return tuple(words)
