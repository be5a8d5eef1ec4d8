"""The small phrases of `scheduler.phrases`, for what is said in answer."""

from __future__ import annotations

from scheduler.phrases import by_when, clipped, contact_line, day, first_of, joined

__all__ = ["by_when", "clipped", "contact_line", "day", "first_of", "joined"]
