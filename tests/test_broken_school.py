"""A school with one fault for each requirement: every fault is found where it stands, and nothing else is.

Each fault of `examples/broken-school` has a comment that names the requirements that it goes against, on
its line or above it: `# broken: LP-7 initials, and nobody can ask them a question`. The golden file is
written anew where LPCHECK_WRITE_GOLDEN is set; read it before keeping it.
"""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree
from typing import NamedTuple

import pytest

from lpcheck.catalogue import Catalogue
from lpcheck.model import By, Finding
from lpcheck.run import Request, run
from test_examples import AS_OF
from test_formats import golden, rendered

pytestmark = pytest.mark.usefixtures("at_the_top")

SCHOOL = Path("tests/examples/broken-school")
BY_MACHINE = {By.READER, By.SCHEMA, By.RULE, By.TOGETHER}
ID = r"[A-Z]+[0-9]*-[A-Za-z0-9.]+"
COMMENT = re.compile(rf"# broken: ({ID}(?:(?:, | and ){ID})*) ")

# What cannot be wrong beside the rest, and why.
ELSEWHERE = {
    "ECS36-1.1": "there is then no local procedure for ECS 36 in which anything else could be wrong",
    "ECS38-1.1": "there is then no local procedure for ECS 38 in which anything else could be wrong",
}
# A table has no comments: what is wrong in it.
IN_TABLES = {(f"{SCHOOL.as_posix()}/roll.csv", "ECS36-3.1")}


class Planted(NamedTuple):
    """A comment on a fault: where it stands, and the requirements that it names."""

    path: str
    line: int
    requirements: frozenset[str]


def findings() -> tuple[Finding, ...]:
    return run(Request((SCHOOL,), AS_OF)).findings


def planted() -> Iterator[Planted]:
    """Yields every comment on a fault, file by file."""
    for file in sorted(SCHOOL.rglob("*.yaml")):
        for number, line in enumerate(file.read_text("utf-8").splitlines(), start=1):
            found = COMMENT.search(line)
            assert bool(found) == ("# broken:" in line), f"{file}:{number}"
            if found:
                yield Planted(file.as_posix(), number, frozenset(re.findall(ID, found[1])))


def names_of(finding: Finding) -> frozenset[str]:
    return frozenset((finding.requirement.id, *finding.also))


def stands_by(finding: Finding, fault: Planted) -> bool:
    """Whether the finding stands on the line of the comment, or on one of the two below it."""
    where = finding.problem.location
    return where.path == fault.path and 0 <= where.span.line - fault.line <= 2


def told(finding: Finding) -> str:
    where = finding.problem.location
    return f"{where.path}:{where.span.line} {finding.requirement.id} {finding.problem.message}"


def test_what_is_found_is_as_it_was() -> None:
    text = rendered(run(Request((SCHOOL,), AS_OF)), "concise")
    assert text == golden("broken-school.txt", text)


def test_every_requirement_that_a_machine_checks_is_found(catalogue: Catalogue) -> None:
    by_machine = {
        requirement.id
        for policy in catalogue.policies
        for requirement in policy.requirements
        if any(check.by in BY_MACHINE for check in requirement.checks)
    }
    found = {name for finding in findings() for name in names_of(finding)}
    assert by_machine - found == ELSEWHERE.keys()


def test_no_requirement_is_found_twice() -> None:
    found = Counter(finding.requirement.id for finding in findings())
    assert [name for name, times in found.items() if times > 1] == []


def test_each_finding_stands_by_a_comment_that_names_it_and_what_goes_with_it() -> None:
    faults = list(planted())
    alone = [
        finding
        for finding in findings()
        if not any(
            stands_by(finding, fault) and names_of(finding) <= fault.requirements for fault in faults
        )
    ]
    tables = [(finding.problem.location.path, finding.requirement.id) for finding in alone]
    assert set(tables) == IN_TABLES, "\n".join(told(finding) for finding in alone)
    assert len(tables) == len(IN_TABLES)


def test_each_comment_is_answered_by_a_finding_of_each_requirement_that_it_names() -> None:
    found = findings()
    unanswered = []
    for fault in planted():
        answers = {name for one in found if stands_by(one, fault) for name in names_of(one)}
        if not fault.requirements <= answers:
            unanswered.append(f"{fault.path}:{fault.line} {sorted(fault.requirements - answers)}")
    assert unanswered == []


def test_what_cannot_be_wrong_beside_the_rest_is_found_by_itself(tmp_path: Path) -> None:
    school = copytree(SCHOOL, tmp_path / SCHOOL.name)
    before = {finding.requirement.id for finding in run(Request((school,), AS_OF)).findings}
    (school / "ecs-36-home-school-liaison.yaml").unlink()
    (school / "ecs-38-contact.yaml").unlink()
    after = {finding.requirement.id for finding in run(Request((school,), AS_OF)).findings}
    assert after - before == ELSEWHERE.keys()
