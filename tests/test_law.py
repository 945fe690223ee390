"""What the law register finds and says, with the register that lpcheck ships."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from lpcheck.errors import PolicyError
from lpcheck.law import (
    Certainty,
    LawEntry,
    LawVerdict,
    Register,
    Standing,
    find,
    register_from,
    shown_title,
    verdict_on,
)

LAW = Path(__file__).parent.parent / "schemas" / "law.yaml"

CHILDRENS_HOMES = "The Children's Homes (England) Regulations 2015"
CHILDRENS_HOMES_WALES = "The Children's Homes (Wales) Regulations 2002"
REGULATED_SERVICES = (
    "The Regulated Services (Service Providers and Responsible Individuals) (Wales) Regulations 2017"
)


@cache
def shipped() -> Register:
    return register_from(yaml.load(LAW.read_text("utf-8"), yaml.BaseLoader))  # noqa: S506 - text only


def entry_of(key: str) -> LawEntry:
    return next(entry for entry in shipped().entries if entry.key == key)


def found(citation: str) -> tuple[str, bool] | None:
    citation_found = find(shipped(), citation)
    return (citation_found.entry.key, citation_found.exact) if citation_found else None


def judged(key: str, country: str | None, school_type: str | None) -> Standing:
    return verdict_on(entry_of(key), country, school_type)


EXACT = {
    "The Care Standards Act 2000.": "care-standards-act-2000",
    "Children Act (2004);": "children-act-2004",
    "(2004) Children Act": "children-act-2004",
    "CHILDREN ACT 2004 (c. 31)": "children-act-2004",
    "Children Act 2004, chapter 31": "children-act-2004",
    "Children Act 2004 (2004 c. 31)": "children-act-2004",
    "Section 11 of the Children Act 2004": "children-act-2004",
    "Children Act 2004, section 11(2)(a)": "children-act-2004",
    "Children Act 1989 (as amended)": "children-act-1989",
    "[Equality Act 2010](https://www.legislation.gov.uk/ukpga/2010/15)": "equality-act-2010",
    "Equality Act 2010, https://www.legislation.gov.uk/ukpga/2010/15": "equality-act-2010",
    "- Equality Act 2010": "equality-act-2010",
    "3. Equality  Act\n2010": "equality-act-2010",
    "**Equality Act 2010**": "equality-act-2010",
    "HM Government, Equality Act 2010": "equality-act-2010",
    "Education & Inspections Act 2006": "education-and-inspections-act-2006",
    "Education &amp; Inspections Act, 2006": "education-and-inspections-act-2006",
    "The Children\u2019s Homes (England) Regulations 2015": "childrens-homes-england-regs-2015",
    "children's homes (england) regulations 2015": "childrens-homes-england-regs-2015",
    f"{CHILDRENS_HOMES} (SI 2015/541)": "childrens-homes-england-regs-2015",
    f"{CHILDRENS_HOMES}, S.I. 2015 No. 541": "childrens-homes-england-regs-2015",
    f"{CHILDRENS_HOMES} (2015 No. 541)": "childrens-homes-england-regs-2015",
    f"{CHILDRENS_HOMES}: Statutory Instrument 2015/541": "childrens-homes-england-regs-2015",
    "Children's Homes (England) Regulations (SI 2015/541)": "childrens-homes-england-regs-2015",
    f"{CHILDRENS_HOMES_WALES} (SI 2002/327 (W. 40))": "childrens-homes-wales-regs-2002",
    f"{CHILDRENS_HOMES_WALES} (SI 2002/327) (W.40)": "childrens-homes-wales-regs-2002",
    f"{REGULATED_SERVICES} (W. 295)": "risca-service-provider-regs-2017",
    "DfE: The Education (Independent School Standards) Regulations 2014": (
        "independent-school-standards-2014"
    ),
    "Keeping Children Safe in Education": "kcsie-2025",
    "DfE (Current version) Keeping Children Safe in Education,": "kcsie-2025",
    "Keeping Children Safe in Education (September 2025)": "kcsie-2025",
    "Keeping children safe in education 2025/26": "kcsie-2025",
    "Keeping Children Safe in Education (KCSIE), DfE, 2015": "kcsie-2015",
    "Keeping children safe in education: statutory guidance for schools and colleges": "kcsie-2025",
    "Department for Education (2025). Keeping children safe in education. London: DfE.": ("kcsie-2025"),
    "Residential Special Schools: National Minimum Standards": ("nms-residential-special-schools-2022"),
    "Residential special schools: national minimum standards (updated 5 September 2022)": (
        "nms-residential-special-schools-2022"
    ),
    "Health & Social Care Standards: My Support, My Life": "scottish-health-social-care-standards",
    "Welsh Assembly Government National Minimum Standards for Children's Homes (Wales)": (
        "nms-childrens-homes-wales-2002"
    ),
    "National Minimum Standards for Children's Homes (Wales)": "nms-childrens-homes-wales-2002",
    "Data Protection Act 2018 (DPA)": "data-protection-act-2018",
    "The UK\u00a0GDPR": "uk-gdpr",
}

INEXACT = {
    "Children's Homes Regulations 2015": "childrens-homes-england-regs-2015",
    "Childrens Homes (England) Regulations 2015": "childrens-homes-england-regs-2015",
    "Children's Homes England Regulations 2015": "childrens-homes-england-regs-2015",
    "Children's Homes (England) Regs 2015": "childrens-homes-england-regs-2015",
    "SI 2015/541": "childrens-homes-england-regs-2015",
    "Children's Homes Regulations 2002 (SI 2002/327)": "childrens-homes-wales-regs-2002",
    "Welsh Statutory Instrument No. 1264 (W.295)": "risca-service-provider-regs-2017",
    "The Education (Independent School Standards) (England) Regulations 2014": (
        "independent-school-standards-2014"
    ),
    "Equality Act 2010 (Great Britain)": "equality-act-2010",
    "Equality Act 2010 (England, Wales & Scotland)": "equality-act-2010",
    "Data Protection Act 2018 (UK)": "data-protection-act-2018",
    "Data Protection Act 2018 (Northern Ireland)": "data-protection-act-2018",
    "National Minimum Standards for Residential Special Schools (2015)": (
        "nms-residential-special-schools-2015"
    ),
    "Welsh Assembly (2002) National Minimum Standards for Children's Homes": (
        "nms-childrens-homes-wales-2002"
    ),
    "Health and Social Care Standards": "scottish-health-social-care-standards",
    "KCSIE": "kcsie-2025",
    "KCSIE 2015": "kcsie-2015",
    "General Data Protection Regulation (GDPR) 2018": "uk-gdpr",
}

SIMILAR_BUT_DIFFERENT = (
    "Children Act 2003",
    "Children Act",
    "Children Act 1989 and 2004",
    "Children Act 2004 and Equality Act 2010",
    "Children Act 2004 c. 41",
    "Children Act 2004 (2004 No. 31)",
    "Equality Act 2006",
    "Equality Act 2010 (Northern Ireland)",
    "The Equality Act 2010 (Specific Duties) Regulations 2011",
    "Care Standards Act",
    "Children's Homes (Wales) Regulations 2015",
    "Children's Homes (England) (Amendment) Regulations 2015",
    "Children's Homes Regulations 2001",
    "Children's Homes Regulations 2002",
    "The Children's Homes (England) Regulations 2015, SI 2015/540",
    "The Children's Homes (Wales) Regulations 2002 (SI 2002/327 (W. 41))",
    "Education (Independent School Standards) (England) Regulations 2010",
    "Education (Independent School Standards) (Wales) Regulations 2014",
    "Education Regulations 2014",
    "Keeping Children Safe in Education (2018)",
    "Welsh Government: Keeping children safe in education",
    "National Minimum Standards for Residential Special Schools (Wales)",
    "National Minimum Standards for Children's Homes",
    "DfE (2011) National Minimum Standards for Children's Homes",
    "Department of Health (2002) National Minimum Standards for Children's Homes",
    "National Minimum Standards for Children's Homes 2002/03",
    "Data Protection Act 1998",
    "EU GDPR",
    "Statutory Instrument No. 541",
    "SI 2014/541",
    "SI 2015/541 and SI 2014/3283",
    "SI 2015/9999",
    "W. 295",
    "The",
    "2015",
    "((and))",
    "",
)


@pytest.mark.parametrize(("citation", "key"), EXACT.items())
def test_a_spelling_that_counts_as_the_exact_title(citation: str, key: str) -> None:
    assert found(citation) == (key, True)


@pytest.mark.parametrize(("citation", "key"), INEXACT.items())
def test_a_spelling_that_is_understood_and_not_exact(citation: str, key: str) -> None:
    assert found(citation) == (key, False)


@pytest.mark.parametrize("citation", SIMILAR_BUT_DIFFERENT)
def test_a_similar_citation_of_something_else_finds_nothing(citation: str) -> None:
    assert found(citation) is None


def test_every_exact_title_with_its_number_finds_its_own_entry() -> None:
    for entry in shipped().entries:
        year = f"({entry.edition})" if entry.edition else ""
        assert found(f"{entry.title} {year} {entry.number or ''}") == (entry.key, True)


def test_a_text_longer_than_any_title_finds_nothing() -> None:
    assert found("Equality Act 2010" + " " * 500) is None


@given(st.text(alphabet="theact 2010()[]'/.sicno&england,\u2019-"))
def test_no_text_stops_the_search(text: str) -> None:
    find(shipped(), text)


@given(st.integers(1900, 2099))
def test_an_act_is_found_by_its_own_year_alone(year: int) -> None:
    expected = ("equality-act-2010", True) if year == 2010 else None
    assert found(f"Equality Act {year}") == expected


SEEDS = {
    "Care Standards Act 2000,": (LawVerdict.IN_FORCE, True, None, "Care Standards Act 2000"),
    "Children Act 2004,": (LawVerdict.IN_FORCE, True, None, "Children Act 2004"),
    "Equality Act 2010,": (LawVerdict.IN_FORCE, True, None, "Equality Act 2010"),
    "Education and Inspections Act 2006": (
        LawVerdict.IN_FORCE,
        True,
        None,
        "Education and Inspections Act 2006",
    ),
    "Children's Homes Regulations 2015,": (
        LawVerdict.NOT_FOR_THIS_SCHOOL_TYPE,
        False,
        None,
        f"{CHILDRENS_HOMES} applies to registered children's homes: please check",
    ),
    "Children's Homes (Wales) Regulations 2002": (
        LawVerdict.NO_LONGER_IN_FORCE,
        True,
        date(2018, 4, 2),
        f"{CHILDRENS_HOMES_WALES} is Welsh law, revoked on 2 April 2018 (the day is not certain)",
    ),
    "DfE (2015) Residential Special Schools: National Minimum Standards": (
        LawVerdict.NO_LONGER_IN_FORCE,
        True,
        date(2022, 9, 5),
        (
            "Residential special schools: national minimum standards (2015 edition)"
            " was replaced by the edition of 5 September 2022"
        ),
    ),
    "Scottish Government (2018) Health and Social Care Standards: My support, my life": (
        LawVerdict.OTHER_COUNTRY,
        True,
        None,
        "Health and Social Care Standards: my support, my life applies in Scotland, not in England",
    ),
    "Welsh Assembly (2002) National Minimum Standards for Children's Homes": (
        LawVerdict.NO_LONGER_IN_FORCE,
        False,
        date(2018, 4, 2),
        (
            "National Minimum Standards for Children's Homes (Wales) is Welsh law,"
            " replaced on 2 April 2018 (a formal withdrawal has not been seen)"
        ),
    ),
    "The Education (Independent School Standards) (England) Regulations 2014": (
        LawVerdict.IN_FORCE,
        False,
        None,
        "The Education (Independent School Standards) Regulations 2014",
    ),
    "DfE (Current version 2015) Keeping children safe in Education": (
        LawVerdict.NO_LONGER_IN_FORCE,
        True,
        date(2016, 9, 5),
        (
            "Keeping children safe in education (2015) was replaced on 5 September 2016:"
            " turn to the edition of 1 September 2025"
        ),
    ),
    "DfE (Current version) Keeping Children Safe in Education": (
        LawVerdict.IN_FORCE,
        True,
        None,
        "Keeping children safe in education (2025)",
    ),
    "Regulated Services (Service Providers and Responsible Individuals) (Wales) Regulations 2017:"
    " Welsh Statutory Instrument No. 1264 (W.295)": (
        LawVerdict.OTHER_COUNTRY,
        True,
        None,
        f"{REGULATED_SERVICES} applies in Wales, not in England",
    ),
}


@pytest.mark.parametrize("citation", SEEDS)
def test_a_reference_of_an_independent_school_in_england_is_judged(citation: str) -> None:
    verdict, exact, from_day, sentence = SEEDS[citation]
    citation_found = find(shipped(), citation)
    assert citation_found is not None
    judgement = verdict_on(citation_found.entry, "England", "independent")
    assert (judgement.verdict, citation_found.exact) == (verdict, exact)
    assert judgement.from_day == from_day
    assert judgement.sentence.startswith(sentence)
    assert not judgement.sentence.endswith(".")


def test_an_entry_in_force_says_no_more_than_that() -> None:
    assert judged("equality-act-2010", "England", "independent") == Standing(
        LawVerdict.IN_FORCE, None, "Equality Act 2010 is in force"
    )


def test_what_the_register_is_unsure_of_stands_in_brackets() -> None:
    judgement = judged("kcsie-2025", "England", "independent")
    assert judgement.sentence.endswith(
        "(verified until 31 August 2026; an edition of September 2026 was planned and has not been seen)"
    )


def test_without_a_country_only_being_in_force_is_judged() -> None:
    wales = judged("childrens-homes-wales-regs-2002", None, None)
    assert judged("risca-service-provider-regs-2017", None, None).verdict is LawVerdict.IN_FORCE
    assert wales.verdict is LawVerdict.NO_LONGER_IN_FORCE
    assert wales.sentence == (
        f"{CHILDRENS_HOMES_WALES} was revoked on 2 April 2018 (the day is not certain)"
        f" and replaced by {REGULATED_SERVICES}"
    )


def test_standards_replaced_by_regulations_name_them() -> None:
    assert judged("nms-childrens-homes-wales-2002", "Wales", None).sentence == (
        "National Minimum Standards for Children's Homes (Wales) was replaced on 2 April 2018"
        f" (a formal withdrawal has not been seen) by {REGULATED_SERVICES}"
    )


def test_without_a_school_type_nobody_is_left_out() -> None:
    judgement = judged("childrens-homes-england-regs-2015", "England", None)
    assert judgement.verdict is LawVerdict.IN_FORCE


def test_a_school_type_that_is_bound_finds_the_law_in_force() -> None:
    homes, school = "childrens-homes-england-regs-2015", "children's-home-with-education"
    assert judged(homes, "England", school).verdict is LawVerdict.IN_FORCE
    assert judged("children-act-2004", "England", "maintained").verdict is LawVerdict.IN_FORCE


def test_a_school_type_is_not_judged_where_the_register_has_not_verified_it() -> None:
    care_standards = entry_of("care-standards-act-2000")
    assert care_standards.binds == frozenset({"children's-home-with-education"})
    verdict = verdict_on(care_standards, "England", "independent").verdict
    verified = care_standards._replace(certainty=Certainty.VERIFIED)
    assert verdict is LawVerdict.IN_FORCE
    assert verdict_on(verified, "England", "independent").verdict is (LawVerdict.NOT_FOR_THIS_SCHOOL_TYPE)


def test_several_school_types_are_listed_in_words() -> None:
    judgement = judged("independent-school-standards-2014", "England", "maintained")
    assert "applies to independent schools and academies: please check" in judgement.sentence


def test_the_law_of_several_countries_is_named_with_all_of_them() -> None:
    equality_act = entry_of("equality-act-2010")
    act = equality_act._replace(status=entry_of("childrens-homes-wales-regs-2002").status)
    assert verdict_on(act, "Northern Ireland", None).sentence == (
        "Equality Act 2010 is the law of England, Wales and Scotland, revoked"
    )
    assert verdict_on(equality_act, "Northern Ireland", None).sentence == (
        "Equality Act 2010 applies in England, Wales and Scotland, not in Northern Ireland"
    )


def test_an_entry_that_ended_on_an_unknown_day_has_no_first_day() -> None:
    regulations = entry_of("childrens-homes-wales-regs-2002")
    ended = regulations._replace(valid_to=None, replaced_by=None, note=None)
    assert verdict_on(ended, "Wales", None) == Standing(
        LawVerdict.NO_LONGER_IN_FORCE, None, f"{CHILDRENS_HOMES_WALES} was revoked"
    )


def test_an_edition_is_shown_once() -> None:
    assert shown_title(entry_of("kcsie-2015")) == "Keeping children safe in education (2015)"
    assert shown_title(entry_of("children-act-2004")) == "Children Act 2004"
    assert shown_title(entry_of("nms-residential-special-schools-2022")) == (
        "Residential special schools: national minimum standards (2022 edition)"
    )


ACT = {
    "key": "act",
    "title": "Example Act 2001",
    "extent": ["England"],
    "status": "in-force",
    "binds": "all",
    "certainty": "general",
}
OTHER = ACT | {"key": "other", "title": "Other Act 2002"}
EDITION = ACT | {"title": "Guidance", "series": "guidance"}


def built(*entries: object, checked_on: object = "2026-11-21") -> Register:
    return register_from({"checked_on": checked_on, "entries": list(entries)})


def test_a_register_is_built_from_text() -> None:
    register = built(ACT | {"valid_from": "2001-05-01", "edition": "2001", "note": ""})
    (entry,) = register.entries
    assert register.checked_on == date(2026, 11, 21)
    assert (entry.valid_from, entry.edition, entry.note) == (date(2001, 5, 1), 2001, None)
    assert entry.binds is None


def test_a_register_is_built_from_typed_values_too() -> None:
    typed = ACT | {"valid_from": date(2001, 5, 1), "edition": 2001, "also_cited_as": None}
    assert built(typed, checked_on=date(2026, 11, 21)) == built(
        ACT | {"valid_from": "2001-05-01", "edition": "2001"}
    )


def test_a_series_without_an_edition_in_force_means_its_newest() -> None:
    ended = EDITION | {"status": "superseded"}
    register = built(ended | {"key": "b", "edition": "2011"}, ended | {"key": "a", "edition": "2010"})
    citation = find(register, "Guidance")
    assert citation is not None
    assert citation.entry.key == "b"


def test_an_edition_in_force_comes_before_a_newer_one_that_has_ended() -> None:
    register = built(
        EDITION | {"key": "b", "edition": "2010"},
        EDITION | {"key": "a", "edition": "2011", "status": "superseded"},
    )
    citation = find(register, "Guidance")
    assert citation is not None
    assert citation.entry.key == "b"


def test_two_laws_that_fit_alike_find_nothing() -> None:
    other = ACT | {"key": "other", "title": "Example (England) Act 2001"}
    assert find(built(ACT, other), "Example Act 2001") is None


BROKEN: Mapping[str, tuple[object, ...]] = {
    "the law register has no entries": (),
    "entry `number 1`: it is not a list of fields": ("Example Act 2001",),
    "entry `number 2`: it has no key": (ACT, {"title": "Other Act 2002"}),
    "entry `act`: `titel` is not a field": (ACT | {"titel": "Example Act"},),
    "entry `act`: the key stands there twice": (ACT, OTHER | {"key": "act"}),
    "entry `act`: it has no title": (ACT | {"title": ""},),
    "entry `act`: it has no binds": (ACT | {"binds": ""},),
    "entry `act`: status is not understood": (ACT | {"status": "repealed"},),
    "entry `act`: certainty is not understood": (ACT | {"certainty": ""},),
    "entry `act`: extent is not understood": (ACT | {"extent": ["Great Britain"]},),
    "entry `act`: extent is not a list": (ACT | {"extent": "England"},),
    "entry `act`: binds is not understood": (ACT | {"binds": ["schools"]},),
    "entry `act`: valid_from is not a day": (ACT | {"valid_from": "1 May 2001"},),
    "entry `act`: edition is not a year": (ACT | {"edition": "new"},),
    "entry `act`: it is in force and has come to an end": (ACT | {"valid_to": "2002-01-01"},),
    "entry `act`: valid_to is before valid_from": (
        ACT | {"status": "revoked", "valid_from": "2002-01-02", "valid_to": "2002-01-01"},
    ),
    "entry `act`: replaced_by names `none`, which is no other entry": (
        ACT | {"status": "revoked", "replaced_by": "none"},
    ),
    "entry `act`: replaced_by names `act`, which is no other entry": (
        ACT | {"status": "revoked", "replaced_by": "act"},
    ),
    "entry `other`: it is cited in the same way as `act`": (
        ACT,
        OTHER | {"also_cited_as": ["The Example Act (2001)"]},
    ),
}


@pytest.mark.parametrize("message", BROKEN)
def test_a_register_that_contradicts_itself_is_refused(message: str) -> None:
    with pytest.raises(PolicyError) as refusal:
        built(*BROKEN[message])
    assert refusal.value.message.endswith(message)
    assert refusal.value.next_step


@pytest.mark.parametrize("day", [None, "", "today", "21/11/2026"])
def test_a_register_says_when_it_was_checked(day: object) -> None:
    with pytest.raises(PolicyError, match="does not say when it was checked"):
        built(ACT, checked_on=day)


def test_data_protection_law_can_be_told_by_its_subject() -> None:
    subjects = {entry.key for entry in shipped().entries if entry.subject == "data-protection"}
    assert subjects == {"data-protection-act-2018", "uk-gdpr"}
