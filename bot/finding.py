"""What a check has found about one subject, with what to do where something is wrong."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found. A hint is worth knowing and stops nothing."""

    text: str
    is_fine: bool = True
    is_hint: bool = False
