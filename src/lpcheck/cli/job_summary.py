"""The summary of a GitHub job, to which a run adds its table where it writes annotations."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from lpcheck.cli.writing import add_to_file

if TYPE_CHECKING:
    from lpcheck.records import Result

_VARIABLE = "GITHUB_STEP_SUMMARY"


def add_to_job_summary(formats: Iterable[str], result: "Result") -> None:
    """Adds what `markdown` writes to the file that GitHub names, where `github` is one of the formats.

    GitHub shows ten annotations of a kind at most: the summary has them all.
    """
    file = os.environ.get(_VARIABLE)
    if file and "github" in formats:
        from lpcheck.formats.markdown import render  # noqa: PLC0415 - for GitHub alone
        from lpcheck.look import Look  # noqa: PLC0415

        add_to_file(Path(file), render(result, Look()))
