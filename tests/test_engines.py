"""Two validators that know nothing of each other say the same, and so does a third program."""

import json
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from clean_site import BASE, changed, clean_site, findings_in, pointers_in, written_anew
from lpcheck.catalogue import Catalogue
from lpcheck.documents import read_document
from lpcheck.engines import ENGINES
from lpcheck.examining import Examination, examine
from lpcheck.model import Finding
from lpcheck.placing import placed_alone
from lpcheck.run import Request, run
from test_examples import AS_OF, CASES, SITE, Case, each_case, site_with
from test_single_mutations import MUTATIONS

COXLEASE = Path(__file__).parent.parent / "procedures" / "coxlease-school"

# Unquoted texts that lpcheck takes for the text they are, and other programs for a number or a blank.
KINDER = (
    *(
        "007",
        "0123",
        "01632960100",
        "+441632960100",
        "0o17",
        "0x1F",
        "0b1",
        "1_000",
        "123456789012345678901",
    ),
    *("1.", ".5", "1.0", "1.10", "1e3", ".inf", ".NaN"),
    *("True", "TRUE", "Null", "NULL", "~"),
    *("=", "<<"),
)
# Unquoted texts that are a text for everybody, though they look like something else or were, in older YAML.
PLAIN = ("no", "yes", "on", "off", "y", "16:30", "12:30:45", "1:20", "1,5", "2024-01-10", "2024-01")
# Values that lpcheck asks to have written in the one way that a reader cannot misunderstand.
STRICTER = (
    *(("residential: true", f"residential: {word}") for word in ("True", "TRUE")),
    *(
        ("advice_months: 12", f"advice_months: {number}")
        for number in ("012", "+12", "0xC", "12.0", "1.2e1")
    ),
)

MUTATION = st.tuples(
    st.sampled_from(tuple(clean_site())),
    st.integers(0, 10_000),
    st.sampled_from(tuple(MUTATIONS)),
)


def findings_by_engine(folder: Path) -> list[tuple[Finding, ...]]:
    return [run(Request((folder,), AS_OF, engine=engine)).findings for engine in ENGINES]


def text_of(file: Path) -> tuple[str, str]:
    return file.name, file.read_text("utf-8")


def examples_in(folder: Path) -> Iterator[tuple[str, str]]:
    """Yields the name and the text of every example that is a change inside a document."""
    for number, case in enumerate(CASES):
        for which, change in enumerate((case.broken, *case.compliant)):
            if "rename" not in change:
                place = folder / f"{number}-{which}"
                yield text_of(site_with(place, case.document, change) / SITE / case.document)


def held_to_schema(
    texts: Iterable[tuple[str, str]], catalogue: Catalogue, folder: Path
) -> dict[str, Examination]:
    """Each text in a file of its own, examined; those left out that do not get as far as their schema."""
    in_force = tuple(policy.id for policy in catalogue.policies)
    held = {}
    for number, (name, text) in enumerate(texts):
        file = folder / str(number) / name
        file.parent.mkdir()
        file.write_text(text, "utf-8")
        document = placed_alone(read_document(file.as_posix(), file.read_bytes()), catalogue)
        examination = examine(document, catalogue, in_force, "jsonschema-rs")
        if examination.is_read and not examination.examined.document.troubles:
            held[str(file)] = examination
    return held


def refused_by_check_jsonschema(held: Mapping[str, Examination], folder: Path) -> set[str]:
    """The files that check-jsonschema refuses, each held to what `lpcheck schema` writes for its kind."""
    groups: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for file, examination in held.items():
        kind = examination.examined.document.kind
        groups[kind, *(policy.id for policy in examination.policies)].append(file)
    refused: set[str] = set()
    for number, ((kind, *policies), group) in enumerate(groups.items()):
        schema = folder / f"{number}.schema.json"
        named = [word for policy in policies for word in ("--policy", policy)]
        schema.write_text(said_by("lpcheck", "schema", kind, *named).stdout, "utf-8")
        assert said_by("check_jsonschema", "--check-metaschema", str(schema)).returncode == 0
        answer = said_by("check_jsonschema", "--output-format", "json", "--schemafile", str(schema), *group)
        verdict = json.loads(answer.stdout)
        wrong = {
            error["filename"] for error in [*verdict.get("errors", ()), *verdict.get("parse_errors", ())]
        }
        assert (answer.returncode != 0) == bool(wrong)
        refused |= wrong
    return refused


def said_by(module: str, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", module, *words]
    return subprocess.run(command, capture_output=True, check=False, encoding="utf-8")


@each_case
def test_both_engines_agree_on_every_example(case: Case, tmp_path: Path) -> None:
    for number, change in enumerate((case.broken, *case.compliant)):
        one, other = findings_by_engine(site_with(tmp_path / str(number), case.document, change))
        assert one == other


def test_both_engines_agree_on_the_procedures_as_they_were_filled_in() -> None:
    one, other = findings_by_engine(COXLEASE)
    assert one == other
    assert one


@given(st.lists(MUTATION, min_size=1, max_size=6))
@settings(max_examples=150, deadline=None)
def test_both_engines_agree_on_any_mutation(mutations: list[tuple[str, int, str]]) -> None:
    site = dict(clean_site())
    for name, number, mutation in mutations:
        pointers = list(pointers_in(site[name].data))
        if pointers:
            pointer = pointers[number % len(pointers)]
            site[name] = written_anew(name, changed(site[name].data, pointer, MUTATIONS[mutation]))
    one, other = (findings_in(site, engine) for engine in ENGINES)
    assert one == other


def test_check_jsonschema_agrees_on_every_document(catalogue: Catalogue, tmp_path: Path) -> None:
    texts = [text_of(file) for folder in (BASE, COXLEASE) for file in sorted(folder.glob("*.yaml"))]
    texts += examples_in(tmp_path / "examples")
    held = held_to_schema(texts, catalogue, tmp_path)
    ours = {file for file, examination in held.items() if examination.faults}
    assert refused_by_check_jsonschema(held, tmp_path) == ours
    assert len(held) > len(CASES) > len(ours) > 20


def test_check_jsonschema_refuses_the_kinder_spellings_and_no_others(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    site = (BASE / "site.yaml").read_text("utf-8")
    texts = [
        ("site.yaml", site.replace("name: Larkfield School", f"name: {word}")) for word in (*PLAIN, *KINDER)
    ]
    held = held_to_schema(texts, catalogue, tmp_path)
    assert not any(examination.faults for examination in held.values())
    assert refused_by_check_jsonschema(held, tmp_path) == set(list(held)[len(PLAIN) :])


def test_check_jsonschema_accepts_the_spellings_that_lpcheck_is_stricter_about(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    site = (BASE / "site.yaml").read_text("utf-8")
    texts = [("site.yaml", site.replace(plain, other)) for plain, other in STRICTER]
    held = held_to_schema(texts, catalogue, tmp_path)
    assert all(examination.faults for examination in held.values())
    assert not refused_by_check_jsonschema(held, tmp_path)
