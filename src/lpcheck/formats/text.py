"""For reading: a block a finding, with the lines, the words that ask for it, whose duty and what to do."""

from collections.abc import Iterator
from textwrap import wrap

from lpcheck.dates import spoken
from lpcheck.look import Look, Run, shown
from lpcheck.model import Finding, Severity, State
from lpcheck.places import FrameLine
from lpcheck.records import Result
from lpcheck.summary import Summary, counted_apart, headline, requirements_in, summary_of
from lpcheck.words import counted, listed

_MOST_NAMED = 20
_STYLES = {
    Severity.ERROR: "bold red",
    Severity.WARNING: "bold yellow",
    Severity.ADVICE: "bold cyan",
}


def render(result: Result, look: Look) -> str:
    """The blocks and the summary."""
    runs: list[Run] = []
    for finding in result.findings:
        runs += _block(finding, look.width) if not finding.baselined else ()
    runs += _summary(result, look.width)
    return shown(runs, look)


def _block(finding: Finding, width: int) -> Iterator[Run]:
    place, severity = finding.problem.location, finding.check.severity
    yield f"{place.path}:{place.span.line}:{place.span.column}: ", "bold"
    yield severity.value, _STYLES[severity]
    yield f" {finding.requirement.id}: {finding.problem.message}\n", "bold"
    if finding.waived:
        yield f" waived until {spoken(finding.waived)}: counted apart\n", "dim"
    margin = len(str(max((line.number for line in finding.frame), default=0)))
    yield from _frame(finding.frame, place.path, margin, width, _STYLES[severity])
    left_out = 1 + len(finding.problem.related) - sum(len(line.underlines) for line in finding.frame)
    if left_out:
        yield f" {' ' * margin} | and {counted(left_out, 'more place')}, all in --format json\n", "dim"
    for name, text in _labels(finding):
        yield from _labelled(name, text, margin, width)
    yield "\n", ""


def _frame(lines: tuple[FrameLine, ...], path: str, margin: int, width: int, style: str) -> Iterator[Run]:
    gutter = f" {' ' * margin} | "
    yield f"{gutter.rstrip()}\n", "dim"
    for line in lines:
        if line.path != path:
            path = line.path
            yield f" {' ' * margin} in {path}\n", "dim"
        yield f" {line.number:>{margin}} | ", "dim"
        yield f"{_cut(line.text, width)}\n", ""
        for underline in line.underlines:
            start = min(underline.start, width)
            length = max(1, min(underline.end, width + 1) - start)
            lead = " " * (start - 1)
            yield gutter + lead, "dim"
            yield ("^" if underline.main else "-") * length, style if underline.main else "blue"
            yield from _note(underline.note, gutter + lead + " " * (length + 1), width)


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: width - 1]}…"


def _note(note: str, lead: str, width: int) -> Iterator[Run]:
    """The word below a line, folded where it is long, each further line under the first."""
    first, *more = wrap(note, max(40, width - len(lead))) or [""]
    yield f"{' ' if first else ''}{first}\n", ""
    for line in more:
        yield f"{lead}{line}\n", ""


def _labels(finding: Finding) -> Iterator[Run]:
    yield "asks", finding.requirement.asked_by
    yield "duty", finding.requirement.duty
    yield "do", finding.check.remedy
    if finding.also:
        yield "also", listed(finding.also)


def _labelled(name: str, text: str, margin: int, width: int) -> Iterator[Run]:
    lead = f" {' ' * margin} = {name:<5}"
    first, *more = wrap(text, max(40, width - len(lead))) or [""]
    yield lead, "dim"
    yield f"{first}\n", ""
    for line in more:
        yield f"{' ' * len(lead)}{line}\n", ""


def _summary(result: Result, width: int) -> Iterator[Run]:
    summary = summary_of(result)
    yield f"{headline(summary)}\n", "bold"
    for sentence in _sentences(result, summary):
        for line in wrap(sentence, width, subsequent_indent="  "):
            yield f"{line}\n", ""


def _not_looked_at(result: Result) -> Iterator[str]:
    """Yields which requirements were not looked at somewhere, as many as a person may want to read."""
    names = requirements_in(result, State.NOT_LOOKED_AT)
    if not names:
        yield "requirements not looked at: 0"
        return
    more = f" and {len(names) - _MOST_NAMED} more, all in --format json" if len(names) > _MOST_NAMED else ""
    yield (
        f"requirements not looked at: {len(names)} (what they need is not there or cannot be read, such as "
        f"a plan or a log): {', '.join(names[:_MOST_NAMED])}{more}"
    )


def _sentences(result: Result, summary: Summary) -> Iterator[str]:
    if apart := counted_apart(summary):
        yield apart
    if summary.idle_in_baseline:
        number = counted(summary.idle_in_baseline, "entry", "entries")
        yield f"{number} of the baseline match nothing any more: take them out with --write-baseline"
    yield f"deadlines that have passed: {summary.deadlines_passed}"
    yield from _not_looked_at(result)
    yield (
        f"left to a person: {summary.for_a_person}, with the questions to ask in `lpcheck requirements` "
        "and `lpcheck explain`"
    )
    policies = listed([f"{policy.id} ({policy.version})" for policy in result.policies])
    by = f", by {policies}" if policies else ""
    yield f"as of {spoken(result.as_of)}{by}; law register checked on {result.law_checked_on}"
    if result.settings:
        settings = listed([f"{name} = {value}" for name, value in result.settings.items()])
        yield f"settings that decided something: {settings}"
