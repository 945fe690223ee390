"""Whether a document stands where one of its kind belongs, as `x-file` of each kind says."""

from collections.abc import Callable, Iterator, Mapping
from fnmatch import fnmatchcase

from lpcheck.catalogue import Catalogue
from lpcheck.csv_reader import TABLES
from lpcheck.documents import CHILDREN, Document, with_trouble
from lpcheck.words import listed

_OF_A_CHILD = f"{CHILDREN}/*/"


def placed_in_site(document: Document, catalogue: Catalogue) -> Document:
    """The document of a site, not to be read further where its kind is unknown or belongs elsewhere."""
    return _placed(document, catalogue, _fits)


def placed_alone(document: Document, catalogue: Catalogue) -> Document:
    """The same of a document in no site: only what the file is called counts."""
    return _placed(document, catalogue, _fits_by_name)


def _placed(document: Document, catalogue: Catalogue, fits: Callable[[str, str], bool]) -> Document:
    if not document.is_read:
        return document
    wrong = _fault_of(document, catalogue.kinds, fits)
    return with_trouble(document, ("kind",), wrong)._replace(is_read=False) if wrong else document


def _fault_of(
    document: Document, kinds: Mapping[str, Mapping[str, object]], fits: Callable[[str, str], bool]
) -> str:
    kind = document.kind
    if kind not in kinds:
        to_write = [name for name in sorted(kinds) if name not in TABLES or not TABLES[name].named_in]
        return f"lpcheck does not know this kind of document: write {listed(to_write, last='or')}"
    if document.is_table and TABLES[kind].named_in:
        return ""  # it is what site.yaml says it is, whatever it is called
    owners = [(name, pattern) for name, pattern in _owned(kinds) if fits(document.path, pattern)]
    if owners and kind not in [name for name, _ in owners]:
        where = " in a child's folder" if owners[0][1].startswith(_OF_A_CHILD) else ""
        return f"a file of this name{where} must be of the kind {owners[0][0]}"
    patterns = tuple(patterns_of(kinds[kind]))
    is_of_a_child = any(pattern.startswith(_OF_A_CHILD) for pattern in patterns)
    if _is_in_childs_folder(document.path) and not is_of_a_child:
        return f"a document of the kind {kind} does not belong in a child's folder: put it beside site.yaml"
    return (
        f"a document of the kind {kind} must be called {_called(patterns)}"
        if patterns and not owners
        else ""
    )


def _owned(kinds: Mapping[str, Mapping[str, object]]) -> Iterator[tuple[str, str]]:
    return ((name, pattern) for name in sorted(kinds) for pattern in patterns_of(kinds[name]))


def patterns_of(kind: Mapping[str, object]) -> Iterator[str]:
    """Yields the paths that documents of a kind may have in a site, as patterns; none where any will do."""
    given = kind.get("x-file", ())
    yield from (given,) if isinstance(given, str) else map(str, given if isinstance(given, list) else ())


def _fits(path: str, pattern: str) -> bool:
    """Whether a path is meant; a pattern without a folder means any folder but that of a child."""
    parts, wanted = path.split("/"), pattern.split("/")
    if len(wanted) == 1:
        return not _is_in_childs_folder(path) and fnmatchcase(parts[-1], pattern)
    return len(parts) == len(wanted) and all(map(fnmatchcase, parts, wanted))


def _fits_by_name(path: str, pattern: str) -> bool:
    return fnmatchcase(path.rpartition("/")[2], pattern.rpartition("/")[2])


def _is_in_childs_folder(path: str) -> bool:
    return path.startswith(f"{CHILDREN}/") and path.count("/") > 1


def _called(patterns: tuple[str, ...]) -> str:
    """What a document may be called, and where it belongs if that is a child's folder."""
    names = [pattern.rpartition("/")[2] for pattern in patterns]
    plain = listed([name for name in names if not set("*?[") & set(name)], last="or")
    in_folder = f", in the child's own folder below {CHILDREN}/"
    return plain + (in_folder if patterns[0].startswith(_OF_A_CHILD) else "")
