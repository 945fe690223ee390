"""`lpcheck schema`: the JSON Schema of a kind of document, for editors and other tools."""

import json
from typing import Annotated

import typer

from lpcheck.cli.options import Policies
from lpcheck.cli.writing import write_out
from lpcheck.errors import UsageError
from lpcheck.words import listed


def schema(
    kind: Annotated[str, typer.Argument(metavar="KIND", help="local-procedure, site or settings.")],
    policies: Policies = None,
    policy: Annotated[
        list[str] | None,
        typer.Option(metavar="ID", help="As where these are in force, such as 'ECS 36'; default: all."),
    ] = None,
) -> None:
    """Writes the JSON Schema of a kind of document, in one file.

    \b
    Examples:
      lpcheck schema local-procedure > local-procedure.schema.json
      lpcheck schema local-procedure --policy 'ECS 38'
    """
    from lpcheck.catalogue import schema_of  # noqa: PLC0415
    from lpcheck.run import catalogue_for  # noqa: PLC0415

    catalogue = catalogue_for(tuple(policies or ()))
    if kind not in catalogue.kinds:
        message = f"there is no kind of document {kind}"
        raise UsageError(message, f"write one of {listed(sorted(catalogue.kinds), last='or')}")
    known = [one.id for one in catalogue.policies]
    for name in policy or ():
        if name not in known:
            message = f"there is no policy {name}"
            raise UsageError(message, f"write one of {listed(known, last='or')}")
    chosen = catalogue.policies_named(policy or known)
    write_out(json.dumps(schema_of(catalogue, kind, chosen), indent=2, ensure_ascii=False) + "\n")
