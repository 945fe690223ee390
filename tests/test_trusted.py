"""What an installed package reads: policies that were looked through before it was built."""

import json
from pathlib import Path
from shutil import copytree

import pytest

from lpcheck import resources
from lpcheck.catalogue import Catalogue
from lpcheck.errors import PolicyError
from lpcheck.loading import load_catalogue
from lpcheck.resources import is_installed, shipped
from lpcheck.run import Request, run
from lpcheck.yaml_reader import read_yaml
from test_examples import AS_OF, EXAMPLES


def test_what_is_trusted_is_the_same_catalogue(catalogue: Catalogue) -> None:
    trusted = load_catalogue(shipped("schemas"), is_trusted=True)
    assert trusted.requirements.keys() == catalogue.requirements.keys()
    for one, other in zip(trusted.policies, catalogue.policies, strict=True):
        for kind in ("child-plan", "log", "site", "local-procedure"):
            assert [check for _, check in one.by_rule(kind)] == [check for _, check in other.by_rule(kind)]


def test_a_policy_as_json_is_read_only_where_it_is_trusted(tmp_path: Path) -> None:
    schemas = copytree(shipped("schemas"), tmp_path / "schemas")
    file = schemas / "ecs-36" / "policy.yaml"
    data = read_yaml(file.read_bytes()).data
    assert isinstance(data, dict)
    (schemas / "ecs-36" / "policy.json").write_text(json.dumps({**data, "title": "Another"}), "utf-8")
    titles = [
        load_catalogue(schemas, is_trusted=is_trusted).policies[0].title for is_trusted in (True, False)
    ]
    assert titles == ["Another", "Home-School/College Liaison"]


def test_an_installed_package_finds_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    schemas = shipped("schemas")
    copytree(schemas, tmp_path / "checkout" / "schemas")
    copytree(schemas, tmp_path / "installed" / "_bundled" / "schemas")
    results = []
    for here, installed in (("checkout/src/lpcheck", False), ("installed", True)):
        monkeypatch.setattr(resources, "_HERE", tmp_path / here)
        assert is_installed() is installed
        results.append(run(Request((EXAMPLES / "base",), AS_OF)))
    assert results[0].findings == results[1].findings
    assert results[0].coverage == results[1].coverage


def test_a_check_together_with_nothing_is_refused_at_its_line(tmp_path: Path) -> None:
    schemas = copytree(shipped("schemas"), tmp_path / "schemas")
    file = schemas / "ecs-38" / "policy.yaml"
    text = file.read_text("utf-8").replace("        name: ECS36-4.a\n", "        name: ECS36-9.z\n")
    file.write_text(text, "utf-8")
    line = text.splitlines().index("        name: ECS36-9.z") + 1
    with pytest.raises(PolicyError) as refused:
        load_catalogue(schemas)
    message = f"{file.as_posix()}:{line}: there is no requirement ECS36-9.z to look at it with"
    assert refused.value.message == message
