"""What a revision of a git repository holds, written below a folder of one's own, and what changed since.

Nothing of the work tree is touched. Only what lpcheck reads is taken: YAML, tables, and the schemas of a
policy.
"""

import os
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from lpcheck.errors import LpcheckError, UsageError
from lpcheck.files import located

_OURS = (b".yaml", b".yml", b".csv", b".json")


class Revision(NamedTuple):
    """A commit in the repository whose work tree begins at `top`."""

    top: Path
    commit: str

    def inside(self, path: Path) -> Path:
        """A path as it is in the repository; raises `UsageError` for one that is in another place."""
        real = Path(os.path.realpath(located(path)))
        if not real.is_relative_to(self.top):
            message = "--since looks at one repository, and something else was asked for as well"
            raise UsageError(message, "ask for documents of one repository at a time")
        return real.relative_to(self.top)


def revision_at(path: Path, words: str) -> Revision:
    """The commit that those words name in the repository around a path.

    Raises `UsageError` where there is no such commit, and `LpcheckError` where there is no repository.
    """
    start = located(path)
    folder = start if start.is_dir() else start.parent
    top = _git(folder, "rev-parse", "--show-toplevel")
    if top is None:
        message = "--since needs documents in a git repository, and there is none around what was asked for"
        raise LpcheckError(message, "leave --since out, or run it where the documents are kept in git")
    wanted = f"{words}^{{commit}}"
    commit = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", wanted)
    if commit is None:
        message = "--since names no revision of this repository"
        raise UsageError(message, "write a branch, a tag or a commit, such as origin/main or HEAD~1")
    return Revision(Path(top.decode().rstrip("\n")), commit.decode().strip())


def written_below(folder: Path, revision: Revision) -> None:
    """Writes the documents of a revision below a folder, under the names that they have there."""
    blobs = dict(_blobs_in(revision))
    for name, content in zip(blobs, _contents(revision, list(blobs.values())), strict=True):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _blobs_in(revision: Revision) -> Iterator[tuple[str, bytes]]:
    """Yields the name and the object of every document of a revision; links are none."""
    listed = _git(revision.top, "ls-tree", "-r", "-z", "--full-tree", revision.commit) or b""
    for line in listed.split(b"\0"):
        about, _, name = line.partition(b"\t")
        if about.startswith(b"100") and name.lower().endswith(_OURS):
            yield name.decode("utf-8", "surrogateescape"), about.split(b" ")[-1]


def _contents(revision: Revision, objects: Sequence[bytes]) -> Iterator[bytes]:
    """Yields what each of those objects holds."""
    answer = _git(revision.top, "cat-file", "--batch", given=b"\n".join((*objects, b""))) or b""
    start = 0
    for _ in objects:
        end = answer.index(b"\n", start)
        size = int(answer[start:end].split(b" ")[-1])
        yield answer[end + 1 : end + 1 + size]
        start = end + 1 + size + 1


def changed_since(revision: Revision) -> frozenset[Path]:
    """Every file of the work tree that is other than in a revision, or was not there."""
    return frozenset(_changed(revision))


def _changed(revision: Revision) -> Iterator[Path]:
    tracked = ("diff", "--name-only", "-z", "--no-renames", revision.commit, "--")
    untracked = ("ls-files", "--others", "--exclude-standard", "-z", "--full-name")
    for words in (tracked, untracked):
        for name in (_git(revision.top, *words) or b"").split(b"\0"):
            if name:
                yield revision.top / name.decode("utf-8", "surrogateescape")


def _git(folder: Path, *words: str, given: bytes = b"") -> bytes | None:
    """What git answers, None where it says no."""
    command = ["git", "-C", str(folder), *words]
    try:
        done = subprocess.run(command, input=given, capture_output=True, check=False)  # noqa: S603 - git alone
    except OSError as error:
        message = "--since needs git, and there is none to run"
        raise LpcheckError(message, "install git, or leave --since out") from error
    return done.stdout if done.returncode == 0 else None
