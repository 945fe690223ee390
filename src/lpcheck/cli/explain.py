"""`lpcheck explain`: one requirement in full."""

from typing import Annotated

import typer

from lpcheck.cli.options import Policies
from lpcheck.cli.writing import write_out


def explain(
    ids: Annotated[list[str], typer.Argument(metavar="ID...", help="Requirements, such as LP-11.")],
    policies: Policies = None,
) -> None:
    """Explains a requirement: its words, why, how it is checked, how to put it right, an example.

    \b
    Examples:
      lpcheck explain LP-11
      lpcheck explain ECS36-4.c ECS38-7.1
    """
    from lpcheck.explaining import explanation  # noqa: PLC0415
    from lpcheck.ground import catalogue_for  # noqa: PLC0415

    catalogue = catalogue_for(tuple(policies or ()))
    write_out("\n".join(explanation(name, catalogue) for name in ids))
