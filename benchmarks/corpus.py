"""Makes a corpus: sites of about 90 made-up children each, with plans and, if asked for, logs.

    python benchmarks/corpus.py FOLDER --children 1000

Nobody in it exists. The same seed gives the same bytes. Clean plans have no finding as of 2026-11-21; the
share that is --faulty has one fault each that a JSON Schema can find, and --also-crosswise makes as many
again with one that only a comparison finds. `faulty.json` beside the sites says which are wrong, and how.
A tool that makes something else than a text of a bare date needs --quoted-dates. More than 100,000
children it cannot tell apart.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from made_up.authored_yaml import with_quoted_dates, yaml_of
from made_up.children import Child, Fields, a_child
from made_up.drawing import Draw
from made_up.faults import CROSSWISE, STRUCTURAL, Spoil
from made_up.logs import a_log
from made_up.plans import a_plan
from made_up.schools import School, a_school, procedures, roll_table, site_of, staff_table

CHILDREN_A_SITE = 90
MANIFEST = "faulty.json"


class Wanted(NamedTuple):
    """How large a corpus is to be, from which seed, and how much of it is to be wrong."""

    children: int = 1000
    seed: int = 7
    faulty: float = 0.0
    logs: int = 0
    entries: int | None = None
    quoted_dates: bool = False
    also_crosswise: bool = False


class Fault(NamedTuple):
    """What goes wrong in one plan, and whether a JSON Schema alone finds it."""

    way: str
    spoil: Spoil
    kind: str


def make_corpus(folder: Path, wanted: Wanted) -> dict[str, dict[str, str]]:
    """Writes the sites and the manifest below a folder; returns the manifest."""
    faults = _faults(wanted)
    manifest: dict[str, dict[str, str]] = {"structural": {}, "crosswise": {}}
    for school in _schools(wanted):
        _write_site(folder / school.folder, school)
        for child in school.children:
            place = f"{school.folder}/children/{child.key}"
            draw = Draw(wanted.seed, child.key, "plan")
            plan = a_plan(draw, child)
            if child.has_log:
                _write(folder / place / "log.yaml", yaml_of(a_log(draw, child, plan, wanted.entries)))
            if fault := faults.get(child.key):
                fault.spoil(plan)
                manifest[fault.kind][f"{place}/plan.yaml"] = fault.way
            text = yaml_of(plan)
            _write(folder / place / "plan.yaml", with_quoted_dates(text) if wanted.quoted_dates else text)
    _write(folder / MANIFEST, json.dumps(manifest, indent=2, sort_keys=True) + "\n")
    return manifest


def corpus_in(folder: Path, wanted: Wanted) -> Path:
    """A folder with a corpus: as it is if there is one already, else made."""
    if not (folder / MANIFEST).is_file():
        make_corpus(folder, wanted)
    return folder.resolve()


def _schools(wanted: Wanted) -> Iterator[School]:
    sites = max(1, round(wanted.children / CHILDREN_A_SITE))
    share = -(-wanted.children // sites)
    numbers = iter(range(1, wanted.children + 1))
    for number in range(1, sites + 1):
        yield a_school(number, [_child(wanted, n, place) for place, n in enumerate(islice(numbers, share))])


def _child(wanted: Wanted, number: int, place: int) -> Child:
    key = key_of(number)
    return a_child(Draw(wanted.seed, key), key, place, has_log=number <= wanted.logs)


def key_of(number: int) -> str:
    """Five digits, as a key is written: the hundred-thousandth child is P-00000."""
    return f"P-{number % 100_000:05}"


def _faults(wanted: Wanted) -> Mapping[str, Fault]:
    """Which children's plans are wrong in which way: every way in turn, no plan in two."""
    number = round(wanted.children * wanted.faulty)
    keys = [key_of(one) for one in range(1, wanted.children + 1)]
    chosen = Draw(wanted.seed, "faults").some(keys, 2 * number)
    crosswise = chosen[number:] if wanted.also_crosswise else []
    return {
        **_in_turn(chosen[:number], STRUCTURAL, "structural"),
        **_in_turn(crosswise, CROSSWISE, "crosswise"),
    }


def _in_turn(keys: Sequence[str], ways: Mapping[str, Spoil], kind: str) -> dict[str, Fault]:
    names = list(ways)
    turns = [names[number % len(names)] for number in range(len(keys))]
    return {key: Fault(way, ways[way], kind) for key, way in zip(keys, turns, strict=True)}


def _write_site(folder: Path, school: School) -> None:
    site: Fields = site_of(school)
    _write(folder / "site.yaml", yaml_of(site))
    _write(folder / "staff.csv", staff_table(school))
    _write(folder / "roll.csv", roll_table(school))
    for name, text in procedures(school):
        _write(folder / name, text)


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8", newline="\n")


def main() -> int:
    """Makes the corpus that the command line asks for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--children", type=int, default=1000, metavar="N")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--faulty", type=float, default=0.0, metavar="SHARE", help="such as 0.02")
    parser.add_argument(
        "--logs", type=int, default=0, metavar="N", help="how many of the children have a log"
    )
    parser.add_argument("--entries", type=int, metavar="N", help="in each log; else 40 to 200")
    parser.add_argument("--quoted-dates", action="store_true", help="in plans")
    parser.add_argument(
        "--also-crosswise", action="store_true", help="as many again that only a rule finds"
    )
    words = vars(parser.parse_args())
    folder: Path = words.pop("folder")
    if folder.exists() and any(folder.iterdir()):
        parser.error(
            f"{folder} is not empty: what is there already would be taken for a part of the corpus"
        )
    manifest = make_corpus(folder, Wanted(**words))
    print(
        f"{words['children']} children in {folder}, {sum(map(len, manifest.values()))} of their plans wrong"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
