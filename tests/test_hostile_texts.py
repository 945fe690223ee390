"""Whatever text stands in a finding, every format stays well-formed and steers nothing that shows it."""

import json
import re
from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from junitparser import JUnitXml

from lpcheck.formats import format_names
from lpcheck.json_parts import as_json
from lpcheck.look import Look, inert
from lpcheck.model import Finding
from lpcheck.records import Result
from test_ci_formats import real
from test_formats import rendered

HOSTILE = (
    *("\x1b[31m", "\x1b]8;;http://a\x07", "\x9b2J", "[bold red]", "[/]", "\x08", "\r", "\n", "\r\n"),
    *("::error::", "::error file=a,line=1::b", "::stop-commands::x", "::", ":", "##[error]", "##[group]"),
    *("##vso[task.complete]", "###[", "%0A", "%0D", "%25", "%", ",", "=", "]]>", "<![CDATA[", "<script>"),
    *("&amp;", "&", '"', "'", "\\", "\\u0023#[", "|", "`", "**", "\u202e", "\u200b", "\u2028", "\ufeff"),
    *("\ufffe", "\uffff", "\x00", "\x7f", "\x85", "\ud800", "\udfff", "\U0001f642", "\U000e0041", "é"),
    *(" ", "a", "•••", "../", "/", "#", "{", "}", "=cmd", "section_start:1:a"),
)
TEXTS = st.lists(st.sampled_from(HOSTILE) | st.text(max_size=3), max_size=8).map("".join)
COMMAND = re.compile(r"::(error|warning|notice) ([^:]*)::(.*)")


def with_texts(value: Any, new: Callable[[], str]) -> Any:  # noqa: ANN401
    """The same with another text in place of every text in it."""
    if isinstance(value, str):
        return new()
    if isinstance(value, tuple):
        parts = [with_texts(part, new) for part in value]
        return value._make(parts) if hasattr(value, "_make") else tuple(parts)
    return value


def hostile(new: Callable[[], str]) -> Result:
    """A result of three findings, one of them waived, with other texts in everything a format may show."""
    by_related = sorted(real().findings, key=lambda finding: -len(finding.problem.related))[:3]
    findings = [with_texts(finding, new) for finding in by_related]
    findings[0] = findings[0]._replace(waived=date(2026, 12, 31))
    return real()._replace(
        findings=tuple(findings),
        coverage=tuple(with_texts(cell, new) for cell in real().coverage[:5]),
        settings={new(): new()},
        scope=(new(),),
        law_checked_on=new(),
    )


def assert_is_inert(name: str, text: str) -> None:
    """Nothing steers a terminal, and no line is a command but those that `github` is there to write."""
    seen = re.sub(r"\x1b\[[0-9;]*m", "", text) if name == "colour" else text
    assert {letter for letter in seen if not letter.isprintable()} <= {"\n"}
    text.encode()
    for line in seen.split("\n"):
        if name != "github":
            assert not re.match(r"\s*::", line)
            assert not re.search(r"##\w*\[", line)


def whole(text: str) -> str:
    """The text with a sign in place of each half of a letter."""
    return re.sub("[\ud800-\udfff]", "\ufffd", text)


def assert_is_well_formed(name: str, text: str, result: Result) -> None:
    messages = [whole(finding.problem.message) for finding in result.findings]
    match name:
        case "concise":
            assert text.count("\n") == len(messages)
        case "json":
            assert [one["message"] for one in json.loads(text)["findings"]] == messages
        case "sarif":
            (log,) = json.loads(text)["runs"]
            assert [one["message"]["text"] for one in log["results"]] == messages
        case "gitlab":
            expected = [whole(f"{f.requirement.id}: {f.problem.message}") for f in result.findings[1:]]
            assert [one["description"] for one in json.loads(text)] == expected
        case "junit":
            read = JUnitXml.fromstring(text.encode())
            assert read.tests == len([case for suite in read for case in suite])
        case "github":
            assert_are_annotations(text, result.findings[1:])
        case "markdown":
            rows = [line for line in text.split("\n") if line.startswith("|")]
            assert [len(re.findall(r"(?<!\\)(?:\\\\)*\|", row)) for row in rows] == [7] * 4


def assert_are_annotations(text: str, findings: tuple[Finding, ...]) -> None:
    """Reads the lines as GitHub does."""
    *lines, count = text.removesuffix("\n").split("\n")
    assert not count.startswith("::")
    for line, finding in zip(lines, findings, strict=True):
        command = COMMAND.fullmatch(line)
        assert command
        properties = dict(one.split("=", 1) for one in command[2].split(","))
        assert unquote(properties["file"]) == inert(finding.problem.location.path)
        title = f"{finding.requirement.id} {finding.requirement.title}"
        assert unquote(properties["title"]) == inert(title)
        message, *_ = command[3].split("%0A")
        assert message.replace("%25", "%") == inert(finding.problem.message)


def assert_all_formats_hold(result: Result) -> None:
    for name in format_names():
        text = rendered(result, name)
        assert_is_inert(name, text)
        assert_is_well_formed(name, text, result)
    assert_is_inert("colour", rendered(result, "text", Look(colour=True)))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_every_text_of_its_own(data: st.DataObject) -> None:
    assert_all_formats_hold(hostile(lambda: data.draw(TEXTS)))


@settings(max_examples=120, deadline=None)
@given(TEXTS)
@example("")
@example("\x1b]0;a\x07\n::error::b")
@example("##[##[##vso[]")
@example(":::::")
@example("\ud83d\ude42")
def test_the_same_text_everywhere(text: str) -> None:
    assert_all_formats_hold(hostile(lambda: text))


@pytest.mark.parametrize("text", ["x" * 1_000_000, "::error:: ##[a] \n" * 60_000, "\x00" * 1_000_000])
def test_a_text_of_a_megabyte(text: str) -> None:
    finding = real().findings[0]
    for message, path in ((text, ""), ("", text)):
        place = finding.problem.location._replace(path=path)
        problem = finding.problem._replace(message=message, location=place)
        result = real()._replace(findings=(finding._replace(problem=problem),))
        for name in format_names():
            assert_is_inert(name, rendered(result, name))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain: text, as it is", "plain: text, as it is"),
        ("::error::a", ": :error::a"),
        ("  ::error::a", "  : :error::a"),
        ("a ::error::b", "a ::error::b"),
        ("a ##[error]b ##vso[c]", "a # #[error]b # #vso[c]"),
        ("# a [b]", "# a [b]"),
        ("a\r\n\x1b[1mb\u202e", "a   [1mb "),
    ],
)
def test_what_would_steer_something_is_taken_apart(text: str, shown: str) -> None:
    assert inert(text) == shown


def test_what_would_steer_something_is_a_number_in_json() -> None:
    odd = ["\u202e", "\x9b", "é•", "##[error]", "\U000e0041", "\ud800"]
    text = as_json(odd)
    assert text.split() == [
        *("[", '"\\u202e",', '"\\u009b",', '"é•",', '"\\u0023#[error]",', '"\\udb40\\udc41",', '"\ufffd"'),
        "]",
    ]
    assert json.loads(text) == [*odd[:-1], "\ufffd"]
