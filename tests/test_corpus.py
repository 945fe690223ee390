"""The made-up corpus of the benchmarks: the same for the same seed, and wrong only where it says so."""

import json
import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from corpus import key_of

from lpcheck.records import Result
from lpcheck.run import Request, run
from lpcheck.yaml_reader import read_yaml

AS_OF = date(2026, 11, 21)
CORPUS = Path(__file__).parent.parent / "benchmarks" / "corpus.py"
STRUCTURAL = 20
CROSSWISE = 12


def made(folder: Path, *options: str) -> Path:
    subprocess.run(
        [sys.executable, str(CORPUS), str(folder), *options], check=True, stdout=subprocess.DEVNULL
    )
    return folder


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {f.relative_to(folder).as_posix(): f.read_bytes() for f in folder.rglob("*") if f.is_file()}


def result_of(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Result:
    monkeypatch.chdir(folder)
    return run(Request(paths=(Path(),), as_of=AS_OF))


def sentences(result: Result) -> list[str]:
    return [f"{f.problem.location.path}: {f.requirement.id} {f.problem.message}" for f in result.findings]


class Texts(yaml.CSafeLoader):
    """Reads as PyYAML does, but for dates, which stay texts."""


Texts.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


def test_the_same_seed_makes_the_same_bytes_and_another_seed_others(tmp_path: Path) -> None:
    options = ("--children", "30", "--logs", "5", "--faulty", "0.2")
    first = bytes_of(made(tmp_path / "first", *options))
    assert bytes_of(made(tmp_path / "second", *options)) == first
    assert bytes_of(made(tmp_path / "third", *options, "--seed", "8")) != first


def test_a_clean_corpus_has_no_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = result_of(made(tmp_path, "--children", "200", "--logs", "20"), monkeypatch)
    assert sentences(result) == []
    assert result.children == 200


def test_the_plans_are_of_all_kinds(tmp_path: Path, catalogue: Any) -> None:  # noqa: ANN401 - see conftest
    made(tmp_path, "--children", "200")
    plans = [yaml.load(f.read_bytes(), Texts) for f in tmp_path.glob("*/children/*/plan.yaml")]  # noqa: S506
    fields = catalogue.kinds["child-plan"]["properties"]
    for name in ("stage", "attends", "lives", "legal_status"):
        assert {plan[name] for plan in plans} == set(fields[name]["x-words"])
    restricted = [plan for plan in plans if plan["contact"]["restrictions"] != "none"]
    assert 20 < len(restricted) < 100


def test_other_readers_of_yaml_read_what_lpcheck_reads(tmp_path: Path) -> None:
    made(tmp_path, "--children", "40", "--logs", "10", "--faulty", "0.5")
    for file in tmp_path.rglob("*.yaml"):
        raw = file.read_bytes()
        reading = read_yaml(raw)
        assert not reading.troubles
        assert reading.data == yaml.load(raw, Texts), file.name  # noqa: S506


def test_a_log_has_40_to_200_entries(tmp_path: Path) -> None:
    made(tmp_path, "--children", "60", "--logs", "50")
    logs = [yaml.load(f.read_bytes(), Texts) for f in tmp_path.glob("*/children/*/log.yaml")]  # noqa: S506
    assert len(logs) == 50
    assert all(40 <= len(log["entries"]) <= 200 for log in logs)


def test_a_log_has_as_many_entries_as_are_asked_for(tmp_path: Path) -> None:
    made(tmp_path, "--children", "30", "--logs", "30", "--entries", "60")
    logs = [yaml.load(f.read_bytes(), Texts) for f in tmp_path.glob("*/children/*/log.yaml")]  # noqa: S506
    assert [len(log["entries"]) for log in logs] == [60] * 30


def test_quotes_round_dates_change_nothing_for_a_reader_that_leaves_them_texts(tmp_path: Path) -> None:
    plain = made(tmp_path / "plain", "--children", "60", "--faulty", "0.4")
    quoted = made(tmp_path / "quoted", "--children", "60", "--faulty", "0.4", "--quoted-dates")
    for file in plain.glob("*/children/*/plan.yaml"):
        other = (quoted / file.relative_to(plain)).read_bytes()
        assert not date_objects_in(yaml.load(other, yaml.CSafeLoader))
        assert yaml.load(file.read_bytes(), Texts) == yaml.load(other, Texts)  # noqa: S506


def date_objects_in(value: object) -> bool:
    if isinstance(value, dict):
        return any(map(date_objects_in, value.values()))
    return any(map(date_objects_in, value)) if isinstance(value, list) else isinstance(value, date)


def test_the_hundred_thousandth_child_has_a_key_like_every_other() -> None:
    keys = {key_of(number) for number in range(1, 100_001)}
    assert len(keys) == 100_000
    assert {len(key) for key in keys} == {len("P-00001")}


def test_every_faulty_plan_has_a_finding_and_no_other_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(tmp_path, "--children", "100", "--faulty", "0.4", "--also-crosswise")
    manifest: Mapping[str, Mapping[str, str]] = json.loads((tmp_path / "faulty.json").read_text("utf-8"))
    assert len(set(manifest["structural"].values())) == STRUCTURAL
    assert len(set(manifest["crosswise"].values())) == CROSSWISE
    wrong = {f.problem.location.path for f in result_of(tmp_path, monkeypatch).findings}
    assert wrong == {*manifest["structural"], *manifest["crosswise"]}


def test_another_tool_finds_the_structural_faults_and_only_those(tmp_path: Path) -> None:
    made(tmp_path, "--children", "60", "--faulty", "0.4", "--also-crosswise")
    manifest = json.loads((tmp_path / "faulty.json").read_text("utf-8"))
    tools = Path(sys.executable)
    schema = subprocess.run(
        [tools.with_name("lpcheck"), "schema", "child-plan"], check=True, capture_output=True
    ).stdout
    (tmp_path / "schema.json").write_bytes(schema)
    plans = sorted(f.relative_to(tmp_path).as_posix() for f in tmp_path.glob("*/children/*/plan.yaml"))
    answer = subprocess.run(
        [tools.with_name("check-jsonschema"), "--schemafile", "schema.json", "-o", "json", *plans],
        check=False,
        capture_output=True,
        cwd=tmp_path,
    ).stdout
    assert {error["filename"] for error in json.loads(answer)["errors"]} == set(manifest["structural"])
