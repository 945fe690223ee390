"""`lpcheck requirements`: the whole catalogue."""

from enum import StrEnum
from typing import Annotated

import typer

from lpcheck.cli.options import Policies
from lpcheck.cli.writing import write_out


class TableFormat(StrEnum):
    """How the table is written."""

    TEXT = "text"
    MARKDOWN = "markdown"


def requirements(
    policies: Policies = None,
    table_format: Annotated[
        TableFormat, typer.Option("--format", help="A table to read, or a page with everything.")
    ] = TableFormat.TEXT,
) -> None:
    """Lists every requirement, and how each is checked: by schema, by rule, by a person.

    \b
    Examples:
      lpcheck requirements
      lpcheck requirements --format markdown > requirements.md
    """
    from lpcheck.explaining import catalogue_page, catalogue_table  # noqa: PLC0415
    from lpcheck.ground import catalogue_for  # noqa: PLC0415

    catalogue = catalogue_for(tuple(policies or ()))
    write = catalogue_page if table_format is TableFormat.MARKDOWN else catalogue_table
    write_out(write(catalogue))
