"""The settings of a folder that is open in VS Code, with the schemas of its documents among them."""

import json
import re
from collections.abc import Mapping, Sequence

SETTING = "yaml.schemas"
_INDENT = re.compile(r"^([ \t]+)\"", re.MULTILINE)


def with_schemas(text: str, schemas: Mapping[str, Sequence[str]], folder: str) -> str | None:
    """The text of the settings with those schemas, and without any other that lies in that folder of ours.

    It is the same text where there is nothing to change, and None where something in it would be lost: it
    has comments, says something twice or is no JSON.
    """
    settings = _read(text)
    before = settings.get(SETTING, {}) if settings is not None else None
    if settings is None or not isinstance(before, dict):
        return None
    others = {name: patterns for name, patterns in before.items() if not name.startswith(folder)}
    after = {**others, **{name: list(patterns) for name, patterns in schemas.items()}}
    if after == before:
        return text
    indent = _INDENT.search(text)
    return _written({**settings, SETTING: after}, indent[1] if indent else "    ", text)


def what_to_add(schemas: Mapping[str, Sequence[str]]) -> str:
    """What somebody has to add who changes the settings by hand."""
    return json.dumps({SETTING: schemas}, indent=4, ensure_ascii=False)


def _read(text: str) -> dict[str, object] | None:
    """The settings in a text; none in one that is empty; None where it cannot be written as it was."""
    if not text.strip():
        return {}
    try:
        settings = json.loads(text, object_pairs_hook=_once)
        json.dumps(settings, allow_nan=False, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        return None
    return settings if isinstance(settings, dict) else None


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    group = dict(pairs)
    if len(group) < len(pairs):
        raise ValueError
    return group


def _written(settings: Mapping[str, object], indent: str, before: str) -> str:
    text = json.dumps(settings, indent=indent, ensure_ascii=False) + "\n"
    return text.replace("\n", "\r\n") if "\r\n" in before else text
