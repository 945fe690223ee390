"""How many processes are to share the work of a run."""

import os

# See docs/performance.md: with much fewer units for each, two processes take longer than one.
FEWEST_EACH = 400
MOST_PROCESSES = 16


def jobs_for(units: int, jobs: int | None) -> int:
    """How many processes are to share so many units; None leaves the number open."""
    if jobs is None:
        return max(1, min(units // FEWEST_EACH, processors(), MOST_PROCESSES))
    return jobs


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
