"""What tests of shared and kept work compare: all that any command would write of a run."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from shutil import copytree
from typing import Any

from lpcheck import agenda_formats, formats, outlook_formats
from lpcheck.agenda import agenda_of
from lpcheck.look import Look
from lpcheck.outlook import outlook_of
from lpcheck.run import Request, run
from test_corpus import made
from test_examples import EXAMPLES

ROOT = Path(__file__).parent.parent
AS_OF = date(2026, 11, 21)
DAYS = (AS_OF, date(2027, 3, 1), date(2024, 6, 30))  # the last is before all that is kept by then


def written(paths: tuple[Path, ...], day: date, **how: Any) -> list[str]:  # noqa: ANN401
    """Every format of `validate`, `overdue` and `forecast` for a day."""
    until = day + timedelta(days=90)
    found = run(Request(paths, day, until=until, **how))
    agenda = agenda_of(found, until)
    return [
        *all_of(formats, found),
        *all_of(agenda_formats, agenda),
        *all_of(outlook_formats, outlook_of(found, agenda)),
    ]


def all_of(package: Any, what: Any) -> Iterator[str]:  # noqa: ANN401
    for name in package.format_names():
        render: Callable[[Any, Look], Iterable[str]] = package.renderer(name)
        yield "".join(render(what, Look()))


def corpus(folder: Path) -> tuple[Path, ...]:
    """A hundred and forty children in two sites, some of them with logs and some of them wrong."""
    return (made(folder, "--children=140", "--logs=12", "--faulty=0.1", "--also-crosswise"),)


def odd_places(folder: Path) -> tuple[Path, ...]:
    """Sites of one name, waivers, settings, links, folders without a plan, documents in no site."""
    for name in ("a/north", "b/north", "c/waived"):
        copytree(EXAMPLES / "base", folder / name)
    for name in ("a/north", "b/north"):
        (folder / name / "children" / "P-9").mkdir()
        (folder / name / "children" / "Empty").mkdir()
        (folder / name / "children" / "Empty" / "x.txt").write_text("", "utf-8")
        (folder / name / "children" / "P-9" / "plan.yaml").symlink_to("../P-003/plan.yaml")
        (folder / name / "children" / "P-10").symlink_to("P-003")
    (folder / "b" / "lpcheck.yaml").write_text(
        "kind: settings\nreview_interval_advice_months: 6\nseverities: {LP-8: error}\n", "utf-8"
    )
    (folder / "c/waived/waivers.yaml").write_text(
        "kind: waivers\nwaivers:\n- {requirement: PLAN-3, child: P-003, reason: a, approved_by: Head,"
        " approved_on: 2026-11-01, ends: 2026-12-31}\n",
        "utf-8",
    )
    site = folder / "c/waived/site.yaml"
    site.write_text(site.read_text("utf-8").replace("name:", "name: [a]\nname_:", 1), "utf-8")
    for name in ("one.yaml", "two.yaml"):
        (folder / name).write_text("kind: local-procedure\n", "utf-8")
    return (folder,)
