"""Ways in which a plan goes wrong, one at a time, in a plan that is otherwise clean.

`STRUCTURAL` are those that a JSON Schema alone can find, so that other tools find the same files;
`CROSSWISE` those for which two fields, or the plan and the site, have to be compared.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeAlias

from made_up.children import Fields

Spoil: TypeAlias = Callable[[Fields], None]


def _missing_field(plan: Fields) -> None:
    del plan["liaison"]["emergency"]


def _misspelt_field(plan: Fields) -> None:
    contact = plan["contact"]
    contact["restrictions_cheked"] = contact.pop("restrictions_checked")


def _unknown_field(plan: Fields) -> None:
    plan["favourite_colour"] = "green"


def _wrong_word(plan: Fields) -> None:
    plan["attends"] = "boarding"


def _impossible_date(plan: Fields) -> None:
    plan["date"] = "2026-02-30"


def _date_in_words(plan: Fields) -> None:
    plan["review_date"] = "March 2027"


def _number_for_text(plan: Fields) -> None:
    plan["review_history"][0]["summary"] = 7


def _list_for_group(plan: Fields) -> None:
    plan["contact"]["told"] = ["child", "staff"]


def _group_for_list(plan: Fields) -> None:
    plan["liaison"]["emergency"] = plan["liaison"]["emergency"][0]


def _empty_list(plan: Fields) -> None:
    plan["liaison"]["named_persons"]["school"] = []


def _blank_value(plan: Fields) -> None:
    plan["legal_status"] = None


def _blank_text(plan: Fields) -> None:
    plan["contact"]["told"] = {"child": {"date": plan["contact"]["changed_on"], "how": " "}}


def _name_as_key(plan: Fields) -> None:
    plan["people"]["mrs-ashdown"] = {"phones": ["01632 960999"]}


def _child_by_name(plan: Fields) -> None:
    plan["child"] = "Ada A"


def _bad_code(plan: Fields) -> None:
    plan["liaison"]["named_persons"]["school"][0] = "S 14"


def _impossible_time(plan: Fields) -> None:
    incident = {
        "reference": "CPOMS 1182",
        "shared_first_at": "2026-10-02T25:10",
        "contacted_by": "referring-individual",
        "names_and_designations_recorded": True,
    }
    plan["liaison"]["other_group_services"] = {
        "services": ["respite home of the group"],
        "incidents": [incident],
    }


def _text_for_truth(plan: Fields) -> None:
    plan["contact"]["device"] = {"has_one": "no"}


def _listed_twice(plan: Fields) -> None:
    plan["teams"].append(plan["teams"][0])


def _field_that_follows(plan: Fields) -> None:
    plan["contact"]["device"] = {"has_one": True}


def _number_too_small(plan: Fields) -> None:
    plan["liaison"]["routine"][0]["longest_gap_days"] = 0


STRUCTURAL: Mapping[str, Spoil] = {
    "missing field": _missing_field,
    "misspelt field": _misspelt_field,
    "unknown field": _unknown_field,
    "wrong word": _wrong_word,
    "impossible date": _impossible_date,
    "date in words": _date_in_words,
    "number for text": _number_for_text,
    "list for group": _list_for_group,
    "group for list": _group_for_list,
    "empty list": _empty_list,
    "blank value": _blank_value,
    "blank text": _blank_text,
    "name as key": _name_as_key,
    "child by name": _child_by_name,
    "bad code": _bad_code,
    "impossible time": _impossible_time,
    "text for truth": _text_for_truth,
    "listed twice": _listed_twice,
    "field that follows": _field_that_follows,
    "number too small": _number_too_small,
}


def _review_before_plan(plan: Fields) -> None:
    plan["review_date"] = "2025-12"


def _review_in_future(plan: Fields) -> None:
    plan["review_history"].append({**plan["review_history"][-1], "date": date(2026, 12, 7)})


def _nobody_known(plan: Fields) -> None:
    plan["liaison"]["routine"].append({"with": "cousin-9", "method": "telephone", "how_often": "weekly"})


def _no_number(plan: Fields) -> None:
    del plan["people"][plan["liaison"]["emergency"][0]["ring"]]["phones"]


def _team_unknown(plan: Fields) -> None:
    plan["teams"].append("class-99")


def _system_unknown(plan: Fields) -> None:
    plan["liaison"]["recorded_in"]["concerns"] = "a notebook"


def _staff_left(plan: Fields) -> None:
    plan["liaison"]["named_persons"]["school"][0] = "s-090"


def _child_told_before(plan: Fields) -> None:
    plan["contact"]["told"]["child"] = {"date": date(2024, 9, 4), "how": "talk with the class teacher"}


def _forbidden_and_rung(plan: Fields) -> None:
    order = {
        "basis": "restraining-order",
        "made": date(2026, 6, 1),
        "until": "further-order",
        "kept_in": "CPOMS",
    }
    plan["contact"]["restrictions"] = [
        {
            "person": plan["liaison"]["emergency"][0]["ring"],
            "forbids": ["being-rung"],
            "rests_on": [order],
            "do": "Do not ring this person. Ring the DSL.",
            "manager_aware": plan["contact"]["changed_on"],
        }
    ]


def _read_without_ground(plan: Fields) -> None:
    plan["contact"]["everyone_else"]["messages"] = "read"
    plan["contact"]["restrictions"] = "none"


def _other_folder(plan: Fields) -> None:
    plan["child"] = "P-99999"


def _topics_left_out(plan: Fields) -> None:
    plan["liaison"]["topics"] = {"covered": ["attendance", "behaviour"]}


CROSSWISE: Mapping[str, Spoil] = {
    "review before plan": _review_before_plan,
    "review in the future": _review_in_future,
    "nobody known": _nobody_known,
    "no number": _no_number,
    "team unknown": _team_unknown,
    "system unknown": _system_unknown,
    "staff left": _staff_left,
    "child told before": _child_told_before,
    "forbidden and rung": _forbidden_and_rung,
    "read without ground": _read_without_ground,
    "other child's folder": _other_folder,
    "topics left out": _topics_left_out,
}
