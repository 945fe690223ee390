"""The shape of the code: imports point down one list of layers, and what has one place stays there."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TypeAlias

import pytest

import lpcheck

HERE = Path(lpcheck.__file__).parent
MOST_LINES = 250
MOST_LINES_OF_A_FUNCTION = 40

Layers: TypeAlias = dict[str, set[str]]

# Lowest first. What stands in one layer imports from lower ones only, never from its neighbours.
LAYERS: Layers = {
    "plain words, numbers and places": {
        *("__init__", "errors", "places", "resources"),
        *("words", "dates", "identifiers", "telephone", "keys", "yaml_sentences"),
        *("shorthand", "keywords", "branching", "csv_cells", "csv_sentences", "skeleton_lines"),
        *(
            "look",
            "markdown_text",
            "editor_settings",
            "bands",
            "cache",
            "sharing",
            "processes",
        ),
    },
    "what a reader gives, pointers and marks": {
        *("reading", "law", "pointers", "marks", "engines", "plain_keywords"),
        *("skeleton_notes", "writers", "names", "charts", "section_text"),
    },
    "frozen types, and what marks say": {
        *("model", "schema_sentences", "yaml_text"),
        *(
            "strangers",
            "deciding",
            "plain_style",
            "templates",
            "yaml_places",
            "marked",
            "walks",
        ),
    },
    "what comes out of types and texts": {
        *("yaml_traps", "csv_reader", "files", "composition", "records", "lifetimes", "apart", "actions"),
        *(
            "editor_schema",
            "clauses",
        ),
    },
    "strict YAML, and the numbers of a run": {
        *("yaml_reader", "summary", "json_parts", "shares", "comparison"),
    },
    "documents": {"documents", "skeletons", "footing", "sections"},
    "a document and its form": {"schema_check", "view", "policy_files", "questions"},
    "what all documents share": {
        *("catalogue", "privacy", "fingerprints", "conditions", "restrictions", "telling", "school_days"),
        *("logged", "procedure_form"),
    },
    "who is written down for what, and what is due when": {
        *("written_down", "agenda", "contact_facts", "whom_to_ask", "kept"),
    },
    "rules, and documents held to their form and their place": {
        *("rules", "examining", "placing", "frames", "children", "outlook", "baselines"),
        *("earlier", "falling_due", "themes", "doubts"),
    },
    "rules bound to their parameters, sites and units": {
        "binding",
        "deadlines",
        "gathering",
        "surroundings",
        "undated_places",
        "evidence",
        "workspace",
        "need_to_know",
    },
    "policies, rules at work, and documents taken in": {
        *("policies", "judging", "intake"),
        *("chronology", "clause_by_clause", "withholding"),
    },
    "what must agree, and what can be said in the end": {
        "consistency",
        "coverage",
        "raising",
        "waivers",
        "beginnings",
        "sheets",
    },
    "one unit, how it stands, the count of a site, and the catalogue": {
        *("checker", "showing", "standing", "tally", "loading", "grid"),
    },
    "all units, and what a run stands on": {"results", "overview", "ground"},
    "a piece of work": {"work", "keys_of_records"},
    "what a unit comes to, kept or sent": {"answers"},
    "what is known already, and who shares the rest": {"memory", "workers"},
    "all units in their order, and what is made of all": {
        *(
            "in_order",
            "explaining",
            "formats",
            "agenda_formats",
            "outlook_formats",
            "reports",
            "editor_files",
        ),
    },
    "a run, pages in a format, and what a run depends on": {"run", "report_formats", "watched"},
    "the command line": {"cli"},
    "python -m": {"__main__"},
}

# The same inside each package; REST are all modules that are not named, such as every rule.
REST = "*"
INSIDE: dict[str, Layers] = {
    "law": {
        "entries": {"entries", "spelling"},
        "register": {"register"},
        "answers": {"lookup", "reading", "verdict"},
        "face": {"__init__"},
    },
    "rules": {"what a rule is": {"__init__"}, "every rule": {REST}},
    "formats": {"what a format is": {"__init__"}, "every format": {REST}},
    "agenda_formats": {"what a format is": {"__init__"}, "every format": {REST}},
    "outlook_formats": {"what a format is": {"__init__"}, "every format": {REST}},
    "reports": {"what a report is": {"__init__"}, "every report": {REST}},
    "report_formats": {
        "what a format of pages is": {"__init__"},
        "every format": {REST},
        "what is made of another format": {"pdf"},
    },
    "cli": {
        "what commands share": {"options", "writing", "asking", "inputs", "progress", "saying"},
        "where a command writes to, and how it ends": {
            *("outputs", "known", "job_summary", "failing", "keeping", "names_file"),
        },
        "where pages go, and how often a command looks": {"pages", "watching"},
        "every command": {REST},
        "all commands": {"app"},
        "the way in": {"__init__"},
    },
}


@cache
def modules() -> dict[str, ast.Module]:
    """Every module of the package by its dotted name below it, such as `cli.app` or `law.__init__`."""
    return {
        ".".join(file.relative_to(HERE).with_suffix("").parts): ast.parse(file.read_text("utf-8"))
        for file in sorted(HERE.rglob("*.py"))
        if "_bundled" not in file.parts
    }


def file_of(name: str) -> Path:
    return HERE.joinpath(*name.split(".")).with_suffix(".py")


def imported(tree: ast.Module) -> Iterator[str]:
    """Yields every name that a module imports, wherever in it, as far as the name may be a module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative imports hide where they point"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def ours(name: str) -> Iterator[str]:
    """Yields the modules of the package that a module imports."""
    for target in imported(modules()[name]):
        inside = target.removeprefix("lpcheck").lstrip(".")
        if target.partition(".")[0] != "lpcheck":
            continue
        if inside in modules():
            yield inside
        elif f"{inside}.__init__" in modules() and inside:
            yield f"{inside}.__init__"
        elif inside == "__version__":
            yield "__init__"


def heights(layers: Layers, rest: set[str]) -> dict[str, int]:
    """How high each module stands; those that are not named stand where REST does."""
    named = {name for names in layers.values() for name in names}
    return {
        name: height
        for height, names in enumerate(layers.values())
        for name in (names - {REST}) | (rest - named if REST in names else set())
    }


def part_of(name: str) -> str:
    return name.partition(".")[0]


def test_every_module_stands_in_one_layer_and_every_layer_holds_modules_that_exist() -> None:
    named = [name for names in LAYERS.values() for name in names]
    assert sorted(named) == sorted({part_of(name) for name in modules()})


@pytest.mark.parametrize("package", INSIDE)
def test_every_module_of_a_package_stands_in_one_layer(package: str) -> None:
    there = {name.partition(".")[2] for name in modules() if name.startswith(f"{package}.")}
    named = [name for names in INSIDE[package].values() for name in names]
    assert set(named) - {REST} <= there
    assert len(named) == len(set(named))
    assert REST in named or set(named) == there


def test_every_package_has_layers_of_its_own() -> None:
    assert INSIDE.keys() == {part_of(name) for name in modules() if "." in name}


@pytest.mark.parametrize("name", modules())
def test_imports_point_strictly_down(name: str) -> None:
    height = heights(LAYERS, set())
    for target in ours(name):
        if part_of(target) != part_of(name):
            assert height[part_of(target)] < height[part_of(name)], f"{name} imports {target}"


@pytest.mark.parametrize("name", [name for name in modules() if "." in name])
def test_imports_inside_a_package_point_strictly_down(name: str) -> None:
    package, _, inside = name.partition(".")
    height = heights(INSIDE[package], {n.partition(".")[2] for n in modules() if part_of(n) == package})
    for target in ours(name):
        if part_of(target) == package:
            assert height[target.partition(".")[2]] < height[inside], f"{name} imports {target}"


def test_there_are_as_few_layers_as_the_imports_allow() -> None:
    below = {
        part: {part_of(t) for name in modules() if part_of(name) == part for t in ours(name)} - {part}
        for part in {part_of(name) for name in modules()}
    }

    @cache
    def depth(part: str) -> int:
        return 1 + max((depth(other) for other in below[part]), default=0)

    assert len(LAYERS) == max(map(depth, below))


def users_of(library: str) -> set[str]:
    """The modules that import a library, the package of each in front."""
    return {
        name
        for name, tree in modules().items()
        if any(part_of(target) == library for target in imported(tree))
    }


@pytest.mark.parametrize(
    ("library", "homes"),
    [
        ("typer", {"cli"}),
        ("yaml", {"yaml_reader", "yaml_traps"}),
        ("jsonschema", {"engines"}),
        ("jsonschema_rs", {"engines"}),
        ("rich", {"look", "cli"}),
        ("icalendar", {"agenda_formats.ics"}),
        ("platformdirs", {"cli"}),
        ("sqlite3", {"cache"}),
        ("multiprocessing", {"processes"}),
        ("stdnum", {"identifiers"}),
        ("watchfiles", {"cli"}),
        ("markdown_it", {"section_text"}),
        ("docxtpl", {"report_formats.docx"}),
        ("weasyprint", {"report_formats.pdf"}),
    ],
)
def test_a_library_stays_in_its_place(library: str, homes: set[str]) -> None:
    users = users_of(library)
    assert users
    assert {name for name in users if not {name, part_of(name)} & homes} == set()


def outside_world(tree: ast.Module) -> Iterator[str]:
    """Yields what only the command line may use: standard streams, the clock, the environment."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id="print" | "input" | "exit" | "quit" as name)):
                yield name
            case ast.Attribute(attr="now" | "today" | "utcnow" as name):
                yield name
            case ast.Attribute(
                value=ast.Name(id="os"),
                attr="environ" | "environb" | "getenv" | "putenv" as name,
            ):
                yield name
            case ast.Attribute(
                value=ast.Name(id="sys"), attr="stdin" | "stdout" | "stderr" | "argv" | "exit" as name
            ):
                yield name
    yield from (name for name in imported(tree) if part_of(name) == "time")
    yield from (name for name in imported(tree) if name in ("os.environ", "os.getenv", "sys.stdout"))


def test_only_the_command_line_prints_exits_and_reads_the_clock_and_the_environment() -> None:
    found = {name: sorted(set(outside_world(tree))) for name, tree in modules().items()}
    elsewhere = {name: words for name, words in found.items() if words and part_of(name) != "cli"}
    assert elsewhere == {"__main__": ["exit"]}
    assert {word for words in found.values() for word in words} >= {"now", "environ", "stdout", "argv"}


REQUIREMENT = re.compile(r"\b(LP|ECS\d\d|FILE|PLAN|WAIVER)-\d")


def help_texts(tree: ast.Module) -> Iterator[ast.AST]:
    """Yields the docstrings, which are what help shows too, and what options say of themselves."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
            first = node.body[0] if node.body else None
            if isinstance(first, ast.Expr):
                yield first.value
        elif isinstance(node, ast.keyword) and node.arg in ("help", "epilog"):
            yield from ast.walk(node.value)


@pytest.mark.parametrize("name", modules())
def test_no_requirement_is_named_in_code(name: str) -> None:
    tree = modules()[name]
    spoken = {id(node) for node in help_texts(tree)}
    named = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in spoken
        if REQUIREMENT.search(node.value)
    ]
    assert named == []


def test_what_would_name_a_requirement_is_noticed() -> None:
    tree = ast.parse(
        '"""LP-1."""\nX = option(help="LP-2" "x")\ndef f(): return f"{x}ECS36-4.c"\nY = "FILE-1"\n'
    )
    spoken = {id(node) for node in help_texts(tree)}
    texts = [n for n in ast.walk(tree) if isinstance(n, ast.Constant) and REQUIREMENT.search(str(n.value))]
    assert sorted(str(node.value) for node in texts if id(node) not in spoken) == ["ECS36-4.c", "FILE-1"]


@pytest.mark.parametrize("name", modules())
def test_a_module_says_in_a_sentence_what_it_is_for(name: str) -> None:
    docstring = ast.get_docstring(modules()[name]) or ""
    assert re.match(r".*[.?]$", docstring.partition("\n")[0])


@pytest.mark.parametrize("name", modules())
def test_a_module_is_no_longer_than_one_can_take_in(name: str) -> None:
    assert len(file_of(name).read_text("utf-8").splitlines()) <= MOST_LINES


@pytest.mark.parametrize("name", modules())
def test_a_function_fits_in_the_eye(name: str) -> None:
    """Counted from its docstring on: the options of a command are a table, not something that is done."""
    for node in ast.walk(modules()[name]):
        if isinstance(node, ast.FunctionDef):
            assert node.end_lineno is not None
            assert node.end_lineno - node.body[0].lineno < MOST_LINES_OF_A_FUNCTION, node.name
