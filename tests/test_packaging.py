"""What is shipped: the wheel and the sdist hold the code, the schemas and the templates, nothing else."""

import json
import os
import re
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from excerpts import ROOT, excerpts_in, printed
from lpcheck.yaml_reader import read_yaml

SHIPPED = {
    "src/lpcheck": "lpcheck",
    "schemas": "lpcheck/_bundled/schemas",
    "templates": "lpcheck/_bundled/templates",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with a wheel and an sdist, built from the sdist as an index would hold it."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)],
        check=True,
        capture_output=True,
    )
    return folder


POLICIES = sorted((ROOT / "schemas").glob("*/policy.yaml"))


def expected_files() -> set[str]:
    """The files of the checkout by the names they have in the wheel."""
    return {
        f"{target}/{file.relative_to(ROOT / source).as_posix()}"
        for source, target in SHIPPED.items()
        for file in (ROOT / source).rglob("*")
        if file.is_file() and "__pycache__" not in file.parts and "_bundled" not in file.parts
    }


def test_the_wheel_holds_every_file_and_no_other(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    names = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    made = {f"lpcheck/_bundled/schemas/{file.parent.name}/policy.json" for file in POLICIES}
    assert names == expected_files() | made
    assert any(name.endswith("policy.yaml") for name in names)
    assert any(name.endswith(".jinja") for name in names)


def test_a_policy_in_the_wheel_is_the_same_as_json(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        for file in POLICIES:
            made = archive.read(f"lpcheck/_bundled/schemas/{file.parent.name}/policy.json")
            assert json.loads(made) == read_yaml(file.read_bytes()).data


def test_the_sdist_holds_what_the_wheel_is_made_of(built: Path) -> None:
    (sdist,) = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    for source in SHIPPED:
        files = {f.relative_to(ROOT).as_posix() for f in (ROOT / source).rglob("*") if f.is_file()}
        assert {name for name in files if "__pycache__" not in name} <= names
    assert {"pyproject.toml", "README.md", "LICENSE"} <= names


def test_the_checkout_runs_as_it_stands(tmp_path: Path) -> None:
    """An editable install is the checkout on the path: schemas and templates are found beside src."""
    found = subprocess.run(
        [sys.executable, "-m", "lpcheck", "requirements", "--format", "markdown"],
        check=True,
        capture_output=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1"},
        text=True,
        encoding="utf-8",
    )
    assert found.stdout == (ROOT / "docs" / "requirements.md").read_text("utf-8")


def test_the_wheel_runs_from_a_zip_of_nothing_else(built: Path, tmp_path: Path) -> None:
    (wheel,) = built.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(tmp_path)  # noqa: S202 - built by this very test
    found = subprocess.run(
        [sys.executable, "-c", "import lpcheck.resources as r; print(r.shipped('schemas'))"],
        check=True,
        capture_output=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        text=True,
    )
    assert Path(found.stdout.strip()) == tmp_path / "lpcheck" / "_bundled" / "schemas"


def test_the_readme_shows_what_the_program_prints() -> None:
    excerpts = excerpts_in("README.md")
    assert [words.split()[0] for words, _ in excerpts] == ["validate", "overdue"]
    for words, shown in excerpts:
        assert shown in printed(words, ROOT)


def test_the_readme_holds_the_command_that_ci_runs() -> None:
    commands = re.findall(r"```sh\n(.*?)\n```", (ROOT / "README.md").read_text("utf-8"))
    assert len(commands) == 2
    assert "lpcheck validate procedures/coxlease-school" in commands[0]
    assert "pytest" in commands[1]
    assert 'eval "$command"' in (ROOT / ".ci" / "run").read_text("utf-8")


def test_the_documents_link_only_to_what_is_there() -> None:
    for page in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"\]\(([^)#]+)\)", page.read_text("utf-8")):
            if not target.startswith("http") and " " not in target:
                assert (page.parent / target).exists(), f"{page.name} links to {target}"
