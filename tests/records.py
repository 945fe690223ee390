"""The Record of the documents of one folder, as a run makes it."""

from collections.abc import Sequence

from lpcheck.checker import check_unit
from lpcheck.documents import Document
from lpcheck.records import Record
from lpcheck.surroundings import Around, context_of


def site_record(documents: Sequence[Document], site: str | None, around: Around) -> Record:
    """The Record of a site's own documents; `site` is the name of its folder, None outside a site."""
    return check_unit(documents, context_of(documents, site, around), around)
