"""The one place that fills templates: everything escaped, a missing value an error, none of it trusted.

A template ends in `.html.jinja`, where values are escaped for HTML, in `.md.jinja`, where they are escaped
for Markdown, or in `.docx`: then it is a Word file. A school may have templates of its own; they can read
what they are given and do nothing else.
"""

import re
from base64 import b64encode
from collections.abc import Callable, Mapping
from datetime import date
from hashlib import sha256
from pathlib import Path
from traceback import walk_tb

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup, escape

from lpcheck.dates import Period, spoken, spoken_period
from lpcheck.errors import LpcheckError
from lpcheck.markdown_text import code_and_text, escaped
from lpcheck.resources import shipped
from lpcheck.words import counted, listed

_HTML = ".html.jinja"
_WORD = ".docx"
_UNPRINTABLE = re.compile(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CODE = re.compile(r"`([^`]*)`")


def filled(name: str, **values: object) -> str:
    """The text of one of lpcheck's own templates, filled in with values that are texts of its own."""
    return _configured(Environment, template_folders(), name).get_template(name).render(**values)


def filled_page(name: str, values: Mapping[str, object], own: Path | None = None) -> str:
    """The text of a page, from the template in the folder `own` where there is one of that name.

    Raises `LpcheckError` naming template, line and what is available where a template is at fault.
    """
    environment = page_environment(name, own)
    try:
        return environment.get_template(name).render(**values)
    except TemplateSyntaxError as error:
        raise _at_fault(error.name or name, error.lineno, error.message or "", values) from error
    except Exception as error:
        file, line = _last_place(error, name)
        reason = error.message or "" if isinstance(error, TemplateError) else type(error).__name__
        raise _at_fault(file, line, reason, values) from error


def page_environment(name: str, own: Path | None = None) -> Environment:
    """What fills the pages of one format: sandboxed, with the filters that docs/templates.md lists."""
    environment = _configured(SandboxedEnvironment, template_folders(own), name)
    if name.endswith(_WORD):
        environment.finalize = _for_word
    elif not name.endswith(_HTML):
        environment.finalize = _for_markdown
    environment.filters.update(
        day=_day,
        counted=counted,
        listed=listed,
        digest=_digest,
        sentence=_sentence_for(name),
        formatted=_formatted_for(name),
    )
    return environment


def template_folders(own: Path | None = None) -> tuple[Path, ...]:
    """Where templates are looked for: in a school's own folder, if it has one, before lpcheck's."""
    return (*([own] if own else []), shipped("templates"))


def _configured(kind: type[Environment], folders: tuple[Path, ...], name: str) -> Environment:
    return kind(
        loader=FileSystemLoader(folders),
        autoescape=name.endswith((_HTML, _WORD)),
        undefined=StrictUndefined,
        trim_blocks=not name.endswith(_WORD),
        lstrip_blocks=not name.endswith(_WORD),
        keep_trailing_newline=True,
    )


def _for_markdown(value: object) -> object:
    return escaped(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _for_word(value: object) -> object:
    return printable(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def printable(text: str) -> str:
    """A text without what XML cannot hold, nor what docxtpl takes for a new paragraph or page."""
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def _day(value: object) -> str:
    """A day or a month as it is said in Britain; a dash for none."""
    if isinstance(value, Period):
        return spoken_period(value)
    return spoken(value) if isinstance(value, date) else "–"


def _sentence_for(name: str) -> Callable[[str], str]:
    """Makes a message a sentence of its own: a capital letter, a full stop, words of the form as such."""

    def as_html(text: str) -> Markup:
        return Markup(_CODE.sub(r"<code>\1</code>", str(escape(_as_sentence(text)))))  # noqa: S704 - escaped

    def as_markdown(text: str) -> Markup:
        return Markup(code_and_text(_as_sentence(text)))  # noqa: S704 - escaped

    def as_text(text: str) -> str:
        return _CODE.sub(r"‘\1’", _as_sentence(text))

    return as_text if name.endswith(_WORD) else as_html if name.endswith(_HTML) else as_markdown


def _formatted_for(name: str) -> Callable[[str], object]:
    """Shows a text in Markdown with its paragraphs and lists; to Word, which has styles, as blocks."""
    from lpcheck import section_text  # noqa: PLC0415 - only one report has such texts

    if name.endswith(_WORD):
        return section_text.blocks_in
    written = section_text.as_html if name.endswith(_HTML) else section_text.as_markdown
    return lambda text: Markup(written(text))  # noqa: S704 - nothing in it is taken for more than a text


def _as_sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."


def _digest(text: str) -> str:
    """The digest by which a page names its own style and script, so that a browser runs no other."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _last_place(error: BaseException, name: str) -> tuple[str, int]:
    """The template and line in which something went wrong: the innermost of those that were at work."""
    place = (name, 1)
    for frame, line in walk_tb(error.__traceback__):
        if frame.f_code.co_filename.endswith((".jinja", ".css", ".js")):
            file = Path(frame.f_code.co_filename)
            place = (f"{file.parent.name}/{file.name}", line)
    return place


def _at_fault(name: str, line: int, reason: str, values: Mapping[str, object]) -> LpcheckError:
    return cannot_be_filled(f"the template {name}, line {line},", reason or "it is at fault", values)


def cannot_be_filled(what: str, reason: str, values: Mapping[str, object]) -> LpcheckError:
    """That a template is at fault, and which values it may use."""
    message = f"{what} cannot be filled in: {reason}"
    return LpcheckError(message, f"it knows {listed(sorted(values))}; docs/templates.md says what each is")
