"""`lpcheck cache clear` removes what is kept from run to run."""

from enum import StrEnum
from typing import Annotated

import typer

from lpcheck.cli.keeping import cache_folder
from lpcheck.cli.options import Exit
from lpcheck.cli.writing import write_out
from lpcheck.errors import OutputError


class What(StrEnum):
    """What is to be done with it."""

    CLEAR = "clear"


def cache(
    what: Annotated[What, typer.Argument(metavar="clear", help="Remove all of it.", show_default=False)],
) -> int:
    """Removes what is kept from run to run. Nothing is lost: the next run looks at everything anew.

    What was found, where and on which days is kept in a file of your own, masked as everywhere: nobody's
    name and no text of a document. `--no-cache` goes without it for one run.

    \b
    Examples:
      lpcheck cache clear
    """
    del what
    from lpcheck.cache import clear  # noqa: PLC0415 - not for help

    folder = cache_folder()
    try:
        size = clear(folder) if folder is not None else 0
    except OSError as error:
        message = f"what is kept cannot be removed: {error.strerror or type(error).__name__}"
        raise OutputError(message, f"remove the folder {folder} yourself") from error
    write_out(f"removed {size / 1024:.0f} KiB from {folder}\n" if size else "nothing was kept\n")
    return Exit.OK
