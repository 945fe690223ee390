"""What surrounds a policy: files that cannot be had, two policies at odds, checks that are built in."""

import shutil
from pathlib import Path

import pytest

from lpcheck.binding import find_rule
from lpcheck.catalogue import BUILT_IN, Catalogue, schema_of
from lpcheck.errors import PolicyError
from lpcheck.loading import load_catalogue
from lpcheck.model import By
from lpcheck.resources import shipped

TINY = Path(__file__).parent / "policies" / "tiny"


def tiny_in(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TINY, tmp_path / "tiny"))


def schemas_in(tmp_path: Path) -> Path:
    return Path(shutil.copytree(shipped("schemas"), tmp_path / "schemas"))


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text, f"nothing to change: {old}"
    file.write_text(text.replace(old, new), "utf-8")


def refusal(*folders: Path, schemas: Path | None = None) -> str:
    with pytest.raises(PolicyError) as refused:
        load_catalogue(schemas or shipped("schemas"), folders)
    assert refused.value.next_step
    return refused.value.message


def test_a_policy_stands_next_to_those_that_ship(catalogue: Catalogue) -> None:
    wider = load_catalogue(shipped("schemas"), (TINY,))
    assert [policy.id for policy in wider.policies] == [*(p.id for p in catalogue.policies), "TP 1"]
    assert set(wider.requirements) - set(catalogue.requirements) == {"TP1-1", "TP1-2", "TP1-3"}
    assert wider.defaults() == {**catalogue.defaults(), "farm_visit_months": 6}
    assert (
        "farm_visits" in schema_of(wider, "local-procedure", wider.policies_named(["TP 1"]))["properties"]
    )
    elsewhere = schema_of(wider, "local-procedure", wider.policies_named(["ECS 36"]))
    assert "farm_visits" not in elsewhere["properties"]


def test_a_folder_may_hold_one_policy_or_several_one_level_below() -> None:
    assert load_catalogue(shipped("schemas"), (TINY.parent,)).requirements.keys() == (
        load_catalogue(shipped("schemas"), (TINY,)).requirements.keys()
    )


def test_a_rule_is_known_by_its_name_alone() -> None:
    rule = find_rule("interval")
    assert rule is not None
    assert rule.name == "interval"
    assert rule.required() == {"at", "since", "over"}
    assert find_rule("no_such_rule") is None
    assert find_rule("os.path") is None


def test_the_digest_of_a_policy_changes_with_its_text_and_with_its_blocks(tmp_path: Path) -> None:
    folder = tiny_in(tmp_path)
    digests = [load_catalogue(shipped("schemas"), (folder,)).policies[-1].digest]
    for file, old, new in (
        ("policy.yaml", "tractors", "tractors and cows"),
        ("farm-visits.schema.json", "When they will", "When the children will"),
    ):
        edit(folder / file, old, new)
        digests.append(load_catalogue(shipped("schemas"), (folder,)).policies[-1].digest)
    assert len(set(digests)) == 3
    assert load_catalogue(shipped("schemas"), (folder,)).policies[-1].digest == digests[-1]


def test_a_folder_without_a_policy_is_refused_by_its_name(tmp_path: Path) -> None:
    message = f"{tmp_path.as_posix()}: there is no policy.yaml in this folder, nor one level below"
    assert refusal(tmp_path) == message
    assert refusal(tmp_path / "none").startswith(f"{tmp_path.as_posix()}/none: there is no policy.yaml")


def test_the_same_policy_twice_is_refused_at_its_id(tmp_path: Path) -> None:
    copy = tiny_in(tmp_path)
    message = f"{copy.as_posix()}/policy.yaml:2: the policy TP 1 is in the policy TP 1 already"
    assert refusal(TINY, copy) == message


def test_a_block_that_two_policies_add_is_refused(tmp_path: Path) -> None:
    file = tiny_in(tmp_path) / "policy.yaml"
    for old, new in (("id: TP 1", "id: TP 2"), ("TP1-", "TP2-"), ("farm_visit_months", "farm_months")):
        edit(file, old, new)
    assert refusal(TINY, file.parent) == (
        f"{file.as_posix()}:9: the block farm_visits is in the policy TP 1 already"
    )


@pytest.mark.parametrize(
    ("raw", "line", "sentence"),
    [
        (b"- id: TP 1\n", 1, "a policy must be a list of fields"),
        (b"5\n", 1, "a policy must be a list of fields"),
        (
            b"",
            1,
            "the file is empty or holds only comments: write its fields, one a line, or delete the file",
        ),
        (
            b"id: TP 1\ntitle: \xff\n",
            2,
            "a character here is not in UTF-8: save the file as UTF-8 and type the character again",
        ),
    ],
    ids=["a list", "a number", "nothing", "not UTF-8"],
)
def test_a_policy_that_is_no_list_of_fields_is_refused(
    raw: bytes, line: int, sentence: str, tmp_path: Path
) -> None:
    file = tiny_in(tmp_path) / "policy.yaml"
    file.write_bytes(raw)
    assert refusal(file.parent) == f"{file.as_posix()}:{line}: {sentence}"


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"[]", "a schema must be an object"),
        (b"{'title': 5}", "this is not JSON"),
        (b"\xff\xfe\xff", "this is not JSON"),
        (b"[" * 100_000, "this is not JSON"),
        (b"", "this is not JSON"),
    ],
    ids=["a list", "single quotes", "no text", "too deep", "nothing"],
)
def test_a_block_that_is_no_json_object_is_refused(raw: bytes, sentence: str, tmp_path: Path) -> None:
    file = tiny_in(tmp_path) / "farm-visits.schema.json"
    file.write_bytes(raw)
    assert refusal(file.parent) == f"{file.as_posix()}:1: {sentence}"


def test_a_block_that_is_not_there_is_refused_by_its_name(tmp_path: Path) -> None:
    file = tiny_in(tmp_path) / "farm-visits.schema.json"
    file.unlink()
    assert refusal(file.parent) == (
        f"{file.parent.as_posix()}/policy.yaml:9: there is no file farm-visits.schema.json beside this one"
    )


def test_a_block_that_no_place_can_be_found_in_is_blamed_at_its_first_line(tmp_path: Path) -> None:
    file = tiny_in(tmp_path) / "farm-visits.schema.json"
    nested = '{"items": ' * 70 + '{"format": "date"}' + "}" * 70
    file.write_text(f'{{\n"title": "deep", "items":\n{nested}}}', "utf-8")
    assert refusal(file.parent) == (f"{file.as_posix()}:1: the keyword format is outside the plain style")


def test_each_built_in_check_is_that_of_one_requirement(catalogue: Catalogue) -> None:
    assert catalogue.built_in.keys() == BUILT_IN.keys()
    for name, (requirement, check) in catalogue.built_in.items():
        assert check in requirement.checks
        assert (check.name, check.by) == (name, BUILT_IN[name])


def test_a_check_by_the_reader_without_a_name_is_refused(tmp_path: Path) -> None:
    schemas = schemas_in(tmp_path)
    file = schemas / "lpcheck" / "policy.yaml"
    edit(file, "        name: key-twice\n", "")
    assert refusal(schemas=schemas).endswith("a check by the reader needs the name of one it has")


def test_a_built_in_check_that_nobody_speaks_for_is_refused(tmp_path: Path) -> None:
    schemas = schemas_in(tmp_path)
    file = schemas / "lpcheck" / "policy.yaml"
    text = file.read_text("utf-8")
    claim = "      - by: reader\n"
    start = text.rindex(claim, 0, text.index("        name: key-twice\n"))
    changed = (
        text[start:].replace(claim, "      - by: person\n", 1).replace("        name: key-twice\n", "", 1)
    )
    file.write_text(text[:start] + changed, "utf-8")
    first = schemas / "ecs-36" / "policy.yaml"
    assert refusal(schemas=schemas) == (
        f"{first.as_posix()}:3: no requirement speaks for the built-in check key-twice"
    )


def test_a_kind_outside_the_plain_style_is_refused_at_its_line(tmp_path: Path) -> None:
    schemas = schemas_in(tmp_path)
    file = schemas / "kinds" / "site.schema.json"
    edit(file, '"description": "As its local procedures give it.",', '"$comment": "x",')
    line = file.read_text("utf-8").splitlines().index('      "$comment": "x",') + 1
    assert refusal(schemas=schemas) == (
        f"{file.as_posix()}:{line}: the keyword $comment is outside the plain style"
    )


def test_a_mark_in_a_kind_for_an_unknown_requirement_is_refused_at_its_line(tmp_path: Path) -> None:
    schemas = schemas_in(tmp_path)
    file = schemas / "kinds" / "site.schema.json"
    edit(file, '"description": "As its local procedures give it.",', '"x-requirement": "LP-99",')
    line = file.read_text("utf-8").splitlines().index('      "x-requirement": "LP-99",') + 1
    assert refusal(schemas=schemas) == (
        f"{file.as_posix()}:{line}: this asks for LP-99, which is not a requirement checked by schema"
    )


@pytest.mark.parametrize(
    ("raw", "line"),
    [(b"entries: []\nentries: []\n", 2), (b"- entries\n", 1), (b"a: [\n", 2)],
    ids=["a key twice", "a list", "a bracket left open"],
)
def test_a_law_register_that_cannot_be_read_is_refused_at_its_line(
    raw: bytes, line: int, tmp_path: Path
) -> None:
    schemas = schemas_in(tmp_path)
    (schemas / "law.yaml").write_bytes(raw)
    file = schemas / "law.yaml"
    assert refusal(schemas=schemas) == f"{file.as_posix()}:{line}: the law register cannot be read"


def test_a_requirement_of_a_person_needs_no_schema_and_no_rule(catalogue: Catalogue) -> None:
    of_persons = [r for r in catalogue.requirements.values() if r.check_by(By.PERSON)]
    assert of_persons
    assert all(check.parameters is None for r in of_persons for check in r.checks)
