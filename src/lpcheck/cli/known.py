"""What was known before: the baselines that a command reads and writes, and an earlier revision."""

from pathlib import Path
from typing import TYPE_CHECKING

from lpcheck.cli.progress import run_with_progress
from lpcheck.cli.writing import refuse_document, shown, write_file
from lpcheck.errors import LpcheckError, UsageError

if TYPE_CHECKING:
    from lpcheck.baselines import Baseline
    from lpcheck.records import Result
    from lpcheck.run import Request


def refuse_part(write_to: Path | None, *, is_whole: bool) -> None:
    """Refuses to write a baseline where only some requirements were asked for, or over a document."""
    if write_to is None:
        return
    if not is_whole:
        message = "--write-baseline goes with neither --select nor --ignore"
        raise UsageError(message, "leave them out: a baseline holds everything that is found")
    refuse_document(write_to)


def with_known(result: "Result", known: Path | None, write_to: Path | None, *, is_whole: bool) -> "Result":
    """The result with what was known before counted apart; writes a baseline where one is asked for.

    One that is there already is only made shorter.
    """
    if known is None and write_to is None:
        return result
    from lpcheck.baselines import baseline_of, shrunk, with_baseline, written  # noqa: PLC0415 - rarely used

    baseline = _read(known) if known is not None else {}
    if write_to is not None:
        is_there = write_to.exists()
        kept = shrunk(_read(write_to), result) if is_there else baseline_of(result)
        write_file(write_to, written(kept))
        baseline = {**baseline, **kept}
    return with_baseline(result, baseline, is_whole=is_whole)


def without_known_to(result: "Result", request: "Request", words: str | None) -> "Result":
    """The result with what a revision had counted apart, but for what stands in changed documents."""
    if words is None:
        return result
    from tempfile import TemporaryDirectory  # noqa: PLC0415 - rarely used

    from lpcheck.baselines import baseline_of, with_baseline  # noqa: PLC0415 - likewise
    from lpcheck.earlier import changed_since, revision_at, written_below  # noqa: PLC0415 - likewise
    from lpcheck.files import shown_folder  # noqa: PLC0415 - likewise
    from lpcheck.privacy import MASK  # noqa: PLC0415 - likewise

    if request.typed is not None:
        message = "--since compares documents in a repository, not one on standard input"
        raise UsageError(message, "name a file or a folder instead of -")
    revision = revision_at(request.paths[0], words)
    with TemporaryDirectory(prefix="lpcheck-") as scratch:
        written_below(Path(scratch), revision)
        there = [Path(scratch) / revision.inside(path) for path in request.paths]
        earlier = request._replace(paths=tuple(path for path in there if path.exists()))
        known = baseline_of(run_with_progress(earlier)) if earlier.paths else {}
    changed = {shown_folder(path) for path in changed_since(revision)}
    # A path that cannot be shown cannot be compared either: what is found there counts as changed.
    in_changed = {
        f.fingerprint
        for f in result.findings
        if f.problem.location.path in changed or MASK in f.problem.location.path
    }
    old = {identity: entry for identity, entry in known.items() if identity not in in_changed}
    return with_baseline(result, old, is_whole=False)


def _read(file: Path) -> "Baseline":
    from lpcheck.baselines import read_baseline  # noqa: PLC0415 - rarely used

    name = shown(file)
    try:
        text = file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        message = f"the baseline {name} cannot be read"
        raise LpcheckError(message, "name a file that --write-baseline has written") from error
    return read_baseline(text, name)
