"""Texts in Markdown that documents hold, in which nothing is taken for more than a text.

HTML in them stays text, pictures are not fetched, and a link leads to a web page, an e-mail address or a
telephone number, or is none.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from lpcheck.markdown_text import escaped_run

_SAFE_LINK = re.compile(r"(https?://|mailto:|tel:)\S+", re.IGNORECASE)
_BEGINS_A_BLOCK = re.compile(r"^(\s*)(?:([-+#=])|([0-9]{1,9})([.)]))")
_HEADINGS_ABOVE = 2  # the title of the page, and the heading of the section


class Run(NamedTuple):
    """Letters of one kind; `link` is where they lead, "" for nowhere."""

    text: str
    is_strong: bool = False
    is_emphasis: bool = False
    is_code: bool = False
    link: str = ""


class Block(NamedTuple):
    """A paragraph of a text: `kind` is paragraph, heading, bullet, number, continued, quote, code or rule.

    `depth` counts from 1 how deep a list or heading lies, `label` is the number of an item, and what is
    `continued` is one more paragraph of the item above.
    """

    kind: str
    depth: int
    label: str
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        """Its letters alone."""
        return "".join(run.text for run in self.runs)


def as_html(text: str) -> str:
    """The text as HTML, to stand below the heading of a section."""
    parser = _parser()
    return str(parser.renderer.render(_parsed(parser, text), parser.options, {}))


def as_markdown(text: str) -> str:
    """The text as Markdown that means the same to whoever reads it, and no more."""
    lines: list[str] = []
    before = None
    for block in blocks_in(text):
        is_listed = before is not None and {before.kind, block.kind} <= {"bullet", "number"}
        if before is not None and not is_listed:
            lines.append("")
        lines.append(_markdown_of(block))
        before = block
    return "\n".join(lines)


def blocks_in(text: str) -> tuple[Block, ...]:
    """The text as paragraphs, for a format that has styles of its own for them."""
    return tuple(_blocks(_parsed(_parser(), text)))


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).disable("image")
    parser.validateLink = _is_safe  # type: ignore[assignment,method-assign]  # as it is documented
    return parser


def _is_safe(link: str) -> bool:
    return _SAFE_LINK.fullmatch(link) is not None


def _parsed(parser: MarkdownIt, text: str) -> list[Token]:
    """The text in tokens: headings without a level left out, and code as nothing but code."""
    tokens = parser.parse(text)
    around: list[int] = []
    for token in tokens:
        token.info = ""
        if token.type == "heading_open":
            level = int(token.tag[1:])
            around = [*(above for above in around if above < level), level]
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, len(around) + _HEADINGS_ABOVE)}"
    return tokens


class _Item:
    """A list that is being read: what its next item is called, and whether one has just begun."""

    def __init__(self, number: int | None) -> None:
        self.number = number
        self.is_new = False

    def label(self) -> str:
        self.is_new = False
        if self.number is None:
            return ""
        self.number += 1
        return f"{self.number - 1}."


class _Place:
    """How deep in lists, quotes and headings the reading is."""

    def __init__(self) -> None:
        self.lists: list[_Item] = []
        self.quotes = 0
        self.level = 0

    def follow(self, token: Token) -> None:
        """Goes in or out with a token that opens or closes something."""
        match token.type:
            case "bullet_list_open":
                self.lists.append(_Item(None))
            case "ordered_list_open":
                self.lists.append(_Item(int(token.attrs.get("start", 1))))
            case "bullet_list_close" | "ordered_list_close":
                self.lists.pop()
            case "list_item_open":
                self.lists[-1].is_new = True
            case "blockquote_open" | "blockquote_close":
                self.quotes += token.nesting
            case "heading_open" | "heading_close":
                self.level = int(token.tag[1:]) if token.nesting > 0 else 0

    def block(self, runs: tuple[Run, ...]) -> Block:
        """What letters are here."""
        if self.level:
            return Block("heading", self.level, "", runs)
        if not self.lists:
            return Block("quote" if self.quotes else "paragraph", max(1, self.quotes), "", runs)
        if not self.lists[-1].is_new:
            return Block("continued", len(self.lists), "", runs)
        kind = "bullet" if self.lists[-1].number is None else "number"
        return Block(kind, len(self.lists), self.lists[-1].label(), runs)


def _blocks(tokens: Iterable[Token]) -> Iterator[Block]:
    place = _Place()
    for token in tokens:
        if token.type == "inline":
            yield place.block(tuple(_runs(token.children or ())))
        elif token.type in ("fence", "code_block"):
            yield Block("code", 1, "", (Run(token.content.rstrip("\n"), is_code=True),))
        elif token.type == "hr":
            yield Block("rule", 1, "", ())
        else:
            place.follow(token)


def _runs(tokens: Iterable[Token]) -> Iterator[Run]:
    strong = emphasis = 0
    link = ""
    for token in tokens:
        match token.type:
            case "strong_open" | "strong_close":
                strong += token.nesting
            case "em_open" | "em_close":
                emphasis += token.nesting
            case "link_open":
                link = str(token.attrs.get("href", ""))
            case "link_close":
                link = ""
            case kind:
                text = {"softbreak": " ", "hardbreak": "\n"}.get(kind, token.content)
                if text:
                    yield Run(text, strong > 0, emphasis > 0, kind == "code_inline", link)


def _markdown_of(block: Block) -> str:
    indent = "    " * (block.depth - 1)
    text = "".join(map(_markdown_of_run, block.runs))
    if block.kind == "heading":
        return f"{'#' * block.depth} {text}"
    if block.kind == "code":
        return f"{_fence(block.text)}\n{block.text}\n{_fence(block.text)}"
    if block.kind == "rule":
        return "---"
    before = {
        "bullet": f"{indent}- ",
        "number": f"{indent}{block.label} ",
        "continued": f"{indent}    ",
        "quote": "> " * block.depth,
    }
    return before.get(block.kind, "") + _no_block(text)


def _markdown_of_run(run: Run) -> str:
    text = f"`{run.text}`" if run.is_code and "`" not in run.text else escaped_run(run.text)
    # A link after an exclamation mark would be a picture.
    text = re.sub(r"!$", r"\\!", text.replace("\n", "<br>"))
    inner = text.strip()
    if inner and (run.is_strong or run.is_emphasis):
        marks = "**" * run.is_strong + "*" * run.is_emphasis
        text = text.replace(inner, f"{marks}{inner}{marks[::-1]}", 1)
    return f"[{text}](<{run.link}>)" if run.link else text


def _fence(text: str) -> str:
    """Backticks around code, more than there are in a row anywhere in it."""
    return "`" * max(3, 1 + max(map(len, re.findall("`+", text)), default=0))


def _no_block(text: str) -> str:
    """A line that begins nothing but a paragraph."""
    return _BEGINS_A_BLOCK.sub(
        lambda found: f"{found[1]}\\{found[2]}" if found[2] else f"{found[1]}{found[3]}\\{found[4]}", text
    )
