"""One document against its form: which policies apply to it, what the schema has against it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from lpcheck.catalogue import Catalogue, form_of
from lpcheck.documents import Document
from lpcheck.engines import Complaint
from lpcheck.marked import marked_in
from lpcheck.model import Policy
from lpcheck.places import Pointer
from lpcheck.pointers import is_at_or_below, value_at
from lpcheck.schema_check import Fault, faults_in
from lpcheck.view import Examined
from lpcheck.walks import walk
from lpcheck.words import begins_with

_UNKNOWN = "additionalProperties"
_OF_FIELDS = frozenset({"required", _UNKNOWN})


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
    """The document against the form of its kind, where the policies of those ids are in force.

    Where it stands must have been looked at before: its kind is one of the catalogue's.
    """
    policies = policies_for(document, catalogue, in_force)
    if not document.is_read:
        unread = Examined(document, {("kind",): ()}, frozenset({()}))
        return Examination(unread, policies, ())
    form = form_of(catalogue, document.kind, policies, engine)
    visits = walk(form.node, document.data)
    complaints = _once_a_column(document, form.engine(document.data))
    marked = marked_in(form.bearing, document.data)
    faults = tuple(faults_in(document, visits, complaints, marked.outdated))
    blamed = {trouble.pointer for trouble in document.troubles if trouble.pointer}
    unreliable = blamed.union(*(fault.pointers for fault in faults))
    absent = {pointer for fault in faults if fault.is_absent for pointer in fault.pointers}
    examined = Examined(document, visits, frozenset(unreliable), frozenset(absent), marked)
    return Examination(examined, policies, faults)


def _once_a_column(document: Document, complaints: Iterable[Complaint]) -> Iterator[Complaint]:
    """Yields the complaints; of a table, what is wrong with a column only in its first row."""
    told: set[tuple[str, str]] = set()
    for complaint in complaints:
        if not document.is_table or complaint.keyword not in _OF_FIELDS or len(complaint.pointer) != 2:
            yield complaint
            continue
        field, row = complaint.pointer
        columns = document.place.children[field].children[row].keys
        is_unknown = complaint.keyword == _UNKNOWN
        of_columns = {
            (complaint.keyword, name) for name in complaint.fields if is_unknown or name not in columns
        }
        fields = tuple(name for name in complaint.fields if (complaint.keyword, name) not in told)
        told |= of_columns
        if fields:
            yield complaint._replace(fields=fields)


def policies_for(document: Document, catalogue: Catalogue, in_force: tuple[str, ...]) -> tuple[Policy, ...]:
    """The policies that speak of a document: of a local procedure, the one that it puts into practice.

    What a policy asks for is looked at wherever it stands, though nobody says that it is in force.
    """
    field = catalogue.kinds.get(document.kind, {}).get("x-policy-named-in")
    if field is None:
        written = [p.id for p in catalogue.policies if p.adds.get(document.kind, {}).keys() & document.data]
        return catalogue.policies_named((*in_force, *written))
    line = str(document.data.get(str(field), ""))
    return catalogue.policies_named(p.id for p in catalogue.policies if begins_with(line, p.id))


def settings_in(examined: Examined, at: Pointer) -> dict[str, object]:
    """The settings that stand at a place of a document, without those that anything is wrong with."""
    given = value_at(examined.document.data, at)
    if not isinstance(given, Mapping) or is_at_or_below(at, examined.unreliable):
        return {}
    wrong = {bad[len(at)] for bad in examined.unreliable if bad[: len(at)] == at and len(bad) > len(at)}
    return {name: value for name, value in given.items() if name not in wrong}
