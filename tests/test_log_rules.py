"""Rules on what a log shows: forbidden contact, rhythms, hours, days and letters."""

from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from datetime import date
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from lpcheck.cli.app import run_app
from lpcheck.cli.options import Exit
from lpcheck.model import Finding, State
from lpcheck.pointers import written
from lpcheck.run import Request, run
from lpcheck.summary import requirements_in
from test_examples import AS_OF, EXAMPLES, as_yaml, changed, yaml_in
from test_restrictions import key_of, plan_in, restriction_in

SITUATIONS = yaml_in(Path(__file__).parent / "logged_situations.yaml")
CALL: Mapping[str, Any] = {
    "date": "2026-10-02",
    "time": "15:05",
    "channel": "telephone",
    "with": ["father"],
    "by": "s-010",
    "outcome": "took-place",
}
each_situation = pytest.mark.parametrize(
    "number", [pytest.param(n, id=one["name"].replace(" ", "-")) for n, one in enumerate(SITUATIONS)]
)


def log_of(situation: Mapping[str, Any]) -> dict[str, Any]:
    return {"kind": "log", "entries": [entry_in(one) for one in situation["entries"]]}


def entry_in(short: Any) -> Any:  # noqa: ANN401 - a situation may have anything here
    if not isinstance(short, dict):
        return short
    return {name: value for name, value in deepcopy({**CALL, **short}).items() if value is not None}


def site_with_logs(folder: Path, situations: Sequence[Mapping[str, Any]]) -> Path:
    """A site with a child for each situation."""
    site = copytree(EXAMPLES / "base", folder / "larkfield-school", ignore=lambda *_: ["children"])
    for number, situation in enumerate(situations):
        child = site / "children" / key_of(number)
        child.mkdir(parents=True)
        for name, document in (("plan", plan_in(situation)), ("log", log_of(situation))):
            (child / f"{name}.yaml").write_text(as_yaml({**document, "child": child.name}), "utf-8")
    return folder


def found_in(folder: Path, requirement: str) -> dict[str, list[Finding]]:
    """What is found of a requirement, by child."""
    found: dict[str, list[Finding]] = {}
    for finding in run(Request((folder,), AS_OF)).findings:
        if finding.requirement.id == requirement:
            found.setdefault(str(finding.child), []).append(finding)
    return found


def entries_of(findings: Iterable[Finding]) -> list[int]:
    places = [finding.problem.location.pointer for finding in findings]
    assert all(place[0] == "entries" and len(place) == 2 for place in places)
    return sorted(int(place[1]) for place in places)


@pytest.fixture(scope="module")
def dangers(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, list[Finding]]:
    return found_in(site_with_logs(tmp_path_factory.mktemp("logged"), SITUATIONS), "ECS38-3.3")


def test_there_are_enough_situations_of_both_sorts() -> None:
    dangerous = [one for one in SITUATIONS if one.get("danger")]
    assert len(SITUATIONS) >= 80
    assert min(len(dangerous), len(SITUATIONS) - len(dangerous)) >= 25


@each_situation
def test_forbidden_contact_that_took_place_is_found_and_nothing_else_is(
    number: int, dangers: Mapping[str, list[Finding]]
) -> None:
    assert entries_of(dangers.get(key_of(number), [])) == SITUATIONS[number].get("danger", [])


def not_looked_at(folder: Path, requirement: str) -> int:
    """In how many documents it could not be known."""
    coverage = run(Request((folder,), AS_OF)).coverage
    return sum(
        line.counts.get(State.NOT_LOOKED_AT, 0) for line in coverage if line.requirement == requirement
    )


def test_where_it_cannot_be_known_it_counts_as_not_looked_at(tmp_path: Path) -> None:
    harmless = [one for one in SITUATIONS if not one.get("danger")]
    unsure = [one for one in harmless if one.get("unsure")]
    for name, some in (("sure", [one for one in harmless if one not in unsure]), ("unsure", unsure)):
        site_with_logs(tmp_path / name, some)
    assert not_looked_at(tmp_path / "sure", "ECS38-3.3") == 0
    assert not_looked_at(tmp_path / "unsure", "ECS38-3.3") == len(unsure) >= 6


@pytest.mark.parametrize("plan", [None, "kind: child-plan\nchild: P-000\n", "kind: child-plan\nbad: [\n"])
def test_without_a_plan_that_says_what_is_forbidden_it_cannot_be_known(
    plan: str | None, tmp_path: Path
) -> None:
    folder = site_with_logs(tmp_path, SITUATIONS[:1])
    file = folder / "larkfield-school" / "children" / "P-000" / "plan.yaml"
    if plan is None:
        file.unlink()
    else:
        file.write_text(plan, "utf-8")
    assert found_in(folder, "ECS38-3.3") == {}
    assert not_looked_at(folder, "ECS38-3.3") == 1


def test_a_log_without_entries_is_not_asked(tmp_path: Path) -> None:
    folder = site_with_logs(tmp_path, [{**SITUATIONS[0], "entries": []}])
    assert not_looked_at(folder, "ECS38-3.3") == 0


def test_the_finding_points_to_the_entry_and_to_the_restriction(tmp_path: Path) -> None:
    found = found_in(
        site_with_logs(tmp_path, [{**SITUATIONS[0], "entries": [{"date": "some day"}]}]), "ECS38-3.3"
    )
    [finding] = found["P-000"]
    assert finding.problem.message == (
        "contact of a kind that a restriction forbids is recorded as having taken place, "
        "on a day that cannot be read"
    )
    [other] = finding.problem.related
    assert other.note == "forbidden here"
    assert other.location.path.endswith("children/P-000/plan.yaml")
    assert other.location.pointer == ("contact", "restrictions", 0)


@pytest.mark.parametrize(
    "words", [["--ignore=ECS38"], ["--select=LP"], ["--ignore=ECS38", "--ignore=FILE"]]
)
@pytest.mark.parametrize(
    ("before", "after"),
    [("", ""), ("took-place", "went well"), ("father", "Dad"), ("kind: log", "kind: [")],
)
def test_no_filter_hides_it_nor_what_keeps_it_from_being_looked_at(
    words: list[str], before: str, after: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = site_with_logs(tmp_path, SITUATIONS[:1])
    log = folder / "larkfield-school" / "children" / "P-000" / "log.yaml"
    text = log.read_text("utf-8").replace('"', "")
    log.write_text(text.replace(before, after) if before else text, "utf-8")
    assert run_app(["validate", f"--as-of={AS_OF}", *words, str(folder)]) == Exit.FINDINGS
    assert "children/P-000/log.yaml" in capsys.readouterr().out


def test_a_table_may_say_that_the_child_took_no_part(tmp_path: Path) -> None:
    folder = site_with_logs(tmp_path, SITUATIONS[:1])
    child = folder / "larkfield-school" / "children" / "P-000"
    (child / "log.yaml").unlink()
    head = "date,time,channel,with,by,outcome,child_took_part"
    rows = [
        f"2026-10-0{day},15:05,telephone,father,s-010,took-place,{said}"
        for day, said in ((2, "false"), (3, ""))
    ]
    (child / "log.csv").write_text("\n".join([head, *rows, ""]), "utf-8")
    assert entries_of(found_in(folder, "ECS38-3.3")["P-000"]) == [1]


TERMS = [{"from": "2026-09-02", "to": "2026-10-23"}, {"from": "2026-11-02", "to": "2026-12-18"}]
WEEKLY = {"with": "mother", "method": "telephone", "how_often": "weekly"}
LEARNER = {"with": "learner", "method": "text", "how_often": "weekly"}
BOOK = {"with": "mother", "method": "handover-book", "how_often": "each-school-day"}
AGREED = {
    **WEEKLY,
    "with": "grandmother",
    "how_often": "as-agreed",
    "decided_by": "mother",
    "longest_gap_days": 10,
}


def called(day: str, **fields: object) -> dict[str, object]:
    """A routine call with the mother, unless it is said otherwise."""
    return {**CALL, "with": ["mother"], "date": day, "routine": True, **fields}


def school(
    folder: Path,
    routine: Sequence[Mapping[str, object]],
    entries: Sequence[Mapping[str, object]],
    *,
    site: Mapping[str, object] | None = None,
    **plan: object,
) -> Path:
    """A site with one child, whose plan is of 4 September 2026 and whose log has these entries."""
    base = copytree(EXAMPLES / "base", folder / "larkfield-school", ignore=lambda *_: ["children"])
    given = {"/roll": [{"child": "P-000", "from": "2026-09-02"}], "/terms": TERMS, **(site or {})}
    file = base / "site.yaml"
    file.write_text(as_yaml(changed(yaml_in(file), deepcopy(given))), "utf-8")
    child = base / "children" / "P-000"
    child.mkdir(parents=True)
    whole = plan_in({"restrictions": [], "routine": list(routine)})
    for name, document in (
        ("plan", {**whole, "review_history": [], **plan}),
        ("log", {"kind": "log", "entries": [*entries, called("2026-09-02", **{"with": ["uncle"]})]}),
    ):
        text = as_yaml(deepcopy({**document, "child": "P-000"}))
        (child / f"{name}.yaml").write_text(text, "utf-8")
    return folder


def gaps_on(folder: Path, day: str) -> list[tuple[int, str]]:
    """The rows of the routine that are found wanting on a day, and since when."""
    findings = run(Request((folder,), date.fromisoformat(day))).findings
    found = [finding.problem for finding in findings if finding.requirement.id == "ECS36-4.b.2"]
    return [
        (int(str(one.location.pointer[2])), one.message.split("since ")[1].split(" (")[0]) for one in found
    ]


@pytest.mark.parametrize(
    ("routine", "entries", "found"),
    [
        # Seven days and three of grace: the tenth day after the plan is in time, the next one is not.
        ([WEEKLY], [], {"2026-09-14": [], "2026-09-15": [(0, "4 September 2026")]}),
        ([WEEKLY], [called("2026-09-14")], {"2026-09-24": [], "2026-09-25": [(0, "14 September 2026")]}),
        # A call on the first day that is too late ends it before it began, and one later ends it then.
        ([WEEKLY], [called("2026-09-15")], {"2026-09-15": [], "2026-09-26": [(0, "15 September 2026")]}),
        (
            [WEEKLY],
            [called("2026-09-20")],
            {
                "2026-09-19": [(0, "4 September 2026")],
                "2026-09-20": [],
                "2026-10-01": [(0, "20 September 2026")],
            },
        ),
        # Holidays are not counted: two days in October, eight in November.
        ([WEEKLY], [called("2026-10-21")], {"2026-11-09": [], "2026-11-10": [(0, "21 October 2026")]}),
        # Nobody is asked in the holidays about what became late on their first day.
        ([WEEKLY], [called("2026-10-13")], {"2026-10-30": [], "2026-11-02": [(0, "13 October 2026")]}),
        # Of what comes after the last term that is known, nothing can be said.
        ([WEEKLY], [called(f"2026-{day}") for day in ("12-14", "12-20")], {"2027-03-01": []}),
        # An attempt is enough; what was refused, was not routine or was with the child is not.
        *(
            ([WEEKLY], [called("2026-09-10", **said)], {"2026-09-15": found})
            for said, found in (
                ({"outcome": "no-answer"}, []),
                ({"outcome": "missed"}, []),
                ({"with": ["uncle", "mother"]}, []),
                ({"outcome": "refused"}, [(0, "4 September 2026")]),
                ({"routine": False}, [(0, "4 September 2026")]),
                ({"child_took_part": True}, [(0, "4 September 2026")]),
                ({"with": ["uncle"]}, [(0, "4 September 2026")]),
            )
        ),
        # Whoever speaks for themselves does take part.
        (
            [LEARNER],
            [called("2026-09-10", **{"with": ["learner"], "child_took_part": True})],
            {"2026-09-15": []},
        ),
        ([LEARNER], [], {"2026-09-15": [(0, "4 September 2026")]}),
        # From a Friday on, one school day and three days of grace.
        (
            [{**BOOK, "method": "telephone"}],
            [called("2026-09-11")],
            {"2026-09-17": [], "2026-09-18": [(0, "11 September 2026")]},
        ),
        # A book that goes to and fro is its own record, unless it is logged all the same.
        ([BOOK], [called("2026-09-11")], {"2026-09-30": []}),
        (
            [BOOK],
            [called("2026-09-11", channel="handover-book")],
            {"2026-09-18": [(0, "11 September 2026")]},
        ),
        # A longest gap of one's own; what has no rhythm; somebody whom the plan does not know.
        ([AGREED], [], {"2026-09-17": [], "2026-09-18": [(0, "4 September 2026")]}),
        ([{**AGREED, "longest_gap_days": "long"}], [], {"2026-11-20": []}),
        ([{**WEEKLY, "how_often": "as-the-child-wishes"}], [], {"2026-11-20": []}),
        ([{**WEEKLY, "with": "aunt"}], [], {"2026-11-20": []}),
        # Of two gaps the one that began first, and the other when that one is over.
        (
            [WEEKLY, AGREED],
            [called("2026-09-08"), called("2026-09-28"), called("2026-09-21", **{"with": ["grandmother"]})],
            {
                "2026-09-18": [(1, "4 September 2026")],
                "2026-09-20": [(1, "4 September 2026")],
                "2026-09-21": [(0, "8 September 2026")],
                "2026-09-27": [(0, "8 September 2026")],
                "2026-09-28": [],
                "2026-10-05": [(1, "21 September 2026")],
                "2026-11-20": [(1, "21 September 2026")],
            },
        ),
        (
            [AGREED, WEEKLY],
            [called("2026-09-05")],
            {
                "2026-09-15": [],
                "2026-09-16": [(1, "5 September 2026")],
                "2026-09-17": [(1, "5 September 2026")],
                "2026-09-18": [(0, "4 September 2026")],
                "2026-11-20": [(0, "4 September 2026")],
            },
        ),
    ],
)
def test_a_gap_is_found_from_the_day_after_the_last_that_is_in_time(
    routine: list[dict[str, object]],
    entries: list[dict[str, object]],
    found: Mapping[str, list[tuple[int, str]]],
    tmp_path: Path,
) -> None:
    folder = school(tmp_path, routine, entries)
    assert {day: gaps_on(folder, day) for day in found} == found


@pytest.mark.parametrize(
    ("site", "plan", "found"),
    [
        (
            {},
            {"review_history": [{"date": "2026-10-06", "reviewer": "s-003", "summary": "New"}]},
            "6 October 2026",
        ),
        ({"/roll/0/from": "2026-09-28"}, {}, "28 September 2026"),
        ({"/roll": [{"child": "P-001", "from": "2026-09-28"}]}, {}, "4 September 2026"),
        ({}, {"date": "2026-09"}, "30 September 2026"),
        ({}, {"date": "2026-06-01"}, "2 September 2026"),
        ({"/roll/0/from": "2026-06-01"}, {"date": "2026-06-01"}, "1 September 2026"),
    ],
)
def test_counting_begins_again_with_a_review_and_on_joining(
    site: dict[str, object], plan: dict[str, object], found: str, tmp_path: Path
) -> None:
    folder = school(tmp_path, [WEEKLY], [], site=site, **plan)
    assert gaps_on(folder, "2026-11-20") == [(0, found)]


def test_nobody_is_asked_after_the_last_day_of_the_child(tmp_path: Path) -> None:
    rows = [
        {"child": "P-000", "from": "2026-09-02", "until": "2026-09-20"},
        {"child": "P-000", "from": "2025-09-02", "until": "2026-01-20"},
    ]
    folder = school(tmp_path, [WEEKLY], [called("2026-09-25")], site={"/roll": rows})
    assert [gaps_on(folder, f"2026-09-{day}") for day in (20, 21)] == [[(0, "4 September 2026")], []]


@pytest.mark.parametrize(
    ("until", "found"),
    [
        (None, {"2026-09-15": True, "2026-11-01": True, "2026-11-02": False, "2026-11-16": True}),
        ("2026-09-20", {"2026-09-20": True, "2026-09-21": False, "2026-11-02": False, "2026-11-16": True}),
    ],
)
def test_who_is_to_join_again_later_is_asked_about_before_and_after(
    until: str | None, found: dict[str, bool], tmp_path: Path
) -> None:
    rows = [
        {"child": "P-000", "from": "2026-11-02"},
        {"child": "P-000", "from": "2026-09-02", **({"until": until} if until else {})},
    ]
    folder = school(tmp_path, [WEEKLY], [], site={"/roll": rows})
    assert {day: bool(gaps_on(folder, day)) for day in found} == found


def test_who_joins_again_after_the_last_known_term_is_asked_about_until_then(tmp_path: Path) -> None:
    rows = [{"child": "P-000", "from": "2026-09-02"}, {"child": "P-000", "from": "2030-09-02"}]
    folder = school(tmp_path, [WEEKLY], [], site={"/roll": rows})
    assert gaps_on(folder, "2026-09-15") == [(0, "4 September 2026")]
    assert "ECS36-4.b.2" in requirements_in(run(Request((folder,), date(2026, 9, 12))), State.NOT_LOOKED_AT)


@pytest.mark.parametrize(
    ("site", "plan", "entries"),
    [
        ({"/terms": []}, {}, []),
        ({"/terms": [{"from": "2025-09-02", "to": "2025-10-23"}]}, {}, []),
        ({"/terms/0/to": "in autumn"}, {}, []),
        ({"/roll/0/from": "in autumn"}, {}, []),
        ({}, {"date": "in autumn"}, []),
        ({}, {"date": None}, []),
        ({}, {}, [called("in autumn")]),
        ({}, {}, [called("2026-09-05", outcome="went well")]),
        ({}, {}, [called("2026-09-05", **{"with": "Mum"})]),
        ({"/name": "*"}, {}, []),
    ],
)
def test_without_terms_and_with_what_cannot_be_read_it_is_not_known(
    site: dict[str, object], plan: dict[str, object], entries: list[dict[str, object]], tmp_path: Path
) -> None:
    folder = school(tmp_path, [WEEKLY], entries, site=site, **plan)
    if site == {"/name": "*"}:
        log = folder / "larkfield-school" / "children" / "P-000" / "log-2025.yaml"
        log.write_text("kind: log\nentries: [\n", "utf-8")
    assert gaps_on(folder, "2026-11-20") == []
    assert not_looked_at(folder, "ECS36-4.b.2") >= 1
    assert not_looked_at(folder, "ECS38-4.S1a") >= 1


def test_where_no_log_is_kept_here_or_none_has_begun_nobody_is_asked(tmp_path: Path) -> None:
    folder = school(tmp_path, [WEEKLY], [])
    log = folder / "larkfield-school" / "children" / "P-000" / "log.yaml"
    assert gaps_on(folder, "2026-11-20") == [(0, "4 September 2026")]
    log.write_text("kind: log\nchild: P-000\nentries: []\n", "utf-8")
    assert gaps_on(folder, "2026-11-20") == []
    log.unlink()
    assert gaps_on(folder, "2026-11-20") == []


CONCERN = {
    "reference": "CPOMS 1",
    "noticed_at": "2026-10-02T15:05",
    "reported_at": "2026-10-02T15:20",
    "reported_to": "designated-safeguarding-lead",
    "immediate_action": False,
}


def found_on(folder: Path, day: str, requirement: str) -> list[tuple[str, str]]:
    """Where a requirement is not met on a day, and how grave that is."""
    findings = run(Request((folder,), date.fromisoformat(day))).findings
    return [
        (written(finding.problem.location.pointer), finding.check.severity.value)
        for finding in findings
        if finding.requirement.id == requirement
    ]


def with_log(folder: Path, **log: object) -> Path:
    """A site with one child, whose log has these parts besides."""
    file = school(folder, [], []) / "larkfield-school" / "children" / "P-000" / "log.yaml"
    file.write_text(as_yaml({"kind": "log", "child": "P-000", "entries": [], **log}), "utf-8")
    return folder


@pytest.mark.parametrize(
    ("noticed", "reported", "found"),
    [
        ("2026-10-02T15:05", "2026-10-02T15:05", None),
        ("2026-10-02T15:05", "2026-10-02T16:05", None),
        ("2026-10-02T15:05", "2026-10-02T16:06", "advice"),
        ("2026-10-02T15:05", "2026-10-03T15:05", "advice"),
        ("2026-10-02T15:05", "2026-10-03T15:06", "error"),
        ("2025-12-31T23:30", "2026-01-01T00:15", None),
        ("2026-10-02T15:05", "2026-10-02T15:04", "error"),
        ("2026-10-02T15:05", "2026-09-02T15:05", "error"),
    ],
)
def test_hours_are_counted_to_the_minute(
    noticed: str, reported: str, found: str | None, tmp_path: Path
) -> None:
    concerns = [{**CONCERN, "noticed_at": noticed, "reported_at": reported}, CONCERN]
    folder = with_log(tmp_path, concerns=concerns)
    at = [("/concerns/0/reported_at", found)] if found else []
    assert found_on(folder, "2026-11-20", "ECS38-6.2") == at


def test_a_concern_cannot_have_been_noticed_on_a_day_still_to_come(tmp_path: Path) -> None:
    concern = {**CONCERN, "noticed_at": "2026-12-02T15:05", "reported_at": "2026-12-02T15:05"}
    folder = with_log(tmp_path, concerns=[concern])
    assert found_on(folder, "2026-12-01", "ECS38-6.2") == [("/concerns/0/noticed_at", "error")]
    assert found_on(folder, "2026-12-02", "ECS38-6.2") == []


def test_of_two_concerns_each_is_found_and_one_that_cannot_be_read_once(tmp_path: Path) -> None:
    late = {**CONCERN, "reported_at": "2026-10-05T09:00"}
    folder = with_log(
        tmp_path, concerns=[late, {**late, "reference": "CPOMS 2"}, {**late, "noticed_at": "at tea"}]
    )
    assert found_on(folder, "2026-11-20", "ECS38-6.2") == [
        ("/concerns/0/reported_at", "error"),
        ("/concerns/1/reported_at", "error"),
        ("/concerns/2/noticed_at", "error"),
    ]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        # Twenty school days after Friday 9 October, a week of holiday among them.
        ({}, {"2026-11-13": 0, "2026-11-14": 1, "2027-05-01": 1}),
        ({"analysed": "2026-11-13", "shared": "2026-11-13"}, {"2026-11-14": 0}),
        ({"analysed": "2026-11-10"}, {"2026-11-13": 0, "2026-11-14": 1}),
        ({"shared": "2026-11-10"}, {"2026-11-14": 1}),
        (
            {"analysed": "2026-11-18", "shared": "2026-11-20"},
            {"2026-11-17": 1, "2026-11-19": 1, "2026-11-20": 0},
        ),
        ({"nothing_to_share_because": "it was a mistake"}, {"2026-11-14": 1}),
        (
            {"analysed": "2026-11-16", "nothing_to_share_because": "a mistake"},
            {"2026-11-15": 1, "2026-11-16": 0},
        ),
        # On the day itself is in time; before it is a mistake, whenever it is looked at.
        ({"analysed": "2026-10-09", "shared": "2026-10-09"}, {"2026-11-20": 0}),
        ({"analysed": "2026-10-08", "shared": "2026-10-09"}, {"2026-10-10": 1, "2026-11-20": 1}),
        ({"analysed": "2026-10-12", "shared": "2026-09-12"}, {"2026-10-12": 1, "2026-11-20": 1}),
        ({"analysed": "soon"}, {"2026-11-20": 0}),
        ({"date": "in October"}, {"2026-11-20": 0}),
        ({"date": None}, {"2026-11-20": 0}),
    ],
)
def test_an_incident_stays_open_until_every_part_is_done(
    said: Mapping[str, object], found: Mapping[str, int], tmp_path: Path
) -> None:
    row = {"reference": "CPOMS 1", "date": "2026-10-09", **said}
    incidents = [{name: value for name, value in row.items() if value is not None}]
    folder = with_log(tmp_path, social_media_incidents=incidents)
    assert {day: len(found_on(folder, day, "ECS38-10.2")) for day in found} == found


def test_two_incidents_are_two_findings_and_each_says_what_it_lacks(tmp_path: Path) -> None:
    first = {"reference": "CPOMS 1", "date": "2026-10-09", "analysed": "2026-11-18"}
    folder = with_log(tmp_path, social_media_incidents=[first, {**first, "reference": "CPOMS 2"}])
    said = {
        day: [
            finding.problem.message.split("lacks ")[1]
            for finding in run(Request((folder,), date.fromisoformat(day))).findings
            if finding.requirement.id == "ECS38-10.2"
        ]
        for day in ("2026-11-17", "2026-11-18")
    }
    shared = "`shared` or `nothing_to_share_because`"
    assert said == {"2026-11-17": [f"`analysed` and {shared}"] * 2, "2026-11-18": [shared] * 2}


NEEDS_A_CALL = {"/people/mother/needs": ["call-after-letter"]}


def letter(**said: object) -> dict[str, object]:
    """A letter of the school to the mother, of Monday 14 September."""
    given = called("2026-09-14", channel="letter", **said)
    return {name: value for name, value in given.items() if name != "time"}


def posted(folder: Path, entries: list[dict[str, object]], plan: Mapping[str, object]) -> Path:
    school(folder, [], entries)
    file = folder / "larkfield-school" / "children" / "P-000" / "plan.yaml"
    file.write_text(as_yaml(changed(yaml_in(file), deepcopy(dict(plan)))), "utf-8")
    return folder


FATHER_TOO = {"/people/father/needs": ["call-after-letter"], **NEEDS_A_CALL}


@pytest.mark.parametrize(
    ("entries", "plan", "found"),
    [
        ([letter()], NEEDS_A_CALL, {"2026-09-21": [], "2026-09-22": [0], "2027-03-01": [0]}),
        ([letter(), called("2026-09-14")], NEEDS_A_CALL, {"2026-09-22": []}),
        ([letter(), called("2026-09-21", outcome="no-answer")], NEEDS_A_CALL, {"2026-09-22": []}),
        ([letter(), called("2026-09-25")], NEEDS_A_CALL, {"2026-09-24": [0], "2026-09-25": []}),
        ([letter(), called("2026-09-13")], NEEDS_A_CALL, {"2026-09-22": [0]}),
        ([letter(), called("2026-09-15", outcome="refused")], NEEDS_A_CALL, {"2026-09-22": [0]}),
        ([letter(), called("2026-09-15", child_took_part=True)], NEEDS_A_CALL, {"2026-09-22": [0]}),
        ([letter(), called("2026-09-15", **{"with": ["father"]})], NEEDS_A_CALL, {"2026-09-22": [0]}),
        ([letter(), called("2026-09-15", channel="email")], NEEDS_A_CALL, {"2026-09-22": [0]}),
        (
            [letter(), {**letter(), "date": "2026-09-15"}],
            NEEDS_A_CALL,
            {"2026-09-22": [0], "2026-09-23": [0, 1]},
        ),
        ([letter(outcome="refused")], NEEDS_A_CALL, {"2026-09-22": []}),
        ([letter(child_took_part=True)], NEEDS_A_CALL, {"2026-09-22": []}),
        ([letter(**{"with": ["father"]})], NEEDS_A_CALL, {"2026-09-22": []}),
        ([letter(**{"with": ["father", "mother"]}), called("2026-09-15")], FATHER_TOO, {"2026-09-22": [0]}),
        ([letter()], {"/people/mother/needs": ["large-print"]}, {"2026-09-22": []}),
        ([letter()], {"/people/mother/needs": "calls"}, {"2026-09-22": []}),
        ([letter(), called("tomorrow")], NEEDS_A_CALL, {"2026-09-22": []}),
    ],
)
def test_a_letter_is_followed_by_a_call_or_found(
    entries: list[dict[str, object]],
    plan: Mapping[str, object],
    found: Mapping[str, list[int]],
    tmp_path: Path,
) -> None:
    folder = posted(tmp_path, entries, plan)
    places = {day: [place for place, _ in found_on(folder, day, "ECS38-4.S2b")] for day in found}
    at = {day: [f"/entries/{number}" for number in numbers] for day, numbers in found.items()}
    assert {day: [place for place in some if "entries" in place] for day, some in places.items()} == at


@pytest.mark.parametrize(
    ("short", "found"),
    [
        ({"person": "mother", "forbids": "all"}, 0),
        ({"person": "mother", "forbids": ["being-rung"]}, 0),
        ({"person": "everyone", "forbids": ["being-rung"]}, 0),
        ({"person": ["mother"], "forbids": "all"}, 0),
        ({"person": "father", "forbids": "all"}, 1),
        ({"person": "mother", "forbids": ["visits"]}, 1),
        (
            {
                "person": "mother",
                "forbids": "all",
                "ended": {"date": "2026-09-01", "confirmed_by": "social-worker"},
            },
            1,
        ),
    ],
)
def test_nobody_is_asked_to_ring_a_person_who_must_not_be_rung(
    short: dict[str, object], found: int, tmp_path: Path
) -> None:
    folder = posted(
        tmp_path, [letter()], {**NEEDS_A_CALL, "/contact/restrictions": [restriction_in(short)]}
    )
    assert len(found_on(folder, "2026-09-22", "ECS38-4.S2b")) == found


def test_a_letter_without_a_plan_beside_it_cannot_be_looked_at(tmp_path: Path) -> None:
    folder = posted(tmp_path, [letter()], NEEDS_A_CALL)
    (folder / "larkfield-school" / "children" / "P-000" / "plan.yaml").unlink()
    assert found_on(folder, "2026-09-22", "ECS38-4.S2b") == []
    assert not_looked_at(folder, "ECS38-4.S2b") == 1
