"""The identity of a finding: the same after added lines, reordering, reformatting or a moved folder."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256

from lpcheck.marks import DeadlineMark
from lpcheck.model import Problem, Requirement
from lpcheck.places import Pointer
from lpcheck.view import Examined

VERSION = "1"


def fingerprint(requirement: Requirement, problem: Problem, site: str | None, examined: Examined) -> str:
    """A digest of requirement, site, path inside it and the pointer with list items by their key.

    Of a problem with several places in one field, the one whose steps come first in the alphabet counts,
    wherever it stands.
    """
    path, pointer = problem.location.path, problem.location.pointer
    others = (other.location for other in problem.related)
    alike = [one.pointer for one in others if one.path == path and one.pointer[:1] == pointer[:1]]
    place = min(keyed(one, examined) for one in (pointer, *alike))
    return _digest([VERSION, requirement.id, site or "", path, *place])


def of_deadline(mark: DeadlineMark, pointer: Pointer, examined: Examined, site: str | None) -> str:
    """The identity of what falls due, whatever its day, and whether or not its day can be read.

    Of several of which only the newest counts there is one identity, wherever the newest stands.
    """
    document = examined.document
    blank = document._replace(data=_without(document.data, pointer))  # type: ignore[arg-type]  # as it was
    place = ["newest"] if mark.latest else keyed(pointer, examined._replace(document=blank))
    return _digest([VERSION, mark.requirement, mark.what, site or "", document.path, *place])


def _without(value: object, pointer: Pointer) -> object:
    """A value with a blank at a pointer, so that no row is named by what stands there."""
    step, *further = pointer or (None,)
    if isinstance(value, list) and isinstance(step, int):
        return [*value[:step], _without(value[step], tuple(further)), *value[step + 1 :]]
    if isinstance(value, Mapping) and step is not None:
        return {**value, step: _without(value.get(step), tuple(further))}
    return None


def of_site(requirement: Requirement, site: str | None) -> str:
    """The identity of a finding that is said once for a site, whatever it was found in."""
    return _digest([VERSION, requirement.id, site or ""])


def told_apart(fingerprints: Iterable[str]) -> Iterator[str]:
    """Yields each fingerprint, made another where the same came before: two findings, two identities."""
    seen: Counter[str] = Counter()
    for one in fingerprints:
        yield _digest([one, str(seen[one])]) if seen[one] else one
        seen[one] += 1


def _digest(parts: list[str]) -> str:
    return sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()[:32]


def keyed(pointer: Pointer, examined: Examined) -> list[str]:
    """The steps of a pointer, a list item by the field that names it, or by its content."""
    steps: list[str] = []
    value: object = examined.document.data
    for position, step in enumerate(pointer):
        if isinstance(step, int) and isinstance(value, list):
            steps.append(_name_of(value[step], examined, pointer[:position]))
            value = value[step]
        else:
            steps.append(str(step))
            value = value.get(step) if isinstance(value, Mapping) else None
    return steps


def _name_of(item: object, examined: Examined, of_list: Pointer) -> str:
    key = next((node.key for node in examined.nodes(of_list) if node.key), None)
    named = item.get(key) if key is not None and isinstance(item, Mapping) else None
    content = item if named is None else named
    return sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:16]
