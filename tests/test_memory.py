"""What is kept of a run: found again where nothing that decides it has changed, and nobody's name in it."""

import re
import sqlite3
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from shutil import copytree
from zlib import compress, decompress

import pytest

from lpcheck import cache as caches
from lpcheck import work
from lpcheck.cache import NAME
from lpcheck.catalogue import Catalogue
from lpcheck.checker import check_unit
from lpcheck.files import File
from lpcheck.kept import Asked, Hand
from lpcheck.kept import Kept as Held
from lpcheck.keys_of_records import files_around, key_of_own, key_of_program
from lpcheck.records import Record
from lpcheck.run import Request, run
from lpcheck.workspace import Unit
from rights import put_down
from same_bytes import AS_OF, ROOT, written
from test_examples import EXAMPLES
from test_markers import MARKER, marked_site

MODEL = ROOT / "procedures" / "model-school"


class Kept:
    """A school of one's own, a cache, and which units the last run has looked at."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.site = copytree(MODEL, folder / MODEL.name)
        self.folder = folder / "kept"
        self.looked_at: list[str] = []
        self.notes: list[str] = []

        def counting(*words: object) -> object:
            self.looked_at.append(str(words[3]))
            return check_unit(*words)  # type: ignore[arg-type]

        monkeypatch.setattr(work, "check_unit", counting)

    def run(self, day: date = AS_OF, **how: object) -> list[str]:
        """Says the same as a run without a cache; which children were looked at, "" for the site's own."""
        alone = written((self.site,), day)
        self.looked_at.clear()
        how = {"cache": lambda: self.folder, "note": self.notes.append, **how}
        assert written((self.site,), day, **how) == alone
        return self.looked_at

    def change(self, path: str, before: str, after: str) -> None:
        """Changes a document where something stands first."""
        text = (self.site / path).read_text("utf-8")
        assert before in text
        (self.site / path).write_text(text.replace(before, after, 1), "utf-8")


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, catalogue: Catalogue) -> Kept:
    monkeypatch.setattr("lpcheck.run.FEWEST_TO_KEEP", 0)
    monkeypatch.setattr("lpcheck.run.catalogue_for", lambda *_: catalogue)
    return Kept(tmp_path, monkeypatch)


def test_a_second_run_looks_at_nothing_that_morning_or_the_next(kept: Kept) -> None:
    assert len(kept.run()) == 13
    assert kept.run() == []
    assert kept.run(date(2026, 11, 22)) == []
    assert kept.run(date(2029, 1, 1)) == []


def test_an_earlier_day_is_looked_at_anew_and_from_then_on_both_are_known(kept: Kept) -> None:
    kept.run()
    assert len(kept.run(date(2026, 1, 1))) == 13
    assert kept.run(date(2026, 1, 1)) == []
    assert kept.run() == []


def test_a_changed_plan_is_looked_at_alone(kept: Kept) -> None:
    kept.run()
    plan = sorted(kept.site.glob("children/*/plan.yaml"))[3]
    plan.write_text(plan.read_text("utf-8") + "# a comment\n", "utf-8")
    assert kept.run() == [plan.parent.name]


def test_a_comment_in_site_yaml_looks_at_no_child(kept: Kept) -> None:
    kept.run()
    kept.change("site.yaml", "\n", "\n# a comment, which moves every line\n")
    assert kept.run() == [""]
    assert kept.run() == []


def test_a_changed_site_looks_at_all_of_it(kept: Kept) -> None:
    kept.run()
    (kept.site / "roll.csv").write_text(
        (kept.site / "roll.csv").read_text("utf-8").replace("2026", "2025", 1), "utf-8"
    )
    assert len(kept.run()) == 13


def test_what_points_into_site_yaml_is_looked_at_again_when_its_lines_move(kept: Kept) -> None:
    """A child's finding shows a line of the site: the same words on another line are another finding."""
    for plan in kept.site.glob("children/*/plan.yaml"):
        plan.write_text(re.sub(r"(?m)^review_date: .*$", "review_date: 2020-01", plan.read_text("utf-8")))
    (kept.site / "site.yaml").write_text(
        (kept.site / "site.yaml").read_text("utf-8").replace("contact_teams:", "contact_teams:", 1), "utf-8"
    )
    kept.run()
    kept.change("site.yaml", "\n", "\n# a comment, which moves every line\n")
    kept.run()


def test_a_new_child_a_table_and_a_folder_are_noticed(kept: Kept) -> None:
    kept.run()
    (kept.site / "children" / "P-099").mkdir()
    (kept.site / "children" / "P-099" / "plan.yaml").write_text("kind: child-plan\n", "utf-8")
    assert len(kept.run()) == 14
    (kept.site / "another.csv").write_text("a,b\n", "utf-8")
    assert kept.run() == [""]


def test_policies_settings_and_the_program_itself_are_part_of_the_key(
    kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept.run()
    (kept.site.parent / "lpcheck.yaml").write_text(
        "kind: settings\nreview_interval_advice_months: 6\n", "utf-8"
    )
    assert len(kept.run()) == 14
    assert kept.run() == []
    (kept.site.parent / "lpcheck.yaml").write_text("kind: settings\nseverities: {LP-8: error}\n", "utf-8")
    assert len(kept.run()) == 14
    monkeypatch.setattr("lpcheck.keys_of_records.__version__", "99")
    key_of_program.cache_clear()
    assert len(kept.run()) == 14
    monkeypatch.undo()
    key_of_program.cache_clear()


def test_a_folder_above_is_no_part_of_the_key(kept: Kept) -> None:
    kept.run()
    kept.site = copytree(kept.site, kept.site.parent / "moved" / kept.site.name)
    assert kept.run() == []


def test_what_is_for_one_run_alone_is_not_kept(kept: Kept) -> None:
    asked: list[None] = []
    run(Request((kept.site,), AS_OF, cache=lambda: asked.append(None), masked=False))
    run(Request((kept.site,), AS_OF, cache=lambda: asked.append(None), takes=lambda view: view.child))
    assert asked == []
    run(Request((kept.site,), AS_OF, cache=lambda: asked.append(None)))
    assert asked == [None]


def test_a_few_documents_are_not_worth_a_cache() -> None:
    run(Request((MODEL,), AS_OF, cache=lambda: pytest.fail("it was asked for")))


@pytest.mark.parametrize("text", ["", "x", "1\n2\n3", "0\n\n\n\n\n[]", "0\n\n\n\n\n[1,2,3,4,5,6,7,8,9]"])
def test_an_entry_that_is_none_of_ours_is_looked_at_anew(text: str, kept: Kept) -> None:
    """Even one whose proof is right, which only who may write the file can make."""
    kept.run()
    with sqlite3.connect(kept.folder / NAME) as connection:
        for (key,) in connection.execute("SELECT key FROM kept").fetchall():
            packed = compress(text.encode())
            row = (packed, caches._proof(key, packed), key)  # noqa: SLF001
            connection.execute("UPDATE kept SET text = ?, proof = ? WHERE key = ?", row)
    connection.close()
    assert len(kept.run()) >= 12
    assert kept.run() == []


def test_a_text_that_is_none_is_refused(catalogue: Catalogue) -> None:
    for text in (
        "",
        "[",
        "null",
        "[1]",
        '[[0],[],[[0,"x"]],[],{},[],[],[],[]]',
        "[[5],[],[],[],{},[],[],[],[]]",
    ):
        with pytest.raises(ValueError, match=r".*"):
            Hand(catalogue).read(text, ("a",), None, None, Asked(AS_OF))


def test_a_path_that_nobody_else_has_is_refused(catalogue: Catalogue) -> None:
    record = Record(("a",), (), (), {}, (), {})
    with pytest.raises(ValueError, match="path"):
        Hand(catalogue).written(Held(record, frozenset()), ("b",))


def test_links_and_what_cannot_be_read_are_looked_at_each_time(kept: Kept) -> None:
    child = min((kept.site / "children").iterdir())
    (child / "log.yaml").unlink(missing_ok=True)
    (child / "log.yaml").symlink_to("nowhere")
    kept.run()
    assert kept.run() == [child.name]
    (kept.site / "more.csv").symlink_to("nowhere")
    assert kept.run() == ["", child.name]
    (kept.site / "more.csv").unlink()
    (kept.site / "children").rename(kept.site.parent / "children")
    (kept.site / "children").symlink_to("../children")
    assert "" in kept.run()
    assert "" in kept.run()


def test_a_site_whose_children_are_behind_a_link_is_looked_at_each_time(kept: Kept) -> None:
    (kept.site / "children").rename(kept.site.parent / "children")
    (kept.site / "children").symlink_to("../children")
    kept.run()
    assert kept.run() == [""]


def test_what_a_list_that_was_gone_for_a_moment_leads_to_is_not_kept(
    kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An editor may save by removing a file and writing it again."""
    table, away = kept.site / "staff.csv", kept.site / "away"
    (kept.site / "waivers.yaml").unlink()  # with one, a site is never kept
    look = files_around

    def look_and_lose(unit: Unit) -> Mapping[str, File]:
        files = look(unit)
        table.rename(away)
        return files

    monkeypatch.setattr("lpcheck.answers.files_around", look_and_lose)
    run(Request((kept.site,), AS_OF, cache=lambda: kept.folder))
    monkeypatch.undo()
    away.rename(table)
    monkeypatch.setattr("lpcheck.run.FEWEST_TO_KEEP", 0)
    assert written((kept.site,), AS_OF, cache=lambda: kept.folder) == written((kept.site,), AS_OF)


def test_a_site_that_may_be_listed_and_not_entered_is_no_obstacle(kept: Kept) -> None:
    kept.site.chmod(0o444)
    take_up = put_down()
    try:
        assert kept.run() == [""]
        assert kept.run() == [""]
    finally:
        take_up()
        kept.site.chmod(0o755)


def test_a_folder_that_cannot_be_opened_is_looked_at_each_time(tmp_path: Path) -> None:
    closed = Unit(tmp_path / "nowhere", "nowhere", None, (), None)
    assert key_of_own(b"", closed, files_around(closed)) is None


def test_nothing_personal_is_in_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, catalogue: Catalogue
) -> None:
    monkeypatch.setattr("lpcheck.run.catalogue_for", lambda *_: catalogue)
    site, planted = marked_site(tmp_path)
    run(Request((site,), AS_OF, cache=lambda: tmp_path / "kept"))
    assert len(planted) > 900
    file = tmp_path / "kept" / NAME
    with sqlite3.connect(file) as connection:
        texts = [decompress(packed).decode() for (packed,) in connection.execute("SELECT text FROM kept")]
    connection.close()
    kept = "".join((*texts, file.read_bytes().decode("latin-1")))
    assert len(kept) > 500_000
    assert not MARKER.search(kept)
    assert not re.search(r"children/P-1\d\d", kept)  # no path, though a sentence may say where plans belong


def test_waivers_are_not_kept_for_they_quote_what_somebody_typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lpcheck.run.FEWEST_TO_KEEP", 0)
    site = copytree(EXAMPLES / "base", tmp_path / "school")
    (site / "waivers.yaml").write_text(
        "kind: waivers\nwaivers:\n- {requirement: PLAN-3, document: children/Quillfeather1/plan.yaml,"
        " reason: Quillfeather2, approved_by: Head, approved_on: 2026-11-01, ends: 2026-12-31}\n",
        "utf-8",
    )
    for _ in range(2):
        assert written((site,), AS_OF, cache=lambda: tmp_path / "kept") == written((site,), AS_OF)
    assert b"Quillfeather" not in (tmp_path / "kept" / NAME).read_bytes()
