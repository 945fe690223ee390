"""Checks a school's local procedures against the policies they put into practice, clause by clause."""

__version__ = "0.1.0"
