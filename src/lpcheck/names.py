"""A school's own list of what children are called, for pages that are printed and handed out."""

import csv
from collections.abc import Iterator, Mapping
from io import StringIO
from typing import TYPE_CHECKING

from lpcheck.errors import LpcheckError

if TYPE_CHECKING:
    from _csv import Reader

_COLUMNS = ["child", "name"]


def read_names(text: str, file: str) -> Mapping[str, str]:
    """The name for each child's key in a table with the columns child and name.

    Raises `LpcheckError` naming the file and the line where it is no such table.
    """
    rows = csv.reader(StringIO(text))
    names: dict[str, str] = {}
    for row in _each(rows, file):
        if rows.line_num == 1 and [cell.strip() for cell in row] != _COLUMNS:
            raise _refused(file, 1)
        if rows.line_num > 1 and row:
            key = row[0].strip()
            if len(row) != len(_COLUMNS) or not key or key in names:
                raise _refused(file, rows.line_num)
            names[key] = row[1].strip()
    return names


def _each(rows: "Reader", file: str) -> Iterator[list[str]]:
    try:
        yield from rows
    except csv.Error as error:
        raise _refused(file, rows.line_num) from error


def _refused(file: str, line: int) -> LpcheckError:
    message = f"{file}, line {line}, is not a list of names"
    return LpcheckError(
        message, "write child,name in the first line, then a key and a name a line, each key once"
    )
