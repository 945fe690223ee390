"""Nothing personal gets out: unique markers in every text of a site, and every output of every command.

A marker stands in turn for a value, a key, a comment, an unknown field, a broken line, a file and a folder.
Each way has a child of its own, so that one fault does not hide another.
"""

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping
from itertools import count
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from lpcheck.cli.app import run_app
from lpcheck.formats import format_names
from test_examples import EXAMPLES, as_yaml, changed, yaml_in

MARKER = re.compile(r"Quillfeather\d+")
DAY = "--as-of=2026-11-21"
PLAN = yaml_in(EXAMPLES / "base/children/P-003/plan.yaml")
LOG = yaml_in(EXAMPLES / "base/children/P-003/log.yaml")

Markers = Iterator[str]


def markers() -> Markers:
    return (f"Quillfeather{number}" for number in count(1))


def texts_replaced(value: Any, new: Markers, *, at_top: bool = True) -> Any:  # noqa: ANN401
    """The document with a marker for every text in it, but for its kind."""
    if isinstance(value, dict):
        return {
            key: child if at_top and key == "kind" else texts_replaced(child, new, at_top=False)
            for key, child in value.items()
        }
    if isinstance(value, list):
        return [texts_replaced(item, new, at_top=False) for item in value]
    return next(new) if isinstance(value, str) else value


def keys_replaced(value: Any, new: Markers, *, at_top: bool = True) -> Any:  # noqa: ANN401
    """The document with a marker for every key in it, but for its kind."""
    if isinstance(value, dict):
        return {
            key if at_top and key in ("kind", "child") else next(new): keys_replaced(
                child, new, at_top=False
            )
            for key, child in value.items()
        }
    return [keys_replaced(item, new, at_top=False) for item in value] if isinstance(value, list) else value


def chosen_keys_replaced(value: Any, new: Markers) -> Any:  # noqa: ANN401
    """The plan with a marker for every key that an author chooses."""
    people = {next(new): person for person in value["people"].values()}
    contact = {**value["contact"], "with": {next(new): one for one in value["contact"]["with"].values()}}
    contact["told"] = {**contact["told"], "staff": {next(new): "2026-09-05"}}
    agreed = {next(new): day for day in value["agreed"].values()}
    return {**value, "people": people, "contact": contact, "agreed": agreed}


def fields_added(value: Any, new: Markers) -> Any:  # noqa: ANN401
    """The document with an unknown field in every group; one in the last, so that no group is the same."""
    if isinstance(value, dict):
        return {**{key: fields_added(child, new) for key, child in value.items()}, next(new): next(new)}
    return [fields_added(item, new) for item in value] if isinstance(value, list) else value


def commented(text: str, new: Markers) -> str:
    return "".join(f"{line} # {next(new)}\n" for line in text.splitlines())


def broken(text: str, new: Markers) -> str:
    """The text with lines between its own that do not parse, one of every kind of trap."""
    traps = ("\t{}: {}", "- {}: {}", "{}: '{}", "*{}", "&{} {}", "!{} {}", "{}: {{{}", "% {}", "{} {}")
    lines = text.splitlines(keepends=True)
    for number, trap in enumerate(traps):
        lines.insert(3 + 4 * number, trap.format(*(next(new) for _ in range(trap.count("{}")))) + "\n")
    return "".join(lines)


WAYS: Mapping[str, Callable[[Any, Markers], str]] = {
    "values": lambda data, new: as_yaml(texts_replaced(data, new)),
    "values-with-key": lambda data, new: as_yaml({**texts_replaced(data, new), "child": data["child"]}),
    "keys": lambda data, new: as_yaml(keys_replaced(data, new)),
    "fields": lambda data, new: as_yaml(fields_added(data, new)),
    "one-field": lambda data, new: as_yaml({**data, next(new): next(new)}),
    "comments": lambda data, new: commented(as_yaml({**data, "review_date": "soon", "child": "x"}), new),
    "broken": lambda data, new: broken(as_yaml(data), new),
    "unfinished": lambda data, new: as_yaml(data) + f"\n{next(new)}: [{next(new)}, {{{next(new)}\n",
    "another-kind": lambda data, new: as_yaml({**data, "kind": next(new)}),
    "no-kind": lambda data, new: next(new) + "\n" + as_yaml(data),
}
TABLE = ("date", "time", "channel", "with", "by", "outcome", "routine", "topics", "through")


def marked_site(folder: Path) -> tuple[Path, set[str]]:
    """A site in which markers stand everywhere, one way a child, and the markers that there are."""
    new = markers()
    site = copytree(EXAMPLES / "base", folder / f"school-{next(new)}"[:6])
    number = count(100)
    for way in WAYS.values():
        for name, data in (("plan.yaml", PLAN), ("log.yaml", LOG)):
            child = site / "children" / f"P-{next(number)}"
            child.mkdir()
            (child / name).write_text(way({**data, "child": child.name}, new), "utf-8")
    chosen = site / "children" / f"P-{next(number)}"
    chosen.mkdir()
    (chosen / "plan.yaml").write_text(as_yaml(chosen_keys_replaced(PLAN, new)), "utf-8")
    one_by_one(site, number, new)
    tables(site, number, new)
    for chosen_way in ("values", "fields", "comments"):
        for name in ("ecs-36.yaml", "ecs-38.yaml"):
            data = {**yaml_in(EXAMPLES / "base" / name), "child": "x"}
            (site / f"{chosen_way}-{name}").write_text(WAYS[chosen_way](data, new), "utf-8")
    named_by_name(site, new)
    return site, {marker for file in site.rglob("*") for marker in texts_of(file)}


def one_by_one(site: Path, number: Iterator[int], new: Markers) -> None:
    """A child for each text of the plan, where only that one is a marker."""
    for pointer in pointers_of_texts(PLAN):
        child = site / "children" / f"P-{next(number)}"
        child.mkdir()
        plan = changed(yaml_in(EXAMPLES / "base/children/P-003/plan.yaml"), {pointer: next(new)})
        assert isinstance(plan, dict)
        (child / "plan.yaml").write_text(as_yaml(plan), "utf-8")


def pointers_of_texts(value: Any, at: str = "") -> Iterator[str]:  # noqa: ANN401
    if isinstance(value, dict | list):
        for step, child in value.items() if isinstance(value, dict) else enumerate(value):
            yield from pointers_of_texts(child, f"{at}/{step}")
    elif isinstance(value, str) and at != "/kind":
        yield at


def tables(site: Path, number: Iterator[int], new: Markers) -> None:
    """Tables with markers in every cell, in their heads, and with a quote that never ends."""
    for head in (TABLE, [next(new) for _ in TABLE]):
        child = site / "children" / f"P-{next(number)}"
        child.mkdir()
        text = io.StringIO()
        csv.writer(text).writerows([head, *([next(new) for _ in TABLE] for _ in range(3))])
        (child / "log.csv").write_text(text.getvalue() + f'"{next(new)}', "utf-8")


def named_by_name(site: Path, new: Markers) -> None:
    """Files and folders of children that are called by a name."""
    folder = site / "children" / next(new)
    copytree(EXAMPLES / "base/children/P-003", folder)
    (folder / f"{next(new)}.yaml").write_text("kind: child-plan\n", "utf-8")
    (site / "children" / f"{next(new)}.yaml").write_text("kind: log\n", "utf-8")


def texts_of(file: Path) -> list[str]:
    return MARKER.findall(str(file) + (file.read_text("utf-8") if file.is_file() else ""))


def outputs(site: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[tuple[str, str]]:
    """Yields the name and all that comes out of each command on the site."""
    wanted = [f"--format={name}={folder / f'found.{name}'}" for name in format_names() if name != "text"]
    dates = [f"--format={name}={folder / name}" for name in ("text", "json", "csv", "markdown", "ics")]
    marked = next(path for path in sorted((site / "children").iterdir()) if MARKER.search(path.name))
    for words in (
        ["validate", DAY, "--format=text", *wanted, str(site)],
        ["validate", DAY, "--color=always", str(site)],
        ["validate", DAY, "--engine=jsonschema", "--select=ECS38", str(site)],
        ["validate", DAY, str(marked)],
        ["validate", DAY, str(marked / "plan.yaml")],
        ["validate", DAY, str(marked / "nothing.yaml")],
        ["validate", DAY, "--output", str(marked / "no" / "such" / "folder"), str(site)],
        ["validate", DAY, "--policies", str(marked), str(site)],
        ["overdue", DAY, "--within=120m", *dates, str(site)],
        ["overdue", DAY, "--color=always", str(site)],
        [
            "forecast",
            DAY,
            "--until=2036-11-21",
            "--format=text",
            f"--format=json={folder / 'ahead'}",
            str(site),
        ],
        ["forecast", DAY, "--until=2036-11-21", "--color=always", str(marked)],
        ["overdue", DAY, str(marked)],
        ["overdue", DAY, str(marked / "plan.yaml")],
        ["overdue", DAY, f"--format=ics={marked / 'no' / 'such' / 'folder'}", str(site)],
        ["new", "child-plan", str(marked)],
        ["new", "child-plan", str(marked / "plan.yaml")],
        ["new", "site", str(site)],
        ["explain", "PLAN-4"],
        ["requirements"],
        ["schema", "child-plan"],
    ):
        run_app(words)
        seen = capsys.readouterr()
        yield " ".join(words[:2]), seen.out + seen.err
    found = [file.name for file in sorted(folder.glob("found.*"))]
    assert len(found) == len(wanted)
    for name in ("text", "json", "csv", "markdown", "ics", "ahead", *found):
        yield name, (folder / name).read_text("utf-8")


def test_no_marker_comes_out_of_any_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site, planted = marked_site(tmp_path)
    assert len(planted) > 900
    found: dict[str, list[str]] = {}
    said = 0
    for name, text in outputs(site, tmp_path, capsys):
        said += len(text)
        lines = [line for line in text.splitlines() if MARKER.search(line)]
        if lines:
            found.setdefault(name, []).extend(lines[:5])
    assert not found
    assert said > 500_000


def test_who_asks_to_see_personal_values_sees_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CI", raising=False)
    site, planted = marked_site(tmp_path)
    run_app(["validate", DAY, "--show-personal", str(site)])
    assert len(set(MARKER.findall(capsys.readouterr().out)) & planted) > 500
