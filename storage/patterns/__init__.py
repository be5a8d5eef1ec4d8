"""Patterns: when they are compiled, and what each cannot do without."""

from storage.patterns.late import Late, compile_waiting

__all__ = ["Late", "compile_waiting"]
