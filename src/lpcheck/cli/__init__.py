"""The command line: words into one call each. Alone prints, exits, reads the clock and the environment."""

import sys


def main() -> int:
    """Runs the command; `--version` is answered before anything else is imported, for start-up's sake."""
    if sys.argv[1:] == ["--version"]:
        from lpcheck import __version__  # noqa: PLC0415

        sys.stdout.write(f"lpcheck {__version__}\n")
        return 0
    from lpcheck.cli.app import run_app  # noqa: PLC0415

    return run_app(sys.argv[1:])
