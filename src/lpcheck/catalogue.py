"""All policies together: every requirement, every kind of document, and the form a document is held to."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from lpcheck.composition import compose
from lpcheck.engines import ENGINES, Engine
from lpcheck.law import Register
from lpcheck.marked import Bearing, bearing_of
from lpcheck.marks import Node, compile_schema
from lpcheck.model import By, Check, Policy, Requirement
from lpcheck.schema_check import DEPRECATED, FORM, UNKNOWN_FIELD

WITHOUT_SITE = "without-site"
BUILT_IN = {
    "unreadable": By.READER,
    "key-twice": By.READER,
    WITHOUT_SITE: By.READER,
    UNKNOWN_FIELD: By.SCHEMA,
    DEPRECATED: By.SCHEMA,
    FORM: By.SCHEMA,
}


class Form(NamedTuple):
    """What one document is held to: schema, tree of nodes, what of that bears marks, validator."""

    schema: dict[str, Any]
    node: Node
    bearing: Bearing | None
    engine: Engine


class Catalogue(NamedTuple):
    """The policies, every requirement by its id, the kinds of document, and the law register.

    `built_in` says which requirement and check speak for a check that is built into the reader or the
    schema check; `forms` remembers the forms composed so far; `together` names those that have no check
    but what another's checks say.
    """

    policies: tuple[Policy, ...]
    requirements: Mapping[str, Requirement]
    kinds: Mapping[str, Mapping[str, object]]
    shared: Mapping[str, object]
    settings: Mapping[str, Mapping[str, object]]
    register: Register
    built_in: Mapping[str, tuple[Requirement, Check]]
    forms: dict[tuple[str, ...], Form]
    together: Mapping[str, tuple[Requirement, ...]] = MappingProxyType({})

    def policies_named(self, ids: Iterable[str]) -> tuple[Policy, ...]:
        """The policies of those ids that there are, and those that apply everywhere."""
        wanted = frozenset(ids)
        return tuple(policy for policy in self.policies if policy.always or policy.id in wanted)

    def looked_at_with(self, requirement: str, policies: Iterable[Policy]) -> tuple[str, ...]:
        """The requirements of those policies that have no check but what this one's checks say."""
        others = self.together.get(requirement, ())
        return tuple(other.id for other in others if any(other.policy == policy.id for policy in policies))

    def defaults(self) -> dict[str, object]:
        """Every setting with the value that holds where nobody sets it."""
        return {name: schema.get("default") for name, schema in self.settings.items()}


def form_of(catalogue: Catalogue, kind: str, policies: tuple[Policy, ...], engine: str) -> Form:
    """The form of a kind of document where those policies apply; composed once for each."""
    key = (kind, engine, *(policy.id for policy in policies))
    if key not in catalogue.forms:
        schema = schema_of(catalogue, kind, policies)
        node = compile_schema(schema)
        catalogue.forms[key] = Form(schema, node, bearing_of(node), ENGINES[engine](schema))
    return catalogue.forms[key]


def schema_of(catalogue: Catalogue, kind: str, policies: Iterable[Policy]) -> dict[str, Any]:
    """The composed schema of a kind where those policies apply."""
    return compose(catalogue.kinds[kind], kind, policies, catalogue.settings, catalogue.shared)
