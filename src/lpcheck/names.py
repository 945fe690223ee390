"""A school's own list of what children are called, for pages that are printed and handed out."""

import csv
from collections.abc import Mapping
from io import StringIO

from lpcheck.errors import LpcheckError

_COLUMNS = ["child", "name"]


def read_names(text: str, file: str) -> Mapping[str, str]:
    """The name for each child's key in a table with the columns child and name.

    Raises `LpcheckError` naming the file and the line where it is no such table.
    """
    rows = csv.reader(StringIO(text))
    names: dict[str, str] = {}
    for row in rows:
        if rows.line_num == 1 and [cell.strip() for cell in row] != _COLUMNS:
            raise _refused(file, 1)
        if rows.line_num > 1 and row:
            key = row[0].strip()
            if len(row) != len(_COLUMNS) or not key or key in names:
                raise _refused(file, rows.line_num)
            names[key] = row[1].strip()
    return names


def _refused(file: str, line: int) -> LpcheckError:
    message = f"{file}, line {line}, is not a list of names"
    return LpcheckError(
        message, "write child,name in the first line, then a key and a name a line, each key once"
    )
