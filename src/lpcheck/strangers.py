"""Fields of a document that its form does not have, and what each of them may be meant for."""

from collections.abc import Collection, Iterator
from typing import NamedTuple

from lpcheck.marks import Node
from lpcheck.words import nearest

NEWER_FORM = 3
_NOT_A_FIELD = "this is not a field that the form has here"
_NOT_A_KEY = "this is not the way to write a key here"


class Stranger(NamedTuple):
    """A field that the form does not have.

    `meant` is the field that it stands for, where that is missing; `requirement` asks how a key is
    written; `is_alien` says that nothing explains it, unless the document is for a newer form.
    """

    name: str
    sentence: str
    meant: str | None = None
    requirement: str | None = None
    is_alien: bool = False


def strangers_in(nodes: tuple[Node, ...], names: list[str], there: Collection[str]) -> Iterator[Stranger]:
    """Yields what each of these names comes to, where the nodes apply and the fields `there` stand."""
    absent = [name for node in nodes for name in node.properties if name not in there]
    for name in names:
        known = _renamed(nodes, name)
        near = nearest(name, absent)
        if known is not None:
            yield _as_renamed(name, known, there)
        elif near is not None:
            yield Stranger(name, f"{_NOT_A_FIELD}: did you mean `{near}`?", near)
        else:
            yield _unexplained(nodes, name)


def _renamed(nodes: tuple[Node, ...], name: str) -> str | None:
    """What a field is called now that was once called so."""
    fields = (item for node in nodes for item in node.properties.items())
    return next((now for now, field in fields if name in field.renamed_from), None)


def _as_renamed(name: str, now: str, there: Collection[str]) -> Stranger:
    if now in there:
        return Stranger(name, f"this field is now called `{now}`, which stands here too: keep one of them")
    return Stranger(name, f"this field is now called `{now}`", now)


def _unexplained(nodes: tuple[Node, ...], name: str) -> Stranger:
    chooser = next((node for node in nodes if node.others is not None), None)
    if chooser is None:
        return Stranger(name, _NOT_A_FIELD, is_alien=True)
    sentence = f"{_NOT_A_KEY}: {chooser.key_hint}" if chooser.key_hint else _NOT_A_FIELD
    return Stranger(name, sentence, requirement=chooser.key_requirement)


def newer_form_sentence(number: int) -> str:
    """What is said once of a document with so many fields that nothing explains."""
    return (
        f"this document has {number} fields that this form does not have: it may be written for a newer "
        "form than this lpcheck knows; ask whoever looks after lpcheck to update it"
    )
