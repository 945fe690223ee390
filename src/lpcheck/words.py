"""Small turns of English that many sentences need."""

from collections.abc import Sequence


def listed(words: Sequence[str], *, last: str = "and") -> str:
    """Words as a sentence lists them: a, b and c."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def counted(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun: 1 document, 3 documents."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def trimmed(value: object) -> str:
    """A text without the spaces around it; "" for what is none."""
    return value.strip() if isinstance(value, str) else ""


def texts_of(value: object) -> list[str]:
    """The texts in a list; none in what is no list."""
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


def folded(text: str) -> str:
    """A text as it compares: case, spaces and the kind of apostrophe, quote or dash set aside."""
    plain = text.translate(_SAME).casefold()
    return " ".join(plain.split())


def begins_with(text: str, number: str) -> bool:
    """Whether a line begins with the number of a policy, and not with a longer one."""
    line, number = folded(text), folded(number)
    return line.startswith(number) and not line[len(number) : len(number) + 1].isalnum()


def nearest(word: str, known: Sequence[str]) -> str | None:
    """The one known word within two letters of a word, or None: further away it may be a name."""
    distances = sorted((distance(word, other), abs(len(word) - len(other)), other) for other in known)
    near = [other for steps, _, other in distances if steps <= min(2, len(other) // 3)]
    return near[0] if near else None


def distance(one: str, other: str) -> int:
    """How many letters must be put in, left out, changed or swapped to turn one word into the other."""
    if abs(len(one) - len(other)) > 2:
        return 3
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        older, before, row = before, row, [i]
        for j, another in enumerate(other, 1):
            steps = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != another))
            if older and j > 1 and letter == other[j - 2] and one[i - 2] == another:
                steps = min(steps, older[j - 2] + 1)
            row.append(steps)
    return row[-1]


_SAME = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " "})
