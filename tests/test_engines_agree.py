"""Both validators lead to the same findings, whatever is wrong with a document."""

import re
from collections.abc import Iterator, Mapping
from functools import cache, partial
from itertools import islice
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clean_site import (
    LOG,
    PLAN,
    SITE_YAML,
    changed,
    clean_site,
    findings_after,
    pointers_in,
    shipped_policies,
    written_anew,
)
from lpcheck.catalogue import schema_of
from lpcheck.engines import ENGINES
from lpcheck.examining import Examination, examine
from lpcheck.keywords import conditionals_in, listed_in, parts_in, resolved, texts_in
from lpcheck.placing import placed_in_site
from lpcheck.shorthand import types_in
from test_single_mutations import MUTATIONS, mutants

EVERY = 3  # of the mutants of a document, one in so many
MADE_UP = (PLAN, LOG, SITE_YAML)
BLAND: Mapping[str, st.SearchStrategy[object]] = {
    "boolean": st.booleans(),
    "integer": st.integers(-1, 400),
    "null": st.none(),
}
FAULTS = st.lists(st.tuples(st.integers(0, 10_000), st.sampled_from(tuple(MUTATIONS.values()))), max_size=4)


def examined_with_each(path: str, data: object) -> list[Examination]:
    catalogue = shipped_policies()
    in_force = tuple(policy.id for policy in catalogue.policies)
    document = placed_in_site(written_anew(path, data), catalogue)
    return [examine(document, catalogue, in_force, engine) for engine in ENGINES]


@cache
def texts() -> tuple[str, ...]:
    """Every text of the clean site, to be put where its form fits."""
    return tuple(sorted({text for document in clean_site().values() for text in texts_of(document.data)}))


def texts_of(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    if isinstance(value, Mapping):
        yield from value
    for child in value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ():
        yield from texts_of(child)


@cache
def made_up(path: str) -> st.SearchStrategy[dict[str, Any]]:
    """Documents of the form, but for what its conditions ask for."""
    catalogue = shipped_policies()
    schema = schema_of(catalogue, clean_site()[path].kind, catalogue.policies)
    return values_of(schema, parts_in(schema, "$defs"))


def values_of(schema: Mapping[str, Any], definitions: Mapping[str, Any]) -> st.SearchStrategy[Any]:
    """Values that a schema allows, its conditions set aside."""
    schema = resolved(schema, definitions)
    if "const" in schema:
        return st.just(schema["const"])
    ways = [BLAND[name] for name in types_in(schema) if name in BLAND]
    if "enum" in schema:
        ways.append(st.sampled_from(list(listed_in(schema, "enum"))))
    elif "string" in types_in(schema):
        ways.append(fitting(str(schema.get("pattern", ""))))
    if "array" in types_in(schema):
        ways.append(st.lists(values_of(parts_in(schema, "items"), definitions), max_size=2))
    if "object" in types_in(schema):
        ways.append(groups_of(schema, definitions))
    for condition in conditionals_in(schema):
        sides = [parts_in(condition, side) for side in ("then", "else") if side in condition]
        ways += [values_of(side, definitions) for side in sides if types_in(side)]
    return st.one_of(ways)


def fitting(pattern: str) -> st.SearchStrategy[str]:
    return st.sampled_from([text for text in texts() if re.search(pattern, text)] or ["nothing fits"])


def groups_of(schema: Mapping[str, Any], definitions: Mapping[str, Any]) -> st.SearchStrategy[Any]:
    fields = {name: values_of(part, definitions) for name, part in parts_in(schema, "properties").items()}
    owed = {name: fields.pop(name) for name in texts_in(schema, "required") if name in fields}
    group = st.fixed_dictionaries(owed, optional=fields)
    chosen = [
        (fitting(key), values_of(part, definitions))
        for key, part in parts_in(schema, "patternProperties").items()
    ]
    if not chosen:
        return group
    keys, values = chosen[0]
    return st.builds(lambda one, other: {**other, **one}, group, st.dictionaries(keys, values, max_size=2))


def with_faults(data: dict[str, Any], faults: list[tuple[int, object]]) -> object:
    """The data with some of its values put wrong."""
    for number, mutation in faults:
        pointers = [pointer for pointer in pointers_in(data) if pointer != ("kind",)]
        if pointers:
            data = changed(data, pointers[number % len(pointers)], mutation)  # type: ignore[assignment]
    return data


@pytest.mark.parametrize("mutation", MUTATIONS)
@pytest.mark.parametrize("path", clean_site())
def test_both_engines_find_the_same_faults_in_a_mutant(path: str, mutation: str) -> None:
    for _, data in islice(mutants(clean_site()[path], mutation), len(mutation) % EVERY, None, EVERY):
        one, other = examined_with_each(path, data)
        assert one == other


@pytest.mark.parametrize("path", MADE_UP)
def test_both_engines_lead_to_the_same_findings_in_a_made_up_document(path: str) -> None:
    @given(made_up(path), FAULTS)
    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    def agree(data: dict[str, Any], faults: list[tuple[int, object]]) -> None:
        document = written_anew(path, with_faults(data, faults))
        one, other = map(partial(findings_after, document, clean_site()), ENGINES)
        assert one == other

    agree()
