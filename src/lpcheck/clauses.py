"""How pages speak of a requirement: by the section that asks for it, or by the question it leaves."""

import re

from lpcheck.model import By, Requirement

_SECTION = re.compile(r"[0-9]+")
_LEFT = "left to a person: "


def label_of(requirement: Requirement) -> str:
    """The section that asks for a requirement, such as ECS 36 §4, or else the word its id begins with."""
    return " ".join(filter(None, place_of(requirement)))


def place_of(requirement: Requirement) -> tuple[str, str]:
    """The policy and the section that ask for it, or the word its id begins with and no section."""
    section = _SECTION.match(requirement.clause or "")
    return (requirement.policy, f"§{section[0]}") if section else (requirement.id.partition("-")[0], "")


def question_in(requirement: Requirement) -> str:
    """What of it only a person can judge, without the words that say so; "" where that is nothing."""
    check = requirement.check_by(By.PERSON)
    return check.looks_at.removeprefix(_LEFT) if check else ""
