"""The hour of Beijing, in which notices are written and hand-ins are compared with deadlines."""

from __future__ import annotations

from datetime import timedelta, timezone

BEIJING = timezone(timedelta(hours=8))
"""One offset since 1991."""
