"""Where a requirement stands in its policy: in which section, or under which word where it is in none."""

import re

from lpcheck.model import Requirement

_SECTION = re.compile(r"[0-9]+")


def label_of(requirement: Requirement) -> str:
    """The section that asks for a requirement, such as ECS 36 §4, or else the word its id begins with."""
    return " ".join(filter(None, place_of(requirement)))


def place_of(requirement: Requirement) -> tuple[str, str]:
    """The policy and the section that ask for it, or the word its id begins with and no section."""
    section = _SECTION.match(requirement.clause or "")
    return (requirement.policy, f"§{section[0]}") if section else (requirement.id.partition("-")[0], "")
