"""How pages are filled in: escaped for their format, in a sandbox, and a mistake named with its place."""

from datetime import date
from pathlib import Path

import pytest

from lpcheck.dates import Period
from lpcheck.errors import LpcheckError
from lpcheck.templates import filled_page

HOSTILE = "<script>alert(1)</script> {{ 7 * 7 }} {% raw %} [a](javascript:x) | `x` *b* \"'&"


def page(tmp_path: Path, text: str, ending: str = "html", **values: object) -> str:
    (tmp_path / "own").mkdir(exist_ok=True)
    (tmp_path / "own" / f"page.{ending}.jinja").write_text(text, "utf-8")
    return filled_page(f"own/page.{ending}.jinja", values, tmp_path)


def test_a_value_is_text_in_html(tmp_path: Path) -> None:
    text = page(tmp_path, "{{ value }}", value=HOSTILE)
    assert "<script>" not in text
    assert "{{ 7 * 7 }}" in text
    assert "&#34;&#39;&amp;" in text


def test_a_value_is_text_in_markdown(tmp_path: Path) -> None:
    text = page(tmp_path, "{{ value }}", "md", value=HOSTILE)
    assert r"\<script\>" in text
    assert r"\[a\](javascript:x) \| \`x\` \*b\*" in text


@pytest.mark.parametrize(("ending", "code"), [("html", "<code>do</code> &lt;b&gt;"), ("md", r"`do` \<b\>")])
def test_a_message_becomes_a_sentence_with_words_of_the_form_as_such(
    ending: str, code: str, tmp_path: Path
) -> None:
    text = page(tmp_path, "{{ value | sentence }}", ending, value="fill in `do` <b>")
    assert text == f"Fill in {code}."


def test_a_single_backtick_is_text(tmp_path: Path) -> None:
    assert page(tmp_path, "{{ value | sentence }}", "md", value="a `b") == r"A \`b."


def test_what_stands_in_code_does_not_end_a_cell(tmp_path: Path) -> None:
    assert page(tmp_path, "{{ value | sentence }}", "md", value="`a|b` c") == r"`a\|b` c."


def test_a_day_a_month_and_none_are_spoken(tmp_path: Path) -> None:
    days = (date(2026, 1, 2), Period(date(2026, 1, 1), date(2026, 1, 31)), None)
    text = page(tmp_path, "{% for day in days %}{{ day | day }};{% endfor %}", days=days)
    assert text == "2 January 2026;January 2026;–;"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("one\n{{ schol }}", "line 2, cannot be filled in: 'schol' is undefined"),
        ("{{ school.nothing }}", "line 1, cannot be filled in: 'str object' has no attribute 'nothing'"),
        ("a\nb\n{% if %}", "line 3, cannot be filled in: "),
        ("{{ 1 / 0 }}", "line 1, cannot be filled in: ZeroDivisionError"),
        ("{{ school.__class__.__mro__ }}", "line 1, cannot be filled in: access to attribute '__class__'"),
        ("{% include 'missing.html.jinja' %}", "line 1, cannot be filled in: "),
    ],
)
def test_a_mistake_is_named_with_template_line_and_what_there_is(
    text: str, reason: str, tmp_path: Path
) -> None:
    with pytest.raises(LpcheckError) as caught:
        page(tmp_path, text, school="Secret Name", day=1)
    assert caught.value.message.startswith("the template own/page.html.jinja, ")
    assert reason in caught.value.message
    assert caught.value.next_step == "it knows day and school; docs/templates.md says what each is"
    assert "Secret" not in caught.value.message


def test_a_template_that_is_missing_everywhere_is_named() -> None:
    with pytest.raises(LpcheckError, match=r"the template none/page\.html\.jinja, line 1"):
        filled_page("none/page.html.jinja", {})


def test_lpchecks_own_parts_serve_a_school_s_own_template(tmp_path: Path) -> None:
    text = '{% import "base/parts.html.jinja" as parts %}{{ parts.weight("error") }}'
    assert "■ must" in page(tmp_path, text)
