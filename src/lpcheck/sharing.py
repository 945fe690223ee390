"""How many processes are to share the work of a run."""

import os
import sys

# See docs/performance.md: with much fewer units for each, two take longer than one. A process that is not
# forked (see `lpcheck.processes`) has to load everything first.
_FEWEST_FORKED, _FEWEST_BEGUN_ANEW = 100, 400
MOST_PROCESSES = 16


def jobs_for(units: int, jobs: int | None) -> int:
    """How many processes are to share so many units; None leaves the number open."""
    if jobs is None:
        fewest = _FEWEST_FORKED if sys.platform == "linux" else _FEWEST_BEGUN_ANEW
        return max(1, min(units // fewest, processors(), MOST_PROCESSES))
    return jobs


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
