"""What keeps a sheet from being told, what is told on which day, and where a list of names may not lie."""

import re
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from lpcheck.catalogue import Catalogue
from lpcheck.cli.app import run_app
from lpcheck.cli.options import Exit
from lpcheck.contact_facts import RESTRICTIONS
from lpcheck.doubts import PLACES
from lpcheck.sheets import Handout
from report_pages import MODEL, report_for
from test_examples import AS_OF, EXAMPLES, as_yaml, changed, yaml_in
from test_report_staff import (
    EACH_FORM,
    EACH_REPORT,
    FATHER,
    digits,
    edited,
    handout,
    looked_at,
    page_text,
    plan_copy,
    ring_text,
    school_with,
    sheet_of,
    sheets_in,
    told_of,
    why_not,
)

# In Word this is written otherwise: test_report_word_sheets.py and test_report_hostile.py look there.
IN_MARKUP = pytest.mark.parametrize("form", ["html", "markdown"])
DANGEROUS = "something dangerous was found: see `lpcheck validate`"
ARRANGED = "the plan arranges what a restriction forbids, or nobody can make out whom it is about"
NOT_SEEN = "whether the plan goes against a restriction was not looked at, at least in part"
MISTAKE = "what it says of people, restrictions, collection or whom to ring has a mistake"
REMOVE = {"remove": True}


def reasons(values: Handout, key: str = "P-003") -> tuple[str, ...]:
    why = why_not(values).get(key, ())
    assert (sheets_in(values)[key].told is None) is bool(why)
    return why


# -- what keeps a sheet from being told


def test_it_looks_where_the_rule_about_restrictions_looks(catalogue: Catalogue) -> None:
    checks = [check for one in catalogue.requirements.values() for check in one.checks]
    given = [check.parameters for check in checks if check.name == "restricted_person"]
    assert given
    for parameters in given:
        places = (getattr(parameters, name) for name in ("restrictions", *PLACES._fields))
        assert tuple(places) == (RESTRICTIONS, *PLACES)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"child": "P-004"}, "the plan is about another child than its folder"),
        ({"contact__restrictions": REMOVE}, "it does not say whether there are restrictions"),
        ({"contact__restrictions": None}, "it does not say whether there are restrictions"),
        ({"contact__restrictions": []}, "it does not say whether there are restrictions"),
        ({"contact": REMOVE}, "it does not say whether there are restrictions"),
        ({"contact__restrictions": "nobody told us of any"}, MISTAKE),
        ({"contact__restrictions__0__forbids": "he must not come"}, MISTAKE),
        ({"contact__restrictions__0__person": ["father"]}, MISTAKE),
        ({"people__taxi": "A2B Cars"}, MISTAKE),
        ({"people__mother__phone": ["07700 900201"]}, MISTAKE),
        ({"liaison__emergency__1__ring": 17}, MISTAKE),
        ({"contact__collection__may_collect": {"taxi": True}}, MISTAKE),
        ({"contact__restrictions_new": "also the uncle"}, "it has a field that the form does not have"),
        ({"people__Father": {"name": "Jim Dale"}}, "two people stand under the same word"),
        ({"contact__restrictions__0__person": "step-parent"}, ARRANGED),
        ({"contact__restrictions__0__person": "uncle-2"}, DANGEROUS),
    ],
    ids=str,
)
def test_a_plan_in_doubt_has_no_sheet(changes: dict[str, Any], reason: str, tmp_path: Path) -> None:
    assert reason in reasons(handout(looked_at(school_with(tmp_path, edited(**changes)))))


@pytest.mark.parametrize(
    ("people", "is_told"),
    [
        ({"social-worker": {"name": "Pat Reed", "phones": ["+44 (0)7700 900310"]}}, False),
        (
            {"social-worker": {"name": "Pat Reed", "phones": ["01632 960310", "07700 900310 or his dad"]}},
            False,
        ),
        ({"social-worker": {"name": "Pat Reed, 07700 900310", "phones": ["01632 960310"]}}, False),
        ({"taxi": {"name": "A2B, ring 07700/900310", "phones": ["01632 960320"]}}, False),
        ({"father": {"name": "John Field", "phones": ["01632 960310 before noon"]}}, False),
        ({"father": {"name": "John Field", "phones": ["+33 1 23 45 67 89"]}}, True),
        (
            {
                "father": {"name": "John Field", "phones": ["+33 1 23 45 67 89"]},
                "social-worker": {"name": "Pat Reed", "phones": ["0033 123456789"]},
            },
            False,
        ),
        (
            {
                "family-friend": {"name": "FIELD, John", "phones": ["01632 960311"]},
                "social-worker": {"name": "Pat Reed", "phones": ["01632960311"]},
            },
            False,
        ),
        ({"family-friend": {"name": "FIELD, John", "phones": ["01632 960311"]}}, True),
        ({"father": {"name": "John Field", "phones": ["12 34 56"]}}, True),
        ({"father": {"name": "John Field"}}, True),
    ],
    ids=str,
)
def test_a_number_of_somebody_forbidden_is_nowhere_among_those_to_ring(
    people: dict[str, Any],
    is_told: bool,  # noqa: FBT001 - of the table
) -> None:
    plan = plan_copy()
    plan["people"] |= people
    assert (sheet_of(plan).told is not None) is is_told


@pytest.mark.parametrize("place", ["contact__collection__if_somebody_else_comes", "learner_decides"])
def test_no_text_for_staff_holds_such_a_number(place: str) -> None:
    text = "Ring 07700 900310 and wait."
    is_learner = place == "learner_decides"
    value = {"able_to": True, "says": text, "date": "2026-09-02"} if is_learner else text
    assert sheet_of(edited(**{place: value})).told is None


def test_what_staff_do_may_name_the_number_that_they_do_not_answer() -> None:
    do = "Do not answer 07700 900310."
    told = told_of(edited(contact__restrictions__0__do=do))
    assert told.must_not[0].do == do
    assert FATHER not in digits(ring_text(told))


NO_PLAN = "there is no single plan that can be read"
UNREAD = "a document of this child, or of the school, cannot be read"
ASTRAY = "a document of the school cannot be read, or lies in the wrong place"


@pytest.mark.parametrize("name", ["plan.yml", "plan-new.yaml", "log.yaml"])
def test_a_second_plan_beside_the_first_is_no_sheet(name: str, tmp_path: Path) -> None:
    school = school_with(tmp_path, plan_copy())
    shutil.copy(school / "children/P-003/plan.yaml", school / "children/P-003" / name)
    assert UNREAD in reasons(handout(looked_at(school)))


def test_no_plan_and_an_unreadable_one_are_no_sheet(tmp_path: Path) -> None:
    school = school_with(tmp_path, plan_copy())
    file = school / "children/P-003/plan.yaml"
    file.write_text("kind: child-plan\nchild: [\n", "utf-8")
    assert reasons(handout(looked_at(school))) == (DANGEROUS, NO_PLAN)
    file.unlink()
    assert reasons(handout(looked_at(school)))
    shutil.rmtree(file.parent)
    assert reasons(handout(looked_at(school))) == ("no plan was looked at",)


def test_an_unreadable_document_of_the_child_or_of_the_school_is_no_sheet(tmp_path: Path) -> None:
    school = school_with(tmp_path, plan_copy())
    broken = school / "children/P-003/log.yaml"
    broken.write_text("kind: log\nchild: [\n", "utf-8")
    assert UNREAD in reasons(handout(looked_at(school)))
    broken.rename(school / "notes.yaml")
    for asked in (school, school / "children/P-003"):
        assert reasons(handout(looked_at(asked))) == (ASTRAY,)


def test_a_plan_outside_the_folder_is_no_sheet(tmp_path: Path) -> None:
    school = school_with(tmp_path, plan_copy())
    (school / "new-plan.yaml").write_text(as_yaml(plan_copy()), "utf-8")
    assert reasons(handout(looked_at(school))) == (ASTRAY,)


@pytest.mark.parametrize("policies", ["policies: [ECS 36]", "policies: ["])
def test_where_nobody_asks_for_it_nothing_was_looked_at(policies: str, tmp_path: Path) -> None:
    school = school_with(tmp_path, plan_copy())
    file = school / "site.yaml"
    text, number = re.subn(
        r"policies:(\s+- ECS \d+)+|policies: \[.*?\]", policies, file.read_text("utf-8"), count=1
    )
    assert number == 1
    file.write_text(text, "utf-8")
    assert {ASTRAY, NOT_SEEN}.intersection(reasons(handout(looked_at(school))))


def test_a_part_of_a_folder_is_not_enough(tmp_path: Path) -> None:
    school = shutil.copytree(EXAMPLES / "base", tmp_path / "larkfield-school")
    child = school / "children/P-003"
    part = "only a part of the child's folder was looked at: ask for all of it"
    for file in sorted(child.glob("*.yaml")):
        assert part in reasons(handout(looked_at(file)))
    assert sheets_in(handout(looked_at(child)))["P-003"].told is not None


def test_what_somebody_has_accepted_or_counted_apart_counts_all_the_same(tmp_path: Path) -> None:
    result = looked_at(school_with(tmp_path, edited(contact__collection__may_collect__0="father")))
    apart = tuple(one._replace(waived=date(2027, 1, 1), baselined=True) for one in result.findings)
    assert DANGEROUS in reasons(handout(result._replace(findings=apart)))


def test_contact_that_took_place_although_it_is_forbidden_is_no_sheet(tmp_path: Path) -> None:
    school = shutil.copytree(EXAMPLES / "base", tmp_path / "larkfield-school")
    log = school / "children/P-003/log.yaml"
    data = yaml_in(log)
    data["entries"].append(
        {"date": "2026-11-09", "time": "16:00", "channel": "visit", "with": ["father"], "by": "s-010"}
        | {"outcome": "took-place"}
    )
    log.write_text(as_yaml(data), "utf-8")
    assert reasons(handout(looked_at(school))) == (DANGEROUS,)


def test_a_document_in_no_school_is_no_sheet(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text(as_yaml(plan_copy()), "utf-8")
    values = handout(looked_at(tmp_path / "plan.yaml"))
    assert sheets_in(values) == {}
    for form in ("html", "markdown"):
        assert "there is nothing to print" in page_text(values, form)


# -- what is told, and on which day


def test_an_exception_on_a_condition_has_no_number_and_one_without_has(tmp_path: Path) -> None:
    ring = {"liaison__emergency__1__ring": "father", "contact__restrictions__0__forbids": ["being-rung"]}
    bare = told_of(edited(**ring, contact__restrictions__0__except=[{"what": "being-rung"}]))
    assert FATHER in digits(ring_text(bare))
    for conditional in (
        {"contact__restrictions__0__except": [{"what": "being-rung", "only": "by the head"}]},
        {
            "contact__restrictions__0__except": REMOVE,
            "contact__restrictions__0__school_may_tell": {"emergencies": "by the head"},
        },
    ):
        plan = edited(**ring, **conditional)
        told = told_of(plan)
        assert [one.is_on_condition for one in told.ring] == [False, True, False]
        assert FATHER not in digits(ring_text(told))
        assert told.must_not[0].but[-1] == "being rung, on a condition that the safeguarding lead knows"
        for form in ("html", "markdown"):
            text = page_text(handout(looked_at(school_with(tmp_path / form, plan))), form)
            assert "o not ring" in text
            assert "by the head" not in text
            shutil.rmtree(tmp_path / form)


def test_who_collects_or_receives_on_a_condition_is_kept_apart(tmp_path: Path) -> None:
    allowed = [{"what": "collection", "only": "with the social worker"}, {"what": "visits"}]
    plan = edited(
        contact__restrictions__0__except=allowed,
        contact__collection__may_collect=["taxi", "father"],
        contact__collection__received_by="father",
        contact__with__father=REMOVE,
    )
    told = told_of(plan)
    assert [person.word for person in told.may_collect] == ["taxi"]
    assert [person.word for person in told.may_collect_on_condition] == ["father"]
    assert (told.received_by, [one.word for one in told.received_by_on_condition]) == ((), ["father"])
    assert told.must_not[0].but == (
        "collecting the child, on a condition that the safeguarding lead knows",
        "visits",
    )
    for audience, number in (("staff", 2), ("reception", 1)):
        for form in ("html", "markdown"):
            school = school_with(tmp_path / audience / form, plan)
            text = page_text(handout(looked_at(school, audience=audience), audience), form, audience)
            assert text.lower().count("only once the safeguarding lead has said so") == number


def test_a_condition_besides_who_supervises_is_said_too() -> None:
    allowed = [{"what": "letters", "through": "social-worker", "only": "at Christmas"}]
    told = told_of(edited(contact__restrictions__0__except=allowed))
    condition = "on a condition that the safeguarding lead knows"
    assert told.must_not[0].but == (f"letters, through the social worker, {condition}",)
    allowed = [
        {"what": "letters", "through": "social-worker"},
        {"what": "visits", "supervised_by": "s-003"},
    ]
    told = told_of(edited(contact__restrictions__0__except=allowed))
    assert told.must_not[0].but == ("letters, through the social worker", "visits, supervised by s-003")


def test_a_restriction_counts_until_the_day_on_which_it_is_confirmed_to_have_ended(tmp_path: Path) -> None:
    ended = {"date": "2026-11-20", "confirmed_by": "social-worker"}
    plan = edited(contact__restrictions__0__ended=ended, liaison__emergency__1__ring="father")
    school = school_with(tmp_path, plan)
    told = sheets_in(handout(looked_at(school)))["P-003"].told
    assert told is not None
    assert told.must_not == ()
    assert FATHER in digits(ring_text(told))
    assert ARRANGED in reasons(handout(looked_at(school, day=date(2026, 11, 20))))


@pytest.mark.parametrize(
    ("since", "is_alone"),
    [("2026-09-21", True), ("2026-11-21", True), ("2026-11", False), ("2026-12-01", False)],
)
def test_who_travels_alone_from_a_day_to_come_does_not_yet(
    since: str,
    is_alone: bool,  # noqa: FBT001 - of the table
    tmp_path: Path,
) -> None:
    collection = {"travels_alone": since, "if_somebody_else_comes": "Ask him."}
    plan = edited(contact__collection=collection)
    told = told_of(plan)
    assert (told.alone is not None, told.not_yet_alone is not None) == (is_alone, not is_alone)
    for form in ("html", "markdown"):
        text = page_text(handout(looked_at(school_with(tmp_path / form, plan))), form)
        assert ("does not travel alone yet" in text.lower()) is not is_alone
        assert ("ask the designated safeguarding lead before anybody collects" in text) is not is_alone


@EACH_FORM
@EACH_REPORT
def test_a_plan_whose_review_is_near_or_over_says_so(form: str, audience: str, tmp_path: Path) -> None:
    school = school_with(tmp_path, plan_copy())
    for day, said in (
        (AS_OF, None),
        (date(2027, 2, 20), "This plan is to be looked at again by 28 February 2027"),
        (date(2027, 3, 1), "This plan was to be looked at again by 28 February 2027"),
    ):
        text = page_text(handout(looked_at(school, day=day, audience=audience), audience), form, audience)
        assert ("looked at again by" in text) is (said is not None)
        assert said is None or said in text


@IN_MARKUP
def test_what_is_not_recorded_is_said_and_never_guessed(form: str, tmp_path: Path) -> None:
    plan = edited(
        contact__collection={"stays_all_year": True},
        contact__restrictions="none",
        contact__with__father=REMOVE,
    )
    plan["contact"]["restrictions_checked"] = {"with": "social-worker"}
    text = page_text(handout(looked_at(school_with(tmp_path, plan))), form)
    for said in (
        "No restriction is in force; when this was last checked is not recorded",
        "Stays all year",
        "eep the child with you, and ask the designated safeguarding lead",
    ):
        assert said in text
    plan = plan_copy()
    plan["people"]["social-worker"] = {"name": "Pat Reed", "phones": ["ask Northshire"]}
    values = handout(looked_at(school_with(tmp_path / "second", plan)))
    (school,) = values.schools
    (sheet,) = school.sheets
    assert sheet.told is not None
    assert sheet.told.ring[1].phones == ()
    told = sheet.told._replace(
        must_not=(sheet.told.must_not[0]._replace(do=""),),
        ring=(sheet.told.ring[0]._replace(when=""), *sheet.told.ring[1:]),
    )
    text = page_text(values._replace(schools=(school._replace(sheets=(sheet._replace(told=told),)),)), form)
    assert "o number that can be read" in text
    assert "not recorded; ask the designated safeguarding lead" in text
    assert ("when is not recorded" if form == "markdown" else "<td>not recorded</td>") in text


@EACH_FORM
def test_where_nobody_is_written_down_to_be_rung_the_sheet_says_whom_to_ask(
    form: str, tmp_path: Path
) -> None:
    school = school_with(tmp_path, edited(liaison=REMOVE))
    file = school / "site.yaml"
    file.write_text(as_yaml(changed(yaml_in(file), {"/policies": ["ECS 38"]})), "utf-8")
    values = handout(looked_at(school))
    assert reasons(values) == ()
    assert "Nobody is recorded: ask the designated safeguarding lead" in page_text(values, form)


def test_the_words_of_a_learner_who_decides_are_told_and_no_others() -> None:
    says = {"says": "Text me, do not ring.", "date": "2026-09-02"}
    assert told_of(edited(learner_decides={"able_to": True, **says})).says == says["says"]
    assert told_of(edited(learner_decides={"able_to": False, **says})).says == ""


def test_who_needs_an_interpreter_is_told_to_whoever_rings() -> None:
    plan = edited(liaison__emergency__1__ring="mother")
    plan["people"]["mother"] |= {"needs": ["interpreter", "easy-read", "sign-language"], "language": "Urdu"}
    needs = ("speaks Urdu", "needs an interpreter", "needs an interpreter for sign language")
    assert told_of(plan).ring[1].needs == needs


def test_a_long_sheet_is_set_smaller() -> None:
    assert not told_of(plan_copy()).is_long
    do = "Keep her inside and ring the safeguarding lead. " * 20
    assert told_of(edited(contact__restrictions__0__do=do)).is_long


# -- which children, and whom to ask


def with_roll(folder: Path, *rows: dict[str, str]) -> Path:
    school = school_with(folder, plan_copy())
    file = school / "site.yaml"
    file.write_text(as_yaml(changed(yaml_in(file), {"/roll": list(rows)})), "utf-8")
    return school


def test_a_child_on_the_roll_without_a_plan_stands_there_too(tmp_path: Path) -> None:
    school = with_roll(
        tmp_path,
        {"child": "P-003", "from": "2024-09-02"},
        {"child": "P-077", "from": "2026-09-02"},
        {"child": "P-078", "from": "2027-01-05"},
        {"child": "P-079", "from": "2024-09-02", "until": "2026-07-21"},
    )
    values = handout(looked_at(school))
    assert list(sheets_in(values)) == ["P-003", "P-077"]
    assert reasons(values, "P-077") == ("no plan was looked at",)
    assert list(sheets_in(handout(looked_at(school / "children/P-003")))) == ["P-003"]


@EACH_FORM
def test_a_child_who_has_left_has_no_sheet_and_one_who_came_back_has(form: str, tmp_path: Path) -> None:
    gone = {"child": "P-003", "from": "2024-09-02", "until": "2026-07-21"}
    values = handout(looked_at(with_roll(tmp_path / "gone", gone)))
    assert sheets_in(values) == {}
    assert "P-003 has left by the roll, and is not printed" in page_text(values, form)
    back = {"child": "P-003", "from": "2026-09-02"}
    assert "P-003" in sheets_in(handout(looked_at(with_roll(tmp_path / "back", gone, back))))


def test_a_row_of_the_roll_whose_key_is_none_is_nobody(tmp_path: Path) -> None:
    school = with_roll(
        tmp_path, {"child": "Jane Field", "from": "2024-09-02"}, {"child": "P-003", "from": "2"}
    )
    assert "Jane Field" not in page_text(handout(looked_at(school)))


def test_a_folder_that_is_called_by_a_name_is_shown_by_its_number(tmp_path: Path) -> None:
    school = school_with(tmp_path, plan_copy(), "Jane Field")
    values = handout(looked_at(school))
    assert sheets_in(values)["•••1"].told is None
    assert "Jane" not in page_text(values)


def test_whom_to_ask_is_said_as_the_school_has_it(tmp_path: Path) -> None:
    values = handout(looked_at(MODEL))
    (school,) = values.schools
    assert school.ask == "the designated safeguarding lead, or a deputy"
    assert [(lead.role, lead.who) for lead in school.leads] == [
        ("designated safeguarding lead", "s-103"),
        ("a deputy", "s-104"),
    ]
    copy = shutil.copytree(MODEL, tmp_path / "school")
    file = copy / "ecs-38-contact.yaml"
    (copy / "ecs-36-home-school-liaison.yaml").unlink()
    contact = "safeguarding_contact: designated safeguarding lead, or a deputy"
    for written, said in (
        ("safeguarding_contact: s-103", "s-103"),
        ("safeguarding_contact: The Head teacher", "The Head teacher"),
        ("safeguarding_contact: 17", "the designated safeguarding lead"),
        ('safeguarding_contact: " "', "the designated safeguarding lead"),
    ):
        text = (MODEL / "ecs-38-contact.yaml").read_text("utf-8")
        file.write_text(text.replace(contact, written), "utf-8")
        assert handout(looked_at(copy)).schools[0].ask == said


# -- names


@IN_MARKUP
@EACH_REPORT
def test_a_name_stands_where_there_is_a_list_and_a_box_where_there_is_none(
    form: str, audience: str
) -> None:
    result = looked_at(MODEL, audience=audience)
    values = handout(result, audience, P_003="Amina *Rose*", P_004="", P_999="Nobody Here")
    text = page_text(values, form, audience)
    assert ("Amina \\*Rose\\*" if form == "markdown" else "Amina *Rose*") in text
    assert text.count("(name)" if form == "markdown" else 'class="box"') == 11
    assert values.unmatched == 1
    assert "1 line of the list of names is about no child here" in text
    assert "Nobody Here" not in text


@EACH_FORM
def test_a_key_that_two_schools_have_gets_no_name(form: str) -> None:
    result = looked_at(EXAMPLES / "base", MODEL)
    values = handout(result, P_003="Amina Rose", P_004="Ben Low")
    names = {(school.school, one.child): one.name for school in values.schools for one in school.sheets}
    assert {name for (_, child), name in names.items() if child == "P-003"} == {""}
    assert values.nameless == ("P-003",)
    text = page_text(values, form)
    assert "more than one school has this key" in text
    assert ("Amina Rose" in text, "Ben Low" in text) == (False, True)


@pytest.fixture
def names(tmp_path: Path) -> Callable[[Path], list[str]]:
    def words(file: Path) -> list[str]:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("child,name\nP-003,Amina Rose\n", "utf-8")
        out = tmp_path / "out.html"
        return [
            "report",
            "--for=staff",
            "--as-of=2026-11-21",
            f"--names={file}",
            f"--output={out}",
            "--force",
        ]

    return words


@pytest.mark.parametrize(
    "inside", ["names.csv", "children/P-003/names.csv", "../names.csv", "../../x/names.csv"]
)
@pytest.mark.parametrize("asked", ["", "children/P-003", "children/P-003/plan.yaml"])
def test_a_list_among_the_documents_is_refused(
    inside: str,
    asked: str,
    tmp_path: Path,
    names: Callable[[Path], list[str]],
    capsys: pytest.CaptureFixture[str],
) -> None:
    repository = tmp_path / "repository"
    subprocess.run(["git", "init", "-q", repository], check=True)  # noqa: S607 - whichever git there is
    school = shutil.copytree(EXAMPLES / "base", repository / "procedures/larkfield-school")
    assert run_app([*names(school / inside), str(school / asked)]) == Exit.USAGE
    told = capsys.readouterr().err
    assert "among the documents" in told
    assert "outside its git repository" in told
    assert not (tmp_path / "out.html").exists()


def test_a_link_does_not_make_a_list_lie_elsewhere(
    tmp_path: Path, names: Callable[[Path], list[str]]
) -> None:
    school = shutil.copytree(EXAMPLES / "base", tmp_path / "larkfield-school")
    inside, outside = school / "names.csv", tmp_path / "desk/names.csv"
    words = names(inside)
    outside.parent.mkdir()
    outside.symlink_to(inside)
    words[3] = f"--names={outside}"
    assert run_app([*words, str(school)]) == Exit.USAGE


def test_beside_documents_in_no_school_it_is_refused_too(
    tmp_path: Path, names: Callable[[Path], list[str]]
) -> None:
    plan = tmp_path / "loose/plan.yaml"
    words = names(plan.with_name("names.csv"))
    plan.write_text(as_yaml(plan_copy()), "utf-8")
    assert run_app([*words, str(plan)]) == Exit.USAGE


def test_a_list_elsewhere_is_used(tmp_path: Path, names: Callable[[Path], list[str]]) -> None:
    school = shutil.copytree(EXAMPLES / "base", tmp_path / "larkfield-school")
    assert run_app([*names(tmp_path / "desk/names.csv"), str(school)]) == Exit.OK
    assert "Amina Rose" in (tmp_path / "out.html").read_text("utf-8")


# -- only where asked for, and inert


@EACH_REPORT
def test_it_is_personal_and_never_made_without_being_asked_for(
    audience: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert report_for(audience).is_personal
    school = shutil.copytree(EXAMPLES / "base", tmp_path / "larkfield-school")
    monkeypatch.chdir(tmp_path)
    assert run_app(["report", "--as-of=2026-11-21", "--format=markdown", str(school)]) == Exit.OK
    assert "John Field" not in capsys.readouterr().out
    words = ["report", f"--for={audience}", "--as-of=2026-11-21", "--format=markdown", str(school)]
    assert run_app(words) == Exit.OK
    assert capsys.readouterr().out == f"wrote {audience}-2026-11-21.md\n"
    assert "John Field" in (tmp_path / f"{audience}-2026-11-21.md").read_text("utf-8")


HOSTILE = "</p><script>alert(1)</script> {{ 7*7 }} [x](http://x.example) | ## <img src=x> `a`"


@IN_MARKUP
@EACH_REPORT
def test_hostile_text_stays_text(form: str, audience: str, tmp_path: Path) -> None:
    plan = edited(
        people__father__name=HOSTILE,
        contact__restrictions__0__do=HOSTILE,
        contact__collection__if_somebody_else_comes=HOSTILE,
        learner_decides={"able_to": True, "says": HOSTILE, "date": "2026-09-02"},
    )
    plan["people"]["social-worker"] |= {"name": f"Pat {HOSTILE}", "language": HOSTILE}
    values = handout(looked_at(school_with(tmp_path, plan), audience=audience), audience, P_003=HOSTILE)
    assert sheets_in(values)["P-003"].told is not None
    text = page_text(values, form, audience)
    assert "alert(1)" in text
    assert "<script>alert" not in text
    assert "<img" not in text.replace("\\<img", "")
    assert "{{ 7*7 }}" in text.replace("\\", "")
    assert form == "html" or "\\[x\\](http" in text
