"""What surrounds a unit of work: the policies, and what its site says for every document in it."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

from lpcheck.catalogue import Catalogue
from lpcheck.csv_reader import TABLES
from lpcheck.documents import SITE_FILE, Document
from lpcheck.examining import Examination, examine, settings_in
from lpcheck.model import Severity
from lpcheck.places import Pointer
from lpcheck.placing import placed_alone, placed_in_site
from lpcheck.privacy import MaskedLine
from lpcheck.view import Examined, View
from lpcheck.words import texts_of


class Around(NamedTuple):
    """What surrounds every unit of a folder: the policies, the settings that hold, and how to look.

    `masked` is False only for somebody who asked to see personal values on their own screen. `since` and
    `until` are the first and the last day that anybody asks about: what holds only before or after is left
    out; None where every day counts. `severities` say of requirements how much their findings weigh at
    least. `takes` is what a report takes from each unit, None where there is none. `lists_dates` is False
    where nobody asks what falls due, but only how much of it has passed.
    """

    catalogue: Catalogue
    settings: Mapping[str, object]
    engine: str = "jsonschema-rs"
    masked: bool = True
    since: date | None = None
    until: date | None = None
    severities: Mapping[str, Severity] = MappingProxyType({})
    takes: Callable[[View], object] | None = None
    lists_dates: bool = True

    def lists(self, day: date, *, is_owed: bool) -> bool:
        """Whether a deadline of that day is to be kept, by which somebody has to act or something ends."""
        has_passed = self.until is None or day < self.until
        return self.lists_dates or (is_owed and has_passed)


class SiteContext(NamedTuple):
    """What every unit of a site is told of it, worked out once from the site's own documents.

    `folder` is the name of its folder, None for a document in no site; `examinations` are those of
    site.yaml, of the lists that it names and of the local procedures, as they were read, and `examined`
    what of the first two can be relied upon, site.yaml first. `named` are the policies that site.yaml
    lists, `in_force` those that a child's documents are held to: all there are where that list cannot be
    relied upon. `is_part_unread` says that site.yaml or a list could not be read; `children` are the names
    of all child folders. `lines` remembers their lines as they may be shown, and `found` what rules have
    found in them.
    """

    folder: str | None
    examinations: tuple[Examination, ...]
    examined: tuple[Examined, ...]
    named: tuple[str, ...]
    in_force: tuple[str, ...]
    settings: Mapping[str, object]
    is_part_unread: bool
    children: tuple[str, ...]
    lines: dict[tuple[str, int], MaskedLine]
    found: dict[Hashable, Any]

    @property
    def of_site(self) -> Examination | None:
        """The examination of site.yaml, or None where it could not be read."""
        return next((e for e in self.examinations if _is_site(e) and e.is_read), None)

    @property
    def procedures(self) -> tuple[Examined, ...]:
        """The local procedures of the site that could be read."""
        return tuple(e.examined for e in self.examinations if e.is_read and not _is_of_context(e))

    @property
    def paths(self) -> frozenset[str]:
        """The paths of its documents."""
        return frozenset(e.examined.document.path for e in self.examinations)


def context_of(
    documents: Sequence[Document], folder: str | None, around: Around, children: tuple[str, ...] = ()
) -> SiteContext:
    """What a site's own documents say for all of its units; of a document in no site, next to nothing."""
    everything = tuple(policy.id for policy in around.catalogue.policies)
    named = next((_policies_named(d) for d in documents if d.path == SITE_FILE), everything)
    empty = SiteContext(
        folder=folder,
        examinations=(),
        examined=(),
        named=named,
        in_force=everything,
        settings=around.settings,
        is_part_unread=True,
        children=children,
        lines={},
        found={},
    )
    examinations = tuple(
        examined_here(document, empty, around)
        for document in sorted(documents, key=_rank)
        if _rank(document) < len(TABLES)
    )
    context = empty._replace(examinations=examinations)
    if context.of_site is not None:
        context = _with_site(context, context.of_site)
    kinds = [name for name, kind in around.catalogue.kinds.items() if "x-policy-named-in" in kind]
    procedures = [examined_here(d, context, around) for d in documents if d.kind in kinds]
    return context._replace(examinations=(*context.examinations, *procedures))


def _with_site(context: SiteContext, of_site: Examination) -> SiteContext:
    """The context with what site.yaml says, which could be read."""
    lists = [
        e.examined
        for e in context.examinations
        if not _is_site(e) and e.is_read and () not in e.examined.unreliable
    ]
    lost = _lists_lost(of_site.examined, lists)
    examined = of_site.examined._replace(unreliable=of_site.examined.unreliable | lost)
    others = [e for e in context.examinations if e is not of_site]
    is_listed = not any(bad[:1] in ((), ("policies",)) for bad in examined.unreliable)
    return context._replace(
        examinations=(of_site._replace(examined=examined), *others),
        examined=(examined, *lists),
        in_force=context.named if is_listed else context.in_force,
        settings={**context.settings, **settings_in(examined, ("settings",))},
        is_part_unread=bool(lost),
    )


def examined_here(document: Document, site: SiteContext, around: Around, child: str = "") -> Examination:
    """A document against its form, as the policies of its site ask; those of the context only once."""
    known = (e for e in site.examinations if e.examined.document.path == document.path)
    in_force = site.in_force if child else site.named
    placed = placed_alone if site.folder is None else placed_in_site
    return next(known, None) or examine(
        placed(document, around.catalogue), around.catalogue, in_force, around.engine
    )


def _rank(document: Document) -> int:
    """Where a document stands in the context: site.yaml first, then its lists; others have none."""
    kinds = [kind for kind, table in TABLES.items() if table.named_in]
    if document.path == SITE_FILE:
        return 0
    return 1 + kinds.index(document.kind) if document.is_table and document.kind in kinds else len(TABLES)


def _is_of_context(examination: Examination) -> bool:
    return _rank(examination.examined.document) < len(TABLES)


def _is_site(examination: Examination) -> bool:
    return examination.examined.document.path == SITE_FILE


def _policies_named(document: Document) -> tuple[str, ...]:
    return tuple(texts_of(document.data.get("policies")))


def _lists_lost(site: Examined, lists: Sequence[Examined]) -> frozenset[Pointer]:
    """The places of the lists that site.yaml leaves to a table, where the table cannot be relied upon."""
    there = {examined.document.kind for examined in lists}
    return frozenset(
        (table.field,)
        for kind, table in TABLES.items()
        if table.named_in in site.document.data and kind not in there
    )
