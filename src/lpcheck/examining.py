"""One document against its form: which policies apply to it, what the schema has against it."""

from collections.abc import Mapping
from typing import NamedTuple

from lpcheck.catalogue import Catalogue, form_of
from lpcheck.documents import Document
from lpcheck.marks import walk
from lpcheck.model import Policy
from lpcheck.places import Pointer
from lpcheck.pointers import is_at_or_below
from lpcheck.reading import Trouble
from lpcheck.schema_check import Fault, faults_in
from lpcheck.view import Examined
from lpcheck.words import begins_with, listed


class Examination(NamedTuple):
    """A document with the policies that apply to it and what its schema has against it."""

    examined: Examined
    policies: tuple[Policy, ...]
    faults: tuple[Fault, ...]

    @property
    def is_read(self) -> bool:
        """Whether the document could be read as one of its kind."""
        return self.examined.document.is_read


def examine(
    document: Document, catalogue: Catalogue, in_force: tuple[str, ...], engine: str
) -> Examination:
    """The document against the form of its kind, where the policies of those ids are in force."""
    document = _with_kind_checked(document, catalogue)
    policies = policies_for(document, catalogue, in_force)
    if not document.is_read:
        unread = Examined(document, {("kind",): ()}, frozenset({()}))
        return Examination(unread, policies, ())
    form = form_of(catalogue, document.kind, policies, engine)
    visits = walk(form.node, document.data)
    faults = tuple(faults_in(document, visits, form.engine(document.data)))
    blamed = {trouble.pointer for trouble in document.troubles if trouble.pointer}
    unreliable = blamed.union(*(fault.pointers for fault in faults))
    absent = {pointer for fault in faults if fault.is_absent for pointer in fault.pointers}
    examined = Examined(document, visits, frozenset(unreliable), frozenset(absent))
    return Examination(examined, policies, faults)


def policies_for(document: Document, catalogue: Catalogue, in_force: tuple[str, ...]) -> tuple[Policy, ...]:
    """The policies that speak of a document: of a local procedure, the one that it puts into practice."""
    field = catalogue.kinds.get(document.kind, {}).get("x-policy-named-in")
    if field is None:
        return catalogue.policies_named(in_force)
    line = str(document.data.get(str(field), ""))
    return catalogue.policies_named(p.id for p in catalogue.policies if begins_with(line, p.id))


def settings_in(examined: Examined, at: Pointer) -> dict[str, object]:
    """The settings that stand at a place of a document, without those that anything is wrong with."""
    given: object = examined.document.data
    for step in at:
        given = given.get(step) if isinstance(given, Mapping) else None
    if not isinstance(given, Mapping) or is_at_or_below(at, examined.unreliable):
        return {}
    wrong = {bad[len(at)] for bad in examined.unreliable if bad[: len(at)] == at and len(bad) > len(at)}
    return {name: value for name, value in given.items() if name not in wrong}


def _with_kind_checked(document: Document, catalogue: Catalogue) -> Document:
    """The document, not to be read further where its kind is unknown or belongs into another file."""
    if not document.is_read:
        return document
    owner = _kind_of_file(catalogue).get(document.path.rpartition("/")[2])
    if document.kind not in catalogue.kinds:
        known = listed(sorted(catalogue.kinds), last="or")
        return _refused(document, f"lpcheck does not know this kind of document: write {known}")
    if owner is not None and owner != document.kind:
        return _refused(document, f"a file of this name must be of the kind {owner}")
    if owner is None and document.kind in _kind_of_file(catalogue).values():
        name = catalogue.kinds[document.kind]["x-file"]
        return _refused(document, f"a document of the kind {document.kind} must be called {name}")
    return document


def _kind_of_file(catalogue: Catalogue) -> Mapping[str, str]:
    return {str(kind["x-file"]): name for name, kind in catalogue.kinds.items() if "x-file" in kind}


def _refused(document: Document, message: str) -> Document:
    trouble = Trouble("unreadable", document.locate(("kind",)).span, message, ("kind",))
    return document._replace(troubles=(*document.troubles, trouble), is_read=False)
