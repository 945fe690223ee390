"""The whole vocabulary of failure: what stops a run, as opposed to what a run finds.

A fault in a document is never one of these: it is a finding, and the run goes on. `cli/` alone
catches them and turns each into one sentence and an exit code.
"""


class LpcheckError(Exception):
    """A reason why no check could be made: what happened, and what to do next (exit 3).

    `message` is a sentence without a full stop, `next_step` likewise; neither holds a personal value.
    """

    def __init__(self, message: str, next_step: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.next_step = next_step


class UsageError(LpcheckError):
    """Words on the command line that mean nothing here, such as an unknown requirement (exit 2)."""


class PolicyError(LpcheckError):
    """A policy, schema or law register that cannot be relied upon, with its file and line (exit 3)."""


class NothingToCheckError(LpcheckError):
    """Paths below which there is no document: an error, because silence would read as a pass (exit 3)."""


class OutputError(LpcheckError):
    """A place the result cannot be written to (exit 3)."""
