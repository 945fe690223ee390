"""`lpcheck new` begins a document: a note on every field, and a blank where something belongs."""

import os
import shlex
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lpcheck.cli.asking import asked, is_asked
from lpcheck.cli.options import Policies
from lpcheck.cli.writing import shown, write_out
from lpcheck.errors import OutputError, UsageError
from lpcheck.words import listed

if TYPE_CHECKING:
    from lpcheck.beginnings import Beginning, Said, School
    from lpcheck.catalogue import Catalogue
    from lpcheck.model import Policy


class Kind(StrEnum):
    """The kinds of document that can be begun."""

    SITE = "site"
    LOCAL_PROCEDURE = "local-procedure"
    CHILD_PLAN = "child-plan"


# The fields of each kind that an option fills in, in the order in which they are asked for.
_FILLED: Mapping[Kind, tuple[str, ...]] = {
    Kind.SITE: ("name", "country", "school_type", "residential", "policies"),
    Kind.LOCAL_PROCEDURE: ("policies",),
    Kind.CHILD_PLAN: (),
}


def _place(words: str) -> Path:
    if not words.strip():
        raise UsageError("no place is named", "name a folder, such as . for the one that you are in")
    return Path(words)


def new(
    kind: Annotated[Kind, typer.Argument(metavar="KIND", help="site, local-procedure or child-plan.")],
    place: Annotated[
        Path,
        typer.Argument(
            parser=_place, metavar="PLACE", help="The folder it goes into, or the file it is to be."
        ),
    ],
    name: Annotated[str | None, typer.Option(metavar="TEXT", help="Of a site: the school's name.")] = None,
    country: Annotated[str | None, typer.Option(metavar="WORD", help="Of a site: its country.")] = None,
    school_type: Annotated[
        str | None, typer.Option(metavar="WORD", help="Of a site: what type of school it is.")
    ] = None,
    residential: Annotated[
        bool | None,
        typer.Option("--residential/--not-residential", help="Of a site: whether any child boards."),
    ] = None,
    policy: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ID",
            help="Of a site: a policy in force there, such as 'ECS 36'; may be repeated. "
            "Of a local procedure: the policy it is for.",
        ),
    ] = None,
    policies: Policies = None,
) -> None:
    """Writes a document to fill in: a note on every field, and a blank where something belongs.

    On a terminal it asks for what no option gives. A file that is there already is never touched.

    \b
    Examples:
      lpcheck new site procedures/larkfield-school
      lpcheck new local-procedure procedures/larkfield-school --policy 'ECS 36'
      lpcheck new child-plan procedures/larkfield-school/children/P-018
    """
    options = {"name": name, "country": country, "school_type": school_type, "residential": residential}
    given = {field: said for field, said in {**options, "policies": policy}.items() if said is not None}
    for field in given:
        if field not in _FILLED[kind]:
            option = "policy" if field == "policies" else field.replace("_", "-")
            raise UsageError(f"--{option} is not for a {kind}", "leave it out, or see `lpcheck new --help`")
    from lpcheck.beginnings import text_of  # noqa: PLC0415 - after the words are known to make sense
    from lpcheck.ground import catalogue_for, settings_around  # noqa: PLC0415 - likewise

    around = settings_around(place)
    catalogue = catalogue_for(tuple(policies or ()), () if around is None else (around,))
    beginning = _BEGINNERS[kind](place, given, catalogue)
    _create(beginning.path, text_of(beginning, catalogue))
    _say_what_next(beginning.path, policies or [])


def _site(place: Path, given: Mapping[str, "Said"], catalogue: "Catalogue") -> "Beginning":
    """A site with what options or somebody at a terminal say of it."""
    from lpcheck.beginnings import answered, question_on, site_at  # noqa: PLC0415

    site = site_at(place, catalogue)
    _refuse_existing(site.path)
    for field in _FILLED[Kind.SITE]:
        take = partial(answered, site, field, catalogue=catalogue)
        if field in given:
            site = take(given[field])
        elif is_asked():
            site = asked(field, question_on(site, field, catalogue), take) or site
    return site


def _local_procedure(place: Path, given: Mapping[str, "Said"], catalogue: "Catalogue") -> "Beginning":
    from lpcheck.beginnings import procedure_at, school_around  # noqa: PLC0415

    school = school_around(place, Kind.LOCAL_PROCEDURE, catalogue)
    policy = _policy(given.get("policies"), school, catalogue)
    return procedure_at(place, policy, school, catalogue)


def _policy(named: "Said | None", school: "School", catalogue: "Catalogue") -> "Policy":
    """The policy that is named, or else the one in force here that has no local procedure yet."""
    from lpcheck.beginnings import policies_called  # noqa: PLC0415

    chosen = policies_called(named if isinstance(named, list) else school.without_procedure, catalogue)
    choices = listed(school.without_procedure or school.in_force, last="or") or "its number"
    if named is None and len(chosen) != 1 and is_asked():
        about = f"Which policy is it for? Write {choices}."
        chosen = asked("policy", about, lambda words: policies_called([words], catalogue)) or []
    if len(chosen) != 1:
        message = "a local procedure is for one policy, and it is not clear for which"
        raise UsageError(message, f"write --policy with {choices}")
    return chosen[0]


def _child_plan(place: Path, _: Mapping[str, "Said"], catalogue: "Catalogue") -> "Beginning":
    from lpcheck.beginnings import plan_at, school_around  # noqa: PLC0415

    return plan_at(place, school_around(place, Kind.CHILD_PLAN, catalogue), catalogue)


_BEGINNERS: Mapping[Kind, Callable[[Path, Mapping[str, "Said"], "Catalogue"], "Beginning"]] = {
    Kind.SITE: _site,
    Kind.LOCAL_PROCEDURE: _local_procedure,
    Kind.CHILD_PLAN: _child_plan,
}


def _create(path: Path, text: str) -> None:
    """Writes a file that is not there yet, whole or not at all; folders on the way to it are made."""
    _refuse_existing(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        stream = path.open("x", encoding="utf-8", newline="\n")
    except OSError as error:
        for place in (path, *path.parents):  # which somebody else may have written just now
            if not place.is_dir() and (place == path or place.is_symlink()):
                _refuse_existing(place)
        message = f"{shown(path)} cannot be written: {error.strerror}"
        raise OutputError(message, "name a folder that you may write to") from error
    try:
        with stream:
            stream.write(text)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _refuse_existing(path: Path) -> None:
    if os.path.lexists(path):
        message = f"{shown(path)} is there already, and stays as it is"
        raise UsageError(message, "fill in what is there, or name another place")


def _say_what_next(path: Path, policies: Sequence[Path]) -> None:
    also = "".join(f" --policies {shlex.quote(folder.as_posix())}" for folder in policies)
    write_out(
        f"wrote {shown(path)}\n"
        "Fill it in from the top: above each field stands what belongs there. Then run\n"
        f"  lpcheck validate {shlex.quote(path.as_posix())}{also}\n"
        "which says what is still to be filled in.\n"
    )
