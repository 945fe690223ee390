"""The sheets for staff: what is in doubt is not told, and nobody forbidden stands among those to ring.

The golden files are written anew where LPCHECK_WRITE_GOLDEN is set; read them before keeping them.
"""

import json
import re
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lpcheck.checker import check_unit
from lpcheck.documents import read_document
from lpcheck.pointers import written as pointer_text
from lpcheck.records import Result
from lpcheck.reports import Asked, Page
from lpcheck.restrictions import same_name
from lpcheck.results import Question, result_of
from lpcheck.sheets import Handout, Sheet, Told
from lpcheck.showing import Checked, Selection
from lpcheck.surroundings import Around, SiteContext, context_of
from model_site import policies
from report_pages import MODEL, content_of, report_for, result_for
from test_examples import AS_OF, EXAMPLES, as_yaml, changed, yaml_in
from test_formats import golden
from test_restrictions import PLAN, SITUATIONS, each_situation, restriction_in

pytestmark = pytest.mark.usefixtures("at_the_top")

BASE = yaml_in(EXAMPLES / "base/children/P-003/plan.yaml")
FATHER = "7700900310"
EACH_FORM = pytest.mark.parametrize("form", ["html", "markdown", "docx"])
EACH_REPORT = pytest.mark.parametrize("audience", ["staff", "reception"])


# -- helpers


def looked_at(*paths: Path, day: date = AS_OF, audience: str = "staff") -> Result:
    return result_for(audience, *paths, day=day)


def handout(result: Result, audience: str = "staff", **names: str) -> Handout:
    asked = Asked(names={key.replace("_", "-"): name for key, name in names.items()})
    (page,) = report_for(audience).pages(result, asked)
    assert isinstance(page.values, Handout)
    return page.values


def page_text(values: Handout, form: str = "markdown", audience: str = "staff") -> str:
    content = content_of(audience, Page("", "", values), form)
    return all_text_in(content) if form == "docx" else content.decode()


def all_text_in(content: bytes) -> str:
    """Whatever text there is in a Word file, also where nobody looks: each part of it without its tags."""
    with ZipFile(BytesIO(content)) as archive:
        parts = [archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml")]
    return "\n".join(unescape(re.sub("<[^>]+>", "", part)) for part in parts)


def sheets_in(values: Handout) -> dict[str, Sheet]:
    return {sheet.child: sheet for school in values.schools for sheet in school.sheets}


def why_not(values: Handout) -> dict[str, tuple[str, ...]]:
    return {one.child: one.why for school in values.schools for one in school.not_told}


def school_with(folder: Path, plan: Any, key: str = "P-003") -> Path:  # noqa: ANN401
    """The site of the examples with one child, whose plan it is."""
    site = shutil.copytree(EXAMPLES / "base", folder / "larkfield-school")
    shutil.rmtree(site / "children")
    child = site / "children" / key
    child.mkdir(parents=True)
    (child / "plan.yaml").write_text(as_yaml(plan), "utf-8")
    return site


@cache
def around_the_child() -> tuple[Checked, SiteContext, Around]:
    """The site of the examples as a child in it sees it."""
    takes = report_for("staff").taken_from
    documents = [read_document(f.name, f.read_bytes()) for f in sorted((EXAMPLES / "base").glob("*.yaml"))]
    around = Around(policies(), policies().defaults(), since=AS_OF, until=AS_OF, takes=takes)
    context = context_of(documents, "larkfield-school", around, ("P-003",))
    own = check_unit(documents, context, around)
    return Checked(own, "larkfield-school", "", None, None, ("P-003",)), context, around


def sheet_of(plan: Mapping[str, Any]) -> Sheet:
    """The sheet of one child."""
    return sheets_in(handout(result_about(plan)))["P-003"]


def result_about(plan: Mapping[str, Any]) -> Result:
    """What a run on one child comes to, without a file: for tests with very many plans."""
    own, context, around = around_the_child()
    document = read_document("children/P-003/plan.yaml", json.dumps(plan).encode())
    record = check_unit([document], context, around, "P-003")
    units = [own, own._replace(record=record, child="P-003")]
    return result_of(units, policies(), Question(AS_OF, (), Selection()), "")


def told_of(plan: Mapping[str, Any]) -> Told:
    told = sheet_of(plan).told
    assert told is not None
    return told


def edited(**changes: object) -> Any:  # noqa: ANN401 - a plan
    """The plan of the examples with some places changed, by their pointers with __ for /."""
    return changed(plan_copy(), {f"/{place.replace('__', '/')}": value for place, value in changes.items()})


def plan_copy() -> Any:  # noqa: ANN401 - likewise
    plan = yaml_in(EXAMPLES / "base/children/P-003/plan.yaml")
    plan["contact"]["log"] = {"kept_in": "CPOMS", "last_sampled": "2026-10-20"}
    return plan


def digits(text: object) -> str:
    return re.sub(r"\D", "", str(text))


def dangers_of(plan: Mapping[str, Any]) -> bool:
    """Whether the plan itself, without any finding, speaks against telling anything today."""
    why = why_not(handout(result_about(plan))).get("P-003", ())
    return any(one.startswith("the plan arranges") for one in why)


def ring_text(told: Told) -> str:
    return repr(told.ring)


def collecting(told: Told) -> str:
    return repr((told.may_collect, told.received_by))


# -- as it is read


@EACH_REPORT
def test_the_page_is_as_it_was_read(audience: str) -> None:
    text = page_text(handout(looked_at(MODEL), audience), "markdown", audience)
    assert text == golden(f"{audience}-model.md", text)


def test_there_is_a_sheet_for_each_child_and_nothing_for_who_prints_them() -> None:
    values = handout(looked_at(MODEL))
    assert len(sheets_in(values)) == 12
    assert all(sheet.told for sheet in sheets_in(values).values())
    assert why_not(values) == {}
    assert (values.valid_until, values.unmatched, values.nameless) == (date(2026, 12, 5), 0, ())


@EACH_FORM
@EACH_REPORT
def test_neither_the_reason_nor_the_order_is_on_any_page(form: str, audience: str) -> None:
    """Every text and every day of what restrictions rest on, in the model school, is looked for."""
    text = page_text(handout(looked_at(MODEL), audience), form, audience).casefold()
    secret = set()
    for file in MODEL.glob("children/*/plan.yaml"):
        restrictions = yaml_in(file)["contact"]["restrictions"]
        for restriction in restrictions if isinstance(restrictions, list) else ():
            for order in restriction["rests_on"]:
                secret |= {
                    order["basis"],
                    order["basis"].replace("-", " "),
                    order["kept_in"],
                    order["made"],
                }
    assert len(secret) > 20
    assert {one for one in secret if one.casefold() in text} <= set()
    assert " order " not in text.replace("in this order", "")


# -- dangerous situations


def sound(situation: Mapping[str, Any]) -> dict[str, Any]:
    """The plan of a situation in which everything else is as the form asks."""
    plan = plan_copy()
    contact = plan["contact"]
    contact["with"] = {"mother": {"visits": "free"}} | situation.get("contact", {}).get("with", {})
    contact["everyone_else"] |= PLAN["contact"]["everyone_else"]
    contact["everyone_else"] |= situation.get("contact", {}).get("everyone_else", {})
    contact["collection"] |= PLAN["contact"]["collection"] | situation.get("contact", {}).get(
        "collection", {}
    )
    contact["restrictions"] = [restriction_in(one) for one in situation["restrictions"]]
    plan["people"] |= {**PLAN["people"], **situation.get("people", {})}
    plan["liaison"]["emergency"] = situation.get("emergency", PLAN["liaison"]["emergency"])
    plan["liaison"]["routine"] = situation.get("routine", plan["liaison"]["routine"][:2])
    return {**plan}


@each_situation
def test_a_dangerous_plan_has_no_sheet_and_a_harmless_one_has(number: int) -> None:
    situation = SITUATIONS[number]
    plan = sound(situation)
    sheet = sheet_of(plan)
    if situation.get("danger"):
        assert sheet.told is None
        return
    assert (sheet.told is None) is ("nobody can make out" in situation["name"])


@each_situation
def test_the_plan_itself_says_what_the_findings_say(number: int) -> None:
    """Two readings of one plan: only the same number at somebody who is not rung is left to the rule."""
    situation = SITUATIONS[number]
    only_the_rule = "number is the father's, written otherwise" in situation["name"]
    assert dangers_of(sound(situation)) is bool(situation.get("danger") and not only_the_rule)


@each_situation
def test_nobody_forbidden_is_printed_to_ring_or_to_collect(number: int) -> None:
    situation = SITUATIONS[number]
    told = sheet_of(sound(situation)).told
    if told is None:
        return
    restrictions = [one for one in situation["restrictions"] if isinstance(one, dict)]
    in_force = [one for one in restrictions if "ended" not in one and one["person"] == "father"]
    things = {thing for one in in_force for thing in forbidden_by(one)}
    if {"being-rung", "knowing-where-the-child-is"} & things:
        assert FATHER not in digits(ring_text(told))
    if {"collection", "coming-on-site", "knowing-where-the-child-is"} & things:
        assert "word='father'" not in collecting(told)


def forbidden_by(restriction: Mapping[str, Any]) -> set[str]:
    """What a restriction of a table forbids, read as simply as can be."""
    given_things = restriction.get("forbids")
    everything = {"being-rung", "knowing-where-the-child-is", "collection", "coming-on-site"}
    if given_things == "nothing":
        return set()
    return set(given_things) if isinstance(given_things, list) and given_things else everything


@EACH_FORM
@EACH_REPORT
def test_a_page_without_sheets_says_nothing_but_whom_to_ask(
    form: str, audience: str, tmp_path: Path
) -> None:
    plan = edited(contact__collection__may_collect__0="father")
    school = school_with(tmp_path, plan)
    text = page_text(handout(looked_at(school, audience=audience), audience), form, audience)
    assert "Ask the safeguarding lead before any" in text
    assert "P-003" in text
    for fields in plan["people"].values():
        assert fields["name"] not in text
        assert not any(phone in text for phone in fields["phones"])
    for row in plan["contact"]["restrictions"]:
        assert row["do"] not in text


# -- plans of every kind


NAMES = ["Daniel Marsh", "MARSH, Daniel", "Rose Field", "Pat Reed", None]
NUMBERS = ["07700 900310", "+44 (0) 7700 900310", "01632 960202", "01632 960311", "ask 07700 900310"]
WORDS = ["mother", "father", "grandmother", "uncle", "taxi"]
THINGS = ["visits", "telephone", "collection", "coming-on-site", "being-rung", "knowing-where-the-child-is"]


@st.composite
def plans(draw: st.DrawFn) -> dict[str, Any]:
    """Plans in which few people share few names and few numbers, so that many of them are one adult."""
    plan = plan_copy()
    for word in WORDS:
        name, phones = draw(st.sampled_from(NAMES)), draw(st.lists(st.sampled_from(NUMBERS), max_size=2))
        plan["people"][word] = {"parental_responsibility": False}
        plan["people"][word] |= {"name": name} if name else {}
        plan["people"][word] |= {"phones": phones} if phones else {}
    words = st.sampled_from(WORDS)
    ring = draw(st.lists(words, min_size=1, max_size=3, unique=True))
    plan["liaison"]["emergency"] = [{"ring": word, "when": "any-time"} for word in ring]
    plan["liaison"]["routine"] = plan["liaison"]["routine"][:2]
    plan["contact"]["with"] = {"mother": {"messages": "not-used"}}
    plan["contact"]["collection"]["may_collect"] = draw(
        st.lists(words, min_size=1, max_size=2, unique=True)
    )
    plan["contact"]["collection"]["received_by"] = draw(words)
    things = st.one_of(st.just("all"), st.lists(st.sampled_from(THINGS), min_size=1, unique=True))
    restricted = draw(st.lists(st.tuples(words, things), max_size=2))
    plan["contact"]["restrictions"] = [
        restriction_in({"person": person, "forbids": forbids}) for person, forbids in restricted
    ] or "none"
    return {**plan}


def adults(plan: Mapping[str, Any], word: str) -> set[str]:
    """Every word under which the same adult stands."""
    name = plan["people"][word].get("name", "")
    return {word} | {
        other for other, fields in plan["people"].items() if same_name(name, fields.get("name", ""))
    }


def assert_keeps_apart(plan: Mapping[str, Any], told: Told) -> None:
    """Nobody whom the plan forbids it is printed to ring or to collect, under whatever word or number."""
    restrictions = plan["contact"]["restrictions"]
    for restriction in restrictions if isinstance(restrictions, list) else ():
        things = forbidden_by(restriction)
        same = adults(plan, restriction["person"])
        if things & {"being-rung", "knowing-where-the-child-is"}:
            numbers = {digits(p)[-10:] for one in same for p in plan["people"][one].get("phones", ())}
            assert not any(number in digits(ring_text(told)) for number in numbers)
            assert not any(ring.person.word in same for ring in told.ring)
        if things & {"collection", "coming-on-site", "knowing-where-the-child-is"}:
            assert not any(person.word in same for person in told.may_collect)
        if things & {"collection", "knowing-where-the-child-is"}:
            assert not any(person.word in same for person in told.received_by)


def test_a_forbidden_adult_is_never_printed_under_any_word_or_number() -> None:
    seen: Counter[bool] = Counter()

    @settings(max_examples=250, deadline=None, derandomize=True)
    @given(plans())
    def holds(plan: dict[str, Any]) -> None:
        told = sheet_of(plan).told
        seen[told is not None] += 1
        if told is not None:
            assert_keeps_apart(plan, told)

    holds()
    assert min(seen[True], seen[False]) > 40


def damaged() -> Iterator[tuple[str, Any]]:
    """Every plan in which the father is rung and collects although he may not, with one thing put wrong."""
    wrong: tuple[object, ...] = (None, "", 17, [], {}, "what nobody expects", {"remove": True})
    read = {"people", "restrictions", "collection", "emergency"}
    for pointer in (one for one in places_in(dangerous()) if len(one) < 3 or read.intersection(one)):
        for value in wrong:
            plan = changed(dangerous(), {pointer_text(pointer): value})
            if is_still_forbidden(plan):
                yield f"{pointer_text(pointer)}: {value}", plan


def dangerous() -> Any:  # noqa: ANN401 - a plan
    plan = edited(contact__collection__may_collect__0="father")
    plan["liaison"]["emergency"][0]["ring"] = "father"
    return plan


def is_still_forbidden(plan: Any) -> bool:  # noqa: ANN401 - likewise
    """Whether somebody who reads the plan would still see that something is forbidden the father."""
    return "{'person': 'father'" in repr(plan) or "'forbids': 'all'" in repr(plan)


def places_in(value: Any, at: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:  # noqa: ANN401
    below = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    for key, inside in below:
        yield (*at, key)
        yield from places_in(inside, (*at, key))


def test_whatever_else_is_wrong_in_a_dangerous_plan_the_father_is_not_printed() -> None:
    number = 0
    for what, plan in damaged():
        told = sheet_of(plan).told if isinstance(plan, dict) else None
        number += 1
        if told is not None:
            assert FATHER not in digits(ring_text(told)), what
            assert "father" not in collecting(told), what
    assert number > 500
