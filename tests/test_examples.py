"""Every check finds what its examples put wrong in a clean site, and nothing where it is done properly.

`examples/base` is the site; each other file of `examples` is named after a requirement and lists cases:

    check      the rule or the built-in check, or `schema`
    document   the file that is changed, and in which it is found
    broken     what is put wrong there: values by their pointers, `{remove: true}` for a value that goes
               and `-` for a place behind the last of a list; or the whole `text`, or that `instead_of` some
               lines; or a new name, `rename`; and, by the name of another file, what is changed in that
    severity, at, says    the one finding: how grave, at which pointer, in which words
    also       requirements that are looked at together with this one, or that the same mistake touches
    with       requirements that cannot but speak too
    compliant  the same place, done properly; a list of changes, where there are several honest answers
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from shutil import copytree
from typing import Any, NamedTuple

import pytest
import yaml

from lpcheck.catalogue import Catalogue
from lpcheck.model import By, Check, Finding
from lpcheck.pointers import steps_of, written
from lpcheck.run import Request, run
from lpcheck.schema_check import DEPRECATED
from lpcheck.yaml_reader import read_yaml

AS_OF = date(2026, 11, 21)
EXAMPLES = Path(__file__).parent / "examples"
SITE = "larkfield-school"
REMOVE = {"remove": True}
WAYS = ("text", "instead_of", "rename")


class Case(NamedTuple):
    """One mistake and its correction, with the finding that the mistake makes."""

    requirement: str
    check: str
    document: str
    broken: Mapping[str, object]
    severity: str
    at: str
    says: str
    compliant: tuple[Mapping[str, object], ...]
    also: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


def cases() -> Iterator[Case]:
    for file in sorted(EXAMPLES.glob("*.yaml")):
        for fields in yaml_in(file):
            answers = fields.pop("compliant")
            yield Case(
                file.stem,
                compliant=tuple(answers) if isinstance(answers, list) else (answers,),
                also=tuple(fields.pop("also", ())),
                others=tuple(fields.pop("with", ())),
                **fields,
            )


def yaml_in(file: Path) -> Any:  # noqa: ANN401 - the tests take the files apart as they know them
    reading = read_yaml(file.read_bytes())
    assert not reading.troubles, file.name
    return reading.data


def site_with(folder: Path, document: str, change: Mapping[str, object]) -> Path:
    """A copy of the base in the folder, with one document changed, and others along with it."""
    site = copytree(EXAMPLES / "base", folder / SITE)
    here = {key: value for key, value in change.items() if key in WAYS or key.startswith("/")}
    write(site / document, here)
    for other in change.keys() - here.keys():
        write(site / other, change[other])
    return folder


def write(file: Path, change: Any) -> None:  # noqa: ANN401 - as the examples have it
    """Writes a document anew, as its change says."""
    if "rename" in change:
        target = file.parent / change["rename"]
        target.parent.mkdir(exist_ok=True)
        file.rename(target)
    elif "instead_of" in change:
        before = file.read_text("utf-8")
        assert before.count(change["instead_of"]) == 1, file.name
        file.write_text(before.replace(change["instead_of"], change["text"]), "utf-8")
    elif change:
        text = change["text"] if "text" in change else as_yaml(changed(yaml_in(file), change))
        file.write_text(text, "utf-8")


def changed(data: Any, change: Mapping[str, object]) -> object:  # noqa: ANN401
    for pointer, value in change.items():
        *way, last = steps_of(pointer)
        group = data
        for step in way:
            group = group[int(step) if isinstance(group, list) else step]
        if isinstance(group, list):
            position = len(group) if last == "-" else int(last)
            group[position : position + 1] = [] if value == REMOVE else [value]
        elif value == REMOVE:
            del group[last]
        else:
            group[last] = value
    return data


class Quoted(yaml.SafeDumper):
    """Writes every text in quotes, so that it is a text for every reader of YAML."""


def quoted(dumper: Quoted, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"')


Quoted.add_representer(str, quoted)


def as_yaml(data: object) -> str:
    return yaml.dump(data, Dumper=Quoted, allow_unicode=True, sort_keys=False, width=10_000)


def findings_in(folder: Path) -> tuple[Finding, ...]:
    return tuple(finding for finding in run(Request((folder,), AS_OF)).findings if finding.waived is None)


def is_of(case: Case, finding: Finding) -> bool:
    return (finding.requirement.id, name_of(finding.check)) == (case.requirement, case.check)


def told(finding: Finding) -> str:
    return f"{finding.requirement.id} {written(finding.problem.location.pointer)} {finding.problem.message}"


def checks_with_examples(catalogue: Catalogue) -> Iterator[tuple[str, str, str]]:
    """Yields every check that the program carries out: of which requirement, its name and severity."""
    for requirement in catalogue.requirements.values():
        for check in requirement.checks:
            if check.by in (By.READER, By.SCHEMA, By.RULE) and can_be_broken(check, catalogue):
                yield requirement.id, name_of(check), check.severity.value


def can_be_broken(check: Check, catalogue: Catalogue) -> bool:
    """Whether a document can break a check: no field is out of use before a form says so of one."""
    forms = [catalogue.kinds, catalogue.shared, *(policy.adds for policy in catalogue.policies)]
    return check.name != DEPRECATED or "x-deprecated" in repr(forms)


def name_of(check: Check) -> str:
    return check.name or check.by.value


CASES = tuple(cases())
each_case = pytest.mark.parametrize(
    "case", [pytest.param(case, id=f"{case.requirement}-{case.check}") for case in CASES]
)
each_answer = pytest.mark.parametrize(
    ("case", "answer"),
    [
        pytest.param(case, answer, id=f"{case.requirement}-{case.check}")
        for case in CASES
        for answer in case.compliant
    ],
)


@each_case
def test_what_is_broken_is_found_once_in_these_words(case: Case, tmp_path: Path) -> None:
    found = findings_in(site_with(tmp_path, case.document, case.broken))
    expected = f"{case.requirement} {case.at} {case.says}"
    assert sorted([expected, *case.others]) == sorted(
        told(finding) if is_of(case, finding) else finding.requirement.id for finding in found
    )
    mine = next(finding for finding in found if is_of(case, finding))
    assert mine.check.severity.value == case.severity
    assert mine.also == case.also
    assert "rename" in case.broken or mine.problem.location.path.endswith(f"{SITE}/{case.document}")


@each_answer
def test_nothing_is_found_where_it_is_done_properly(
    case: Case, answer: Mapping[str, object], tmp_path: Path
) -> None:
    found = findings_in(site_with(tmp_path, case.document, answer))
    assert not list(map(told, found))


def test_every_check_that_the_program_carries_out_has_an_example_of_its_own(catalogue: Catalogue) -> None:
    carried_out = Counter(checks_with_examples(catalogue))
    shown = Counter((case.requirement, case.check, case.severity) for case in CASES)
    assert not carried_out - shown
    assert not shown.keys() - carried_out.keys()


def test_everything_looked_at_together_with_another_is_shown_there(catalogue: Catalogue) -> None:
    together = {
        (check.name, requirement.id)
        for requirement in catalogue.requirements.values()
        for check in requirement.checks
        if check.by is By.TOGETHER
    }
    assert together <= {(case.requirement, other) for case in CASES for other in case.also}
