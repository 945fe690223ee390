"""Writes the Word masters in templates/: `python tools/word_masters.py`.

They are only where a school begins. Whoever wants other colours, letters or a crest opens a copy of one in
Word, changes its styles, and gives its folder to `lpcheck report --templates`.
"""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.document import Document as Word
from word_governors import governors
from word_inspection import inspection
from word_leadership import leadership
from word_procedure import procedure
from word_reception import reception
from word_staff import staff

TEMPLATES = Path(__file__).parent.parent / "templates"


def main() -> None:
    """Writes every master over the one that is there."""
    for name, made in MASTERS.items():
        (TEMPLATES / name / "page.docx").write_bytes(written(made()))


def written(document: Word) -> bytes:
    """The file of a master; the same master is the same file."""
    saved, settled = BytesIO(), BytesIO()
    document.save(saved)
    with ZipFile(saved) as source, ZipFile(settled, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            part.compress_type = ZIP_DEFLATED
            target.writestr(part, source.read(name))
    return settled.getvalue()


MASTERS: dict[str, Callable[[], Word]] = {
    "governors": governors,
    "inspection": inspection,
    "leadership": leadership,
    "procedure": procedure,
    "reception": reception,
    "staff": staff,
}

if __name__ == "__main__":
    main()
