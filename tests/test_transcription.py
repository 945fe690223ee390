"""Each transcribed procedure has the words of the real form, all of them and no others."""

from __future__ import annotations

import calendar
import copy
import difflib
import re
from dataclasses import dataclass
from itertools import chain, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import pytest
import yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

Form: TypeAlias = dict[str, Any]  # what `yaml.BaseLoader` makes: text, lists and mappings
Route: TypeAlias = tuple[str | int, ...]  # the keys and places that lead to a value

TESTS = Path(__file__).parent
PROCEDURES = TESTS.parent / "procedures" / "coxlease-school"

# What the form prints by itself, in the order of the form.
FRONT_PAGE = (
    ("Local Procedure Title", "title"),
    ("Site", "site"),
    ("ACS Policy number and title", "policy"),
    ("Local Procedure template reference", "template"),
    ("Local Procedure date", "date"),
    ("Local Procedure review date", "review_date"),
    ("Local Procedure Author(s)", "authors"),
    ("Local Procedure Ratification", "ratification"),
    ("", "related_policies"),  # the form has no place for them: each would be a word too many
)
ASSOCIATED_FORMS = "Associated Forms:"
CONTENTS_CHECKLIST = "Contents Checklist"
REVIEW_HISTORY = "Local Procedure Review History:"
REVIEW_COLUMNS = "Date Reviewed Reviewer Summary of revisions"
APPENDICES = (
    ("Appendix A \N{EN DASH} First Aiders and Drivers", "first_aiders_and_drivers"),
    ("Appendix B \N{EN DASH} Contact Details", "contact_details"),
)

TYPEWRITTEN_HEADER = "Children's Services: Local Procedure Template"
TYPESET_HEADER = "Children\N{RIGHT SINGLE QUOTATION MARK}s Services: Local Procedure Template"
HEADER_LENGTH = len(TYPESET_HEADER.split())

NOT_PRINTED = {"kind", "stands_in"}  # keys for the machine, whose values are not words of the form


@dataclass(frozen=True, slots=True)
class SkippedHeader:
    """A running header that stands between two parts of the form, found by its neighbours."""

    before: str
    header: str
    after: str  # "" at the end of the form


@dataclass(frozen=True, slots=True)
class Transcription:
    """A procedure, the seed it was copied from, and the running headers left out on the way."""

    document: str
    seed: str
    skipped: tuple[SkippedHeader, ...]
    headers_in_all: int


LP_36 = Transcription(
    document="ecs-36-home-school-liaison.yaml",
    seed="ecs-lp-36.txt",
    skipped=(
        SkippedHeader(before="Liaison](#)", header=TYPESET_HEADER, after="9."),
        SkippedHeader(before="revisions", header=TYPEWRITTEN_HEADER, after="Appendix"),
    ),
    headers_in_all=3,  # the one that stays stands in section 5
)
LP_38 = Transcription(
    document="ecs-38-contact.yaml",
    seed="ecs-lp-38.txt",
    skipped=(
        SkippedHeader(before="(W.295)", header=TYPESET_HEADER, after="Contents"),
        SkippedHeader(before="Details", header=TYPEWRITTEN_HEADER, after=""),
    ),
    headers_in_all=4,  # the two that stay stand in sections 4 and 7
)

each_transcription = pytest.mark.parametrize(
    "transcription", [LP_36, LP_38], ids=["ECS LP 36", "ECS LP 38"]
)


# The words of the seed


def seed_words(transcription: Transcription) -> list[str]:
    """Return the words of the seed without its marks and the headers between its parts."""
    words = all_seed_words(transcription)
    for skipped in transcription.skipped:
        words = without_header(words, skipped)
    return words


def all_seed_words(transcription: Transcription) -> list[str]:
    text = (TESTS / "seeds" / transcription.seed).read_text(encoding="utf-8")
    return words_in(text_of_html(text))


def text_of_html(text: str) -> str:
    """Drop the tags; put each item of a list that was written on one line on its own line."""
    in_lines = re.sub(r"<ul\b[^>]*>[^<]*", lambda found: found[0].replace(" - ", "\n- "), text)
    return re.sub(r"</?[a-z]+\b[^>]*>", " ", in_lines)


def words_in(markdown: str) -> list[str]:
    """Return the words without Markdown marks; numbers and letters of list items are words."""
    lines = markdown.replace("**", " ").splitlines()
    return [word for line in lines for word in re.sub(r"^\s*(#+|-)\s+", "", line).split()]


def places_of_headers(words: list[str]) -> Iterator[int]:
    headers = (TYPEWRITTEN_HEADER.split(), TYPESET_HEADER.split())
    for place in range(len(words)):
        if words[place : place + HEADER_LENGTH] in headers:
            yield place


def without_header(words: list[str], skipped: SkippedHeader) -> list[str]:
    """Cut one header out; fail unless exactly one stands between the two neighbours."""
    wanted = [skipped.before, *skipped.header.split(), skipped.after]
    padded = [*words, ""]
    [place] = [
        place
        for place in places_of_headers(words)
        if padded[place - 1 : place + HEADER_LENGTH + 1] == wanted
    ]
    return words[:place] + words[place + HEADER_LENGTH :]


# The words of the transcription


def load(transcription: Transcription) -> Form:
    """Read with the loader that leaves everything text; `null` too is four letters."""
    text = (PROCEDURES / transcription.document).read_text(encoding="utf-8")
    form: Form = yaml.BaseLoader(text).get_single_data()
    return form


def form_words(form: Form) -> list[str]:
    """Put the fields back where the form prints them, with its labels around them."""
    return list(chain.from_iterable(map(words_in, form_texts(form))))


def form_texts(form: Form) -> Iterator[str]:
    for label, field in FRONT_PAGE:
        yield label
        yield from texts_in(form[field])
    for section in form["sections"]:
        yield from section_texts(section, form)
    yield CONTENTS_CHECKLIST
    yield form["contents_checklist_note"]
    yield from texts_in(form["contents_checklist"])
    yield REVIEW_HISTORY
    yield REVIEW_COLUMNS
    yield from texts_in(form["review_history"])
    for label, field in APPENDICES:
        yield label
        yield from texts_in(form["appendices"][field])


def section_texts(section: Form, form: Form) -> Iterator[str]:
    """Yield a section; the associated forms have no heading and follow the references."""
    yield section["heading"]
    if "stands_in" not in section:
        yield section["text"]
        return
    yield from texts_in(form[section["stands_in"]])
    if form["associated_forms"]:
        yield ASSOCIATED_FORMS
        yield from texts_in(form["associated_forms"])


def texts_in(value: object) -> Iterator[str]:
    """Yield every text in a field, in order; what is `null` is a blank on the form."""
    match value:
        case dict():
            yield from chain.from_iterable(map(texts_in, value.values()))
        case list():
            yield from chain.from_iterable(map(texts_in, value))
        case str() if value != "null":
            yield as_printed(value)


def as_printed(text: str) -> str:
    """Turn an ISO date back to the form's spelling: June 2021, 10/01/2024."""
    if found := re.fullmatch(r"(\d{4})-(\d\d)", text):
        return f"{calendar.month_name[int(found[2])]} {found[1]}"
    return re.sub(r"^(\d{4})-(\d\d)-(\d\d)$", r"\3/\2/\1", text)


# The comparison


def differences(seed: list[str], transcribed: list[str]) -> list[str]:
    if seed == transcribed:
        return []
    return list(difflib.unified_diff(seed, transcribed, "the seed", "the transcription", n=4))


@each_transcription
def test_a_transcription_has_the_words_of_the_form(transcription: Transcription) -> None:
    found = differences(seed_words(transcription), form_words(load(transcription)))
    assert not found, "\n".join(found)


@each_transcription
def test_only_the_running_headers_between_parts_are_left_out(transcription: Transcription) -> None:
    everything = all_seed_words(transcription)
    kept = form_words(load(transcription))
    left_out = len(transcription.skipped)
    assert left_out == 2
    assert len(list(places_of_headers(everything))) == transcription.headers_in_all
    assert len(list(places_of_headers(kept))) == transcription.headers_in_all - left_out
    assert len(kept) == len(everything) - left_out * HEADER_LENGTH


# The comparison notices


def drop(words: list[str], place: int) -> list[str]:
    return words[:place] + words[place + 1 :]


def change(words: list[str], place: int) -> list[str]:
    return [*words[:place], words[place] + "x", *words[place + 1 :]]


def add(words: list[str], place: int) -> list[str]:
    return [*words[:place], "not", *words[place:]]


@each_transcription
@pytest.mark.parametrize("mistake", [drop, change, add])
@pytest.mark.parametrize("share", [0.0, 0.25, 0.5, 0.75, 1.0])
def test_one_word_dropped_changed_or_added_is_noticed(
    transcription: Transcription, mistake: Callable[[list[str], int], list[str]], share: float
) -> None:
    transcribed = form_words(load(transcription))
    place = int(share * (len(transcribed) - 1))
    assert differences(seed_words(transcription), mistake(transcribed, place))


def routes_in(value: object, route: Route = ()) -> Iterator[tuple[Route, str | Sequence[str]]]:
    """Yield each printed text and each empty list of a form, with the route to it."""
    match value:
        case dict():
            for key in sorted(value.keys() - NOT_PRINTED):
                yield from routes_in(value[key], (*route, key))
        case [_, *_]:
            for place, inner in enumerate(value):
                yield from routes_in(inner, (*route, place))
        case str() | []:
            yield route, value


def with_value(form: Form, route: Route, value: object) -> Form:
    """Return a copy of the form in which the value at the end of the route is another."""
    changed = copy.deepcopy(form)
    holder: Any = changed
    for step in route[:-1]:
        holder = holder[step]
    holder[route[-1]] = value
    return changed


@each_transcription
def test_no_field_of_a_transcription_escapes_the_comparison(transcription: Transcription) -> None:
    form = load(transcription)
    seed = seed_words(transcription)
    for route, value in routes_in(form):
        more = f"{value} not" if isinstance(value, str) else [*value, "not"]
        assert differences(seed, form_words(with_value(form, route, more))), route


@each_transcription
def test_the_order_of_sections_and_references_is_compared(transcription: Transcription) -> None:
    form = load(transcription)
    seed = seed_words(transcription)
    for field in ("sections", "references"):
        for first, second in pairwise(range(len(form[field]))):
            swapped = list(form[field])
            swapped[first], swapped[second] = swapped[second], swapped[first]
            assert differences(seed, form_words(with_value(form, (field,), swapped)))
