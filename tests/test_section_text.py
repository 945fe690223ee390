"""Texts in Markdown from a document: shown with their paragraphs and lists, and no more than that."""

from html.parser import HTMLParser

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from lpcheck.section_text import Block, Run, as_html, as_markdown, blocks_in

TEXT = """\
# Above

One **strong *both*** and `code`,
on the next line. Then \\
a new one.

3. three
4. four
    - below

      and more
- other

> quoted
>
> > twice

    code <b>

---

1\\. no list

\\- nor this
"""
MARKDOWN = """\
### Above

One **strong** ***both*** and `code`, on the next line. Then <br>a new one.

3. three
4. four
    - below

        and more

- other

> quoted

> > twice

```
code <b>
```

---

1\\. no list

\\- nor this"""


def test_markdown_stays_markdown() -> None:
    assert as_markdown(TEXT) == MARKDOWN


def test_headings_stand_below_that_of_the_section() -> None:
    assert as_html("# One\n\n##### Five\n") == "<h3>One</h3>\n<h4>Five</h4>\n"


def test_headings_leave_out_no_level() -> None:
    text = "#### a\n\n###### b\n\n# c\n\n## d\n\n### e\n\n#### f\n\n##### g\n\n###### h\n"
    assert [block.depth for block in blocks_in(text)] == [3, 4, 3, 4, 5, 6, 6, 6]


def test_word_is_given_blocks() -> None:
    assert blocks_in("- *a* [b](https://example.org/)\n") == (
        Block(
            "bullet",
            1,
            "",
            (Run("a", is_emphasis=True), Run(" "), Run("b", link="https://example.org/")),
        ),
    )
    kinds = [(block.kind, block.depth, block.label) for block in blocks_in(TEXT)]
    assert kinds == [
        ("heading", 3, ""),
        ("paragraph", 1, ""),
        ("number", 1, "3."),
        ("number", 1, "4."),
        ("bullet", 2, ""),
        ("continued", 2, ""),
        ("bullet", 1, ""),
        ("quote", 1, ""),
        ("quote", 2, ""),
        ("code", 1, ""),
        ("rule", 1, ""),
        ("paragraph", 1, ""),
        ("paragraph", 1, ""),
    ]


@pytest.mark.parametrize(
    "link", ["https://example.org/a?b=c", "mailto:office@example.org", "tel:01632960900"]
)
def test_a_link_that_leads_somewhere_stays_one(link: str) -> None:
    assert f'<a href="{link}">here</a>' in as_html(f"[here]({link})")
    assert as_markdown(f"[here]({link})") == f"[here](<{link}>)"


@pytest.mark.parametrize(
    "link",
    ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "file:///etc/passwd", "#", "//a.b/"],
)
def test_any_other_link_is_text(link: str) -> None:
    assert as_html(f"[here]({link})") == f"<p>[here]({link})</p>\n"
    assert as_markdown(f"[here]({link})") == f"\\[here\\]({link})"
    assert [run.link for block in blocks_in(f"[here]({link})") for run in block.runs] == [""]


def test_a_picture_is_a_link_and_is_never_fetched() -> None:
    assert "<img" not in as_html("![a](https://example.org/a.png)")
    assert as_markdown("![a](https://example.org/a.png)") == "\\![a](<https://example.org/a.png>)"


def test_code_keeps_its_backticks_and_ends_where_it_ended() -> None:
    assert as_markdown("``a ` b``") == "a \\` b"
    assert as_html("```<b> c\nx\n```") == "<pre><code>x\n</code></pre>\n"
    assert as_markdown("````\n```\n<script>\n````") == "````\n```\n<script>\n````"


class Tags(HTMLParser):
    """Collects the tags and links of a text."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Takes in a tag."""
        self.tags.add(tag)
        self.links += [value or "" for name, value in attrs if name != "start"]


HARMLESS = {"p", "ul", "ol", "li", "em", "strong", "code", "pre", "blockquote", "a", "br", "hr"}
SIGNS = st.sampled_from(
    [
        *(
            "<script>alert(1)</script>",
            "<b onclick=x>",
            "<!--",
            "-->",
            "<![CDATA[",
            "<?php",
            "&lt;",
            "&#60;b>",
        ),
        *(
            "[a](javascript:x)",
            "[a]:javascript:x\n\n[a]",
            "<javascript:x>",
            "<https://example.org>",
            "!",
            "![a](",
        ),
        *(
            "*",
            "**",
            "_",
            "`",
            "```\n",
            "    ",
            "\n",
            "\n\n",
            "- ",
            "1. ",
            "# ",
            "> ",
            "\\",
            "|",
            "~",
            "=\n",
            "a",
        ),
        *("{{ 7 * 7 }}", "{% raw %}", " ", "\t", "(", ")", "]", "<", ">", '"', "'"),
    ]
)


@settings(max_examples=400, deadline=None)
@given(st.lists(SIGNS, max_size=12).map("".join))
@example("- a\n\n      <b>x</b>")
@example("a\n<b>\n===\n")
@example("`<b>`` <b>")
@example("!\\\n[a](https://example.org)")
@example("``\n<b>\n``")
def test_nothing_becomes_more_than_a_text(text: str) -> None:
    seen = Tags()
    seen.feed(as_html(text))
    headings = {f"h{level}" for level in range(3, 7)}
    assert seen.tags <= HARMLESS | headings
    assert all(link.startswith(("https://", "mailto:")) or link == "" for link in seen.links)
    again = MarkdownIt("commonmark").parse(as_markdown(text))
    for token in (inner for outer in again for inner in (outer, *(outer.children or ()))):
        assert token.type != "image"
        assert "javascript:" not in str(token.attrs)
        if token.type.startswith("html"):
            assert token.content.strip() == "<br>"
