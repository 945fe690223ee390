"""Checks a school's local procedures against the policies they put into practice, clause by clause."""

__version__ = "0.1.0"

# How seldom a process of lpcheck looks for garbage: it makes much that stays and little that goes. In a
# start, where that is felt, it never does.
GARBAGE_THRESHOLDS = (200_000, 20, 20)
