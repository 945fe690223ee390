"""The command line: words into one call each. Alone prints, exits, reads the clock and the environment."""

import gc
import sys

from lpcheck import GARBAGE_THRESHOLDS, __version__


def main() -> int:
    """Runs the command; `--version` is answered before anything else is imported, for start-up's sake."""
    if sys.argv[1:] == ["--version"] and sys.stdout is not None:
        sys.stdout.write(f"lpcheck {__version__}\n")
        return 0
    try:
        return _run()
    except KeyboardInterrupt:  # before there is a command that could say so itself, or after it
        from lpcheck.cli.saying import say_interrupted  # noqa: PLC0415

        say_interrupted()
        return 130  # Exit.INTERRUPTED, which needs typer, which may be what was interrupted


def _run() -> int:
    gc.set_threshold(*GARBAGE_THRESHOLDS)
    from lpcheck.cli.app import run_app  # noqa: PLC0415

    code = run_app(sys.argv[1:])
    gc.freeze()  # what is left goes with the process, and need not be searched on the way out
    return code
