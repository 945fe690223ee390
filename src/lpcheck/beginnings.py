"""A new document before anybody has filled it in: where it goes, and what is known of it already."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple, TypeAlias

from lpcheck.catalogue import Catalogue, schema_of
from lpcheck.documents import SITE_FILE, read_document
from lpcheck.errors import UsageError
from lpcheck.examining import examine, policies_for
from lpcheck.files import ENDINGS, TABLE, located, nearest_with
from lpcheck.intake import taken_in
from lpcheck.keys import is_child_key
from lpcheck.model import Policy
from lpcheck.placing import placed_alone, placed_in_site
from lpcheck.shorthand import types_in
from lpcheck.skeletons import explained, skeleton
from lpcheck.surroundings import Around, context_of
from lpcheck.words import listed, trimmed
from lpcheck.workspace import units_in

SITE = "site"
LOCAL_PROCEDURE = "local-procedure"
CHILD_PLAN = "child-plan"
POLICIES = "policies"
_PLAN_FILE = "plan.yaml"
_WHERE = {
    SITE: "name the folder of a school, such as procedures/larkfield-school",
    LOCAL_PROCEDURE: "name the folder of a school, the one in which site.yaml is",
    CHILD_PLAN: "name the child's own folder in the folder of a school, such as "
    "procedures/larkfield-school/children/P-018",
}
_KEY = "use the school's own key, a capital letter and a number such as P-017; never a name or initials"
_YES_OR_NO = {"yes": True, "true": True, "no": False, "false": False}

Said: TypeAlias = str | bool | list[str]


class Beginning(NamedTuple):
    """A document to be: its kind and path, the policies that ask something of it, the answers known."""

    kind: str
    path: Path
    policies: tuple[str, ...] = ()
    answers: Mapping[str, Said] = MappingProxyType({})


class School(NamedTuple):
    """What the site around a new document says: its name, "" where it has none; the policies in force.

    `without_procedure` are those of them for which there is no local procedure yet.
    """

    name: str
    in_force: tuple[str, ...]
    without_procedure: tuple[str, ...]


def school_around(place: Path, kind: str, catalogue: Catalogue) -> School:
    """What the site says that a place is in; refuses a place that is in none."""
    folder = nearest_with(SITE_FILE, place)
    if folder is None:
        message = f"there is no site.yaml here or in a folder above, and a {kind} belongs to a school"
        raise UsageError(message, f"{_WHERE[kind]}; `lpcheck new site` begins one")
    own = next(one.own for one in units_in([folder], catalogue.kinds) if one.own.folder == folder)
    documents = taken_in(own).documents
    context = context_of(documents, own.site, Around(catalogue, catalogue.defaults()))
    name = next(document for document in documents if document.path == SITE_FILE).data.get("name")
    procedures = [document for document in documents if document.kind == LOCAL_PROCEDURE]
    there = {policy.id for one in procedures for policy in policies_for(one, catalogue, ())}
    in_force = [policy for policy in catalogue.policies_named(context.in_force) if not policy.always]
    return School(
        trimmed(name),
        tuple(policy.id for policy in in_force),
        tuple(policy.id for policy in in_force if policy.id not in there),
    )


def site_at(place: Path, catalogue: Catalogue) -> Beginning:
    """A site of which nothing is known yet."""
    return _placed(Beginning(SITE, _path_in(place, SITE_FILE, SITE)), catalogue)


def procedure_at(place: Path, policy: Policy, school: School, catalogue: Catalogue) -> Beginning:
    """A local procedure for a policy; its file is called by the policy's number."""
    file = f"{policy.id.lower().replace(' ', '-')}.yaml"
    known = {
        "title": policy.title,
        "site": school.name,
        "policy": f"{policy.id} {policy.title}",
        "template": policy.id.replace(" ", " LP "),
    }
    answers = {field: answer for field, answer in known.items() if answer}
    path = _path_in(place, file, LOCAL_PROCEDURE)
    return _placed(Beginning(LOCAL_PROCEDURE, path, (policy.id,), answers), catalogue)


def plan_at(place: Path, school: School, catalogue: Catalogue) -> Beginning:
    """The plan of the child whose key is the name of the folder; refuses a folder called otherwise."""
    path = _path_in(place, _PLAN_FILE, CHILD_PLAN)
    beginning = _placed(Beginning(CHILD_PLAN, path, school.in_force), catalogue)
    child = located(path).parent.name
    if not is_child_key(child):
        message = "a child's folder is called by the child's key, and the name of this one is none"
        raise UsageError(message, _KEY)
    return answered(beginning, "child", child, catalogue)


def answered(beginning: Beginning, field: str, said: Said, catalogue: Catalogue) -> Beginning:
    """The beginning with one more answer; one that the form has something against is refused."""
    answer = _value(said, types_in(_schema(beginning, catalogue)["properties"][field]))
    policies = beginning.policies
    if field == POLICIES and isinstance(answer, list):
        policies = tuple(policy.id for policy in policies_called(answer, catalogue))
    more = beginning._replace(answers={**beginning.answers, field: answer}, policies=policies)
    document = read_document(more.path.name, text_of(more, catalogue).encode())
    faults = examine(document, catalogue, policies, Around(catalogue, {}).engine).faults
    for fault in faults:
        if any(pointer[:1] == (field,) for pointer in fault.pointers):
            raise UsageError(fault.problem.message)
    return more


def policies_called(ids: Sequence[str], catalogue: Catalogue) -> list[Policy]:
    """The policies of those ids; refuses one that there is not."""
    known = {policy.id: policy for policy in catalogue.policies if not policy.always}
    for name in ids:
        if name not in known:
            raise UsageError(f"there is no policy {name}", f"write {listed([*known], last='or')}")
    return [known[name] for name in ids]


def question_on(beginning: Beginning, field: str, catalogue: Catalogue) -> str:
    """What there is to know for whoever answers for a field."""
    about = explained(_schema(beginning, catalogue), field)
    if field != POLICIES:
        return about
    known = [f"{policy.id} ({policy.title})" for policy in catalogue.policies if not policy.always]
    return f"{about}\nThere is {listed(known)}. Write all that apply, with a comma between."


def text_of(beginning: Beginning, catalogue: Catalogue) -> str:
    """The document, with a blank for everything that is not known."""
    return skeleton(_schema(beginning, catalogue), beginning.answers)


def _schema(beginning: Beginning, catalogue: Catalogue) -> dict[str, Any]:
    return schema_of(catalogue, beginning.kind, catalogue.policies_named(beginning.policies))


def _value(said: Said, types: tuple[str, ...]) -> Said:
    """What somebody said, as a value of such a type, as far as it can be taken for one."""
    if isinstance(said, bool):
        return said
    if isinstance(said, list):
        return [*dict.fromkeys(map(_plain, said))]
    if "array" in types:
        return _value(said.split(","), types)
    return _YES_OR_NO.get(said.lower(), said) if "boolean" in types else _plain(said)


def _plain(text: str) -> str:
    """A text on one line; refuses what no reader of it could see."""
    text = " ".join(text.split())
    if not text.isprintable():
        raise UsageError("one of the letters cannot be printed, nor kept in a file", "write it anew")
    return text


def _path_in(place: Path, name: str, kind: str) -> Path:
    ending = "" if place.is_dir() else place.suffix.lower()
    if ending == TABLE:
        message = f"a place that ends in {TABLE} is a table, and no folder for a {kind}"
        raise UsageError(message, _WHERE[kind])
    return place if ending in ENDINGS else place / name


def _placed(beginning: Beginning, catalogue: Catalogue) -> Beginning:
    """The beginning, unless a document of its kind does not belong there."""
    kind, path = beginning.kind, located(beginning.path)
    site = nearest_with(SITE_FILE, path.parent)
    name = path.name if site is None else path.relative_to(site).as_posix()
    alone = read_document(name, f"kind: {kind}".encode())
    for trouble in (placed_alone if site is None else placed_in_site)(alone, catalogue).troubles:
        raise UsageError(trouble.message, _WHERE[kind])
    return beginning
