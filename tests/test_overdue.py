"""What has fallen due and what is about to: as people read it, as programs do, and what nobody knows.

The golden files are written anew, instead of compared, where LPCHECK_WRITE_GOLDEN is set; read them before
keeping them.
"""

import csv
import io
import json
import os
import re
import subprocess
import sys
from datetime import date, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import vobject

from lpcheck.agenda import Agenda, When, agenda_of
from lpcheck.agenda_formats import format_names, renderer
from lpcheck.cli.app import run_app
from lpcheck.cli.options import Exit
from lpcheck.cli.writing import OWN_TABLE, write_out
from lpcheck.look import Look
from lpcheck.records import Result
from lpcheck.run import Request, run
from rights import put_down

REPOSITORY = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden"
SCHEMA = Path(__file__).parent / "overdue-1.schema.json"
TINY = Path(__file__).parent / "policies" / "tiny"
COXLEASE = "procedures/coxlease-school"
DAY = date(2026, 11, 21)
SCHOOL = Path("procedures/larkfield-school")
PROCEDURE = (
    "kind: local-procedure\npolicy: TP 1 Farm\nreview_date: {}\nfarm_visits: {{risks_looked_at: [{}]}}\n"
)
DOCUMENTS = {
    "site.yaml": "kind: site\nname: Larkfield School\npolicies: [TP 1]\n",
    "tp-1-animals.yaml": PROCEDURE.format(
        "2026-11", "{date: 2024-03, by: s-010}, {date: 2025-11-21, by: s-010}"
    ),
    "tp-1-garden.yaml": PROCEDURE.format("soon", "{date: 2026-01-10, by: s-011}, {by: s-010}"),
    "children/P-003/plan.yaml": "kind: child-plan\nchild: P-003\nreview_date: 2026-11-20\n",
    "children/P-004/plan.yaml": "kind: child-plan\nchild: P-004\nreview_date: 2027-01-20\n",
    "children/P-005/plan.yaml": "kind: child-plan\nchild: P-005\nreview_date: 2027-01-21\n",
    "children/P-006/plan.yaml": "kind: child-plan\nchild: P-006\n",
    "children/P-007/plan.yaml": "kind: child-plan\nreview_date: [Quillfeather\n",
    "children/Quillfeather/plan.yaml": "kind: child-plan\nchild: Quillfeather\nreview_date: 2025-11\n",
}

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def school(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a school in which something is in every state there is; the current one."""
    monkeypatch.chdir(tmp_path)
    for name, text in DOCUMENTS.items():
        (SCHOOL / name).parent.mkdir(parents=True, exist_ok=True)
        (SCHOOL / name).write_text(text, "utf-8")
    return tmp_path


def result_here() -> Result:
    return run(Request(paths=(Path("procedures"),), as_of=DAY, policies=(TINY,)))


def agenda_here(days: int = 60) -> Agenda:
    return agenda_of(result_here(), DAY + timedelta(days=days))


@pytest.fixture
def agenda(school: Path) -> Agenda:
    del school
    return agenda_here()


def rendered(agenda: Agenda, name: str, look: Look | None = None) -> str:
    render = renderer(name)
    assert render is not None
    return "".join(render(agenda, look or Look()))


def overdue(*words: str) -> int:
    return run_app(["overdue", *words])


def golden(name: str, text: str) -> str:
    if os.environ.get("LPCHECK_WRITE_GOLDEN"):
        (GOLDEN / name).write_bytes(text.encode())
    return (GOLDEN / name).read_bytes().decode()


def changed(file: str, old: str, new: str) -> None:
    text = (SCHOOL / file).read_text("utf-8")
    assert old in text
    (SCHOOL / file).write_text(text.replace(old, new), "utf-8")


# The two real procedures, of which January 2024 is the review date.


@pytest.mark.parametrize(
    ("day", "said", "code"),
    [
        ("2024-01-31", "due today", Exit.OK),
        ("2024-02-01", "overdue by 1 day", Exit.FINDINGS),
        ("2024-01-01", "due in 30 days", Exit.OK),
    ],
)
def test_both_procedures_fall_due_on_the_last_day_of_their_month(
    day: str, said: str, code: Exit, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(REPOSITORY)
    assert overdue(COXLEASE, f"--as-of={day}") == code
    out = capsys.readouterr().out
    assert out.count(f"\n  31 January 2024, {said}: review of the local procedure\n") == 2
    for name in ("ecs-36-home-school-liaison", "ecs-38-contact"):
        assert f"\n    {COXLEASE}/{name}.yaml:11:14 LP-6.b\n" in out


@pytest.mark.parametrize(
    ("span", "is_in_it"),
    [("29d", False), ("30d", True), ("4w", False), ("5w", True), ("1m", True), ("0d", False)],
)
def test_the_span_says_how_far_to_look_ahead(
    span: str, *, is_in_it: bool, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(REPOSITORY)
    assert overdue(COXLEASE, "--as-of=2024-01-01", "--within", span) == Exit.OK
    out = capsys.readouterr().out
    assert ("due in 30 days" in out) == is_in_it
    assert ("nothing found that is due by then in what was looked at: 3 documents\n" in out) != is_in_it


# Whole outputs.


@pytest.mark.parametrize("name", ["text", "json", "csv", "markdown", "ics"])
def test_each_format_is_as_it_was(name: str, agenda: Agenda) -> None:
    ending = {"text": "txt", "markdown": "md"}.get(name, name)
    text = rendered(agenda, name)
    assert text == golden(f"overdue.{ending}", text)


def test_text_in_colour_is_as_it_was_and_colour_changes_no_letter(agenda: Agenda) -> None:
    text = rendered(agenda, "text", Look(colour=True))
    assert text == golden("overdue-colour.txt", text)
    assert re.sub(r"\x1b\[[0-9;]*m", "", text) == rendered(agenda, "text")


@pytest.mark.parametrize("name", format_names())
def test_two_runs_write_the_same_bytes(name: str, agenda: Agenda) -> None:
    assert rendered(agenda_here(), name) == rendered(agenda, name)


@pytest.mark.parametrize("name", format_names())
def test_nothing_personal_is_in_any_format(name: str, agenda: Agenda) -> None:
    text = rendered(agenda, name)
    assert "Quillfeather" not in text
    assert "•••6" in text
    assert "s-010" not in text


@pytest.mark.parametrize("name", format_names())
def test_every_format_begins_with_a_sentence_that_help_can_show(name: str) -> None:
    sentence = (import_module(f"lpcheck.agenda_formats.{name}").__doc__ or "").splitlines()[0]
    assert sentence.endswith(".")
    assert format_names() == ["csv", "ics", "json", "markdown", "text"]


@pytest.mark.parametrize("width", [60, 120])
def test_text_keeps_to_the_width_but_for_places(width: int, agenda: Agenda) -> None:
    lines = rendered(agenda, "text", Look(width=width)).splitlines()
    assert [line for line in lines if len(line) > width and not line.startswith("    procedures/")] == []


# What belongs to it.


def test_what_merely_ends_is_shown_before_and_never_overdue(agenda: Agenda, school: Path) -> None:
    del school
    result = result_here()
    ending = tuple(one._replace(is_owed=False) for one in result.deadlines)
    shown = agenda_of(result._replace(deadlines=ending), DAY + timedelta(days=60))
    assert {item.when for item in shown.items} == {When.DUE, When.UPCOMING}
    assert {item.when for item in agenda.items} == set(When)


def test_what_a_requirement_asks_for_counts_on_the_days_on_which_it_is_in_force(agenda: Agenda) -> None:
    result = result_here()

    def days(since: date | None = None, until: date | None = None) -> list[int]:
        lasting = (one.requirement._replace(since=since, until=until) for one in result.deadlines)
        pairs = zip(result.deadlines, lasting, strict=True)
        deadlines = tuple(one._replace(requirement=requirement) for one, requirement in pairs)
        seen = agenda_of(result._replace(deadlines=deadlines), DAY + timedelta(days=60))
        return [item.days for item in seen.items]

    everything = [item.days for item in agenda.items]
    assert min(everything) < 0 < max(everything)
    assert days(since=DAY, until=date(2027, 12, 31)) == everything
    assert days(since=DAY + timedelta(days=1)) == [number for number in everything if number > 0]
    assert days(until=DAY) == [number for number in everything if number <= 0]
    assert days(until=DAY - timedelta(days=1)) == []


@pytest.mark.usefixtures("school")
def test_only_what_was_asked_for_is_told(capsys: Captured) -> None:
    words = ("--as-of=2026-11-21", f"--policies={TINY}", "--format=json")
    assert overdue(*words, str(SCHOOL / "children/P-004")) == Exit.OK
    seen = json.loads(capsys.readouterr().out)
    assert [(item["child"], item["days"]) for item in seen["items"]] == [("P-004", 60)]
    assert overdue(*words, str(SCHOOL / "children/P-006")) == Exit.FINDINGS
    assert [one["child"] for one in json.loads(capsys.readouterr().out)["undated"]] == ["P-006"]
    assert overdue(*words, str(SCHOOL / "children/P-007/plan.yaml")) == Exit.FINDINGS
    assert [one["line"] for one in json.loads(capsys.readouterr().out)["not_read"]] == [2]


@pytest.mark.usefixtures("school")
def test_a_field_written_twice_could_not_be_read_in_full(capsys: Captured) -> None:
    changed("children/P-004/plan.yaml", "kind: child-plan", "kind: child-plan\nkind: child-plan")
    assert (
        overdue("--as-of=2026-11-21", f"--policies={TINY}", "--format=json", str(SCHOOL / "children/P-004"))
        == 1
    )
    assert [one["requirement"] for one in json.loads(capsys.readouterr().out)["not_read"]] == ["FILE-2"]


def test_a_document_in_no_site_was_read_all_the_same(
    tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("plan.yaml").write_text(DOCUMENTS["children/P-003/plan.yaml"])
    words = ("plan.yaml", "--as-of=2026-11-20")
    overdue(*words, "--format=json")
    seen = json.loads(capsys.readouterr().out)
    assert [item["days"] for item in seen["items"]] == [0]
    assert seen["not_read"] == []
    overdue(*words, "--format=ics")
    out = capsys.readouterr().out
    assert "SUMMARY:A date to check\r\n" in out
    assert "DESCRIPTION:`lpcheck overdue` says more.\r\n" in out
    assert "review" not in out


def test_a_document_on_standard_input_is_looked_at(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = DOCUMENTS["children/P-003/plan.yaml"].encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text)))
    assert overdue("-", "--stdin-path=plan.yaml", "--as-of=2026-11-21") == Exit.FINDINGS
    assert "20 November 2026, overdue by 1 day: review of the child's plan" in capsys.readouterr().out


# The command line.


@pytest.mark.parametrize(
    "span", ["60", "5y", "-3d", "999999999d", "", "d", "1.5w", "60 d", "3661d", "123m", "٣d", "3M"]
)
def test_a_span_that_is_none_is_refused_in_plain_words(span: str, capsys: Captured) -> None:
    assert overdue(f"--within={span}", COXLEASE) == Exit.USAGE
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == (
        "lpcheck: --within is no span of time up to ten years\n"
        "  what to do: write a number and d for days, w for weeks or m for months: 60d, 8w or 3m\n"
    )


@pytest.mark.parametrize(
    ("span", "days"), [("60d", 60), ("8w", 56), ("3m", 92), ("0m", 0), ("3660d", 3660), ("122m", 3714)]
)
def test_a_span_is_days_weeks_or_months(
    span: str, days: int, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(REPOSITORY)
    overdue(COXLEASE, "--as-of=2026-11-21", f"--within={span}", "--format=json")
    assert json.loads(capsys.readouterr().out)["within_days"] == days


@pytest.mark.parametrize("span", ["1d", "1m"])
def test_no_span_leads_beyond_the_calendar(
    span: str, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(REPOSITORY)
    assert overdue(COXLEASE, "--as-of=9999-12-31", f"--within={span}") == Exit.FINDINGS
    assert "looking ahead 0 days, to 31 December 9999\n" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--format=xml"], "there is no format xml"),
        (["--format=concise"], "there is no format concise"),
        (["--as-of=2026-11"], "--as-of is not a day that exists"),
        (["--format=text", "--format=json"], "two formats want to write to the same place"),
        (["--format=text", "--format=json", "--output=x"], "--output goes with one format"),
    ],
)
def test_wrong_words_are_refused_as_validate_refuses_them(
    words: list[str], message: str, capsys: Captured
) -> None:
    assert overdue(*words, COXLEASE) == Exit.USAGE
    assert capsys.readouterr().err.startswith(f"lpcheck: {message}")


def test_nothing_to_look_at_is_no_pass(tmp_path: Path, capsys: Captured) -> None:
    assert overdue(str(tmp_path)) == Exit.NO_CHECK
    assert capsys.readouterr().out == ""


def test_every_format_can_go_to_a_file_of_its_own(school: Path, capsys: Captured) -> None:
    names = format_names()
    wanted = [f"--format={name}={school / name}" for name in names]
    assert overdue("--as-of=2026-11-21", f"--policies={TINY}", *wanted) == Exit.FINDINGS
    assert capsys.readouterr().out == ""
    for name in names:
        assert (school / name).read_bytes().decode() == rendered(agenda_here(), name)


@pytest.mark.usefixtures("school")
def test_quiet_leaves_the_exit_code_to_tell(capsys: Captured) -> None:
    assert overdue("--as-of=2026-11-21", f"--policies={TINY}", "--quiet") == Exit.FINDINGS
    assert capsys.readouterr().out == ""


def test_a_table_of_our_own_is_written_anew_and_nobody_elses(school: Path, capsys: Captured) -> None:
    words = ("--as-of=2026-11-21", f"--policies={TINY}", "--format=csv", "--output=dates.csv")
    assert [overdue(*words), overdue(*words)] == [Exit.FINDINGS, Exit.FINDINGS]
    assert (school / "dates.csv").read_bytes().startswith(OWN_TABLE)
    (school / "dates.csv").write_text("due,state\n")
    assert overdue(*words) == Exit.USAGE
    assert capsys.readouterr().err.startswith("lpcheck: this would write over a document: dates.csv")


@pytest.mark.skipif(os.name == "nt", reason="permissions are another matter there")
def test_a_table_that_may_not_be_opened_is_somebody_elses(school: Path) -> None:
    (school / "dates.csv").write_bytes(OWN_TABLE)
    (school / "dates.csv").chmod(0)
    take_up = put_down()
    try:
        assert overdue("--format=csv=dates.csv", str(SCHOOL)) == Exit.USAGE
    finally:
        take_up()


@pytest.mark.parametrize(
    ("command", "not_loaded"),
    [
        ("validate", ["icalendar", "lpcheck.agenda", "lpcheck.agenda_formats"]),
        ("overdue", ["icalendar", "lpcheck.formats", "rich"]),
    ],
)
def test_a_command_loads_nothing_that_only_another_needs(command: str, not_loaded: list[str]) -> None:
    program = (
        "import sys; from lpcheck.cli.app import run_app; "
        f"run_app(['{command}', '{COXLEASE}', '--quiet']); "
        f"print([name for name in {not_loaded} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True, cwd=REPOSITORY
    )
    assert done.stdout == "[]\n"


# JSON.


def test_json_fits_its_schema(agenda: Agenda) -> None:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    written = json.loads(rendered(agenda, "json"))
    jsonschema.validate(written, schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER)
    assert len(written["not_read"]) == 1
    assert len(written["undated"]) == 3
    assert [item["state"] for item in written["items"]] == [
        "overdue",
        "overdue",
        "due",
        "upcoming",
        "upcoming",
        "upcoming",
    ]


# CSV.


def table(agenda: Agenda) -> list[dict[str, str]]:
    text = rendered(agenda, "csv")
    assert text.encode().startswith(OWN_TABLE)
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_the_table_holds_what_the_json_does(agenda: Agenda) -> None:
    written = json.loads(rendered(agenda, "json"))
    rows = table(agenda)
    assert rendered(agenda, "csv").count("\n") == rendered(agenda, "csv").count("\r\n") == len(rows) + 1
    assert [row["due"] for row in rows if row["due"]] == [item["due"] for item in written["items"]]
    days = [int(row["days left"] or -int(row["days overdue"])) for row in rows if row["due"]]
    assert days == [item["days"] for item in written["items"]]
    parts = written["items"] + written["undated"] + written["not_read"]
    assert [row["what"] for row in rows] == [part.get("what", part.get("message")) for part in parts]
    assert [row["line"] for row in rows] == [str(part["line"]) for part in parts]
    assert [row["state"] for row in rows[-4:]] == ["no date", "no date", "no date", "not read"]


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_no_cell_is_a_formula(first: str, agenda: Agenda) -> None:
    wild = f'{first}cmd|"/c calc"!A1, "x"'
    items = tuple(
        item._replace(deadline=item.deadline._replace(what=wild, site=wild)) for item in agenda.items
    )
    undated = tuple(one._replace(what=wild, child=wild) for one in agenda.undated)
    rows = table(agenda._replace(items=items, undated=undated, not_read=undated))
    cells = [cell for row in rows for cell in row.values()]
    assert not [
        cell for cell in cells if cell[:1] in {"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"}
    ]
    assert f"'{wild}" in cells


# Markdown.


def test_markdown_says_so_where_there_is_nothing(agenda: Agenda) -> None:
    text = rendered(agenda._replace(items=(), undated=(), not_read=()), "markdown")
    assert text.endswith("to 20 January 2027.\n\nNothing found that is due by then.\n")


def test_markdown_takes_no_text_for_a_sign(agenda: Agenda) -> None:
    (first, *_) = agenda.items
    wild = "a | b\n*c* [d](e) `f` <script> _g_ \\ ~h~ &lt;"
    item = first._replace(deadline=first.deadline._replace(what=wild))
    row = rendered(agenda._replace(items=(item,)), "markdown").splitlines()[6]
    assert r"| a \| b \*c\* \[d\](e) \`f\` \<script\> \_g\_ \\ \~h\~ \&lt; |" in row


OF_THE_SCHOOL = ("review of the local procedure", "look at the risks of the farm")
CHILDREN = ("P-003", "P-004", "P-006", "•••6")


# Calendar, read by another library than the one that wrote it.


def events(agenda: Agenda) -> dict[str, Any]:
    text = rendered(agenda, "ics")
    assert text.count("\r\n") == text.count("\n")
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    (calendar,) = vobject.readComponents(text)
    calendar.validate(raiseException=True)
    found = {event.uid.value: event for event in calendar.vevent_list}
    assert len(found) == len(calendar.vevent_list)
    return found


def days_of(agenda: Agenda) -> dict[str, date]:
    return {uid: event.dtstart.value for uid, event in events(agenda).items()}


def test_the_calendar_has_an_event_for_every_day_and_for_what_nobody_knows(agenda: Agenda) -> None:
    found = list(events(agenda).values())
    expected = [item.deadline.due for item in agenda.items] + [DAY] * 4
    assert [event.dtstart.value for event in found] == expected
    for event in found:
        assert event.dtend.value == event.dtstart.value + timedelta(days=1)
        assert event.dtstamp.value.isoformat() == "2026-11-21T00:00:00+00:00"
        assert event.valarm.trigger.value == timedelta(days=-7)
        assert event.contents["class"][0].value == "PRIVATE"


def test_the_calendar_gives_nothing_away(agenda: Agenda) -> None:
    found = {(event.summary.value, event.description.value) for event in events(agenda).values()}
    more = "`lpcheck overdue` says more."
    assert found == {
        *(("Larkfield School: a date to check", f"{what}. {more}") for what in OF_THE_SCHOOL),
        *((f"{child}: a date to check", f"Larkfield School. {more}") for child in CHILDREN),
        ("P-007: a document to check", f"Larkfield School. {more}"),
    }
    assert {event.valarm.description.value for event in events(agenda).values()} == {
        title for title, _ in found
    }


def test_an_event_moves_with_its_date_and_none_is_doubled(agenda: Agenda) -> None:
    before = days_of(agenda)
    changed("children/P-003/plan.yaml", "2026-11-20", "2026-12-20")
    changed("children/P-006/plan.yaml", "P-006\n", "P-006\nreview_date: 2026-12\n")
    changed("tp-1-animals.yaml", "2025-11-21", "2025-12-24")
    changed("tp-1-animals.yaml", "kind: local-procedure\n", "# a line more\nkind: local-procedure\n")
    changed("tp-1-garden.yaml", "review_date: soon", "review_date: 2027-01-02")
    after = days_of(agenda_here())
    assert after.keys() == before.keys()
    assert sorted((before[uid], after[uid]) for uid in before if before[uid] != after[uid]) == [
        (date(2026, 11, 20), date(2026, 12, 20)),
        (DAY, date(2026, 12, 24)),
        (DAY, date(2026, 12, 31)),
        (DAY, date(2027, 1, 2)),
    ]


@pytest.mark.usefixtures("school")
def test_two_that_are_alike_are_two_events() -> None:
    for name in ("a", "b"):
        folder = Path("procedures") / name
        folder.mkdir()
        (folder / "plan.yaml").write_text(DOCUMENTS["children/P-003/plan.yaml"])
    (SCHOOL / "children/P-003/plan.yaml").unlink()
    seen = agenda_here()
    assert [item.deadline.location.path for item in seen.items if item.days == -1] == [
        "procedures/•••/plan.yaml"
    ] * 2
    assert len(events(seen)) == len(seen.items) + len(seen.undated) + len(seen.not_read)


# Standard output.


def test_a_console_that_writes_ends_of_lines_adds_none_and_needs_no_mark(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="cp437", newline="\r\n"))
    write_out("\ufeffdue,state\r\n")
    assert raw.getvalue() == b"due,state\r\n"
