"""For Word, from a master that a school can restyle in Word itself."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docxtpl import DocxTemplate
from jinja2 import TemplateError

from lpcheck.errors import LpcheckError
from lpcheck.report_formats import MARKER, Rendering
from lpcheck.templates import cannot_be_filled, page_environment, printable, template_folders
from lpcheck.words import listed

ENDING = ".docx"
IS_TEXT = False
_LONGEST_TITLE = 255  # of what the properties of a Word file may hold


def render(rendering: Rendering) -> bytes:
    """The page as a Word file; the same page is the same file, byte for byte."""
    name = f"{rendering.report}/page.docx"
    document = _opened(_master(name, rendering), rendering)
    try:
        document.render(rendering.values, page_environment(name, rendering.own), autoescape=True)
    except Exception as error:
        raise _at_fault(name, _reason(error), rendering) from error
    document.core_properties.title = printable(rendering.page.title)[:_LONGEST_TITLE]
    written = BytesIO()
    document.save(written)
    return _settled(written)


def _master(name: str, rendering: Rendering) -> Path:
    places = (folder / name for folder in template_folders(rendering.own))
    found = next((place for place in places if place.is_file()), None)
    if found is None:
        message = f"there is no Word master for the report {rendering.report}"
        step = (
            f"ask for html, markdown or pdf, or put a master {name} into the folder that --templates names"
        )
        raise LpcheckError(message, step)
    return found


def _opened(master: Path, rendering: Rendering) -> DocxTemplate:
    document = DocxTemplate(BytesIO(master.read_bytes()))
    try:
        document.init_docx()
    except Exception as error:
        reason = "it is no Word file (.docx) that can be read"
        raise _at_fault(f"{rendering.report}/{master.name}", reason, rendering) from error
    return document


def _reason(error: Exception) -> str:
    """What is wrong, with the words of the master around it where they are known."""
    reason = (
        str(error.message) if isinstance(error, TemplateError) and error.message else type(error).__name__
    )
    around = [line.strip() for line in getattr(error, "docx_context", ()) if line.strip()]
    return f"{reason}, near “{listed(around[:2], last='/')}”" if around else reason


def _at_fault(name: str, reason: str, rendering: Rendering) -> LpcheckError:
    return cannot_be_filled(f"the Word master {name}", reason, rendering.values)


def _settled(written: BytesIO) -> bytes:
    """The same file with one day for all its parts, and a comment that says where it comes from."""
    settled = BytesIO()
    with ZipFile(settled, "w", ZIP_DEFLATED) as target:
        for name, content in _parts(written):
            part = ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            part.compress_type = ZIP_DEFLATED
            target.writestr(part, content)
        target.comment = MARKER.encode()
    return settled.getvalue()


def _parts(written: BytesIO) -> Iterator[tuple[str, bytes]]:
    with ZipFile(written) as source:
        for name in source.namelist():
            yield name, source.read(name)
