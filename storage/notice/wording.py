"""Doubts and refusals of notices in words for the coordinator."""

from __future__ import annotations

from storage.notice.model import Doubt


def doubt(doubt: Doubt) -> str:
    """Word one doubt."""
    return doubt.code
