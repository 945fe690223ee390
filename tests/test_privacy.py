"""Nothing personal in a document ever shows in an output, whatever is wrong with it."""

import json
import random
import re
import string
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NoReturn

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from lpcheck.catalogue import Catalogue
from lpcheck.cli.app import run_app
from lpcheck.documents import read_document
from lpcheck.examining import examine
from lpcheck.formats import format_names, renderer
from lpcheck.frames import Pages
from lpcheck.loading import load_catalogue
from lpcheck.look import Look
from lpcheck.placing import placed_in_site
from lpcheck.privacy import MASK, masked_line, shown_path, unmasked_line
from lpcheck.resources import shipped
from lpcheck.results import Question, result_of
from lpcheck.showing import Checked, Selection
from lpcheck.surroundings import Around
from records import site_record

COXLEASE = Path(__file__).parent.parent / "procedures" / "coxlease-school"
LIAISON, CONTACT = "ecs-36-home-school-liaison.yaml", "ecs-38-contact.yaml"
DAY = date(2026, 11, 21)

Captured = pytest.CaptureFixture[str]
Words = dict[str, bytes]

SITE = """\
kind: site
name: Larkfield School
country: England
school_type: independent
policies: [ECS 36, ECS 38]
"""

# In each, every @ becomes a word that is nowhere else.
DOCUMENTS = {
    "every field is filled in": """\
# @
kind: local-procedure
title: @ @
site: "@"
policy: 'ECS 38 - @'
template: ECS LP 38 # @
date: 2021-06 # @
review_date: 2024-01
authors: [@, "@ @", '@']
ratification: {note: @, approved_by: @, name: @ @, date: 2030-01-01}
related_policies:
  none: @
sections:
  - heading: 1. @
    text: |
      @ Children's Services: Local Procedure Template @

      @ ECS 77 @ [@](#) @
  - heading: 1. @
    text: >-
      @
      @
  - {heading: Section Title, text: "___ @", stands_in: references}
local_arrangements:
  lead: @
  methods: [@, @]
  emergency_route: "@ 01632 960100"
  recorded_in:
  - @
  safeguarding_contact: @
  monitored: monthly
references:
  - @ Act 2010
  - The @ Regulations 2002
  - Children's Homes (Wales) Regulations 2002 @
associated_forms: ["@ ECS LP 38 [@](@)"]
contents_checklist_note: @
contents_checklist:
  - {item: @, in_place: true, note: @}
  - item: @
    in_place: false
review_history:
  - {date: 2024-01-10, reviewer: @, summary: @}
  - {date: 2023-01-10, reviewer: "@", summary: reviewed}
  - {date: 2031-01-10, reviewer: '@', summary: @}
appendices:
  first_aiders_and_drivers:
    - {who: @, role: driver, until: 2020-01}
  contact_details:
    - {who: @, designation: @, phone: 0163 @, email: @, when: @}
    - {who: @, phone: "@ 01632 960100", email: @@example.org}
""",
    "every value has the wrong form": """\
kind: local-procedure
title: [@]
site: {@: @}
policy: @
template: ECS @
date: @
review_date: 31/04/@
authors: @
ratification: @
related_policies: {none: @, @: @}
sections: {heading: @}
local_arrangements: [@]
references: {@: @}
associated_forms: @
contents_checklist: [@, {item: [@], in_place: @}]
review_history: [{date: @, reviewer: {@: @}, summary: [@]}, @]
appendices: {first_aiders_and_drivers: {not_applicable: @, @: @}, contact_details: [{who: @, when: @}]}
""",
    "fields that the form does not have": """\
kind: local-procedure
@: @
title: @
@: {@: [@, {@: @}]}
"@": "@"
ratification:
  @: @
  approved_by: @
sections:
  - heading: @
    @: @
appendices:
  contact_details:
    - who: @
      @ @: @
""",
    "labels, copies and types": """\
kind: local-procedure
title: *@
site: &@ @
policy: !@ @
template: &@
date: !@ 2021-06
review_date: &@ 2024-01
authors: &@ []
ratification: !@ {note: &@ null, approved_by: !@ , name: *@ , date: &@ 2020-01-01}
&@ references: []
!@ sections: []
*@ : @
<<: *@
associated_forms: &@ [!@ x, *@ , &@ ]
contents_checklist: !@ {}
""",
    "comments in every gap": """\
# @
kind: local-procedure # @
title: |  # @
  @ # @
# @
review_date: |- # @
  2024-01
date: >- # @
  2021-06
authors: [ # @
  # @
  ] # @
ratification: { # @
  note: @, # @
  name: null # @
  } # @
references: # @
  - @ # @
  # @
review_history: [{date: "2024-01-10"#@
  , reviewer: @}] #@
related_policies: [] # @
associated_forms: [#@
  ]
template: ECS LP 38 #@
""",
    "fields written twice": """\
kind: local-procedure
title: @
title: @
date: 2021-06
date: @
"@": @
'@': @
review_date: {@: @, @: @}
ratification: {name: @, name: @, name: null, name: @}
kind: @
""",
    "keys that are no words": """\
kind: local-procedure
? |- # @
  title
: @
? [@, @]
: @
{@: @}: @
? "title @"
: @
: @
"t\\x69tle": @
""",
    "a kind that there is not": "kind: @\ntitle: @\n@: @\n",
    "a kind that belongs elsewhere": "kind: settings\n@: @\nreview_interval_advice_months: @\n",
    "no kind": "title: @\n@: @\n",
    "a list": "- @\n- @: @\n",
    "one text": "@ @\n@\n",
    "a second document": "kind: local-procedure\ntitle: @\n---\n@: @\n",
    "text after its end": "kind: local-procedure\n...\n@ @\n",
    "a tab": "kind: local-procedure\n\ttitle: @ # @\n@\n",
    "a quote that stays open": 'kind: local-procedure\ntitle: "@\n@: @\n',
    "a bracket that stays open": "kind: local-procedure\nauthors: [@\ntitle: @\n",
    "a colon in a value": "kind: local-procedure\ntitle: @: @\n@ @: @ # @\n",
    "text after a closing quote": 'kind: local-procedure\ntitle: "@" @\n',
    "a field at the wrong column": "kind: local-procedure\n   @: @\n @: @\n",
    "a directive": "%TAG ! @\n%@\n---\nkind: local-procedure\n",
    "a control character": "kind: local-procedure\ntitle: @ \x07 @\n",
    "a sign that cannot start a value": "kind: local-procedure\ntitle: `@\n",
    "a line without a colon": "kind: local-procedure\n@\n@ @\ntitle: @\n",
    "letters that are not UTF-8": "kind: local-procedure\ntitle: @ \udcff @\n",
    "numbers that point at a child": """\
kind: local-procedure
title: @ B801200005001
authors: ["@, born 11 March 2012", 943 476 5919 @]
contents_checklist_note: @
""",
}
SITES = {
    "every field": """\
# @
kind: site
name: @
country: @
school_type: @
residential: @
policies: [@, ECS 38 @, ECS 99]
kept_by_the_group: [@, {@: @}]
settings: {@: @, review_interval_advice_months: @, core_checklist: [@, "@"]}
@: @
""",
    "not readable": "kind: site\nname: @: @\n",
    "core list": f"{SITE}settings:\n  core_checklist: [@, @]\n",
}


@pytest.fixture(autouse=True)
def _no_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)


@pytest.fixture
def school(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "larkfield-school"
    folder.mkdir()
    (folder / "site.yaml").write_text(SITE)
    monkeypatch.chdir(tmp_path)
    return folder


def planted(text: str) -> tuple[bytes, set[str]]:
    """A text with a new word of its own for each @, and those words."""
    chance = random.Random(len(text))  # noqa: S311 - the same words in every run
    words: list[str] = []

    def word(_: re.Match[str]) -> str:
        words.append("".join(chance.choices(string.ascii_lowercase, k=9)))
        return words[-1]

    return re.sub("@", word, text).encode("utf-8", "surrogateescape"), set(words)


def outputs_of(capsys: Captured, *words: str) -> str:
    """Everything that a masked run writes anywhere, in every format."""
    files = [f"--format={name}=out.{name}" for name in format_names()]
    code = run_app(["validate", "--as-of=2026-11-21", *files, *words])
    run_app(["validate", "--as-of=2026-11-21", "--color=always", *words])
    captured = capsys.readouterr()
    assert code in (0, 1), captured.err
    written = [Path(f"out.{name}").read_text("utf-8") for name in format_names()]
    return "\n".join([captured.out, captured.err, *written])


def leaked(words: set[str], output: str) -> list[str]:
    return sorted(word for word in words if word in output.lower())


@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_word_of_a_local_procedure_gets_out(name: str, school: Path, capsys: Captured) -> None:
    raw, words = planted(DOCUMENTS[name])
    (school / "procedure.yaml").write_bytes(raw)
    output = outputs_of(capsys)
    assert "procedure.yaml:" in output
    assert leaked(words, output) == []
    assert not re.search(r"B801200005001|943 476 5919|March 2012", output)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_word_gets_out_of_a_document_in_no_site(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.chdir(tmp_path)
    raw, words = planted(DOCUMENTS[name])
    Path("procedure.yaml").write_bytes(raw)
    assert leaked(words, outputs_of(capsys, "procedure.yaml", "--engine=jsonschema")) == []


@pytest.mark.parametrize("name", SITES)
def test_no_word_of_a_site_gets_out(name: str, school: Path, capsys: Captured) -> None:
    raw, words = planted(SITES[name])
    (school / "site.yaml").write_bytes(raw)
    (school / "procedure.yaml").write_bytes((COXLEASE / CONTACT).read_bytes())
    assert leaked(words, outputs_of(capsys)) == []


@pytest.mark.usefixtures("school")
def test_no_word_of_the_settings_gets_out(capsys: Captured) -> None:
    raw, words = planted("# @\nkind: settings\n@: @\nreview_interval_advice_months: @\npolicies: {@: @}\n")
    Path("lpcheck.yaml").write_bytes(raw)
    output = outputs_of(capsys)
    assert "lpcheck.yaml:" in output
    assert leaked(words, output) == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_word_gets_out_where_lpcheck_itself_fails(
    name: str, school: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    raw, words = planted(DOCUMENTS[name])
    (school / "procedure.yaml").write_bytes(raw)

    def fail(*_: object) -> NoReturn:
        raise ValueError(raw)

    monkeypatch.setattr("lpcheck.run.result_of", fail)
    assert run_app(["validate"]) == 70
    captured = capsys.readouterr()
    assert leaked(words, captured.out + captured.err) == []


def test_the_rules_have_something_to_say_of_the_document_with_every_field(
    school: Path, capsys: Captured
) -> None:
    (school / "procedure.yaml").write_bytes(planted(DOCUMENTS["every field is filled in"])[0])
    outputs_of(capsys)
    found = {
        finding["requirement"] for finding in json.loads(Path("out.json").read_text("utf-8"))["findings"]
    }
    assert found >= {"LP-1", "LP-2", "LP-8", "LP-10", "LP-13", "LP-14", "LP-15", "LP-16", "LP-17", "LP-18"}


@pytest.mark.parametrize("file", [LIAISON, CONTACT])
def test_no_word_of_the_real_procedures_gets_out_when_each_text_is_another(
    file: str, school: Path, capsys: Captured
) -> None:
    data = yaml.safe_load((COXLEASE / file).read_bytes())
    words: set[str] = set()

    def other(value: object) -> object:
        if isinstance(value, dict):
            return {
                key: part if key in ("kind", "stands_in") else other(part) for key, part in value.items()
            }
        if isinstance(value, list):
            return [other(part) for part in value]
        if not isinstance(value, str):
            return str(value) if isinstance(value, date) else value
        raw, new = planted(re.sub(r"[A-Za-z’']{3,}", "@", value))
        words.update(new)
        return raw.decode()

    (school / "procedure.yaml").write_text(yaml.safe_dump(other(data), sort_keys=False))
    assert len(words) > 100
    assert leaked(words, outputs_of(capsys)) == []


@pytest.mark.parametrize(
    "broken", ["{word}", "{line}: {word}", "{line} # {word}", "{word}: {word}", "{line} {word}"]
)
def test_no_word_gets_out_on_whichever_line_it_stands(broken: str, catalogue: Catalogue) -> None:
    lines = (COXLEASE / CONTACT).read_text("utf-8").splitlines()
    for number, line in enumerate(lines):
        indent = line[: len(line) - len(line.lstrip())]
        new = indent + broken.format(line=line.lstrip(), word="qzxvjkwy")
        text = "\n".join([*lines[:number], new, *lines[number + 1 :]])
        assert "qzxvjkwy" not in everything_said_of({CONTACT: text.encode()}, catalogue), number + 1


def everything_said_of(files: Words, catalogue: Catalogue) -> str:
    """Every format's output for the files of one site."""
    documents = [read_document(path, raw) for path, raw in sorted(files.items())]
    record = site_record(documents, "school", Around(catalogue, catalogue.defaults()))
    question = Question(DAY, ("school",), Selection())
    result = result_of([Checked(record, "school", "school", None)], catalogue, question, "0")
    written = [(renderer(name), look) for name in format_names() for look in (Look(), Look(colour=True))]
    return "\n".join("".join(render(result, look)) for render, look in written if render)


@pytest.mark.parametrize(
    ("field", "is_near"),
    [
        ("referencse", True),
        ("refrences", True),
        ("refernecse", True),
        ("reefrncs", False),
        ("jane_field", False),
    ],
)
def test_a_misspelt_field_is_never_spelt_out_only_the_known_one_that_is_meant(
    field: str,
    is_near: bool,  # noqa: FBT001 - a column of the table
    school: Path,
    capsys: Captured,
) -> None:
    (school / "a.yaml").write_text(f"kind: local-procedure\n{field}: x\n")
    output = outputs_of(capsys)
    assert field not in output
    assert ("did you mean `references`?" in output) is is_near


def test_a_misspelt_field_is_masked_in_the_frame_all_the_same(school: Path, capsys: Captured) -> None:
    (school / "a.yaml").write_text("kind: local-procedure\nrefrences: x\n")
    assert "\n 2 | •••: •••\n   | ^^^\n" in outputs_of(capsys)


@pytest.mark.parametrize(
    "name",
    ["943 476 5919", "B801200005001", "jane@example.org", "SO43 7AA", "born 11-03-2012"],
)
def test_a_number_that_points_at_a_child_is_masked_in_every_path_and_site(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / f"school {name}"
    folder.mkdir()
    (folder / "site.yaml").write_text(SITE)
    (folder / f"plan {name}.yaml").write_bytes((COXLEASE / CONTACT).read_bytes())
    for asked in (".", f"school {name}", f"school {name}/plan {name}.yaml"):
        output = outputs_of(capsys, asked)
        assert f"{MASK}/{MASK}:" in output
        assert name not in output


def test_a_path_is_shown_without_what_steers_a_terminal() -> None:
    assert shown_path("a\x1b[2J/b\u202ec.yaml") == "a?[2J/b?c.yaml"


# One line

ROW = "  - {date: 2024-01-10, reviewer: Jo Field, summary: x}  # Jo left"
STRETCHES = [
    (6, 10, True),
    (12, 22, True),
    (24, 32, True),
    (34, 42, False),
    (44, 51, True),
    (53, 54, False),
]


def test_a_line_keeps_its_form_and_loses_its_values() -> None:
    masked = masked_line(ROW, STRETCHES)
    assert masked.text == "  - {date: 2024-01-10, reviewer: •••, summary: •••}  •••"
    assert masked.original_end == len(ROW) + 1


@pytest.mark.parametrize(
    ("what", "shown"),
    [
        ("date", "date"),
        ("2024-01-10", "2024-01-10"),
        ("reviewer", "reviewer"),
        ("Jo Field", "•••"),
        ("Jo", "•••"),
        ("Field", "•••"),
        ("summary", "summary"),
        ("x", "•••"),
        ("}", "}"),
        ("# Jo left", "•••"),
        ("left", "•••"),
        ("reviewer: Jo Field", "reviewer: •••"),
        ("Jo Field, summary", "•••, summary"),
        ("Field, summary: x", "•••, summary: •••"),
        (ROW, "  - {date: 2024-01-10, reviewer: •••, summary: •••}  •••"),
    ],
)
def test_a_stretch_is_found_again_in_the_masked_line(what: str, shown: str) -> None:
    masked = masked_line(ROW, STRETCHES)
    at = ROW.index(what) + 1
    start, end = masked.shown(at, at + len(what))
    assert masked.text[start - 1 : end - 1] == shown


@pytest.mark.parametrize(
    ("line", "stretches", "text"),
    [
        ("", [], ""),
        ("   ", [], ""),
        ("Jane Field", [], "•••"),
        ("- Jane", [], "- •••"),
        ("# Jane", [], "•••"),
        ("  - # Jane", [], "  - •••"),
        ("a: b", [(1, 2, True), (4, 5, False)], "a: •••"),
        ("a: b", [(1, 2, False), (4, 5, True)], "•••: b"),
        ("a: b # Jane", [(1, 2, True), (4, 5, True)], "a: b •••"),
        ("a: b Jane", [(1, 2, True), (4, 5, True)], "a: b •••"),
        ("a Jane: b", [(1, 2, True), (9, 10, True)], "a •••b"),
        ("a: b", [(1, 2, True), (1, 5, True), (4, 5, False)], "a: •••"),
        ("\ta: b\x07", [(2, 3, True), (5, 6, True)], " a: b•••"),
        ("\x1c\x0b\u00a0- a", [(6, 7, True)], "   - a"),
        ("a: [] ", [(1, 2, True), (4, 6, True)], "a: []"),
    ],
)
def test_what_is_masked_on_a_line(line: str, stretches: list[tuple[int, int, bool]], text: str) -> None:
    assert masked_line(line, stretches).text == text


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [(1, 2, (1, 2)), (4, 4, (4, 5)), (4, 5, (4, 7)), (5, 5, (7, 8)), (5, 6, (7, 8)), (99, 120, (7, 8))],
)
def test_a_stretch_covers_at_least_one_column_and_ends_one_after_the_line(
    start: int, end: int, expected: tuple[int, int]
) -> None:
    assert masked_line("a: b", [(1, 2, True), (4, 5, False)]).shown(start, end) == expected


def test_a_line_that_is_shown_in_full_cannot_steer_a_terminal() -> None:
    line = unmasked_line("a:\t\x1b[2Jb\u202e")
    assert line.text == "a:  [2Jb"
    assert line.shown(5, 8) == (5, 8)


def test_the_caret_stands_under_what_is_meant(school: Path, capsys: Captured) -> None:
    (school / "a.yaml").write_text(
        "kind: local-procedure\n"
        "ratification: {note: Jane Field, approved_by: Jo, name: Rose, date: soon, odd: x}\n"
        "review_history: [{date: 2024-13, reviewer: Jane, summary: [y]}]\n"
    )
    run_app(["validate", "larkfield-school/a.yaml", "--select=LP-8", "--select=LP-10", "--select=FILE-3"])
    lines = capsys.readouterr().out.splitlines()
    frames = {(above, line) for above, line in pairwise(lines) if "^" in line}
    second = " 2 | ratification: {note: •••, approved_by: •••, name: •••, date: •••, •••: •••}"
    third = " 3 | review_history: [{date: •••, reviewer: •••, summary: [•••]}]"
    under = "   | "
    assert frames == {
        (second, under + "^^^".rjust(second.index("date: ") + 9 - len(under))),
        (second, under + "^^^".rjust(second.index("•••: •••") + 3 - len(under))),
        (third, under + "^^^".rjust(third.index("date: ") + 9 - len(under))),
        (third, under + "^^^^^^^".rjust(third.index("summary") + 7 - len(under))),
    }


# Any document

KEYS = st.sampled_from(
    [
        *("kind", "title", "site", "policy", "template", "date", "review_date", "authors", "ratification"),
        *("note", "approved_by", "name", "related_policies", "none", "sections", "heading", "text"),
        *("stands_in", "local_arrangements", "lead", "methods", "monitored", "references", "appendices"),
        *("contents_checklist", "item", "in_place", "review_history", "reviewer", "summary", "who", "role"),
        *("first_aiders_and_drivers", "contact_details", "designation", "phone", "email", "when", "until"),
        *("not_applicable", "country", "school_type", "policies", "settings", "core_checklist"),
    ]
)
SECRETS = st.text(alphabet="жщюъэЯѢ 1-:#'\"[]{}&*!|>%@`\n\t", min_size=1, max_size=12)
HARMLESS = st.sampled_from(
    [
        "local-procedure",
        "site",
        "2024-01",
        "2024-01-10",
        "references",
        "monthly",
        "ECS 36",
        "England",
        "driver",
    ]
)
PLAIN = st.one_of(SECRETS, HARMLESS, st.none(), st.booleans(), st.integers(0, 99_999), st.floats(0, 9))
DATA = st.recursive(
    PLAIN,
    lambda part: st.lists(part, max_size=4) | st.dictionaries(KEYS | SECRETS, part, max_size=6),
    max_leaves=30,
)
STYLES: st.SearchStrategy[Callable[[object], str]] = st.builds(
    lambda flow, style, width: (
        lambda data: yaml.safe_dump(
            data,
            default_flow_style=flow,
            default_style=style,
            width=width,
            allow_unicode=True,
            sort_keys=False,
        )
    ),
    st.sampled_from([True, False, None]),
    st.sampled_from([None, '"', "'", "|", ">"]),
    st.sampled_from([20, 80, 10_000]),
)


@st.composite
def documents(draw: st.DrawFn) -> str:
    """YAML of every shape and style, with comments, whose texts are all Cyrillic or words of the form."""
    fields = draw(st.dictionaries(KEYS | SECRETS, DATA, max_size=8))
    kind = draw(st.sampled_from(["local-procedure", "site", "settings"]))
    text = draw(STYLES)({"kind": kind, **fields})
    lines = text.split("\n")
    for _ in range(draw(st.integers(0, 3))):
        number = draw(st.integers(0, len(lines) - 1))
        lines[number] += draw(
            st.sampled_from([" # жжжж", "#щщщщ", " &юююю", " !ъъъъ", " *ээээ", " ЯЯЯЯ", ": ѢѢѢѢ"])
        )
    return "\n".join(lines)


@settings(max_examples=100, deadline=None)
@given(documents(), st.sampled_from(["a.yaml", "site.yaml", "lpcheck.yaml"]))
def test_no_output_holds_a_text_of_whatever_document(text: str, path: str) -> None:
    output = everything_said_of({path: text.encode()}, shipped_catalogue())
    assert not re.search("[\u0400-\u04ff]", output)


@settings(max_examples=100, deadline=None)
@given(documents())
def test_no_masked_line_holds_a_text_of_whatever_document(text: str) -> None:
    for line in masked_lines(text):
        assert not re.search("[\u0400-\u04ff]", line)


TEXTS = st.text(
    alphabet=st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=4, max_size=20
)


@settings(max_examples=100, deadline=None)
@given(
    st.dictionaries(
        KEYS | TEXTS,
        st.recursive(
            TEXTS, lambda part: st.lists(part, max_size=3) | st.dictionaries(KEYS | TEXTS, part, max_size=3)
        ),
        max_size=6,
    ),
    STYLES,
)
def test_no_masked_line_holds_a_text_of_four_letters_that_is_not_the_forms(
    fields: dict[str, object], style: Callable[[object], str]
) -> None:
    data = {**fields, "kind": "local-procedure"}
    shown = "\n".join(masked_lines(style(data)))
    of_the_form = "\n".join(words_of_the_form(shipped_catalogue()))
    for text in texts_in(data):
        if sum(letter.isalpha() for letter in text) >= 4 and text not in of_the_form:
            assert text not in shown


@cache
def shipped_catalogue() -> Catalogue:
    """The catalogue: not a fixture, whose whole content Hypothesis would print with each example."""
    return load_catalogue(shipped("schemas"))


def masked_lines(text: str) -> list[str]:
    document = read_document("a.yaml", text.encode())
    placed = placed_in_site(document, shipped_catalogue())
    examined = examine(placed, shipped_catalogue(), ("ECS 36", "ECS 38"), "jsonschema-rs").examined
    pages = Pages({"a.yaml": examined}, masked=True, lines={})
    assert pages.line("a.yaml", 10_000_000).text == ""
    return [pages.line("a.yaml", number).text for number in range(1, len(document.lines) + 1)]


def texts_in(data: object) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield key
            yield from texts_in(value)
    elif isinstance(data, list):
        for value in data:
            yield from texts_in(value)


def words_of_the_form(catalogue: Catalogue) -> Iterator[str]:
    """Yields the names of fields and the words of lists that the kinds of documents have."""
    pending: list[object] = [catalogue.kinds, [policy.adds for policy in catalogue.policies]]
    while pending:
        part = pending.pop()
        if isinstance(part, dict):
            yield from part
            pending += part.values()
        elif isinstance(part, list | tuple):
            yield from (word for word in part if isinstance(word, str))
            pending += part
        elif isinstance(part, str):
            yield part
