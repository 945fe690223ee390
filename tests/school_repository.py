"""A small school in a git repository of its own, in order and then not: what the pipelines look at."""

from pathlib import Path
from shutil import copytree

from lpcheck.baselines import baseline_of, written
from lpcheck.run import Request, run
from test_examples import AS_OF, EXAMPLES
from test_since import git, spoil

DAY = AS_OF.isoformat()
SCHOOL = Path("procedures", "larkfield-school")
PLAN = SCHOOL / "children" / "P-003" / "plan.yaml"
PROCEDURE = SCHOOL / "ecs-36.yaml"
KNOWN = "known.json"


def school_in_order(folder: Path) -> Path:
    """A repository with one commit, in which nothing is found."""
    copytree(EXAMPLES / "base", folder / SCHOOL)
    git(folder, "init", "--quiet", "--initial-branch=main")
    commit(folder)
    return folder


def school_with_findings(folder: Path) -> Path:
    """The repository that docs/ci.md speaks of: an old finding, and a new one, not committed yet."""
    repository = school_in_order(folder)
    let_the_review_pass(repository)
    known = baseline_of(run(Request((repository / SCHOOL,), AS_OF)))
    (repository / KNOWN).write_text(written(known), "utf-8")
    commit(repository)
    let_the_father_collect(repository)
    return repository


def let_the_review_pass(repository: Path) -> None:
    """LP-11, an error."""
    spoil(repository / PROCEDURE, "review_date: 2027-09", "review_date: 2026-10")


def let_the_father_collect(repository: Path) -> None:
    """ECS38-3.2, an error that is never hidden."""
    spoil(repository / PLAN, "may_collect: [taxi,", "may_collect: [taxi, father,")


def commit(repository: Path) -> None:
    """Commits everything, past whatever hooks there are."""
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "--no-verify", "--message", "what there is")
