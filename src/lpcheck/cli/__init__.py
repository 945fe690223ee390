"""The command line: words into one call each. Alone prints, exits, reads the clock and the environment."""

import gc
import sys


def main() -> int:
    """Runs the command; `--version` is answered before anything else is imported, for start-up's sake."""
    if sys.argv[1:] == ["--version"] and sys.stdout is not None:
        from lpcheck import __version__  # noqa: PLC0415

        sys.stdout.write(f"lpcheck {__version__}\n")
        return 0
    try:
        return _run()
    except KeyboardInterrupt:  # before there is a command that could say so itself, or after it
        from lpcheck.cli.saying import say_interrupted  # noqa: PLC0415

        say_interrupted()
        return 130  # Exit.INTERRUPTED, which needs typer, which may be what was interrupted


def _run() -> int:
    # A run makes much that stays and little that goes: looking for garbage is felt in a start.
    gc.set_threshold(50_000, 20, 20)
    from lpcheck.cli.app import run_app  # noqa: PLC0415

    code = run_app(sys.argv[1:])
    gc.freeze()  # what is left goes with the process, and need not be searched on the way out
    return code
